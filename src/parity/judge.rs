//! From findings to verdicts: waived or not, one for all sides concerned.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::compare::Observation;
use super::refused::{self, Refused};
use super::side::{Column, Setting, Supply};
use super::{Difference, compare, sealed, words};
use crate::check::permit::Ledger;
use crate::check::refuse;
use crate::report::grouped;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::schema::Waiver;
use crate::value::key::Key;
use crate::value::origin::Origin;

/// Judges the matrix, and what its sides refuse; waivers that hold take verdicts away.
pub(super) fn all(
    sides: &[Column],
    settings: &[Setting],
    refused: Vec<Refused>,
    waivers: &Ledger,
) -> Vec<Difference> {
    let mut found = compare::all(sides, settings);
    found.extend(sealed::all(sides, settings));
    let said = said(settings, &found, &refused);
    found.extend(could_be_defaults(sides, settings, &said));
    let mut groups: BTreeMap<(usize, Code, Option<usize>), Group> = BTreeMap::new();
    for finding in found {
        let key = settings[finding.setting].key();
        let is_for = |waiver: &Waiver| {
            let mut own = finding.sides.iter();
            own.any(|(side, _)| waiver.is_for(sides[*side].names()))
        };
        let waiver = waivers.permit(key, finding.code, &is_for);
        let group = (finding.setting, finding.code, waiver);
        groups.entry(group).or_default().take(finding);
    }
    let mut verdicts: Vec<Difference> = groups
        .into_iter()
        .map(|((row, code, waiver), group)| group.verdict(&settings[row], code, waiver, sides))
        .collect();
    verdicts.extend(refused::verdicts(refused, sides, waivers));
    let is_all = sides.iter().all(Column::is_whole);
    let unused = waivers.unused(|waiver| is_all && is_known(waiver, sides, settings));
    let of_waivers = waivers.expired(|_| true).chain(unused);
    verdicts.extend(of_waivers.map(|problem| Difference::of(problem, Vec::new())));
    verdicts
}

/// Whether all that a waiver may permit is committed: whether a deploy brings what is
/// refused, only that knows.
fn is_known(waiver: &Waiver, sides: &[Column], settings: &[Setting]) -> bool {
    if !waiver.code().is_some_and(refuse::is_refusal) {
        return true;
    }
    let mut own = settings
        .iter()
        .filter(|setting| waiver.pattern.meets(setting.key()))
        .peekable();
    let is_committed = |setting: &Setting| {
        let mut cells = setting.cells().iter().zip(sides);
        cells.all(|(cell, side)| !waiver.is_for(side.names()) || cell.supply() == Supply::File)
    };
    own.peek().is_some() && own.all(is_committed)
}

/// Of which settings something is said.
fn said(settings: &[Setting], found: &[Observation], refused: &[Refused]) -> Vec<bool> {
    let keys = refused.iter().filter_map(|refused| refused.problem.key());
    let keys: HashSet<&str> = keys.flat_map(Key::with_those_above).collect();
    let is_refused = |setting: &Setting| keys.contains(setting.key().as_str());
    let mut said: Vec<bool> = settings.iter().map(is_refused).collect();
    for finding in found {
        said[finding.setting] = true;
    }
    said
}

/// What several findings say of one setting under one code.
#[derive(Default)]
struct Group {
    severity: Option<Severity>,
    /// What each side is, and how often it was found.
    sides: BTreeMap<usize, (String, usize)>,
    /// The earlier ones of each two.
    before: BTreeSet<usize>,
}

impl Group {
    fn take(&mut self, finding: Observation) {
        self.severity = self.severity.max(Some(finding.severity));
        if let [(before, _), _] = &*finding.sides {
            self.before.insert(*before);
        }
        for (side, says) in finding.sides {
            self.sides.entry(side).or_insert((says, 0)).1 += 1;
        }
    }

    /// The sides, first the one that departs from most others; of those, what
    /// the code speaks against, and then the one nearer to production.
    fn by_blame(&self, code: Code, sides: &[Column]) -> Vec<usize> {
        let mut order: Vec<usize> = self.sides.keys().copied().collect();
        let blame = |side: &usize| {
            let (says, count) = &self.sides[side];
            let is_at_fault = match code {
                Code::SharedValue => !self.belongs_to(&sides[*side], sides),
                Code::DifferentTls => says.starts_with("without"),
                _ => false,
            };
            (*count, is_at_fault, *side)
        };
        order.sort_by_key(|side| std::cmp::Reverse(blame(side)));
        order
    }

