//! Keys of a shared configuration that belong to other programs.

use super::Setup;
use super::gather::Inputs;
use super::stack::Stack;
use crate::read;
use crate::report::problem::Problem;
use crate::schema::{Schema, names};
use crate::value::key::{self, Key};
use crate::value::tree::Node;

/// What is ignored: a key, with all that is within.
#[derive(Clone, Debug)]
pub(crate) struct Ignored {
    /// As the program has it: `http.*`.
    given: String,
    /// None if it is not a key.
    key: Option<Key>,
}

impl Ignored {
    pub(super) fn new(given: String) -> Self {
        let key = given.strip_suffix(".*").unwrap_or(&given).trim();
        let is_key = key::parse(key).is_some();
        Self {
            key: is_key.then(|| Key::from(key)),
            given,
        }
    }

    pub(super) fn covers(&self, key: &Key) -> bool {
        self.key.as_ref().is_some_and(|own| key.is_within(own))
    }

    /// Whether it covers the setting that a variable of this name would have.
    pub(super) fn covers_variable(&self, variable: &str, prefix: &str) -> bool {
        self.key
            .as_ref()
            .is_some_and(|key| is_below(variable, prefix, key))
    }

    /// Whether a layer has the key, or a variable would be of it.
    fn is_there(&self, prefix: &str, inputs: &Inputs, stack: &Stack<'_>) -> bool {
        let Some(key) = &self.key else { return true };
        let steps = key::parse(key.as_str()).unwrap_or_default();
        let mut roots = stack.layers.iter().map(|layer| &layer.root);
        let is_in = |root: &Node<'_>| {
            let mut steps = steps.iter();
            steps
                .try_fold(root, |node, step| node.child(step))
                .is_some()
        };
        let mut variables = inputs.variables.iter();
        roots.any(is_in) || variables.any(|one| is_below(one.variable(), prefix, key))
    }
}

/// Whether a variable is that of a key, or of something within.
pub(super) fn is_below(variable: &str, prefix: &str, key: &Key) -> bool {
    let steps = key::parse(key.as_str()).unwrap_or_default();
    let own = steps.iter().fold(prefix.to_owned(), |own, step| {
        names::below(&own, &step.text())
    });
    let given = variable.replace("__", "_").to_ascii_uppercase();
    let rest = given.strip_prefix(&own);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

/// What is wrong with what the program ignores.
pub(super) fn judge(
    setup: &Setup,
    inputs: &Inputs,
    stack: &Stack<'_>,
    schema: &'static Schema,
) -> Vec<Problem> {
    if setup.ignored.is_empty() {
        return Vec::new();
    }
    let all = names::all(schema, &setup.prefix);
    let judged = setup.ignored.iter().filter_map(|ignored| {
        let own = all.iter().find(|named| ignored.covers(&named.key));
        match own {
            _ if ignored.key.is_none() => Some(read::words::ignored_is_no_key(&ignored.given)),
            Some(own) => Some(read::words::ignored_own(&ignored.given, &own.key)),
            None if ignored.is_there(&setup.prefix, inputs, stack) => None,
            None => Some(read::words::ignored_nothing(&ignored.given)),
        }
    });
    judged.collect()
}
