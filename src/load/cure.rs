//! How a setting can be set that is not.

use std::cell::OnceCell;

use super::Setup;
use super::gather::{Folder, Inputs};
use crate::read::words::Cure;
use crate::schema::names::{self, Owners};
use crate::schema::{Field, Schema};
use crate::value::key::Key;
use crate::value::redact;

/// What is known of all settings, found out once for those that lack a value.
pub(super) struct Cures<'c> {
    setup: &'c Setup,
    inputs: &'c Inputs,
    schema: &'static Schema,
    owners: OnceCell<Owners>,
}

impl<'c> Cures<'c> {
    pub(super) fn new(setup: &'c Setup, inputs: &'c Inputs, schema: &'static Schema) -> Self {
        Self {
            setup,
            inputs,
            schema,
            owners: OnceCell::new(),
        }
    }

    pub(super) fn of(&self, key: &Key, field: &Field) -> Cure {
        let (schema, prefix) = (self.schema, &*self.setup.prefix);
        let variables = names::variables_of(schema, prefix, key, field);
        let owners = self.owners.get_or_init(|| Owners::of(schema, prefix));
        Cure {
            home: self.inputs.best_file().map(redact::path),
            // OK because who checks what is committed is who writes it.
            is_fixed: matches!(self.inputs.folder, Folder::Embedded) && !self.inputs.committed,
            twin: owners.twin_of(&variables),
            variables,
        }
    }
}
