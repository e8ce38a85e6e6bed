//! What the files of variables have in common.

use std::borrow::Cow;

use super::outline::{Given, Presence};
use super::{Outline, Setting, comment};
use crate::value::quoted::quoted;

/// How a file writes a variable.
pub(super) struct Form {
    pub(super) indent: &'static str,
    /// What is between name and value.
    pub(super) between: &'static str,
    /// A value that is not there yet.
    pub(super) empty: &'static str,
    pub(super) name: fn(&str) -> Cow<'_, str>,
    /// The default, for all who read the file; none where they do not read it alike.
    pub(super) value: fn(&Given) -> Option<String>,
}

/// What the marks of the lines mean, as far as the file has such.
pub(super) fn legend(
    outline: &Outline,
    form: &Form,
    is_there: impl Fn(&Setting) -> bool,
) -> String {
    let Form { between, empty, .. } = form;
    let settings: Vec<_> = outline
        .named()
        .filter(|setting| is_there(setting))
        .collect();
    let mut lines = vec![format!(
        "A line `#NAME{between}value` is the default: to change it, remove the `#` and edit the value."
    )];
    let line = format!("NAME{between}{empty}");
    if settings
        .iter()
        .any(|setting| matches!(setting.given(), Given::Nothing))
    {
        lines.push(format!(
            "A line `# {line}` has no default: if it is required, set it here or in a file."
        ));
    }
    if settings
        .iter()
        .any(|setting| setting.presence == Presence::Sometimes)
    {
        lines.push(
            "A line with `##` belongs to a section that does not exist by default: setting it adds the section."
                .to_owned(),
        );
    }
    lines.join("\n")
}

/// Appends what is known of a setting.
pub(super) fn about(text: &mut String, form: &Form, setting: &Setting) {
    comment(text, form.indent, setting.field.docs());
    comment(text, form.indent, &format!("({})", setting.facts()));
}

/// Appends the line that sets the default again. A line that has a space behind its
/// mark sets something else, and words set nothing.
pub(super) fn line(text: &mut String, form: &Form, setting: &Setting) {
    let Some(variable) = setting.variables.first() else {
        return;
    };
    let given = setting.given();
    let name = (form.name)(variable);
    let words = match (&given, (form.value)(&given)) {
        (Given::Default { .. }, Some(value)) if !is_like_comment(&value) => {
            return marked(text, form, setting.mark(), &name, &value);
        }
        (Given::Nothing, _) => {
            let space = if setting.is_needed() { "" } else { " " };
            let mark = format!("{}{space}", setting.mark());
            return marked(text, form, &mark, &name, form.empty);
        }
        (Given::Default { text, .. }, value) => {
            let why = match value {
                Some(_) => "whose lines would look like comments",
                None => "which not every parser could read",
            };
            format!("the default of {variable} is {}, {why}", quoted(text))
        }
        (Given::Hidden, _) => {
            format!("{variable} has a default that is not shown, since it may contain a password")
        }
    };
    comment(text, form.indent, &words);
}

/// Whether one of its lines, commented out, would be one of words.
fn is_like_comment(value: &str) -> bool {
    let mut lines = value.split('\n').skip(1);
    lines.any(|line| line.starts_with([' ', '#']))
}

/// Appends a variable; where its value has several lines, the mark is before each.
fn marked(text: &mut String, form: &Form, mark: &str, name: &str, value: &str) {
    for line in format!("{name}{}{value}", form.between).split('\n') {
        text.extend([form.indent, mark, line, "\n"]);
    }
}
