//! Secrets in committed files, and texts that another tool would have replaced.

use crate::check::committed;
use crate::layer::source::{Layer, Show};
use crate::layer::view::View;
use crate::report::problem::{Code, Problem};
use crate::value::key::Key;
use crate::value::tree::Node;

/// A secret in a file that is committed with the program.
pub(crate) fn committed_secret(
    layer: &Layer<'_>,
    key: &Key,
    found: &committed::Found<'_, '_>,
) -> Problem {
    let message = if found.is_password {
        format!("the password in `{key}` is in a committed file")
    } else {
        format!("the secret `{key}` is in a committed file")
    };
    let show = match &found.shown {
        _ if found.hides_name => Show::Head(0),
        Some(shown) => Show::Value(shown),
        None => Show::Masked,
    };
    Problem::new(Code::CommittedSecret, message)
        .with_place(layer.place(
            found.node.site,
            "readable by anyone with the repository or the binary",
            show,
        ))
        .with_key(key.clone())
        .with_help(
            "remove it, rotate it, and supply the new one through a variable or a secret file",
        )
        .with_help("put a value that is only for development in development.toml or local.toml")
}

/// A value that some other tool would replace by another.
pub(crate) fn interpolation(
    layer: &Layer<'_>,
    key: &Key,
    view: View<'_>,
    node: &Node<'_>,
    variable: &str,
) -> Problem {
    let shown = view.found(node);
    let show = match &shown {
        // OK because the names of entries may be secret as well.
        _ if key.is_redacted() => Show::Head(0),
        Some(shown) => Show::Value(shown),
        None => Show::Masked,
    };
    Problem::note(
        Code::Interpolation,
        format!("`${{...}}` in `{key}` is not expanded"),
    )
    .with_place(layer.place(node.site, "taken literally", show))
    .with_key(key.clone())
    .with_help(format!("to supply it at deploy time, set {variable}"))
}
