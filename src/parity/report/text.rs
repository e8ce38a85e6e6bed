//! For a terminal: a table of what differs, then every verdict with its place.

use std::fmt;

use super::{Parity, Verdict, short};
use crate::report::text::{Style, line, problems, searched};
use crate::report::{print_to_stderr, style_of_stderr};

impl Parity {
    /// Draws the report without colours, as [`Display`](fmt::Display) does.
    pub fn to_text(&self) -> String {
        self.draw(Style::Plain)
    }

    /// Draws the report with ANSI colours, wherever it goes.
    pub fn to_ansi(&self) -> String {
        self.draw(Style::Ansi)
    }

    /// Prints the report to the standard error, coloured if that is a terminal
    /// and `NO_COLOR` is unset or empty.
    pub fn eprint(&self) {
        print_to_stderr(&self.draw(style_of_stderr()));
    }

    fn draw(&self, style: Style) -> String {
        let shown = || {
            let verdicts = self.verdicts().iter();
            verdicts.filter(|verdict| verdict.waiver.is_none())
        };
        let mut parts = vec![self.summary()];
        parts.extend(self.table());
        if shown().next().is_some() {
            parts.push(problems(shown().map(Verdict::problem), style));
        }
        parts.extend(self.waived_lines());
        parts.extend(self.searched().map(searched));
        parts.join("\n\n")
    }

    /// The settings that differ, one column for each environment.
    fn table(&self) -> Option<String> {
        let sides = self.sides().iter().map(|side| line(side.name()));
        let mut header = vec!["setting".to_owned(), "rule".to_owned()];
        header.extend(sides);
        header.push(String::new());
        let mut rows = vec![header];
        for (setting, mark) in self.noteworthy() {
            let mut row = vec![line(setting.key().as_str()), setting.rule_name().to_owned()];
            row.extend(setting.cells().iter().map(short));
            row.push(mark.as_str().to_owned());
            rows.push(row);
        }
        let shown = rows.len() - 1;
        let alike = self.settings().len() - shown;
        let rest = match alike {
            0 => String::new(),
            1 => "\n1 setting is the same everywhere".to_owned(),
            alike => format!("\n{alike} settings are the same everywhere"),
        };
        match (shown, rest.as_str()) {
            (0, "") => None,
            (0, rest) => Some(rest.trim_start().to_owned()),
            _ => Some(aligned(&rows) + &rest),
        }
    }

    fn waived_lines(&self) -> Option<String> {
        let lines: Vec<String> = self
            .waived()
            .map(|(verdict, waiver)| {
                format!(
                    "waived[{}]: {}\n  until {} by {}: {}",
                    verdict.code(),
                    line(verdict.message()),
                    waiver.until(),
                    line(&waiver.place().origin().to_string()),
                    line(waiver.reason()),
                )
            })
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// A cell that is wider moves what follows it, and no other line.
const WIDEST: usize = 80;

/// Columns as wide as their widest cell, counted in characters.
fn aligned(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| cell.chars().count()).max();
        widest.unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let drawn = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, &width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    });
    drawn.collect::<Vec<_>>().join("\n")
}

impl fmt::Display for Parity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl fmt::Debug for Parity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
