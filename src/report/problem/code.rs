//! The codes of problems.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal in $page:ident => $help:literal,)+) => {
        /// The stable name of a kind of problem.
        ///
        /// Names do not change; new ones may be added. Each has a page in the
        /// [index of problems](mod@problems).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[non_exhaustive]
        pub enum Code {
            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = $help]
                #[doc = concat!("[More](mod@problems::", stringify!($page), ")")]
                #[doc(alias = $name)]
                #[serde(rename = $name)]
                $variant,
            )+
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
                    $(Self::$variant => $help,)+
                }
            }

            /// The name of the variant.
            #[cfg(feature = "json")]
            pub(crate) fn variant(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)+
                }
            }

            /// The module of its page in the documentation.
            #[cfg(feature = "json")]
            pub(crate) fn module(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($page),)+
                }
            }

            /// Its page without the description, in Markdown.
            #[cfg(feature = "cli")]
            pub(crate) fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("codes/", $name, ".md")),)+
                }
            }
        }

        /// The index of problems: a page for each [`Code`](crate::report::Code).
        ///
        /// A page says why the problem matters, has an example of it, and shows how to fix it
        /// in the configuration and in the program. With the feature `cli`,
        /// `config check --explain CODE` prints it. The modules are for reading only: a program
        /// cannot use them.
        #[cfg(any(doc, doctest))]
        pub mod problems {
            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = concat!("Code: [`", $name, "`](crate::report::Code::", stringify!($variant), ")")]
                #[doc = ""]
                #[doc = include_str!(concat!("codes/", $name, ".md"))]
                pub mod $page {}
            )+
        }
    };
}

