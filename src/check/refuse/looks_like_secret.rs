//! What looks like a secret, or is named like one, in a setting that is not marked.

use super::{DEPLOYED, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::{Code, Problem};
use crate::value::key::Key;
use crate::value::redact;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "looks_like_secret",
    code: Code::LooksLikeSecret,
    environments: DEPLOYED,
    asks: Signs::CREDENTIAL.and(Signs::UNDECIDED),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "agent",
        is_secret: false,
        refused: "password=q7Zp2LxV0sKd9TgR4mWb",
        accepted: "cadence/1.0",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    if subject.signs.has(Signs::UNDECIDED) {
        return Some(undecided());
    }
    // OK because everyone knows of the type of a URL that it may hold a password.
    let is_known = |what: redact::What| what.is_of_url() && subject.field.kind().has_url();
    let what = subject.hidden.filter(|what| !is_known(*what))?;
    let found = Found::new(
        format!(
            " contains what looks like {}, but is not marked as a secret",
            what.described()
        ),
        "looks like a secret",
    );
    Some(
        found
            .help("move the secret to a setting of its own")
            .author("`#[config(secret)]` marks a field that holds a secret")
            .warned(),
    )
}

fn undecided() -> Found {
    let is = " is named like a secret but not marked as one, so its value is hidden";
    Found::new(is, "named like a secret")
        .for_the_author(MARK)
        .warned()
}

const MARK: &str = "mark the field: `#[config(secret)]` if it holds a secret, `#[config(secret = false)]` if it may be shown";

/// A setting whose type hides its value in its `Debug` and does not say that it is a secret.
pub(crate) fn hidden_by_debug(key: &Key) -> Problem {
    let is = " has a type whose `Debug` hides its value, but it is not marked as a secret";
    let found = Found::new(is, "hidden by its type");
    let found = found.for_the_author(MARK).warned();
    let problem = found.problem(&REFUSAL, key, None).with_key(key.clone());
    problem.with_help_for_author("`impl rehearsal::Secret` for the type marks all fields of it")
}

/// A setting that is named like a secret and does not say whether it is one.
pub(crate) fn named(key: &Key) -> Problem {
    undecided()
        .problem(&REFUSAL, key, None)
        .with_key(key.clone())
}
