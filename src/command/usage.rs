//! Arguments that are refused, without the secrets in them.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::schema::Schema;
use crate::value::key::Key;
use crate::value::redact;

/// A key as it is shown, which need not be one of a setting.
pub(super) fn key(schema: &'static Schema, typed: &str) -> String {
    let shown = schema.shown_key(&Key::from(typed));
    match shown.as_str() {
        _ if redact::is_random_name(typed) => redact::REDACTED.to_owned(),
        "" => redact::line(typed),
        shown => redact::line(shown),
    }
}

/// The error of clap with what was typed as any text from outside is shown.
///
/// clap itself repeats it as it is, and makes suggestions of it.
pub(super) fn redacted(mut error: clap::Error) -> clap::Error {
    let typed = match error.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        _ => ContextKind::InvalidValue,
    };
    if let Some(ContextValue::String(text)) = error.get(typed) {
        let shown = redact::path(Path::new(text));
        if shown != *text {
            error.insert(typed, ContextValue::String(shown));
            error.remove(ContextKind::Suggested);
        }
    }
    error
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
