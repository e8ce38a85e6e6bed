//! Which variable was meant by one that matches no setting.

use crate::layer::variables::{is_below, is_index, variants_of};
use crate::schema::Shape;
use crate::schema::names;
use crate::schema::names::TWIN;
use crate::value::key::Key;
use crate::value::suggest;

/// In how many places a variable is taken apart to find out what was meant.
const MOST_LEVELS: usize = 64;

/// How many sections a setting may be in of which only the name was given.
const MOST_SECTIONS: usize = 3;

/// What was perhaps meant by a variable that matches no setting.
#[derive(Debug, Default)]
pub(crate) struct MeantVariable {
    /// Variables, the most likely one first.
    pub(crate) names: Vec<String>,
    /// The settings of these variables, as far as they have a key.
    pub(super) keys: Vec<Key>,
    /// How to name what is below a list or a map.
    pub(super) hint: Option<String>,
}

/// Finds out what was meant by a variable.
pub(crate) fn meant_variable(name: &str, prefix: &str, settings: &[names::Named]) -> MeantVariable {
    let reserved = |own| MeantVariable {
        names: vec![own],
        ..MeantVariable::default()
    };
    let variants = variants_of(name, prefix);
    for variant in &variants {
        let keys = keys_of(variant, settings);
        if !keys.is_empty() || is_reserved(variant, prefix) || is_of_entry(variant, settings) {
            return MeantVariable {
                keys,
                ..reserved(variant.clone())
            };
        }
    }
    let name = variants.first().map_or(name, String::as_str);
    if let Some(own) = similar_reserved(&name.replace("__", "_"), prefix) {
        return reserved(own);
    }
    let (mut names, mut keys) = in_other_sections(name, prefix, settings);
    if names.is_empty() {
        let similar = similar_name(name, prefix, settings).filter(|(variable, _)| variable != name);
        let (variable, key) = similar.unzip();
        names.extend(variable);
        keys.extend(key.flatten());
    }
    let hint = names.is_empty().then(|| below_collection(name, settings));
    MeantVariable {
        names,
        keys,
        hint: hint.flatten(),
    }
}

/// The settings of the variable, or of the one that it is the twin of.
pub(super) fn keys_of(variable: &str, settings: &[names::Named]) -> Vec<Key> {
    let own = variable.replace("__", "_");
    let is_it = |named: &&names::Named| {
        let mut variables = named.variables.iter();
        variables
            .any(|variable| own == *variable || own.strip_suffix(TWIN) == Some(variable.as_str()))
    };
    let meant = settings.iter().filter(is_it);
    meant.map(|named| named.key.clone()).collect()
}

/// Whether the variable is that of something below a list or a map.
fn is_of_entry(variable: &str, settings: &[names::Named]) -> bool {
    let spelled = variable.replace("__", "_");
    let is_below_one = |named: &names::Named| {
        let mut variables = named.variables.iter();
        collection_of(named.field.shape()).is_some()
            && variables.any(|collection| is_below(&spelled, collection))
    };
    variable.contains("__") && settings.iter().any(is_below_one)
}

fn is_reserved(variable: &str, prefix: &str) -> bool {
    let mut reserved = names::RESERVED.iter();
    reserved.any(|own| names::of_loader(prefix, own) == variable)
}

/// The variables of settings whose section was left out, or that were put in a
/// section that there is not: `APP_URL` or `APP_CONFIG_DATABASE_URL` for
/// `APP_DATABASE_URL`.
fn in_other_sections(
    name: &str,
    prefix: &str,
    settings: &[names::Named],
) -> (Vec<String>, Vec<Key>) {
    let spelled = name.replace("__", "_");
    let base = spelled.strip_suffix(TWIN);
    let ending = if base.is_some() { TWIN } else { "" };
    let after = |name: &'_ str| Some(name.strip_prefix(prefix)?.to_owned());
    let Some(given) = after(base.unwrap_or(&spelled)).filter(|rest| rest.len() > 1) else {
        return (Vec::new(), Vec::new());
    };
    let is_meant = |named: &&names::Named| {
        let is_leaf = matches!(named.field.shape(), Shape::Leaf(_));
        let own = after(&named.variables[0]).unwrap_or_default();
        let has_section = named.key.as_str().contains('.');
        is_leaf && has_section && own != given && (own.ends_with(&given) || given.ends_with(&own))
    };
    let meant: Vec<_> = settings.iter().filter(is_meant).collect();
    if meant.len() > MOST_SECTIONS {
        return (Vec::new(), Vec::new());
    }
    let names = meant
        .iter()
        .map(|named| format!("{}{ending}", named.variables[0]));
    let keys = meant.iter().map(|named| named.key.clone());
    (names.collect(), keys.collect())
}

/// The variable of the loader itself that was perhaps meant.
///
/// Only what follows the prefix is compared: `ENV` is short, and many a name
/// would be close to it with the prefix in front.
fn similar_reserved(name: &str, prefix: &str) -> Option<String> {
    let rest = name.strip_prefix(prefix)?.strip_prefix('_')?;
    let candidates = names::RESERVED.into_iter().chain(["environment"]);
    let meant = match suggest::closest(rest, candidates)? {
        "environment" => "env",
        meant => meant,
    };
    Some(names::below(prefix, meant))
}

