//! A provider's keys for tests, in production.

use super::{Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "test_key",
    code: Code::TestKey,
    environments: &[Environment::Production],
    asks: Signs::KEY,
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "mail_key",
        is_secret: true,
        refused: "sk_test_q7Zp2LxV0sKd9TgR",
        accepted: "sk_live_q7Zp2LxV0sKd9TgR",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let prefix = subject.begins_with_one(subject.field.test_prefixes())?;
    let found = Found::new(
        " is a test key, but this is production",
        format!("it begins with `{prefix}`"),
    );
    Some(found.help("use the provider's live key"))
}
