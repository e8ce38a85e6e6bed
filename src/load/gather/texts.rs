//! Gathering the pairs of text providers, each under the variable of its setting.

use super::{Inputs, Setup};
use crate::layer::secrets::variable_of;
use crate::layer::variable::Variable;
use crate::load::setup::TextProvider;
use crate::schema::Schema;
use crate::schema::names;

/// What a provider has given.
pub(crate) struct Texts {
    pub(crate) provider: String,
    pub(crate) pairs: Vec<Variable>,
}

/// Takes the pairs of all providers, lowest first; what is committed has none of them.
pub(super) fn gather(setup: &Setup, schema: &'static Schema, inputs: &mut Inputs) {
    let texts = setup.texts.iter();
    inputs.texts = texts.map(|given| read(setup, schema, given)).collect();
}

fn read(setup: &Setup, schema: &'static Schema, given: &TextProvider) -> Texts {
    let mut platform = Vec::new();
    names::platform_names(schema, &mut platform);
    let pairs = given.pairs.iter().map(|(key, value)| {
        let variable = variable_of(key, schema, &setup.prefix, &platform);
        Variable::respelled(key.clone(), variable, value.as_str().into())
    });
    Texts {
        provider: given.name.clone(),
        pairs: pairs.collect(),
    }
}
