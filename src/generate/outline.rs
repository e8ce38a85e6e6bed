//! The one walk over a schema that every generated file reads.

mod setting;

use std::collections::BTreeSet;

pub(crate) use self::setting::{Given, Setting};
use crate::load::Setup;
use crate::schema::describe;
use crate::schema::names;
use crate::schema::{Field, Schema, Shape, Variant};
use crate::value::key::{Key, segment};

/// Every section of a schema, each before those below it.
#[derive(Debug)]
pub(crate) struct Outline {
    /// What the program is called in words.
    pub(crate) program: String,
    /// What it is called where a name has to be one word: a unit, a directory.
    pub(crate) name: String,
    /// The variable that chooses the environment, if the program has environments.
    pub(crate) environment: Option<String>,
    pub(crate) schema: &'static Schema,
    pub(crate) sections: Vec<Section>,
}

/// One section, or what one variant adds to it.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) path: Vec<Part>,
    pub(crate) docs: &'static str,
    /// What attributes say of the field that it is.
    pub(crate) said: Vec<String>,
    pub(crate) presence: Presence,
    /// Whether it is one that may be absent as a whole.
    pub(crate) optional: bool,
    /// The variant whose settings these are, and the tag that chooses it.
    pub(crate) variant: Option<(&'static Variant, &'static str)>,
    /// The variants above that it is below, each as the key and value of its tag.
    pub(crate) below: Vec<(String, &'static str)>,
    pub(crate) settings: Vec<Setting>,
}

/// One step to a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Name(&'static str),
    /// Any element of a list.
    Element,
    /// Any entry of a map.
    Entry,
}

/// When a section is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Presence {
    Always,
    /// Where something is set in it, or its variant is chosen: setting the default of
    /// one of its settings brings it into being.
    Sometimes,
}

impl Presence {
    /// What is before a line that says that the section is there.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Self::Always => "",
            Self::Sometimes => "##",
        }
    }

    /// What is before a line that sets something in it.
    pub(crate) fn mark_below(self) -> &'static str {
        match self {
            Self::Always => "#",
            Self::Sometimes => "##",
        }
    }
}

impl Outline {
    pub(crate) fn of(schema: &'static Schema, setup: &Setup) -> Self {
        let (prefix, program) = (&*setup.prefix, setup.program());
        let mut walk = Walk {
            root: schema,
            prefix,
            sections: Vec::new(),
        };
        walk.section(schema, &Place::default(), schema.docs(), Vec::new());
        walk.keep_secrets();
        let is_named = !prefix.is_empty() || setup.name.is_some();
        let name = if is_named { &program } else { "app" };
        let environment = names::of_loader(prefix, "env");
        Self {
            name: name.to_owned(),
            environment: setup.has_environments().then_some(environment),
            program,
            schema,
            sections: walk.sections,
        }
    }

    pub(crate) fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.sections.iter().flat_map(|section| &section.settings)
    }

    /// The settings that a variable can set.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Setting> {
        let settings = self.settings();
        settings.filter(|setting| !setting.variables.is_empty())
    }
}

impl Section {
    /// The key as it is written: `regions.<name>`, `upstreams[]`.
    pub(crate) fn key(&self) -> String {
        pattern(&self.path)
    }
}

#[derive(Clone, Debug)]
struct Place {
    path: Vec<Part>,
    /// With the first element and an entry `NAME`, to name variables.
    key: Key,
    presence: Presence,
    optional: bool,
    repeated: bool,
    below: Vec<(String, &'static str)>,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            path: Vec::new(),
            key: Key::default(),
            presence: Presence::Always,
            optional: false,
            repeated: false,
            below: Vec::new(),
        }
    }
}

impl Place {
    fn below(&self, part: Part) -> Self {
        let mut place = self.clone();
        place.path.push(part);
        place.optional = false;
        match part {
            Part::Name(name) => place.key.push_name(name),
            Part::Element => place.key.push_index(0),
            Part::Entry => place.key.push_name("NAME"),
        }
        if part == Part::Element || part == Part::Entry {
            place.repeated = true;
            place = place.at_most(Presence::Sometimes);
        }
        place
    }

