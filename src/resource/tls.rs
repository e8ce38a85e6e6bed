//! Whether a URL asks for TLS, by its scheme and by the parameters that drivers
//! read.

use url::Url;

use super::family::{self, Family};

/// What a URL says of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    /// No TLS, by the scheme: it has a twin that asks for it.
    Plain,
    /// TLS is turned off, or may be left out, by a parameter.
    Off,
    /// TLS, with whoever answers.
    Unverified,
    On,
    /// Left to the driver, or not a matter of this service.
    Unsaid,
}

impl Tls {
    /// In the words of a report; none where nothing is said.
    pub(crate) fn described(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Off => Some("without TLS"),
            Self::Unverified => Some("with TLS that is not verified"),
            Self::On => Some("with TLS"),
            Self::Unsaid => None,
        }
    }
}

/// What a URL says of TLS, whatever its service.
pub(crate) fn of_url(url: &Url) -> Tls {
    of(
        url,
        family::of_scheme(url.scheme()).unwrap_or(&family::OTHER),
    )
}

pub(super) fn of(url: &Url, family: &Family) -> Tls {
    let by_scheme = match family.tls(url.scheme()) {
        Some(true) => Tls::On,
        Some(false) => Tls::Plain,
        None => Tls::Unsaid,
    };
    let parameters = url
        .query_pairs()
        .filter_map(|(name, value)| parameter(&name, &value));
    let fragment = (url.fragment() == Some("insecure")).then_some(Tls::Unverified);
    parameters
        .chain(fragment)
        .min_by_key(|tls| grave(*tls))
        .unwrap_or(by_scheme)
}

/// The most dangerous of several parameters counts.
fn grave(tls: Tls) -> u8 {
    match tls {
        Tls::Off | Tls::Plain => 0,
        Tls::Unverified => 1,
        Tls::On | Tls::Unsaid => 2,
    }
}

/// What one parameter says: those of libpq, and of the drivers of `MySQL`,
/// `MongoDB`, `ClickHouse`, Redis and SMTP.
pub(crate) fn parameter(name: &str, value: &str) -> Option<Tls> {
    let name = name.to_ascii_lowercase().replace(['-', '_'], "");
    let value = value.to_ascii_lowercase().replace('_', "-");
    match &*name {
        "sslmode" | "tlsmode" => match &*value {
            "require" | "required" => Some(Tls::Unverified),
            "verify-ca" | "verify-full" | "verify-identity" => Some(Tls::On),
            "disable" | "disabled" | "allow" => Some(Tls::Off),
            _ => optional(&value),
        },
        "tls" | "ssl" | "usessl" | "encrypt" | "secure" => match &*value {
            "skip-verify" => Some(Tls::Unverified),
            "require" | "required" => Some(Tls::On),
            _ if is_true(&value) => Some(Tls::On),
            "false" | "0" | "no" | "off" | "disable" | "disabled" => Some(Tls::Off),
            _ => optional(&value),
        },
        "tlsinsecure"
        | "tlsallowinvalidcertificates"
        | "tlsallowinvalidhostnames"
        | "trustservercertificate"
        | "insecure" => is_true(&value).then_some(Tls::Unverified),
        "sslcertreqs" => (value == "none").then_some(Tls::Unverified),
        _ => None,
    }
}

/// TLS that is left out where the other side does not offer it.
fn optional(value: &str) -> Option<Tls> {
    matches!(value, "prefer" | "preferred" | "opportunistic").then_some(Tls::Off)
}

fn is_true(value: &str) -> bool {
    matches!(value, "true" | "1" | "yes" | "on")
}

#[cfg(test)]
mod tests {
    use super::super::Resource;
    use super::*;

    #[test]
    fn scheme_and_parameters_say_whether_there_is_tls() {
        for (text, expected) in [
            ("http://api.mail.net", Tls::Plain),
            ("https://api.mail.net", Tls::On),
            ("redis://cache", Tls::Plain),
            ("rediss://cache", Tls::On),
            ("rediss://cache/#insecure", Tls::Unverified),
            ("postgres://db/main", Tls::Unsaid),
            ("postgres://db/main?sslmode=disable", Tls::Off),
            ("postgres://db/main?sslmode=prefer", Tls::Off),
            ("postgres://db/main?sslmode=require", Tls::Unverified),
            ("postgres://db/main?sslmode=verify-full", Tls::On),
            ("mysql://db/main?ssl-mode=VERIFY_IDENTITY", Tls::On),
            ("mongodb://db/?tls=true&tlsInsecure=true", Tls::Unverified),
            ("mongodb://db/?tls=true", Tls::On),
            ("smtp://relay:587?tls=required", Tls::On),
            ("smtp://relay:587?tls=opportunistic", Tls::Off),
            ("mysql://db/main?ssl-mode=DISABLED", Tls::Off),
            ("mongodb://db/?tls=false", Tls::Off),
            ("memcached://cache", Tls::Plain),
            ("nats://queue", Tls::Unsaid),
            ("sqlite:a.db", Tls::Unsaid),
        ] {
            assert_eq!(Resource::of(text).unwrap().tls(), expected, "{text}");
        }
    }
}
