//! What is wrong with what a file unsets.

use crate::layer::source::{Layer, Show};
use crate::report::problem::{Code, Problem};
use crate::schema::Schema;
use crate::schema::names;
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::redact;
use crate::value::suggest::closest;

pub(crate) fn unset_is_no_list(layer: &Layer<'_>, site: Site) -> Problem {
    Problem::new(Code::WrongType, "`unset` must be a list of keys")
        .with_expected("a list of keys")
        .with_place(layer.place(site, "", Show::Head(0)))
        .with_help("write `unset = [\"section.key\"]`")
}

pub(crate) fn unset_is_no_key(layer: &Layer<'_>, site: Site, text: &str) -> Problem {
    let text = redact::line(text);
    Problem::new(
        Code::InvalidValue,
        format!("`{text}` is not the key of a setting"),
    )
    .with_place(layer.place(site, "", Show::Value(&text)))
    .with_help("write names separated by dots, such as `section.key`")
}

pub(crate) fn unset_unknown(
    layer: &Layer<'_>,
    site: Site,
    key: &Key,
    schema: &'static Schema,
) -> Problem {
    let shown = redact::line(key.as_str());
    let all = names::all(schema, "");
    let similar = closest(key.as_str(), all.iter().map(|named| named.key.as_str()));
    let problem = Problem::new(
        Code::UnknownKey,
        format!("there is no setting `{shown}` to unset"),
    )
    .with_place(layer.place(site, "unknown key", Show::Value(&shown)));
    match similar {
        Some(similar) => problem.with_help(format!("did you mean `{similar}`?")),
        None => problem.with_help("remove it"),
    }
}

pub(crate) fn unset_required(layer: &Layer<'_>, site: Site, key: &Key) -> Problem {
    Problem::new(
        Code::WrongType,
        format!("`{key}` cannot be unset: it is not optional"),
    )
    .with_key(key.clone())
    .with_place(layer.place(site, "", Show::Value(key.as_str())))
    .with_help("set it to another value; `[]` and `{}` empty a list and a table")
}

pub(crate) fn set_and_unset(layer: &Layer<'_>, site: Site, own: Site, key: &Key) -> Problem {
    Problem::new(Code::Conflict, format!("`{key}` is both set and unset"))
        .with_key(key.clone())
        .with_place(layer.place(site, "unset here", Show::Value(key.as_str())))
        .with_place(layer.place(own, "set here", Show::Masked))
        .with_help("remove one of them")
}
