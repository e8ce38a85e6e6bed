//! Hosts that nobody else can reach, or that are only in examples.

use super::{DEPLOYED, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::resource::{HostClass, host_class, hosts};
use crate::schema::Named;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "internal_host",
    code: Code::InternalHost,
    environments: DEPLOYED,
    asks: Signs::URL.and(Signs::named(Named::HOST)),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "url",
        is_secret: false,
        refused: "postgres://db.cadence.net,localhost/main",
        accepted: "postgres://db.cadence.net/main",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let found = match subject.url() {
        Some(url) => {
            let mut strange = subject.strange_hosts(url).filter(|class| !class.is_real());
            let class = strange.next()?;
            let is_local = class == HostClass::Loopback && strange.all(|one| one == class);
            let found = Found::of("the host of ", is(class), LABEL);
            if is_local && !subject.is_strict && subject.is_of_sidecar() {
                found.warned()
            } else {
                found
            }
        }
        None => Found::new(is(bare(subject)?), LABEL).warned(),
    };
    Some(found.help("set the real host of this environment"))
}

const LABEL: &str = "placeholder or local host";

/// A host without a scheme, of which only the name of the setting says that it is one.
/// Where nobody else is, the program may as well listen.
fn bare(subject: &Subject<'_>) -> Option<HostClass> {
    if subject.signs.has(Signs::URL) || !subject.signs.has(Signs::named(Named::HOST)) {
        return None;
    }
    let hosts = hosts(subject.text);
    let mut strange = hosts.iter().filter(|host| !subject.private.has(host));
    let class = strange.find_map(|host| Some(host_class(host)).filter(|class| !class.is_real()))?;
    match class {
        HostClass::Unspecified => None,
        HostClass::Loopback if subject.may_listen() => None,
        class => Some(class),
    }
}

/// What a host is that others cannot reach.
fn is(class: HostClass) -> &'static str {
    match class {
        HostClass::Loopback => " is the local machine",
        HostClass::Unspecified => " is the unspecified address",
        HostClass::Neighbour => " is a local network name",
        HostClass::ReservedName => " is a name reserved for examples and tests",
        HostClass::Documentation => " is an address reserved for documentation",
        HostClass::Private | HostClass::Public => " is one of a network",
    }
}
