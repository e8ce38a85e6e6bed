//! What is wrong with a value in this environment, or with the world it speaks of.

use super::rules::{found, place, with_key};
use crate::check::found::Found;
use crate::check::probe::Failure;
use crate::check::refuse::Refusal;
use crate::environment::Environment;
use crate::layer::source::{Layer, Show};
use crate::layer::view::View;
use crate::layer::words::giver;
use crate::report::problem::{Code, Place, Problem};
use crate::resolve::locate::Located;
use crate::schema::{Field, Schema};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::Node;

/// A value that is refused where it counts.
pub(crate) fn refused(
    layers: &[Layer<'_>],
    setting: &Located<'_>,
    refusal: &Refusal,
    why: Found,
) -> Problem {
    let place = place(layers, setting, &why.label);
    let problem = why
        .problem(refusal, &setting.key, place)
        .with_found(found(layers, setting));
    with_key(problem, &setting.key)
}

/// A setting that this environment requires, whatever is its default.
///
/// `empty` is the empty text that counts as nothing, if one was given.
pub(crate) fn required_in(
    layers: &[Layer<'_>],
    key: &Key,
    field: &Field,
    empty: Option<&Node<'_>>,
    environment: Environment,
) -> Problem {
    let message = match emptied(layers, empty) {
        Some((layer, site)) => {
            let giver = giver(layer, site);
            format!("{giver} is empty, but {environment} requires `{key}`")
        }
        None if field.default().is_some() => {
            format!("`{key}` is left at its default, but {environment} requires it to be set")
        }
        None => format!("`{key}` is not set, but {environment} requires it"),
    };
    let problem = Problem::new(Code::Missing, message).with_key(key.clone());
    at_empty(problem, layers, empty)
}

/// Where an empty text was written.
fn emptied<'l, 'a>(
    layers: &'l [Layer<'a>],
    empty: Option<&Node<'_>>,
) -> Option<(&'l Layer<'a>, Site)> {
    let site = empty?.site;
    Some((layers.get(usize::from(site.layer))?, site))
}

fn at_empty(problem: Problem, layers: &[Layer<'_>], empty: Option<&Node<'_>>) -> Problem {
    match emptied(layers, empty) {
        Some((layer, site)) => problem.with_place(layer.place(site, "empty", Show::Value(""))),
        None => problem,
    }
}

/// A setting that the value of another one requires.
pub(crate) fn required_by(
    layers: &[Layer<'_>],
    key: &Key,
    empty: Option<&Node<'_>>,
    other: &Located<'_>,
    value: &str,
) -> Problem {
    let switch = &other.key;
    let value = if value == "true" {
        value.to_owned()
    } else {
        format!("`{value}`")
    };
    let how = match emptied(layers, empty) {
        Some((layer, site)) => {
            format!("{} is empty, but `{key}` is required", giver(layer, site))
        }
        None => format!("`{key}` is not set, but is required"),
    };
    let problem = Problem::new(Code::Missing, format!("{how} when `{switch}` is {value}"))
        .with_key(key.clone());
    let problem = at_empty(problem, layers, empty);
    match place(layers, other, "this requires it") {
        Some(place) => problem.with_place(place),
        None => problem,
    }
}

/// A setting that this environment forbids.
pub(crate) fn forbidden(
    layers: &[Layer<'_>],
    key: &Key,
    field: &'static Field,
    node: &Node<'_>,
) -> Problem {
    let problem = Problem::new(
        Code::Forbidden,
        format!("`{key}` must not be set in this environment"),
    )
    .with_key(key.clone())
    .with_help("remove it from this environment");
    let kind = field.kind();
    let view = View::of(layers, field, &kind);
    match super::rules::placed(layers, view, key, node, "") {
        Some(place) => problem.with_place(place),
        None => problem,
    }
}

pub(crate) fn no_host_pattern(pattern: &str) -> Problem {
    Problem::new(
        Code::Schema,
        format!("`{pattern}` is not a valid pattern of private hosts"),
    )
    .with_help("write a host, `*.` followed by a domain, or a network such as `10.0.0.0/8`")
}

/// A key in a condition that names no switch.
pub(crate) fn no_switch(schema: &Schema, key: &str) -> Problem {
    let section = schema.name();
    Problem::new(
        Code::Schema,
        format!("a condition of `{section}` asks whether `{key}` is true, but it is not a `bool`"),
    )
    .with_help(format!("name a `bool`, or write `{key} = value`"))
}

/// A setting that is probed, as it can be told of should that fail.
pub(crate) struct Rehearsed {
    key: Key,
    place: Option<Place>,
    found: Option<String>,
}

impl Rehearsed {
    pub(crate) fn new(layers: &[Layer<'_>], setting: &Located<'_>) -> Self {
        Self {
            key: setting.key.clone(),
            place: place(layers, setting, ""),
            found: found(layers, setting),
        }
    }

    pub(crate) fn failed(self, code: Code, failure: &Failure) -> Problem {
        let key = &self.key;
        let message = match code {
            Code::UnresolvedHost => format!("the host of `{key}` does not resolve"),
            Code::PortTaken => format!("the program cannot listen on `{key}`"),
            Code::TlsCertificate => format!("`{key}` is not a usable certificate"),
            _ => format!("the path check of `{key}` failed"),
        };
        let problem = Problem::new(code, message).with_found(self.found);
        let problem = with_key(problem, key);
        let problem = match self.place {
            Some(place) => problem.with_place(place.with_label(&*failure.what)),
            None => problem.with_help(&*failure.what),
        };
        problem.with_help(failure.help)
    }
}
