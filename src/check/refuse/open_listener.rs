//! Listeners that are open to the network on a developer's machine.

use super::{Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::resource::{HostClass, host_class, hosts};

pub(super) const REFUSAL: Refusal = Refusal {
    name: "open_listener",
    code: Code::OpenListener,
    environments: &[Environment::Development],
    asks: Signs::ANY_ADDRESS,
    find,
    examples: Examples {
        environment: Environment::Development,
        setting: "listen",
        is_secret: false,
        refused: "0.0.0.0:8080",
        accepted: "127.0.0.1:8080",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let is_open = host_class(hosts(subject.text).first()?) == HostClass::Unspecified;
    let found = || {
        Found::new(
            " is open to the network",
            "any machine on the network can connect",
        )
    };
    (is_open && subject.listens()).then(|| {
        found()
            .help("listen on `127.0.0.1` on a developer's machine")
            .noted()
    })
}
