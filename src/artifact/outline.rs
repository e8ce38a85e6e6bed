//! The one walk over a schema that every generated file reads.

use std::collections::{BTreeMap, BTreeSet};

use crate::datum::Datum;
use crate::key::{Key, segment};
use crate::kind::Kind;
use crate::names;
use crate::origin::Site;
use crate::redact::View;
use crate::schema::{DefaultValue, Field, Rule, Schema, Shape, Variant};
use crate::tree::{Node, Value};
use crate::typed::typed;
use crate::words;

/// Every section of a schema, each before those below it.
#[derive(Debug)]
pub(crate) struct Outline {
    /// What the program is called in words.
    pub(crate) program: String,
    /// What it is called where a name has to be one word: a unit, a folder.
    pub(crate) name: String,
    pub(crate) prefix: String,
    pub(crate) docs: &'static str,
    pub(crate) sections: Vec<Section>,
}

/// One section, or what one variant adds to it.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) path: Vec<Part>,
    pub(crate) docs: &'static str,
    pub(crate) deprecated: Option<&'static str>,
    pub(crate) presence: Presence,
    /// Whether it is one that may be absent as a whole.
    pub(crate) optional: bool,
    /// The variant whose settings these are, and the tag that chooses it.
    pub(crate) variant: Option<(&'static Variant, &'static str)>,
    /// The variants above that it stands below, each as the key and value of its tag.
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
    /// Where something is set in it, or the first variant is chosen.
    Maybe,
    /// Where a variant is chosen that is not the first.
    Instead,
}

/// One setting.
#[derive(Debug)]
pub(crate) struct Setting {
    /// The key, with `[]` for any element and `<name>` for any entry.
    pub(crate) key: String,
    pub(crate) field: &'static Field,
    pub(crate) kind: Kind,
    /// The values of a tag.
    pub(crate) choices: Vec<&'static str>,
    /// The name made of the key, then the platform's own; below a list or a map
    /// with `0` and `NAME` for the entry.
    pub(crate) variables: Vec<String>,
    /// Whether it must be set where its section is there.
    pub(crate) required: bool,
    pub(crate) presence: Presence,
    /// Whether it is one of an entry of a list or map.
    pub(crate) repeated: bool,
    /// Whether a manifest keeps its variable with the secrets: it sets one, or a
    /// URL that may hold a password.
    pub(crate) confidential: bool,
}

impl Outline {
    pub(crate) fn of(schema: &'static Schema, prefix: &str, program: String) -> Self {
        let mut walk = Walk {
            root: schema,
            prefix,
            sections: Vec::new(),
        };
        walk.section(schema, &Place::default(), schema.docs(), None);
        walk.keep_secrets();
        let name = if prefix.is_empty() { "app" } else { &program };
        Self {
            name: name.to_owned(),
            program,
            prefix: prefix.to_owned(),
            docs: schema.docs(),
            sections: walk.sections,
        }
    }

    pub(crate) fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.sections.iter().flat_map(|section| &section.settings)
    }

    /// The variable that chooses the environment.
    pub(crate) fn environment_variable(&self) -> String {
        names::of_loader(&self.prefix, "env")
    }
}

impl Section {
    /// The key as it is written: `regions.<name>`, `upstreams[]`.
    pub(crate) fn key(&self) -> String {
        pattern(&self.path)
    }
}

impl Setting {
    /// What the value is, in words.
    pub(crate) fn type_words(&self) -> String {
        match self.choices.as_slice() {
            [] => words::type_of(self.field, &self.kind),
            choices => format!("one of {}", crate::suggest::quoted(choices.iter().copied())),
        }
    }

    /// What is to be known beside the documentation: type, and whether it must
    /// be set, is secret, or should not be used any more.
    pub(crate) fn facts(&self) -> String {
        let mut facts = self.type_words();
        if self.required {
            facts.push_str(", required");
        } else if self.field.default().is_none() {
            facts.push_str(", optional");
        }
        if self.field.is_secret() {
            facts.push_str(", secret");
        }
        if self.field.default() == Some(DefaultValue::OfType) && self.assigned().is_none() {
            facts.push_str(", by default that of its type");
        }
        for rule in self.rules() {
            facts.push_str(", ");
            facts.push_str(&rule);
        }
        if let Some(instead) = self.field.deprecated() {
            facts.push_str("; deprecated: ");
            facts.push_str(instead);
        }
        facts
    }

