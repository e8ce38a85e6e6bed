//! Readers of what comparing has found.

mod github;
#[cfg(feature = "json")]
mod json;
mod markdown;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "json")]
mod sarif;
mod text;

use std::collections::HashMap;

use super::{Cell, Difference, ParityReport, Setting, Supply};
use crate::report::problem::Severity;
use crate::report::text::line;
use crate::report::{besides, counted};
use crate::value::foreign;
use crate::value::key::Key;

/// The most characters of a value in a table.
const MOST_CHARS: usize = 120;

impl ParityReport {
    /// How much was found, in one line.
    fn summary(&self) -> String {
        let violations = self.violations().count();
        let found = match violations {
            0 => "no violation".to_owned(),
            count => counted(count, "violation"),
        };
        let counts = [
            (Mark::Warning, "warning"),
            (Mark::Note, "note"),
            (Mark::Waived, "waived difference"),
        ]
        .map(|(mark, noun)| (self.count(mark), noun))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun));
        let besides = besides(counts);
        format!("{found} in the parity of {}{besides}", line(self.program()))
    }

    /// What was found, but for what a waiver permits.
    fn not_waived(&self) -> impl Iterator<Item = &Difference> {
        self.differences()
            .iter()
            .filter(|found| found.waiver.is_none())
    }

    fn count(&self, mark: Mark) -> usize {
        let all = self.differences().iter();
        all.filter(|found| Mark::of(found) == mark).count()
    }

    /// The table of what is worth a line, its header first.
    fn rows(&self) -> Vec<Vec<String>> {
        let sides = self.sides().iter().map(|side| line(side.name()));
        let header = ["setting", "rule"].map(str::to_owned).into_iter();
        let header = header.chain(sides).chain(["finding".to_owned()]);
        let row = |(setting, mark): (&Setting, Mark)| {
            let mut row = vec![line(setting.key().as_str()), setting.rule_name().to_owned()];
            row.extend(setting.cells().iter().map(short));
            row.push(mark.as_str().to_owned());
            row
        };
        std::iter::once(header.collect())
            .chain(self.noteworthy().map(row))
            .collect()
    }

    /// The settings worth a line of a table: those that differ or were found.
    fn noteworthy(&self) -> impl Iterator<Item = (&Setting, Mark)> {
        let mut marks: HashMap<&Key, Mark> = HashMap::new();
        for verdict in self.differences() {
            if let Some(key) = verdict.key() {
                let mark = marks.entry(key).or_insert(Mark::None);
                *mark = (*mark).max(Mark::of(verdict));
            }
        }
        let with_mark =
            move |setting: &'_ Setting| marks.get(setting.key()).copied().unwrap_or(Mark::None);
        self.settings()
            .iter()
            .map(move |setting| (setting, with_mark(setting)))
            .filter(|(setting, mark)| *mark != Mark::None || setting.differs())
    }
}

/// The most severe that was found of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    None,
    Note,
    Warning,
    Waived,
    Violation,
}

impl Mark {
    fn of(verdict: &Difference) -> Self {
        if verdict.is_violation() {
            Self::Violation
        } else if verdict.waiver.is_some() {
            Self::Waived
        } else if verdict.severity() == Severity::Note {
            Self::Note
        } else {
            Self::Warning
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Waived => "waived",
            Self::Violation => "violation",
        }
    }
}

/// A cell in a few characters, or how the value comes where it is not known.
fn short(cell: &Cell) -> String {
    let Some(value) = cell.shown() else {
        return match cell.supply() {
            Supply::Absent => "–".to_owned(),
            Supply::Deploy => "at deploy time".to_owned(),
            Supply::Default | Supply::File => "(not known)".to_owned(),
        };
    };
    let value = foreign::line(&value);
    match value.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.into_owned(),
    }
}
