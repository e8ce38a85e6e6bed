//! A provider's keys for production, below production.

use super::{Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "live_key",
    code: Code::LiveKey,
    environments: &[
        Environment::Development,
        Environment::Test,
        Environment::Staging,
    ],
    asks: Signs::KEY,
    find,
    examples: Examples {
        environment: Environment::Staging,
        setting: "mail_key",
        is_secret: true,
        refused: "sk_live_q7Zp2LxV0sKd9TgR",
        accepted: "sk_test_q7Zp2LxV0sKd9TgR",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let prefix = subject.begins_with_one(subject.field.live_prefixes())?;
    let found = Found::new(
        " is a live key, but this is not production",
        format!("it begins with `{prefix}`"),
    );
    Some(found.help("use the provider's test key"))
}
