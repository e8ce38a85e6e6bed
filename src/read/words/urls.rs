//! What is wrong with a URL that is one, but not the one that is meant.

use crate::resource::{self, Slip};
use crate::value::redact;

/// What to do about signs that end a part of a URL.
pub(super) const PERCENT_ENCODE: &str = "percent-encode `#`, `/`, `?`, `@` and `:` in the user name and password: `%23`, `%2F`, `%3F`, `%40` and `%3A`";

/// What is wrong, and what to do; the text is none where it is secret.
pub(super) fn slip(slip: Slip, text: Option<&str>) -> (String, String) {
    let likely = text.and_then(|text| resource::likely_url(text, slip));
    let likely = likely.filter(|url| redact::is_harmless(url));
    let write = |what: &str| match &likely {
        Some(url) => format!("{what}: `{url}`"),
        None => what.to_owned(),
    };
    match slip {
        Slip::NoScheme => (
            "no scheme: the host is parsed as one".to_owned(),
            write("put the scheme and `://` before the host"),
        ),
        Slip::NoHost => (
            "no host".to_owned(),
            write("put `//` and the host after the scheme"),
        ),
        Slip::NoSlashes => (
            "the host does not follow `//`".to_owned(),
            write("put `//` and the host after the scheme"),
        ),
        Slip::Drive => (
            "a path, not a URL".to_owned(),
            write("write the path as a URL"),
        ),
        Slip::Sign(sign) => (
            format!("the host ends at `{sign}`, before the `@`"),
            PERCENT_ENCODE.to_owned(),
        ),
    }
}
