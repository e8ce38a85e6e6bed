//! What is wrong with keys that the program leaves to others.

use crate::report::problem::{Code, Problem};
use crate::value::key::Key;
use crate::value::redact;

pub(crate) fn ignored_is_no_key(given: &str) -> Problem {
    let given = redact::line(given);
    let message = format!("`{given}` cannot be ignored: it is not a key");
    Problem::new(Code::Schema, message)
        .with_help_for_author("write `Loader::ignore_key(\"section.*\")`")
}

pub(crate) fn ignored_own(given: &str, own: &Key) -> Problem {
    let given = redact::line(given);
    let message = format!("`{given}` cannot be ignored: it covers the setting `{own}`");
    Problem::new(Code::Schema, message)
        .with_key(own.clone())
        .with_help_for_author("ignore only keys of other programs")
}

pub(crate) fn ignored_nothing(given: &str) -> Problem {
    let given = redact::line(given);
    Problem::note(
        Code::UnknownKey,
        format!("the ignored key `{given}` is not set anywhere"),
    )
    .with_help_for_author("correct it, or remove `Loader::ignore_key`")
}
