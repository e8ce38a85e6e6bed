//! Any `figment` provider as a layer, and the way from its values to ours.

use std::borrow::Cow;

use figment::value::{Dict, Num, Value as Given};
use figment::{Profile, Provider};

use crate::environment::Environment;
use crate::origin::Site;
use crate::problem::Problem;
use crate::redact;
use crate::source::{Layer, Source};
use crate::tree::{Entry, Node, Table, Value};
use crate::words;

/// How deep its values may be nested.
const DEPTH_LIMIT: usize = 64;

/// Asks the provider for its values, as the layer with this number.
///
/// Of its profiles `default` counts, then the one named like the environment,
/// then `global`.
pub(crate) fn read(
    provider: &dyn Provider,
    environment: Option<Environment>,
    number: u16,
    problems: &mut Vec<Problem>,
) -> Layer<'static> {
    let metadata = provider.metadata();
    let name = redact::text(&metadata.name);
    let name = match &metadata.source {
        Some(source) => format!("{name} ({})", redact::text(&source.to_string())),
        None => name.into_owned(),
    };
    let site = Site::entry(number, 0);
    let mut reading = Reading {
        site,
        is_too_deep: false,
    };
    let given = provider.data().map_err(|error| {
        problems.push(words::provider_failed(&name, &error));
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
        .map(|dict| Node::new(Value::Table(reading.table(dict, 0)), site))
        .reduce(|lower, upper| upper.over(&lower));
    if reading.is_too_deep {
        problems.push(words::deep_provider(&name, DEPTH_LIMIT));
    }
    Layer {
        source: Source::Provider(name),
        root: match root {
            Some(root) => root,
            None if is_lost => Node::new(Value::Bad, site),
            None => Node::new(Value::Table(Table::default()), site),
        },
        lost: Vec::new(),
    }
}

/// The way from the provider's values to ours.
struct Reading {
    site: Site,
    is_too_deep: bool,
}

impl Reading {
    fn table(&mut self, dict: Dict, depth: usize) -> Table<'static> {
        let entries = dict.into_iter().map(|(key, value)| Entry {
            key: Cow::Owned(key),
            key_site: self.site,
            node: self.node(value, depth + 1),
        });
        entries.collect()
    }

    fn node(&mut self, given: Given, depth: usize) -> Node<'static> {
        let value = match given {
            Given::Dict(..) | Given::Array(..) if depth > DEPTH_LIMIT => {
                self.is_too_deep = true;
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
        Node::new(value, self.site)
    }
}

fn number(number: Num) -> Value<'static> {
    if let Num::F32(_) | Num::F64(_) = number {
        return number.to_f64().map_or(Value::Bad, Value::Float);
    }
    let unsigned = || {
        number
            .to_u128()
            .and_then(|number| i128::try_from(number).ok())
    };
    let signed = number.to_i128().or_else(unsigned);
    if let Some(small) = signed.and_then(|number| i64::try_from(number).ok()) {
        Value::Integer(small)
    } else {
        let wide = signed.map(|number| number.to_string());
        let wide = wide.or_else(|| number.to_u128().map(|number| number.to_string()));
        wide.map_or(Value::Bad, |text| Value::Wide(text.into()))
    }
}
