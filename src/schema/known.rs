//! What can be known of a section when the program is compiled.
//!
//! Each load would ask this of the whole table; so the table has the answer.

use super::names::RESERVED;
use super::{Fact, Field, Schema, Shape, Variant};

/// What is known of a section and of the sections below it.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers a question of its own"
)]
pub(super) struct Known {
    /// Whether a field has a variable with a name of its own.
    pub(super) has_named_variables: bool,
    /// Whether two fields may share a variable. Sometimes true when they do not.
    pub(super) may_meet: bool,
    /// Whether a field may share a variable with the loader, if the section is the root.
    may_meet_loader: bool,
    /// Whether a field has a condition for being set.
    pub(super) has_conditions: bool,
    /// Whether a field has something to rehearse.
    pub(super) has_probes: bool,
}

/// The most fields of a section that are compared with each other. OK because
/// what is not compared only costs a load some work.
const MOST: usize = 64;

impl Known {
    pub(super) const fn of(fields: &[Field], variants: &[Variant]) -> Self {
        let mut known = Self {
            has_named_variables: false,
            may_meet: count(fields, variants) > MOST,
            may_meet_loader: false,
            has_conditions: false,
            has_probes: false,
        };
        let mut list = 0;
        while list <= variants.len() {
            known = known.and(nth(fields, variants, list), fields, variants, list);
            list += 1;
        }
        known
    }

    /// With those of one list of fields, compared with the lists up to it.
    const fn and(
        mut self,
        list: &[Field],
        fields: &[Field],
        variants: &[Variant],
        at: usize,
    ) -> Self {
        let mut row = 0;
        while row < list.len() {
            let field = &list[row];
            if let Some(section) = section(&field.shape) {
                self.has_named_variables |= section.known.has_named_variables;
                self.may_meet |= section.known.may_meet;
            }
            if let Some(below) = field.shape.schema() {
                self.has_conditions |= below.known.has_conditions;
                self.has_probes |= below.known.has_probes;
            }
            self.has_named_variables |= !field.variables.is_empty();
            self.may_meet_loader |= meets_loader(field);
            self = self.with_facts(field.facts);
            let mut other = 0;
            while other <= at && !self.may_meet {
                let end = if other == at { row } else { usize::MAX };
                self.may_meet |= meets_any(field, nth(fields, variants, other), end);
                other += 1;
            }
            row += 1;
        }
        self
    }

    const fn with_facts(mut self, facts: &[Fact]) -> Self {
        let mut at = 0;
        while at < facts.len() {
            self.has_conditions |= matches!(facts[at], Fact::Conditions(_));
            self.has_probes |= matches!(facts[at], Fact::Probes(_));
            at += 1;
        }
        self
    }
}

/// The fields of the section itself, then those of each variant.
const fn nth<'f>(fields: &'f [Field], variants: &'f [Variant], list: usize) -> &'f [Field] {
    if list == 0 {
        fields
    } else {
        variants[list - 1].fields
    }
}

const fn count(fields: &[Field], variants: &[Variant]) -> usize {
    let mut count = fields.len();
    let mut at = 0;
    while at < variants.len() {
        count += variants[at].fields.len();
        at += 1;
    }
    count
}

const fn section(shape: &Shape) -> Option<&Schema> {
    match shape {
        Shape::Section(schema) => Some(schema),
        Shape::Optional(inner) => section(inner),
        Shape::Leaf(_) | Shape::List(_) | Shape::Map(_) => None,
    }
}

const fn meets_any(field: &Field, others: &[Field], end: usize) -> bool {
    let mut at = 0;
    while at < others.len() && at < end {
        if may_meet(field, &others[at]) {
            return true;
        }
        at += 1;
    }
    false
}

/// Names are joined by `_`, so the variables of two fields can only meet where
/// the name of a section begins the other name, or where two names differ in
/// what a variable cannot show.
const fn may_meet(a: &Field, b: &Field) -> bool {
    let mut at = 0;
    while let Some(name) = nth_name(a, at) {
        let mut other = 0;
        while let Some(their) = nth_name(b, other) {
            if name_meets(a, name, their) || name_meets(b, their, name) {
                return true;
            }
            other += 1;
        }
        at += 1;
    }
    false
}

const fn meets_loader(field: &Field) -> bool {
    let mut at = 0;
    while let Some(name) = nth_name(field, at) {
        let mut reserved = 0;
        while reserved < RESERVED.len() {
            if name_meets(field, name, RESERVED[reserved]) {
                return true;
            }
            reserved += 1;
        }
        at += 1;
    }
    false
}

/// The name of the field, then its aliases: each of them makes a variable.
const fn nth_name(field: &Field, at: usize) -> Option<&'static str> {
    if at == 0 {
        Some(field.name)
    } else if at <= field.aliases.len() {
        Some(field.aliases[at - 1])
    } else {
        None
    }
}

/// Whether the variable that a name of the field makes is that of the other name, or,
/// of a section, begins it.
const fn name_meets(field: &Field, name: &str, other: &str) -> bool {
    let (name, other) = (name.as_bytes(), other.as_bytes());
    let (mut at, mut their) = (next_word(name, 0), next_word(other, 0));
    while at < name.len() {
        if their == other.len() || !name[at].eq_ignore_ascii_case(&other[their]) {
            return false;
        }
        at = next_word(name, at + 1);
        their = next_word(other, their + 1);
    }
    their == other.len() || section(&field.shape).is_some()
}

/// Where the next letter or digit is: a variable shows of all else that it is there, at
/// most.
const fn next_word(name: &[u8], mut at: usize) -> usize {
    while at < name.len() && !name[at].is_ascii_alphanumeric() {
        at += 1;
    }
    at
}

impl Schema {
    /// Whether a field, here or below, has a variable with a name of its own.
    pub(crate) fn has_named_variables(&self) -> bool {
        self.known.has_named_variables
    }

    /// Whether a field, here or below, has a condition for being set.
    pub(crate) fn has_conditions(&self) -> bool {
        self.known.has_conditions
    }

    /// Whether a field, here or below, has something to rehearse.
    pub(crate) fn has_probes(&self) -> bool {
        self.known.has_probes
    }

    /// Whether two fields, here or below, may share a variable.
    pub(crate) fn may_meet(&self) -> bool {
        self.known.may_meet
    }

    /// Whether a field here may share a variable with the loader.
    pub(crate) fn may_meet_loader(&self) -> bool {
        self.known.may_meet_loader
    }
}
