//! What a host is, by its name or number alone.
//!
//! Names are those of RFC 2606 and RFC 6761 (`localhost`, `test`, `example`,
//! `invalid`, `example.com` and its sisters), of RFC 6762 (`local`) and RFC 8375
//! (`home.arpa`), and `internal`, which ICANN keeps for private use; addresses
//! those of RFC 1122, RFC 1918, RFC 6598, RFC 4291 and RFC 4193 (loopback,
//! unspecified, private), and of RFC 5737, RFC 3849 and RFC 9637 (documentation).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Who can be behind a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostClass {
    /// The machine itself: `localhost`, `127.0.0.0/8`, `::1`.
    Loopback,
    /// Every address of the machine: `0.0.0.0`, `::`.
    Unspecified,
    /// A network of one's own: RFC 1918 and the like, `.internal`, a bare name.
    Private,
    /// A neighbour found by multicast: `.local`.
    Neighbour,
    /// A name kept for examples and tests.
    ReservedName,
    /// An address kept for documentation.
    Documentation,
    Public,
}

impl HostClass {
    /// Whether nobody but the machine itself is meant.
    pub(crate) fn is_own(self) -> bool {
        matches!(self, Self::Loopback | Self::Unspecified)
    }

    /// Whether a deployed program can have a backing service there.
    pub(crate) fn is_real(self) -> bool {
        matches!(self, Self::Private | Self::Public)
    }
}

/// Classifies a host as it is in a URL: a name, or a number, which for
/// IPv6 is in brackets.
pub(crate) fn class(host: &str) -> HostClass {
    let host = bare(host);
    // OK because no name holds a colon, and those that start with a digit are few.
    let may_be_number = host.starts_with(|c: char| c.is_ascii_digit()) || host.contains(':');
    match may_be_number.then(|| host.parse()) {
        Some(Ok(IpAddr::V4(address))) => class_of_v4(address),
        Some(Ok(IpAddr::V6(address))) => class_of_v6(address),
        _ => class_of_name(host),
    }
}

/// Without the brackets of a number and the dot of a whole name.
pub(crate) fn bare(host: &str) -> &str {
    let number = host.strip_prefix('[');
    let host = number
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    host.strip_suffix('.').unwrap_or(host)
}

fn class_of_v4(address: Ipv4Addr) -> HostClass {
    let [a, b, ..] = address.octets();
    if address.is_loopback() {
        HostClass::Loopback
    } else if address.is_unspecified() {
        HostClass::Unspecified
    } else if address.is_private() || address.is_link_local() || (a == 100 && b & 0xc0 == 64) {
        HostClass::Private
    } else if address.is_documentation() {
        HostClass::Documentation
    } else {
        HostClass::Public
    }
}

fn class_of_v6(address: Ipv6Addr) -> HostClass {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return class_of_v4(mapped);
    }
    match address.segments() {
        _ if address.is_loopback() => HostClass::Loopback,
        _ if address.is_unspecified() => HostClass::Unspecified,
        _ if address.is_unique_local() || address.is_unicast_link_local() => HostClass::Private,
        [0x2001, 0x0db8, ..] => HostClass::Documentation,
        [0x3fff, second, ..] if second < 0x1000 => HostClass::Documentation,
        _ => HostClass::Public,
    }
}

/// Domains of which it is known who is below them; the first that fits counts.
const DOMAINS: [(&str, HostClass); 16] = [
    ("localhost", HostClass::Loopback),
    ("localhost.localdomain", HostClass::Loopback),
    ("host.docker.internal", HostClass::Loopback),
    // OK because a cluster of Kubernetes calls its own services so unless told
    // otherwise, and resolves the names itself.
    ("cluster.local", HostClass::Private),
    ("local", HostClass::Neighbour),
    ("localdomain", HostClass::Neighbour),
    ("test", HostClass::ReservedName),
    ("example", HostClass::ReservedName),
    ("invalid", HostClass::ReservedName),
    ("example.com", HostClass::ReservedName),
    ("example.net", HostClass::ReservedName),
    ("example.org", HostClass::ReservedName),
    ("internal", HostClass::Private),
    ("svc", HostClass::Private),
    ("lan", HostClass::Private),
    ("home.arpa", HostClass::Private),
];

fn class_of_name(name: &str) -> HostClass {
    let known = DOMAINS.iter().find(|(domain, _)| is_within(name, domain));
    match known {
        Some((_, class)) => *class,
        None if name.contains('.') => HostClass::Public,
        None => HostClass::Private,
    }
}

/// Whether it is a name that only a cluster or network of one's own resolves: one label, or
/// below `.internal`, `.svc` or `.cluster.local`.
pub(crate) fn is_in_cluster(host: &str) -> bool {
    let host = bare(host);
    let is_name = host.parse::<IpAddr>().is_err();
    let is_below = |domain: &&str| is_within(host, domain);
    is_name && class(host) == HostClass::Private && {
        !host.contains('.') || ["internal", "svc", "cluster.local"].iter().any(is_below)
    }
}

