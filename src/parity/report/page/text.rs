//! Text as the page has it: escaped, and what is code in it marked up.

use crate::report::text::line;

/// Text on one line in which nothing is markup.
pub(super) fn escaped(text: &str) -> String {
    line(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A sentence; what is between single backticks is code, which may be a key.
pub(super) fn prose(text: &str) -> String {
    let is_paired = !text.contains("``") && text.matches('`').count().is_multiple_of(2);
    if !is_paired {
        return escaped(text);
    }
    let part = |(at, part): (usize, &str)| match at % 2 {
        1 => format!("<code>{}</code>", key(part)),
        _ => escaped(part),
    };
    text.split('`').enumerate().map(part).collect()
}

/// A key, which breaks after its dots and underscores only.
pub(super) fn key(key: &str) -> String {
    breaking_after(&['.', '_'], key)
}

/// A path, which breaks after its slashes only.
pub(super) fn path(path: &str) -> String {
    breaking_after(&['/'], path)
}

fn breaking_after(ends: &[char], text: &str) -> String {
    let text = line(text);
    let part = |part| {
        let end = if str::ends_with(part, ends) {
            "<wbr>"
        } else {
            ""
        };
        escaped(part) + end
    };
    text.split_inclusive(ends).map(part).collect()
}
