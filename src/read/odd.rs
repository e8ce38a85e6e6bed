//! Texts that are of their type, but hardly what was meant: empty ones, and those
//! that have kept the quotes of a file they once were in.

use super::Load;
use crate::format::inline;
use crate::layer::source::{Layer, Source};
use crate::layer::view::View;
use crate::layer::words;
use crate::layer::words::is_quoted;
use crate::report::problem::{Problem, Severity};
use crate::schema::kind::Kind;
use crate::schema::{Constraint, Field};
use crate::value::key::{Key, Path};
use crate::value::redact::is_secret_name;
use crate::value::tree::{Node, Value};

/// What a text stands for, as far as it decides what is odd.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Secret,
    /// A list of them.
    Secrets,
    Path,
    Host,
    List,
    /// Text that a rule wants to be longer than none.
    Filled,
    Text,
    /// What its type judges itself.
    Other,
}

impl Role {
    /// What there must be, where it cannot be empty.
    fn wanted(self) -> Option<&'static str> {
        match self {
            Self::Secret | Self::Secrets => Some("a secret"),
            Self::Path => Some("a path"),
            Self::Host => Some("a host"),
            Self::Filled => Some("non-empty text"),
            Self::List | Self::Text | Self::Other => None,
        }
    }
}

/// A setting whose value is looked at.
#[derive(Clone, Copy)]
struct Leaf<'p> {
    field: &'static Field,
    path: &'p Path<'p>,
    kind: &'p Kind,
}

impl Leaf<'_> {
    fn shown_key(self, part: Part<'_>) -> Key {
        self.field.shown_key(&self.path.key(), &part.path.key())
    }
}

/// A part of its value, or the whole of it.
#[derive(Clone, Copy)]
struct Part<'p> {
    path: Path<'p>,
    kind: &'p Kind,
    /// The name that says what it is: its own, or that of the list it is in.
    name: &'p str,
    is_secret: bool,
    is_whole: bool,
}

impl<'p> Part<'p> {
    fn whole(leaf: Leaf<'p>) -> Self {
        Self {
            path: *leaf.path,
            kind: leaf.kind,
            name: leaf.field.name(),
            is_secret: leaf.field.is_secret()
                || (leaf.kind.is_one_secret() && !leaf.field.is_shown()),
            is_whole: true,
        }
    }

    /// The entry of this name. Of a struct that is secret as a whole only that is
    /// taken for a secret which is named like one.
    fn entry<'s>(self, path: &'s Path<'p>, name: &'s str) -> Part<'s>
    where
        'p: 's,
    {
        let kind = self.kind.entry(name);
        let is_fixed = matches!(self.kind.without_optional(), Kind::Struct { .. });
        Part {
            path: path.name(name),
            kind,
            name,
            is_secret: kind.is_one_secret()
                || (self.is_secret && (!is_fixed || is_secret_name(name))),
            is_whole: false,
        }
    }

    fn element<'s>(self, path: &'s Path<'p>, at: usize) -> Part<'s>
    where
        'p: 's,
    {
        let kind = self.kind.element();
        Part {
            path: path.index(at),
            kind,
            is_secret: self.is_secret || kind.is_one_secret(),
            is_whole: false,
            ..self
        }
    }

    fn role(self) -> Role {
        let kind = self.kind.without_optional();
        match kind {
            kind if kind.is_list() && self.is_secret => Role::Secrets,
            _ if self.is_secret => Role::Secret,
            kind if kind.is_list() => Role::List,
            Kind::Text { expecting } => match &**expecting {
                "path string" => Role::Path,
                "a string" | "string" | "" if is_host(self.name) => Role::Host,
                "a string" | "string" | "" => Role::Text,
                _ => Role::Other,
            },
            _ => Role::Other,
        }
    }
}