/// Whether the name is the domain, or below it.
fn is_within(name: &str, domain: &str) -> bool {
    let (name, domain) = (name.as_bytes(), domain.as_bytes());
    let (Some(last), Some(of_domain)) = (name.last(), domain.last()) else {
        return false;
    };
    // OK because most names differ in their last letter already; its case is one bit.
    (last ^ of_domain) & !0x20 == 0
        && name.len() >= domain.len()
        && name[name.len() - domain.len()..].eq_ignore_ascii_case(domain)
        && (name.len() == domain.len() || name[name.len() - domain.len() - 1] == b'.')
}

/// The label of a host that names a region of a cloud.
pub(crate) fn region(host: &str) -> Option<&str> {
    let (labels, _) = host.rsplit_once('.')?;
    labels.split('.').find(|label| is_region(label))
}

/// Words that regions of the great clouds start with.
const AREAS: &[&str] = &[
    "af",
    "africa",
    "ap",
    "apac",
    "asia",
    "australia",
    "ca",
    "canada",
    "cn",
    "emea",
    "eu",
    "europe",
    "il",
    "me",
    "mx",
    "northamerica",
    "sa",
    "southamerica",
    "uk",
    "us",
];

/// Words of which the names of Azure's regions are made.
const AZURE: &[&str] = &[
    "westeurope",
    "northeurope",
    "uksouth",
    "ukwest",
    "eastus",
    "eastus2",
    "westus",
    "westus2",
    "westus3",
    "centralus",
    "francecentral",
    "germanywestcentral",
    "switzerlandnorth",
    "swedencentral",
    "eastasia",
    "southeastasia",
    "japaneast",
    "australiaeast",
    "brazilsouth",
    "canadacentral",
    "centralindia",
];

/// `eu-west-1`, `us-gov-east-1`, `europe-west4`, `westeurope`, or `eu` alone.
fn is_region(label: &str) -> bool {
    let mut parts = label.split('-');
    let area = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_place = |part: &&str| {
        let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
        ["central", "north", "south", "east", "west"]
            .iter()
            .any(|way| word.starts_with(way))
    };
    if AZURE.contains(&label) {
        true
    } else if !AREAS.contains(&area) {
        false
    } else {
        rest.is_empty()
            || rest.iter().any(is_place)
                && rest
                    .last()
                    .is_some_and(|last| number(last) || is_place(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_by_name_and_number() {
        use HostClass::{
            Documentation, Loopback, Neighbour, Private, Public, ReservedName, Unspecified,
        };
        for (host, expected) in [
            ("localhost", Loopback),
            ("LOCALHOST.", Loopback),
            ("cadence.localhost", Loopback),
            ("127.8.0.1", Loopback),
            ("[::1]", Loopback),
            ("[::ffff:127.0.0.1]", Loopback),
            ("localhost.localdomain", Loopback),
            ("host.docker.internal", Loopback),
            ("0.0.0.0", Unspecified),
            ("[::]", Unspecified),
            ("10.1.2.3", Private),
            ("100.64.0.1", Private),
            ("fd00::1", Private),
            ("redis", Private),
            ("db.internal", Private),
            ("db.prod.svc.cluster.local", Private),
            ("printer.local", Neighbour),
            ("a.localdomain", Neighbour),
            ("example", ReservedName),
            ("db.test", ReservedName),
            ("example.com", ReservedName),
            ("api.EXAMPLE.org", ReservedName),
            ("api.mail.example", ReservedName),
            ("192.0.2.7", Documentation),
            ("198.51.100.7", Documentation),
            ("203.0.113.7", Documentation),
            ("2001:db8::1", Documentation),
            ("3fff::1", Documentation),
            ("3fff:1000::1", Public),
            ("contest", Private),
            ("myexample.com", Public),
            ("cadence.app", Public),
            ("7.cadence.app", Public),
            ("8.8.8.8", Public),
            ("api.mail.net", Public),
        ] {
            assert_eq!(class(host), expected, "{host}");
        }
    }

    #[test]
    fn names_of_a_cluster_are_told_from_other_private_hosts() {
        for host in [
            "redis",
            "otel-collector",
            "db.internal",
            "billing.prod.svc",
            "billing.prod.svc.cluster.local",
            "BILLING.PROD.SVC.CLUSTER.LOCAL.",
        ] {
            assert!(is_in_cluster(host), "{host}");
        }
        for host in [
            "localhost",
            "host.docker.internal",
            "printer.local",
            "10.1.2.3",
            "[fd00::1]",
            "nas.lan",
            "api.mail.net",
            "example",
        ] {
            assert!(!is_in_cluster(host), "{host}");
        }
    }

    #[test]
    fn regions_are_labels_of_the_great_clouds() {
        for (host, expected) in [
            ("s3.eu-west-1.amazonaws.com", Some("eu-west-1")),
            ("x.us-gov-east-1.amazonaws.com", Some("us-gov-east-1")),
            ("europe-west4.run.app", Some("europe-west4")),
            ("x.westeurope.azure.net", Some("westeurope")),
            ("api.eu.mail.net", Some("eu")),
            ("api.mail.eu", None),
            ("me-too.mail.net", None),
            ("us-1.mail.net", None),
            ("localhost", None),
        ] {
            assert_eq!(region(host), expected, "{host}");
        }
    }
}
