//! Which variable was meant by one that matches no setting.

use crate::layer::variables::{is_below, is_index, variants_of};
use crate::schema::Shape;
use crate::schema::names::TWIN;
use crate::schema::names::{self, Own};
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
pub(crate) fn meant_variable(name: &str, own: Own<'_>, settings: &[names::Named]) -> MeantVariable {
    let prefix = own.prefix;
    let variants = variants_of(name, prefix);
    let is_reserved = |variable: &str| {
        let mut reserved = own.reserved.iter();
        reserved.any(|own| names::of_loader(prefix, own) == variable)
    };
    for variant in &variants {
        let keys = keys_of(variant, settings);
        if !keys.is_empty() || is_reserved(variant) || is_of_entry(variant, settings) {
            return MeantVariable {
                names: vec![variant.clone()],
                keys,
                hint: None,
            };
        }
    }
    let name = variants.first().map_or(name, String::as_str);
    let mut meant = match similar_reserved(&name.replace("__", "_"), own) {
        Some(own) => vec![(own, None)],
        None => in_other_sections(name, prefix, settings),
    };
    if meant.is_empty() {
        let similar = similar_name(name, prefix, settings);
        meant.extend(similar.filter(|(variable, _)| variable != name));
    }
    let hint = meant.is_empty().then(|| below_collection(name, settings));
    let (names, keys): (_, Vec<_>) = meant.into_iter().unzip();
    MeantVariable {
        names,
        keys: keys.into_iter().flatten().collect(),
        hint: hint.flatten(),
    }
}

/// A variable that may be meant, and the key of its setting, as far as it has one.
type Meant = (String, Option<Key>);

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

/// The variables of settings whose section was left out, or that were put in a
/// section that there is not: `APP_URL` or `APP_CONFIG_DATABASE_URL` for
/// `APP_DATABASE_URL`.
fn in_other_sections(name: &str, prefix: &str, settings: &[names::Named]) -> Vec<Meant> {
    let spelled = name.replace("__", "_");
    let base = spelled.strip_suffix(TWIN).unwrap_or(&spelled);
    let ending = &spelled[base.len()..];
    let Some(given) = base.strip_prefix(prefix).filter(|rest| rest.len() > 1) else {
        return Vec::new();
    };
    let is_meant = |named: &&names::Named| {
        let own = named.variables[0].strip_prefix(prefix).unwrap_or_default();
        let has_section = named.key.as_str().contains('.');
        is_leaf(named)
            && has_section
            && own != given
            && (own.ends_with(given) || given.ends_with(own))
    };
    let meant = settings.iter().filter(is_meant).map(|named| {
        let variable = format!("{}{ending}", named.variables[0]);
        (variable, Some(named.key.clone()))
    });
    let meant: Vec<_> = meant.take(MOST_SECTIONS + 1).collect();
    if meant.len() > MOST_SECTIONS {
        return Vec::new();
    }
    meant
}

fn is_leaf(named: &names::Named) -> bool {
    matches!(named.field.shape(), Shape::Leaf(_))
}

/// The variable of the loader itself that was perhaps meant.
///
/// Only what follows the prefix is compared: `ENV` is short, and many a name
/// would be close to it with the prefix in front.
fn similar_reserved(name: &str, own: Own<'_>) -> Option<String> {
    let rest = name.strip_prefix(own.prefix)?.strip_prefix('_')?;
    let reserved = own.reserved.iter().copied();
    let candidates = reserved.chain(own.reserved.contains(&"env").then_some("environment"));
    let meant = match suggest::closest(rest, candidates)? {
        "environment" => "env",
        meant => meant,
    };
    Some(names::below(own.prefix, meant))
}

/// The setting that a file in a secret folder was probably meant for, as a
/// variable of its name would be.
pub(crate) fn similar_setting(
    variable: &str,
    prefix: &str,
    settings: &[names::Named],
) -> Option<Key> {
    closest_variable(variable, prefix, settings)?.1
}

/// The variable of a setting that is closest, or its twin where that was tried.
///
/// Only what follows the prefix is compared, for else every short name would be
/// close to every other.
fn closest_variable(name: &str, prefix: &str, settings: &[names::Named]) -> Option<Meant> {
    let endings = if name.ends_with(TWIN) {
        &["", TWIN][..]
    } else {
        &[""]
    };
    let mut known = Vec::new();
    for named in settings.iter().filter(|named| is_leaf(named)) {
        for variable in &named.variables {
            let variables = endings.iter().map(|ending| format!("{variable}{ending}"));
            known.extend(variables.map(|variable| (variable, &named.key)));
        }
    }
    let behind = |name| str::strip_prefix(name, prefix).unwrap_or(name);
    let others = known.iter().map(|(variable, _)| behind(variable));
    let closest = suggest::closest(behind(name), others)?;
    let (variable, key) = known.iter().find(|(own, _)| behind(own) == closest)?;
    Some((variable.clone(), Some((*key).clone())))
}

/// The variable of a similar name, and the setting of it, which has no key yet
/// below lists and maps.
fn similar_name(name: &str, prefix: &str, settings: &[names::Named]) -> Option<Meant> {
    let below = |is_exact| Some((similar_below(name, settings, is_exact)?, None));
    below(true)
        .or_else(|| closest_variable(&name.replace("__", "_"), prefix, settings))
        .or_else(|| below(false))
}

/// The variable of something below a list or a map that was probably meant; its own
/// name is that of one, or close to it.
fn similar_below(name: &str, settings: &[names::Named], is_exact: bool) -> Option<String> {
    let collections = || {
        let all = settings.iter();
        all.filter_map(|named| Some((named, collection_of(named.field.shape())?)))
    };
    let mut levels = name.match_indices("__").take(MOST_LEVELS);
    levels.find_map(|(at, _)| {
        let (own, rest) = (name[..at].replace("__", "_"), &name[at + 2..]);
        let variables = collections().map(|(named, _)| named.variables[0].as_str());
        let variable = if is_exact {
            &*own
        } else {
            suggest::closest(&own, variables)?
        };
        let (named, collection) =
            collections().find(|(named, _)| named.variables[0] == variable)?;
        let below = match (named.field.shape().schema(), rest.split_once("__")) {
            (None, _) if !is_exact => rest.to_owned(),
            (Some(section), Some((entry, field))) if collection.may_have(entry) => {
                let (field, _) = similar_name(field, "", &names::all(section, ""))?;
                format!("{entry}__{field}")
            }
            _ => return None,
        };
        Some(format!("{variable}__{below}"))
    })
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

#[derive(Clone, Copy)]
enum Collection {
    List,
    Map,
}

impl Collection {
    /// Whether it may have an entry of this name.
    fn may_have(self, entry: &str) -> bool {
        match self {
            Self::List => is_index(entry),
            Self::Map => !entry.is_empty(),
        }
    }
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
