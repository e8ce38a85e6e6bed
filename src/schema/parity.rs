//! Which rule a setting lives by.

use crate::schema::kind::Kind;
use crate::schema::{Direction, Field, ParityRule, Schema, Step};
use crate::value::key::{GivenStep, Key};

/// Sections, and types of sections, whose switches are features.
const FEATURES: &[&str] = &["feature", "features", "flags", "switches", "toggles"];

/// How one setting may differ, and whether the program said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) parity: ParityRule,
    pub(crate) is_declared: bool,
}

impl Rule {
    /// In the words of the attribute.
    pub(crate) fn as_str(self) -> &'static str {
        match self.parity {
            ParityRule::Same => "same",
            ParityRule::Differ => "differ",
            ParityRule::Order(Direction::Ascending) => "order",
            ParityRule::Order(Direction::Descending) => "order(desc)",
            ParityRule::Kind => "kind",
            ParityRule::Free => "free",
        }
    }

    pub(crate) fn is_free(self) -> bool {
        self.parity == ParityRule::Free
    }
}

/// The rule of a setting: what it declares, else what follows from where it
/// is and what it holds. `is_url` says whether its values are URLs.
pub(crate) fn of(
    schema: &'static Schema,
    key: &Key,
    field: &'static Field,
    kind: &Kind,
    is_url: bool,
) -> Rule {
    if let Some(parity) = field.parity() {
        return Rule {
            parity,
            is_declared: true,
        };
    }
    let parity = if field.is_secret_as(kind) {
        ParityRule::Differ
    } else if is_url || is_tag(schema, key) {
        ParityRule::Kind
    } else if is_switch(kind) && is_feature(schema, key) {
        ParityRule::Order(Direction::Ascending)
    } else {
        ParityRule::Same
    };
    Rule {
        parity,
        is_declared: false,
    }
}

fn is_switch(kind: &Kind) -> bool {
    match kind.without_optional() {
        Kind::Bool => true,
        Kind::Map { value } => is_switch(value),
        Kind::Struct { fields, .. } => fields.iter().all(|(_, kind)| is_switch(kind)),
        _ => false,
    }
}

/// Whether the setting is in, or is, what is called a section of features.
fn is_feature(schema: &'static Schema, key: &Key) -> bool {
    let is_called = |name: &str| {
        let name = name.to_ascii_lowercase();
        FEATURES.iter().any(|known| name.ends_with(known))
    };
    let is_of_features = |step: &Step| {
        let section = step.section.map(Schema::name);
        matches!(&step.given, GivenStep::Name(name) if is_called(name))
            || section.is_some_and(is_called)
    };
    schema.way(key).iter().any(is_of_features)
}

/// Whether the setting chooses the variant of an enum.
fn is_tag(schema: &'static Schema, key: &Key) -> bool {
    let is_tag = |step: Step| {
        let section = step.section.filter(|section| section.tag().is_some())?;
        Some(std::ptr::eq(section.fields().first()?, step.found?.0))
    };
    schema.way(key).pop().and_then(is_tag).unwrap_or(false)
}
