//! A TOML text as statements: a header, or a key and its value.
//!
//! A statement ends with its line, or with the line on which its last bracket is
//! closed. Where one never is, the statement ends before the first line that can
//! only be the next one, so that the parser does not take the rest of the text for
//! more of the value. A long list comes in parts, each as a list of its own, so that
//! few tokens are held at once.

mod shape;

use std::collections::VecDeque;

use toml_parser::Source;
use toml_parser::lexer::{Lexer, Token, TokenKind};

use self::shape::{Shape, Step};

/// Behind so many tokens a list is parted.
const MOST_TOKENS: usize = if cfg!(test) { 16 } else { 4096 };

pub(super) struct Statements<'a> {
    text: &'a str,
    /// Where in the text the lexer began: its places count from there.
    base: usize,
    lexer: Lexer<'a>,
    /// What has been read beyond the end of a statement.
    ahead: VecDeque<Token>,
    /// Where to go on behind a multi-line string that is never closed.
    resume: Option<usize>,
    /// The list that goes on: what is in front of its elements, and how far it has got.
    list: Option<(Vec<Token>, Shape)>,
}

impl<'a> Statements<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            base: 0,
            lexer: Source::new(text).lex(),
            ahead: VecDeque::new(),
            resume: None,
            list: None,
        }
    }

    /// Puts the tokens of the next statement into the list, and returns the place
    /// that theirs count from; none at the end of the text.
    pub(super) fn next(&mut self, tokens: &mut Vec<Token>) -> Option<usize> {
        tokens.clear();
        if let Some(at) = self.resume.take() {
            self.base = at;
            self.lexer = Source::new(&self.text[at..]).lex();
        }
        let (beginning, mut shape) = self.list.take().unwrap_or_default();
        tokens.extend(beginning);
        while let Some(token) = self.ahead.pop_front().or_else(|| self.lexer.next()) {
            if shape.is_indent(token.kind(), tokens.last()) {
                continue;
            }
            tokens.push(token);
            let text = &self.text[self.base + token.span().start()..self.base + token.span().end()];
            if is_open_string(token, text) && self.base + token.span().end() == self.text.len() {
                self.resume = self.statement_within(self.base + token.span().start());
                break;
            }
            match shape.take(token.kind(), tokens.len() - 1, text) {
                Step::Inside
                    if tokens.len() > MOST_TOKENS
                        && shape.is_behind_element(token)
                        && opens_list(head(tokens)) =>
                {
                    self.part(tokens, shape);
                    break;
                }
                Step::Inside => {}
                Step::End => break,
                Step::EndBefore(index) => {
                    tokens
                        .drain(index..)
                        .rev()
                        .for_each(|token| self.ahead.push_front(token));
                    break;
                }
            }
        }
        (!tokens.is_empty()).then_some(self.base)
    }

    /// Closes the list, and keeps what its other elements are parsed behind.
    fn part(&mut self, tokens: &mut Vec<Token>, mut shape: Shape) {
        let beginning = head(tokens).to_vec();
        shape.begins_at(beginning.len());
        self.list = Some((beginning, shape));
        tokens.extend(Source::new("]").lex().next());
    }

    /// Whether the last tokens are a part of a list that goes on with the next.
    pub(super) fn goes_on(&self) -> bool {
        self.list.is_some()
    }

    /// The first line behind the one around `at` that reads as a statement.
    fn statement_within(&self, at: usize) -> Option<usize> {
        let mut start = at;
        self.text[at..].split_inclusive('\n').find_map(|line| {
            let found = (start > at && reads_as_statement(line)).then_some(start);
            start += line.len();
            found
        })
    }
}

/// The tokens in front of the first element of a list.
fn head(tokens: &[Token]) -> &[Token] {
    let opens = |token: &Token| token.kind() == TokenKind::LeftSquareBracket;
    let bracket = tokens.iter().position(opens);
    &tokens[..bracket.map_or(0, |at| at + 1)]
}

