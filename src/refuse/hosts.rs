//! Hosts that no deployed program should depend on.
//!
//! Names are those of RFC 2606 and RFC 6761 (`localhost`, `test`, `example`,
//! `invalid`, `example.com` and its sisters) and of RFC 6762 (`local`); addresses
//! those of RFC 1122 and RFC 4291 (loopback, unspecified), and of RFC 5737,
//! RFC 3849 and RFC 9637 (documentation).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Url;

/// What a host is, where it is one that only tests and examples have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostKind {
    Loopback,
    Unspecified,
    LocalNetwork,
    ReservedName,
    Documentation,
}

impl HostKind {
    pub(crate) fn described(self) -> &'static str {
        match self {
            Self::Loopback => "the machine itself",
            Self::Unspecified => "the unspecified address",
            Self::LocalNetwork => "a name of a local network, `.local`",
            Self::ReservedName => "a name reserved for examples and tests",
            Self::Documentation => "an address reserved for documentation",
        }
    }
}

/// The hosts of a URL; some schemes have several, between commas.
pub(super) fn of(url: &Url) -> impl Iterator<Item = &str> {
    let hosts = url.host_str().unwrap_or_default().split(',');
    hosts.map(bare).filter(|host| !host.is_empty())
}

/// Without the brackets of an address and the dot of a whole name.
fn bare(host: &str) -> &str {
    let host = host.trim_matches(['[', ']']);
    host.strip_suffix('.').unwrap_or(host)
}

pub(super) fn kind(host: &str) -> Option<HostKind> {
    match host.parse() {
        Ok(IpAddr::V4(address)) => of_v4(address),
        Ok(IpAddr::V6(address)) => of_v6(address),
        Err(_) => of_name(host),
    }
}

fn of_v4(address: Ipv4Addr) -> Option<HostKind> {
    if address.is_loopback() {
        Some(HostKind::Loopback)
    } else if address.is_unspecified() {
        Some(HostKind::Unspecified)
    } else {
        address
            .is_documentation()
            .then_some(HostKind::Documentation)
    }
}

fn of_v6(address: Ipv6Addr) -> Option<HostKind> {
    if let Some(address) = address.to_ipv4_mapped() {
        return of_v4(address);
    }
    match address.segments() {
        _ if address.is_loopback() => Some(HostKind::Loopback),
        _ if address.is_unspecified() => Some(HostKind::Unspecified),
        [0x2001, 0x0db8, ..] => Some(HostKind::Documentation),
        [0x3fff, second, ..] if second < 0x1000 => Some(HostKind::Documentation),
        _ => None,
    }
}

fn of_name(host: &str) -> Option<HostKind> {
    let host = host.to_ascii_lowercase();
    let is = |name: &str| {
        host.strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    // OK because a cluster of Kubernetes calls its own services so unless told
    // otherwise, and the name is resolved by the cluster, not on a local network.
    if is("cluster.local") {
        None
    } else if is("localhost") {
        Some(HostKind::Loopback)
    } else if is("local") || is("localdomain") {
        Some(HostKind::LocalNetwork)
    } else if [
        "test",
        "example",
        "invalid",
        "example.com",
        "example.net",
        "example.org",
    ]
    .into_iter()
    .any(is)
    {
        Some(HostKind::ReservedName)
    } else {
        None
    }
}

/// Why an entry of a list of origins or hosts lets in whom it should not.
pub(super) fn open_origin(entry: &str) -> Option<&'static str> {
    let entry = entry.trim();
    let rest = entry.split_once("://").map_or(entry, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') && !host.contains(':') || host.ends_with(']') => {
            host
        }
        _ => authority,
    };
    if host == "*" || entry.eq_ignore_ascii_case("null") {
        Some("it lets anyone in")
    } else if kind(bare(host)) == Some(HostKind::Loopback) {
        Some("it lets programs on the user's own machine in")
    } else {
        None
    }
}

/// Hosts that a program declares to be within a network of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct PrivateHosts(Vec<Pattern>);

#[derive(Clone, Debug)]
enum Pattern {
    Exact(String),
    /// Any name that ends so, from its dot on.
    Below(String),
    Network(IpAddr, u32),
    /// One that is none, as it was given.
    Malformed(String),
}

impl PrivateHosts {
    pub(crate) fn add(&mut self, pattern: &str) {
        self.0.push(Pattern::of(pattern));
    }

