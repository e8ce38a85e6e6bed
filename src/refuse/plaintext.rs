//! URLs whose connection is not encrypted.

use url::Url;

/// Schemes without encryption, and the one that has it.
const SCHEMES: [(&str, &str); 18] = [
    ("http", "https"),
    ("ws", "wss"),
    ("ftp", "sftp"),
    ("redis", "rediss"),
    ("valkey", "valkeys"),
    ("amqp", "amqps"),
    ("smtp", "smtps"),
    ("imap", "imaps"),
    ("pop3", "pop3s"),
    ("ldap", "ldaps"),
    ("mqtt", "mqtts"),
    ("nats", "tls"),
    ("stomp", "stomps"),
    ("memcache", "memcaches"),
    ("memcached", "memcacheds"),
    ("telnet", "ssh"),
    ("gopher", "https"),
    ("rtmp", "rtmps"),
];

/// Parameters that turn encryption on or off, as they are spelled without
/// signs between their words.
const PARAMETERS: [&str; 5] = ["sslmode", "ssl", "tls", "usessl", "tlsmode"];

const OFF: [&str; 7] = ["disable", "disabled", "allow", "false", "off", "no", "0"];

const ON: [&str; 6] = ["true", "on", "yes", "1", "require", "required"];

/// Whether the scheme has no encryption of its own.
pub(super) fn is_scheme(scheme: &str) -> bool {
    SCHEMES.iter().any(|(plain, _)| *plain == scheme)
}

/// What says that nothing is encrypted, and what to write instead.
pub(super) fn of(url: &Url) -> Option<(&'static str, &'static str)> {
    let encrypts = |words: &[&str]| {
        url.query_pairs().any(|(name, value)| {
            let name = name.to_ascii_lowercase().replace(['-', '_'], "");
            let value = value.to_ascii_lowercase();
            PARAMETERS.contains(&&name[..]) && words.contains(&&value[..])
        })
    };
    if encrypts(&OFF) {
        return Some((
            "a parameter turns encryption off",
            "remove the parameter, or ask for encryption with it",
        ));
    }
    let (scheme, _) = SCHEMES.iter().find(|(scheme, _)| *scheme == url.scheme())?;
    (!encrypts(&ON)).then(|| (*scheme, instead(scheme)))
}

fn instead(scheme: &str) -> &'static str {
    let found = SCHEMES.iter().find(|(plain, _)| *plain == scheme);
    found.map_or("", |(_, instead)| instead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_or_a_parameter_says_that_nothing_is_encrypted() {
        let plain = |text: &str| of(&Url::parse(text).unwrap()).map(|(what, _)| what);
        for url in [
            "postgres://db/a?sslmode=disable",
            "mysql://db/a?ssl-mode=DISABLED",
            "mongodb://db/a?tls=false",
        ] {
            assert_eq!(
                plain(url),
                Some("a parameter turns encryption off"),
                "{url}"
            );
        }
        for (scheme, _) in SCHEMES {
            assert_eq!(plain(&format!("{scheme}://a.b/c")), Some(scheme));
        }
        for url in [
            "postgres://db/a",
            "postgres://db/a?sslmode=verify-full",
            "smtp://relay:587?tls=required",
            "https://a.b",
        ] {
            assert_eq!(plain(url), None, "{url}");
        }
    }
}
