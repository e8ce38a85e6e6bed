//! Headers that are not closed.
//!
//! The parser drops what stands below such a header, and would be right to: but
//! what is meant is plain. With the bracket that is missing it reads on.

use std::borrow::Cow;
use std::ops::Range;

use super::{Error, Starts, line_of};

/// Where brackets were put into a text, by their places in it.
#[derive(Debug, Default)]
pub(in crate::format) struct Inserted(Vec<usize>);

impl Inserted {
    /// What the range was before there were any.
    pub(in crate::format) fn before(&self, range: &Range<usize>) -> Range<usize> {
        self.place_before(range.start)..self.place_before(range.end)
    }

    fn place_before(&self, at: usize) -> usize {
        at - self.0.partition_point(|&place| place < at)
    }
}

/// Closes headers of a text; the errors that say so move with it.
pub(super) fn close<'t>(
    text: &'t str,
    starts: &Starts,
    errors: Vec<Error>,
) -> (Cow<'t, str>, Inserted, Vec<Error>) {
    let mut closed = String::new();
    let (mut inserted, mut told) = (Vec::new(), Vec::new());
    let mut from = 0;
    for error in errors.into_iter().filter(Error::is_broken_header) {
        let start = starts.of(error.span.start);
        if start < from {
            continue;
        }
        let line = &text[line_of(text, start)];
        let Some((at, missing)) = missing_brackets(line) else {
            continue;
        };
        closed.push_str(&text[from..start + at]);
        from = start + at;
        told.push(Error {
            span: closed.len()..closed.len(),
            ..error
        });
        inserted.extend(closed.len()..closed.len() + missing);
        closed.push_str(&"]]"[..missing]);
    }
    if inserted.is_empty() {
        return (Cow::Borrowed(text), Inserted::default(), Vec::new());
    }
    closed.push_str(&text[from..]);
    (Cow::Owned(closed), Inserted(inserted), told)
}

/// Where brackets are missing in a header, and how many.
fn missing_brackets(line: &str) -> Option<(usize, usize)> {
    let header = line.split('#').next().unwrap_or_default().trim_end();
    let name = header.trim_start().trim_start_matches('[');
    let opened = header.trim_start().len() - name.len();
    let plain = name.trim_end_matches(']');
    let closed = name.len() - plain.len();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let is_plain = !plain.trim().is_empty() && plain.chars().all(is_part);
    (is_plain && opened <= 2 && closed < opened).then(|| (header.len(), opened - closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_lacks_what_it_opened_and_did_not_close() {
        for (line, expected) in [
            ("[server", Some((7, 1))),
            ("[server # it", Some((7, 1))),
            ("  [a.b-c  ", Some((8, 1))),
            ("[[ups]", Some((6, 1))),
            ("[[ups", Some((5, 2))),
            ("[server]", None),
            ("[", None),
            ("[[[a", None),
            ("[\"a", None),
            ("[a = 1", None),
        ] {
            assert_eq!(missing_brackets(line), expected, "{line}");
        }
    }

    #[test]
    fn places_are_those_of_the_text_as_it_was() {
        let inserted = Inserted(vec![3, 4, 9]);
        let before = [0, 3, 4, 5, 6, 9, 10].map(|at| inserted.place_before(at));
        assert_eq!(before, [0, 3, 3, 3, 4, 7, 7]);
    }
}
