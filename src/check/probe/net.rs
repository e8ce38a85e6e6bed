//! Whether a host has an address, and a port nobody listening on it.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use url::Url;

use super::Failure;
use super::path::said;
use crate::resource::scheme;
use crate::system::System;

pub(super) fn resolves(host: &dyn System, text: &str) -> Result<(), Failure> {
    for name in names(text) {
        if name.parse::<IpAddr>().is_ok() {
            continue;
        }
        addresses_of(host, &name)?;
    }
    Ok(())
}

fn addresses_of(host: &dyn System, name: &str) -> Result<Vec<IpAddr>, Failure> {
    let help = "correct the name, or see that the resolver knows it";
    match host.resolve(name) {
        Ok(addresses) if addresses.is_empty() => Err(Failure::new("the host has no address", help)),
        Ok(addresses) => Ok(addresses),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::new("the host is not known", help))
        }
        Err(error) => {
            let what = format!("the host cannot be resolved: {}", said(&error));
            Err(Failure::new(what, help))
        }
    }
}

/// The hosts of a URL, or of a host with or without its port.
fn names(text: &str) -> Vec<String> {
    let text = text.trim();
    let authority = match Url::parse(text) {
        Ok(url) if text.contains("://") => url.host_str().unwrap_or_default().to_owned(),
        _ => text.to_owned(),
    };
    let name = |part: &str| {
        let host = match part.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() && !host.contains(':') => host,
            Some((host, port)) if port.parse::<u16>().is_ok() && host.ends_with(']') => host,
            _ => part,
        };
        host.trim_matches(['[', ']']).to_owned()
    };
    let names = authority.split(',').map(name);
    names.filter(|name| !name.is_empty()).collect()
}

pub(super) fn is_free(host: &dyn System, text: &str) -> Result<(), Failure> {
    let mut result = Ok(());
    for address in addresses(host, text.trim())? {
        result = listens(host, address);
        // OK because a program listens on the first address that lets it.
        if result.is_ok() {
            break;
        }
    }
    result
}

/// What is to be listened on: a port, an address with one, a name with one, or
/// what a URL has of these; nothing where it is the path of a socket.
fn addresses(host: &dyn System, text: &str) -> Result<Vec<SocketAddr>, Failure> {
    let any = |port| SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), port);
    let text = scheme::split(text).map_or(text, |(_, rest)| rest.trim_end_matches('/'));
    if let Ok(address) = text.parse().or_else(|_| text.parse().map(any)) {
        return Ok(vec![address]);
    }
    match text
        .rsplit_once(':')
        .map(|(name, port)| (name, port.parse()))
    {
        Some(("", Ok(port))) => Ok(vec![any(port)]),
        Some((name, Ok(port))) if is_name(name) => {
            let addresses = addresses_of(host, name)?.into_iter();
            Ok(addresses.map(|ip| SocketAddr::new(ip, port)).collect())
        }
        _ if text.contains('/') => Ok(Vec::new()),
        _ => Err(Failure::new(
            "this is not an address to listen on",
            "write a port, or a host with one, such as `0.0.0.0:8080`",
        )),
    }
}

fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !text.is_empty() && text.chars().all(is_part)
}

fn listens(host: &dyn System, address: SocketAddr) -> Result<(), Failure> {
    if address.port() == 0 {
        return Ok(());
    }
    host.can_bind(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Failure::new(
            "something listens there already",
            "stop what listens there, or choose another port",
        ),
        io::ErrorKind::PermissionDenied => Failure::new(
            "the program may not listen there",
            "choose a port from 1024 up, or give the program the right",
        ),
        io::ErrorKind::AddrNotAvailable => Failure::new(
            "this machine does not have the address",
            "use an address of this machine, or `0.0.0.0`",
        ),
        _ => Failure::new(
            format!("the program cannot listen there: {}", said(&error)),
            "choose another address",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_with_and_without_what_is_around_it() {
        for (text, expected) in [
            ("db", "db"),
            ("db:5432", "db"),
            ("postgres://a:b@db:5432/x", "db"),
            ("[::1]:80", "::1"),
            ("::1", "::1"),
            ("https://[::1]/", "::1"),
        ] {
            assert_eq!(names(text), [expected], "{text}");
        }
        assert_eq!(names("a:1,b:2"), ["a", "b"]);
        assert!(names("").is_empty());
    }
}