/// Whether it is a key, an `=` and a bracket, so that the parser takes what follows
/// for a list.
fn opens_list(head: &[Token]) -> bool {
    use TokenKind::{Atom, BasicString, Dot, Equals, LeftSquareBracket, LiteralString, Whitespace};

    let kinds = head.iter().map(Token::kind);
    let mut kinds = kinds.filter(|kind| *kind != Whitespace);
    while let Some(Atom | BasicString | LiteralString) = kinds.next() {
        match kinds.next() {
            Some(Dot) => {}
            Some(Equals) => return kinds.eq([LeftSquareBracket]),
            _ => return false,
        }
    }
    false
}

/// Whether it is a multi-line string that nothing closes.
fn is_open_string(token: Token, text: &str) -> bool {
    let quotes = match token.kind() {
        TokenKind::MlBasicString => "\"\"\"",
        TokenKind::MlLiteralString => "'''",
        _ => return false,
    };
    text.len() < 6 || !text.ends_with(quotes)
}

fn reads_as_statement(line: &str) -> bool {
    let line = line.trim();
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    let assigns = line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim_end();
        !key.is_empty() && key.chars().all(is_bare)
    });
    let name = line.trim_start_matches('[');
    let is_header = name.len() < line.len() && name.starts_with(|c: char| c.is_ascii_alphabetic());
    assigns || is_header
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statements of a text, blank lines apart.
    fn statements(text: &str) -> Vec<&str> {
        let (mut statements, mut tokens, mut found) = (Statements::new(text), Vec::new(), vec![]);
        while let Some(base) = statements.next(&mut tokens) {
            if statements.goes_on() {
                continue;
            }
            let (first, last) = (tokens[0].span(), tokens[tokens.len() - 1].span());
            found.push(text[base + first.start()..base + last.end()].trim());
        }
        found.retain(|statement| !statement.is_empty());
        found
    }

    #[test]
    fn a_statement_ends_with_its_line_or_with_its_last_bracket() {
        assert_eq!(
            statements(
                "a = 1\n[b] # c\nd = [\n [1],\n {x = [\n]}]\n\ne = '''\nf = 1'''\ng = 1 [\nh"
            ),
            [
                "a = 1",
                "[b] # c",
                "d = [\n [1],\n {x = [\n]}]",
                "e = '''\nf = 1'''",
                "g = 1 [",
                "h"
            ]
        );
    }

    #[test]
    fn an_open_bracket_reaches_to_the_next_statement() {
        for (text, first) in [
            ("a = [1,\nb = 2", "a = [1,"),
            ("a = [\n  'x',\nb.c = 2\n]", "a = [\n  'x',"),
            ("a = [1,\n[b]\nc = [1]", "a = [1,"),
            ("a = [1,\n[[b.c]]\n# d\n\n[e]", "a = [1,"),
            ("a = [1,\n[b]", "a = [1,"),
            ("a = { b = 1\nc = 2", "a = { b = 1"),
            ("a = {\n b = 1,\n[c]\nd = 1", "a = {\n b = 1,"),
            ("a = [{ b = [\nc = 2", "a = [{ b = ["),
        ] {
            assert_eq!(statements(text)[0], first);
        }
    }

    #[test]
    fn what_may_be_a_part_of_the_value_is_one() {
        for text in [
            "a = [\n[b],\n[c]\n]",
            "a = [\n[true]\n]",
            "a = [\n[1.5]\n, ['x']\n]",
            "a = {\n b = 1\n c = 2\n}",
            "a = { b = 1,\n c = 2 }",
            "a = {\n b =\n[c]\n}",
            "a = [{\n b = 1 }]",
        ] {
            assert_eq!(statements(text), [text]);
        }
    }

    #[test]
    fn a_multi_line_string_that_is_never_closed_ends_before_the_next_statement() {
        let text = "a = \"\"\"x\ny\n[b]\nc = '''\nd = 1";
        let mut statements = Statements::new(text);
        let mut tokens = Vec::new();
        let bases: Vec<_> = std::iter::from_fn(|| statements.next(&mut tokens)).collect();
        assert_eq!(&text[bases[1]..], "[b]\nc = '''\nd = 1");
        assert_eq!(&text[*bases.last().unwrap()..], "d = 1");
    }
}
