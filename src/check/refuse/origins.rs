//! Lists of origins or hosts that may call the program.

use crate::resource::{HostClass, host_class, scheme};

/// Whether the name says that a setting is such a list.
pub(super) fn is_list(name: &str) -> bool {
    // OK because most names end otherwise, and need not be copied to see it.
    if !(name.ends_with("ins") || name.ends_with("in") || name.ends_with("hosts")) {
        return false;
    }
    let name = name.to_ascii_lowercase().replace('-', "_");
    let listed = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    listed(&["origins", "allowed_origin", "cors_origin"])
        || listed(&["allowed_hosts", "trusted_hosts", "allow_hosts"])
}

/// Why an entry lets in whom it should not.
pub(super) fn open(entry: &str) -> Option<&'static str> {
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
        Some("it lets programs on the user's own machine in")
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

    #[test]
    fn a_list_is_known_by_its_name() {
        for name in ["origins", "allowed_origins", "cors-origin", "trusted_hosts"] {
            assert!(is_list(name), "{name}");
        }
        for name in ["margins", "hosts", "plugin", "origin"] {
            assert!(!is_list(name), "{name}");
        }
    }
}