impl Load<'_> {
    /// Tells of odd texts of a value; whether one of them is refused, so that no
    /// more need be said of it.
    #[inline]
    pub(super) fn is_odd(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        value: &Node<'_>,
    ) -> bool {
        match &value.value {
            Value::Table(_) | Value::Patch(_) | Value::List(_) => {}
            Value::Free(text) if looks_odd(text) => {}
            Value::String(text) if text.is_empty() => {}
            _ => return false,
        }
        has_odd_text(value) && self.odd_leaf(field, path, value)
    }

    #[cold]
    fn odd_leaf(&mut self, field: &'static Field, path: &Path<'_>, value: &Node<'_>) -> bool {
        let kind = &field.kind();
        let leaf = Leaf { field, path, kind };
        self.odd_part(leaf, Part::whole(leaf), value)
    }

    fn odd_part(&mut self, leaf: Leaf<'_>, part: Part<'_>, node: &Node<'_>) -> bool {
        let mut is_odd = false;
        match &node.value {
            Value::Free(text) if looks_odd(text) => {
                is_odd = self.odd_text(leaf, part, node, text)
                    || opened(text, part.kind, node)
                        .is_some_and(|inner| self.odd_part(leaf, part, &inner));
            }
            Value::String(text) if text.is_empty() => {
                is_odd = self.odd_text(leaf, part, node, text);
            }
            Value::Table(table) | Value::Patch(table) => {
                let elements = matches!(node.value, Value::Patch(_));
                for entry in table.entries() {
                    let part = match entry.key.parse() {
                        Ok(at) if elements => part.element(&part.path, at),
                        _ => part.entry(&part.path, &entry.key),
                    };
                    is_odd |= self.odd_part(leaf, part, &entry.node);
                }
            }
            Value::List(nodes) => {
                for (at, node) in nodes.iter().enumerate() {
                    is_odd |= self.odd_part(leaf, part.element(&part.path, at), node);
                }
            }
            _ => {}
        }
        is_odd
    }

    fn odd_text(&mut self, leaf: Leaf<'_>, part: Part<'_>, node: &Node<'_>, text: &str) -> bool {
        let Some(layer) = self.layers.get(usize::from(node.site.layer)) else {
            return false;
        };
        let role = match part.role() {
            Role::Text if part.is_whole && self.must_be_filled(leaf.field) => Role::Filled,
            role => role,
        };
        let problem = if text.is_empty() {
            odd_empty(layer, leaf, part, node, role)
        } else {
            severity(layer, node, role)
                .filter(|_| is_in_quotes(text, role))
                .map(|severity| {
                    let view = View::of(self.layers, leaf.field, leaf.kind);
                    let view = view.below(&leaf.path.key(), &part.path.key());
                    let shown = (!view.hides(node)).then(|| view.line(node));
                    let key = leaf.shown_key(part);
                    words::quoted(layer, &key, node.site, shown.as_deref(), severity)
                })
        };
        let is_refused = problem.as_ref().is_some_and(Problem::refuses);
        self.found.extend(problem);
        is_refused
    }
}

/// An empty text: refused where there must be something, whatever has given it,
/// and noted of other text where a variable may have been meant to hold some.
fn odd_empty(
    layer: &Layer<'_>,
    leaf: Leaf<'_>,
    part: Part<'_>,
    node: &Node<'_>,
    role: Role,
) -> Option<Problem> {
    let is_free = matches!(node.value, Value::Free(_));
    let is_nothing = is_free && (part.kind.is_optional() || part.kind.is_list());
    if is_nothing || (part.is_whole && is_empty_by_default(leaf.field)) {
        return None;
    }
    let key = || leaf.shown_key(part);
    match role.wanted() {
        Some(wanted) => Some(words::empty(layer, &key(), node.site, wanted, is_free)),
        None if role == Role::Text && is_free && !is_override(layer) => {
            Some(words::empty_text(layer, &key(), node.site))
        }
        None => None,
    }
}

/// Whether the empty text is what the author has chosen for it.
fn is_empty_by_default(field: &Field) -> bool {
    let default = field.default();
    default.is_some_and(|default| default.text().is_none_or(|text| text.is_empty()))
}

/// What is written in one piece and may hold an empty text.
fn opened(text: &str, kind: &Kind, node: &Node<'_>) -> Option<Node<'static>> {
    let has_empty = text.contains("\"\"") || text.contains("''");
    let is_one = has_empty && (kind.is_list() || kind.is_map());
    is_one.then(|| inline::value(text, node.site)).flatten()
}

impl Load<'_> {
    /// Whether a rule refuses the empty text, so that it is reported here by the name
    /// of what gives it.
    fn must_be_filled(&self, field: &Field) -> bool {
        let is_one = |rule: &Constraint| matches!(rule, Constraint::Length { min: Some(1..), .. });
        let only_warns = self.judge.is_some_and(|judge| {
            let environment = judge.deploy.environment();
            field.only_warns("rule", environment)
        });
        field.rules().iter().any(is_one) && !only_warns
    }
}

/// A quick answer for most values.
fn has_odd_text(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Free(text) => looks_odd(text),
        Value::String(text) => text.is_empty(),
        _ => node.children().any(has_odd_text),
    }
}

/// A quick answer for most texts.
fn looks_odd(text: &str) -> bool {
    text.is_empty() || text.bytes().any(|byte| matches!(byte, b'"' | b'\''))
}

/// Whether the text is in quotes, or an element of the list that it is; in
/// brackets they belong to the writing.
fn is_in_quotes(text: &str, role: Role) -> bool {
    let may_list = matches!(role, Role::List | Role::Secrets);
    let is_plain_list = may_list && !text.trim_start().starts_with('[');
    is_quoted(text) || (is_plain_list && text.split(',').any(is_quoted))
}

fn is_override(layer: &Layer<'_>) -> bool {
    matches!(layer.source, Source::Overrides(..))
}

/// Severity of quotes: what hands variables over keeps them without being
/// asked, while anyone who writes a file of its own may mean them. None where
/// someone has taken away the quotes of the writing.
fn severity(layer: &Layer<'_>, node: &Node<'_>, role: Role) -> Option<Severity> {
    let is_file = match &layer.source {
        Source::Secrets(_) | Source::Texts { .. } => true,
        Source::Variables(variables) => {
            let variable = variables.get(node.site.start as usize);
            variable.is_some_and(|variable| variable.file().is_some())
        }
        _ => return None,
    };
    match role {
        Role::Other => None,
        Role::Text | Role::Filled => Some(Severity::Note),
        _ if is_file => Some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}

fn is_host(name: &str) -> bool {
    matches!(
        name.rsplit(['_', '-']).next(),
        Some("host" | "hostname" | "hosts" | "hostnames")
    )
}
