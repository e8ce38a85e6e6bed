//! The names of all that can be wrong.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal $(=> $help:literal)?,)+) => {
        /// The stable name of what is wrong.
        ///
        /// Names do not change; new ones may come.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $(#[doc = ""] #[doc = $help])? #[serde(rename = $name)] $variant,)+
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

            /// Returns what is wrong, in general, as a sentence.
            pub fn description(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim_ascii(),)+
                }
            }

            /// Returns what to do about it, in general, as a sentence.
            pub fn help(self) -> &'static str {
                match self {
                    $(Self::$variant => [$($help,)? concat!($($doc),+).trim_ascii()][0],)+
                }
            }

            /// The name of the variant, for links into the documentation.
            #[cfg(feature = "json")]
            pub(crate) fn variant(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)+
                }
            }
        }
    };
}

codes! {
    /// The environment was not chosen.
    EnvironmentUnset = "environment-unset" => "Set the variable that names the environment.",
    /// The name of the environment is not known.
    EnvironmentUnknown = "environment-unknown" => "Name one of the environments, or a deployment that the program declares.",
    /// `APP_ENV` names another environment than the program's own variable.
    EnvironmentConflict = "environment-conflict" => "Unset one of the two variables, or give both the same value.",
    /// A deployment that the program declares under a name it cannot have.
    DeploymentName = "deployment-name" => "Give the deployment a name that no environment and no file of a layer has.",
    /// A setting that has no default was set nowhere.
    Missing = "missing" => "Set its variable, or its key in a file.",
    /// A key that no setting owns.
    UnknownKey = "unknown-key" => "Correct the key, or remove it.",
    /// A setting whose type drops fields that it does not know.
    DroppedFields = "dropped-fields" => "Let its type deny unknown fields, or make it a section.",
    /// A setting that no variable can set, since none can have its name.
    UnnamedVariable = "unnamed-variable" => "Rename the setting, or give it a variable with `env`.",
    /// A key that belongs to another section.
    MisplacedKey = "misplaced-key" => "Move the key to the section it belongs to.",
    /// A variable with the program's prefix that no setting owns.
    UnknownVariable = "unknown-variable" => "Correct the name of the variable, or unset it.",
    /// A value of another type.
    WrongType = "wrong-type" => "Write a value of the type that is expected.",
    /// A number its type cannot hold.
    OutOfRange = "out-of-range" => "Write a number within the range that is expected.",
    /// A word that is none of the possible ones.
    UnknownVariant = "unknown-variant" => "Write one of the words that are expected.",
    /// Text that its type does not accept.
    InvalidValue = "invalid-value" => "Write a value of the form that is expected.",
    /// A duration without its unit.
    MissingUnit = "missing-unit" => "Add the unit: `30s`, `5m`, `1h`.",
    /// An empty value where there must be one.
    EmptyValue = "empty-value" => "Give it a value, or unset it.",
    /// A value with quotes around it that are part of it.
    Quoted = "quoted" => "Remove the quotes.",
    /// Text that does not follow the grammar of its format.
    Syntax = "syntax" => "Correct the line; the message says what the grammar expects.",
    /// What a format allows and a configuration file may not have.
    Unsupported = "unsupported" => "Write the value out.",
    /// One key or table twice in a file.
    DuplicateKey = "duplicate-key" => "Keep one of the two.",
    /// A file that must exist and does not.
    FileMissing = "file-missing" => "Create the file, or correct the path.",
    /// One layer in two files.
    AmbiguousFile = "ambiguous-file" => "Keep one of the two files.",
    /// A file that cannot be read.
    FileUnreadable = "file-unreadable" => "Grant the user that runs the program read access.",
    /// A file that is not UTF-8.
    FileEncoding = "file-encoding" => "Save the file as UTF-8.",
    /// A file over the size limit.
    FileTooLarge = "file-too-large" => "Make the file smaller.",
    /// Values nested over the depth limit.
    TooDeep = "too-deep" => "Reduce the nesting.",
    /// A variable that is not UTF-8.
    VariableEncoding = "variable-encoding" => "Set the variable again as UTF-8.",
    /// Two settings that one variable would set.
    AmbiguousVariable = "ambiguous-variable" => "Rename one of the two settings in the program.",
    /// One setting under two of its names.
    Conflict = "conflict" => "Keep one of the two.",
    /// A key that must never be used again.
    RetiredKey = "retired-key" => "Remove the key; its name will not be reused.",
    /// A key that should not be used any more.
    DeprecatedKey = "deprecated-key" => "Use what the message names instead.",
    /// A file that is not read in this environment, or not by this program.
    FileIgnored = "file-ignored" => "Remove the file, or rename it to one that is read.",
    /// A line of `.env` that comes too late to have an effect.
    EntryIgnored = "entry-ignored" => "Set the variable itself.",
    /// A file of the config folder that nothing reads, or one of a secret folder
    /// that no setting owns.
    UnknownFile = "unknown-file" => "Correct the name of the file, or remove it.",
    /// A secret in a world-readable file.
    WorldReadable = "world-readable" => "Let only the user that runs the program read it: mode 0400.",
    /// A world-writable config or secret file.
    WorldWritable = "world-writable" => "Let only the user that deploys write it.",
    /// A secret in a file that is committed with the program.
    CommittedSecret = "committed-secret" => "Remove the secret, rotate it, and supply the new one through a variable or a secret file.",
    /// `${...}` in a value, which stays as it is.
    Interpolation = "interpolation" => "To supply the value at deploy time, set its variable.",
    /// A `figment` provider that failed.
    Provider = "provider" => "See what the provider says.",
    /// A value that breaks a rule of the program.
    Rule = "rule" => "Give the setting a value that keeps the rule.",
    /// A value of another variant, which counts for the chosen one as well.
    CarriedOver = "carried-over" => "Remove the value from the lower layer, or set it for the chosen variant.",
    /// A setting that must not be set in this environment.
    Forbidden = "forbidden" => "Remove the setting in this environment.",
    /// A placeholder, or a default, in place of a secret.
    Placeholder = "placeholder" => "Set a real secret, which only this environment has.",
    /// A secret that is short or easily guessed.
    WeakSecret = "weak-secret" => "Use a long random text.",
    /// A secret with white space, a line break or a byte order mark at an end.
    UntrimmedSecret = "untrimmed-secret" => "Remove what surrounds the secret.",
    /// Text that looks like a secret, in a setting that is not marked as one.
    LooksLikeSecret = "looks-like-secret" => "Mark the field as secret in the program, or set something else.",
    /// A URL whose host is one of examples, tests or the machine itself.
    InternalHost = "internal-host" => "Set the real host of this environment.",
    /// A URL whose connection does not use TLS.
    Plaintext = "plaintext" => "Use TLS, or a host of a private network.",
    /// A list of origins or hosts that lets in whom it should not.
    WildcardOrigin = "wildcard-origin" => "List the allowed origins, each with its host.",
    /// A provider's key for production, below production.
    LiveKey = "live-key" => "Use the provider's test key.",
    /// A provider's key for tests, in production.
    TestKey = "test-key" => "Use the provider's live key.",
    /// A path that fails its check.
    Path = "path" => "Create what is missing at the path, or correct the path.",
    /// A host that has no address.
    UnresolvedHost = "unresolved-host" => "Correct the name of the host, or the resolver of the machine.",
    /// A port that the program cannot listen on.
    PortTaken = "port-taken" => "Stop what listens on the port, or use another one.",
    /// A certificate that does not fit, or not for long enough.
    TlsCertificate = "tls-certificate" => "Renew the certificate, or name the key that belongs to it.",
    /// A default that its own type does not accept.
    Schema = "schema" => "Correct the struct of the program.",
    /// Another kind of service in two environments.
    DifferentKind = "different-kind" => "Use one kind of service everywhere, so that what is rehearsed is what runs.",
    /// Another version of a service in two environments.
    DifferentVersion = "different-version" => "Use one version everywhere.",
    /// A service in another region in two environments.
    DifferentRegion = "different-region" => "Use one region, or rehearse in that of production.",
    /// A service with TLS in one environment and without it in another.
    DifferentTls = "different-tls" => "Use TLS in both.",
    /// Other entries of a table in two environments.
    DifferentKeys = "different-keys" => "Give both the same entries.",
    /// A value that must be the same and is not.
    DifferentValue = "different-value" => "Make it the same, or declare in the struct how it may differ.",
    /// The same number with another unit in two environments.
    DifferentUnit = "different-unit" => "Write the same value with the same unit.",
    /// A value of another type in two environments.
    DifferentType = "different-type" => "Write a value of the same type in both.",
    /// A value that a file has in one environment and the deploy in another.
    DifferentSupply = "different-supply" => "Supply it in the same way in both.",
    /// A value that must differ and does not.
    SharedValue = "shared-value" => "Give each environment its own.",
    /// A setting that only some environments have.
    OneSided = "one-sided" => "Set it in all of them, or in none.",
    /// A switch that is on before the environment below has it on.
    SwitchAhead = "switch-ahead" => "Enable it in staging first.",
    /// A number that is on the wrong side of that of the environment below.
    OutOfOrder = "out-of-order" => "Fix the value that is out of order.",
    /// TLS that is not verified, where programs are deployed.
    UnverifiedTls = "unverified-tls" => "Verify the certificate of the other side.",
    /// What helps to develop, where programs are deployed.
    DebugSetting = "debug-setting" => "Turn it off where programs are deployed.",
    /// A listener that is open to the network on a developer's machine.
    OpenListener = "open-listener" => "Listen on `127.0.0.1` on a developer's machine.",
    /// The same value in the file of every environment.
    CouldBeDefault = "could-be-default" => "Write it once, in the default file.",
    /// A file of one machine among the committed ones.
    LocalFile = "local-file" => "Remove the file from the repository.",
    /// A waiver that does not say what it must.
    Waiver = "waiver" => "Complete the waiver: key, reason and end date.",
    /// A waiver whose day has passed.
    WaiverExpired = "waiver-expired" => "Remove the difference, or extend the waiver with a new reason.",
    /// A waiver that permits nothing there is.
    WaiverUnused = "waiver-unused" => "Remove the waiver.",
    /// A record of a deploy that cannot be read.
    Snapshot = "snapshot" => "Take the record again; it is not meant to be edited.",
    /// A key for the secrets of snapshots that is none.
    SnapshotKey = "snapshot-key" => "Set a key of at least the length that the message names.",
    /// Another program than the one that was rehearsed.
    DifferentArtifact = "different-artifact" => "Open the program that was rehearsed, or rehearse this one.",
    /// Other settings than those that were rehearsed.
    DifferentSchema = "different-schema" => "Rehearse the program with these settings first.",
    /// Secrets of two deploys that cannot be compared.
    SecretsUncompared = "secrets-uncompared" => "Record both deploys with the same key.",
    /// A fact that only one of two deploys states.
    FactMissing = "fact-missing" => "State the fact in both deploys.",
    /// A value that is not what it was in the deploy before.
    ChangedValue = "changed-value" => "Check that the change is meant.",
    /// A default that is not what it was in the deploy before.
    ChangedDefault = "changed-default" => "Check that the change is meant, or set the value.",
    /// A list or table with less than half of what it had in the deploy before.
    ShrunkenList = "shrunken-list" => "Check that nothing was lost.",
    /// A secret of several settings that has been changed in some of them.
    HalfRotated = "half-rotated" => "Rotate the secret in all settings that share it.",
    /// A value of the environment's own file that the deploy hides.
    OverriddenFile = "overridden-file" => "Remove the value from the file, or unset what overrides it.",
}

impl Code {
    /// Whether it judges a value that its type takes.
    pub(crate) fn is_of_a_typed_value(self) -> bool {
        matches!(
            self,
            Self::CommittedSecret
                | Self::Rule
                | Self::Forbidden
                | Self::Placeholder
                | Self::WeakSecret
                | Self::UntrimmedSecret
                | Self::LooksLikeSecret
                | Self::InternalHost
                | Self::Plaintext
                | Self::WildcardOrigin
                | Self::LiveKey
                | Self::TestKey
                | Self::Path
                | Self::UnresolvedHost
                | Self::PortTaken
                | Self::TlsCertificate
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
