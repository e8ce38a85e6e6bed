//! Elements of XML that are named like secrets, and URLs that are encoded as a whole.

use super::{Found, What, secrets_within};
use crate::value::redact::encoding::percent_decoded;
use crate::value::redact::secret_name::is_secret_name;

/// Finds what is in `<password>` and `</password>`.
pub(super) fn find_elements(text: &str, found: &mut Vec<Found>) {
    let mut known = 0;
    for (closing, _) in text.match_indices("</") {
        if closing < known {
            continue;
        }
        let name = &text[closing + 2..];
        let name = name[..name.find('>').unwrap_or(name.len())].trim_end();
        if name.is_empty() || !is_secret_name(name) {
            continue;
        }
        let (start, before) = (known, &text[known..closing]);
        known = closing + 2;
        let Some(opening) = before.rfind(&format!("<{name}")) else {
            continue;
        };
        let content = before[opening..].find('>').map(|end| opening + end + 1);
        found.extend(content.map(|content| What::Pair.at(start + content..closing)));
    }
}

/// Finds words that hold a secret once `%3A%2F%2F` is `://`.
pub(super) fn find_encoded(text: &str, decodings: u8, found: &mut Vec<Found>) {
    let Some(left) = decodings.checked_sub(1) else {
        return;
    };
    let mut start = 0;
    for word in text.split_inclusive(is_between) {
        let encoded = word.trim_end_matches(is_between);
        let end = start + encoded.len();
        if has_encoded_scheme(encoded) {
            let decoded = percent_decoded(encoded);
            if !secrets_within(&decoded, left).is_empty() {
                found.push(What::Userinfo.at(start..end));
            }
        }
        start += word.len();
    }
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || "/?&=#\"'`<>,;()[]{}|".contains(c)
}

fn has_encoded_scheme(word: &str) -> bool {
    let mut windows = word.as_bytes().windows(9);
    windows.any(|window| window.eq_ignore_ascii_case(b"%3A%2F%2F"))
}
