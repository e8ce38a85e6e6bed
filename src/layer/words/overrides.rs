//! What is wrong with the key of an override.

use crate::layer::source::{Layer, Show, Source};
use crate::report::problem::{Code, Problem};
use crate::value::origin::Site;

pub(crate) fn malformed_override(layer: &Layer<'_>, site: Site) -> Problem {
    let key = match &layer.source {
        Source::Overrides(overrides, _) => overrides.get(site.start as usize),
        _ => None,
    };
    let help = match key {
        Some(given) if given.is_argument && given.key.trim().is_empty() => {
            "write `--set key=value`"
        }
        _ => "write the key as in a file, such as `server.port` or `upstreams[0].host`",
    };
    let key = key.map_or("", |given| given.key.trim());
    let sign = key
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && !"_-.[]\"".contains(*c));
    let message = match sign.filter(|c| c.is_ascii_punctuation() || *c == ' ') {
        _ if key.is_empty() => "an override has no key".to_owned(),
        Some(sign) => format!("an override has a malformed key: unexpected `{sign}`"),
        None => "an override has a malformed key".to_owned(),
    };
    Problem::new(Code::UnknownKey, message)
        .with_place(layer.place(site, "", Show::Key))
        .with_help(help)
}

pub(crate) fn deep_override(layer: &Layer<'_>, site: Site, limit: usize) -> Problem {
    let message = format!("the key of an override has more than {limit} levels");
    Problem::new(Code::TooDeep, message)
        .with_place(layer.place(site, "", Show::Key))
        .with_help("remove it")
}
