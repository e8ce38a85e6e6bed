//! The codes of problems.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal $(=> $help:literal)?,)+) => {
        /// The stable name of a kind of problem.
        ///
        /// Names do not change; new ones may be added.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $(#[doc = ""] #[doc = $help])? #[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// All codes, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the name that reports show.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Returns a sentence that describes the kind of problem.
            pub fn description(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim_ascii(),)+
                }
            }

            /// Returns a sentence that says what to do.
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
    /// No environment is chosen.
    EnvironmentUnset = "environment-unset" => "Set the variable that names the environment.",
    /// The environment has an unknown name.
    EnvironmentUnknown = "environment-unknown" => "Name one of the environments, or a deployment that the program declares.",
    /// `APP_ENV` names a different environment than the program's own variable.
    EnvironmentConflict = "environment-conflict" => "Unset one of the two variables, or set both to the same environment.",
    /// A deployment has a reserved or invalid name.
    DeploymentName = "deployment-name" => "Rename the deployment in the program.",
    /// A setting without a default is not set.
    Missing = "missing" => "Set its variable, or its key in a file.",
    /// A key matches no setting.
    UnknownKey = "unknown-key" => "Correct the key, or remove it.",
    /// The type of a setting drops unknown fields silently.
    DroppedFields = "dropped-fields" => "Let the type deny unknown fields, or make it a section.",
    /// No variable can set a setting, because its name cannot be part of a variable name.
    UnnamedVariable = "unnamed-variable" => "Rename the setting, or give it a variable with `env`.",
    /// A key is in the wrong section.
    MisplacedKey = "misplaced-key" => "Move the key to the section it belongs to.",
    /// A variable with the program's prefix matches no setting.
    UnknownVariable = "unknown-variable" => "Correct the name of the variable, or unset it.",
    /// A value has the wrong type.
    WrongType = "wrong-type" => "Write a value of the expected type.",
    /// A number is out of range for its type.
    OutOfRange = "out-of-range" => "Write a number in the expected range.",
    /// A word is not one of the accepted ones.
    UnknownVariant = "unknown-variant" => "Write one of the accepted words.",
    /// A value has an invalid form.
    InvalidValue = "invalid-value" => "Write a value of the expected form.",
    /// A duration has no unit.
    MissingUnit = "missing-unit" => "Add the unit: `30s`, `5m`, `1h`.",
    /// A value is empty, but must not be.
    EmptyValue = "empty-value" => "Give it a value, or unset it.",
    /// A value has quotes around it that are part of it.
    Quoted = "quoted" => "Remove the quotes.",
    /// Text does not follow the syntax of its format.
    Syntax = "syntax" => "Correct the line as the message says.",
    /// A file uses a feature of its format that is not supported.
    Unsupported = "unsupported" => "Write the value out.",
    /// A key or table is defined twice in one file.
    DuplicateKey = "duplicate-key" => "Keep one of the two.",
    /// A required file or directory does not exist.
    FileMissing = "file-missing" => "Create it, or correct the path.",
    /// Two files define the same layer.
    AmbiguousFile = "ambiguous-file" => "Keep one of the two files.",
    /// A file or directory cannot be read.
    FileUnreadable = "file-unreadable" => "Grant read access to the user that runs the program.",
    /// A file is not valid UTF-8.
    FileEncoding = "file-encoding" => "Save the file as UTF-8.",
    /// A file exceeds the size limit.
    FileTooLarge = "file-too-large" => "Reduce the size of the file.",
    /// A value exceeds the depth limit.
    TooDeep = "too-deep" => "Reduce the nesting.",
    /// A variable is not valid UTF-8.
    VariableEncoding = "variable-encoding" => "Set the variable to valid UTF-8.",
    /// One variable would set two settings.
    AmbiguousVariable = "ambiguous-variable" => "Rename one of the two settings in the program.",
    /// A setting is set twice, under two of its names.
    Conflict = "conflict" => "Keep one of the two.",
    /// A key was retired and must not be used again.
    RetiredKey = "retired-key" => "Remove the key; its name will not be reused.",
    /// A key is deprecated.
    DeprecatedKey = "deprecated-key" => "Use what the message names instead.",
    /// A file is not read in this environment, or not by this program.
    FileIgnored = "file-ignored" => "Remove the file, or rename it to one that is read.",
    /// A line of `.env` comes too late to have an effect.
    EntryIgnored = "entry-ignored" => "Set the variable itself.",
    /// A file in a config directory is not read, or one in a secret directory matches no setting.
    UnknownFile = "unknown-file" => "Correct the name of the file, or remove it.",
    /// A secret file is world-readable.
    WorldReadable = "world-readable" => "Restrict it to the user that runs the program: mode 0400.",
    /// A config or secret file is world-writable.
    WorldWritable = "world-writable" => "Restrict writing to the user that deploys the program.",
    /// A secret is in a file that is committed with the program.
    CommittedSecret = "committed-secret" => "Remove the secret, rotate it, and supply the new one through a variable or a secret file.",
    /// A value contains `${...}`, which is not expanded.
    Interpolation = "interpolation" => "To supply the value at deploy time, set its variable.",
    /// A `figment` provider failed.
    Provider = "provider" => "Resolve what the provider reports.",
    /// A value breaks a rule of the program.
    Rule = "rule" => "Give the setting a value that satisfies the rule.",
    /// A value that was set for another variant also applies to the chosen one.
    CarriedOver = "carried-over" => "Remove the value from the lower layer, or set it for the chosen variant.",
    /// A setting must not be set in this environment.
    Forbidden = "forbidden" => "Remove the setting from this environment.",
    /// A secret is a placeholder, or left at its default.
    Placeholder = "placeholder" => "Set a real secret for this environment.",
    /// A secret is too short or too predictable.
    WeakSecret = "weak-secret" => "Use a long random string.",
    /// A secret has white space, a line break or a byte order mark at an end.
    UntrimmedSecret = "untrimmed-secret" => "Remove it from the secret.",
    /// A setting looks like a secret, but is not marked as one.
    LooksLikeSecret = "looks-like-secret" => "Mark the field in the program, or set something else.",
    /// A host is a placeholder, a reserved name or the local machine.
    InternalHost = "internal-host" => "Set the real host of this environment.",
    /// A connection does not use TLS.
    Plaintext = "plaintext" => "Use TLS, or declare the host private.",
    /// A list of allowed origins or hosts is too permissive.
    WildcardOrigin = "wildcard-origin" => "List the allowed origins, each with its host.",
    /// A provider's live key is used outside of production.
    LiveKey = "live-key" => "Use the provider's test key.",
    /// A provider's test key is used in production.
    TestKey = "test-key" => "Use the provider's live key.",
    /// A path check failed.
    Path = "path" => "Create what is missing at the path, or correct the path.",
    /// A host does not resolve.
    UnresolvedHost = "unresolved-host" => "Correct the host name, or check DNS.",
    /// The program cannot listen on a port.
    PortTaken = "port-taken" => "Stop the process that uses the port, or choose another port.",
    /// A certificate is not usable.
    TlsCertificate = "tls-certificate" => "Renew the certificate, or set the key that matches it.",
    /// The settings are declared inconsistently in the program.
    Schema = "schema" => "Correct the struct of the program.",
    /// Two environments use different kinds of a service.
    DifferentKind = "different-kind" => "Use the same kind of service everywhere.",
    /// Two environments use different versions of a service.
    DifferentVersion = "different-version" => "Use the same version everywhere.",
    /// Two environments use a service in different regions.
    DifferentRegion = "different-region" => "Use the same region everywhere.",
    /// Only one of two environments uses TLS for a service.
    DifferentTls = "different-tls" => "Use TLS everywhere.",
    /// A table has different entries in two environments.
    DifferentKeys = "different-keys" => "Use the same entries everywhere.",
    /// A value differs between two environments, but must be the same.
    DifferentValue = "different-value" => "Use the same value everywhere.",
    /// A number has different units in two environments.
    DifferentUnit = "different-unit" => "Check the unit: the number is the same, but the unit is not.",
    /// A value has different types in two environments.
    DifferentType = "different-type" => "Use the same value everywhere.",
    /// A value is in a file in one environment, and set at deploy time in another.
    DifferentSupply = "different-supply" => "Supply it the same way everywhere.",
    /// A value is the same in two environments, but must differ.
    SharedValue = "shared-value" => "Use a different value in each environment.",
    /// Only some environments have a setting.
    OneSided = "one-sided" => "Set it in every environment, or in none.",
    /// A switch is on in one environment, but not yet in the one before it.
    SwitchAhead = "switch-ahead" => "Enable it in staging first.",
    /// A number grows or shrinks the wrong way from one environment to the next.
    OutOfOrder = "out-of-order" => "Fix the value that is out of order.",
    /// TLS certificates are not verified in staging or production.
    UnverifiedTls = "unverified-tls" => "Verify the server's certificate.",
    /// A debugging aid is on in staging or production.
    DebugSetting = "debug-setting" => "Turn it off in staging and production.",
    /// A program in development listens on all network interfaces.
    OpenListener = "open-listener" => "Listen on `127.0.0.1` on a developer's machine.",
    /// The files of all environments set the same value.
    CouldBeDefault = "could-be-default" => "Set it once, in the default file.",
    /// A file of one machine is among the committed ones.
    LocalFile = "local-file" => "Remove the file from the repository.",
    /// A waiver is incomplete or invalid.
    Waiver = "waiver" => "Complete the waiver: key, environments, reason and end date.",
    /// A waiver has expired.
    WaiverExpired = "waiver-expired" => "Resolve the difference, or extend the waiver with a new reason.",
    /// A waiver matches no difference.
    WaiverUnused = "waiver-unused" => "Remove the waiver.",
    /// A snapshot cannot be read.
    Snapshot = "snapshot" => "Take the snapshot again; it must not be edited.",
    /// The key for the secrets of snapshots is not usable.
    SnapshotKey = "snapshot-key" => "Set one key of at least 32 random characters.",
    /// Two deploys run different artifacts.
    DifferentArtifact = "different-artifact" => "Deploy the artifact that was tested, or test this one first.",
    /// Two deploys declare different settings.
    DifferentSchema = "different-schema" => "Test the program with these settings first.",
    /// The secrets of two deploys cannot be compared.
    SecretsUncompared = "secrets-uncompared" => "Take both snapshots with the same key.",
    /// Only one of two deploys states a fact.
    FactMissing = "fact-missing" => "State the fact in both deploys.",
    /// A value changed since the last deploy.
    ChangedValue = "changed-value" => "Check that the change is intended.",
    /// A default changed since the last deploy.
    ChangedDefault = "changed-default" => "Check that the change is intended, or set the value.",
    /// A list or table lost more than half of its entries since the last deploy.
    ShrunkenList = "shrunken-list" => "Check that nothing was lost.",
    /// A shared secret was rotated in only some of its settings.
    HalfRotated = "half-rotated" => "Rotate the secret in all settings that share it.",
    /// The deploy overrides a value of the environment's own file.
    OverriddenFile = "overridden-file" => "Remove the value from the file, or unset what overrides it.",
}

impl Code {
    /// What to do about it, in general, as the help of a problem has it.
    pub(crate) fn advice(self) -> String {
        let sentence = self.help().trim_end_matches('.');
        let (first, rest) = sentence.split_at(1);
        first.to_ascii_lowercase() + rest
    }

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
