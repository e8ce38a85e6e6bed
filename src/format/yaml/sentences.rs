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
    "aliases are not supported",
    "repeat the value, or move shared settings to the default file",
);
pub(super) const MERGE_KEY: Sentence = (
    "merge keys are not supported",
    "repeat the settings, or move shared ones to the default file",
);
pub(super) const TAG: Sentence = (
    "only the tag `!!str` is supported",
    "remove the tag; the program defines the type of each setting",
);
pub(super) const COMPLEX_KEY: Sentence = (
    "a list or a mapping cannot be a key",
    "write a plain name; quote a value that begins with `{` or `[`",
);
pub(super) const DOCUMENTS: Sentence = (
    "multiple documents are not supported",
    "remove the `---`, or move the rest to its own file",
);

pub(super) const TABS: Sentence = ("tab in the indentation", "indent with spaces");
const INDENT: Sentence = (
    "inconsistent indentation",
    "indent all settings of a section alike",
);
const VALUE: Sentence = (
    "unexpected `:`",
    "quote text that contains `: `, and indent all settings of a section alike",
);
pub(super) const NO_COLON: Sentence = ("key without a value", "write `key: value`");
const QUOTE: Sentence = ("unclosed string", "add the closing quote");
const LIST: Sentence = ("unclosed list", "close it with `]`");
const TABLE: Sentence = ("unclosed mapping", "close it with `}`");
const BRACKET: Sentence = (
    "unmatched closing bracket",
    "remove it, or put text in quotes",
);
const ESCAPE: Sentence = (
    "unknown escape in a string",
    "write a backslash as `\\\\`, or use single quotes",
);
const CHARACTER: Sentence = (
    "invalid character at the start of a value",
    "put text in quotes",
);
const BEHIND: Sentence = (
    "text after the closing quote of a string",
    "put all of the text in quotes",
);
const BLOCK: Sentence = (
    "malformed header of a block of text",
    "write `|` or `>` alone",
);
const DIRECTIVE: Sentence = (
    "malformed directive",
    "remove the line that starts with `%`",
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
