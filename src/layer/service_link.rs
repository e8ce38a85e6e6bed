//! The variables that Kubernetes injects for services, known by their shape.

use std::net::IpAddr;

/// Whether the variable is one that Kubernetes injects into every pod for each
/// service of the namespace, here for one whose name begins like the program's.
///
/// They are `{SERVICE}_SERVICE_HOST`, `{SERVICE}_SERVICE_PORT[_{NAME}]`,
/// `{SERVICE}_PORT`, and `{SERVICE}_PORT_{NUMBER}_{PROTOCOL}[_{PART}]`, as the
/// page "Service" of the Kubernetes documentation lists them.
pub(crate) fn is_service_link(name: &str, value: &str) -> bool {
    // OK because a service may itself be called `cadence-service`: each form is looked for.
    let is_port_of = |(_, port): (&str, &str)| port.is_empty() || port.starts_with('_');
    let is_host = name.ends_with("_SERVICE_HOST") && value.parse::<IpAddr>().is_ok();
    let is_port = name.rsplit_once("_SERVICE_PORT").is_some_and(is_port_of);
    let is_url = name.ends_with("_PORT") && is_service_url(value);
    is_host
        || (is_port && value.parse::<u16>().is_ok())
        || is_url
        || name
            .rmatch_indices("_PORT_")
            .any(|(at, found)| is_port_and_protocol(&name[at + found.len()..]))
}

/// Whether it is the value Kubernetes gives to `{SERVICE}_PORT`: `tcp://10.0.0.1:80`.
pub(crate) fn is_service_url(value: &str) -> bool {
    let Some((scheme, address)) = value.split_once("://") else {
        return false;
    };
    matches!(scheme, "tcp" | "udp" | "sctp") && address.parse::<std::net::SocketAddr>().is_ok()
}

/// Whether it is `8080_TCP`, `8080_TCP_ADDR` or the like.
fn is_port_and_protocol(rest: &str) -> bool {
    let mut parts = rest.split('_');
    let is_port = parts.next().is_some_and(|port| port.parse::<u16>().is_ok());
    let is_protocol = matches!(parts.next(), Some("TCP" | "UDP" | "SCTP"));
    let is_part = matches!(parts.next(), None | Some("PROTO" | "PORT" | "ADDR"));
    is_port && is_protocol && is_part && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variables_kubernetes_injects_are_known_by_shape() {
        for (name, value) in [
            ("CADENCE_SERVICE_HOST", "10.0.0.1"),
            ("CADENCE_SERVICE_PORT", "80"),
            ("CADENCE_SERVICE_PORT_HTTP", "80"),
            ("CADENCE_PORT", "tcp://10.0.0.1:80"),
            ("CADENCE_PORT_80_TCP", "tcp://10.0.0.1:80"),
            ("CADENCE_PORT_80_TCP_PROTO", "tcp"),
            ("CADENCE_PORT_80_TCP_PORT", "80"),
            ("CADENCE_PORT_80_TCP_ADDR", "10.0.0.1"),
            ("CADENCE_PORT_80_TCP", "tcp://[fd00::1]:80"),
            ("CADENCE_WORKER_SERVICE_HOST", "fd00::1"),
            ("CADENCE_SERVICE_SERVICE_HOST", "10.0.0.1"),
            ("CADENCE_SERVICE_SERVICE_PORT", "80"),
            ("CADENCE_SERVICE_SERVICE_PORT_HTTP", "80"),
            ("CADENCE_SERVICE_PORT", "tcp://10.0.0.1:80"),
            ("CADENCE_SERVICE_PORT_80_TCP", "tcp://10.0.0.1:80"),
            ("CADENCE_SERVICE_PORT_80_TCP_PROTO", "tcp"),
            ("CADENCE_SERVICE_PORT_80_TCP_PORT", "80"),
            ("CADENCE_SERVICE_PORT_80_TCP_ADDR", "10.0.0.1"),
        ] {
            assert!(is_service_link(name, value), "{name}={value}");
        }
    }

    #[test]
    fn a_misspelt_variable_is_no_service_link() {
        for (name, value) in [
            ("CADENCE_SERVICE_HOST", "example.org"),
            ("CADENCE_PORT", "8080"),
            ("CADENCE_PORT_80", "tcp://10.0.0.1:80"),
            ("CADENCE_PORT_80_TCP_HOST", "x"),
            ("CADENCE_SERVICE_PORTS", "80"),
        ] {
            assert!(!is_service_link(name, value), "{name}={value}");
        }
    }
}
