//! One setting, and what a generated file says of it.

use std::collections::BTreeMap;

use crate::layer::view::View;
use crate::resolve::datum::Datum;
use crate::schema::describe;
use crate::schema::kind::Kind;
use crate::schema::typed::typed;
use crate::schema::{Constraint, DefaultValue, Field};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

use super::Presence;

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
    /// with `0` and `NAME` for the entry. None where no variable can have such a name.
    pub(crate) variables: Vec<String>,
    /// Whether it must be set where its section is there.
    pub(crate) required: bool,
    pub(crate) presence: Presence,
    /// Whether it is one of an entry of a list or map.
    pub(crate) repeated: bool,
    /// Whether a manifest keeps its variable with the secrets.
    pub(crate) confidential: bool,
}

/// What a generated file may write for the value of a setting.
#[derive(Debug)]
pub(crate) enum Given {
    /// The default, which set again changes nothing.
    Default {
        /// As a variable has it.
        text: String,
        /// With its type.
        datum: Datum,
        /// As TOML has it; none where that has no form for it.
        toml: Option<String>,
    },
    /// There is a default, and it may hold a password.
    Hidden,
    /// There is none, or one that only the program can make.
    Nothing,
}

impl Given {
    pub(crate) fn of(field: &Field, kind: &Kind) -> Self {
        let Some(text) = field.default_text() else {
            return Self::Nothing;
        };
        let node = Node::of_default(&text);
        let typed = typed(&node, kind);
        if let Some(datum) = without_parts(&typed) {
            return Self::default(&text, datum, kind);
        }
        if View::of(&[], field, kind).hides_within(&typed) {
            return Self::Hidden;
        }
        // OK because no source takes the empty text for anything but text.
        if text.is_empty() && !is_any_text(kind) {
            return Self::Nothing;
        }
        Self::default(&text, Datum::of_default(&text, field, kind), kind)
    }

    fn default(text: &str, datum: Datum, kind: &Kind) -> Self {
        Self::Default {
            text: text.to_owned(),
            toml: datum.to_toml_of(kind),
            datum,
        }
    }
}

/// A list or table that has nothing in it, and so nothing to hide.
fn without_parts(node: &Node<'_>) -> Option<Datum> {
    match &node.value {
        Value::List(nodes) if nodes.is_empty() => Some(Datum::List(Vec::new())),
        Value::Table(table) if table.entries().is_empty() => Some(Datum::Table(BTreeMap::new())),
        _ => None,
    }
}

/// Whether any text is of this kind, the empty one too.
fn is_any_text(kind: &Kind) -> bool {
    matches!(kind, Kind::Text { .. }) && kind.to_string() == "text"
}

impl Setting {
    /// What the value is, in words.
    pub(crate) fn type_words(&self) -> String {
        match self.choices.as_slice() {
            [] => describe::type_of(self.field, &self.kind),
            choices => format!(
                "one of {}",
                crate::value::suggest::quoted(choices.iter().copied())
            ),
        }
    }

    /// What is to be known beside the documentation: type, whether it must be set or is
    /// secret, and all else that attributes say.
    pub(crate) fn facts(&self) -> String {
        self.facts_but(&[])
    }

    /// As [`facts`](Self::facts), without what is said elsewhere or not at all.
    pub(crate) fn facts_but(&self, elsewhere: &'static [&'static str]) -> String {
        let mut facts = self.type_words();
        if self.required {
            facts.push_str(", required");
        } else if self.field.default().is_none() {
            facts.push_str(", optional");
        }
        if self.is_secret() {
            facts.push_str(", secret");
        } else if self.field.is_shown() {
            facts.push_str(", not a secret");
        }
        match self.field.default() {
            Some(DefaultValue::Text("")) if self.default().is_none() => {
                facts.push_str(", by default empty");
            }
            Some(default) if default.text().is_none() => {
                facts.push_str(", by default ");
                facts.push_str(&default.words());
            }
            _ => {}
        }
        for sentence in self.field.sentences_but(elsewhere) {
            facts.push_str(", ");
            facts.push_str(&sentence);
        }
        facts
    }

    /// What a file may write for its value.
    pub(crate) fn given(&self) -> Given {
        Given::of(self.field, &self.kind)
    }

    /// The default with its type, where it may be shown.
    pub(crate) fn default(&self) -> Option<Datum> {
        match self.given() {
            Given::Default { datum, .. } => Some(datum),
            Given::Hidden | Given::Nothing => None,
        }
    }

    /// Whether nothing of its value may be shown.
    pub(crate) fn is_secret(&self) -> bool {
        self.field.is_hidden(&self.kind)
    }

    /// Whether its value, or a part of it, is hidden or may hold a password: such a
    /// setting is kept with the secrets.
    pub(super) fn may_hold_secret(&self) -> bool {
        // OK to believe `secret = false` because only a URL can still have a password.
        let may_have_url = self.kind.has_url()
            || self.field.rules().contains(&Constraint::Url)
            || (self.kind.may_have_url() && !self.field.is_shown());
        hides_part(View::of(&[], self.field, &self.kind), &self.kind)
            || matches!(self.given(), Given::Hidden)
            || (may_have_url && !self.is_web_address())
    }

    /// Whether it is by default an address of the web, which has no password.
    fn is_web_address(&self) -> bool {
        let Given::Default { text, .. } = self.given() else {
            return false;
        };
        let mut schemes = text
            .match_indices("://")
            .map(|(end, _)| &text[..end])
            .peekable();
        schemes.peek().is_some()
            && schemes.all(|scheme| scheme.ends_with("http") || scheme.ends_with("https"))
    }

    /// Why it is kept with the secrets, where that is not plain.
    pub(crate) fn why_confidential(&self) -> Option<&'static str> {
        if !self.confidential || self.is_secret() {
            None
        } else if self.kind.has_url() || self.field.rules().contains(&Constraint::Url) {
            Some("here because a URL may hold a password")
        } else {
            Some("here because a part of it may be a secret")
        }
    }

    /// Whether a deploy has to bring it: a secret that no load can do without.
    ///
    /// Anything else may be in a file, where an empty variable would hide it.
    pub(crate) fn is_needed(&self) -> bool {
        self.is_secret() && self.required && self.presence == Presence::Always
    }

    /// What is before a line that sets it.
    pub(crate) fn mark(&self) -> &'static str {
        if self.is_needed() {
            ""
        } else {
            self.presence.mark_below()
        }
    }
}

fn hides(view: View<'_>) -> bool {
    view.hides(&Node::new(Value::String("x".into()), Site::DEFAULT))
}

/// Whether a part that the type names is hidden.
fn hides_part(view: View<'_>, kind: &Kind) -> bool {
    hides(view)
        || match kind.without_optional() {
            Kind::List(element) | Kind::Array { element, .. } => {
                hides_part(view.element(), element)
            }
            Kind::Map { value } => hides_part(view.entry(""), value),
            Kind::Struct { fields, .. } => fields
                .iter()
                .any(|(name, kind)| hides_part(view.entry(name), kind)),
            _ => false,
        }
}
