//! Texts that are credentials by how they begin, or by what they are made of.

use std::ops::Range;

use super::{Found, Signs, What, pieces, words};
use crate::value::redact::secret_name;

/// What the tokens of known providers start with, sorted, and how many characters
/// follow at least.
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

/// The fewest characters of a text that may be random.
const LEAST_CHARS: usize = 20;

/// The fewest bits of each of its characters, by their frequency.
const LEAST_BITS: f64 = 3.2;

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    found.extend(private_keys(text).into_iter().map(|range| Found {
        range,
        what: What::PrivateKey,
    }));
    let tokens = pieces(text, is_of_token).filter(|range| is_token(&text[range.clone()]));
    let tokens = tokens.chain(behind_scheme(text));
    found.extend(tokens.map(|range| Found {
        range,
        what: What::Token,
    }));
}

/// Whether [`find`] may find something; a quick answer.
pub(super) fn may_be_in(text: &str, signs: Signs) -> bool {
    let is_in = |part| text.contains(part);
    may_begin(text, signs)
        || (signs.has(Signs::UNDERSCORE) && ["_live_", "_test_", "_prod_"].into_iter().any(is_in))
        || (signs.has(Signs::SPACE) && (["-u", "--"].into_iter().any(is_in) || has_scheme(text)))
}

/// Whether a piece of the text begins as a token does.
fn may_begin(text: &str, signs: Signs) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize| {
        // OK because a token is longer than what is left of most texts.
        let piece = bytes.get(at..).filter(|piece| piece.len() >= SHORTEST);
        piece.is_some_and(|piece| FIRST[usize::from(piece[0])] != NONE && begins_as_token(piece))
    };
    let is_between = |byte: &u8| Signs(Signs::of_byte(*byte)).has(Signs::BETWEEN);
    begins(0)
        || (signs.has(Signs::BETWEEN)
            && (1..bytes.len()).any(|at| is_between(&bytes[at - 1]) && begins(at)))
}

fn begins_as_token(piece: &[u8]) -> bool {
    let from = usize::from(FIRST[usize::from(piece[0])]);
    let is_alike = |prefix: &&str| prefix.as_bytes()[0] == piece[0];
    let mut prefixes = PREFIXES.iter().skip(from).map(|(prefix, _)| *prefix);
    let alike = std::iter::from_fn(|| prefixes.next().filter(is_alike));
    piece.starts_with(b"eyJ") || { alike }.any(|prefix| piece.starts_with(prefix.as_bytes()))
}

/// The fewest bytes that a token has.
const SHORTEST: usize = {
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

/// Whether one of the words is in the text behind which [`behind_scheme`] looks.
fn has_scheme(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_at = |at: usize, word: &str| {
        let part = bytes.get(at..at + word.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    let mut begins = (0..bytes.len()).filter(|&at| matches!(bytes[at], b'b' | b'B'));
    begins.any(|at| is_at(at, "bearer") || is_at(at, "basic"))
}

/// A byte with which no token begins.
const NONE: u8 = u8::MAX;

/// The number of the first of the prefixes, which are sorted, that starts with a
/// byte. One past them is that of tokens of JSON.
const FIRST: [u8; 256] = {
    let mut first = [NONE; 256];
    first[b'e' as usize] = u8::MAX - 1;
    let mut at = PREFIXES.len();
    while at > 0 {
        at -= 1;
        first[PREFIXES[at].0.as_bytes()[0] as usize] = at.to_le_bytes()[0];
    }
    first
};

/// What is between the lines of PEM that name it, unless all may see it.
fn private_keys(text: &str) -> Vec<Range<usize>> {
    const BEGIN: &str = "-----BEGIN ";
    let mut keys = Vec::new();
    let mut known = 0;
    while let Some(at) = text[known..].find(BEGIN).map(|at| known + at) {
        let label = &text[at + BEGIN.len()..];
        let (label, start) = match label.find("-----") {
            Some(end) => (&label[..end], at + BEGIN.len() + end + 5),
            None => (label, at + BEGIN.len()),
        };
        if label.contains("PRIVATE") || label.len() > 40 {
            let end = text[start..].find("-----END").unwrap_or(text.len() - start);
            keys.push(start..start + end);
            known = start + end;
        } else {
            known = start;
        }
    }
    keys
}

fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

fn is_token(token: &str) -> bool {
    let begins = |&(prefix, least): &(&str, usize)| {
        let rest = token.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.len() >= least)
    };
    PREFIXES.iter().any(begins) || is_of_live_or_test(token) || is_jwt(token)
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

/// What follows `Bearer` and `Basic`.
fn behind_scheme(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends_with_scheme = |at: usize| {
        let before = text[..at].trim_end();
        let is_word = |word: &str| {
            let start = before.len().checked_sub(word.len());
            let parts = start.and_then(|start| before.split_at_checked(start));
            parts.is_some_and(|(rest, end)| {
                end.eq_ignore_ascii_case(word) && !rest.ends_with(char::is_alphanumeric)
            })
        };
        before.len() < at && (is_word("bearer") || is_word("basic"))
    };
    let words = words(text).map(move |word| {
        let given = &text[word.clone()];
        let end = given.find(['"', '\'', ',', ';', '`']);
        word.start..end.map_or(word.end, |end| word.start + end)
    });
    words.filter(move |word| {
        let given = &text[word.clone()];
        let is_mixed = given.bytes().any(|byte| !byte.is_ascii_lowercase());
        ends_with_scheme(word.start) && given.len() >= 8 && (is_mixed || given.len() >= 20)
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
        && bits_of_each(text) >= LEAST_BITS
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

/// Shannon's measure, by the frequency of each byte.
fn bits_of_each(text: &str) -> f64 {
    let mut counts = [0_u32; 128];
    for byte in text.bytes() {
        counts[usize::from(byte & 127)] += 1;
    }
    let all = f64::from(counts.iter().sum::<u32>());
    let counts = counts.into_iter().filter(|count| *count > 0);
    counts
        .map(|count| f64::from(count) / all)
        .map(|share| -share * share.log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::is_random_name;

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
