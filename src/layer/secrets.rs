//! Secret directories as layers: one file for each setting.

use super::variables::is_below;
use crate::schema::Schema;
use crate::schema::names;
use crate::value::key;

/// The variable that a file of this name stands for: the variable itself, or
/// the one of the key, be that dotted or joined by underscores.
pub(crate) fn variable_of(
    file: &str,
    schema: &'static Schema,
    prefix: &str,
    platform: &[&str],
) -> String {
    let is_variable = !prefix.is_empty() && is_below(file, prefix);
    if is_variable || platform.contains(&file) {
        return file.to_owned();
    }
    if file.contains(['.', '[']) && key::parse(file).is_some() {
        return names::of_key(schema, prefix, &file.into());
    }
    let mut variable = prefix.to_owned();
    for (at, level) in file.split("__").enumerate() {
        let between = if at > 0 { "_" } else { "" };
        names::push_level(&mut variable, between, level);
    }
    variable
}
