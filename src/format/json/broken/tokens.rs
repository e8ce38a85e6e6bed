//! The parts of a text that is meant as JSON.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bracket {
    Square,
    Curly,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Open(Bracket),
    Close(Bracket),
    Colon,
    Comma,
    /// In double quotes, of which the second may be missing on its line.
    Text {
        is_open: bool,
    },
    /// Anything else.
    Word,
    End,
}

pub(super) struct Tokens<'b> {
    body: &'b str,
    /// Behind what was taken.
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(body: &'b str) -> Self {
        Self { body, at: 0 }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> (Token, Range<usize>) {
        let start = self.start();
        let rest = &self.body[start..];
        let (token, len) = match rest.bytes().next() {
            None => (Token::End, 0),
            Some(b'{') => (Token::Open(Bracket::Curly), 1),
            Some(b'[') => (Token::Open(Bracket::Square), 1),
            Some(b'}') => (Token::Close(Bracket::Curly), 1),
            Some(b']') => (Token::Close(Bracket::Square), 1),
            Some(b':') => (Token::Colon, 1),
            Some(b',') => (Token::Comma, 1),
            Some(b'"') => {
                let (len, is_open) = string(rest);
                (Token::Text { is_open }, len)
            }
            Some(b'\'') => (Token::Word, single_quoted(rest)),
            Some(_) => (Token::Word, word(rest)),
        };
        (token, start..start + len)
    }

    pub(super) fn take(&mut self) -> Range<usize> {
        let (_, range) = self.peek();
        self.at = range.end;
        range
    }

    /// Takes the comment that begins here, if one does.
    pub(super) fn take_comment(&mut self) -> Option<Range<usize>> {
        let start = self.start();
        let rest = &self.body[start..];
        let end = if rest.starts_with("//") || rest.starts_with('#') {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|end| end + 2)
        } else {
            return None;
        };
        self.at = start + end.unwrap_or(rest.len());
        Some(start..self.at)
    }

    /// Whether a key and its colon follow.
    pub(super) fn is_at_key(&self) -> bool {
        let (token, range) = self.peek();
        let behind = &self.body[range.end..];
        token == Token::Text { is_open: false } && behind.trim_start().starts_with(':')
    }

    /// Takes a value without quotes, as far as one may be meant on its line.
    pub(super) fn take_bare(&mut self) -> Range<usize> {
        let start = self.start();
        let rest = &self.body[start..];
        let first = bracketed(rest).unwrap_or_else(|| self.peek().1.len());
        let mut end = first;
        for (at, ch) in rest.char_indices().skip_while(|&(at, _)| at < first) {
            let behind = &rest[at..];
            let is_comment = rest[..at].ends_with([' ', '\t'])
                && ["//", "/*", "#"]
                    .iter()
                    .any(|sign| behind.starts_with(sign));
            if matches!(ch, ',' | ']' | '}' | '[' | '{' | '"' | '\n') || is_comment {
                break;
            }
            end = at + ch.len_utf8();
        }
        let written = rest[..end].trim_end();
        self.at = start + written.len();
        start..self.at
    }

    /// Passes over a list or an object.
    pub(super) fn pass_brackets(&mut self) {
        let mut depth = 0_usize;
        loop {
            let (token, range) = self.peek();
            self.at = range.end;
            depth = match token {
                Token::Open(_) => depth + 1,
                Token::Close(_) => depth - 1,
                _ => depth,
            };
            if depth == 0 || token == Token::End {
                return;
            }
        }
    }

    /// Goes to the comma or the closing bracket of what is open, or to the next line
    /// that may start with an entry. Whether the quotes of a line were in doubt, so that
    /// brackets may have been skipped, is reported.
    pub(super) fn pass_over(&mut self, mut is_doubtful: bool) -> bool {
        let (mut depth, mut is_later) = (0_usize, false);
        loop {
            if self.take_comment().is_some() {
                continue;
            }
            let (token, range) = self.peek();
            is_later |= self.body[self.at..range.start].contains('\n');
            let is_outermost = depth == 0 && (is_later || !is_doubtful);
            match token {
                Token::End => return is_doubtful,
                Token::Comma | Token::Close(_) if is_outermost => return is_doubtful,
                Token::Text { .. } if is_outermost && is_later => return is_doubtful,
                Token::Text { .. } => is_doubtful |= !is_later,
                Token::Open(_) if is_later || !is_doubtful => depth += 1,
                Token::Close(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at = range.end;
        }
    }

    /// Goes on behind a string that is not closed.
    pub(super) fn leave_open_string(&mut self) {
        let mut start = self.at;
        for line in self.body[self.at..].split_inclusive('\n') {
            if start > self.at && begins_an_entry(line.trim_start()) {
                break;
            }
            start += line.len();
        }
        self.at = start;
    }

    /// Where the next token begins.
    fn start(&self) -> usize {
        let rest = &self.body[self.at..];
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        self.at + rest.find(|c| !is_space(c)).unwrap_or(rest.len())
    }
}

/// Whether a line starts with a key and its colon, or with a bracket that closes.
fn begins_an_entry(line: &str) -> bool {
    if line.starts_with('"') {
        let (len, is_open) = string(line);
        return !is_open && line[len..].trim_start().starts_with(':');
    }
    line.starts_with(['}', ']'])
}

/// How much of a line is `${…}` or `(…)`, which hold what else would end a value.
fn bracketed(rest: &str) -> Option<usize> {
    let (open, close) = match rest.as_bytes() {
        [b'$', b'{', ..] => ('$', '}'),
        [b'(', ..] => ('(', ')'),
        _ => return None,
    };
    let end = 1 + rest[1..].find([open, close, '\n'])?;
    rest[end..].starts_with(close).then_some(end + 1)
}

/// How long the string is, and whether it does not end on its line.
fn string(rest: &str) -> (usize, bool) {
    let mut bytes = rest.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return (at + 1, false),
            b'\n' => return (rest[..at].trim_end_matches('\r').len(), true),
            b'\\' if rest.as_bytes().get(at + 1) != Some(&b'\n') => drop(bytes.next()),
            _ => {}
        }
    }
    (rest.len(), true)
}

fn single_quoted(rest: &str) -> usize {
    match rest[1..].find(['\'', '\n']) {
        Some(end) if rest[1 + end..].starts_with('\'') => end + 2,
        _ => word(rest),
    }
}

fn word(rest: &str) -> usize {
    let ends = |c: char| {
        matches!(
            c,
            ',' | ':' | '[' | ']' | '{' | '}' | '"' | ' ' | '\t' | '\r' | '\n'
        )
    };
    rest.find(ends).unwrap_or(rest.len()).max(1)
}
