//! A `ConfigMap`, a `Secret`, and the `env:` that takes from both.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Outline, Setting, comment};
use crate::quoted::quoted;

pub(super) fn config_map(outline: &Outline) -> String {
    let mut text = head("ConfigMap", outline);
    text.push_str("data:\n");
    comment(&mut text, "  ", "Chooses the environment.");
    let environment = outline.environment_variable();
    let _ = writeln!(text, "  {environment}: \"production\"");
    entries(&mut text, outline, false);
    text
}

pub(super) fn secret(outline: &Outline) -> String {
    let mut text = head("Secret", outline);
    text.push_str("type: Opaque\n");
    // OK to leave the key without a value where all below is commented out: an
    // object without entries, and one with some as soon as one is not.
    let is_empty = !outline.settings().any(|setting| setting.confidential);
    text.push_str(if is_empty {
        "stringData: {}\n"
    } else {
        "stringData:\n"
    });
    entries(&mut text, outline, true);
    text
}

/// Each setting that is kept there. Where variants share a variable, only the
/// first is an entry, and the others have two `#`.
fn entries(text: &mut String, outline: &Outline, confidential: bool) {
    let mut seen = BTreeSet::new();
    for setting in outline.settings() {
        if setting.confidential == confidential {
            let is_first = seen.insert(setting.variable());
            entry(text, setting, if is_first { "#" } else { "##" });
        }
    }
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
            setting.confidential,
            optional,
        );
    }
    text
}

fn head(kind: &str, outline: &Outline) -> String {
    format!(
        "apiVersion: v1\nkind: {kind}\nmetadata:\n  name: {}\n",
        quoted(&outline.name)
    )
}

fn entry(text: &mut String, setting: &Setting, mark: &str) {
    comment(text, "  ", setting.field.docs());
    comment(text, "  ", &format!("({})", setting.facts()));
    if setting.confidential && !setting.field.is_secret() {
        comment(text, "  ", "here because a URL may hold a password");
    }
    let mark = if setting.is_needed() { "" } else { mark };
    let value = quoted(&setting.assigned().unwrap_or_default());
    let _ = writeln!(text, "  {mark}{}: {value}", scalar(setting.variable()));
}

/// The name of a variable, in quotes where some YAML takes it for something else
/// than text: `ON` is true.
fn scalar(name: &str) -> Cow<'_, str> {
    let words = ["y", "yes", "n", "no", "on", "off", "true", "false", "null"];
    if words.iter().any(|word| word.eq_ignore_ascii_case(name)) {
        Cow::Owned(quoted(name))
    } else {
        Cow::Borrowed(name)
    }
}

fn reference(text: &mut String, outline: &Outline, name: &str, secret: bool, optional: bool) {
    let from = if secret {
        "secretKeyRef"
    } else {
        "configMapKeyRef"
    };
    let name = scalar(name);
    let _ = write!(
        text,
        "- name: {name}\n  valueFrom:\n    {from}:\n      name: {}\n      key: {name}\n",
        quoted(&outline.name)
    );
    if optional {
        text.push_str("      optional: true\n");
    }
}
