//! What is wrong with a provider.

use figment::error::Kind;

use super::WITHHELD;
use crate::report::problem::{Code, Place, Problem};
use crate::value::origin::Origin;
use crate::value::redact;

pub(crate) fn deep_provider(name: &str, limit: usize) -> Problem {
    let message = format!("a value is nested more than {limit} levels deep");
    Problem::new(Code::TooDeep, message)
        .with_place(Place::new(Origin::Provider(name.to_owned()), ""))
        .with_help("reduce the nesting of the value")
}

pub(crate) fn provider_failed(name: &str, error: &figment::Error) -> Problem {
    let path = error.path.join(".");
    let path = redact::line(&path);
    let at = match path.as_str() {
        "" => String::new(),
        path => format!(" at `{path}`"),
    };
    let (reason, is_withheld) = match reason(&error.kind) {
        Some(reason) if !redact::is_harmless(&reason) => (String::new(), true),
        Some(reason) => (format!(": {reason}"), false),
        None => (String::new(), false),
    };
    let message = format!("the provider {name} failed{at}{reason}");
    Problem::new(Code::Provider, message)
        .with_place(Place::new(Origin::Provider(name.to_owned()), ""))
        .with_helps(is_withheld.then_some(WITHHELD))
}

/// Why a provider failed, without the value found and without lines of a file.
fn reason(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Message(message) => {
            let is_of_file = |line: &&str| !line.contains('|');
            let lines = message
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty());
            let lines: Vec<_> = lines.filter(is_of_file).collect();
            let line = lines.join(": ").replace(char::is_control, " ");
            (!line.is_empty()).then_some(line)
        }
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => {
            Some(format!("expected {expected}"))
        }
        Kind::MissingField(field) => Some(format!("`{field}` is missing")),
        Kind::DuplicateField(field) => Some(format!("`{field}` is set twice")),
        _ => None,
    }
}
