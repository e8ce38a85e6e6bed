//! What is wrong with a variable, before it can be shown.

use crate::layer::source::{Layer, Source};
use crate::layer::variable::SecretFile;
use crate::layer::words;
use crate::report::problem::Problem;
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::Node;

pub(super) enum Mistake<'a> {
    NotText {
        key: Key,
        site: Site,
    },
    Unusable {
        key: Key,
        site: Site,
        file: &'a SecretFile,
        /// Whether it is an entry of a map, or a field of a leaf that has none
        /// of its name.
        is_entry: bool,
    },
    Twice {
        key: Key,
        site: Site,
        other: Site,
    },
    NotInline {
        key: Key,
        /// The text that is not what it should be.
        free: Node<'a>,
        expected: &'static str,
        /// Whether something in it may not be shown.
        is_guarded: bool,
    },
}

impl Mistake<'_> {
    pub(super) fn problem(self, layer: &Layer<'_>) -> Problem {
        match self {
            Self::Unusable {
                key,
                site,
                file,
                is_entry,
            } => {
                let entry = is_entry.then(|| key.clone());
                let problem = words::unusable_file(layer, key, site, file);
                match entry.filter(|_| !matches!(layer.source, Source::Secrets(_))) {
                    Some(key) => problem.with_help(words::no_twin_meant(&key)),
                    None => problem,
                }
            }
            Self::NotText { key, site } => words::variable_encoding(layer, key, site),
            Self::Twice { key, site, other } => words::set_twice(layer, key, site, other),
            Self::NotInline {
                key,
                free,
                expected,
                is_guarded,
            } => words::not_inline(layer, key, &free, expected, is_guarded),
        }
    }
}
