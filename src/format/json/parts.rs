//! A list or an object of JSON, cut at its commas. Whether it is JSON is not asked here.

use std::ops::Range;

use super::skip_string;

/// The parts between the brackets of a list or an object; none of its own where the
/// brackets are no pair, or something follows them.
pub(super) struct Parts<'b> {
    body: &'b str,
    at: Range<usize>,
    is_list: bool,
    /// Where the next part begins; none behind the last.
    next: Option<usize>,
}

impl<'b> Parts<'b> {
    /// Those of the value that is there; none of one that is neither list nor object,
    /// and of an empty one.
    pub(super) fn of(body: &'b str, at: Range<usize>) -> Option<Self> {
        let written = &body[at.clone()];
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let start = at.start + written.len() - written.trim_start_matches(is_space).len();
        let end = at.start + written.trim_end_matches(is_space).len();
        let inner = body.get(start + 1..end.max(start + 1) - 1)?;
        let is_list = match (body.as_bytes()[start], body.as_bytes()[end - 1]) {
            (b'[', b']') => true,
            (b'{', b'}') => false,
            _ => return None,
        };
        (!inner.trim_matches(is_space).is_empty()).then_some(Self {
            body,
            at: start..end,
            is_list,
            next: Some(start + 1),
        })
    }

    pub(super) fn at(&self) -> Range<usize> {
        self.at.clone()
    }

    pub(super) fn is_list(&self) -> bool {
        self.is_list
    }
}

impl Iterator for Parts<'_> {
    /// None for one that is not closed.
    type Item = Option<Range<usize>>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next.take()?;
        let end = self.at.end - 1;
        let mut depth = 0_usize;
        let mut bytes = self.body.as_bytes()[start..end].iter().copied().enumerate();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'"' => skip_string(&mut bytes),
                b'[' | b'{' => depth += 1,
                b']' | b'}' => match depth.checked_sub(1) {
                    Some(left) => depth = left,
                    None => return Some(None),
                },
                b',' if depth == 0 => {
                    self.next = Some(start + at + 1);
                    return Some(Some(start..start + at));
                }
                _ => {}
            }
        }
        Some((depth == 0).then_some(start..end))
    }
}

/// Where the colon behind the key of an entry is.
pub(super) fn colon(body: &str, at: &Range<usize>) -> Option<usize> {
    let mut bytes = body.as_bytes()[at.clone()].iter().copied().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b':' => return Some(at.start + offset),
            _ => {}
        }
    }
    None
}
