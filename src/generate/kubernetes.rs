//! A `ConfigMap`, a `Secret`, and the `env:` that takes from both.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use super::outline::Given;
use super::variables::{Form, about, legend, line};
use super::{Outline, Setting, comment};
use crate::value::quoted::quoted;

const FORM: Form = Form {
    indent: "  ",
    between: ": ",
    empty: "\"\"",
    name: scalar,
    value: |given| match given {
        Given::Default { text, .. } => Some(quoted(text)),
        Given::Hidden | Given::Nothing => None,
    },
};

pub(super) fn config_map(outline: &Outline) -> String {
    let mut text = head("ConfigMap", outline);
    text.push_str("data:\n");
    if let Some(environment) = &outline.environment {
        comment(&mut text, "  ", "Chooses the environment.");
        let _ = writeln!(text, "  {environment}: \"production\"");
    }
    entries(&mut text, outline, false);
    text
}

pub(super) fn secret(outline: &Outline) -> String {
    let mut text = head("Secret", outline);
    text.push_str("type: Opaque\n");
    // OK to leave the key without a value where all below is commented out: an
    // object without entries, and one with some as soon as one is not.
    let is_empty = !outline.named().any(|setting| setting.confidential);
    text.push_str(if is_empty {
        "stringData: {}\n"
    } else {
        "stringData:\n"
    });
    entries(&mut text, outline, true);
    text
}

/// Each setting that is kept there.
fn entries(text: &mut String, outline: &Outline, confidential: bool) {
    let is_here = |setting: &Setting| setting.confidential == confidential;
    if outline.named().any(is_here) {
        comment(text, FORM.indent, &legend(outline, &FORM, is_here));
    }
    for setting in outline.named().filter(|setting| is_here(setting)) {
        about(text, &FORM, setting);
        if let Some(why) = setting.why_confidential() {
            comment(text, FORM.indent, why);
        }
        line(text, &FORM, setting);
    }
}

pub(super) fn env(outline: &Outline) -> String {
    let mut text = String::new();
    comment(
        &mut text,
        "",
        "Below `env:` of a container. Settings in lists and maps are not included: set\n\
         them in a file, or through variables that name the entry.",
    );
    if let Some(environment) = &outline.environment {
        reference(&mut text, outline, environment, false, false);
    }
    // OK to take the first of a name because variants of one enum share names,
    // and what they share is set the same way.
    let mut seen = BTreeSet::new();
    for setting in outline.named().filter(|setting| !setting.repeated) {
        let name = setting.variables.first().filter(|name| seen.insert(*name));
        if let Some(name) = name {
            let optional = !setting.is_needed();
            reference(&mut text, outline, name, setting.confidential, optional);
        }
    }
    text
}

fn head(kind: &str, outline: &Outline) -> String {
    format!(
        "apiVersion: v1\nkind: {kind}\nmetadata:\n  name: {}\n",
        quoted(&outline.name)
    )
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
