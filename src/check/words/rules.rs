//! What is wrong with a value that is of its type.

use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::layer::written::Written;
use crate::report::problem::{Code, Excerpt, Place, Problem};
use crate::resolve::locate::Located;
use crate::schema::{Field, Schema, all_rules};
use crate::value::key::Key;
use crate::value::origin::Origin;
use crate::value::redact;
use crate::value::tree::Node;

pub(crate) use crate::layer::words::WITHHELD;

/// A value that breaks a rule of `garde`.
pub(crate) fn broken_rule(
    layers: &[Layer<'_>],
    place: &Located<'_>,
    message: Option<&str>,
) -> Problem {
    let rules = place.rules();
    let rules = (!rules.is_empty()).then(|| all_rules(&rules));
    let key = &place.key;
    let said = match (&rules, message) {
        (Some(rules), _) => format!("`{key}` must {rules}"),
        (None, _) if key.as_str().is_empty() => "the settings break a rule".to_owned(),
        (None, _) => format!("`{key}` breaks a rule"),
    };
    // OK because the sign alone is not an end of a password, but what an email lacks.
    let label = message.unwrap_or(WITHHELD).replace("`@`", "an at sign");
    let label = redact::line(&label);
    let problem = Problem::new(Code::Rule, said).with_found(found(layers, place));
    let problem = match rules {
        Some(rules) => problem.with_expected(rules),
        None => problem,
    };
    let problem = match self::place(layers, place, &label) {
        Some(place) => problem.with_place(place),
        None if message == Some("not set") => problem.with_help("give it a value"),
        None => problem.with_help(label),
    };
    with_key(problem, key)
}

/// What a check of the program's own has found.
pub(crate) fn violation(
    layers: &[Layer<'_>],
    places: &[Located<'_>],
    message: Option<&str>,
) -> Problem {
    let first = places.first();
    let said = match (message, first) {
        (Some(message), _) => redact::text(message).into_owned(),
        (None, Some(place)) => format!("`{}` breaks a rule", place.key),
        (None, None) => "the settings break a rule".to_owned(),
    };
    let mut problem = Problem::new(Code::Rule, said);
    if let Some(place) = first {
        problem = with_key(problem, &place.key).with_found(found(layers, place));
    }
    for place in places {
        match self::place(layers, place, "") {
            Some(place) => problem = problem.with_place(place),
            None if place.field.is_some() => {
                problem.add_help(format!("`{}` is not set", place.key));
            }
            None => {}
        }
    }
    if message.is_none() {
        problem.add_help(WITHHELD);
    }
    problem
}

/// A key that the program names and its schema does not know.
pub(crate) fn no_such_key(schema: &Schema, key: &str, by: &str) -> Problem {
    let section = schema.name();
    Problem::new(
        Code::Schema,
        format!("{by} of `{section}` names the unknown setting `{key}`"),
    )
    .with_help_for_author("correct the key")
}

pub(super) fn with_key(problem: Problem, key: &Key) -> Problem {
    if key.as_str().is_empty() {
        problem
    } else {
        problem.with_key(key.clone())
    }
}

/// The value, as far as it may be shown.
pub(super) fn found(layers: &[Layer<'_>], place: &Located<'_>) -> Option<String> {
    let field = place.field?;
    let kind = field.kind();
    let view = place.view(layers, field, &kind);
    match place.node {
        Some(node) => view.found(node),
        None if place.is_whole() => view.default_found(&field.default_text()?),
        None => None,
    }
}

/// Where a setting was written; nothing where it was not.
pub(super) fn place(layers: &[Layer<'_>], place: &Located<'_>, label: &str) -> Option<Place> {
    let field = place.field?;
    let kind = field.kind();
    let view = place.view(layers, field, &kind);
    let Some(node) = place.node else {
        return of_default(field, place, view, label);
    };
    placed(layers, view, &place.key, node, label)
}

/// The place of a value of a setting.
pub(super) fn placed(
    layers: &[Layer<'_>],
    view: View<'_>,
    key: &Key,
    node: &Node<'_>,
    label: &str,
) -> Option<Place> {
    let layer = layers.get(usize::from(node.site.layer))?;
    let written = Written::of(layer, view, node);
    Some(layer.place(node.site, label, written.show().of_key(key)))
}

/// The default of a setting, drawn as if it were written somewhere.
fn of_default(field: &Field, place: &Located<'_>, view: View<'_>, label: &str) -> Option<Place> {
    let default = field.default()?;
    let value = match default.text() {
        Some(text) => view.default_line(&text),
        None => format!("({})", default.summary()),
    };
    let text = format!("{} = {value}", place.key);
    let marked = text.len() - value.len()..text.len();
    Some(Place::new(Origin::Default, label).with_excerpt(Excerpt::new(&text, marked)))
}
