//! Which variable was meant by one that no setting owns.

use crate::key::Key;
use crate::layer::variables::is_index;
use crate::names;
use crate::schema::Shape;
use crate::suggest;
use crate::variable::TWIN;

/// In how many places a variable is taken apart to find out what was meant.
const MOST_LEVELS: usize = 64;

/// The variable of the loader itself that was perhaps meant.
///
/// Only what follows the prefix is compared: `ENV` is short, and many a name
/// would be close to it with the prefix in front.
pub(super) fn similar_reserved(name: &str, prefix: &str) -> Option<String> {
    let rest = name.strip_prefix(prefix)?.strip_prefix('_')?;
    let candidates = names::RESERVED.into_iter().chain(["environment"]);
    let meant = match suggest::closest(rest, candidates)? {
        "environment" => "env",
        meant => meant,
    };
    Some(names::below(prefix, meant))
}

/// The variable that was probably meant, or its twin where that was tried.
fn similar_variable<'s>(name: &str, settings: &'s [names::Named]) -> Option<(String, &'s Key)> {
    let similar = |name: &str| {
        let (variable, key) = closest_variable(name, settings)?;
        Some((variable.to_owned(), key))
    };
    let twin = || {
        let (variable, key) = closest_variable(name.strip_suffix(TWIN)?, settings)?;
        Some((format!("{variable}{TWIN}"), key))
    };
    similar(name)
        .filter(|(variable, _)| variable.ends_with(TWIN) || !name.ends_with(TWIN))
        .or_else(twin)
        .or_else(|| similar(name))
}

/// The setting that a file in a secret folder was probably meant for, as a
/// variable of its name would be.
pub(crate) fn similar_setting(variable: &str, settings: &[names::Named]) -> Option<Key> {
    closest_variable(variable, settings).map(|(_, key)| key.clone())
}

fn closest_variable<'s>(name: &str, settings: &'s [names::Named]) -> Option<(&'s str, &'s Key)> {
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
    let closest = suggest::closest(name, variables().map(|(variable, _)| &**variable))?;
    let (variable, named) = variables().find(|(variable, _)| **variable == *closest)?;
    Some((variable, &named.key))
}

/// The variable that was probably meant, and the setting of it, which has no key
/// yet below lists and maps.
pub(super) fn meant_variable(
    name: &str,
    settings: &[names::Named],
) -> Option<(String, Option<Key>)> {
    let below = |find| Some((similar_below(name, settings, find)?, None));
    let level = || {
        let (variable, key) = similar_variable(&name.replace("__", "_"), settings)?;
        Some((variable, Some(key.clone())))
    };
    below(called)
        .or_else(level)
        .or_else(|| below(closest_collection))
}

/// How to name what is below a list or a map, if the variable is meant for that.
pub(super) fn below_collection(name: &str, settings: &[names::Named]) -> Option<String> {
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
        Some(format!(
            "below {variable} write `{variable}__{entry}{field}` for {what}"
        ))
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
        let (field, _) = meant_variable(&format!("_{rest}"), &names::all(section, ""))?;
        let (variable, field) = (&named.variables[0], field.strip_prefix('_')?);
        Some(format!("{variable}__{entry}__{field}"))
    })
}
