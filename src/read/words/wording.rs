//! The words for an error in a value, before it is known where it is.

use super::expected::{did_you_mean, one_of, plain, tag_names};
use super::forms::{UNTAGGED, no_form};
use super::instead::with_or_without_quotes;
use super::values::Blamed;
use super::{reasons, urls};
use crate::coerce::mistake::{Blame, Fault};
use crate::layer::source::Layer;
use crate::layer::words::inline::{NOT_INLINE, flaw};
use crate::layer::words::{fill, is_empty};
use crate::report::problem::Code;
use crate::resource::{self, Slip};
use crate::value::key::Key;
use crate::value::redact;
use crate::value::tree::{Node, Value};

/// A problem in the making.
pub(super) struct Wording {
    pub(super) code: Code,
    pub(super) key: Key,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) expected: Option<String>,
    pub(super) help: Vec<String>,
}

impl Wording {
    fn new(code: Code, key: &Key, message: String, label: impl Into<String>) -> Self {
        Self {
            code,
            key: key.clone(),
            message,
            label: label.into(),
            expected: None,
            help: Vec::new(),
        }
    }

    fn must_be(code: Code, key: &Key, expected: &str, label: impl Into<String>) -> Self {
        let message = format!("`{key}` must be {expected}");
        Self::new(code, key, message, label).expecting(expected)
    }

