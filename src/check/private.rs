//! Hosts that a program declares to be its own.

use std::net::IpAddr;

use crate::resource::bare_host;

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

    pub(crate) fn has(&self, host: &str) -> bool {
        self.0.iter().any(|pattern| match pattern {
            Pattern::Exact(name) => host.eq_ignore_ascii_case(name),
            Pattern::Below(end) => {
                let start = host.len().checked_sub(end.len()).filter(|start| *start > 0);
                let tail = start.and_then(|start| host.as_bytes().get(start..));
                tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
            }
            Pattern::Network(network, bits) => host
                .parse()
                .is_ok_and(|address| is_within(address, *network, *bits)),
            Pattern::Malformed(_) => false,
        })
    }
}

impl Pattern {
    fn of(pattern: &str) -> Self {
        let text = bare_host(pattern.trim()).to_ascii_lowercase();
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
