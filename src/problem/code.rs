//! The names of all that can be wrong.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The stable name of what is wrong.
        ///
        /// Names do not change; new ones may come.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All codes, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the name as it stands in reports.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

codes! {
    /// The environment was not chosen.
    EnvironmentUnset = "environment-unset",
    /// The name of the environment is not known.
    EnvironmentUnknown = "environment-unknown",
    /// `APP_ENV` names another environment than the program's own variable.
    EnvironmentConflict = "environment-conflict",
    /// A deployment that the program declares under a name it cannot have.
    DeploymentName = "deployment-name",
    /// A setting that has no default was set nowhere.
    Missing = "missing",
    /// A key that no setting owns.
    UnknownKey = "unknown-key",
    /// A setting whose type drops fields that it does not know.
    DroppedFields = "dropped-fields",
    /// A key that belongs to another section.
    MisplacedKey = "misplaced-key",
    /// A variable with the program's prefix that no setting owns.
    UnknownVariable = "unknown-variable",
    /// A value of another type.
    WrongType = "wrong-type",
    /// A number its type cannot hold.
    OutOfRange = "out-of-range",
    /// A word that is none of the possible ones.
    UnknownVariant = "unknown-variant",
    /// Text that its type does not accept.
    InvalidValue = "invalid-value",
    /// A duration without its unit.
    MissingUnit = "missing-unit",
    /// An empty value where there must be one.
    EmptyValue = "empty-value",
    /// A value with quotes around it that are part of it.
    Quoted = "quoted",
    /// Text that does not follow the grammar of its format.
    Syntax = "syntax",
    /// What a format allows and a configuration file may not have.
    Unsupported = "unsupported",
    /// One key or table twice in a file.
    DuplicateKey = "duplicate-key",
    /// A file that must exist and does not.
    FileMissing = "file-missing",
    /// One layer in two files.
    AmbiguousFile = "ambiguous-file",
    /// A file that cannot be read.
    FileUnreadable = "file-unreadable",
    /// A file that is not UTF-8.
    FileEncoding = "file-encoding",
    /// A file over the size limit.
    FileTooLarge = "file-too-large",
    /// Values nested over the depth limit.
    TooDeep = "too-deep",
    /// A variable that is not UTF-8.
    VariableEncoding = "variable-encoding",
    /// Two settings that one variable would set.
    AmbiguousVariable = "ambiguous-variable",
    /// One setting under two of its names.
    Conflict = "conflict",
    /// A key that must never be used again.
    RetiredKey = "retired-key",
    /// A key that should not be used any more.
    DeprecatedKey = "deprecated-key",
    /// A file that is not read in this environment, or not by this program.
    FileIgnored = "file-ignored",
    /// A line of `.env` that comes too late to have an effect.
    EntryIgnored = "entry-ignored",
    /// A file of the config folder that nothing reads, or one of a secret folder
    /// that no setting owns.
    UnknownFile = "unknown-file",
    /// A secret that every user of the machine may read.
    WorldReadable = "world-readable",
    /// A config or secret file that every user of the machine may write.
    WorldWritable = "world-writable",
    /// A secret in a file that is committed with the program.
    CommittedSecret = "committed-secret",
    /// `${...}` in a value, which stays as it is.
    Interpolation = "interpolation",
    /// A `figment` provider that failed.
    Provider = "provider",
    /// A value that breaks a rule of the program.
    Rule = "rule",
    /// A value of another variant, which counts for the chosen one as well.
    CarriedOver = "carried-over",
    /// A setting that must not be set in this environment.
    Forbidden = "forbidden",
    /// A placeholder, or a default, in place of a secret.
    Placeholder = "placeholder",
    /// A secret that is short or easily guessed.
    WeakSecret = "weak-secret",
    /// A secret with white space, a line break or a byte order mark at an end.
    UntrimmedSecret = "untrimmed-secret",
    /// Text that looks like a secret, in a setting that is not marked as one.
    LooksLikeSecret = "looks-like-secret",
    /// A URL whose host is one of examples, tests or the machine itself.
    InternalHost = "internal-host",
    /// A URL whose connection is not encrypted.
    Plaintext = "plaintext",
    /// A list of origins or hosts that lets in whom it should not.
    WildcardOrigin = "wildcard-origin",
    /// A provider's key for production, below production.
    LiveKey = "live-key",
    /// A provider's key for tests, in production.
    TestKey = "test-key",
    /// A path that is not what it must be.
    Path = "path",
    /// A host that has no address.
    UnresolvedHost = "unresolved-host",
    /// A port that the program cannot listen on.
    PortTaken = "port-taken",
    /// A certificate that does not fit, or not for long enough.
    TlsCertificate = "tls-certificate",
    /// A default that its own type does not accept.
    Schema = "schema",
    /// Another kind of service in two environments.
    DifferentKind = "different-kind",
    /// Another version of a service in two environments.
    DifferentVersion = "different-version",
    /// A service in another region in two environments.
    DifferentRegion = "different-region",
    /// A service with TLS in one environment and without it in another.
    DifferentTls = "different-tls",
    /// Other entries of a table in two environments.
    DifferentKeys = "different-keys",
    /// A value that must be the same and is not.
    DifferentValue = "different-value",
    /// The same number with another unit in two environments.
    DifferentUnit = "different-unit",
    /// A value of another type in two environments.
    DifferentType = "different-type",
    /// A value that a file has in one environment and the deploy in another.
    DifferentSupply = "different-supply",
    /// A value that must differ and does not.
    SharedValue = "shared-value",
    /// A setting that only some environments have.
    OneSided = "one-sided",
    /// A switch that is on before the environment below has it on.
    SwitchAhead = "switch-ahead",
    /// A number that is on the wrong side of that of the environment below.
    OutOfOrder = "out-of-order",
    /// TLS that is not verified, where programs are deployed.
    UnverifiedTls = "unverified-tls",
    /// What helps to develop, where programs are deployed.
    DebugSetting = "debug-setting",
    /// A listener that is open to the network on a developer's machine.
    OpenListener = "open-listener",
    /// The same value in the file of every environment.
    CouldBeDefault = "could-be-default",
    /// A file of one machine among the committed ones.
    LocalFile = "local-file",
    /// A waiver that does not say what it must.
    Waiver = "waiver",
    /// A waiver whose day has passed.
    WaiverExpired = "waiver-expired",
    /// A waiver that permits nothing there is.
    WaiverUnused = "waiver-unused",
    /// A record of a deploy that cannot be read.
    Snapshot = "snapshot",
    /// A key for the secrets of snapshots that is none.
    SnapshotKey = "snapshot-key",
    /// Another program than the one that was rehearsed.
    DifferentArtifact = "different-artifact",
    /// Other settings than those that were rehearsed.
    DifferentSchema = "different-schema",
    /// Secrets of two deploys that cannot be compared.
    SecretsUncompared = "secrets-uncompared",
    /// A fact that only one of two deploys states.
    FactMissing = "fact-missing",
    /// A value that is not what it was in the deploy before.
    ChangedValue = "changed-value",
    /// A default that is not what it was in the deploy before.
    ChangedDefault = "changed-default",
    /// A list or table with less than half of what it had in the deploy before.
    ShrunkenList = "shrunken-list",
    /// A secret of several settings that has been changed in some of them.
    HalfRotated = "half-rotated",
    /// A value of the environment's own file that the deploy hides.
    OverriddenFile = "overridden-file",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
