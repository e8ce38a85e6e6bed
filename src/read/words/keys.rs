//! What is wrong with a key or the name of a variable.

use crate::layer::source::{Layer, Show, Source, rank};
use crate::layer::words::name_of;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::resolve::Asked;
use crate::schema::describe;
use crate::schema::names::{self, Ambiguity};
use crate::schema::{Field, Schema};
use crate::value::key::Key;
use crate::value::origin::{Origin, Site};
use crate::value::suggest::listed;
use crate::value::tree::{Entry, Value};

/// Of how many settings it is said where they belong.
const MOST_MOVED: usize = 3;

/// How a missing setting can be set.
pub(crate) struct Cure {
    /// The file that it is best set in, if there are files.
    pub(crate) home: Option<String>,
    /// Whether that is part of the program, so that no operator can change it.
    pub(crate) is_fixed: bool,
    pub(crate) variables: Vec<String>,
    /// The variable that may name a file with the value instead.
    pub(crate) twin: Option<String>,
}

pub(crate) fn missing(key: &Key, field: &Field, cure: &Cure) -> Problem {
    let problem = Problem::new(
        Code::Missing,
        format!("`{key}` is not set, and has no default"),
    )
    .with_key(key.clone());
    with_cure(problem, key, field, cure)
}

/// Says of a missing setting what asks for it.
pub(crate) fn asked_for(problem: Problem, layers: &[Layer<'_>], asked: &Asked) -> Problem {
    let Some(layer) = layers.get(usize::from(asked.site.layer)) else {
        return problem;
    };
    let section = &asked.section;
    let (label, help) = if asked.is_optional {
        (
            format!("enables `{section}`"),
            format!("or unset all of `{section}` to disable it"),
        )
    } else {
        (
            format!("adds `{section}`"),
            format!("or remove `{section}`"),
        )
    };
    let show = match &asked.variant {
        Some(name) => Show::Value(name),
        None if asked.is_key => Show::Key,
        None => Show::Head(0),
    };
    problem
        .with_place(layer.place(asked.site, label, show))
        .with_help(help)
}

/// Says what the setting is, and how to set it.
pub(crate) fn with_cure(problem: Problem, key: &Key, field: &Field, cure: &Cure) -> Problem {
    let problem = match &cure.home {
        Some(file) => problem.with_home(file.into()),
        None => problem,
    };
    let names = cure.variables.join(" or ");
    let is_secret = field.is_secret_as(&field.kind());
    let twin = cure.twin.as_ref().filter(|_| is_secret);
    let twin = twin.map(|name| format!("{name} to the path of a file that holds it"));
    let variables = (!names.is_empty()).then(|| format!("the variable {names}"));
    let file = cure.home.as_ref().filter(|_| !is_secret && !cure.is_fixed);
    let file = file.map(|file| format!("`{key}` in {file}"));
    let ways: Vec<String> = variables.into_iter().chain(twin).chain(file).collect();
    let docs = field.docs().lines().next().filter(|docs| !docs.is_empty());
    let set = (!ways.is_empty()).then(|| format!("set {}", ways.join(", or ")));
    problem
        .with_helps(docs.map(|docs| format!("about: {docs}")))
        .with_helps(set)
}

/// What an unknown key or variable was perhaps meant to be.
pub(crate) enum Meant {
    /// A key or variable of a similar name.
    Similar(String),
    /// The same name in another section.
    Elsewhere(Vec<Key>),
    Nothing,
}

pub(crate) fn unknown_key(
    layer: &Layer<'_>,
    key: &Key,
    entry: &Entry<'_>,
    meant: &Meant,
) -> Problem {
    let site = entry.key_site;
    let place = |label: &str| layer.place(site, label, Show::name_of(key));
    let unknown = || {
        Problem::new(Code::UnknownKey, format!("there is no setting `{key}`"))
            .with_place(place("unknown key"))
    };
    let did_you_mean = |expected: &str, meant: &str| {
        unknown()
            .with_expected(expected)
            .with_help(format!("did you mean {meant}?"))
    };
    let problem = match meant {
        Meant::Elsewhere(keys) if is_override(layer) => {
            let keys = any_of(keys);
            did_you_mean(&keys, &keys)
        }
        Meant::Elsewhere(keys) => {
            let keys = any_of(keys);
            Problem::new(
                Code::MisplacedKey,
                format!("`{key}` is in the wrong section"),
            )
            .with_expected(keys.clone())
            .with_place(place("not a key of this section"))
            .with_help(format!("move it to {keys}"))
        }
        Meant::Similar(similar) => did_you_mean(similar, &format!("`{similar}`")),
        Meant::Nothing if is_value_alone(layer, entry) => {
            return Problem::new(Code::UnknownKey, "a value of `--set` names no setting")
                .with_place(Place::new(Origin::Argument(String::new()), "").with_rank(rank(site)))
                .with_help("write `--set key=value`");
        }
        Meant::Nothing => unknown().with_help("remove it"),
    };
    problem.with_key(key.clone())
}

/// Keys, any of which may be meant.
fn any_of(keys: &[Key]) -> String {
    let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(" or ")
}

fn is_override(layer: &Layer<'_>) -> bool {
    matches!(layer.source, Source::Overrides(..))
}

/// Whether an override has a key that nothing is named like, and no value: the key
/// may be the value, a text in base64 that ends in `=`.
fn is_value_alone(layer: &Layer<'_>, entry: &Entry<'_>) -> bool {
    let is_empty = matches!(&entry.node.value, Value::Free(text) if text.is_empty());
    is_override(layer) && is_empty
}

/// What is said of the first problem without a suggestion, and of those behind it.
pub(crate) fn without_suggestion(most: usize, left: usize) -> String {
    format!("only the first {most} of these have suggestions; {left} more have none")
}

/// A section that there is not, around settings that there are; `moved` says
/// where each of them is, and where it belongs.
pub(crate) fn wrapper(
    layer: &Layer<'_>,
    key: &Key,
    entry: &Entry<'_>,
    moved: &[[Key; 2]],
) -> Problem {
    let shown = moved.iter().take(MOST_MOVED);
    let mut moves: Vec<_> = shown
        .map(|[from, to]| format!("`{from}` to `{to}`"))
        .collect();
    if moved.len() > MOST_MOVED {
        moves.push(format!("{} more", moved.len() - MOST_MOVED));
    }
    let help = format!("move {}", listed(&moves));
    let site = entry.key_site;
    let problem = Problem::new(
        Code::MisplacedKey,
        format!("unknown section `{key}` around these settings"),
    );
    problem
        .with_key(key.clone())
        .with_place(layer.place(site, "unknown section", Show::name_of(key)))
        .with_help(help)
}

/// What `allow` says where a typo may go unnoticed.
pub(crate) const DROPPED_FIELDS: &str = "dropped_fields";

/// A setting in which a typo is not found.
pub(crate) fn drops_typos(key: &Key) -> Problem {
    let message = format!("misspelled fields of `{key}` go unnoticed");
    Problem::new(Code::DroppedFields, message)
        .with_severity(Severity::Warning)
        .with_key(key.clone())
        .with_help_for_author("give its type `#[serde(deny_unknown_fields)]`, or make it a section with `#[derive(Config)]`")
        .with_help_for_author(format!("`#[config(allow({DROPPED_FIELDS} = \"why\"))]` allows it on the field"))
}

pub(crate) fn unnamed(key: &Key) -> Problem {
    let message =
        format!("`{key}` cannot be set by a variable: its name cannot be part of a variable name");
    Problem::new(Code::UnnamedVariable, message)
        .with_severity(Severity::Warning)
        .with_key(key.clone())
        .with_help("set it in a file")
        .with_help_for_author("rename it, or give it a variable with `#[config(env = \"NAME\")]`")
}

pub(crate) fn retired_key(layer: &Layer<'_>, retired: &Retired, site: Site) -> Problem {
    let (key, when) = (&retired.key, retired.when());
    Problem::new(
        Code::RetiredKey,
        format!("`{key}` was retired{when} and must not be used again"),
    )
    .with_key(key.clone())
    .with_place(layer.place(site, "retired", Show::Key))
    .with_help("remove it; this setting was removed, and its name will not be reused")
}

pub(crate) fn other_variant(
    layer: &Layer<'_>,
    key: &Key,
    entry: &Entry<'_>,
    variants: [&str; 2],
    tag: Place,
) -> Problem {
    let [other, chosen] = variants;
    let site = entry.key_site;
    Problem::new(
        Code::MisplacedKey,
        format!("`{key}` belongs to the variant `{other}`, but `{chosen}` is chosen"),
    )
    .with_key(key.clone())
    .with_place(layer.place(site, format!("only for `{other}`"), Show::Key))
    .with_place(tag)
    .with_help("remove it, or choose the other variant")
}

/// A value that was written for another variant than the one it counts for.
pub(crate) fn stays_of_variant(
    layer: &Layer<'_>,
    key: &Key,
    entry: &Entry<'_>,
    variants: [&str; 2],
    tag: Place,
) -> Problem {
    let [other, chosen] = variants.map(crate::value::redact::line);
    let site = entry.key_site;
    Problem::note(
        Code::CarriedOver,
        format!("`{key}` was set for the variant `{other}`, but also applies to `{chosen}`"),
    )
    .with_key(key.clone())
    .with_place(layer.place(site, format!("set for `{other}`"), Show::Key))
    .with_place(tag)
    .with_help(format!("set it for `{chosen}` as well, or remove it"))
}

pub(crate) fn unknown_variable(
    layer: &Layer<'_>,
    site: Site,
    similar: &[String],
    section: Option<&str>,
) -> Problem {
    let name = name_of(layer, site);
    let problem = Problem::new(Code::UnknownVariable, format!("unknown variable {name}"))
        .with_place(layer.place(site, "", Show::Key));
    match (similar, section) {
        ([first, ..], _) => problem
            .with_expected(first)
            .with_help(format!("did you mean {}?", similar.join(" or "))),
        ([], Some(help)) => problem.with_help(help),
        ([], None) => problem.with_help("unset it").with_help_for_author(
            "`Loader::ignore_variable` ignores a variable of another program",
        ),
    }
}

/// A key of a text provider that matches no setting.
pub(crate) fn unknown_pair(layer: &Layer<'_>, site: Site, similar: &[Key]) -> Problem {
    let problem = Problem::new(
        Code::UnknownKey,
        format!("there is no setting `{}`", name_of(layer, site)),
    )
    .with_place(layer.place(site, "", Show::Key));
    match similar {
        [] => problem
            .with_help("remove it")
            .with_help_for_author("give `Loader::text_provider` only the pairs of this program"),
        similar => {
            let similar: Vec<String> = similar.iter().map(|key| format!("`{key}`")).collect();
            problem.with_help(format!("did you mean {}?", similar.join(" or ")))
        }
    }
}

pub(crate) fn retired_variable(layer: &Layer<'_>, site: Site, retired: &Retired) -> Problem {
    let name = name_of(layer, site);
    let (key, when) = (&retired.key, retired.when());
    Problem::new(
        Code::RetiredKey,
        format!("the variable {name} sets `{key}`, which was retired{when}"),
    )
    .with_key(key.clone())
    .with_place(layer.place(site, "retired", Show::Key))
    .with_help("unset it; this setting was removed, and its name will not be reused")
}

pub(crate) fn unreadable_name(name: &str) -> Problem {
    let name = crate::value::redact::line(name);
    Problem::new(
        Code::VariableEncoding,
        format!("the name of the variable {name} is not UTF-8"),
    )
    .with_place(Place::new(Origin::Variable(name), ""))
    .with_help("unset it")
}

/// A variable that is called almost like one without the prefix, which may be
/// another program's.
pub(crate) fn variant_not_read(name: &str, meant: &str, place: Option<Place>) -> Problem {
    let name = crate::value::redact::name(name);
    let place =
        place.unwrap_or_else(|| Place::new(Origin::Variable(name.clone().into_owned()), ""));
    let message = format!("{name} is not read: the program reads {meant}");
    Problem::note(Code::UnknownVariable, message)
        .with_expected(meant)
        .with_place(place)
        .with_help(format!(
            "rename it to {meant} if it is meant for this program"
        ))
}

pub(crate) fn ambiguous(ambiguity: &Ambiguity) -> Problem {
    let [first, second] = &ambiguity.keys;
    let variable = &ambiguity.variable;
    let (message, help) = if first.as_str() == names::LOADER {
        let message = format!("the variable {variable} of `{second}` is reserved for the loader");
        (message, "rename the setting")
    } else {
        let message = format!("the variable {variable} would set both `{first}` and `{second}`");
        (message, "rename one of the two")
    };
    Problem::new(Code::AmbiguousVariable, message)
        .with_key(second.clone())
        .with_help_for_author(help)
}

/// A setting without a prefix whose variable every machine has.
pub(crate) fn of_system(key: &Key, variable: &str) -> Problem {
    let message = format!("the variable {variable} of `{key}` is set on most machines");
    Problem::new(Code::AmbiguousVariable, message)
        .with_key(key.clone())
        .with_help_for_author(
            "rename the setting, or give the program a prefix: `Loader::new(\"NAME\")`",
        )
}

pub(crate) fn two_names(layer: &Layer<'_>, older: &Key, entries: [&Entry<'_>; 2]) -> Problem {
    let [own, alias] = entries;
    let mut key = older.parent_of(&alias.key);
    key.push_name(&own.key);
    Problem::new(
        Code::Conflict,
        format!("`{key}` is set twice, once as `{older}`"),
    )
    .with_place(layer.place(alias.key_site, "older name", Show::Key))
    .with_place(layer.place(own.key_site, "current name", Show::Key))
    .with_help(format!("keep `{key}`, and remove `{older}`"))
    .with_key(key)
}

