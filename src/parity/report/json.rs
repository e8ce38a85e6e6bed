//! For other programs.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::ParityReport;
use crate::parity::{Cell, Column, Difference, Setting, Waiver};

impl ParityReport {
    /// Writes the report as JSON, indented.
    ///
    /// The object has `program`, `clean`, `environments`, `settings`,
    /// `verdicts`, `waivers` and `searched`, as in a report. A setting has `key`, `rule`, `declared`,
    /// `differs` and a list `values`, one entry for each environment; a verdict
    /// has `problem`, as in a [`Report`](crate::Report), `environments`, and
    /// `waiver`, a number in the list of waivers or null.
    #[expect(clippy::missing_panics_doc, reason = "it cannot panic")]
    pub fn to_json(&self) -> String {
        // OK because it fails only for keys that are no text, and for sinks.
        let json = serde_json::to_string_pretty(self).expect("a report is text, numbers and lists");
        crate::value::foreign::json(json)
    }
}

impl Serialize for ParityReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Parity", 7)?;
        object.serialize_field("program", self.program())?;
        object.serialize_field("clean", &self.is_clean())?;
        object.serialize_field("environments", self.sides())?;
        object.serialize_field("settings", self.settings())?;
        object.serialize_field("verdicts", self.differences())?;
        object.serialize_field("waivers", self.waivers())?;
        object.serialize_field("searched", &self.searched())?;
        object.end()
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Side", 3)?;
        object.serialize_field("name", self.name())?;
        object.serialize_field("environment", &self.environment())?;
        object.serialize_field("whole", &self.is_whole())?;
        object.end()
    }
}

impl Serialize for Setting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Setting", 5)?;
        object.serialize_field("key", self.key().as_str())?;
        object.serialize_field("rule", self.rule_name())?;
        object.serialize_field("declared", &self.is_declared())?;
        object.serialize_field("differs", &self.differs())?;
        object.serialize_field("values", self.cells())?;
        object.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let origin = self.place().map(|place| place.origin().to_string());
        let mut object = serializer.serialize_struct("Cell", 3)?;
        object.serialize_field("supply", self.supply().as_str())?;
        object.serialize_field("value", &self.datum)?;
        object.serialize_field("origin", &origin)?;
        object.end()
    }
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Verdict", 3)?;
        object.serialize_field("problem", self.problem())?;
        object.serialize_field("environments", self.environments())?;
        object.serialize_field("waiver", &self.waiver)?;
        object.end()
    }
}

impl Serialize for Waiver {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Waiver", 6)?;
        object.serialize_field("key", self.key().as_str())?;
        object.serialize_field(
            "code",
            &self.code().map(crate::report::problem::Code::as_str),
        )?;
        object.serialize_field("environments", self.environments())?;
        object.serialize_field("reason", self.reason())?;
        object.serialize_field("until", &self.until().to_string())?;
        object.serialize_field("origin", &self.place().origin().to_string())?;
        object.end()
    }
}
