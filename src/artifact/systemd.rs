//! An environment file and a drop-in that loads the secrets.

use std::fmt::Write;

use super::{Outline, Setting, comment, shell_quoted};

pub(super) fn environment(outline: &Outline) -> String {
    let program = &outline.program;
    let mut text = String::new();
    comment(
        &mut text,
        "",
        &format!(
            "Variables of {program}, for `EnvironmentFile=/etc/{program}/environment`. Secrets are\n\
             credentials of the unit and do not stand here."
        ),
    );
    let _ = writeln!(text, "{}=production", outline.environment_variable());
    for setting in outline.settings().filter(|setting| !is_secret(setting)) {
        text.push('\n');
        about(&mut text, setting);
        let default = setting.default_text().unwrap_or_default();
        let name = setting.variable();
        let _ = writeln!(text, "#{name}={}", shell_quoted(&default));
    }
    text
}

pub(super) fn unit(outline: &Outline) -> String {
    let program = &outline.program;
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
    for setting in outline.settings().filter(|setting| is_secret(setting)) {
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

fn is_secret(setting: &Setting) -> bool {
    setting.field.is_secret()
}

fn about(text: &mut String, setting: &Setting) {
    comment(text, "", setting.field.docs());
    comment(text, "", &format!("({})", setting.facts()));
}