pub(crate) fn deprecated(
    layer: &Layer<'_>,
    key: &Key,
    site: Site,
    (instead, since): (&str, &str),
) -> Problem {
    let since = describe::since(since);
    Problem::new(Code::DeprecatedKey, format!("`{key}` is deprecated{since}"))
        .with_severity(Severity::Warning)
        .with_key(key.clone())
        .with_place(layer.place(site, "", Show::Key))
        .with_help(instead)
}

/// A key that must never be used again.
pub(crate) struct Retired {
    pub(crate) key: Key,
    since: Option<&'static str>,
}

impl Retired {
    fn when(&self) -> String {
        self.since
            .map_or(String::new(), |since| format!(" in {since}"))
    }
}

/// Returns the keys that were retired anywhere in the schema.
pub(crate) fn retired_keys(schema: &'static Schema) -> Vec<Retired> {
    let mut keys = Vec::new();
    collect_retired(schema, &Key::default(), &mut keys);
    keys
}

fn collect_retired(schema: &'static Schema, section: &Key, keys: &mut Vec<Retired>) {
    for retired in schema.retired() {
        let mut key = section.clone();
        retired.split('.').for_each(|name| key.push_name(name));
        let since = schema.retired_since(retired);
        keys.push(Retired { key, since });
    }
    for field in schema.all_fields() {
        if let Some(below) = names::section_of(field.shape()) {
            let mut key = section.clone();
            key.push_name(field.name());
            collect_retired(below, &key, keys);
        }
    }
}
