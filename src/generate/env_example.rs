//! A documented `.env.example`.

use std::borrow::Cow;
use std::fmt::Write;

use super::variables::{Form, about, legend, line};
use super::{Outline, Setting, comment, quote};

const FORM: Form = Form {
    indent: "",
    between: "=",
    empty: "",
    name: |name| Cow::Borrowed(name),
    value: quote::for_all,
};

pub(super) fn render(outline: &Outline) -> String {
    let mut text = String::new();
    comment(&mut text, "", &head(outline));
    for section in &outline.sections {
        let named = |setting: &&Setting| !setting.variables.is_empty();
        let mut settings = section.settings.iter().filter(named).peekable();
        if settings.peek().is_none() {
            continue;
        }
        if let Some((variant, tag)) = section.variant {
            let key = section.key();
            let _ = write!(text, "\n# --- {key}, if its {tag} is {}\n", variant.name());
        } else if !section.path.is_empty() {
            let _ = write!(text, "\n# --- {}\n", section.key());
        }
        if !section.said.is_empty() {
            comment(&mut text, "", &format!("({})", section.said.join(", ")));
        }
        settings.for_each(|setting| entry(&mut text, setting));
    }
    text
}

fn head(outline: &Outline) -> String {
    let program = &outline.program;
    let fill_in = if outline.named().any(Setting::is_needed) {
        "Copy this file to `.env`, and fill in the lines without a `#`."
    } else {
        "Copy this file to `.env`."
    };
    let mut head = format!(
        "Variables of {program}. {fill_in}\n\
         {}",
        legend(outline, &FORM, |_| true)
    );
    if let Some(environment) = &outline.environment {
        head.push_str("\nChoose the environment outside this file: ");
        head.push_str(environment);
        head.push_str("=development");
    }
    head
}

fn entry(text: &mut String, setting: &Setting) {
    text.push('\n');
    about(text, &FORM, setting);
    for other in &setting.variables[1..] {
        comment(text, "", &format!("also as {other}"));
    }
    line(text, &FORM, setting);
}
