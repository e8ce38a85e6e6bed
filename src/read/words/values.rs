//! What is wrong with a value.

use super::reasons;
use super::urls;
use crate::coerce::mistake::{Blame, Fault, Mistake};
use crate::coerce::{Face, counted, face, integer_named};
use crate::format::inline;
use crate::layer::service_link;
use crate::layer::source::{Layer, Show, Source, rank};
use crate::layer::view::View;
use crate::layer::words::inline::{Flaw, NOT_INLINE, flaw};
use crate::layer::words::{Wanted, fill, hint, is_empty, whole};
use crate::layer::written::Written;
use crate::report::problem::{Code, LeftOut, Place, Problem};
use crate::resource::{self, Slip};
use crate::schema::kind::{Kind, URL};
use crate::schema::{Field, Shape};
use crate::value::key::{self, GivenStep, Key, Path};
use crate::value::origin::{Origin, Site};
use crate::value::redact;
use crate::value::suggest;
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
    let shown_key = if view.hides_names() {
        without_entries(&blame.key, leaf, field)
    } else {
        blame.key.clone()
    };
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
    let show = if shown_key == blame.key {
        written.show()
    } else {
        Show::Head(0)
    };
    problem = problem
        .with_place(layer.place(blame.site, said.label, show))
        .with_rank(rank(blame.site));
    let is_pasted = !blame.secret && blame.node.as_ref().is_some_and(|node| view.is_pasted(node));
    let pasted = is_pasted.then(|| PASTED.to_owned());
    let help = said.help.into_iter().chain(pasted);
    for help in help.chain(service_link(layer, blame)) {
        problem = problem.with_help(help);
    }
    if let Some(winner) =
        hidden_by.and_then(|site| Some((layers.get(usize::from(site.layer))?, site)))
    {
        let origin = winner.0.origin(winner.1);
        problem = problem.with_help(format!("currently overridden by {origin}"));
    }
    Some(problem)
}

/// Of a value that is left out although nothing says that its setting is secret.
const PASTED: &str =
    "the value looks like a credential, so it is not shown; check that it belongs to this setting";

/// What is to blame, as far as it may be shown.
#[derive(Clone, Copy)]
struct Blamed<'b> {
    /// None where it is secret.
    node: Option<&'b Node<'b>>,
    secret: bool,
    view: View<'b>,
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

