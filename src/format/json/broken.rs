//! JSON of which a part is broken: all that is wrong with it, and what can be read.
//!
//! The parser stops at the first error. Here the brackets, commas and colons are
//! looked at, and each text and each bare value is given to the parser alone.
//!
//! Where quotes are missing, what is taken for a key may be a part of a secret: the rest
//! of such a line is left out.

mod tokens;

use std::borrow::Cow;
use std::ops::Range;

use self::tokens::{Bracket, Token, Tokens};
use super::{LINE_BREAK, Reading, sentences};
use crate::format::{Flaw, FlawKind, Sentence, duplicates};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

/// What could be read, and the parts of the text of which nothing was.
pub(super) struct Salvaged<'b> {
    pub(super) root: Option<Node<'b>>,
    pub(super) lost: Vec<Range<usize>>,
}

pub(super) fn salvage<'b>(
    body: &'b str,
    depth_limit: usize,
    reading: &mut Reading<'_>,
) -> Salvaged<'b> {
    let mut salvage = Salvage {
        body,
        depth_limit,
        tokens: Tokens::new(body),
        reading,
        open: Vec::new(),
        is_ragged: false,
        lost: Vec::new(),
        behind_flaw: None,
    };
    let root = salvage.file();
    Salvaged {
        root,
        lost: salvage.lost,
    }
}

struct Salvage<'b, 'r, 'a> {
    body: &'b str,
    depth_limit: usize,
    tokens: Tokens<'b>,
    reading: &'r mut Reading<'a>,
    /// The brackets that are open, the innermost last.
    open: Vec<Bracket>,
    /// Whether a bracket may be within a string that is not closed.
    is_ragged: bool,
    lost: Vec<Range<usize>>,
    /// Behind the last flaw.
    behind_flaw: Option<usize>,
}

/// How the part before the next comma went.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Sound,
    /// Sound, if it does not go on behind its second quote.
    Text,
    Flawed,
    /// There is none.
    Empty,
}

