//! For other programs.

use serde::{Serialize, Serializer};

use super::ParityReport;
use crate::parity::{Cell, Column, Difference, Setting, Waiver};
use crate::report::searched::Searched;
use crate::value::foreign;
use crate::value::key::Key;

impl ParityReport {
    /// Writes the report as JSON, indented.
    ///
    /// The object has `program`, `clean`, `environments`, `settings`,
    /// `differences`, `waivers` and `searched`, as in a report. A setting has `key`, `rule`, `declared`,
    /// `differs` and a list `values`, one entry for each environment; a difference
    /// has `problem`, as in a [`Report`](crate::Report), `environments`, and
    /// `waiver`, a number in the list of waivers or null.
    pub fn to_json(&self) -> String {
        foreign::json(self)
    }
}

#[derive(Serialize)]
struct Written<'r> {
    program: &'r str,
    clean: bool,
    environments: &'r [Column],
    settings: Vec<Row<'r>>,
    differences: &'r [Difference],
    waivers: &'r [Waiver],
    searched: Option<&'r Searched>,
}

#[derive(Serialize)]
struct Row<'r> {
    key: &'r Key,
    rule: &'r str,
    declared: bool,
    differs: bool,
    values: &'r [Cell],
}

impl Serialize for ParityReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = Written {
            program: self.program(),
            clean: self.is_clean(),
            environments: self.sides(),
            settings: self.settings().iter().map(Row::of).collect(),
            differences: self.differences(),
            waivers: self.waivers(),
            searched: self.searched(),
        };
        report.serialize(serializer)
    }
}

impl<'r> Row<'r> {
    fn of(setting: &'r Setting) -> Self {
        Self {
            key: setting.key(),
            rule: setting.rule_name(),
            declared: setting.is_declared(),
            differs: setting.differs(),
            values: setting.cells(),
        }
    }
}
