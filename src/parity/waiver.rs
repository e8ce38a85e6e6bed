//! Permissions for single differences, each with a reason and a last day.

mod ledger;

use std::path::Path;

use serde::{Serialize, Serializer};

pub(super) use self::ledger::Ledger;
use super::Difference;
use super::side::Column;
use crate::environment::Environment;
use crate::layer::file;
use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::layer::written::Written;
use crate::read::Load;
use crate::read::config::Config;
use crate::read::unknown;
use crate::report::problem::{Code, Place, Problem};
use crate::schema::names;
use crate::schema::parity as rule;
use crate::schema::{Schema, Shape};
use crate::system::date::Date;
use crate::value::key::Key;
use crate::value::suggest::{closest, quoted};
use crate::value::tree::{Node, Value};

/// The file that waivers are in, without its ending.
pub(crate) const FILE: &str = file::names::WAIVERS;

/// A dated, reasoned permission for one difference.
///
/// It is in `config/parity.toml`:
///
/// ```toml
/// [[waiver]]
/// key = "database.url"
/// environments = ["development"]
/// code = "different-kind"          # of all its differences only this one
/// reason = "no PostgreSQL on the machines of the summer school"
/// until = 2026-09-30
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct Waiver {
    key: Key,
    code: Option<Code>,
    environments: Vec<String>,
    reason: String,
    until: Date,
    #[serde(rename = "origin", serialize_with = "origin")]
    place: Place,
}

fn origin<S: Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place.origin())
}

impl Waiver {
    /// Returns the key of the setting that may differ.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Returns the one code it permits; `None` if it permits all.
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// Returns the environments and deployments that may differ from the others.
    pub fn environments(&self) -> &[String] {
        &self.environments
    }

    /// Returns the reason.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Returns the last day on which it applies.
    pub fn until(&self) -> Date {
        self.until
    }

    /// Returns where it is written.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Whether it permits what is found of its key on this side.
    fn permits(&self, code: Code, side: &Column) -> bool {
        let names = [side.name(), side.environment().as_str()];
        let is_named = |name: &String| names.contains(&name.as_str());
        self.code.is_none_or(|own| own == code) && self.environments.iter().any(is_named)
    }

    fn is_expired(&self, today: Date) -> bool {
        self.until < today
    }

    fn expired(&self, today: Date) -> Problem {
        let message = format!("the waiver for `{}` expired on {}", self.key, self.until);
        self.problem(Code::WaiverExpired, message)
            .with_help("resolve the difference and remove the waiver, or extend it")
            .with_found(Some(format!("today is {today}")))
    }

    fn unused(&self) -> Problem {
        let message = format!("the waiver for `{}` matches no difference", self.key);
        self.problem(Code::WaiverUnused, message)
            .with_help("remove it")
    }

    fn problem(&self, code: Code, message: String) -> Problem {
        Problem::new(code, message)
            .with_key(self.key.clone())
            .with_place(self.place.clone())
    }
}

/// The file as it is written.
#[derive(rehearsal_derive::Config)]
#[config(crate = "crate")]
struct File {
    #[config(nested)]
    waiver: Vec<Given>,
}

#[derive(rehearsal_derive::Config)]
#[config(crate = "crate")]
struct Given {
    /// The key of the setting that may differ.
    key: String,
    /// The environments and deployments that may depart from the others.
    environments: Vec<String>,
    /// The one code of all that the setting may be found by.
    code: Option<String>,
    /// Why it may differ.
    reason: String,
    /// The last day on which it may.
    until: Date,
}

/// What a file of waivers holds.
#[derive(Default)]
pub(super) struct Waivers {
    pub(super) all: Vec<Waiver>,
    pub(super) problems: Vec<Problem>,
    /// The settings whose waivers could not be understood.
    unclear: Vec<Key>,
    /// Whether a waiver of any setting may be in what could not be read.
    is_lost: bool,
}

impl Waivers {
    /// A file that could not be read at all.
    pub(super) fn lost(problem: Problem) -> Self {
        Self {
            problems: vec![problem],
            is_lost: true,
            ..Self::default()
        }
    }

    /// Whether a waiver that could not be understood may permit this: then
    /// it is unknown whether it is a violation.
    pub(super) fn may_permit(&self, verdict: &Difference) -> bool {
        let is_unclear = |key: &Key| self.unclear.iter().any(|unclear| key.is_within(unclear));
        let key = verdict.key();
        key.is_some_and(|key| self.is_lost || is_unclear(key))
    }
}