    fn at_most(&self, presence: Presence) -> Self {
        Self {
            presence: self.presence.max(presence),
            ..self.clone()
        }
    }
}

struct Walk<'p> {
    root: &'static Schema,
    prefix: &'p str,
    sections: Vec<Section>,
}

impl Walk<'_> {
    fn section(
        &mut self,
        schema: &'static Schema,
        place: &Place,
        docs: &'static str,
        said: Vec<String>,
    ) {
        let choices = schema.tag().map_or(Vec::new(), |tag| {
            tag.variants().iter().map(Variant::name).collect()
        });
        self.push(schema.fields(), place, docs, said, None, &choices);
        let tag = schema.fields().first().map(Field::name);
        let variants = schema.tag().map_or(&[][..], |tag| tag.variants());
        for variant in variants {
            let place = place.at_most(Presence::Sometimes);
            let which = tag.map(|tag| (variant, tag));
            let docs = variant.docs();
            self.push(variant.fields(), &place, docs, Vec::new(), which, &[]);
        }
    }

    fn push(
        &mut self,
        fields: &'static [Field],
        place: &Place,
        docs: &'static str,
        said: Vec<String>,
        variant: Option<(&'static Variant, &'static str)>,
        choices: &[&'static str],
    ) {
        let leaves = fields
            .iter()
            .filter(|field| matches!(field.shape(), Shape::Leaf(_)));
        let settings = leaves.map(|field| self.setting(field, place, choices));
        let section = Section {
            path: place.path.clone(),
            docs,
            said,
            presence: place.presence,
            optional: place.optional && variant.is_none(),
            variant,
            below: place.below.clone(),
            settings: settings.collect(),
        };
        self.sections.push(section);
        let tag = variant.map(|(variant, tag)| {
            let tag = place.below(Part::Name(tag));
            (pattern(&tag.path), variant.name())
        });
        for field in fields {
            let mut below = place.below(Part::Name(field.name()));
            below.below.extend(tag.clone());
            self.shape(field, field.shape(), &below);
        }
    }

    fn shape(&mut self, field: &'static Field, shape: &'static Shape, place: &Place) {
        match shape {
            Shape::Leaf(_) => {}
            Shape::Section(schema) => {
                let docs = if field.docs().is_empty() {
                    schema.docs()
                } else {
                    field.docs()
                };
                self.section(schema, place, docs, field.sentences_but(&[]).collect());
            }
            Shape::Optional(inner) => {
                let mut place = place.at_most(Presence::Sometimes);
                place.optional = true;
                self.shape(field, inner, &place);
            }
            Shape::List(inner) => self.shape(field, inner, &place.below(Part::Element)),
            Shape::Map(inner) => self.shape(field, inner, &place.below(Part::Entry)),
        }
    }

    fn setting(&self, field: &'static Field, place: &Place, choices: &[&'static str]) -> Setting {
        let below = place.below(Part::Name(field.name()));
        let kind = field.kind();
        let mut variables = names::variables_of(self.root, self.prefix, &below.key, field);
        variables.retain(|name| names::is_variable(name));
        Setting {
            key: pattern(&below.path),
            field,
            required: describe::is_required(field, &kind),
            kind,
            choices: choices.to_vec(),
            variables,
            presence: place.presence,
            repeated: place.repeated,
            confidential: false,
        }
    }

    /// Variants of one enum share variables, and what one of them keeps with the
    /// secrets stays there.
    fn keep_secrets(&mut self) {
        let settings = self.sections.iter().flat_map(|section| &section.settings);
        let secrets = settings.filter(|setting| setting.may_hold_secret());
        let names: BTreeSet<_> = secrets
            .map(|setting| setting.variables.first().cloned())
            .collect();
        let settings = self
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.settings);
        for setting in settings {
            setting.confidential = names.contains(&setting.variables.first().cloned());
        }
    }
}

fn pattern(path: &[Part]) -> String {
    let mut key = String::new();
    for part in path {
        if !key.is_empty() && *part != Part::Element {
            key.push('.');
        }
        match part {
            Part::Name(name) => key.push_str(&segment(name)),
            Part::Element => key.push_str("[]"),
            Part::Entry => key.push_str("<name>"),
        }
    }
    key
}
