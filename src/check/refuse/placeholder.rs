//! What is in the place of a secret: a placeholder, or the default.

use super::{DEPLOYED, Examples, Refusal, reference};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::strength::Weakness;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "placeholder",
    code: Code::Placeholder,
    environments: DEPLOYED,
    asks: Signs::SECRET.and(Signs::URL),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "key",
        is_secret: true,
        refused: "changeme-in-production",
        accepted: "q7Zp2LxV0sKd9TgR4mWb",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let (of, weakness) = subject.weakness()?;
    let own = "set a real secret for this environment";
    Some(match weakness {
        Weakness::Placeholder => Found::of(of, " is a placeholder, not a secret", "").help(own),
        Weakness::OwnDefault => Found::of(
            of,
            " is a secret left at its default",
            "the default is public",
        )
        .help(own),
        Weakness::Reference => reference::found(of),
        Weakness::Short | Weakness::Guessable => return None,
    })
}
