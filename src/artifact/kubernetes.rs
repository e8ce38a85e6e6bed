//! A `ConfigMap`, a `Secret`, and the `env:` that takes from both.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Outline, Setting, comment};
use crate::datum::quoted;

pub(super) fn config_map(outline: &Outline) -> String {
    let mut text = head("ConfigMap", outline);
    text.push_str("data:\n");
    comment(&mut text, "  ", "Chooses the environment.");
    let environment = outline.environment_variable();
    let _ = writeln!(text, "  {environment}: \"production\"");
    for setting in outline.settings().filter(|setting| !is_secret(setting)) {
        entry(&mut text, setting);
    }
    text
}

pub(super) fn secret(outline: &Outline) -> String {
    let mut text = head("Secret", outline);
    text.push_str("type: Opaque\n");
    let secrets = outline.settings().filter(|setting| is_secret(setting));
    let secrets: Vec<_> = secrets.collect();
    if secrets.iter().any(|setting| setting.is_needed()) {
        text.push_str("stringData:\n");
    } else {
        text.push_str("stringData: {}\n");
    }
    for setting in secrets {
        entry(&mut text, setting);
    }
    text
}

pub(super) fn env(outline: &Outline) -> String {
    let mut text = String::new();
    comment(
        &mut text,
        "",
        "Below `env:` of a container. Settings of entries of lists and maps are not here: they\n\
         stand in a file, or in variables that name the entry.",
    );
    let environment = outline.environment_variable();
    reference(&mut text, outline, &environment, false, false);
    // OK to take the first of a name because variants of one enum share names,
    // and what they share is set the same way.
    let mut seen = BTreeSet::new();
    for setting in outline.settings().filter(|setting| !setting.repeated) {
        if !seen.insert(setting.variable()) {
            continue;
        }
        let optional = !setting.is_needed();
        reference(
            &mut text,
            outline,
            setting.variable(),
            is_secret(setting),
            optional,
        );
    }
    text
}

fn is_secret(setting: &Setting) -> bool {
    setting.field.is_secret()
}

fn head(kind: &str, outline: &Outline) -> String {
    format!(
        "apiVersion: v1\nkind: {kind}\nmetadata:\n  name: {}\n",
        quoted(&outline.program)
    )
}

fn entry(text: &mut String, setting: &Setting) {
    comment(text, "  ", setting.field.docs());
    comment(text, "  ", &format!("({})", setting.facts()));
    let mark = if setting.is_needed() { "" } else { "#" };
    let default = setting.default_text().unwrap_or_default();
    let _ = writeln!(text, "  {mark}{}: {}", setting.variable(), quoted(&default));
}

fn reference(text: &mut String, outline: &Outline, name: &str, secret: bool, optional: bool) {
    let from = if secret {
        "secretKeyRef"
    } else {
        "configMapKeyRef"
    };
    let _ = write!(
        text,
        "- name: {name}\n  valueFrom:\n    {from}:\n      name: {}\n      key: {name}\n",
        quoted(&outline.program)
    );
    if optional {
        text.push_str("      optional: true\n");
    }
}
