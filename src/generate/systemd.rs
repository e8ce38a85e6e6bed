//! An environment file and a drop-in that loads the secrets.

use std::borrow::Cow;
use std::fmt::Write;

use super::outline::Given;
use super::variables::{Form, about, legend, line};
use super::{Outline, Setting, comment, quote};

const FORM: Form = Form {
    indent: "",
    between: "=",
    empty: "",
    name: |name| Cow::Borrowed(name),
    value: |given| match given {
        Given::Default { text, .. } => Some(quote::shell(text)),
        Given::Hidden | Given::Nothing => None,
    },
};

pub(super) fn environment(outline: &Outline) -> String {
    let (program, name) = (&outline.program, &outline.name);
    let is_here = |setting: &Setting| !setting.confidential;
    let mut text = String::new();
    comment(
        &mut text,
        "",
        &format!(
            "Variables of {program}, for `EnvironmentFile=/etc/{name}/environment`. Values that may\n\
             contain a password are credentials of the unit.\n\
             {}",
            legend(outline, &FORM, is_here)
        ),
    );
    if let Some(environment) = &outline.environment {
        let _ = writeln!(text, "{environment}=production");
    }
    for setting in outline.named().filter(|setting| is_here(setting)) {
        text.push('\n');
        about(&mut text, &FORM, setting);
        line(&mut text, &FORM, setting);
    }
    text
}

pub(super) fn unit(outline: &Outline) -> String {
    let program = &outline.name;
    let mut text = String::new();
    comment(
        &mut text,
        "",
        &format!(
            "A drop-in: /etc/systemd/system/{program}.service.d/credentials.conf\n\
             Remove the `#` or `##` of each line whose file exists."
        ),
    );
    let _ = write!(
        text,
        "[Service]\nEnvironmentFile=/etc/{program}/environment\n"
    );
    for setting in outline.named().filter(|setting| setting.confidential) {
        text.push('\n');
        about(&mut text, &FORM, setting);
        if let Some(why) = setting.why_confidential() {
            comment(&mut text, "", why);
        }
        let mark = setting.mark();
        if let Some(name) = setting.variables.first() {
            let _ = writeln!(
                text,
                "{mark}LoadCredential={name}:/etc/{program}/credentials/{name}"
            );
        }
    }
    text
}