/// The key of a place in a secret leaf, without the names of entries that its
/// type does not know: they may be secret as well.
fn without_entries(key: &Key, leaf: &Key, field: &Field) -> Key {
    let Shape::Leaf(kind) = field.shape() else {
        return leaf.clone();
    };
    let (known, mut shown) = (kind().names(), leaf.clone());
    let rest = key.as_str().strip_prefix(leaf.as_str()).unwrap_or_default();
    for step in key::parse(&format!("leaf{rest}"))
        .into_iter()
        .flatten()
        .skip(1)
    {
        match step {
            GivenStep::Index(index) => shown.push_index(index),
            GivenStep::Name(name) if known.contains(&&*name) => shown.push_name(&name),
            GivenStep::Name(_) => {
                shown.push_redacted();
                break;
            }
        }
    }
    shown
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
struct Said {
    code: Code,
    key: Key,
    message: String,
    label: String,
    expected: Option<String>,
    help: Vec<String>,
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

/// Says what is wrong with the way a value is written, where that is known.
fn with_hint(mut said: Said, fault: &Fault, found: Option<&str>, blamed: Blamed<'_>) -> Said {
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
        _ => return said,
    };
    let (text, is_free) = match blamed.node.map(|node| &node.value) {
        Some(Value::Free(text)) => (text, true),
        Some(Value::String(text)) => (text, false),
        // OK because it says no more of a secret than that it is refused.
        None if found == Some("text") => {
            if let Some(label) = otherwise {
                label.clone_into(&mut said.label);
            }
            return said;
        }
        _ => return said,
    };
    let is_number = matches!(wanted, Wanted::Integer | Wanted::Number);
    let between = (is_number && is_free && is_element(&said.key))
        .then(|| hint(text, Wanted::Element))
        .flatten();
    if let Some(hint) = between.or_else(|| hint(text, wanted)) {
        hint.label.clone_into(&mut said.label);
        said.help.insert(0, hint.help);
    } else if let Some(label) = otherwise.filter(|_| is_free) {
        label.clone_into(&mut said.label);
    }
    said
}

/// Whether it is an element of a list.
fn is_element(key: &Key) -> bool {
    key.as_str().ends_with(']')
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

/// What serde says of an untagged enum, before the name of its type.
const UNTAGGED: &str = "data did not match any variant of untagged enum ";

/// As what a value was tried, of which no variant has taken it.
fn no_form(node: Option<&Node<'_>>) -> String {
    let Some(node) = node else {
        return "none of the forms of its type takes this value".to_owned();
    };
    let tried: &[&str] = match &node.value {
        Value::Free(text) if text.trim_start().starts_with(['{', '[']) => {
            let inner = inline::value(text, node.site);
            return format!(
                "its type does not take {}",
                inner.as_ref().unwrap_or(node).described()
            );
        }
        Value::Free(text) => match face(text) {
            Face::Value(Value::Bool(_)) => &["`true` or `false`", "text"],
            Face::Value(_) => &["a number", "text"],
            Face::Lossy(_) => &["text", "a number"],
            Face::List => &["text", "a list"],
            Face::Text => &["text"],
        },
        _ => return format!("its type does not take {}", node.described()),
    };
    match tried {
        [first, second] => format!("tried as {first} and as {second}, and its type takes neither"),
        _ => "tried as text, and its type does not take it".to_owned(),
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

/// What serde expects, in the words of a user.
fn plain(expected: &str) -> String {
    match expected {
        URL => "a URL".to_owned(),
        "socket address" | "IPv4 socket address" | "IPv6 socket address" => {
            "an address and port such as `127.0.0.1:8080`".to_owned()
        }
        "IP address" | "IPv4 address" | "IPv6 address" => format!("an {expected}"),
        "path string" => "a path".to_owned(),
        "a character" => "one character".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        other => integer_named(other)
            .or_else(|| plain_shape(other))
            .unwrap_or_else(|| other.to_owned()),
    }
}

/// The names of the variants, where serde asks for that of one.
fn tag_names(expected: &str, view: View<'_>) -> Option<String> {
    match view.kind().without_optional() {
        Kind::Enum { variants, .. } if expected == VARIANT => Some(one_of(variants)),
        _ => None,
    }
}

/// What serde asks for where the name of a variant belongs.
const VARIANT: &str = "variant identifier";

/// What the words are for that the derive of serde makes.
fn plain_shape(expected: &str) -> Option<String> {
    let count = |start: &str| expected.strip_prefix(start)?.parse().ok();
    if let Some(values) = count("a tuple of size ").or_else(|| count("an array of length ")) {
        return Some(counted(values));
    }
    let is = |start: &str| expected.starts_with(start);
    if expected == VARIANT {
        Some("the name of a variant".to_owned())
    } else if expected == "field identifier" {
        Some("the name of a field".to_owned())
    } else if is("internally tagged enum") || is("adjacently tagged enum") {
        Some("a table with the key that says which variant it is".to_owned())
    } else if is("newtype variant") || is("tuple variant") || is("struct variant") {
        Some("a variant with a value: `{ variant = value }`".to_owned())
    } else if is("unit variant") {
        Some("a variant without a value".to_owned())
    } else if is("struct ") {
        Some("a table".to_owned())
    } else {
        None
    }
}

fn with_or_without_quotes(blamed: Blamed<'_>, expected: &str) -> Option<String> {
    let text = match &blamed.node?.value {
        Value::String(text) => text,
        Value::Datetime(date) if is_any_text(expected) => {
            return Some(format!("put it in quotes if text is meant: \"{date}\""));
        }
        Value::Float(number) if expected.starts_with("an integer") => return whole(*number),
        _ => return None,
    };
    let number = expected.starts_with("an integer") && text.trim().parse::<i128>().is_ok();
    let number = number || expected == "a number" && text.trim().parse::<f64>().is_ok();
    let bool = expected.starts_with("`true`") && matches!(text.trim(), "true" | "false");
    (number || bool).then(|| format!("remove the quotes: {}", text.trim()))
}

/// What to write in a file where a number or a switch is probably text.
fn meant_as_text(layer: &Layer<'_>, said: &Said, blamed: Blamed<'_>) -> Option<String> {
    let node = blamed.node?;
    let is_text = said.code == Code::WrongType
        && said.expected.as_deref().is_some_and(is_any_text)
        && matches!(layer.source, Source::File { .. });
    let is_scalar = matches!(
        node.value,
        Value::Integer(_) | Value::Wide(_) | Value::Float(_) | Value::Bool(_)
    );
    let written = layer.written(node.site);
    (is_text && is_scalar && !written.is_empty())
        .then(|| format!("put it in quotes if text is meant: \"{written}\""))
}

fn is_any_text(expected: &str) -> bool {
    matches!(expected, "a string" | "string" | "a path")
}

/// If Kubernetes has set the variable for a service named like the program.
fn service_link(layer: &Layer<'_>, blame: &Blame) -> Option<String> {
    let text = text_of(blame.node.as_ref()?)?;
    let is_variable = matches!(layer.origin(blame.site), Origin::Variable(_));
    (is_variable && service_link::is_service_url(text)).then(|| {
        "Kubernetes sets this variable for a service of that name: set `enableServiceLinks: false` in the pod's spec, or rename the service".to_owned()
    })
}

pub(super) fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => format!("`{only}`"),
        words => format!("one of {}", suggest::quoted(words.iter().copied())),
    }
}

fn similar(blame: &Blame, words: &'static [&'static str]) -> Option<String> {
    let text = text_of(blame.node.as_ref()?)?;
    did_you_mean(text, words)
}

pub(super) fn did_you_mean(word: &str, words: &[&str]) -> Option<String> {
    suggest::closest(word, words.iter().copied()).map(|word| format!("did you mean `{word}`?"))
}

fn last_name(key: &Key) -> &str {
    let name = key.as_str().rsplit('.').next().unwrap_or_default();
    name.trim_matches('"')
}
