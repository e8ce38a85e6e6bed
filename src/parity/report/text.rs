//! For a terminal: a table of what differs, then every difference with its place.

use std::fmt;

use super::{Difference, ParityReport, short};
use crate::report::table;
use crate::report::terminal::{Look, print_to_stderr};
use crate::report::text::{line, problems, searched, with_summary, wrapped};

impl ParityReport {
    /// Renders the report without colours, as [`Display`](fmt::Display) does.
    pub fn to_text(&self) -> String {
        self.draw(Look::PLAIN)
    }

    /// Renders the report with ANSI colours, regardless of the destination.
    pub fn to_ansi(&self) -> String {
        self.draw(Look::ANSI)
    }

    /// Prints the report to the standard error, coloured if that is a terminal
    /// and `NO_COLOR` is unset or empty.
    pub fn eprint(&self) {
        print_to_stderr(&self.draw(Look::of_stderr()));
    }

    pub(crate) fn draw(&self, look: Look) -> String {
        let mut parts: Vec<String> = self.table(look).into_iter().collect();
        if self.not_waived().next().is_some() {
            parts.push(problems(self.not_waived().map(Difference::problem), look));
        }
        parts.extend(self.waived_lines(look));
        parts.extend(self.searched().map(|found| searched(found, look)));
        let summary = wrapped(&self.summary(), 0, look);
        if self.is_clean() {
            parts.insert(0, summary);
            parts.join("\n\n")
        } else {
            with_summary(&summary, parts)
        }
    }

    /// The settings that differ, one column for each environment where there is
    /// room for them, else one line.
    fn table(&self, look: Look) -> Option<String> {
        let sides = self.sides().iter().map(|side| line(side.name()));
        let mut header = vec!["setting".to_owned(), "rule".to_owned()];
        header.extend(sides);
        header.push("finding".to_owned());
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
            _ => Some(table::draw(&rows, look.width) + &rest),
        }
    }

    fn waived_lines(&self, look: Look) -> Option<String> {
        let lines = self.waived().map(|(difference, waiver)| {
            let title = format!(
                "waived[{}]: {}",
                difference.code(),
                line(difference.message())
            );
            let by = line(&waiver.place().origin().to_string());
            let until = format!(
                "until {} by {by}: {}",
                waiver.until(),
                line(waiver.reason())
            );
            let lines = [title, until].map(|text| wrapped(&text, 2, look));
            lines.join("\n").replace('\n', "\n  ")
        });
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

impl fmt::Display for ParityReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl fmt::Debug for ParityReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
