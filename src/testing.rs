//! Assertions for a program's own tests.

mod embedded;
mod environments;

use std::borrow::Cow;

pub use self::embedded::assert_embedded;
pub use self::environments::{assert_environments, assert_parity, for_each_environment};
use crate::check::condition;
use crate::check::undecided;
use crate::layer::source::{Layer, Losses, Source};
use crate::load;
use crate::read::Load;
use crate::read::config::Config;
use crate::read::unknown;
use crate::report::problem::{Code, Problem};
use crate::report::{Report, Warnings};
use crate::schema::{Schema, Shape};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

/// Asserts that a program's settings are declared consistently, whatever is configured.
///
/// It finds what otherwise only a load would find: two settings that one variable would
/// set, and defaults that their types refuse, including those of optional sections, list
/// and map entries and all variants.
///
/// It prints a warning to the standard error for a setting whose type drops unknown fields,
/// for one that no variable can set, and for one that is named like a secret but marked
/// neither `#[config(secret)]` nor `#[config(secret = false)]`.
///
/// # Panics
///
/// With a report of everything that is wrong.
///
/// # Example
///
/// ```
/// use rehearsal::Config;
///
/// #[derive(Config)]
/// struct Settings {
///     #[config(default = "30s")]
///     timeout: std::time::Duration,
/// }
///
/// rehearsal::testing::assert_schema::<Settings>("CADENCE");
/// ```
#[track_caller]
pub fn assert_schema<T: Config>(prefix: &str) {
    let loader = load::Loader::new(prefix);
    let mut problems = load::ambiguities(loader.setup(), T::SCHEMA);
    problems.extend(condition::unsound(T::SCHEMA));
    for round in 0..variants(T::SCHEMA) {
        let found = defaults::<T>(round);
        problems.extend(
            found
                .into_iter()
                .filter(|problem| problem.code() == Code::Schema),
        );
    }
    problems.sort_by(|a, b| a.message().cmp(b.message()));
    problems.dedup();
    let mut warnings = unknown::of_schema(T::SCHEMA, prefix);
    warnings.extend(undecided::names(T::SCHEMA));
    if !warnings.is_empty() {
        eprintln!("{}", Warnings::new(&warnings));
    }
    if !problems.is_empty() {
        let report = Report::new(loader.program_name(), None, problems);
        panic!(
            "the schema of {} is not sound\n\n{report}",
            T::SCHEMA.name()
        );
    }
}

/// Reads the defaults of everything there can be, each enum in one variant.
fn defaults<T: Config>(round: usize) -> Vec<Problem> {
    let layer = Layer {
        source: Source::Provider(vec!["schema".to_owned()]),
        root: node(Value::Table(skeleton(T::SCHEMA, round))),
        lost: Losses::default(),
    };
    let layers = [layer];
    let mut load = Load::new(&layers, None);
    load.read::<T>();
    load.found
}

fn variants(schema: &'static Schema) -> usize {
    let here = schema.tag().map_or(1, |tag| tag.variants().len());
    let below = schema
        .all_fields()
        .filter_map(|field| field.shape().schema());
    below.map(variants).fold(here, usize::max)
}

/// One of everything that can be there, with nothing set in it but the tags.
fn skeleton(schema: &'static Schema, round: usize) -> Table<'static> {
    let variant = schema
        .tag()
        .and_then(|tag| tag.variants().get(round).or(tag.variants().last()));
    let tag = schema
        .fields()
        .first()
        .zip(variant)
        .map(|(field, variant)| entry(field.name(), Value::String(Cow::Borrowed(variant.name()))));
    let own = if variant.is_some() {
        &[][..]
    } else {
        schema.fields()
    };
    let fields = own
        .iter()
        .chain(variant.map_or(&[][..], |variant| variant.fields()));
    let below =
        fields.filter_map(|field| Some(entry(field.name(), example(field.shape(), round)?)));
    below.chain(tag).collect()
}

fn example(shape: &'static Shape, round: usize) -> Option<Value<'static>> {
    Some(match shape {
        Shape::Leaf(_) => return None,
        Shape::Section(schema) => Value::Table(skeleton(schema, round)),
        Shape::Optional(inner) => example(inner, round)?,
        Shape::List(inner) => Value::List(vec![node(example(inner, round)?)]),
        Shape::Map(inner) => Value::Table(Table::from_sorted(vec![entry(
            "name",
            example(inner, round)?,
        )])),
    })
}

fn entry(key: &'static str, value: Value<'static>) -> Entry<'static> {
    Entry {
        key: Cow::Borrowed(key),
        key_site: Site::default(),
        node: node(value),
    }
}

fn node(value: Value<'static>) -> Node<'static> {
    Node::new(value, Site::default())
}
