//! Secrets in files that are committed with the program.

use crate::check::permit::{Asked, Permits};
use crate::check::words;
use crate::environment::Environment;
use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::report::problem::{Code, Problem};
use crate::resolve::written;
use crate::schema::{Field, Part, Schema};
use crate::value::key::Path;
use crate::value::redact;
use crate::value::tree::{Node, Value};

/// What it is called by.
pub(crate) const ASKED: Asked = Asked {
    name: "committed_secret",
    code: Code::CommittedSecret,
};

/// Tells of each secret in a layer that is committed, whether its value counts or
/// another one does.
#[cold]
pub(crate) fn judge(
    layers: &[Layer<'_>],
    committed: &[u16],
    schema: &'static Schema,
    (permits, environment): (&Permits<'_>, Environment),
    found: &mut Vec<Problem>,
) {
    for layer in committed {
        let Some(layer) = layers.get(usize::from(*layer)) else {
            continue;
        };
        written::each(schema, &layer.root, &mut |field, path, node| {
            let permit = |problem| {
                let permission = permits.ask(field, &|| path.key(), ASKED, environment);
                permission.of_problem(problem)
            };
            secrets(layer, field, path, node, &permit, found);
        });
    }
}

fn secrets(
    layer: &Layer<'_>,
    field: &'static Field,
    path: &Path<'_>,
    node: &Node<'_>,
    permit: &dyn Fn(Problem) -> Option<Problem>,
    problems: &mut Vec<Problem>,
) {
    let secrets = field.secrets();
    let mut all = Vec::new();
    secrets_in(node, secrets.whole(), &mut all);
    if all.is_empty() || field.allows_somewhere(ASKED.name) {
        return;
    }
    for mut found in all {
        if found.is_password && !field.is_guarded() {
            found.shown = View::outside(&[]).found(found.node);
        }
        let problem = words::committed_secret(layer, &path.key(), &found);
        problems.extend(permit(problem));
    }
}

/// A secret in a file that is committed.
pub(crate) struct Found<'n, 'a> {
    pub(crate) node: &'n Node<'a>,
    /// Whether it is the password of a URL, and not the value as a whole.
    pub(crate) is_password: bool,
    /// The URL without its password; none where all of the value is secret.
    pub(crate) shown: Option<String>,
    /// Whether it is an entry of what is secret as a whole, so that its name may be
    /// secret as well.
    pub(crate) hides_name: bool,
}

/// The secrets that the node is, or that are in it: any value but an empty one of
/// what is secret, else a URL with a password.
pub(crate) fn secrets_in<'n, 'a>(
    node: &'n Node<'a>,
    secret: Part<'_>,
    all: &mut Vec<Found<'n, 'a>>,
) {
    search(node, secret, false, all);
}

fn search<'n, 'a>(
    node: &'n Node<'a>,
    secret: Part<'_>,
    hides_name: bool,
    all: &mut Vec<Found<'n, 'a>>,
) {
    let is_secret = secret.is_secret();
    let is_one = match &node.value {
        Value::String(text) | Value::Free(text) if is_secret => !text.is_empty(),
        Value::String(text) | Value::Free(text) => redact::has_password(text),
        Value::List(nodes) => {
            for node in nodes {
                search(node, secret.element(), hides_name, all);
            }
            false
        }
        Value::Patch(table) => {
            for entry in table.entries() {
                search(&entry.node, secret.element(), hides_name, all);
            }
            false
        }
        Value::Table(table) => {
            for entry in table.entries() {
                let hides_name = hides_name || is_secret;
                search(&entry.node, secret.entry(&entry.key), hides_name, all);
            }
            false
        }
        Value::Null | Value::Bad => false,
        _ => is_secret,
    };
    if is_one {
        all.push(Found {
            node,
            is_password: !is_secret,
            shown: None,
            hides_name,
        });
    }
}
