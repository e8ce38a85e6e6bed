//! A documented `.env.example`.

use std::fmt::Write;

use super::{Outline, Setting, comment, shell_quoted};

pub(super) fn render(outline: &Outline) -> String {
    let mut text = String::new();
    let program = &outline.program;
    let environment = outline.environment_variable();
    comment(
        &mut text,
        "",
        &format!(
            "Variables of {program}. Copy this file to `.env` and fill in what is not commented out.\n\
             The environment is chosen outside of it: {environment}=development"
        ),
    );
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

fn entry(text: &mut String, setting: &Setting) {
    text.push('\n');
    comment(text, "", setting.field.docs());
    comment(text, "", &format!("({})", setting.facts()));
    for other in &setting.variables[1..] {
        comment(text, "", &format!("also as {other}"));
    }
    let mark = if setting.is_needed() { "" } else { "#" };
    let default = setting.default_text().unwrap_or_default();
    let name = setting.variable();
    let _ = writeln!(text, "{mark}{name}={}", shell_quoted(&default));
}
