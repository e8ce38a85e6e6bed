//! What is wrong with a value.

use super::instead::{meant_as_text, service_link, with_hint};
use super::wording::{word_empty, wording};
use crate::coerce::mistake::{Blame, Mistake};
use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::layer::written::Written;
use crate::report::problem::{Code, LeftOut, Place, Problem};
use crate::schema::Field;
use crate::value::key::{Key, Path};
use crate::value::origin::{Origin, Site};
use crate::value::redact;
use crate::value::tree::Node;

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
    let mut wording = with_hint(
        wording(mistake.fault(), blame, blamed, &shown_key)?,
        mistake.fault(),
        blame.found,
        blamed,
    );
    let layer = layers.get(usize::from(blame.site.layer));
    if !matches!(wording.code, Code::UnknownKey | Code::Missing) {
        wording
            .help
            .extend(field.expects().map(|text| format!("write {text}")));
    }
    if let Some(layer) = layer {
        word_empty(&mut wording, mistake.fault(), blame, layer);
        wording.help.extend(meant_as_text(layer, &wording, blamed));
    }
    let mut problem = Problem::new(wording.code, wording.message)
        .with_key(wording.key)
        .with_found(found);
    if let Some(expected) = wording.expected {
        problem = problem.with_expected(expected);
    }
    let Some(layer) = layer else {
        // OK to leave it out elsewhere because the message says what is expected.
        let reason = problem.expected().map_or(wording.label, |_| String::new());
        return Some(of_default(&problem, field, reason, wording.help));
    };
    let written = written(layer, blame, blamed);
    let show = written.show().of_key(&shown_key);
    problem = problem.with_place(layer.place(blame.site, wording.label, show));
    let is_pasted = !blame.secret && blame.node.as_ref().is_some_and(|node| view.is_pasted(node));
    let pasted = is_pasted.then(|| PASTED.to_owned());
    let help = wording.help.into_iter().chain(pasted);
    for help in help.chain(service_link(layer, blame)) {
        problem = problem.with_help(help);
    }
    Some(overridden(problem, layers, hidden_by))
}

/// Says of a value that it is ignored, because of what is written there.
pub(crate) fn overridden(problem: Problem, layers: &[Layer<'_>], by: Option<Site>) -> Problem {
    let layer = by.and_then(|site| Some((layers.get(usize::from(site.layer))?, site)));
    let origin = layer.map(|(layer, site)| layer.origin(site));
    problem.with_helps(origin.map(|origin| format!("currently overridden by {origin}")))
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
    pub(super) fn is_open(self, key: &Key) -> bool {
        match self.node {
            Some(node) => !self.view.hides_within(node),
            None => !self.secret && redact::is_harmless(key.as_str()),
        }
    }
}

/// Says of the last problem of a leaf that it is not the last there is.
pub(crate) fn and_more(last: Problem, path: &Path<'_>, told: usize) -> Problem {
    last.with_help(format!(
        "`{}` has more errors; only the first {told} are shown",
        path.key()
    ))
    .with_left_out(LeftOut::Some)
}

fn of_default(
    problem: &Problem,
    field: &'static Field,
    reason: String,
    help: Vec<String>,
) -> Problem {
    let found = problem
        .found()
        .map_or(String::new(), |found| format!(", found {found}"));
    let message = format!("the default of {}{found}", problem.message());
    let mut ours = Problem::new(Code::Schema, message)
        .with_found(problem.found().map(str::to_owned))
        .with_place(Place::new(Origin::Default, reason));
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

fn written(layer: &Layer<'_>, blame: &Blame, blamed: Blamed<'_>) -> Written {
    match &blame.node {
        _ if blamed.secret => Written::Hidden,
        None => Written::Key,
        Some(node) => Written::of(layer, blamed.view, node),
    }
}