    /// What the value has to be beside of its type, when it has to be there, and
    /// what is rehearsed of it.
    pub(crate) fn rules(&self) -> impl Iterator<Item = String> {
        let latent = self.field.latent().iter();
        words::rules_of(self.field).chain(latent.map(|latent| format!("at start {latent}")))
    }

    /// The default as it would stand in a variable; none where it holds a secret.
    pub(crate) fn default_text(&self) -> Option<String> {
        open_default(self.field, &self.kind).map(str::to_owned)
    }

    /// The value of a variable that changes nothing, where it is known.
    pub(crate) fn assigned(&self) -> Option<String> {
        match empty_default(self.field, &self.kind) {
            Some(empty) => empty.to_toml(),
            None => self.default_text(),
        }
    }

    /// The default with its type; none where it holds a secret.
    pub(crate) fn default(&self) -> Option<Datum> {
        default_of(self.field, &self.kind)
    }

    fn may_hold_secret(&self) -> bool {
        let is_url = self.kind.has_url() || self.field.rules().contains(&Rule::Url);
        self.field.is_secret() || (is_url && !self.is_web_address())
    }

    /// Whether it is by default an address of the web, which has no password.
    fn is_web_address(&self) -> bool {
        let default = self.default_text().unwrap_or_default();
        let mut schemes = default
            .match_indices("://")
            .map(|(end, _)| &default[..end])
            .peekable();
        schemes.peek().is_some()
            && schemes.all(|scheme| scheme.ends_with("http") || scheme.ends_with("https"))
    }

    /// Whether a deploy has to bring it: a secret that no load can do without.
    ///
    /// Anything else may stand in a file, where an empty variable would hide it.
    pub(crate) fn is_needed(&self) -> bool {
        self.field.is_secret() && self.required && self.presence == Presence::Always
    }

    pub(crate) fn variable(&self) -> &str {
        &self.variables[0]
    }
}

/// The default of a field with its type; none where it holds a secret.
pub(crate) fn default_of(field: &Field, kind: &Kind) -> Option<Datum> {
    match (open_default(field, kind), field.default()) {
        (Some(text), _) => Some(Datum::of_default(text, field, kind)),
        (None, Some(DefaultValue::OfType)) => empty_default(field, kind),
        (None, _) => None,
    }
}

/// The default of a list or map that is the one of its type.
fn empty_default(field: &Field, kind: &Kind) -> Option<Datum> {
    match (field.default()?, kind) {
        (DefaultValue::OfType, Kind::List(_)) => Some(Datum::List(Vec::new())),
        (DefaultValue::OfType, Kind::Map { .. }) => Some(Datum::Table(BTreeMap::new())),
        _ => None,
    }
}

/// The text of a default that anyone may see. What is read again has to be whole, so
/// that one with a part that is secret is no default to write down.
fn open_default(field: &Field, kind: &Kind) -> Option<&'static str> {
    let Some(DefaultValue::Text(text)) = field.default() else {
        return None;
    };
    let node = Node::new(Value::Free(text.into()), Site::DEFAULT);
    let is_open = !View::of(&[], field, kind).hides_within(&typed(&node, kind));
    is_open.then_some(text)
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
            place = place.at_most(Presence::Maybe);
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
        deprecated: Option<&'static str>,
    ) {
        let choices = schema.tag().map_or(Vec::new(), |tag| {
            tag.variants().iter().map(Variant::name).collect()
        });
        self.push(schema.fields(), place, docs, deprecated, None, &choices);
        let tag = schema.fields().first().map(Field::name);
        let variants = schema.tag().map_or(&[][..], |tag| tag.variants());
        for (number, variant) in variants.iter().enumerate() {
            let place = place.at_most(match number {
                0 => Presence::Maybe,
                _ => Presence::Instead,
            });
            let which = tag.map(|tag| (variant, tag));
            self.push(variant.fields(), &place, variant.docs(), None, which, &[]);
        }
    }

    fn push(
        &mut self,
        fields: &'static [Field],
        place: &Place,
        docs: &'static str,
        deprecated: Option<&'static str>,
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
            deprecated,
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
                self.section(schema, place, docs, field.deprecated());
            }
            Shape::Optional(inner) => {
                let mut place = place.at_most(Presence::Maybe);
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
        let variables = names::variables_of(self.root, self.prefix, &below.key, field);
        Setting {
            key: pattern(&below.path),
            field,
            required: words::is_required(field, &kind),
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
            .map(|setting| setting.variable().to_owned())
            .collect();
        let settings = self
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.settings);
        for setting in settings {
            setting.confidential = names.contains(setting.variable());
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
