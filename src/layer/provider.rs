//! Any `figment` provider as a layer, and the way from its values to ours.

use std::borrow::Cow;
use std::sync::Arc;

use figment::value::{Dict, Num, Tag, Value as Given};
use figment::{Figment, Metadata, Profile, Provider};
use serde::de::IgnoredAny;

use crate::environment::Environment;
use crate::format::number;
use crate::layer::source::{Layer, Losses, Source, rank};
use crate::layer::words;
use crate::report::problem::Problem;
use crate::value::origin::Site;
use crate::value::redact;
use crate::value::tree::{Entry, Node, Table, Value};

/// What a program gives as a provider: loaders share it.
pub(crate) type Provided = Arc<Figment>;

/// How deep its values may be nested.
const DEPTH_LIMIT: usize = 64;

/// Takes the values of a provider as the layer with this number.
///
/// Of its profiles `default` counts, then the one named like the environment,
/// then `global`. Each value comes from where its own metadata says, since a
/// provider may be made of several.
pub(crate) fn read(
    provider: &Provided,
    environment: Option<Environment>,
    number: u16,
    problems: &mut Vec<Problem>,
) -> Layer<'static> {
    let site = Site::entry(number, 0);
    let mut reading = Reading {
        provider,
        number,
        tags: Vec::new(),
        too_deep: None,
    };
    let mut tell = |problem: Problem| problems.push(problem.with_rank(rank(site)));
    let given = provider.data().map_err(|_| {
        failures(provider).into_iter().for_each(&mut tell);
    });
    let is_lost = given.is_err();
    let mut data = given.unwrap_or_default();
    let profiles = [
        Some(Profile::Default),
        environment.map(|environment| Profile::from(environment.as_str())),
        Some(Profile::Global),
    ];
    let root = profiles
        .into_iter()
        .flatten()
        .filter_map(|profile| data.remove(&profile))
        .map(|dict| reading.table(dict, 0))
        .map(|table| Node::new(Value::Table(table), site))
        .reduce(|lower, upper| upper.over(&lower));
    if let Some(tag) = reading.too_deep {
        tell(words::deep_provider(&name(provider, tag), DEPTH_LIMIT));
    }
    Layer {
        root: match root {
            Some(root) => root,
            None if is_lost => Node::new(Value::Bad, site),
            None => Node::new(Value::Table(Table::default()), site),
        },
        source: Source::Provider(reading.names()),
        lost: Losses::default(),
    }
}

/// Why the provider gives no values.
fn failures(provider: &Figment) -> Vec<Problem> {
    let Err(error) = provider.extract::<IgnoredAny>() else {
        return Vec::new();
    };
    let failed = error.into_iter().map(|error| {
        let name = error.metadata.as_ref().map(shown);
        words::provider_failed(name.as_deref().unwrap_or("figment"), &error)
    });
    failed.collect()
}

/// Where the values with this tag come from.
fn name(provider: &Figment, tag: Tag) -> String {
    let metadata = provider.get_metadata(tag);
    metadata.map_or_else(|| "figment".to_owned(), shown)
}

fn shown(metadata: &Metadata) -> String {
    let name = redact::text(&metadata.name);
    match &metadata.source {
        Some(source) => format!("{name} ({})", redact::text(&source.to_string())),
        None => name.into_owned(),
    }
}

/// The way from the provider's values to ours.
struct Reading<'p> {
    provider: &'p Figment,
    number: u16,
    /// Those of its values, each once: a site is the number of one.
    tags: Vec<Tag>,
    too_deep: Option<Tag>,
}

impl Reading<'_> {
    fn names(&self) -> Vec<String> {
        let names = self.tags.iter().map(|tag| name(self.provider, *tag));
        names.collect()
    }

    fn site(&mut self, tag: Tag) -> Site {
        let known = self.tags.iter().position(|known| *known == tag);
        let at = known.unwrap_or_else(|| {
            self.tags.push(tag);
            self.tags.len() - 1
        });
        Site::entry(self.number, at)
    }

    fn table(&mut self, dict: Dict, depth: usize) -> Table<'static> {
        let entries = dict.into_iter().map(|(key, value)| Entry {
            key: Cow::Owned(key),
            key_site: self.site(value.tag()),
            node: self.node(value, depth + 1),
        });
        entries.collect()
    }

    fn node(&mut self, given: Given, depth: usize) -> Node<'static> {
        let tag = given.tag();
        let site = self.site(tag);
        let value = match given {
            Given::Dict(..) | Given::Array(..) if depth > DEPTH_LIMIT => {
                self.too_deep = Some(tag);
                Value::Bad
            }
            Given::String(_, text) => Value::String(Cow::Owned(text)),
            Given::Char(_, char) => Value::String(Cow::Owned(char.to_string())),
            Given::Bool(_, bool) => Value::Bool(bool),
            Given::Num(_, number) => self::number(number),
            Given::Empty(..) => Value::Null,
            Given::Dict(_, dict) => Value::Table(self.table(dict, depth)),
            Given::Array(_, values) => {
                let nodes = values.into_iter();
                Value::List(nodes.map(|value| self.node(value, depth + 1)).collect())
            }
        };
        Node::new(value, site)
    }
}

fn number(number: Num) -> Value<'static> {
    let digits = match number {
        Num::F32(_) | Num::F64(_) => None,
        _ => {
            let signed = number.to_i128().map(|number| number.to_string());
            let unsigned = || number.to_u128().map(|number| number.to_string());
            signed.or_else(unsigned)
        }
    };
    let integer = digits.and_then(|digits| number::integer(&digits));
    let float = || number.to_f64().map(Value::Float);
    integer.or_else(float).unwrap_or(Value::Bad)
}
