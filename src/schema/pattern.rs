//! A key, or a pattern of the keys of several settings: `upstreams[*].url`, `telemetry.*`.

use super::{Field, Kind, Schema, Shape};
use crate::value::key::{self, GivenStep, Key, PatternStep};

/// A pattern of keys. It covers a key that it is written like, and all within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    steps: Vec<PatternStep>,
    key: Key,
}

/// What a pattern leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    Nothing,
    /// A section, and not the settings in it.
    Section,
    Setting,
}

impl Pattern {
    /// None if it is neither a key nor a pattern of keys.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let steps = key::parse_pattern(text)?;
        let mut key = Key::default();
        for step in &steps {
            key.push_pattern(step);
        }
        Some(Self { steps, key })
    }

    /// The pattern as it may be shown.
    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// Whether it is one key.
    pub(crate) fn is_key(&self) -> bool {
        let is_given = |step: &PatternStep| matches!(step, PatternStep::Is(_));
        self.steps.iter().all(is_given)
    }

    /// Whether it covers the key.
    pub(crate) fn covers(&self, key: &Key) -> bool {
        // OK because no key before the last step of the pattern can be the one.
        let is = |above: &str| key::parse(above).is_some_and(|steps| self.is(&steps));
        key.with_those_above().any(is)
    }

    /// Whether it covers the key, or something within.
    pub(crate) fn meets(&self, key: &Key) -> bool {
        let steps = key::parse(key.as_str());
        let is_within = |steps: Vec<GivenStep>| self.begins(&steps);
        self.covers(key) || steps.is_some_and(is_within)
    }

    fn is(&self, steps: &[GivenStep]) -> bool {
        self.steps.len() == steps.len() && self.begins(steps)
    }

    fn begins(&self, steps: &[GivenStep]) -> bool {
        let mut pairs = self.steps.iter().zip(steps);
        self.steps.len() >= steps.len() && pairs.all(|(step, given)| step.is(given))
    }

    /// What it leads to in the schema.
    pub(crate) fn reach(&self, schema: &'static Schema) -> Reach {
        in_section(schema, &self.steps)
    }
}

impl PatternStep {
    fn is(&self, given: &GivenStep) -> bool {
        match self {
            Self::Is(step) => step == given,
            Self::AnyName => matches!(given, GivenStep::Name(_)),
            Self::AnyIndex => matches!(given, GivenStep::Index(_)),
        }
    }

    fn is_name(&self, name: &str) -> bool {
        match self {
            Self::Is(GivenStep::Name(own)) => own == name,
            step => *step == Self::AnyName,
        }
    }

    fn is_of_list(&self) -> bool {
        matches!(self, Self::AnyIndex | Self::Is(GivenStep::Index(_)))
    }
}

fn in_section(schema: &'static Schema, steps: &[PatternStep]) -> Reach {
    let Some((step, rest)) = steps.split_first() else {
        return Reach::Section;
    };
    let fields = schema
        .all_fields()
        .filter(|field| step.is_name(field.name()));
    let reach = fields.map(|field| in_shape(field, field.shape(), (step, rest)));
    reach.max().unwrap_or(Reach::Nothing)
}

/// Where the steps lead from a place that the first one has led to.
fn in_shape(
    field: &'static Field,
    shape: &'static Shape,
    (led, steps): (&PatternStep, &[PatternStep]),
) -> Reach {
    let below = steps.split_first();
    match (shape.present(), below) {
        (Shape::Leaf(_), None) => Reach::Setting,
        (Shape::Leaf(kind), Some(_)) => in_value(field, &kind(), steps),
        (_, None) if *led == PatternStep::AnyName => Reach::Setting,
        (_, None) => Reach::Section,
        (Shape::Section(schema), Some(_)) => in_section(schema, steps),
        (Shape::Map(inner), Some((step, rest))) if !step.is_of_list() => {
            in_shape(field, inner, (step, rest))
        }
        (Shape::List(inner), Some((step, rest))) if step.is_of_list() => {
            in_shape(field, inner, (step, rest))
        }
        _ => Reach::Nothing,
    }
}

