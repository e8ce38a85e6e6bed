//! Where a text goes: whether it may have colours there, and how wide it may be.

use std::io::{self, IsTerminal, Write};

#[cfg_attr(not(feature = "cli"), path = "terminal/no_width.rs")]
mod width;

pub(super) use self::width::{columns, wrapped};

/// How a text is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) ansi: bool,
    /// The columns of the terminal; none where lines are not wrapped.
    pub(crate) width: Option<usize>,
}

impl Look {
    /// For a file, a pipe or another program: the same everywhere.
    pub(crate) const PLAIN: Self = Self {
        ansi: false,
        width: None,
    };

    pub(crate) const ANSI: Self = Self {
        ansi: true,
        width: None,
    };

    pub(crate) fn of_stderr() -> Self {
        Self {
            ansi: Wishes::of_process().allow(io::stderr().is_terminal()),
            width: width::of_stderr(),
        }
    }

    #[cfg(feature = "cli")]
    pub(crate) fn of_stdout() -> Self {
        Self {
            ansi: Wishes::of_process().allow(io::stdout().is_terminal()),
            width: width::of_stdout(),
        }
    }
}

/// What the user has said of colours, in variables that many programs know.
#[derive(Clone, Copy, Debug)]
struct Wishes {
    /// `NO_COLOR`
    never: bool,
    /// `CLICOLOR_FORCE`
    always: bool,
    /// `CLICOLOR`
    if_terminal: Option<bool>,
    /// `TERM`
    term: bool,
}

impl Wishes {
    fn of_process() -> Self {
        Self {
            never: anstyle_query::no_color(),
            always: anstyle_query::clicolor_force(),
            if_terminal: anstyle_query::clicolor(),
            term: anstyle_query::term_supports_color(),
        }
    }

    fn allow(self, is_terminal: bool) -> bool {
        let by_itself = || is_terminal && self.if_terminal.unwrap_or(self.term);
        !self.never && (self.always || by_itself())
    }
}

/// One write, so that lines of other threads do not fall between; a failed one
/// is ignored, because a closed standard error must not become a panic that
/// hides the exit status.
pub(crate) fn print_to_stderr(text: &str) {
    let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENT: Wishes = Wishes {
        never: false,
        always: false,
        if_terminal: None,
        term: true,
    };

    #[test]
    fn colours_are_for_a_terminal_that_can_show_them() {
        let dumb = Wishes {
            term: false,
            ..SILENT
        };
        assert!(SILENT.allow(true));
        assert!(!SILENT.allow(false));
        assert!(!dumb.allow(true));
    }

    #[test]
    fn wishes_win_over_the_terminal_and_no_color_over_all() {
        let off = Wishes {
            if_terminal: Some(false),
            ..SILENT
        };
        let on = Wishes {
            if_terminal: Some(true),
            term: false,
            ..SILENT
        };
        let forced = Wishes {
            always: true,
            ..off
        };
        let never = Wishes {
            never: true,
            ..forced
        };
        assert!(!off.allow(true));
        assert!(on.allow(true) && !on.allow(false));
        assert!(forced.allow(true) && forced.allow(false));
        assert!(!never.allow(true) && !never.allow(false));
    }
}
