//! For a terminal: a table of what differs, then every difference with its place.

use super::{Difference, ParityReport};
use crate::report::table;
use crate::report::terminal::{Look, drawn};
use crate::report::text::{line, problems, searched, with_summary, wrapped};

impl ParityReport {
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
            with_summary(&summary, parts, look)
        }
    }

    /// The settings that differ, one column for each environment where there is
    /// room for them, else one line.
    fn table(&self, look: Look) -> Option<String> {
        let rows = self.rows();
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
            let lines = [title, line(&waiver.to_string())].map(|text| wrapped(&text, 2, look));
            lines.join("\n").replace('\n', "\n  ")
        });
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

drawn!(ParityReport);
