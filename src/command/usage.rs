//! Arguments that are refused, without the secrets in them.

use std::ffi::OsStr;
use std::path::Path;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, ValueEnum};

use crate::value::redact;

/// Returns the error with what was typed as any text from outside is shown: on one line,
/// and without the secrets in it.
///
/// clap itself repeats an argument that it refuses. [`parse`](super::parse) does this for a
/// program that parses as it does; this is for one that handles errors itself.
///
/// What is given for an argument that is named like a secret, or takes `KEY=VALUE`, is left
/// out, but for the key. No other word can be told from what was meant, so it is shown.
///
/// # Example
///
/// ```
/// use clap::Parser;
/// use rehearsal::command;
///
/// #[derive(Debug, Parser)]
/// struct Cli {
///     #[arg(long = "set", value_name = "KEY=VALUE", value_parser = rehearsal::parse_set)]
///     set: Vec<(String, String)>,
/// }
///
/// let called = ["cadence", "--set", "api key=hunter2"];
/// let error = Cli::try_parse_from(called).map_err(command::redacted).unwrap_err();
/// assert!(!error.to_string().contains("hunter2"));
/// ```
pub fn redacted(mut error: clap::Error) -> clap::Error {
    let typed = match error.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        _ => ContextKind::InvalidValue,
    };
    if let Some(ContextValue::String(text)) = error.get(typed) {
        let shown = match error.get(ContextKind::InvalidArg) {
            Some(ContextValue::String(arg)) if error.kind() == ErrorKind::ValueValidation => {
                value(arg, text)
            }
            _ => redact::path(Path::new(text)),
        };
        if shown != *text {
            error.insert(typed, ContextValue::String(shown));
            error.remove(ContextKind::Suggested);
        }
    }
    error
}

/// What may be shown of a value that is refused for this argument: `--set <KEY=VALUE>`.
fn value(arg: &str, text: &str) -> String {
    let (name, form) = arg.split_once(' ').unwrap_or((arg, ""));
    match text.split_once('=') {
        Some((key, _)) if form.contains('=') => format!("{}=…", redact::line(key)),
        None if form.contains('=') => redact::REDACTED.to_owned(),
        _ if redact::is_secret_name(name) => redact::REDACTED.to_owned(),
        _ => redact::path(Path::new(text)),
    }
}

/// What is one of a few, and is not repeated as it is if it is none of them, whoever
/// parses it.
pub(super) fn choice<T>() -> Quiet<EnumValueParser<T>>
where
    T: ValueEnum + Clone + Send + Sync + 'static,
{
    Quiet(EnumValueParser::new())
}

/// A parser whose errors are [`redacted`].
#[derive(Clone)]
pub(super) struct Quiet<P>(pub(super) P);

impl<P: TypedValueParser> TypedValueParser for Quiet<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let parsed = self.0.parse_ref(command, arg, value);
        parsed.map_err(redacted)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

#[cfg(test)]
mod tests {
    use crate::command::parsed;

    fn error_of(args: &[&str]) -> String {
        let args = args.iter().map(Into::into);
        let args = std::iter::once("config".into()).chain(args).collect();
        parsed("cadence", args).unwrap_err().to_string()
    }

    /// The same in the place of each kind of argument.
    fn errors(typed: &str) -> Vec<String> {
        [
            &[typed] as &[&str],
            &["generate", typed],
            &["parity", "--format", typed],
            &["show", "staging", typed],
            &["check", &format!("--{typed}")],
            &["check", &format!("--{typed}=a")],
        ]
        .map(error_of)
        .to_vec()
    }

    #[test]
    fn a_secret_in_the_place_of_an_argument_is_not_shown() {
        for typed in [
            "postgres://app:hunter2@db/main",
            "ghp_Zk9wQv7pXr4mTb2nZk9wQv7pXr4mTb2nhunter2",
            "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nhunter2",
            "password=hunter2",
        ] {
            for error in errors(typed) {
                assert!(!error.contains("hunter2"), "{error}");
            }
        }
    }

    #[derive(Debug, clap::Parser)]
    struct Program {
        #[command(flatten)]
        config: crate::command::ConfigCommand,
    }

    #[derive(Debug, clap::Parser)]
    struct Own {
        #[arg(long, value_name = "KEY=VALUE", value_parser = crate::parse_set)]
        set: Vec<(String, String)>,
        #[arg(long)]
        api_pin: Option<u8>,
        #[arg(long)]
        api_key: Option<u8>,
    }

    #[test]
    fn a_program_that_parses_by_itself_repeats_no_secret_in_place_of_a_choice() {
        for args in [
            ["config", "generate", "postgres://app:hunter2@db"],
            ["config", "show", "--format=password=hunter2"],
            ["config", "snapshot", "--fact=password hunter2"],
        ] {
            let error = <Program as clap::Parser>::try_parse_from(args).unwrap_err();
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn a_value_of_the_programs_own_arguments_is_not_repeated_if_it_may_be_a_secret() {
        let said = |arg: &str| {
            let error = <Own as clap::Parser>::try_parse_from(["cadence", arg]).unwrap_err();
            super::redacted(error).to_string()
        };
        for arg in ["--set=hunter2", "--set=a b=hunter2", "--api-key=hunter2"] {
            assert!(!said(arg).contains("hunter2"), "{}", said(arg));
        }
        insta::assert_snapshot!(said("--set=a b=hunter2"), @"
        error: invalid value 'a b=…' for '--set <KEY=VALUE>': no key before the `=`, write one such as `server.port`

        For more information, try '--help'.
        ");
        insta::assert_snapshot!(said("--api-pin=300"), @"
        error: invalid value '300' for '--api-pin <API_PIN>': 300 is not in 0..=255

        For more information, try '--help'.
        ");
    }

    #[test]
    fn an_argument_moves_no_cursor_and_begins_no_line() {
        for error in errors("a\u{1b}[2J\n::error::\u{202e}b") {
            assert!(!error.contains(['\u{1b}', '\u{202e}']), "{error}");
            assert!(!error.contains("\n::error::"), "{error}");
        }
    }

    #[test]
    fn what_is_misspelled_is_shown_with_what_was_meant() {
        insta::assert_snapshot!(error_of(&["check", "--al"]), @"
        error: unexpected argument '--al' found

          tip: a similar argument exists: '--all'

        Usage: cadence config check --all [ENVIRONMENT]

        For more information, try '--help'.
        ");
        insta::assert_snapshot!(error_of(&["chek"]), @"
        error: unrecognized subcommand 'chek'

          tip: a similar subcommand exists: 'check'

        Usage: cadence config <COMMAND>

        For more information, try '--help'.
        ");
        insta::assert_snapshot!(error_of(&["show", "--format", "jsn"]), @"
        error: invalid value 'jsn' for '--format <FORMAT>'
          [possible values: toml, json]

          tip: a similar value exists: 'json'

        For more information, try '--help'.
        ");
    }
}
