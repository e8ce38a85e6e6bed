//! The size of terminals, and lines that fit their width.

use std::io;

use terminal_size::{Height, Width, terminal_size_of};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Lines are no narrower than this, for a column of single words would be no easier
/// to read. Behind the longest code it is what 40 columns leave.
const LEAST: usize = 8;

pub(super) fn of_stderr() -> Option<(usize, usize)> {
    terminal_size_of(io::stderr()).map(columns_and_lines)
}

pub(super) fn of_stdout() -> Option<(usize, usize)> {
    terminal_size_of(io::stdout()).map(columns_and_lines)
}

fn columns_and_lines((Width(columns), Height(lines)): (Width, Height)) -> (usize, usize) {
    (columns.into(), lines.into())
}

/// How many columns a line takes.
pub(in crate::report) fn columns(line: &str) -> usize {
    textwrap::core::display_width(line)
}

/// Breaks lines between words only, as rustc and clap do, so that keys, paths and names
/// of variables can be copied: one that is wider than the terminal is left to that.
pub(in crate::report) fn wrapped(text: &str, width: usize) -> String {
    let options = Options::new(width.max(LEAST))
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
    fn a_word_that_is_wider_than_the_terminal_has_a_line_of_its_own() {
        let text = "set METRONOME_SERVER_LISTEN_ADDRESS to it";
        assert_eq!(
            wrapped(text, 20),
            "set\nMETRONOME_SERVER_LISTEN_ADDRESS\nto it"
        );
    }

    #[test]
    fn lines_of_a_narrow_terminal_have_room_for_some_words() {
        let text = "set the variable A, or `b` in config/default.toml";
        assert_eq!(
            wrapped(text, 3),
            "set the\nvariable\nA, or\n`b` in\nconfig/default.toml"
        );
    }
}