    /// Whether what is shared seems to be this side's own: it has its name, or
    /// none of its names and this is the last side.
    fn belongs_to(&self, side: &Column, sides: &[Column]) -> bool {
        let is_called = |side: &Column| {
            let names = side.environment().names();
            self.sides.values().any(|(says, _)| {
                let mut words = says.split(|c: char| !c.is_ascii_alphanumeric());
                words.any(|word| names.contains(&word) || word == side.name())
            })
        };
        let named = self
            .sides
            .keys()
            .map(|&at| &sides[at])
            .find(|side| is_called(side));
        let last = self.sides.keys().next_back().map(|&at| &sides[at]);
        named.or(last) == Some(side)
    }

    fn verdict(
        self,
        setting: &Setting,
        code: Code,
        waiver: Option<usize>,
        sides: &[Column],
    ) -> Difference {
        let order = self.by_blame(code, sides);
        let said = order.iter().map(|side| (&self.sides[side].0, *side));
        let phrases = grouped(said).into_iter();
        let phrases = phrases.map(|(says, of)| format!("{says} in {}", words::names_of(of, sides)));
        let message = words::message(code, setting.key().as_str(), &phrases.collect::<Vec<_>>());
        let to_mend = (self.severity == Some(Severity::Error))
            .then(|| file_to_mend(code, &order, setting, sides))
            .flatten();
        let before = words::names_of(self.before.iter().copied().collect(), sides);
        let problem = Problem::new(code, message)
            .with_severity(self.severity.unwrap_or(Severity::Error))
            .with_key(setting.key().clone())
            .with_places(to_mend)
            .with_places(places(&order, setting, sides))
            .with_help(words::help(code, setting.rule(), &before));
        let problem = match words::help_for_author(code) {
            Some(help) if !setting.is_declared() => problem.with_help_for_author(help),
            _ => problem,
        };
        let names = self.sides.keys().map(|&side| sides[side].name().to_owned());
        Difference::of(problem, names.collect()).with_waiver(waiver)
    }
}

/// The file of the side to blame, where the setting is not in it.
fn file_to_mend(code: Code, order: &[usize], setting: &Setting, sides: &[Column]) -> Option<Place> {
    let &first = order.first()?;
    let lacks = matches!(code, Code::OneSided | Code::DifferentSupply);
    let is_elsewhere = setting.cells()[first].place().is_none();
    (lacks && is_elsewhere).then(|| sides[first].file_place())?
}

/// Where the value is, one place for all sides that have it from there.
fn places(order: &[usize], setting: &Setting, sides: &[Column]) -> Vec<Place> {
    let places = order.iter().filter_map(|&side| {
        let place = setting.cells()[side].place()?;
        Some((place.origin(), (place, side)))
    });
    let labelled = |(_, alike): (_, Vec<(&Place, usize)>)| {
        let (places, of): (Vec<&Place>, _) = alike.into_iter().unzip();
        let place = (*places.first()?).clone();
        Some(place.with_label(format!("in {}", words::names_of(of, sides))))
    };
    grouped(places).into_iter().filter_map(labelled).collect()
}

/// Settings that every environment sets to the same, each in its own file.
fn could_be_defaults(sides: &[Column], settings: &[Setting], said: &[bool]) -> Vec<Observation> {
    let is_candidate = |(row, setting): &(usize, &Setting)| {
        let cells = setting.cells();
        let first = cells.first().and_then(|cell| cell.datum.as_ref());
        sides.len() > 1
            && !said[*row]
            && !setting.is_secret()
            && sides.iter().all(Column::is_whole)
            && first.is_some()
            && cells.iter().all(|cell| {
                cell.supply == Supply::File
                    && cell.datum.as_ref() == first
                    && cell
                        .place()
                        .is_some_and(|place| is_own_file(place.origin()))
            })
    };
    let finding = |(row, setting): (usize, &Setting)| Observation {
        setting: row,
        code: Code::CouldBeDefault,
        severity: Severity::Note,
        sides: (0..sides.len())
            .map(|side| (side, compare::shown(&setting.cells()[side])))
            .collect(),
    };
    let candidates = settings.iter().enumerate().filter(is_candidate);
    candidates.map(finding).collect()
}

fn is_own_file(origin: &Origin) -> bool {
    let stem = origin
        .position()
        .and_then(|position| position.path().file_stem());
    stem.is_some_and(|stem| stem != "default")
}