/// Where they lead in a value. The names of entries that are secret are in no key.
fn in_value(field: &Field, kind: &Kind, steps: &[PatternStep]) -> Reach {
    let Some((step, rest)) = steps.split_first() else {
        return Reach::Setting;
    };
    match kind.without_optional() {
        Kind::List(inner) | Kind::Array { element: inner, .. } if step.is_of_list() => {
            in_value(field, inner, rest)
        }
        _ if field.is_hidden(&field.kind()) => Reach::Nothing,
        Kind::Map { value } if !step.is_of_list() => in_value(field, value, rest),
        Kind::Struct { fields, .. } => {
            let fields = fields.iter().filter(|(name, _)| step.is_name(name));
            let reach = fields.map(|(_, kind)| in_value(field, kind, rest));
            reach.max().unwrap_or(Reach::Nothing)
        }
        Kind::Any | Kind::Loose { .. } | Kind::Enum { plain: false, .. } => Reach::Setting,
        _ => Reach::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::__private::leaf;

    static UPSTREAM: Schema = Schema::new(
        "Upstream",
        "",
        const { &[Field::new("url", leaf::<url::Url>())] },
    );

    static SECTION: Shape = Shape::Section(&UPSTREAM);

    static SCHEMA: Schema = Schema::new(
        "Settings",
        "",
        const {
            &[
                Field::new("upstreams", Shape::List(&SECTION)),
                Field::new("regions", Shape::Map(&SECTION)),
                Field::new("hosts", leaf::<Vec<String>>()),
                Field::new("port", leaf::<u16>()),
            ]
        },
    );

    #[test]
    fn a_pattern_leads_to_a_setting_to_a_section_or_to_nothing() {
        for (pattern, reach) in [
            ("port", Reach::Setting),
            ("*", Reach::Setting),
            ("upstreams[*].url", Reach::Setting),
            ("upstreams[3].*", Reach::Setting),
            ("regions.*.url", Reach::Setting),
            ("regions.\"eu.west\".url", Reach::Setting),
            ("regions.*", Reach::Setting),
            ("hosts[*]", Reach::Setting),
            ("upstreams", Reach::Section),
            ("upstreams[*]", Reach::Section),
            ("regions.eu", Reach::Section),
            ("upstreams.*.url", Reach::Nothing),
            ("regions[*].url", Reach::Nothing),
            ("port.x", Reach::Nothing),
            ("hosts.x", Reach::Nothing),
            ("prot", Reach::Nothing),
        ] {
            let found = Pattern::parse(pattern).unwrap().reach(&SCHEMA);
            assert_eq!(found, reach, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_covers_what_it_is_written_like_and_all_within() {
        for (pattern, keys, others) in [
            (
                "upstreams[*].url",
                vec!["upstreams[0].url", "upstreams[12].url"],
                vec!["upstreams[0]", "upstreams[0].urls", "upstreams.a.url"],
            ),
            (
                "telemetry.*",
                vec!["telemetry.url", "telemetry.a.b", "telemetry.a[0]"],
                vec!["telemetry", "telemetryx.a"],
            ),
            (
                "tokens",
                vec!["tokens", "tokens.[redacted]", "tokens.eu"],
                vec!["token"],
            ),
            ("regions.\"*\"", vec!["regions.\"*\""], vec!["regions.a"]),
        ] {
            let pattern = Pattern::parse(pattern).unwrap();
            assert!(
                keys.iter().all(|&key| pattern.covers(&key.into())),
                "{pattern:?}"
            );
            assert!(
                !others.iter().any(|&key| pattern.covers(&key.into())),
                "{pattern:?}"
            );
        }
        for text in ["", "[*]", "a..b", "a b", "a*", "*b.c", "a[*"] {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
    }
}
