//! How to write a value instead.

use super::expected::is_any_text;
use super::values::Blamed;
use super::wording::{Wording, text_of};
use crate::coerce::mistake::{Blame, Fault};
use crate::layer::service_link;
use crate::layer::source::{Layer, Source};
use crate::layer::words::{Wanted, hint, whole};
use crate::report::problem::Code;
use crate::value::origin::Origin;
use crate::value::tree::Value;

/// Says what is wrong with the way a value is written, where that is known.
pub(super) fn with_hint(
    mut wording: Wording,
    fault: &Fault,
    found: Option<&str>,
    blamed: Blamed<'_>,
) -> Wording {
    let (wanted, otherwise) = match fault {
        Fault::WrongType { expected } if expected.starts_with("an integer") => {
            (Wanted::Integer, Some("not an integer"))
        }
        Fault::WrongType { expected } if expected == "a number" => {
            (Wanted::Number, Some("not a number"))
        }
        Fault::WrongType { expected } if expected.starts_with("`true`") => {
            (Wanted::Switch, Some("neither true nor false"))
        }
        Fault::Duration { .. } => (Wanted::Duration, None),
        Fault::Invalid { .. } | Fault::Refused { .. } | Fault::UnknownVariant { .. } => {
            (Wanted::Word, None)
        }
        _ => return wording,
    };
    let (text, is_free) = match blamed.node.map(|node| &node.value) {
        Some(Value::Free(text)) => (text, true),
        Some(Value::String(text)) => (text, false),
        // OK because it says no more of a secret than that it is refused.
        None if found == Some("text") => {
            if let Some(label) = otherwise {
                label.clone_into(&mut wording.label);
            }
            return wording;
        }
        _ => return wording,
    };
    let (label, help) = hint(text, wanted)
        .map(|hint| (hint.label, hint.help))
        .unzip();
    if let Some(label) = label.flatten().or(otherwise.filter(|_| is_free)) {
        label.clone_into(&mut wording.label);
    }
    wording.help.splice(0..0, help);
    wording
}

pub(super) fn with_or_without_quotes(blamed: Blamed<'_>, expected: &str) -> Option<String> {
    let text = match &blamed.node?.value {
        Value::String(text) => text,
        Value::Datetime(date) if is_any_text(expected) => {
            return Some(format!("put it in quotes: `\"{date}\"`"));
        }
        Value::Float(number) if expected.starts_with("an integer") => return Some(whole(*number)),
        _ => return None,
    };
    let number = expected.starts_with("an integer") && text.trim().parse::<i128>().is_ok();
    let number = number || expected == "a number" && text.trim().parse::<f64>().is_ok();
    let bool = expected.starts_with("`true`") && matches!(text.trim(), "true" | "false");
    (number || bool).then(|| format!("remove the quotes: `{}`", text.trim()))
}

/// What to write in a file where a number or a switch is probably text.
pub(super) fn meant_as_text(
    layer: &Layer<'_>,
    wording: &Wording,
    blamed: Blamed<'_>,
) -> Option<String> {
    let node = blamed.node?;
    let is_text = wording.code == Code::WrongType
        && wording.expected.as_deref().is_some_and(is_any_text)
        && matches!(layer.source, Source::File { .. });
    let is_scalar = matches!(
        node.value,
        Value::Integer(_) | Value::Wide(_) | Value::Float(_) | Value::Bool(_)
    );
    let written = layer.written(node.site);
    (is_text && is_scalar && !written.is_empty())
        .then(|| format!("put it in quotes: `\"{written}\"`"))
}

/// If Kubernetes has set the variable for a service named like the program.
pub(super) fn service_link(layer: &Layer<'_>, blame: &Blame) -> Option<String> {
    let text = text_of(blame.node.as_ref()?)?;
    let is_variable = matches!(layer.origin(blame.site), Origin::Variable(_));
    (is_variable && service_link::is_service_url(text)).then(|| {
        "Kubernetes sets this variable for a service of that name: set `enableServiceLinks: false` in the pod's spec, or rename the service".to_owned()
    })
}
