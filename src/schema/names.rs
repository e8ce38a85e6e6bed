//! The variables of a program: one name for each setting, made from its key.

use std::collections::{BTreeMap, HashMap};

use crate::schema::{Field, Schema, Shape};
use crate::value::key::{GivenStep, Key, push_variable_level};

/// What the name of a variable ends in that holds the path of its value.
pub(crate) const TWIN: &str = "_FILE";

/// The variable that programs share, where their own does not choose the
/// environment.
pub(crate) const SHARED: &str = "APP_ENV";

/// What the loader reads for itself from variables with the prefix.
pub(crate) const RESERVED: [&str; 5] = [
    "env",
    "config_dir",
    "secrets_dir",
    "snapshot_key",
    "snapshot_key_file",
];

/// As [`RESERVED`], of a program without environments: it chooses none, and has no
/// directory of their files.
pub(crate) const RESERVED_ANYWHERE: &[&str] = RESERVED.split_at(2).1;

/// How the variables of a program begin, and which of them the loader reads for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'p> {
    pub(crate) prefix: &'p str,
    pub(crate) reserved: &'static [&'static str],
}

impl<'p> Own<'p> {
    pub(crate) fn of(prefix: &'p str) -> Self {
        Self {
            prefix,
            reserved: &RESERVED,
        }
    }
}

/// One setting and the variables that set it.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) key: Key,
    pub(crate) field: &'static Field,
    /// The name made of the key, then the platform's own names.
    pub(crate) variables: Vec<String>,
    /// The names made of aliases, of the field or of a section that it is in.
    pub(crate) aliases: Vec<String>,
}

/// Variables that a machine has whatever runs on it.
const OF_SYSTEM: [&str; 18] = [
    "COMPUTERNAME",
    "HOME",
    "HOSTNAME",
    "LANG",
    "LOGNAME",
    "MAIL",
    "OLDPWD",
    "OS",
    "PATH",
    "PWD",
    "SHELL",
    "SHLVL",
    "TEMP",
    "TERM",
    "TMP",
    "TMPDIR",
    "USER",
    "USERNAME",
];

impl Named {
    /// The name that is made of its key, or of an alias, if that means something else to
    /// every machine.
    pub(crate) fn of_system(&self) -> Option<&'static str> {
        let mut made = self.variables.iter().take(1).chain(&self.aliases);
        made.find_map(|name| OF_SYSTEM.into_iter().find(|known| name == known))
    }

    /// All variables that set it.
    fn all_variables(&self) -> impl Iterator<Item = &String> {
        self.variables.iter().chain(&self.aliases)
    }
}

/// Returns every field of the schema that a variable can name, sections too.
///
/// Below lists and maps there are none, since their entries are not known.
pub(crate) fn all(schema: &'static Schema, prefix: &str) -> Vec<Named> {
    let mut names = Vec::new();
    collect(schema, &Key::default(), prefix, &[], &mut names);
    names
}

/// `older` are the variables of the section under its aliases.
fn collect(
    schema: &'static Schema,
    key: &Key,
    section: &str,
    older: &[String],
    names: &mut Vec<Named>,
) {
    for field in schema.all_fields() {
        let mut key = key.clone();
        key.push_name(field.name());
        let aliases = aliases(field, section, older);
        let variable = below(section, field.name());
        let own = field.variables().iter().map(|&name| name.to_owned());
        names.push(Named {
            key: key.clone(),
            field,
            variables: std::iter::once(variable.clone()).chain(own).collect(),
            aliases: aliases.clone(),
        });
        if let Some(below) = section_of(field.shape()) {
            collect(below, &key, &variable, &aliases, names);
        }
    }
}

/// The variables of a field under its aliases, and below those of its section.
fn aliases(field: &Field, section: &str, older: &[String]) -> Vec<String> {
    let own = field.aliases().iter().map(|alias| below(section, alias));
    let of_sections = older.iter().flat_map(|section| {
        let names = field.names();
        names.map(move |name| below(section, name))
    });
    own.chain(of_sections).collect()
}

/// The variable of `field` below the one of its section.
pub(crate) fn below(section: &str, field: &str) -> String {
    let mut name = String::with_capacity(section.len() + 1 + field.len());
    name.push_str(section);
    push_variable_level(&mut name, field);
    name
}

/// Appends a level with `between` before its own `_`, if it is not the first.
pub(crate) fn push_level(variable: &mut String, between: &str, segment: &str) {
    let is_first = variable.is_empty();
    let mut level = String::from("_");
    push_variable_level(&mut level, segment);
    if is_first {
        variable.push_str(&level[1..]);
    } else {
        variable.extend([between, &level]);
    }
}

/// Whether names of variables can begin like this; those of a program without a
/// prefix start with the key.
pub(crate) fn is_prefix(prefix: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let begins = prefix
        .as_bytes()
        .first()
        .is_none_or(u8::is_ascii_alphabetic);
    begins && prefix.bytes().all(is_word) && !prefix.contains("__")
}

/// Whether a shell can set a variable of this name.
pub(crate) fn is_variable(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let begins = |byte: &u8| !byte.is_ascii_digit();
    name.as_bytes().first().is_some_and(begins) && name.bytes().all(is_word)
}

