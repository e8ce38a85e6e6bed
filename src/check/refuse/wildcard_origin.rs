//! Lists of origins or hosts that let in whom they should not.

use super::{DEPLOYED, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::resource::{HostClass, host_class, scheme};
use crate::schema::Named;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "wildcard_origin",
    code: Code::WildcardOrigin,
    environments: DEPLOYED,
    asks: Signs::named(Named::ORIGINS),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "allowed_origins",
        is_secret: false,
        refused: "https://*",
        accepted: "https://*.cadence.app",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let why = open(subject.text)?;
    let found = Found::new(" is too permissive", why);
    Some(found.help("list the allowed origins, each with its host"))
}

/// Why an entry lets in whom it should not.
fn open(entry: &str) -> Option<&'static str> {
    let entry = entry.trim();
    let rest = scheme::split(entry).map_or(entry, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') && !host.contains(':') || host.ends_with(']') => {
            host
        }
        _ => authority,
    };
    if host == "*" || entry.eq_ignore_ascii_case("null") {
        Some("any origin is allowed")
    } else if host_class(host) == HostClass::Loopback {
        Some("any program on the user's machine is allowed")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_origin_is_told_from_a_narrow_one() {
        for entry in [
            "*",
            "https://*",
            "null",
            "http://localhost:3000",
            "127.0.0.1",
            "[::1]:80",
        ] {
            assert!(open(entry).is_some(), "{entry}");
        }
        for narrow in [
            "https://*.cadence.app",
            "cadence.app",
            "https://cadence.app:8443",
        ] {
            assert_eq!(open(narrow), None, "{narrow}");
        }
    }
}
