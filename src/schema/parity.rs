//! Which rule a setting lives by.

use crate::schema::kind::Kind;
use crate::schema::{Direction, Field, ParityRule, Schema, Shape};
use crate::value::key::{self, GivenStep, Key};

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
    let steps = key::parse(key.as_str()).unwrap_or_default();
    let is_named = |step: &GivenStep| matches!(step, GivenStep::Name(name) if is_called(name));
    steps.iter().any(is_named)
        || way(schema, key)
            .sections
            .iter()
            .any(|schema| is_called(schema.name()))
}

/// Whether the setting chooses the variant of an enum.
fn is_tag(schema: &'static Schema, key: &Key) -> bool {
    let way = way(schema, key);
    let tag = way.sections.last().and_then(|section| {
        let tag = section.tag()?;
        let field = section.fields().first()?;
        (!tag.variants().is_empty()).then_some(field.shape())
    });
    tag.zip(way.end)
        .is_some_and(|(tag, end)| std::ptr::eq(tag, end))
}

/// Whether the key is that of a setting, entries of maps and lists included.
pub(crate) fn is_setting(schema: &'static Schema, key: &Key) -> bool {
    matches!(way(schema, key).end.map(bare), Some(Shape::Leaf(_)))
}

/// What lies between the root and a setting.
struct Way {
    /// The outermost first.
    sections: Vec<&'static Schema>,
    /// None where the key leads nowhere.
    end: Option<&'static Shape>,
}

fn way(schema: &'static Schema, key: &Key) -> Way {
    let mut way = Way {
        sections: vec![schema],
        end: None,
    };
    let mut section = Some(schema);
    for step in key::parse(key.as_str()).unwrap_or_default() {
        way.end = match (section, way.end.map(bare), &step) {
            (Some(section), _, GivenStep::Name(name)) => section.field(name).map(Field::shape),
            (None, Some(Shape::Map(inner)), GivenStep::Name(_))
            | (None, Some(Shape::List(inner)), GivenStep::Index(_)) => Some(inner),
            _ => None,
        };
        section = match way.end.map(bare) {
            Some(Shape::Section(below)) => Some(below),
            Some(_) => None,
            None => break,
        };
        way.sections.extend(section);
    }
    way
}

fn bare(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Optional(inner) => bare(inner),
        shape => shape,
    }
}
