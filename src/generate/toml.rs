//! A documented `default.toml`.

use std::fmt::Write;

use super::outline::{Given, Part, Presence, Section};
use super::{Outline, Setting, comment};
use crate::schema::kind::Kind;
use crate::value::key::segment;
use crate::value::quoted::quoted;

pub(super) fn render(outline: &Outline) -> String {
    let mut text = String::from("#:schema ./schema.json\n");
    comment(&mut text, "", &head(outline));
    for section in &outline.sections {
        self::section(&mut text, section);
    }
    text
}

fn head(outline: &Outline) -> String {
    let sometimes = |section: &Section| section.presence == Presence::Sometimes;
    let of_sections = if outline.sections.iter().any(sometimes) {
        "\nA line with `##` belongs to a section that does not exist by default."
    } else {
        ""
    };
    format!(
        "All settings of {}. A line `#key = value` is the default: remove the `#` and\n\
         change it to set another. A line `# key = value` is an example, without a default.\
         {of_sections}",
        outline.program
    )
}

fn section(text: &mut String, section: &Section) {
    let mark = section.presence.mark();
    if !section.path.is_empty() || section.variant.is_some() {
        text.push('\n');
        comment(text, "", section.docs);
    }
    if !section.said.is_empty() {
        comment(text, "", &format!("({})", section.said.join(", ")));
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
    for setting in &section.settings {
        self::setting(text, setting);
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

fn setting(text: &mut String, setting: &Setting) {
    text.push('\n');
    let field = setting.field;
    comment(text, "", field.docs());
    comment(text, "", &format!("({})", setting.facts()));
    let name = segment(field.name());
    let variables = setting.variables.join(" or ");
    if setting.is_secret() {
        let elsewhere = match variables.as_str() {
            "" => String::new(),
            variables => format!(": set the variable {variables}"),
        };
        comment(
            text,
            "",
            &format!("`{name}` does not belong in a committed file{elsewhere}"),
        );
        return;
    }
    if !variables.is_empty() {
        comment(text, "", &format!("variable {variables}"));
    }
    if !setting.choices.is_empty() {
        return;
    }
    let mark = setting.presence.mark_below();
    let words = match setting.given() {
        Given::Default {
            toml: Some(value), ..
        } => {
            let _ = writeln!(text, "{mark}{name} = {value}");
            return;
        }
        Given::Nothing => {
            let _ = writeln!(text, "{mark} {name} = {}", example(&setting.kind));
            return;
        }
        Given::Default { text: default, .. } => {
            let default = quoted(&default);
            format!("the default of `{name}` is {default}, for which TOML has no form")
        }
        Given::Hidden => {
            format!("`{name}` has a default that is not shown, since it may contain a password")
        }
    };
    comment(text, "", &words);
}

/// Some value of the kind, as far as one can be made up.
fn example(kind: &Kind) -> String {
    match kind.without_optional() {
        Kind::Integer { min, .. } => (*min).max(0).to_string(),
        Kind::Float | Kind::Float32 => "0.0".to_owned(),
        Kind::Bool => "false".to_owned(),
        Kind::Duration => "\"30s\"".to_owned(),
        Kind::Enum { variants, .. } => quoted(variants.first().copied().unwrap_or_default()),
        Kind::List(_) => "[]".to_owned(),
        Kind::Array { element, length } => {
            format!("[{}]", vec![example(element); *length].join(", "))
        }
        Kind::Map { .. } | Kind::Struct { .. } | Kind::Loose { table: true, .. } => "{}".to_owned(),
        _ => "\"\"".to_owned(),
    }
}