/// Reads the waivers. One that cannot be understood is ignored, and what
/// it may permit is not judged.
pub(super) fn read(path: &Path, text: &str, schema: &'static Schema, sides: &[Column]) -> Waivers {
    let mut problems = Vec::new();
    let layers = [file::read(path, text, 0, 8, File::SCHEMA, &mut problems)];
    let mut load = Load::new(&layers, None);
    let file = load.read::<File>();
    problems.extend(load.found);
    unknown::keys(&layers, (File::SCHEMA, ""), &mut problems);
    let missing = load.missing.iter().filter(|_| problems.is_empty());
    let missing: Vec<_> = missing.map(|missing| lacking(&missing.key, path)).collect();
    problems.extend(missing);
    let Some(file) = file.filter(|_| problems.is_empty()) else {
        let keys = keys(&layers[0]);
        return Waivers {
            problems,
            is_lost: keys.is_none(),
            unclear: keys.unwrap_or_default(),
            ..Waivers::default()
        };
    };
    let mut waivers = Waivers::default();
    for (index, given) in file.waiver.into_iter().enumerate() {
        let place = |name: &str| place(&layers[0], index, name);
        match understand(&given, place("key"), schema, sides) {
            Ok(waiver) => waivers.all.push(waiver),
            Err(wrong) => {
                let mut key = Key::from("waiver");
                key.push_index(index);
                key.push_name(wrong.name);
                let problem = Problem::new(Code::Waiver, wrong.message)
                    .with_key(key)
                    .with_place(place(wrong.name))
                    .with_help(wrong.help);
                waivers.problems.push(problem);
                waivers.unclear.push(Key::from(given.key.trim()));
            }
        }
    }
    waivers
}

/// The settings that the file names, of whatever else it consists; none if one
/// of its waivers names no setting.
fn keys(layer: &Layer<'_>) -> Option<Vec<Key>> {
    if !layer.lost.is_empty() {
        return None;
    }
    let Value::List(nodes) = &layer.root.as_table()?.get("waiver")?.node.value else {
        return None;
    };
    let key = |node: &Node<'_>| match &node.as_table()?.get("key")?.node.value {
        Value::String(key) => Some(Key::from(key.trim())),
        _ => None,
    };
    nodes.iter().map(key).collect()
}

fn lacking(key: &Key, path: &Path) -> Problem {
    Problem::new(Code::Waiver, format!("`{key}` is not set"))
        .with_place(Place::of_file(path))
        .with_help("a waiver needs `key`, `environments`, `reason` and `until`")
}

/// Where one waiver of the file has a value.
fn place(layer: &Layer<'_>, index: usize, name: &str) -> Place {
    let node = || {
        let Value::List(nodes) = &layer.root.as_table()?.get("waiver")?.node.value else {
            return None;
        };
        Some(&nodes.get(index)?.as_table()?.get(name)?.node)
    };
    let node = node();
    let site = node.map_or(layer.root.site, |node| node.site);
    let view = View::outside(&[]);
    let written = node.map_or(Written::Key, |node| Written::of(layer, view, node));
    layer.place(site, "", written.show())
}

/// What is wrong with a value of a waiver.
struct Wrong {
    name: &'static str,
    message: String,
    help: String,
}

fn understand(
    given: &Given,
    place: Place,
    schema: &'static Schema,
    sides: &[Column],
) -> Result<Waiver, Wrong> {
    let key = Key::from(given.key.trim());
    if !rule::is_setting(schema, &key) {
        return Err(Wrong {
            name: "key",
            message: format!("there is no setting `{key}`"),
            help: near(schema, &key),
        });
    }
    if given.reason.trim().is_empty() {
        return Err(Wrong {
            name: "reason",
            message: "a waiver needs a reason".to_owned(),
            help: "explain why it may differ".to_owned(),
        });
    }
    Ok(Waiver {
        environments: environments(&given.environments, sides)?,
        code: given.code.as_deref().map(code).transpose()?,
        place,
        reason: given.reason.trim().to_owned(),
        until: given.until,
        key,
    })
}

/// What was probably meant, or what to do where nothing is near.
fn meant<'k>(name: &str, known: impl Iterator<Item = &'k str>, otherwise: String) -> String {
    match closest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise,
    }
}

fn near(schema: &'static Schema, key: &Key) -> String {
    let settings = names::all(schema, "");
    let leaves = settings
        .iter()
        .filter(|named| matches!(named.field.shape(), Shape::Leaf(_)));
    let leaves = leaves.map(|named| named.key.as_str());
    meant(
        key.as_str(),
        leaves,
        "name one setting, not a section".to_owned(),
    )
}

fn code(name: &str) -> Result<Code, Wrong> {
    let known = || Code::ALL.iter().copied();
    let otherwise = "omit it to permit all differences of the setting";
    known()
        .find(|code| code.as_str() == name)
        .ok_or_else(|| Wrong {
            name: "code",
            message: format!("there is no code `{name}`"),
            help: meant(name, known().map(Code::as_str), otherwise.to_owned()),
        })
}

fn environments(given: &[String], sides: &[Column]) -> Result<Vec<String>, Wrong> {
    let known = || sides.iter().map(Column::name);
    let some_of_them = || format!("name one or more of {}", quoted(known()));
    if given.is_empty() {
        return Err(Wrong {
            name: "environments",
            message: "a waiver needs at least one environment".to_owned(),
            help: some_of_them(),
        });
    }
    let understand = |name: &String| {
        let side = known().find(|known| known.eq_ignore_ascii_case(name.trim()));
        let side = side.or_else(|| Some(name.parse::<Environment>().ok()?.as_str()));
        side.map(str::to_owned).ok_or_else(|| Wrong {
            name: "environments",
            message: format!("unknown environment `{}`", crate::value::redact::line(name)),
            help: meant(name, known(), some_of_them()),
        })
    };
    given.iter().map(understand).collect()
}