impl<'b> Salvage<'b, '_, '_> {
    fn file(&mut self) -> Option<Node<'b>> {
        let (root, _) = match self.peek() {
            (Token::End, _) if self.reading.flaws.is_empty() => {
                self.flaw(sentences::EMPTY, 0..0);
                return None;
            }
            (Token::End, _) => return None,
            (Token::Close(bracket), at) => {
                self.flaw(sentences::closes_nothing(bracket == Bracket::Curly), at);
                return None;
            }
            _ => self.value(),
        };
        match self.peek() {
            (Token::End, _) => {}
            (Token::Close(bracket), at) => {
                self.flaw(sentences::closes_nothing(bracket == Bracket::Curly), at);
            }
            (_, at) => self.flaw(sentences::FOLLOWS, at),
        }
        Some(root)
    }

    /// The value that begins here; a stand-in where there is none.
    fn value(&mut self) -> (Node<'b>, Part) {
        match self.peek() {
            (Token::Open(_), at) if self.open.len() > self.depth_limit => {
                self.tokens.pass_brackets();
                let node = self.bad(at.start..self.tokens.at());
                self.reading
                    .flaws
                    .push(Flaw::new(FlawKind::TooDeep, node.site));
                (node, Part::Sound)
            }
            (Token::Open(bracket), at) => {
                self.tokens.take();
                self.open.push(bracket);
                let read = match bracket {
                    Bracket::Curly => (self.object(&at), Part::Sound),
                    Bracket::Square => self.list(&at),
                };
                self.open.pop();
                read
            }
            (Token::Text { is_open: true }, at) => {
                self.tokens.take();
                self.open_string(&at);
                (self.bad(at), Part::Flawed)
            }
            (Token::Text { .. }, at) => {
                self.tokens.take();
                match self.scalar(at) {
                    (text, Part::Sound) => (text, Part::Text),
                    flawed => flawed,
                }
            }
            (Token::Word, _) => {
                let at = self.tokens.take_bare();
                self.scalar(at)
            }
            (Token::Colon, at) => {
                self.flaw(sentences::COLON, at.clone());
                self.pass_over(false);
                (self.bad(at), Part::Flawed)
            }
            (Token::Comma, at) => {
                self.flaw(sentences::COMMA, at.clone());
                (self.bad(at.start..at.start), Part::Empty)
            }
            (Token::Close(_) | Token::End, at) => {
                self.flaw(sentences::NO_VALUE, at.clone());
                (self.bad(at.start..at.start), Part::Flawed)
            }
        }
    }

    fn object(&mut self, open: &Range<usize>) -> Node<'b> {
        let mut entries = Vec::new();
        let mut comma = None;
        while self.goes_on(open, Bracket::Curly, comma.take()) {
            let part = match self.key() {
                Some((key, at)) => {
                    let key_site = self.site(&at);
                    let (node, part) = self.value_of_key();
                    entries.push(Entry {
                        key,
                        key_site,
                        node,
                    });
                    part
                }
                None => Part::Empty,
            };
            comma = self.separator(part).filter(|_| part != Part::Empty);
        }
        let table = duplicates::table_of(entries, &mut self.reading.flaws);
        self.braced(table, open)
    }

    fn braced(&self, table: Table<'b>, open: &Range<usize>) -> Node<'b> {
        Node::braced(table, self.site(&(open.start..self.tokens.at())))
    }

    fn list(&mut self, open: &Range<usize>) -> (Node<'b>, Part) {
        let mut nodes = Vec::new();
        let mut comma = None;
        while self.goes_on(open, Bracket::Square, comma.take()) {
            if self.tokens.is_at_key() && self.open.contains(&Bracket::Curly) {
                self.flaw(sentences::never_closed(false), open.clone());
                return (self.bad(open.start..self.tokens.at()), Part::Flawed);
            }
            let (node, part) = self.value();
            nodes.push(node);
            comma = self.separator(part).filter(|_| part != Part::Empty);
        }
        let site = self.site(&(open.start..self.tokens.at()));
        (Node::new(Value::List(nodes), site), Part::Sound)
    }

    /// Whether there is one more entry in what is opened there, behind this comma.
    fn goes_on(
        &mut self,
        open: &Range<usize>,
        bracket: Bracket,
        comma: Option<Range<usize>>,
    ) -> bool {
        loop {
            match self.peek() {
                (Token::Close(other), _) if other == bracket => {
                    if let Some(comma) = comma {
                        self.flaw(sentences::TRAILING_COMMA, comma);
                    }
                    self.tokens.take();
                    return false;
                }
                (Token::Close(other), at) if !self.open.contains(&other) => {
                    self.flaw(sentences::closes_nothing(other == Bracket::Curly), at);
                    self.tokens.take();
                }
                (Token::Close(_) | Token::End, _) => {
                    if !self.is_ragged {
                        self.flaw(
                            sentences::never_closed(bracket == Bracket::Curly),
                            open.clone(),
                        );
                    }
                    // OK because it is unknown where it was meant to end.
                    self.lose(open.start);
                    self.is_ragged |= self.peek().0 == Token::End;
                    return false;
                }
                _ => return true,
            }
        }
    }

    /// The key that begins here, and where; none where there is no key.
    fn key(&mut self) -> Option<(Cow<'b, str>, Range<usize>)> {
        let (token, at) = self.peek();
        match token {
            Token::Text { is_open: true } => {
                self.tokens.take();
                self.open_string(&at);
                None
            }
            Token::Text { .. } => {
                self.tokens.take();
                if let Value::String(key) = self.scalar(at.clone()).0.value {
                    return Some((key, at));
                }
                self.pass_over(false);
                None
            }
            Token::Word => {
                let at = self.tokens.take();
                let written = &self.body[at.clone()];
                let single = written
                    .strip_prefix('\'')
                    .and_then(|key| key.strip_suffix('\''));
                let said = match single {
                    Some(_) => sentences::SINGLE_QUOTES,
                    None => sentences::key(written),
                };
                let is_doubtful = self.is_behind_flaw(at.start);
                self.flaw(said, at.clone());
                if is_doubtful {
                    self.lose(at.start);
                    self.pass_over(false);
                    return None;
                }
                Some((Cow::Borrowed(single.unwrap_or(written)), at))
            }
            _ => {
                self.flaw(sentences::NO_KEY, at);
                self.pass_over(false);
                None
            }
        }
    }

    fn value_of_key(&mut self) -> (Node<'b>, Part) {
        let (token, at) = self.peek();
        if token == Token::Colon {
            self.tokens.take();
            return match self.peek() {
                (Token::Comma, at) => {
                    self.flaw(sentences::NO_VALUE, at.clone());
                    (self.bad(at.start..at.start), Part::Flawed)
                }
                _ => self.value(),
            };
        }
        let behind = self.tokens.at();
        self.flaw(sentences::NO_VALUE, behind..behind);
        if !matches!(token, Token::Comma | Token::Close(_) | Token::End) {
            self.pass_over(false);
        }
        (self.bad(at.start..at.start), Part::Flawed)
    }

    /// Takes the comma between two entries; where there is none, goes to where the
    /// next one begins.
    fn separator(&mut self, part: Part) -> Option<Range<usize>> {
        let behind = self.tokens.at();
        let (token, at) = self.peek();
        if !matches!(token, Token::Comma | Token::Close(_) | Token::End) {
            if matches!(part, Part::Sound | Part::Text) {
                self.flaw(sentences::NO_COMMA, behind..behind);
            }
            let is_entry = matches!(token, Token::Text { .. } | Token::Open(_))
                || self.open.last() == Some(&Bracket::Square);
            let is_next_line = self.body[behind..at.start].contains('\n');
            if !is_entry || !(part == Part::Sound || is_next_line) {
                self.pass_over(part == Part::Text && !is_next_line);
            }
        }
        let (token, at) = self.peek();
        (token == Token::Comma).then(|| {
            self.tokens.take();
            at
        })
    }

    /// Whether something on the same line is wrong.
    fn is_behind_flaw(&self, at: usize) -> bool {
        let between = self.behind_flaw.and_then(|flaw| self.body.get(flaw..at));
        between.is_some_and(|between| !between.contains('\n'))
    }

    /// A value that is neither a list nor an object.
    fn scalar(&mut self, at: Range<usize>) -> (Node<'b>, Part) {
        if let Some(node) = self.reading.alone(self.body, &at) {
            return (node, Part::Sound);
        }
        self.behind_flaw = self.behind_flaw.max(Some(at.end));
        (self.bad(at), Part::Flawed)
    }

    /// Says that a string is not closed, and goes on behind what it may hold.
    fn open_string(&mut self, at: &Range<usize>) {
        let is_last = at.end == self.body.len();
        let said = if is_last {
            sentences::NOT_CLOSED
        } else {
            LINE_BREAK
        };
        self.flaw(said, at.start..at.start + 1);
        self.is_ragged = true;
        self.tokens.leave_open_string();
        self.lose(at.start);
    }

    /// Goes on at the next comma or bracket of what is open, or on the next line where
    /// the quotes of this one are in doubt.
    fn pass_over(&mut self, is_doubtful: bool) {
        let start = self.tokens.at();
        self.is_ragged |= self.tokens.pass_over(is_doubtful);
        self.lose(start);
    }

    fn lose(&mut self, start: usize) {
        let end = self.tokens.at();
        if start < end {
            self.lost.push(start..end);
        }
    }

    /// The next token. A comment is none, and is not JSON either.
    fn peek(&mut self) -> (Token, Range<usize>) {
        while let Some(comment) = self.tokens.take_comment() {
            self.flaw(sentences::COMMENT, comment);
        }
        self.tokens.peek()
    }

    fn bad(&self, at: Range<usize>) -> Node<'b> {
        Node::new(Value::Bad, self.site(&at))
    }

    fn site(&self, at: &Range<usize>) -> Site {
        self.reading
            .site(jsonc_parser::common::Range::new(at.start, at.end))
    }

    fn flaw(&mut self, said: Sentence, at: Range<usize>) {
        let site = self.site(&at);
        self.behind_flaw = self.behind_flaw.max(Some(at.end));
        self.reading.syntax(said, site);
    }
}