codes! {
    /// No environment is chosen.
    EnvironmentUnset = "environment-unset" in environment_unset => "Set the variable that names the environment.",
    /// The environment has an unknown name.
    EnvironmentUnknown = "environment-unknown" in environment_unknown => "Name one of the environments, or a deployment that the program declares.",
    /// A variable that is ignored names a different environment than the chosen one.
    EnvironmentConflict = "environment-conflict" in environment_conflict => "Unset the variable, or set it to the same environment.",
    /// A deployment has a reserved or invalid name.
    DeploymentName = "deployment-name" in deployment_name => "Rename the deployment in the program.",
    /// A setting without a default is not set.
    Missing = "missing" in missing => "Set its variable, or its key in a file.",
    /// A key matches no setting.
    UnknownKey = "unknown-key" in unknown_key => "Correct the key, or remove it.",
    /// The type of a setting drops unknown fields silently.
    DroppedFields = "dropped-fields" in dropped_fields => "Let the type deny unknown fields, or make it a section.",
    /// No variable can set a setting, because its name cannot be part of a variable name.
    UnnamedVariable = "unnamed-variable" in unnamed_variable => "Rename the setting, or give it a variable with `env`.",
    /// A key is in the wrong section.
    MisplacedKey = "misplaced-key" in misplaced_key => "Move the key to the section it belongs to.",
    /// A variable with the program's prefix matches no setting.
    UnknownVariable = "unknown-variable" in unknown_variable => "Correct the name of the variable, or unset it.",
    /// A value has the wrong type.
    WrongType = "wrong-type" in wrong_type => "Write a value of the expected type.",
    /// A number is out of range for its type.
    OutOfRange = "out-of-range" in out_of_range => "Write a number in the expected range.",
    /// A word is not one of the accepted ones.
    UnknownVariant = "unknown-variant" in unknown_variant => "Write one of the accepted words.",
    /// A value has an invalid form.
    InvalidValue = "invalid-value" in invalid_value => "Write a value of the expected form.",
    /// A duration has no unit.
    MissingUnit = "missing-unit" in missing_unit => "Add the unit: `30s`, `5m`, `1h`.",
    /// A value is empty, but must not be.
    EmptyValue = "empty-value" in empty_value => "Give it a value, or unset it.",
    /// A value has quotes around it that are part of it.
    Quoted = "quoted" in quoted => "Remove the quotes.",
    /// Text does not follow the syntax of its format.
    Syntax = "syntax" in syntax => "Correct the line as the message says.",
    /// A file uses a feature of its format that is not supported.
    Unsupported = "unsupported" in unsupported => "Write the value out.",
    /// A key or table is defined twice in one file.
    DuplicateKey = "duplicate-key" in duplicate_key => "Keep one of the two.",
    /// A required file or directory does not exist.
    FileMissing = "file-missing" in file_missing => "Create it, or correct the path.",
    /// Two files define the same layer.
    AmbiguousFile = "ambiguous-file" in ambiguous_file => "Keep one of the two files.",
    /// A file or directory cannot be read.
    FileUnreadable = "file-unreadable" in file_unreadable => "Grant read access to the user that runs the program.",
    /// A file is not valid UTF-8.
    FileEncoding = "file-encoding" in file_encoding => "Save the file as UTF-8.",
    /// A file exceeds the size limit.
    FileTooLarge = "file-too-large" in file_too_large => "Reduce the size of the file.",
    /// A value exceeds the depth limit.
    TooDeep = "too-deep" in too_deep => "Reduce the nesting.",
    /// A variable is not valid UTF-8.
    VariableEncoding = "variable-encoding" in variable_encoding => "Set the variable to valid UTF-8.",
    /// One variable would set two settings.
    AmbiguousVariable = "ambiguous-variable" in ambiguous_variable => "Rename one of the two settings in the program.",
    /// A setting is set twice, under two of its names.
    Conflict = "conflict" in conflict => "Keep one of the two.",
    /// A key was retired and must not be used again.
    RetiredKey = "retired-key" in retired_key => "Remove the key; its name will not be reused.",
    /// A key is deprecated.
    DeprecatedKey = "deprecated-key" in deprecated_key => "Use what the message names instead.",
    /// A file is not read in this environment, or not by this program.
    FileIgnored = "file-ignored" in file_ignored => "Remove the file, or rename it to one that is read.",
    /// A line of `.env` comes too late to have an effect.
    EntryIgnored = "entry-ignored" in entry_ignored => "Set the variable itself.",
    /// A file in a config directory is not read, or one in a secret directory matches no setting.
    UnknownFile = "unknown-file" in unknown_file => "Correct the name of the file, or remove it.",
    /// A secret file is world-readable.
    WorldReadable = "world-readable" in world_readable => "Restrict it to the user that runs the program: mode 0400.",
    /// A config or secret file is world-writable.
    WorldWritable = "world-writable" in world_writable => "Restrict writing to the user that deploys the program.",
    /// A secret is in a file that is committed with the program.
    CommittedSecret = "committed-secret" in committed_secret => "Remove the secret, rotate it, and supply the new one through a variable or a secret file.",
    /// A value contains `${...}`, which is not expanded.
    Interpolation = "interpolation" in interpolation => "To supply the value at deploy time, set its variable.",
    /// A `figment` provider failed.
    Provider = "provider" in provider => "Resolve what the provider reports.",
    /// A value breaks a rule of the program.
    Rule = "rule" in rule => "Give the setting a value that satisfies the rule.",
    /// A value that was set for another variant also applies to the chosen one.
    CarriedOver = "carried-over" in carried_over => "Remove the value from the lower layer, or set it for the chosen variant.",
    /// A setting must not be set in this environment.
    Forbidden = "forbidden" in forbidden => "Remove the setting from this environment.",
    /// A secret is a placeholder, or left at its default.
    Placeholder = "placeholder" in placeholder => "Set a real secret for this environment.",
    /// A secret is too short or too predictable.
    WeakSecret = "weak-secret" in weak_secret => "Use a long random string.",
    /// A secret has white space, a line break or a byte order mark at an end.
    UntrimmedSecret = "untrimmed-secret" in untrimmed_secret => "Remove it from the secret.",
    /// A setting looks like a secret, but is not marked as one.
    LooksLikeSecret = "looks-like-secret" in looks_like_secret => "Mark the field in the program, or set something else.",
    /// A host is a placeholder, a reserved name or the local machine.
    InternalHost = "internal-host" in internal_host => "Set the real host of this environment.",
    /// A connection does not use TLS.
    Plaintext = "plaintext" in plaintext => "Use TLS, or declare the host private.",
    /// A list of allowed origins or hosts is too permissive.
    WildcardOrigin = "wildcard-origin" in wildcard_origin => "List the allowed origins, each with its host.",
    /// A provider's live key is used outside of production.
    LiveKey = "live-key" in live_key => "Use the provider's test key.",
    /// A provider's test key is used in production.
    TestKey = "test-key" in test_key => "Use the provider's live key.",
    /// A path check failed.
    Path = "path" in path => "Create what is missing at the path, or correct the path.",
    /// A host does not resolve.
    UnresolvedHost = "unresolved-host" in unresolved_host => "Correct the host name, or check DNS.",
    /// The program cannot listen on a port.
    PortTaken = "port-taken" in port_taken => "Stop the process that uses the port, or choose another port.",
    /// A certificate is not usable.
    TlsCertificate = "tls-certificate" in tls_certificate => "Renew the certificate, or set the key that matches it.",
    /// The settings are declared inconsistently in the program.
    Schema = "schema" in schema => "Correct the struct of the program.",
    /// Two environments use different kinds of a service.
    DifferentKind = "different-kind" in different_kind => "Use the same kind of service everywhere.",
    /// Two environments use different versions of a service.
    DifferentVersion = "different-version" in different_version => "Use the same version everywhere.",
    /// Two environments use a service in different regions.
    DifferentRegion = "different-region" in different_region => "Use the same region everywhere.",
    /// Only one of two environments uses TLS for a service.
    DifferentTls = "different-tls" in different_tls => "Use TLS everywhere.",
    /// A table has different entries in two environments.
    DifferentKeys = "different-keys" in different_keys => "Use the same entries everywhere.",
    /// A value differs between two environments, but must be the same.
    DifferentValue = "different-value" in different_value => "Use the same value everywhere.",
    /// A number has different units in two environments.
    DifferentUnit = "different-unit" in different_unit => "Check the unit: the number is the same, but the unit is not.",
    /// A value has different types in two environments.
    DifferentType = "different-type" in different_type => "Use the same value everywhere.",
    /// A value is in a file in one environment, and set at deploy time in another.
    DifferentSupply = "different-supply" in different_supply => "Supply it the same way everywhere.",
    /// A value is the same in two environments, but must differ.
    SharedValue = "shared-value" in shared_value => "Use a different value in each environment.",
    /// Only some environments have a setting.
    OneSided = "one-sided" in one_sided => "Set it in every environment, or in none.",
    /// A switch is on in one environment, but not yet in the one before it.
    SwitchAhead = "switch-ahead" in switch_ahead => "Enable it in staging first.",
    /// A number grows or shrinks the wrong way from one environment to the next.
    OutOfOrder = "out-of-order" in out_of_order => "Fix the value that is out of order.",
    /// TLS certificates are not verified in staging or production.
    UnverifiedTls = "unverified-tls" in unverified_tls => "Verify the server's certificate.",
    /// A debugging aid is on in staging or production.
    DebugSetting = "debug-setting" in debug_setting => "Turn it off in staging and production.",
    /// A program in development listens on all network interfaces.
    OpenListener = "open-listener" in open_listener => "Listen on `127.0.0.1` on a developer's machine.",
    /// The files of all environments set the same value.
    CouldBeDefault = "could-be-default" in could_be_default => "Set it once, in the default file.",
    /// A file of one machine is among the committed ones.
    LocalFile = "local-file" in local_file => "Remove the file from the repository.",
    /// A waiver is incomplete or invalid.
    Waiver = "waiver" in waiver => "Complete the waiver: key, environments, reason and end date.",
    /// A waiver has expired.
    WaiverExpired = "waiver-expired" in waiver_expired => "Resolve what it permits, or extend the waiver with a new reason.",
    /// A waiver permits nothing that there is.
    WaiverUnused = "waiver-unused" in waiver_unused => "Remove the waiver.",
    /// A snapshot cannot be read.
    Snapshot = "snapshot" in snapshot => "Take the snapshot again; it must not be edited.",
    /// The key for the secrets of snapshots is not usable.
    SnapshotKey = "snapshot-key" in snapshot_key => "Set one key of at least 32 random characters.",
    /// Two deploys run different artifacts.
    DifferentArtifact = "different-artifact" in different_artifact => "Deploy the artifact that was tested, or test this one first.",
    /// Two deploys declare different settings.
    DifferentSchema = "different-schema" in different_schema => "Test the program with these settings first.",
    /// The secrets of two deploys cannot be compared.
    SecretsUncompared = "secrets-uncompared" in secrets_uncompared => "Take both snapshots with the same key.",
    /// Only one of two deploys states a fact.
    FactMissing = "fact-missing" in fact_missing => "State the fact in both deploys.",
    /// A value changed since the last deploy.
    ChangedValue = "changed-value" in changed_value => "Check that the change is intended.",
    /// A default changed since the last deploy.
    ChangedDefault = "changed-default" in changed_default => "Check that the change is intended, or set the value.",
    /// A list or table lost more than half of its entries since the last deploy.
    ShrunkenList = "shrunken-list" in shrunken_list => "Check that nothing was lost.",
    /// A shared secret was rotated in only some of its settings.
    HalfRotated = "half-rotated" in half_rotated => "Rotate the secret in all settings that share it.",
    /// The deploy overrides a value of the environment's own file.
    OverriddenFile = "overridden-file" in overridden_file => "Remove the value from the file, or unset what overrides it.",
}

