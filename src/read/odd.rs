//! Texts that are of their type, but hardly what was meant: empty ones, and those
//! that have kept the quotes of a file they once were in.

use super::Load;
use crate::key::{Key, Path};
use crate::kind::Kind;
use crate::problem::{Problem, Severity};
use crate::redact::View;
use crate::schema::{Field, Rule};
use crate::source::{Layer, Source};
use crate::tree::{Node, Value};
use crate::words::{self, is_quoted};

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
            Self::Filled => Some("text that is not empty"),
            Self::List | Self::Text | Self::Other => None,
        }
    }
}

/// A setting whose value is looked at.
#[derive(Clone, Copy)]
struct Leaf<'p> {
    field: &'static Field,
    path: Path<'p>,
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
            _ => return false,
        }
        let leaf = Leaf { field, path: *path };
        self.odd_part(leaf, path, value)
    }

    fn odd_part(&mut self, leaf: Leaf<'_>, path: &Path<'_>, node: &Node<'_>) -> bool {
        let mut is_odd = false;
        match &node.value {
            Value::Free(text) => is_odd = looks_odd(text) && self.odd_text(leaf, path, node, text),
            Value::Table(table) | Value::Patch(table) => {
                for entry in table.entries() {
                    is_odd |= self.odd_part(leaf, &path.name(&entry.key), &entry.node);
                }
            }
            Value::List(nodes) => {
                for (at, node) in nodes.iter().enumerate() {
                    is_odd |= self.odd_part(leaf, &path.index(at), node);
                }
            }
            _ => {}
        }
        is_odd
    }

    #[cold]
    fn odd_text(&mut self, leaf: Leaf<'_>, path: &Path<'_>, node: &Node<'_>, text: &str) -> bool {
        let Leaf { field, path: whole } = leaf;
        let is_whole = path.len() == whole.len();
        let Some(layer) = self.layers.get(usize::from(node.site.layer)) else {
            return false;
        };
        let kind = field.kind();
        if is_whole && text.is_empty() && kind.is_optional() {
            return false;
        }
        let role = match role(field, &kind, is_whole) {
            Role::Text if is_whole && self.must_be_filled(field) => Role::Filled,
            role => role,
        };
        let key = || shown_key(field, path, is_whole);
        let problem = if text.is_empty() {
            match role.wanted() {
                Some(wanted) if !kind.is_list() || !is_whole => {
                    Some(words::empty(layer, &key(), node.site, wanted))
                }
                None if role == Role::Text && !is_override(layer) => {
                    Some(words::empty_text(layer, &key(), node.site))
                }
                _ => None,
            }
        } else {
            severity(layer, node, role)
                .filter(|_| is_in_quotes(text, role))
                .map(|severity| {
                    let view = View::of(self.layers, field, &kind).below(&whole.key(), &path.key());
                    let shown = (!view.hides(node)).then(|| view.line(node));
                    words::quoted(layer, &key(), node.site, shown.as_deref(), severity)
                })
        };
        let is_error = |problem: &Problem| problem.severity() == Severity::Error;
        let is_refused = problem.as_ref().is_some_and(is_error);
        if is_refused {
            self.problems.extend(problem);
        } else {
            self.judged.extend(problem);
        }
        is_refused
    }
}

impl Load<'_> {
    /// Whether a rule refuses the empty text, so that it is told here by the name
    /// of what gives it.
    fn must_be_filled(&self, field: &Field) -> bool {
        let is_one = |rule: &Rule| matches!(rule, Rule::Length { min: Some(1..), .. });
        let only_warns = self.judge.is_some_and(|judge| {
            let environment = judge.deploy.environment();
            field.only_warns("rule", environment)
        });
        field.rules().iter().any(is_one) && !only_warns
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
    matches!(layer.source, Source::Overrides(_))
}

/// How grave quotes are: what hands variables over keeps them without being
/// asked, while whoever writes a file of its own may mean them. None where
/// someone has taken away the quotes of the writing.
fn severity(layer: &Layer<'_>, node: &Node<'_>, role: Role) -> Option<Severity> {
    let is_file = match &layer.source {
        Source::Secrets(_) => true,
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

fn role(field: &Field, kind: &Kind, is_whole: bool) -> Role {
    if field.is_secret() || kind.is_secret() {
        let is_list = is_whole && kind.is_list();
        return if is_list { Role::Secrets } else { Role::Secret };
    }
    match kind.without_optional() {
        Kind::List(_) if is_whole => Role::List,
        Kind::List(inner) | Kind::Map { value: inner } if !is_whole => role(field, inner, false),
        Kind::Text { expecting } if expecting == "path string" => Role::Path,
        Kind::Text { expecting } if !matches!(&**expecting, "a string" | "string" | "") => {
            Role::Other
        }
        Kind::Text { .. } if is_host(field.name()) => Role::Host,
        Kind::Text { .. } => Role::Text,
        _ => Role::Other,
    }
}

fn is_host(name: &str) -> bool {
    matches!(name.rsplit(['_', '-']).next(), Some("host" | "hostname"))
}

/// The key, without the name of an entry that may be secret.
fn shown_key(field: &Field, path: &Path<'_>, is_whole: bool) -> Key {
    let mut key = Key::default();
    match path.last_name().filter(|_| !is_whole) {
        Some(name) => {
            key = path.parent_key();
            field.push_entry(&mut key, name);
        }
        None => path.append_to(&mut key),
    }
    key
}
