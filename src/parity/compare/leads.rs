//! What differs in what URLs lead to.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::{Observation, Pair};
use crate::parity::side::Cell;
use crate::parity::value;
use crate::report::problem::{Code, Severity};
use crate::resolve::datum::Datum;
use crate::resource::{HostClass, Resource, Tls};
use crate::schema::ParityRule;
use crate::schema::kind::Kind;

/// What one side has, with what its URLs say.
pub(super) struct Seen<'c> {
    pub(super) cell: &'c Cell,
    resources: Vec<Resource>,
    /// The value as a sentence has it.
    pub(super) says: OnceCell<String>,
}

impl<'c> Seen<'c> {
    pub(super) fn of(cell: &'c Cell) -> Self {
        Self {
            cell,
            resources: cell.resources(),
            says: OnceCell::new(),
        }
    }

    fn any_resource<'s>(&'s self, says: impl Fn(&'s Resource) -> Option<String>) -> Option<String> {
        let mut said: Vec<String> = self.resources.iter().filter_map(says).collect();
        said.sort_unstable();
        said.dedup();
        (!said.is_empty()).then(|| said.join(" and "))
    }
}

impl Pair<'_> {
    /// What a URL leads to, an enum chooses, or a table consists of.
    pub(super) fn kinds(&self, data: [&Datum; 2], rule: ParityRule, found: &mut Vec<Observation>) {
        let of =
            |says: fn(&Resource) -> Option<String>| self.seen.map(|seen| seen.any_resource(says));
        let mut add = |code, severity, says: [Option<String>; 2]| {
            if let [Some(a), Some(b)] = says
                && a != b
            {
                found.push(self.finding(code, severity, [a, b]));
            }
        };
        let family = of(|resource| Some(resource.kind().to_owned()));
        let is_one = family[0] == family[1];
        add(Code::DifferentKind, Severity::Error, family);
        if is_one {
            let version = of(|resource| resource.version().map(coded));
            add(Code::DifferentVersion, Severity::Error, version);
            if !self.is_beside_own_machine() {
                add(Code::DifferentRegion, self.weight(), self.regions());
                let tls = of(|resource| resource.tls().described().map(str::to_owned));
                add(Code::DifferentTls, self.weight(), tls);
            }
        }
        if rule == ParityRule::Kind {
            if let Kind::Enum { .. } | Kind::Bool | Kind::Text { .. } = self.setting.kind()
                && self.seen.iter().all(|seen| seen.resources.is_empty())
            {
                add(Code::DifferentKind, Severity::Error, self.shown().map(Some));
            }
            if let [Datum::Table(a), Datum::Table(b)] = data {
                let names = [a, b].map(|table| {
                    let names = table.keys().map(|name| format!("`{name}`"));
                    Some(names.collect::<Vec<_>>().join(", ")).filter(|names| !names.is_empty())
                });
                let names =
                    names.map(|names| Some(names.unwrap_or_else(|| "no entries".to_owned())));
                add(Code::DifferentKeys, self.weight(), names);
            }
        }
    }

    /// The regions, where both have one or belong to one owner.
    fn regions(&self) -> [Option<String>; 2] {
        let regions = self.seen.map(|seen| {
            let region = |resource: &Resource| resource.region().map(coded);
            seen.any_resource(region)
        });
        let domains = self.seen.map(|seen| {
            let domain = |resource: &Resource| resource.domain().map(str::to_owned);
            seen.any_resource(domain)
        });
        match regions {
            [None, None] => [None, None],
            [a, b] if domains[0] == domains[1] => {
                [a, b].map(|region| Some(region.unwrap_or_else(|| "no region".to_owned())))
            }
            regions => regions,
        }
    }

    /// Whether one of the two is a machine of its own, where TLS and regions
    /// are not to be had.
    fn is_beside_own_machine(&self) -> bool {
        self.sides.iter().zip(self.seen).any(|(side, seen)| {
            let is_near = |resource: &Resource| {
                matches!(
                    resource.class(),
                    Some(HostClass::Loopback | HostClass::Unspecified | HostClass::Private)
                ) && resource.tls() != Tls::Unverified
            };
            !side.environment().is_deployed() && seen.resources.iter().all(is_near)
        })
    }

    pub(super) fn shared(&self, [a, b]: [&Datum; 2]) -> Option<Observation> {
        let identities = self
            .seen
            .map(|seen| seen.any_resource(|resource| Some(resource.identity().to_owned())));
        let same = match identities {
            [Some(a), Some(b)] => a == b,
            _ => value::equal(a, b, self.setting.kind()),
        };
        (same && !self.is_one_environment() && !self.is_own_machine())
            .then(|| self.of_values(Code::SharedValue, Severity::Error))
    }

    /// One database, cache, queue or bucket in two environments.
    pub(super) fn store(&self) -> Option<Observation> {
        let [a, b] = self.seen.map(|seen| seen.resources.as_slice());
        let b: HashSet<_> = b.iter().map(|b| (b.kind(), b.identity())).collect();
        let is_in_b = |a: &Resource| a.is_store() && b.contains(&(a.kind(), a.identity()));
        (a.iter().any(is_in_b) && !self.is_one_environment() && !self.is_own_machine())
            .then(|| self.of_values(Code::SharedValue, Severity::Error))
    }

    /// Whether both mean the machine they are on, each another one.
    fn is_own_machine(&self) -> bool {
        let is_own = |resource: &Resource| resource.class().is_none_or(HostClass::is_own);
        self.weight() == Severity::Note
            && self
                .seen
                .iter()
                .all(|seen| !seen.resources.is_empty() && seen.resources.iter().all(is_own))
    }
}

fn coded(text: &str) -> String {
    format!("`{text}`")
}
