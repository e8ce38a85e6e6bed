//! The value inside another one that a refusal means, where serde no longer knows.

use super::Reading;
use super::offers::{Offered, Offers, Probe};
use crate::coerce::mistake::{Blame, Fault, Mistake, Trace};
use crate::format::inline;
use crate::value::key::{self, GivenStep, Key};
use crate::value::origin::Site;

/// The most values that are held back, one after the other, to find one.
const MOST_PROBES: usize = 64;

/// What serde says of an unknown field below `#[serde(flatten)]`.
const UNKNOWN_FIELD: &str = "unknown field `";

/// Blames the value inside that was refused, where the type had kept it for later;
/// else the error as it is. `read` reads the leaf again.
pub(crate) fn blame_inside(
    leaf: Reading<'_>,
    mistake: Mistake,
    read: &dyn Fn() -> Option<Mistake>,
) -> Mistake {
    let (Some(offers), Some(blame)) = (&leaf.session.offers, mistake.blame()) else {
        return mistake;
    };
    let mut offered = offers.take();
    offered.retain(|offered| offered.key != blame.key && offered.key.is_within(&blame.key));
    if offered.is_empty() {
        return mistake;
    }
    let search = Search {
        leaf,
        offers,
        mistake: &mistake,
        read,
    };
    match mistake.fault() {
        Fault::UnknownField { .. } => match search.unknown(&offered, mistake.trace()) {
            Some(blame) => mistake.with_blame(blame),
            None => mistake,
        },
        Fault::MissingField { field } => match search.lacking(&offered, field) {
            Some(blame) => mistake.with_blame(blame),
            None => mistake,
        },
        Fault::Invalid { reason } if reason.starts_with(UNKNOWN_FIELD) => {
            let name = reason[UNKNOWN_FIELD.len()..].split('`').next();
            match search.unknown(&offered, name.map(Trace::of_text)) {
                Some(blame) => Mistake::new(Fault::UnknownField { fields: &[] }).with_blame(blame),
                None => mistake,
            }
        }
        _ => match search.refused(&offered) {
            Some(blame) => mistake.with_blame(blame),
            None => mistake,
        },
    }
}

struct Search<'s> {
    leaf: Reading<'s>,
    offers: &'s Offers,
    mistake: &'s Mistake,
    read: &'s dyn Fn() -> Option<Mistake>,
}

impl Search<'_> {
    /// The value that was refused.
    ///
    /// Serde reads what it has kept in order and stops at the first error, so
    /// this is the last value on which the error depends.
    fn refused(&self, offered: &[Offered]) -> Option<Blame> {
        let trace = self.mistake.trace();
        let may_be = |offered: &&Offered| {
            trace.is_none() || offered.trace.is_none() || offered.trace == trace
        };
        let candidates = offered.iter().rev().filter(may_be).take(MOST_PROBES);
        candidates
            .map(|candidate| self.probe(Probe::Held(candidate.key.clone())))
            .find_map(|(is_changed, met)| met.filter(|_| is_changed))
    }

    /// The table that lacks the field.
    fn lacking(&self, offered: &[Offered], field: &'static str) -> Option<Blame> {
        let has_it = |table: &Key| {
            let mut key = table.clone();
            key.push_name(field);
            offered.iter().any(|offered| offered.key == key)
        };
        let tables = offered.iter().filter(|offered| offered.is_table);
        let candidates = tables.filter(|table| !has_it(&table.key)).take(MOST_PROBES);
        candidates
            .map(|table| self.probe(Probe::With(table.key.clone(), field)))
            .find_map(|(is_changed, met)| met.filter(|_| is_changed))
    }

    /// The entry of this name that the type does not know: it is refused before
    /// anything is made of its value.
    fn unknown(&self, offered: &[Offered], name: Option<Trace>) -> Option<Blame> {
        let is_named = |offered: &&Offered| {
            let steps = key::parse(offered.key.as_str()).unwrap_or_default();
            match steps.last() {
                Some(GivenStep::Name(last)) => Some(Trace::of_text(last)) == name,
                _ => false,
            }
        };
        let candidates = offered.iter().filter(is_named).take(MOST_PROBES);
        candidates
            .map(|candidate| self.probe(Probe::Held(candidate.key.clone())))
            .find_map(|(is_changed, met)| met.filter(|_| !is_changed))
            .map(|blame| Blame {
                site: self.key_site(&blame.key).unwrap_or(blame.site),
                node: None,
                found: None,
                ..blame
            })
    }

    /// Whether the error is another one with this probe, and what the probe met.
    fn probe(&self, probe: Probe) -> (bool, Option<Blame>) {
        let (found, met) = self.offers.with(probe, self.read);
        (found.is_none_or(|found| !found.is_same(self.mistake)), met)
    }

    /// Where the key of an entry is written.
    fn key_site(&self, key: &Key) -> Option<Site> {
        let rest = key.as_str().strip_prefix(self.leaf.path.key().as_str())?;
        let steps = key::parse(&format!("leaf{rest}"))?;
        let opened = inline::table(self.leaf.node);
        let (mut node, mut site) = (opened.as_ref().unwrap_or(self.leaf.node), None);
        for step in &steps[1..] {
            if let GivenStep::Name(name) = step {
                site = Some(node.as_table()?.get(name)?.key_site);
            }
            node = node.child(step)?;
        }
        site
    }
}
