//! What the schema says of a setting, in words.

use crate::kind::Kind;
use crate::schema::{Direction, Field, Parity, Rule, all_rules};

/// Whether the setting must be set where its section is there.
pub(crate) fn is_required(field: &Field, kind: &Kind) -> bool {
    let may_be_left = kind.is_optional() && !field.rules().contains(&Rule::Required);
    field.default().is_none() && !may_be_left
}

/// What the value has to be beside of its type, and when it has to be there.
pub(crate) fn rules_of(field: &'static Field) -> impl Iterator<Item = String> {
    let rules = all_rules(field.rules());
    let must = (!rules.is_empty()).then(|| format!("must {rules}"));
    let conditions = field.conditions().iter().map(ToString::to_string);
    let live = prefixes(field.live_prefixes(), "is for production only");
    let test = prefixes(field.test_prefixes(), "is not for production");
    must.into_iter().chain(conditions).chain(live).chain(test)
}

fn prefixes(prefixes: &[&str], place: &str) -> Option<String> {
    let prefixes = prefixes.iter().map(|prefix| format!("`{prefix}`"));
    let prefixes: Vec<_> = prefixes.collect();
    (!prefixes.is_empty()).then(|| format!("what begins with {} {place}", prefixes.join(" or ")))
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