/// The variable that was probably meant, or its twin where that was tried.
fn similar_variable<'s>(
    name: &str,
    prefix: &str,
    settings: &'s [names::Named],
) -> Option<(String, &'s Key)> {
    let similar = |name: &str| {
        let (variable, key) = closest_variable(name, prefix, settings)?;
        Some((variable.to_owned(), key))
    };
    let twin = || {
        let (variable, key) = closest_variable(name.strip_suffix(TWIN)?, prefix, settings)?;
        Some((format!("{variable}{TWIN}"), key))
    };
    similar(name)
        .filter(|(variable, _)| variable.ends_with(TWIN) || !name.ends_with(TWIN))
        .or_else(twin)
        .or_else(|| similar(name))
}

/// The setting that a file in a secret directory was probably meant for, as a
/// variable of its name would be.
pub(crate) fn similar_setting(
    variable: &str,
    prefix: &str,
    settings: &[names::Named],
) -> Option<Key> {
    closest_variable(variable, prefix, settings).map(|(_, key)| key.clone())
}

/// Only what follows the prefix is compared, for else every short name would be
/// close to every other.
fn closest_variable<'s>(
    name: &str,
    prefix: &str,
    settings: &'s [names::Named],
) -> Option<(&'s str, &'s Key)> {
    let leaves = || {
        settings
            .iter()
            .filter(|named| matches!(named.field.shape(), Shape::Leaf(_)))
    };
    let variables = || {
        leaves().flat_map(|named| {
            named
                .variables
                .iter()
                .map(move |variable| (variable, named))
        })
    };
    let rest = behind(name, prefix);
    let closest = suggest::closest(
        rest,
        variables().map(|(variable, _)| behind(variable, prefix)),
    )?;
    let (variable, named) = variables().find(|(own, _)| behind(own, prefix) == closest)?;
    Some((variable, &named.key))
}

fn behind<'n>(name: &'n str, prefix: &str) -> &'n str {
    name.strip_prefix(prefix).unwrap_or(name)
}

/// The variable of a similar name, and the setting of it, which has no key yet
/// below lists and maps.
fn similar_name(
    name: &str,
    prefix: &str,
    settings: &[names::Named],
) -> Option<(String, Option<Key>)> {
    let below = |find| Some((similar_below(name, settings, find)?, None));
    let level = || {
        let (variable, key) = similar_variable(&name.replace("__", "_"), prefix, settings)?;
        Some((variable, Some(key.clone())))
    };
    let entry = || Some((similar_entry(name, prefix, settings)?, None));
    below(called)
        .or_else(level)
        .or_else(entry)
        .or_else(|| below(closest_collection))
}

/// The variable of an entry or element of a value whose name is alike.
fn similar_entry(name: &str, prefix: &str, settings: &[names::Named]) -> Option<String> {
    let (name, entry) = name.split_once("__")?;
    let (variable, key) = closest_variable(name, prefix, settings)?;
    let named = settings.iter().find(|named| named.key == *key)?;
    collection_of(named.field.shape())?;
    Some(format!("{variable}__{entry}"))
}

/// How to name what is below a list or a map, if the variable is meant for that.
fn below_collection(name: &str, settings: &[names::Named]) -> Option<String> {
    settings.iter().find_map(|named| {
        let variable = &named.variables[0];
        name.strip_prefix(variable)?.strip_prefix('_')?;
        let (entry, what) = match collection_of(named.field.shape())? {
            Collection::List => ("0", "an element of the list"),
            Collection::Map => ("NAME", "an entry of the map"),
        };
        let field = match named.field.shape().schema() {
            Some(_) => "__FIELD",
            None => "",
        };
        Some(format!("to set {what}, use {variable}__{entry}{field}"))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Collection {
    List,
    Map,
}

fn collection_of(shape: &Shape) -> Option<Collection> {
    match shape {
        Shape::Optional(inner) => collection_of(inner),
        Shape::List(_) => Some(Collection::List),
        Shape::Map(_) => Some(Collection::Map),
        Shape::Leaf(kind) if kind().is_list() => Some(Collection::List),
        Shape::Leaf(kind) if kind().is_map() => Some(Collection::Map),
        Shape::Leaf(_) | Shape::Section(_) => None,
    }
}

fn is_collection(named: &names::Named) -> bool {
    let shape = named.field.shape();
    shape.schema().is_some() && collection_of(shape).is_some()
}

/// How a list or a map is found by the name of its variable.
type Find = for<'s> fn(&str, &'s [names::Named]) -> Option<&'s names::Named>;

fn called<'s>(name: &str, settings: &'s [names::Named]) -> Option<&'s names::Named> {
    let mut collections = settings.iter().filter(|named| is_collection(named));
    collections.find(|named| named.variables[0] == name)
}

fn closest_collection<'s>(name: &str, settings: &'s [names::Named]) -> Option<&'s names::Named> {
    let collections = settings.iter().filter(|named| is_collection(named));
    let variables = collections.map(|named| named.variables[0].as_str());
    let variable = suggest::closest(name, variables)?;
    called(variable, settings)
}

/// The variable of a field of an entry that was probably meant.
fn similar_below(name: &str, settings: &[names::Named], find: Find) -> Option<String> {
    let mut levels = name.match_indices("__").take(MOST_LEVELS);
    levels.find_map(|(at, _)| {
        let (entry, rest) = name[at + 2..].split_once("__")?;
        let named = find(&name[..at].replace("__", "_"), settings)?;
        let is_entry = match collection_of(named.field.shape())? {
            Collection::List => is_index(entry),
            Collection::Map => !entry.is_empty(),
        };
        let section = named.field.shape().schema().filter(|_| is_entry)?;
        let (field, _) = similar_name(rest, "", &names::all(section, ""))?;
        let variable = &named.variables[0];
        Some(format!("{variable}__{entry}__{field}"))
    })
}
