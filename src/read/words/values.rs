//! What is wrong with a value.

use super::expected::{did_you_mean, one_of, plain, tag_names};
use super::forms::{UNTAGGED, no_form};
use super::instead::{meant_as_text, service_link, with_hint, with_or_without_quotes};
use super::{reasons, urls};
use crate::coerce::mistake::{Blame, Fault, Mistake};
use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::layer::words::inline::{Flaw, NOT_INLINE, flaw};
use crate::layer::words::{fill, is_empty};
use crate::layer::written::Written;
use crate::report::problem::{Code, LeftOut, Place, Problem};
use crate::resource::{self, Slip};
use crate::schema::Field;
use crate::value::key::{Key, Path};
use crate::value::origin::{Origin, Site};
use crate::value::redact;
use crate::value::tree::{Node, Value};

/// What is wrong with a leaf; nothing if that is known already.
pub(crate) fn mistake(
    layers: &[Layer<'_>],
    field: &'static Field,
    leaf: &Key,
    mistake: &Mistake,
    hidden_by: Option<Site>,
) -> Option<Problem> {
    let blame = mistake.blame()?;
    let kind = field.kind();
    let view = View::of(layers, field, &kind)
        .below(leaf, &blame.key)
        .refused();
    let secret = blame.secret || blame.node.as_ref().is_some_and(|node| view.hides(node));
    let shown_key = field.shown_key(leaf, &blame.key);
    let node = blame.node.as_ref().filter(|_| !secret);
    let found = node.and_then(|node| view.found(node));
    let blamed = Blamed { node, secret, view };
    let mut said = with_hint(
        said(mistake.fault(), blame, blamed, &shown_key)?,
        mistake.fault(),
        blame.found,
        blamed,
    );
    let layer = layers.get(usize::from(blame.site.layer));
    if let Some(layer) = layer {
        say_of_empty(&mut said, mistake.fault(), blame, layer);
        said.help.extend(meant_as_text(layer, &said, blamed));
    }
    let mut problem = Problem::new(said.code, said.message)
        .with_key(said.key)
        .with_found(found);
    if let Some(expected) = said.expected {
        problem = problem.with_expected(expected);
    }
    let Some(layer) = layer else {
        return Some(of_default(&problem, field, said.help));
    };
    let written = written(layer, blame, blamed);
    let show = written.show().of_key(&shown_key);
    problem = problem.with_place(layer.place(blame.site, said.label, show));
    let is_pasted = !blame.secret && blame.node.as_ref().is_some_and(|node| view.is_pasted(node));
    let pasted = is_pasted.then(|| PASTED.to_owned());
    let help = said.help.into_iter().chain(pasted);
    for help in help.chain(service_link(layer, blame)) {
        problem = problem.with_help(help);
    }
    Some(overridden(problem, layers, hidden_by))
}

/// Says of a value that it does not count, because of what is written there.
pub(crate) fn overridden(problem: Problem, layers: &[Layer<'_>], by: Option<Site>) -> Problem {
    let layer = by.and_then(|site| Some((layers.get(usize::from(site.layer))?, site)));
    match layer {
        Some((layer, site)) => {
            problem.with_help(format!("currently overridden by {}", layer.origin(site)))
        }
        None => problem,
    }
}

/// Of a value that is left out although nothing says that its setting is secret.
const PASTED: &str =
    "the value looks like a credential, so it is not shown; check that it belongs to this setting";

/// What is to blame, as far as it may be shown.
#[derive(Clone, Copy)]
pub(super) struct Blamed<'b> {
    /// None where it is secret.
    pub(super) node: Option<&'b Node<'b>>,
    pub(super) secret: bool,
    pub(super) view: View<'b>,
}

impl Blamed<'_> {
    /// Whether a sentence that repeats parts of the value may be told.
    fn is_open(self, key: &Key) -> bool {
        match self.node {
            Some(node) => !self.view.hides_within(node),
            None => !self.secret && redact::is_harmless(key.as_str()),
        }
    }
}