impl Code {
    /// What to do about it, in general, as the help of a problem has it.
    pub(crate) fn advice(self) -> String {
        let sentence = self.help().trim_end_matches('.');
        let (first, rest) = sentence.split_at(1);
        first.to_ascii_lowercase() + rest
    }

    /// Whether it is a difference between environments or deploys.
    pub(crate) fn is_difference(self) -> bool {
        matches!(
            self,
            Self::DifferentKind
                | Self::DifferentVersion
                | Self::DifferentRegion
                | Self::DifferentTls
                | Self::DifferentKeys
                | Self::DifferentValue
                | Self::DifferentUnit
                | Self::DifferentType
                | Self::DifferentSupply
                | Self::SharedValue
                | Self::OneSided
                | Self::SwitchAhead
                | Self::OutOfOrder
                | Self::CouldBeDefault
                | Self::FactMissing
                | Self::ChangedValue
                | Self::ChangedDefault
                | Self::ShrunkenList
                | Self::HalfRotated
                | Self::OverriddenFile
        )
    }

    /// Whether it judges a value that its type takes.
    pub(crate) fn is_of_a_typed_value(self) -> bool {
        matches!(
            self,
            Self::CommittedSecret
                | Self::Waiver
                | Self::WaiverExpired
                | Self::WaiverUnused
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

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_a_code_is_named_like_it() {
        for &code in Code::ALL {
            assert_eq!(code.module(), code.as_str().replace('-', "_"));
        }
    }
}
