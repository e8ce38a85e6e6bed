//! Which settings are explained, and in what order.

use crate::resolve::Row;
use crate::resolve::datum::Datum;
use crate::schema::names::section_of;
use crate::schema::{Field, Schema, Shape, Variant};
use crate::value::key::Key;

/// A row, and the variant that has it if that is not chosen.
pub(super) type Chosen = (Row, Option<&'static str>);

/// What was resolved, in the order of the schema, and between that the settings of
/// sections that are not there.
pub(super) fn all(schema: &'static Schema, resolved: &[Row]) -> Vec<Chosen> {
    let mut rows = Rows {
        resolved: resolved.iter().peekable(),
        all: Vec::new(),
    };
    rows.section(schema, &Key::default(), None);
    let rest = rows.resolved.cloned().map(|row| (row, None));
    rows.all.into_iter().chain(rest).collect()
}

struct Rows<'r> {
    resolved: std::iter::Peekable<std::slice::Iter<'r, Row>>,
    all: Vec<Chosen>,
}

impl Rows<'_> {
    fn section(&mut self, schema: &'static Schema, key: &Key, variant: Option<&'static str>) {
        let start = self.all.len();
        self.fields(schema.fields(), key, variant);
        let Some(tag) = schema.tag() else {
            return;
        };
        let chosen = self.all.get(start).and_then(|(row, _)| chosen(row));
        let is_chosen = |of: &&Variant| Some(of.name()) == chosen.as_deref();
        let (own, others): (Vec<_>, Vec<_>) = tag.variants().iter().partition(is_chosen);
        for of in own {
            self.fields(of.fields(), key, variant);
        }
        for of in others {
            self.fields(of.fields(), key, variant.or(Some(of.name())));
        }
    }

    fn fields(&mut self, fields: &'static [Field], section: &Key, variant: Option<&'static str>) {
        for field in fields {
            let mut key = section.clone();
            key.push_name(field.name());
            match (section_of(field.shape()), field.shape()) {
                (Some(section), _) => self.section(section, &key, variant),
                (None, shape) => self.setting(field, shape, key, variant),
            }
        }
    }

    /// What was resolved of a setting, or of the entries of a list or a map; a value
    /// that is not there too.
    fn setting(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        key: Key,
        variant: Option<&'static str>,
    ) {
        let mut is_resolved = variant.is_some_and(|_| self.is_known(&key));
        let is_own = |row: &&Row| variant.is_none() && row.key().is_within(&key);
        while let Some(row) = self.resolved.next_if(is_own) {
            self.all.push((row.clone(), None));
            is_resolved = true;
        }
        if !is_resolved && matches!(shape, Shape::Leaf(_)) {
            self.all.push((Row::unset(key, field), variant));
        }
    }

    /// Whether another variant has it too.
    fn is_known(&self, key: &Key) -> bool {
        self.all.iter().rev().any(|(row, _)| row.key() == key)
    }
}

fn chosen(tag: &Row) -> Option<String> {
    match tag.datum() {
        Some(Datum::Text(name)) => Some(name.trim().to_owned()),
        _ => None,
    }
}