    /// The first pattern that is none.
    pub(crate) fn malformed(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|pattern| match pattern {
            Pattern::Malformed(text) => Some(&**text),
            _ => None,
        })
    }

    pub(super) fn has(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.0.iter().any(|pattern| match pattern {
            Pattern::Exact(name) => *name == host,
            Pattern::Below(end) => host.len() > end.len() && host.ends_with(&**end),
            Pattern::Network(network, bits) => host
                .parse()
                .is_ok_and(|address| is_within(address, *network, *bits)),
            Pattern::Malformed(_) => false,
        })
    }
}

impl Pattern {
    fn of(pattern: &str) -> Self {
        let text = bare(pattern.trim()).to_ascii_lowercase();
        if let Some((address, bits)) = text.split_once('/') {
            return match (address.parse::<IpAddr>(), bits.parse()) {
                (Ok(address), Ok(bits)) if bits > 0 && bits <= width(address) => {
                    Self::Network(address, bits)
                }
                _ => Self::Malformed(pattern.to_owned()),
            };
        }
        match text.strip_prefix('*') {
            Some(end) if end.len() > 1 && end.starts_with('.') && !end.contains('*') => {
                Self::Below(end.to_owned())
            }
            None if !text.is_empty() && !text.contains('*') => Self::Exact(text),
            _ => Self::Malformed(pattern.to_owned()),
        }
    }
}

fn width(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

/// Whether the address has the first `bits` of the network's.
fn is_within(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros() >= bits,
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits() ^ b.to_bits()).leading_zeros() >= bits,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_tests_and_examples_are_told_from_real_ones() {
        for (host, expected) in [
            ("localhost", Some(HostKind::Loopback)),
            ("db.LOCALHOST", Some(HostKind::Loopback)),
            ("127.8.0.1", Some(HostKind::Loopback)),
            ("::1", Some(HostKind::Loopback)),
            ("::ffff:127.0.0.1", Some(HostKind::Loopback)),
            ("0.0.0.0", Some(HostKind::Unspecified)),
            ("::", Some(HostKind::Unspecified)),
            ("printer.local", Some(HostKind::LocalNetwork)),
            ("db.default.svc.cluster.local", None),
            ("db.example.com", Some(HostKind::ReservedName)),
            ("example", Some(HostKind::ReservedName)),
            ("db.test", Some(HostKind::ReservedName)),
            ("192.0.2.1", Some(HostKind::Documentation)),
            ("198.51.100.7", Some(HostKind::Documentation)),
            ("203.0.113.7", Some(HostKind::Documentation)),
            ("2001:db8::1", Some(HostKind::Documentation)),
            ("3fff::1", Some(HostKind::Documentation)),
            ("3fff:1000::1", None),
            ("myexample.com", None),
            ("contest", None),
            ("10.0.0.1", None),
            ("db.internal", None),
        ] {
            assert_eq!(kind(host), expected, "{host}");
        }
    }

    #[test]
    fn an_open_origin_is_told_from_a_narrow_one() {
        for open in [
            "*",
            "https://*",
            "null",
            "http://localhost:3000",
            "127.0.0.1",
            "[::1]:80",
        ] {
            assert!(open_origin(open).is_some(), "{open}");
        }
        for narrow in [
            "https://*.cadence.app",
            "cadence.app",
            "https://cadence.app:8443",
        ] {
            assert_eq!(open_origin(narrow), None, "{narrow}");
        }
    }

    #[test]
    fn a_pattern_is_a_host_a_domain_or_a_network() {
        let mut hosts = PrivateHosts::default();
        for pattern in ["*.internal", "cache", "10.0.0.0/8", "fd00::/8"] {
            hosts.add(pattern);
        }
        for host in ["db.internal", "CACHE", "10.1.2.3", "fd12::1"] {
            assert!(hosts.has(host), "{host}");
        }
        for host in [
            "internal",
            "cache2",
            "11.0.0.1",
            "fe80::1",
            "db.internal.net",
        ] {
            assert!(!hosts.has(host), "{host}");
        }
        assert_eq!(hosts.malformed().count(), 0);
        for pattern in [
            "*",
            "",
            "*.*",
            "a*b",
            "0.0.0.0/0",
            "10.0.0.0/33",
            "x/8",
            "*.",
        ] {
            hosts.add(pattern);
        }
        assert_eq!(hosts.malformed().count(), 8);
        assert!(!hosts.has("x"));
    }
}
