//! For a terminal: a table of what differs, then every verdict with its place.

use std::fmt;

use super::{Difference, ParityReport, short};
use crate::report::terminal::{Look, print_to_stderr};
use crate::report::text::{line, problems, searched, with_summary, wrapped};

impl ParityReport {
    /// Draws the report without colours, as [`Display`](fmt::Display) does.
    pub fn to_text(&self) -> String {
        self.draw(Look::PLAIN)
    }

    /// Draws the report with ANSI colours, wherever it goes.
    pub fn to_ansi(&self) -> String {
        self.draw(Look::ANSI)
    }

    /// Prints the report to the standard error, coloured if that is a terminal
    /// and `NO_COLOR` is unset or empty.
    pub fn eprint(&self) {
        print_to_stderr(&self.draw(Look::of_stderr()));
    }

    pub(crate) fn draw(&self, look: Look) -> String {
        let shown = || {
            let verdicts = self.differences().iter();
            verdicts.filter(|verdict| verdict.waiver.is_none())
        };
        let mut parts: Vec<String> = self.table(look).into_iter().collect();
        if shown().next().is_some() {
            parts.push(problems(shown().map(Difference::problem), look));
        }
        parts.extend(self.waived_lines());
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
            _ => Some(fitting(&rows, look) + &rest),
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

/// The rows as a table, or below each other where that is too wide.
fn fitting(rows: &[Vec<String>], look: Look) -> String {
    let table = aligned(rows);
    let is_wider = |width: usize| table.lines().any(|line| line.chars().count() > width);
    match (look.width, rows) {
        (Some(width), [header, rows @ ..]) if is_wider(width) => {
            let blocks: Vec<String> = rows.iter().map(|row| block(header, row)).collect();
            blocks.join("\n")
        }
        _ => table,
    }
}

/// One setting: its key, rule and mark, then a line for each environment.
fn block(header: &[String], row: &[String]) -> String {
    let [key, rule, cells @ .., mark] = row else {
        return String::new();
    };
    let names = header.get(2..header.len() - 1).unwrap_or_default();
    let widest = names.iter().map(|name| name.chars().count()).max();
    let width = widest.unwrap_or(0);
    let mut lines = vec![format!("{key} ({rule}) {mark}").trim_end().to_owned()];
    let cells = names.iter().zip(cells);
    lines.extend(cells.map(|(name, cell)| format!("  {name:width$}  {cell}")));
    lines.join("\n")
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

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let rows = [
            ["setting", "rule", "development", "eu-prod", ""],
            [
                "database.url",
                "kind",
                "sqlite:cadence.db",
                "postgres://db",
                "violation",
            ],
            ["title", "free", "–", "Cadence", ""],
        ];
        rows.map(|row| row.map(str::to_owned).to_vec()).to_vec()
    }

    #[test]
    fn a_table_that_is_too_wide_has_a_line_for_each_environment() {
        let look = |width| Look {
            width: Some(width),
            ..Look::PLAIN
        };
        let table = fitting(&rows(), Look::PLAIN);
        assert_snapshot!(table, @"
        setting       rule  development        eu-prod
        database.url  kind  sqlite:cadence.db  postgres://db  violation
        title         free  –                  Cadence
        ");
        let width = table
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap();
        assert_eq!(fitting(&rows(), look(width)), table);
        assert_snapshot!(fitting(&rows(), look(width - 1)), @"
        database.url (kind) violation
          development  sqlite:cadence.db
          eu-prod      postgres://db
        title (free)
          development  –
          eu-prod      Cadence
        ");
    }
}
