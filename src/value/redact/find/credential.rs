//! Texts that are credentials by how they begin, or by what they are made of.

use std::ops::Range;

use super::{Found, What, words};
use crate::value::charset::Charset;
use crate::value::entropy;
use crate::value::redact::secret_name;

/// What the tokens of known providers start with, sorted by their first letter, and how
/// many characters follow at least.
const PREFIXES: &[(&str, usize)] = &[
    ("AGE-SECRET-KEY-", 20),
    ("AIza", 30),
    ("AKIA", 12),
    ("ASIA", 12),
    ("ATATT3", 20),
    ("GOCSPX-", 20),
    ("PMAK-", 20),
    ("SG.", 20),
    ("dckr_pat_", 10),
    ("dop_v1_", 20),
    ("dp.pt.", 20),
    ("ghp_", 16),
    ("gho_", 16),
    ("ghr_", 16),
    ("ghs_", 16),
    ("ghu_", 16),
    ("github_pat_", 16),
    ("glpat-", 10),
    ("glrt-", 10),
    ("glsa_", 16),
    ("hf_", 20),
    ("hvb.", 20),
    ("hvs.", 20),
    ("lin_api_", 16),
    ("npm_", 20),
    ("pypi-", 20),
    ("rubygems_", 16),
    ("shpat_", 16),
    ("shpss_", 16),
    ("sk-", 20),
    ("sntrys_", 16),
    ("sq0atp-", 16),
    ("sq0csp-", 16),
    ("whsec_", 16),
    ("xapp-", 10),
    ("xkeysib-", 20),
    ("xoxa-", 10),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxr-", 10),
    ("ya29.", 20),
];

static OF_TOKENS: Charset = Charset::alphanumeric_and(b"_-.");

/// The fewest characters of a text that may be random.
const LEAST_CHARS: usize = 20;

/// The fewest bits of ten of its characters, by their frequency.
const LEAST_BITS: u64 = 32;

/// The fewest bytes that a token has.
pub(super) const SHORTEST: usize = {
    let (mut shortest, mut at) = (usize::MAX, 0);
    while at < PREFIXES.len() {
        let (prefix, least) = PREFIXES[at];
        if prefix.len() + least < shortest {
            shortest = prefix.len() + least;
        }
        at += 1;
    }
    shortest
};

/// Finds what is between the lines of PEM that name it, unless all may see it.
pub(super) fn find_private_keys(text: &str, found: &mut Vec<Found>) {
    const BEGIN: &str = "-----BEGIN ";
    let mut known = 0;
    while let Some(at) = text[known..].find(BEGIN).map(|at| known + at) {
        let label = &text[at + BEGIN.len()..];
        let (label, start) = match label.find("-----") {
            Some(end) => (&label[..end], at + BEGIN.len() + end + 5),
            None => (label, at + BEGIN.len()),
        };
        if label.contains("PRIVATE") || label.len() > 40 {
            let end = text[start..].find("-----END").unwrap_or(text.len() - start);
            found.push(What::PrivateKey.at(start..start + end));
            known = start + end;
        } else {
            known = start;
        }
    }
}

/// Finds the pieces of the text that start as tokens do.
pub(super) fn find_tokens(text: &str, found: &mut Vec<Found>) {
    let mut start = 0;
    for piece in text.as_bytes().split(|byte| !OF_TOKENS.has(*byte)) {
        let range = start..start + piece.len();
        if piece.len() >= SHORTEST && is_token(&text[range.clone()]) {
            found.push(What::Token.at(range));
        }
        start += piece.len() + 1;
    }
}

fn is_token(token: &str) -> bool {
    let first = |text: &str| text.as_bytes().first().copied();
    let from = PREFIXES.partition_point(|(prefix, _)| first(prefix) < first(token));
    let alike = PREFIXES[from..].iter();
    let mut alike = alike.take_while(|(prefix, _)| first(prefix) == first(token));
    alike.any(|&(prefix, least)| token.len() >= prefix.len() + least && token.starts_with(prefix))
        || is_of_live_or_test(token)
        || is_jwt(token)
}

fn is_jwt(token: &str) -> bool {
    token.starts_with("eyJ") && token.len() > 30 && token.matches('.').count() >= 2
}

