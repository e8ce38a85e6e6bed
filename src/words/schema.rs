//! What the schema says of a setting, in words.

use crate::kind::Kind;
use crate::schema::{Direction, Field, Parity, Rule};

/// Whether the setting must be set where its section is there.
pub(crate) fn is_required(field: &Field, kind: &Kind) -> bool {
    let may_be_left = kind.is_optional() && !field.rules().contains(&Rule::Required);
    field.default().is_none() && !may_be_left
}

/// How a setting may differ between environments.
pub(crate) fn parity(parity: Parity) -> &'static str {
    match parity {
        Parity::Same => "the same in all environments",
        Parity::Differ => "different in every environment",
        Parity::Order(Direction::Ascending) => "may grow on the way to production",
        Parity::Order(Direction::Descending) => "may shrink on the way to production",
        Parity::Kind => "of the same kind in all environments",
        Parity::Free => "free to differ",
    }
}
