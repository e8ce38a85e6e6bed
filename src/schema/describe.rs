//! What the schema says of a setting, in words.

use crate::schema::kind::Kind;
use crate::schema::{Constraint, Direction, Field, ParityRule, all_rules};

/// Whether the setting must be set where its section is there.
pub(crate) fn is_required(field: &Field, kind: &Kind) -> bool {
    let may_be_left = kind.is_optional() && !field.rules().contains(&Constraint::Required);
    field.default().is_none() && !may_be_left
}

/// What the value is, in words: an integer with the one range that it has, of its
/// type and of the rules together.
pub(crate) fn type_of(field: &Field, kind: &Kind) -> String {
    let narrow = |kind, rule| narrowed(&kind, rule).unwrap_or(kind);
    let kind = field.rules().iter().fold(kind.clone(), narrow);
    kind.to_string()
}

/// The kind of an integer with a rule of its range.
fn narrowed(kind: &Kind, rule: &Constraint) -> Option<Kind> {
    let (
        Kind::Integer {
            min,
            max,
            is_zero_left_out,
        },
        Constraint::Range {
            min: least,
            max: most,
        },
    ) = (kind.without_optional(), rule)
    else {
        return None;
    };
    let least = least.map_or(Some(*min), |least| least.parse().ok())?;
    let most = most.map_or(Some(*max), |most| most.parse().ok())?;
    let min = least.max(*min);
    Some(Kind::Integer {
        min,
        max: most.min(*max),
        is_zero_left_out: *is_zero_left_out && min <= 0,
    })
}

/// What the value has to be beside of its type, in one sentence if in any.
pub(crate) fn rules(rules: &[Constraint], kind: &Kind) -> Vec<String> {
    let rules = rules.iter().copied();
    let rules: Vec<_> = rules
        .filter(|rule| narrowed(kind, rule).is_none())
        .collect();
    let must = (!rules.is_empty()).then(|| format!("must {}", all_rules(&rules)));
    Vec::from_iter(must)
}

/// Since when something is, to follow what it is; nothing where that is not said.
pub(crate) fn since(since: &str) -> String {
    if since.is_empty() {
        String::new()
    } else {
        format!(" since {since}")
    }
}

/// Where keys belong that begin so.
pub(crate) fn prefixes(prefixes: &[&str], place: &str) -> Vec<String> {
    let prefixes = prefixes.iter().map(|prefix| format!("`{prefix}`"));
    let prefixes: Vec<_> = prefixes.collect();
    vec![format!(
        "values with the prefix {} {place}",
        prefixes.join(" or ")
    )]
}

/// How a setting may differ between environments.
pub(crate) fn parity(parity: ParityRule) -> &'static str {
    match parity {
        ParityRule::Same => "the same in all environments",
        ParityRule::Differ => "different in every environment",
        ParityRule::Order(Direction::Ascending) => "may grow on the way to production",
        ParityRule::Order(Direction::Descending) => "may shrink on the way to production",
        ParityRule::Kind => "of the same kind in all environments",
        ParityRule::Free => "free to differ",
    }
}
