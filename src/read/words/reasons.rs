//! Reasons that types of the standard library and of `url` give for refusing a text.
//!
//! They are always the same and hold nothing of the value, so they are reported even of
//! a secret, and where a type of the program's own has put words around them.

/// A reason in plain words, and what to do about it.
pub(super) fn known(reason: &str) -> Option<(String, Option<&'static str>)> {
    if let Some(error) = URL.iter().find(|error| is_of_url(reason, error)) {
        let help = "write a full URL, such as `https://example.org/path`";
        return Some((format!("not a URL: {error}"), Some(help)));
    }
    if reason.ends_with("socket address syntax") {
        let help = "write an IP address and a port, such as `127.0.0.1:8080`";
        return Some(("not an address and port".to_owned(), Some(help)));
    }
    let known = FIXED.iter().find(|known| reason.contains(**known));
    known.map(|known| ((*known).to_owned(), None))
}

/// What a URL's type says starts with the error, and goes on with the value.
fn is_of_url(reason: &str, error: &str) -> bool {
    let rest = reason.strip_prefix(error);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(": "))
}

/// Errors of `url::ParseError`.
const URL: &[&str] = &[
    "empty host",
    "invalid international domain name",
    "invalid port number",
    "invalid IPv4 address",
    "invalid IPv6 address",
    "invalid domain character",
    "relative URL without a base",
    "relative URL with a cannot-be-a-base base",
    "a cannot-be-a-base URL doesn\u{2019}t have a host to set",
    "URLs more than 4 GB are not supported",
];

/// Errors of the standard library.
const FIXED: &[&str] = &[
    "cannot parse integer from empty string",
    "invalid digit found in string",
    "number too large to fit in target type",
    "number too small to fit in target type",
    "number would be zero for non-zero type",
    "cannot parse float from empty string",
    "invalid float literal",
    "provided string was not `true` or `false`",
    "cannot parse char from empty string",
    "too many characters in string",
    "invalid IP address syntax",
    "invalid IPv4 address syntax",
    "invalid IPv6 address syntax",
];

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, SocketAddr, SocketAddrV6};

    use url::Url;

    use super::*;

    #[test]
    fn an_address_without_a_port_is_told_in_our_words() {
        let reasons = [
            "0.0.0.0".parse::<SocketAddr>().unwrap_err().to_string(),
            "[::1]".parse::<SocketAddrV6>().unwrap_err().to_string(),
        ];
        for reason in reasons {
            let (label, help) = known(&reason).unwrap();
            assert_eq!(label, "not an address and port");
            assert!(help.is_some_and(|help| help.contains("`127.0.0.1:8080`")));
        }
    }

    #[test]
    fn errors_of_the_standard_library_are_known_within_other_words() {
        let errors = [
            "x".parse::<u8>().unwrap_err().to_string(),
            "".parse::<u8>().unwrap_err().to_string(),
            "256".parse::<u8>().unwrap_err().to_string(),
            "-129".parse::<i8>().unwrap_err().to_string(),
            "0".parse::<std::num::NonZeroU8>().unwrap_err().to_string(),
            "x".parse::<f32>().unwrap_err().to_string(),
            "".parse::<f32>().unwrap_err().to_string(),
            "x".parse::<bool>().unwrap_err().to_string(),
            "".parse::<char>().unwrap_err().to_string(),
            "xy".parse::<char>().unwrap_err().to_string(),
            "x".parse::<IpAddr>().unwrap_err().to_string(),
        ];
        for error in errors {
            let label = known(&format!("hunter2: {error} in `hunter2`")).map(|(label, _)| label);
            assert_eq!(label, Some(error));
        }
        assert_eq!(known("hunter2 is too short"), None);
    }

    #[test]
    fn errors_of_urls_are_told_without_the_value() {
        for text in [
            "hunter2",
            "http://:1/",
            "http://a:b/",
            "http://1.2.3.4.5/",
            "http://[/",
        ] {
            let error = Url::parse(text).unwrap_err();
            let label = known(&format!("{error}: {text:?}")).map(|(label, _)| label);
            assert_eq!(label, Some(format!("not a URL: {error}")), "{text}");
        }
    }
}
