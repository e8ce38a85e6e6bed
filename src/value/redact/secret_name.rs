//! Which names are those of secrets, where no schema says so: entries of tables
//! that serde alone knows, parameters of URLs and of connection strings.

use std::borrow::Cow;

/// Words that name a secret wherever they are in a name, singular.
const SECRETS: &[&str] = &[
    "apikey",
    "auth",
    "credential",
    "cred",
    "key",
    "pass",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "psk",
    "pw",
    "pwd",
    "secret",
    "token",
];

/// Words that name a secret only where a name ends with them, singular: the name
/// of a cookie is none.
const LAST: &[&str] = &[
    "authorization",
    "bearer",
    "cookie",
    "jwt",
    "sig",
    "signature",
];

/// What a word without signs in it may end with, as in `dbpassword`.
const ENDINGS: &[&str] = &[
    "accesskey",
    "accountkey",
    "apikey",
    "authkey",
    "bindpw",
    "dbpass",
    "encryptionkey",
    "masterkey",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "rootpw",
    "secret",
    "secretkey",
    "signingkey",
    "smtppass",
    "token",
    "userpass",
];

/// Last words that say that a name is about a secret, not of one.
const ABOUT: &[&str] = &[
    "alg",
    "algorithm",
    "audience",
    "count",
    "dir",
    "directory",
    "disabled",
    "domain",
    "enabled",
    "endpoint",
    "expires",
    "expiry",
    "file",
    "format",
    "header",
    "host",
    "hour",
    "interval",
    "issuer",
    "length",
    "limit",
    "lifetime",
    "max",
    "method",
    "min",
    "minute",
    "mode",
    "name",
    "path",
    "period",
    "port",
    "realm",
    "required",
    "rotation",
    "second",
    "size",
    "timeout",
    "ttl",
    "type",
    "uri",
    "url",
    "version",
];

/// Words before `key` or `token` that make it something that all may see, or a
/// number of them.
const OPEN: &[&str] = &[
    "foreign",
    "max",
    "min",
    "num",
    "partition",
    "primary",
    "public",
    "publishable",
    "routing",
    "shard",
    "sort",
    "total",
];

/// Whether a value of this name is to be taken for a secret.
///
/// `camelCase` is taken apart, so are signs and digits, and plurals count as
/// what they are the plural of.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let name = decoded(name);
    let words = words(&name);
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    if ABOUT.contains(&singular(last)) {
        return false;
    }
    let is_open = before
        .last()
        .is_some_and(|word| OPEN.contains(&word.as_str()));
    if is_open && matches!(singular(last), "key" | "token") {
        return false;
    }
    LAST.contains(&singular(last))
        || ends_like_one(singular(last))
        || words.iter().any(|word| SECRETS.contains(&singular(word)))
}

/// Whether a word of the text is the name of a secret, whatever is around it.
pub(crate) fn has_secret_name(text: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%');
    may_be_secret_name(text) && text.split(|c| !is_of_name(c)).any(is_secret_name)
}

/// Parts of which every name of a secret has one.
const SIGNS: [&str; 12] = [
    "auth", "bearer", "cookie", "cred", "jwt", "key", "pass", "psk", "pw", "secret", "sig", "token",
];

/// Whether [`is_secret_name`] may say so; a quick answer, also for a constant.
pub(crate) const fn may_be_secret_name(name: &str) -> bool {
    let name = name.as_bytes();
    let mut at = 0;
    while at < name.len() {
        if !name[at].is_ascii() || name[at] == b'%' {
            return true;
        }
        let mut sign = 0;
        while sign < SIGNS.len() {
            if begins_with(name, at, SIGNS[sign].as_bytes()) {
                return true;
            }
            sign += 1;
        }
        at += 1;
    }
    false
}

const fn begins_with(name: &[u8], from: usize, sign: &[u8]) -> bool {
    let mut at = 0;
    while at < sign.len() {
        if from + at >= name.len() || !name[from + at].eq_ignore_ascii_case(&sign[at]) {
            return false;
        }
        at += 1;
    }
    true
}

fn ends_like_one(word: &str) -> bool {
    ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// A name of a query may be written with percent signs.
fn decoded(name: &str) -> Cow<'_, str> {
    if name.contains('%') {
        super::encoding::percent_decoded(name)
    } else {
        Cow::Borrowed(name)
    }
}

/// A plural, where it is one, as its singular.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one,
        _ => word,
    }
}

/// The words of a name in lower case, without numbers: `xApiKey2` is `x`, `api`
/// and `key`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = Class::Sign;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        let class = Class::of(character);
        let next = characters.peek().copied().map(Class::of);
        let begins = match (before, class) {
            (_, Class::Sign | Class::Digit) => false,
            (Class::Sign | Class::Digit, _) | (Class::Lower, Class::Upper) => true,
            // The last letter of an acronym begins the word behind it.
            (Class::Upper, Class::Upper) => next == Some(Class::Lower),
            _ => false,
        };
        if begins {
            words.push(String::new());
        }
        if matches!(class, Class::Lower | Class::Upper)
            && let Some(word) = words.last_mut()
        {
            word.extend(character.to_lowercase());
        }
        before = class;
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Sign,
}

impl Class {
    fn of(character: char) -> Self {
        if character.is_numeric() {
            Self::Digit
        } else if character.is_uppercase() {
            Self::Upper
        } else if character.is_alphabetic() {
            Self::Lower
        } else {
            Self::Sign
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_known_however_they_are_written() {
        for name in [
            "password",
            "PASSWORD",
            "db_password",
            "password_2",
            "password2",
            "passwords",
            "dbpassword",
            "apiKey",
            "APIKey",
            "API-KEY",
            "X-Api-Key",
            "secretKey",
            "privateKey",
            "private_key_id",
            "aws_secret_access_key",
            "refresh_token",
            "tokens",
            "Authorization",
            "Proxy-Authorization",
            "Cookie",
            "Set-Cookie",
            "credential",
            "credentials",
            "bearer",
            "jwt",
            "PW",
            "db_pw",
            "pwd",
            "auth",
            "X-Amz-Signature",
            "sig",
            "pass%77ord",
            "AccountKey",
            "sharedaccesskey",
        ] {
            assert!(is_secret_name(name), "{name}");
            assert!(may_be_secret_name(name), "{name}");
        }
    }

    #[test]
    fn the_quick_answer_passes_over_no_word() {
        for word in SECRETS.iter().chain(LAST).chain(ENDINGS) {
            assert!(is_secret_name(word) && may_be_secret_name(word), "{word}");
        }
        assert!(!may_be_secret_name("max_connections"));
    }

    #[test]
    fn names_that_only_sound_like_it_are_not() {
        for name in [
            "",
            "author",
            "monkey",
            "keyboard",
            "passenger",
            "compass",
            "bypass",
            "port",
            "tokens_per_minute",
            "max_tokens",
            "public_key",
            "partition_key",
            "password_file",
            "tokenUrl",
            "auth_enabled",
            "cookie_name",
            "jwt_issuer",
            "secret_name",
            "password_min_length",
            "design",
            "assignee",
            "sslmode",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