    fn expecting(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    fn with_help(mut self, help: impl IntoIterator<Item = String>) -> Self {
        self.help.extend(help);
        self
    }
}

/// What is wrong; nothing if that is known already.
pub(super) fn wording(
    fault: &Fault,
    blame: &Blame,
    blamed: Blamed<'_>,
    key: &Key,
) -> Option<Wording> {
    Some(match fault {
        Fault::WrongType { expected } => {
            let expected = tag_names(expected, blamed.view).unwrap_or_else(|| plain(expected));
            let found = blame.found.map(|found| format!("found {found}"));
            Wording::must_be(Code::WrongType, key, &expected, found.unwrap_or_default())
                .with_help(with_or_without_quotes(blamed, &expected))
        }
        Fault::OutOfRange { expected } => {
            Wording::must_be(Code::OutOfRange, key, &plain(expected), "out of range")
        }
        Fault::Refused { expected } => {
            Wording::must_be(Code::InvalidValue, key, &plain(expected), "not accepted")
        }
        Fault::Invalid { reason } => invalid(reason, blame, blamed, key),
        Fault::UnknownVariant { variants } => Wording::must_be(
            Code::UnknownVariant,
            key,
            &one_of(variants),
            "unknown variant",
        )
        .with_help(similar(blame, variants)),
        Fault::UnknownField { fields } => unknown_field(fields, blame, key),
        Fault::MissingField { field } => missing_field(field, key),
        Fault::MissingUnit { example } => {
            let example = if blamed.secret { "30s" } else { example };
            Wording::must_be(Code::MissingUnit, key, "a duration with a unit", "no unit").with_help(
                [format!(
                    "write `{example}` for seconds; other units are `ms`, `m`, `h` and `d`"
                )],
            )
        }
        Fault::Duration { reason } => Wording::must_be(
            Code::InvalidValue,
            key,
            "a duration such as `1h 30m`",
            reason,
        ),
        Fault::Url(slip) => unusable_url(*slip, blamed, key),
        Fault::Empty { expected } => {
            Wording::new(Code::EmptyValue, key, format!("`{key}` is empty"), "empty")
                .expecting(plain(expected))
                .with_help(["give it a value, or unset it".to_owned()])
        }
        Fault::EmptyElement => empty_element(key),
        Fault::Unbalanced { expected } => unbalanced(expected, blame, key),
        Fault::Absent | Fault::Known => return None,
    })
}

fn unknown_field(fields: &[&str], blame: &Blame, key: &Key) -> Wording {
    let similar = did_you_mean(last_name(&blame.key), fields);
    let message = format!("there is no setting `{key}`");
    let mut wording = Wording::new(Code::UnknownKey, key, message, "unknown key")
        .with_help([similar.unwrap_or_else(|| "remove it".to_owned())]);
    wording.expected = (!fields.is_empty()).then(|| one_of(fields));
    wording
}

fn missing_field(field: &str, of: &Key) -> Wording {
    let mut key = of.clone();
    key.push_name(field);
    let message = format!("`{key}` is not set, and has no default");
    let label = format!("`{field}` is missing here");
    Wording::new(Code::Missing, &key, message, label)
        .with_help([format!("add `{field}` to `{of}`")])
}

fn empty_element(key: &Key) -> Wording {
    let message = format!("`{key}` has an empty element");
    Wording::new(Code::EmptyValue, key, message, "empty element")
        .expecting("a list")
        .with_help([
            "to include an empty element, write the list in brackets: `[\"a\", \"\"]`".to_owned(),
        ])
}

fn unbalanced(expected: &str, blame: &Blame, key: &Key) -> Wording {
    // OK to ask of a value that is not shown because nothing of it is repeated.
    let Some(node) = &blame.node else {
        return Wording::must_be(Code::WrongType, key, expected, NOT_INLINE);
    };
    let (label, help) = flaw(node, expected);
    Wording::must_be(Code::WrongType, key, expected, label).with_help(help)
}

/// A URL that is none of those that were meant.
fn unusable_url(slip: Slip, blamed: Blamed<'_>, key: &Key) -> Wording {
    let (label, help) = urls::slip(slip, blamed.node.and_then(text_of));
    let message = format!("`{key}` is not a usable URL");
    Wording::new(Code::InvalidValue, key, message, label)
        .expecting("a URL with its scheme and host")
        .with_help([help])
}

/// A value that its type refuses in words of its own.
fn invalid(reason: &str, blame: &Blame, blamed: Blamed<'_>, key: &Key) -> Wording {
    let text = blame.node.as_ref().and_then(text_of);
    let (label, help) = if text == Some("") {
        ("empty".to_owned(), None)
    } else if reason.contains(UNTAGGED) {
        (no_form(blamed.node), None)
    } else if let Some((label, help)) = reasons::known(reason) {
        match text.and_then(resource::slip) {
            Some(Slip::Sign(_)) => (label, Some(urls::PERCENT_ENCODE)),
            _ => (label, help),
        }
    } else if blamed.is_open(&blame.key) {
        (redact::line(reason), None)
    } else {
        (String::new(), Some(WITHHELD))
    };
    Wording::new(
        Code::InvalidValue,
        key,
        format!("`{key}` is not valid"),
        label,
    )
    .with_help(help.map(str::to_owned))
}

/// What replaces a type's own words about a value that is secret.
const WITHHELD: &str = "message withheld: it may contain a secret";

/// Says who has given an empty text, where there must be something.
pub(super) fn word_empty(wording: &mut Wording, fault: &Fault, blame: &Blame, layer: &Layer<'_>) {
    let must = match (fault, blame.node.as_ref().map(|node| &node.value)) {
        (Fault::Empty { expected }, _) => format!("must be {}", plain(expected)),
        (Fault::Invalid { .. }, Some(Value::Free(text) | Value::String(text)))
            if text.is_empty() =>
        {
            "needs a value".to_owned()
        }
        _ => return,
    };
    wording.code = Code::EmptyValue;
    let is_given = blame
        .node
        .as_ref()
        .is_none_or(|node| matches!(node.value, Value::Free(_)));
    wording.message = is_empty(layer, &wording.key, blame.site, &must, is_given);
    "empty".clone_into(&mut wording.label);
    wording.help = vec![fill(layer).to_owned()];
}

pub(super) fn text_of<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Free(text) | Value::String(text) => Some(text),
        Value::Datetime(text) => Some(text),
        _ => None,
    }
}

fn last_name(key: &Key) -> &str {
    let name = key.as_str().rsplit('.').next().unwrap_or_default();
    name.trim_matches('"')
}

fn similar(blame: &Blame, words: &'static [&'static str]) -> Option<String> {
    let text = text_of(blame.node.as_ref()?)?;
    did_you_mean(text, words)
}
