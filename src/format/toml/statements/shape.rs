//! How far a statement has got, token by token.

use toml_parser::lexer::{Token, TokenKind};

/// What one more token makes of a statement.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    Inside,
    /// The token is its last.
    End,
    /// The token with this number begins the next one.
    EndBefore(usize),
}

/// How far a statement has got.
#[derive(Default)]
pub(super) struct Shape {
    part: Part,
    /// The brackets that are open.
    open: Vec<Bracket>,
    line: Line,
    /// The last token that is not white space.
    last: Option<TokenKind>,
    /// A line within a list that reads as a header, and may be a list itself.
    doubtful: Option<usize>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    #[default]
    Start,
    Key,
    /// Behind the `=`.
    Value,
    /// Within the brackets of the value.
    Brackets,
    /// Only the end of the line is awaited.
    Rest,
}

#[derive(Clone, Copy, PartialEq)]
enum Bracket {
    Square,
    /// Of a table that begins on the line of its bracket.
    Curly,
    /// Of a table with an entry on each line, perhaps without commas.
    CurlyBlock,
}

/// What a line within brackets looks like.
#[derive(Clone, Copy, Default, PartialEq)]
enum Look {
    #[default]
    Blank,
    Key,
    /// A header, and whether a name in it can be no value.
    Header {
        is_name: bool,
    },
    ClosedHeader,
    Other,
}

#[derive(Clone, Copy, Default)]
struct Line {
    first: usize,
    look: Look,
    /// What is open where it begins, and what the line before ends with.
    within: Option<Bracket>,
    behind: Option<TokenKind>,
}

impl Shape {
    pub(super) fn take(&mut self, kind: TokenKind, index: usize, text: &str) -> Step {
        match (self.part, kind) {
            (_, TokenKind::Eof) => return self.end_of_text(),
            (Part::Brackets, _) => return self.within_brackets(kind, index, text),
            (_, TokenKind::Newline) => return Step::End,
            (_, TokenKind::Whitespace) | (Part::Rest, _) => {}
            (Part::Start, TokenKind::LeftSquareBracket) => self.part = Part::Rest,
            (Part::Start | Part::Key | Part::Value, TokenKind::Equals) => self.part = Part::Value,
            (Part::Start | Part::Key, _) => self.part = Part::Key,
            (Part::Value, TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => {
                self.part = Part::Brackets;
                self.line.look = Look::Other;
                self.bracket(kind);
            }
            (Part::Value, _) => self.part = Part::Rest,
        }
        Step::Inside
    }

    /// Says that the line began with this token.
    pub(super) fn begins_at(&mut self, index: usize) {
        self.line.first = index;
    }

    /// Whether it is white space in front of an element, which means nothing: of a
    /// long list it would be every third token.
    pub(super) fn is_indent(&self, kind: TokenKind, last: Option<&Token>) -> bool {
        let begins = |last: &Token| {
            matches!(
                last.kind(),
                TokenKind::Comma | TokenKind::Newline | TokenKind::LeftSquareBracket
            )
        };
        kind == TokenKind::Whitespace && self.part == Part::Brackets && last.is_some_and(begins)
    }

    /// Whether the token ends an element of the value, which is a list, and no line
    /// before it can be the next statement.
    pub(super) fn is_behind_element(&self, token: Token) -> bool {
        token.kind() == TokenKind::Comma
            && self.part == Part::Brackets
            && self.open == [Bracket::Square]
            && self.line.look == Look::Other
            && self.doubtful.is_none()
    }

    fn end_of_text(&mut self) -> Step {
        if self.part == Part::Brackets {
            self.end_line();
        }
        self.doubtful.take().map_or(Step::End, Step::EndBefore)
    }

    fn within_brackets(&mut self, kind: TokenKind, index: usize, text: &str) -> Step {
        match kind {
            TokenKind::Newline => {
                if let Some(first) = self.end_line() {
                    return Step::EndBefore(first);
                }
                if self.last == Some(TokenKind::LeftCurlyBracket)
                    && let Some(bracket @ Bracket::Curly) = self.open.last_mut()
                {
                    *bracket = Bracket::CurlyBlock;
                }
                self.line = Line {
                    first: index + 1,
                    look: Look::Blank,
                    within: self.open.last().copied(),
                    behind: self.last,
                };
                return Step::Inside;
            }
            TokenKind::Whitespace | TokenKind::Comment => return Step::Inside,
            _ => {}
        }
        let is_part = matches!(kind, TokenKind::Comma | TokenKind::RightSquareBracket);
        if let Some(first) = self.doubtful.take_if(|_| self.line.look == Look::Blank)
            && !is_part
        {
            return Step::EndBefore(first);
        }
        if self.assigns(kind) {
            return Step::EndBefore(self.line.first);
        }
        self.line.look = self.line.look.with(kind, text);
        self.last = Some(kind);
        self.bracket(kind);
        Step::Inside
    }

    /// Whether an `=` makes of the line what can only be the next statement.
    fn assigns(&self, kind: TokenKind) -> bool {
        let follows_comma = matches!(
            self.line.behind,
            Some(TokenKind::Comma | TokenKind::LeftCurlyBracket)
        );
        kind == TokenKind::Equals
            && self.line.look == Look::Key
            && match self.line.within {
                Some(Bracket::Square) => true,
                Some(Bracket::Curly) => !follows_comma,
                Some(Bracket::CurlyBlock) | None => false,
            }
    }

    /// The first token of the line, if it is a header and no part of a table.
    fn end_line(&mut self) -> Option<usize> {
        if self.line.look != Look::ClosedHeader {
            return None;
        }
        match self.line.within {
            Some(Bracket::Square) => self.doubtful = Some(self.line.first),
            Some(_) if self.line.behind != Some(TokenKind::Equals) => return Some(self.line.first),
            _ => {}
        }
        None
    }

    fn bracket(&mut self, kind: TokenKind) {
        self.last = Some(kind);
        match (kind, self.open.last()) {
            (TokenKind::LeftSquareBracket, _) => self.open.push(Bracket::Square),
            (TokenKind::LeftCurlyBracket, _) => self.open.push(Bracket::Curly),
            (TokenKind::RightSquareBracket, Some(Bracket::Square))
            | (TokenKind::RightCurlyBracket, Some(Bracket::Curly | Bracket::CurlyBlock)) => {
                self.open.pop();
            }
            _ => {}
        }
        if self.open.is_empty() {
            self.part = Part::Rest;
        }
    }
}

impl Look {
    fn with(self, kind: TokenKind, text: &str) -> Self {
        let is_word = matches!(
            kind,
            TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString
        );
        match (self, kind) {
            (Self::Blank, TokenKind::LeftSquareBracket) => Self::Header { is_name: false },
            (Self::Header { is_name: false }, TokenKind::LeftSquareBracket) => self,
            (Self::Header { is_name }, TokenKind::Atom) => Self::Header {
                is_name: is_name || is_only_a_name(text),
            },
            (Self::Header { .. }, _) if is_word || kind == TokenKind::Dot => self,
            (
                Self::Header { is_name: true } | Self::ClosedHeader,
                TokenKind::RightSquareBracket,
            ) => Self::ClosedHeader,
            (Self::Blank | Self::Key, _) if is_word => Self::Key,
            (Self::Key, TokenKind::Dot) => self,
            _ => Self::Other,
        }
    }
}

/// Whether a bare word can be no value.
fn is_only_a_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && !matches!(word, "true" | "false" | "inf" | "nan")
}
