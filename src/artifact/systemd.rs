//! An environment file and a drop-in that loads the secrets.

use std::fmt::Write;

use super::{Outline, Setting, assignment, comment, quote};

pub(super) fn environment(outline: &Outline) -> String {
    let (program, name) = (&outline.program, &outline.name);
    let mut text = String::new();
    comment(
        &mut text,
        "",
        &format!(
            "Variables of {program}, for `EnvironmentFile=/etc/{name}/environment`. Secrets\n\
             and URLs that may hold a password are credentials of the unit."
        ),
    );
    let _ = writeln!(text, "{}=production", outline.environment_variable());
    for setting in outline.settings().filter(|setting| !setting.confidential) {
        text.push('\n');
        about(&mut text, setting);
        let value = setting.assigned().map(|value| quote::shell(&value));
        assignment(
            &mut text,
            "#",
            setting.variable(),
            &value.unwrap_or_default(),
        );
    }
    text
}

pub(super) fn unit(outline: &Outline) -> String {
    let program = &outline.name;
    let mut text = String::new();
    comment(
        &mut text,
        "",
        &format!("A drop-in: /etc/systemd/system/{program}.service.d/credentials.conf"),
    );
    let _ = write!(
        text,
        "[Service]\nEnvironmentFile=/etc/{program}/environment\n"
    );
    for setting in outline.settings().filter(|setting| setting.confidential) {
        text.push('\n');
        about(&mut text, setting);
        let mark = if setting.is_needed() { "" } else { "#" };
        let name = setting.variable();
        let _ = writeln!(
            text,
            "{mark}LoadCredential={name}:/etc/{program}/credentials/{name}"
        );
    }
    text
}

fn about(text: &mut String, setting: &Setting) {
    comment(text, "", setting.field.docs());
    comment(text, "", &format!("({})", setting.facts()));
}
