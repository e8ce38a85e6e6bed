//! Parts of a template, which something was to replace before the file is read.

use std::ops::Range;

use super::Sentence;

/// What is said of one.
pub(super) const SAID: Sentence = (
    "unrendered template",
    "render it before the program reads it",
);

const BRACKETS: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// The first part of a template on a line.
pub(super) fn on(line: &str) -> Option<Range<usize>> {
    Parts::of(line).next()
}

/// The parts of a template on a line, in order.
struct Parts<'a> {
    line: &'a str,
    at: usize,
    /// Those of which one more may be closed.
    brackets: [Option<(&'static str, &'static str)>; 2],
}

impl<'a> Parts<'a> {
    fn of(line: &'a str) -> Self {
        Self {
            line,
            at: 0,
            brackets: BRACKETS.map(Some),
        }
    }
}

impl Iterator for Parts<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let start = self.at + self.line[self.at..].find('{')?;
            let rest = &self.line[start..];
            self.at = start + 1;
            let opens = |(open, _): (&str, &str)| rest.starts_with(open);
            let mut known = self.brackets.iter_mut();
            let Some(brackets) = known.find(|known| known.is_some_and(opens)) else {
                continue;
            };
            let close = brackets.map_or("", |(_, close)| close);
            if let Some(end) = rest.find(close) {
                self.at = start + end + close.len();
                return Some(start..self.at);
            }
            // OK because what is not closed here is not closed behind it either.
            *brackets = None;
        }
    }
}

/// Whether the line around `at` has a part of one.
pub(super) fn is_on_line(text: &str, at: usize) -> bool {
    let at = crate::value::origin::floor_char_boundary(text, at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].split('\n').next().unwrap_or_default();
    on(line).is_some()
}

/// All its parts.
pub(super) fn all(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let of_line = Parts::of(line).map(|part| start + part.start..start + part.end);
        parts.extend(of_line);
        start += line.len();
    }
    parts
}

/// Whether it stands for a value.
pub(super) fn is_value(part: &str) -> bool {
    part.starts_with("{{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_line_are_those_that_are_closed() {
        for (line, expected) in [
            (
                "a: {{ b }} {% c %}{{d}}",
                &["{{ b }}", "{% c %}", "{{d}}"][..],
            ),
            ("{% {{ a }} %} {{ b", &["{% {{ a }} %}"]),
            ("{{ a {{ b }} }}", &["{{ a {{ b }}"]),
            ("{% {{}}{% {{}}", &["{{}}", "{{}}"]),
            ("{{{a}}}", &["{{{a}}"]),
            ("{ {a} } {", &[]),
        ] {
            let parts: Vec<&str> = Parts::of(line).map(|part| &line[part]).collect();
            assert_eq!(parts, expected, "{line}");
        }
    }
}
