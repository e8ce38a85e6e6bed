//! Whether a host has an address, and a port nobody listening on it.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::Failure;
use crate::resource::{self, Slip, scheme};
use crate::system::{System, reason_of};

/// Asks for the hosts that a text names, and for no other part of it: what does not
/// read as a host may be one of a password.
pub(super) fn resolves(host: &dyn System, text: &str) -> Result<(), Failure> {
    let hosts = hosts_in(text).into_iter();
    let names = hosts.filter(|name| name.parse::<IpAddr>().is_err());
    for name in names {
        addresses_of(host, &name)?;
    }
    Ok(())
}

/// The hosts of a text; none of a URL that a sign in its password has cut.
fn hosts_in(text: &str) -> Vec<String> {
    match resource::slip(text) {
        Some(Slip::Sign(_)) => Vec::new(),
        _ => resource::hosts(text),
    }
}

fn addresses_of(host: &dyn System, name: &str) -> Result<Vec<IpAddr>, Failure> {
    let help = "correct the name, or check DNS";
    match host.resolve(name) {
        Ok(addresses) if addresses.is_empty() => Err(Failure::new("the host has no address", help)),
        Ok(addresses) => Ok(addresses),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::new("unknown host", help))
        }
        Err(error) => {
            let what = format!("the host cannot be resolved: {}", reason_of(&error));
            Err(Failure::new(what, help))
        }
    }
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
    let parts = text.rsplit_once(':');
    match parts.map(|(name, port)| (name, port.parse())) {
        Some(("", Ok(port))) => Ok(vec![any(port)]),
        Some((name, Ok(port))) if hosts_in(text) == [name] => {
            let addresses = addresses_of(host, name)?.into_iter();
            Ok(addresses.map(|ip| SocketAddr::new(ip, port)).collect())
        }
        _ if text.contains('/') => Ok(Vec::new()),
        _ => Err(Failure::new(
            "not an address to listen on",
            "write a port, or a host with one, such as `0.0.0.0:8080`",
        )),
    }
}

fn listens(host: &dyn System, address: SocketAddr) -> Result<(), Failure> {
    if address.port() == 0 {
        return Ok(());
    }
    host.can_bind(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Failure::new(
            "address already in use",
            "stop the process that uses it, or choose another port",
        ),
        io::ErrorKind::PermissionDenied => Failure::new(
            "permission denied",
            "choose a port of 1024 or higher, or grant the program the permission",
        ),
        io::ErrorKind::AddrNotAvailable => Failure::new(
            "not an address of this machine",
            "use an address of this machine, or `0.0.0.0`",
        ),
        _ => Failure::new(
            format!("cannot listen: {}", reason_of(&error)),
            "choose another address",
        ),
    })
}