/// Says of the last problem told of a leaf that it is not the last there is.
pub(crate) fn and_more(last: Problem, path: &Path<'_>, told: usize) -> Problem {
    last.with_help(format!(
        "there are more mistakes in `{}`; only the first {told} errors are shown",
        path.key()
    ))
    .with_left_out(LeftOut::Some)
}

fn of_default(problem: &Problem, field: &'static Field, help: Vec<String>) -> Problem {
    let found = problem
        .found()
        .map_or(String::new(), |found| format!(", found {found}"));
    let message = format!("the default of {}{found}", problem.message());
    let mut ours = Problem::new(Code::Schema, message)
        .with_found(problem.found().map(str::to_owned))
        .with_place(Place::new(Origin::Default, ""));
    for help in help {
        ours = ours.with_help(help);
    }
    ours = ours.with_help_for_author(format_args!(
        "change the default of the field `{}`",
        field.name()
    ));
    if let Some(key) = problem.key() {
        ours = ours.with_key(key.clone());
    }
    ours
}

/// A problem in the making.
pub(super) struct Said {
    pub(super) code: Code,
    pub(super) key: Key,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) expected: Option<String>,
    pub(super) help: Vec<String>,
}

/// Says who has given an empty text, where there must be something.
fn say_of_empty(said: &mut Said, fault: &Fault, blame: &Blame, layer: &Layer<'_>) {
    let must = match (fault, blame.node.as_ref().map(|node| &node.value)) {
        (Fault::Empty { expected }, _) => format!("must be {}", plain(expected)),
        (Fault::Invalid { .. }, Some(Value::Free(text) | Value::String(text)))
            if text.is_empty() =>
        {
            "needs a value".to_owned()
        }
        _ => return,
    };
    said.code = Code::EmptyValue;
    let is_given = blame
        .node
        .as_ref()
        .is_none_or(|node| matches!(node.value, Value::Free(_)));
    said.message = is_empty(layer, &said.key, blame.site, &must, is_given);
    "empty".clone_into(&mut said.label);
    said.help = vec![fill(layer).to_owned()];
}

fn said(fault: &Fault, blame: &Blame, blamed: Blamed<'_>, key: &Key) -> Option<Said> {
    let must_be = |code, expected: &str, label: String| Said {
        code,
        key: key.clone(),
        message: format!("`{key}` must be {expected}"),
        label,
        expected: Some(expected.to_owned()),
        help: Vec::new(),
    };
    let found = || match blame.found {
        Some(found) => format!("found {found}"),
        None => String::new(),
    };
    Some(match fault {
        Fault::WrongType { expected } => {
            let expected = tag_names(expected, blamed.view).unwrap_or_else(|| plain(expected));
            let mut said = must_be(Code::WrongType, &expected, found());
            said.help.extend(with_or_without_quotes(blamed, &expected));
            said
        }
        Fault::OutOfRange { expected } => must_be(
            Code::OutOfRange,
            &plain(expected),
            "out of range".to_owned(),
        ),
        Fault::Refused { expected } => must_be(
            Code::InvalidValue,
            &plain(expected),
            "not accepted".to_owned(),
        ),
        Fault::Invalid { reason } => invalid(reason, blame, blamed, key),
        Fault::UnknownVariant { variants } => {
            let expected = one_of(variants);
            let mut said = must_be(
                Code::UnknownVariant,
                &expected,
                "unknown variant".to_owned(),
            );
            said.help.extend(similar(blame, variants));
            said
        }
        Fault::UnknownField { fields } => unknown_field(fields, blame, key),
        Fault::MissingField { field } => {
            let mut key = key.clone();
            key.push_name(field);
            let message = format!("`{key}` is not set, and has no default");
            let label = format!("`{field}` is missing here");
            Said {
                code: Code::Missing,
                key,
                message,
                label,
                expected: None,
                help: Vec::new(),
            }
        }
        Fault::MissingUnit { example } => {
            let mut said = must_be(
                Code::MissingUnit,
                "a duration with its unit",
                "no unit".to_owned(),
            );
            let example = if blamed.secret { "30s" } else { example };
            said.help.push(format!(
                "write `{example}` if seconds are meant; `ms`, `m`, `h` and `d` are units too"
            ));
            said
        }
        Fault::Duration { reason } => must_be(
            Code::InvalidValue,
            "a duration such as `1h 30m`",
            reason.clone(),
        ),
        Fault::Url(slip) => not_the_url_meant(*slip, blamed, key),
        Fault::Empty { expected } => {
            let mut said = must_be(Code::EmptyValue, &plain(expected), "empty".to_owned());
            said.message = format!("`{key}` is empty");
            said.help.push("give it a value, or unset it".to_owned());
            said
        }
        Fault::EmptyElement => {
            let mut said = must_be(
                Code::EmptyValue,
                "a list",
                "one element is empty".to_owned(),
            );
            said.message = format!("`{key}` has an empty element");
            said.help
                .push("if it is meant, write the list in brackets: `[\"a\", \"\"]`".to_owned());
            said
        }
        Fault::Unbalanced { expected } => {
            let mut said = must_be(Code::WrongType, expected, NOT_INLINE.to_owned());
            if let Some(node) = blamed.node {
                let Flaw { label, help } = flaw(node, expected, false);
                (said.label, said.help) = (label, help.into_iter().collect());
            }
            said
        }
        Fault::Absent | Fault::Known => return None,
    })
}

