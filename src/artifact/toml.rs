//! A documented `default.toml`.

use std::fmt::Write;

use super::outline::{Part, Presence, Section};
use super::{Outline, Setting, comment};
use crate::key::segment;
use crate::kind::Kind;
use crate::quoted::quoted;

pub(super) fn render(outline: &Outline) -> String {
    let mut text = String::from("#:schema ./schema.json\n");
    let program = &outline.program;
    comment(
        &mut text,
        "",
        &format!(
            "All settings of {program}. A line `#key = value` is the default: remove the `#` and\n\
             change it to set another. A line `# key = value` is an example, without a default."
        ),
    );
    for section in &outline.sections {
        self::section(&mut text, section);
    }
    text
}

fn section(text: &mut String, section: &Section) {
    let mark = mark(section.presence);
    if !section.path.is_empty() || section.variant.is_some() {
        text.push('\n');
        comment(text, "", section.docs);
    }
    if let Some(instead) = section.deprecated {
        comment(text, "", &format!("(deprecated: {instead})"));
    }
    match (section.variant, header(&section.path)) {
        (Some((variant, tag)), _) => {
            let _ = writeln!(text, "{mark}{} = {}", segment(tag), quoted(variant.name()));
        }
        (None, Some(header)) => {
            let _ = writeln!(text, "{mark}{header}");
        }
        (None, None) if section.path.is_empty() => {}
        (None, None) => comment(text, "", "(a list of lists, which TOML writes inline)"),
    }
    let mark = self::mark(section.presence.max(Presence::Maybe));
    for setting in &section.settings {
        self::setting(text, setting, mark);
    }
}

/// What stands before what need not be there. Two `#` for what cannot be there
/// together with that which has one.
fn mark(presence: Presence) -> &'static str {
    match presence {
        Presence::Always => "",
        Presence::Maybe => "#",
        Presence::Instead => "##",
    }
}

/// The header of a section; none for the root, and for what has no header.
fn header(path: &[Part]) -> Option<String> {
    let is_nested_list = path.windows(2).any(|parts| {
        parts == [Part::Element, Part::Element] || parts == [Part::Entry, Part::Element]
    });
    if path.is_empty() || is_nested_list {
        return None;
    }
    let names = path.iter().filter_map(|part| match part {
        Part::Name(name) => Some(segment(name)),
        Part::Entry => Some("NAME".into()),
        Part::Element => None,
    });
    let names = names.collect::<Vec<_>>().join(".");
    Some(if path.last() == Some(&Part::Element) {
        format!("[[{names}]]")
    } else {
        format!("[{names}]")
    })
}

fn setting(text: &mut String, setting: &Setting, mark: &str) {
    text.push('\n');
    let field = setting.field;
    comment(text, "", field.docs());
    comment(text, "", &format!("({})", setting.facts()));
    let variables = setting.variables.join(" or ");
    if field.is_secret() {
        let name = segment(field.name());
        comment(
            text,
            "",
            &format!("`{name}` is not for a committed file: set the variable {variables}"),
        );
        return;
    }
    comment(text, "", &format!("variable {variables}"));
    if !setting.choices.is_empty() {
        return;
    }
    let name = segment(field.name());
    let _ = match setting.default().and_then(|default| default.to_toml()) {
        Some(value) => writeln!(text, "{mark}{name} = {value}"),
        None => writeln!(text, "{mark} {name} = {}", example(&setting.kind)),
    };
}

/// Some value of the kind, as far as one can be made up.
fn example(kind: &Kind) -> String {
    match kind.without_optional() {
        Kind::Integer { min, .. } => (*min).max(0).to_string(),
        Kind::Float => "0.0".to_owned(),
        Kind::Bool => "false".to_owned(),
        Kind::Duration => "\"30s\"".to_owned(),
        Kind::Enum { variants, .. } => quoted(variants.first().copied().unwrap_or_default()),
        Kind::List(_) => "[]".to_owned(),
        Kind::Map { .. } | Kind::Struct { .. } | Kind::Loose { table: true, .. } => "{}".to_owned(),
        _ => "\"\"".to_owned(),
    }
}
