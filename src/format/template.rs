//! Parts of a template, which something was to replace before the file is read.

use std::ops::Range;

/// What is said of one.
pub(super) const SAID: (&str, &str) = (
    "the file is a template that was not rendered",
    "render it, and give the program what comes out",
);

const BRACKETS: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// The first part of a template on a line.
pub(super) fn on(line: &str) -> Option<Range<usize>> {
    let found = BRACKETS.iter().filter_map(|(open, close)| {
        let start = line.find(open)?;
        let end = line[start..].find(close)?;
        Some(start..start + end + close.len())
    });
    found.min_by_key(|range| range.start)
}

/// Whether the line around `at` has a part of one.
#[cfg(any(feature = "json", feature = "yaml"))]
pub(super) fn is_on_line(text: &str, at: usize) -> bool {
    let at = crate::value::origin::floor_char_boundary(text, at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].split('\n').next().unwrap_or_default();
    on(line).is_some()
}

/// All its parts.
#[cfg(any(feature = "json", feature = "yaml"))]
pub(super) fn all(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let mut from = 0;
        while let Some(part) = on(&line[from..]) {
            parts.push(start + from + part.start..start + from + part.end);
            from += part.end;
        }
        start += line.len();
    }
    parts
}

/// Whether it stands for a value.
#[cfg(any(feature = "json", feature = "yaml"))]
pub(super) fn is_value(part: &str) -> bool {
    part.starts_with("{{")
}
