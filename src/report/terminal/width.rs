//! The width of terminals, and lines that fit it.

use std::io;

use terminal_size::terminal_size_of;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// What is narrower than this is not wrapped to, for a column of single words
/// would be no easier to read.
const LEAST: usize = 20;

pub(super) fn of_stderr() -> Option<usize> {
    terminal_size_of(io::stderr()).map(|(width, _)| width.0.into())
}

pub(super) fn of_stdout() -> Option<usize> {
    terminal_size_of(io::stdout()).map(|(width, _)| width.0.into())
}

/// Breaks lines between words only, so that keys, paths and names of variables
/// can be copied.
pub(in crate::report) fn wrapped(text: &str, width: usize) -> String {
    if width < LEAST {
        return text.to_owned();
    }
    let options = Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_between_words_only() {
        let text = "set the variable METRONOME_SERVER_LISTEN-ADDRESS, or `server.listen`";
        assert_eq!(
            wrapped(text, 24),
            "set the variable\nMETRONOME_SERVER_LISTEN-ADDRESS,\nor `server.listen`"
        );
    }

    #[test]
    fn a_width_of_a_few_columns_is_none() {
        let text = "set the variable A, or `b` in config/default.toml";
        assert_eq!(wrapped(text, 10), text);
    }
}
