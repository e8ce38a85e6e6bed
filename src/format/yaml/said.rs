//! What is said of a YAML file: what is wrong, then the cure.
//!
//! Never the parser's own words, which may repeat the text.

use crate::format::Sentence;

/// What the parser's words come to.
pub(super) enum Said {
    Syntax(Sentence),
    Refused(Sentence),
    /// An alias of what is not there.
    UnknownAnchor,
    TooDeep,
}

pub(super) const ALIAS: Sentence = (
    "aliases are not supported: a setting is written in one place",
    "write the value out, or put what environments share into the default file",
);
pub(super) const MERGE_KEY: Sentence = (
    "merge keys are not supported: a setting is written in one place",
    "write the settings out, or put what environments share into the default file",
);
pub(super) const TAG: Sentence = (
    "no tag is supported but `!!str`",
    "remove it; a setting has the type that the program gives it",
);
pub(super) const COMPLEX_KEY: Sentence = (
    "a list or a mapping cannot be a key",
    "write a plain name; quote a value that begins with `{` or `[`",
);
pub(super) const DOCUMENTS: Sentence = (
    "a file has one document only",
    "remove the `---`, or move what follows it to a file of its own",
);

pub(super) const TABS: Sentence = (
    "a tab is used where only spaces are allowed",
    "indent with spaces",
);
const INDENT: Sentence = (
    "the line is indented unlike those around it",
    "give settings of one section the same indentation",
);
const VALUE: Sentence = (
    "a `:` is not allowed here",
    "put text that holds `: ` in quotes, and indent all settings of a section alike",
);
pub(super) const NO_COLON: Sentence = ("a key has no value", "write `key: value`");
const QUOTE: Sentence = (
    "a string in quotes is not closed",
    "close it with the quote it begins with",
);
const LIST: Sentence = ("a list is never closed", "close it with `]`");
const TABLE: Sentence = ("a mapping is never closed", "close it with `}`");
const BRACKET: Sentence = (
    "a bracket closes nothing",
    "remove it, or put text in quotes",
);
const ESCAPE: Sentence = (
    "a string holds an escape that does not exist",
    "write a backslash as `\\\\`, or use single quotes",
);
const CHARACTER: Sentence = (
    "a value begins with a character that cannot begin one",
    "put text in quotes",
);
const BEHIND: Sentence = (
    "something follows the closing quote of a string",
    "put all of the text in quotes",
);
const BLOCK: Sentence = (
    "the head of a block of text is malformed",
    "write `|` or `>` alone",
);
const DIRECTIVE: Sentence = (
    "a directive is malformed",
    "remove the line that begins with `%`",
);
const OTHER: Sentence = ("unexpected text", "");

/// What these words of the parser come to.
pub(super) fn of(words: &str) -> Said {
    let has = |part: &str| words.contains(part);
    Said::Syntax(if has("recursion limit") {
        return Said::TooDeep;
    } else if has("unknown anchor") {
        return Said::UnknownAnchor;
    } else if has(" tag") || has("TAG") || has("handle wasn't declared") {
        return Said::Refused(TAG);
    } else if has("unexpected character") || has("unprintable") || has("cannot start with '-'") {
        CHARACTER
    } else if has(" tab") || has("tabs ") || words.starts_with("tab ") {
        TABS
    } else if has("end of stream")
        || has("in quoted scalar")
        || has("unexpected document indicator")
    {
        QUOTE
    } else if has("escape") || has("hexadecimal") {
        ESCAPE
    } else if has("after double-quoted") {
        BEHIND
    } else if has("mapping values are not allowed") || has("':' ") {
        VALUE
    } else if has("simple key expect") {
        NO_COLON
    } else if has("flow sequence") {
        LIST
    } else if has("flow mapping") {
        TABLE
    } else if has("misplaced bracket") {
        BRACKET
    } else if has("block scalar") {
        BLOCK
    } else if has("irective") {
        DIRECTIVE
    } else if has("indentation") || has("block mapping") || has("block collection") {
        INDENT
    } else {
        OTHER
    })
}
