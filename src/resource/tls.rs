//! Whether a URL asks for TLS, by its scheme and by the parameters that drivers
//! read.

use url::Url;

use super::family::Family;

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

pub(super) fn of(url: &Url, family: &Family) -> Tls {
    let by_scheme = match family.tls(url.scheme()) {
        Some(true) => Tls::On,
        Some(false) => Tls::Plain,
        None => Tls::Unsaid,
    };
    let parameters = url
        .query_pairs()
        .filter_map(|(name, value)| parameter(&name.to_ascii_lowercase(), &value));
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
/// `MongoDB` and Redis.
pub(crate) fn parameter(name: &str, value: &str) -> Option<Tls> {
    let value = value.to_ascii_lowercase().replace('_', "-");
    let is_true = matches!(&*value, "true" | "1" | "yes");
    match name {
        "sslmode" | "ssl-mode" | "ssl_mode" | "tls_mode" => match &*value {
            "disable" | "disabled" | "allow" | "prefer" | "preferred" => Some(Tls::Off),
            "require" | "required" => Some(Tls::Unverified),
            "verify-ca" | "verify-full" | "verify-identity" => Some(Tls::On),
            _ => None,
        },
        "tls" | "ssl" | "usessl" | "encrypt" => match &*value {
            "skip-verify" => Some(Tls::Unverified),
            "preferred" => Some(Tls::Off),
            _ if is_true => Some(Tls::On),
            "false" | "0" | "no" => Some(Tls::Off),
            _ => None,
        },
        "tlsinsecure"
        | "tlsallowinvalidcertificates"
        | "tlsallowinvalidhostnames"
        | "trustservercertificate"
        | "insecure"
            if is_true =>
        {
            Some(Tls::Unverified)
        }
        "ssl-cert-reqs" | "ssl_cert_reqs" if value == "none" => Some(Tls::Unverified),
        _ => None,
    }
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
            ("sqlite:a.db", Tls::Unsaid),
        ] {
            assert_eq!(Resource::of(text).unwrap().tls(), expected, "{text}");
        }
    }
}