fn unknown_field(fields: &[&str], blame: &Blame, key: &Key) -> Said {
    let similar = did_you_mean(last_name(&blame.key), fields);
    Said {
        code: Code::UnknownKey,
        key: key.clone(),
        message: format!("there is no setting `{key}`"),
        label: "unknown key".to_owned(),
        expected: (!fields.is_empty()).then(|| one_of(fields)),
        help: vec![similar.unwrap_or_else(|| "remove it".to_owned())],
    }
}

/// A URL that is none of those that were meant.
fn not_the_url_meant(slip: Slip, blamed: Blamed<'_>, key: &Key) -> Said {
    let (label, help) = urls::slip(slip, blamed.node.and_then(text_of));
    Said {
        code: Code::InvalidValue,
        message: format!("`{key}` is not the URL that is meant"),
        key: key.clone(),
        label,
        expected: Some("a URL with its scheme and host".to_owned()),
        help: vec![help],
    }
}

/// A value that its type refuses in words of its own.
fn invalid(reason: &str, blame: &Blame, blamed: Blamed<'_>, key: &Key) -> Said {
    let is_empty = |node: &Node<'_>| text_of(node) == Some("");
    let (label, help) = if blame.node.as_ref().is_some_and(is_empty) {
        ("it is empty".to_owned(), None)
    } else if reason.contains(UNTAGGED) {
        (no_form(blamed.node), None)
    } else if let Some((label, help)) = reasons::known(reason) {
        let text = blame.node.as_ref().and_then(text_of);
        let slip = text.and_then(resource::slip);
        (
            label,
            if let Some(Slip::Sign(_)) = slip {
                Some(urls::PERCENT_ENCODE)
            } else {
                help
            },
        )
    } else if blamed.is_open(&blame.key) {
        (redact::line(reason), None)
    } else {
        (String::new(), Some(WITHHELD))
    };
    Said {
        code: Code::InvalidValue,
        message: format!("`{key}` is not valid"),
        key: key.clone(),
        label,
        expected: None,
        help: help.map(str::to_owned).into_iter().collect(),
    }
}

/// What stands in place of a type's own words about a value that is secret.
const WITHHELD: &str = "message withheld: it may show the secret";

pub(super) fn text_of<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Free(text) | Value::String(text) => Some(text),
        Value::Datetime(text) => Some(text),
        _ => None,
    }
}

fn written(layer: &Layer<'_>, blame: &Blame, blamed: Blamed<'_>) -> Written {
    match &blame.node {
        _ if blamed.secret => Written::Hidden,
        None => Written::Key,
        Some(node) => Written::of(layer, blamed.view, node),
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