/// A variable that the loader reads for itself. A program without a prefix shares
/// the one that chooses the environment.
pub(crate) fn of_loader(prefix: &str, name: &str) -> String {
    match (prefix, name) {
        ("", "env") => SHARED.to_owned(),
        _ => below(prefix, name),
    }
}

/// The section that a shape is, or may be; none where its entries have names
/// or numbers of their own.
pub(crate) fn section_of(shape: &Shape) -> Option<&'static Schema> {
    match shape {
        Shape::Section(schema) => Some(schema),
        Shape::Optional(inner) => section_of(inner),
        Shape::Leaf(_) | Shape::List(_) | Shape::Map(_) => None,
    }
}

/// Returns the platform's own names that the schema gives to settings.
pub(crate) fn platform_names(schema: &'static Schema, names: &mut Vec<&'static str>) {
    if !schema.has_named_variables() {
        return;
    }
    for field in schema.all_fields() {
        names.extend(field.variables());
        if let Some(section) = section_of(field.shape()) {
            platform_names(section, names);
        }
    }
}

/// Who owns the variables that the loader reads for itself; no key looks so.
pub(crate) const LOADER: &str = "the loader itself";

/// Two fields that one variable would set.
#[derive(Debug)]
pub(crate) struct Ambiguity {
    pub(crate) variable: String,
    pub(crate) keys: [Key; 2],
}

/// Finds the variables that two fields share.
///
/// Variants of one enum may share a name, since only one of them is there. The
/// twin of a variable is not a name of its own: a setting that has the name wins.
pub(crate) fn ambiguities(
    schema: &'static Schema,
    prefix: &str,
    reserved: &[(String, &str)],
) -> Vec<Ambiguity> {
    let mut owners: BTreeMap<String, Key> = reserved
        .iter()
        .map(|(name, owner)| (name.clone(), Key::from(*owner)))
        .collect();
    let mut found = Vec::new();
    for named in all(schema, prefix) {
        for variable in named.all_variables().filter(|name| is_variable(name)) {
            match owners.get(variable) {
                Some(owner) if *owner != named.key => found.push(Ambiguity {
                    variable: variable.clone(),
                    keys: [owner.clone(), named.key.clone()],
                }),
                _ => {
                    owners.insert(variable.clone(), named.key.clone());
                }
            }
        }
    }
    found
}

/// The variables that set a key: the name made of it, then the platform's own.
pub(crate) fn variables_of(
    schema: &'static Schema,
    prefix: &str,
    key: &Key,
    field: &Field,
) -> Vec<String> {
    // OK to ask the schema again: where the section is shared, it knows of more variables.
    let field = schema.at(key).map_or(field, |(field, _)| field);
    let own = field.variables().iter().map(|&name| name.to_owned());
    std::iter::once(of_key(schema, prefix, key))
        .chain(own)
        .collect()
}

/// Whose variables there are, to tell which settings have a twin.
pub(crate) struct Owners(HashMap<String, Key>);

impl Owners {
    pub(crate) fn of(schema: &'static Schema, prefix: &str) -> Self {
        Self::of_all(&all(schema, prefix))
    }

    fn of_all(all: &[Named]) -> Self {
        let owned = all.iter().flat_map(|named| {
            let variables = named.all_variables();
            variables.map(|variable| (variable.clone(), named.key.clone()))
        });
        Self(owned.collect())
    }

    /// The twin of a setting's first variable; none where that is the name of another
    /// setting's variable, which wins.
    pub(crate) fn twin_of(&self, variables: &[String]) -> Option<String> {
        let twin = format!("{}{TWIN}", variables.first()?);
        (!self.0.contains_key(&twin)).then_some(twin)
    }
}

/// The settings whose twin would have the name of another setting's variable,
/// which wins: that variable, and whose it is.
pub(crate) fn taken_twins(schema: &'static Schema, prefix: &str) -> BTreeMap<Key, (String, Key)> {
    let all = all(schema, prefix);
    let owners = Owners::of_all(&all);
    let taken = |named: &Named| {
        let mut twins = named.variables.iter().map(|name| format!("{name}{TWIN}"));
        twins.find_map(|twin| {
            let owner = owners.0.get(&twin)?.clone();
            Some((named.key.clone(), (twin, owner)))
        })
    };
    let leaves = all
        .iter()
        .filter(|named| matches!(named.field.shape(), Shape::Leaf(_)));
    leaves.filter_map(taken).collect()
}

/// The variable that sets a key, with `__` around the names and numbers of
/// entries.
pub(crate) fn of_key(schema: &'static Schema, prefix: &str, key: &Key) -> String {
    let mut variable = prefix.to_owned();
    let mut is_entry = false;
    for step in schema.way(key) {
        let is_index = matches!(step.given, GivenStep::Index(_));
        let is_now = is_index || step.section.is_none();
        let below_entry = std::mem::replace(&mut is_entry, is_now);
        let between = if is_entry || below_entry { "_" } else { "" };
        push_level(&mut variable, between, &step.given.text());
    }
    variable
}
