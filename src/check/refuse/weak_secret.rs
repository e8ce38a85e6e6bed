//! Secrets that are short, or easily guessed.

use super::{DEPLOYED, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::strength::Weakness;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "weak_secret",
    code: Code::WeakSecret,
    environments: DEPLOYED,
    asks: Signs::SECRET.and(Signs::URL),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "key",
        is_secret: true,
        refused: "hunter2",
        accepted: "q7Zp2LxV0sKd9TgR4mWb",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let (of, weakness) = subject.weakness()?;
    let found = match weakness {
        Weakness::Short => {
            let label = format!("fewer than {} characters", Weakness::LEAST_CHARS);
            Found::of(of, " is too short for a secret", label)
        }
        Weakness::Guessable => {
            let label = format!("fewer than {} bits of entropy", Weakness::LEAST_BITS);
            Found::of(of, " is too predictable for a secret", label)
        }
        Weakness::Placeholder | Weakness::Reference | Weakness::OwnDefault => return None,
    };
    Some(found.help(format!(
        "use a random string of at least {} characters",
        Weakness::LEAST_CHARS
    )))
}
