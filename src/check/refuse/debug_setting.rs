//! What helps to develop, where programs are deployed.

use super::{DEPLOYED, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::schema::Named;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "debug_setting",
    code: Code::DebugSetting,
    environments: DEPLOYED,
    asks: Signs::named(
        Named::DEBUG
            .and(Named::OF_SECTION)
            .and(Named::LEVEL)
            .and(Named::LEVEL_OF_SECTION),
    ),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "log_level",
        is_secret: false,
        refused: "info,cadence=debug",
        accepted: "info",
    },
};

/// Only warns: it may be on for a while, to find out what is wrong.
fn find(subject: &Subject<'_>) -> Option<Found> {
    let found = if subject.is_switch(true, Named::DEBUG) {
        Found::new(" enables debugging", "for development")
    } else if is_level(subject) && is_verbose(subject.text) {
        Found::new(" enables debug logging", "for development")
    } else {
        return None;
    };
    Some(found.help("turn it off in staging and production").warned())
}

fn is_level(subject: &Subject<'_>) -> bool {
    let named = subject.field.named();
    named.has(Named::LEVEL)
        || (named.has(Named::LEVEL_OF_SECTION) && subject.is_section(Named::LOGGING))
}

/// Whether it is such a level, or one of the levels of a filter is.
fn is_verbose(text: &str) -> bool {
    let is = |word: &str, known: &str| word.trim().eq_ignore_ascii_case(known);
    text.split([',', '=']).any(|word| {
        ["debug", "trace", "verbose", "all"]
            .into_iter()
            .any(|known| is(word, known))
    })
}
