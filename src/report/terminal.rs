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
    /// The lines of the terminal, if it is one.
    pub(crate) height: Option<usize>,
}

impl Look {
    /// For a file, a pipe or another program: the same everywhere.
    pub(crate) const PLAIN: Self = Self {
        ansi: false,
        width: None,
        height: None,
    };

    pub(crate) const ANSI: Self = Self {
        ansi: true,
        ..Self::PLAIN
    };

    pub(crate) fn of_stderr() -> Self {
        Self::of(io::stderr().is_terminal(), width::of_stderr())
    }

    fn of(is_terminal: bool, size: Option<(usize, usize)>) -> Self {
        let (width, height) = size.unzip();
        Self {
            ansi: has_colours(is_terminal),
            width,
            height,
        }
    }

    #[cfg(feature = "cli")]
    pub(crate) fn of_stdout() -> Self {
        Self::of(io::stdout().is_terminal(), width::of_stdout())
    }
}

/// Whether there may be colours, as the user says in variables that many programs know.
fn has_colours(is_terminal: bool) -> bool {
    use anstyle_query::{clicolor, clicolor_force, no_color, term_supports_color};

    let by_itself = || is_terminal && clicolor().unwrap_or_else(term_supports_color);
    !no_color() && (clicolor_force() || by_itself())
}

/// The ways to draw something that has a `draw` for a [`Look`].
macro_rules! drawn {
    ($drawn:ty) => {
        impl $drawn {
            /// Renders it without colours, as [`Display`](std::fmt::Display) does.
            pub fn to_text(&self) -> String {
                self.draw($crate::report::terminal::Look::PLAIN)
            }

            /// Renders it with ANSI colours, regardless of the destination.
            pub fn to_ansi(&self) -> String {
                self.draw($crate::report::terminal::Look::ANSI)
            }

            /// Prints it to the standard error, unless there is nothing to print.
            ///
            /// Coloured if that is a terminal that shows colours, unless `NO_COLOR`,
            /// `CLICOLOR` or `CLICOLOR_FORCE` says otherwise. With the feature `cli` its
            /// lines are wrapped to the width of the terminal.
            pub fn eprint(&self) {
                let look = $crate::report::terminal::Look::of_stderr();
                $crate::report::terminal::print_to_stderr(&self.draw(look));
            }
        }

        impl std::fmt::Display for $drawn {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.to_text())
            }
        }

        impl std::fmt::Debug for $drawn {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }
    };
}

pub(crate) use drawn;

/// One write, so that lines of other threads do not fall between; a failed one
/// is ignored, because a closed standard error must not become a panic that
/// hides the exit status.
pub(crate) fn print_to_stderr(text: &str) {
    if !text.is_empty() {
        let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
    }
}
