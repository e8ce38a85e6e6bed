//! A documented `.env.example`.

use std::fmt::Write;

use super::{Outline, Setting, assignment, comment, quote};

pub(super) fn render(outline: &Outline) -> String {
    let mut text = String::new();
    comment(&mut text, "", &head(outline));
    for section in &outline.sections {
        if let Some((variant, tag)) = section.variant.filter(|_| !section.settings.is_empty()) {
            let key = section.key();
            let _ = write!(text, "\n# --- {key}, if its {tag} is {}\n", variant.name());
        } else if !section.path.is_empty() && !section.settings.is_empty() {
            let _ = write!(text, "\n# --- {}\n", section.key());
        }
        for setting in &section.settings {
            entry(&mut text, setting);
        }
    }
    text
}

fn head(outline: &Outline) -> String {
    let program = &outline.program;
    let environment = outline.environment_variable();
    let fill_in = if outline.settings().any(Setting::is_needed) {
        "Copy this file to `.env`, and fill in the lines without a `#`."
    } else {
        "Copy this file to `.env`."
    };
    format!(
        "Variables of {program}. {fill_in}\n\
         A line `#NAME=value` is the default: remove the `#` and change it to set another.\n\
         The environment is chosen outside of this file: {environment}=development"
    )
}

fn entry(text: &mut String, setting: &Setting) {
    text.push('\n');
    comment(text, "", setting.field.docs());
    comment(text, "", &format!("({})", setting.facts()));
    for other in &setting.variables[1..] {
        comment(text, "", &format!("also as {other}"));
    }
    let mark = if setting.is_needed() { "" } else { "#" };
    let value = setting.assigned().map(|value| quote::dotenv(&value));
    assignment(text, mark, setting.variable(), &value.unwrap_or_default());
}