/// As many providers begin their tokens: `sk_live_`, `rk_test_`. What starts with
/// `pk` is public.
fn is_of_live_or_test(token: &str) -> bool {
    let mut parts = token.splitn(3, '_');
    let (Some(kind), Some(mode), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_kind = (2..=6).contains(&kind.len()) && kind.bytes().all(|b| b.is_ascii_lowercase());
    is_kind && kind != "pk" && matches!(mode, "live" | "test" | "prod") && rest.len() >= 8
}

/// Finds what follows `Bearer` and `Basic`.
pub(super) fn find_behind_scheme(text: &str, found: &mut Vec<Found>) {
    let mut before = "";
    for word in words(text) {
        let given = &text[word.clone()];
        if ends_with_scheme(before) {
            let end = given
                .find(['"', '\'', ',', ';', '`'])
                .unwrap_or(given.len());
            let token = &given[..end];
            let is_mixed = token.bytes().any(|byte| !byte.is_ascii_lowercase());
            let is_likely = is_mixed || is_whole_header(text, &word);
            if token.len() >= 20 || (token.len() >= 8 && is_likely) {
                found.push(What::Token.at(word.start..word.start + end));
            }
        }
        before = given;
    }
}

/// Whether the text is nothing but `Bearer` and this word, which is not about tokens.
fn is_whole_header(text: &str, word: &Range<usize>) -> bool {
    let given = &text[word.clone()];
    text[..word.start].trim().eq_ignore_ascii_case("bearer")
        && text[word.end..].trim().is_empty()
        && !given.starts_with("auth")
        && !secret_name::is_secret_name(given)
}

/// Whether the last word of the text is one behind which a token follows.
fn ends_with_scheme(text: &str) -> bool {
    ["bearer", "basic"].into_iter().any(|scheme| {
        let start = text.len().checked_sub(scheme.len());
        let parts = start.and_then(|start| text.split_at_checked(start));
        parts.is_some_and(|(rest, end)| {
            end.eq_ignore_ascii_case(scheme) && !rest.ends_with(char::is_alphanumeric)
        })
    })
}

/// Whether a text that is not of its type is likely to be a key or a token,
/// pasted where it does not belong.
pub(in crate::value::redact) fn is_random(text: &str) -> bool {
    let text = text.trim();
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || "_-+/=.".contains(c);
    let has = |class: fn(&u8) -> bool| text.bytes().any(|byte| class(&byte));
    let classes = [
        u8::is_ascii_digit,
        u8::is_ascii_lowercase,
        u8::is_ascii_uppercase,
    ];
    text.len() >= LEAST_CHARS
        && text.chars().all(is_of_key)
        && !text.starts_with(['/', '.'])
        && classes.into_iter().filter(|class| has(*class)).count() >= 2
        && entropy::of(text) * 10 >= LEAST_BITS * entropy::BIT * text.len() as u64
}

/// Whether a name, which is short and has no spaces, is likely to be a key or a token
/// that was given where a name belongs.
pub(in crate::value::redact) fn is_random_name(name: &str) -> bool {
    let is_hex = name.len() >= 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex || is_random_folder(name)
}

/// As [`is_random_name`], of a directory on the way to a file, which may well be called
/// after a digest.
pub(in crate::value::redact) fn is_random_folder(name: &str) -> bool {
    let of_base64 = name.trim_end_matches('=');
    let is_padded = of_base64.len() < name.len() && of_base64.len() >= 6;
    let is_of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    of_base64.bytes().all(is_of_base64) && (is_padded || has_short_words(name, 16, 3))
}

/// Whether a path as a whole is likely to be a key in base64, in which `/` is a digit.
pub(in crate::value::redact) fn is_random_path(path: &str) -> bool {
    let is_of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/".contains(&byte);
    let digits = path.trim_end_matches('=');
    digits.contains('/') && digits.bytes().all(is_of_base64) && has_short_words(digits, 20, 4)
}

/// Whether the text has so many characters, some of each class, and words that are
/// shorter on average than those of names are.
fn has_short_words(text: &str, least: usize, word: usize) -> bool {
    let letters = || text.bytes().filter(u8::is_ascii_alphabetic).count();
    text.len() >= least
        && is_of_three_classes(text)
        && letters() < secret_name::words(text).len() * word
}

fn is_of_three_classes(text: &str) -> bool {
    let has = |class: fn(&u8) -> bool| text.bytes().any(|byte| class(&byte));
    has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{PREFIXES, is_random_name};

    #[test]
    fn prefixes_are_sorted_by_their_first_letter() {
        assert!(PREFIXES.is_sorted_by_key(|(prefix, _)| prefix.as_bytes()[0]));
    }

    #[test]
    fn names_are_made_of_words_and_keys_are_not() {
        for name in [
            "c2VjcmV0==",
            "Zk9wQv7pXr4mTb2n",
            "hG3dLs8yJc6fWz5aUi1oNq0tVx",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCY=",
            "0123456789abcdef0123456789abcdef",
        ] {
            assert!(is_random_name(name), "{name}");
        }
        for name in [
            "",
            "=",
            "a=",
            "max_connections_per_host2",
            "maxConnectionsPerHost2",
            "production-2026-11-27.json",
            "http2MaxIdleConnections4",
            "550e8400-e29b-41d4-a716-446655440000",
            "X-Request-Id",
            "database url of 3 Hosts = 1",
        ] {
            assert!(!is_random_name(name), "{name}");
        }
    }
}
