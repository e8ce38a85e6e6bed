//! What was found: violations, warnings, notes, and waivers with what they permit.

use std::collections::{BTreeMap, HashMap, HashSet};

use maud::{Markup, html};

use super::{chip, text};
use crate::parity::report::Mark;
use crate::parity::{Difference, ParityReport, Setting, Waiver};
use crate::report::counted;
use crate::report::problem::{Code, Place};
use crate::report::text::line;
use crate::value::key::Key;
use crate::value::origin::Origin;

/// More differences than this are folded.
const MOST: usize = 20;

/// A difference with its number, which its address on the page is made of.
type Numbered<'p> = (usize, &'p Difference);

impl ParityReport {
    pub(super) fn found(&self) -> Markup {
        let of = |mark: Mark| -> Vec<Numbered<'_>> {
            let differences = self.differences().iter().enumerate();
            differences
                .filter(|(_, difference)| Mark::of(difference) == mark)
                .collect()
        };
        let lists = Lists::of(self);
        html! {
            (lists.section("Violations", "violations", true, &of(Mark::Violation)))
            (lists.section("Warnings", "warnings", false, &of(Mark::Warning)))
            (lists.section("Notes", "notes", false, &of(Mark::Note)))
            (lists.waivers())
        }
    }
}

/// The lists of a page, and what their items refer to.
struct Lists<'p> {
    parity: &'p ParityReport,
    /// The numbers of the settings.
    rows: HashMap<&'p Key, usize>,
    /// What each waiver permits.
    waived: Vec<Vec<Numbered<'p>>>,
    /// What is said of waivers, and where these stand.
    said: HashSet<(Code, &'p Origin)>,
}

impl<'p> Lists<'p> {
    fn of(parity: &'p ParityReport) -> Self {
        let rows = parity.settings().iter().map(Setting::key).zip(0..);
        let mut waived = vec![Vec::new(); parity.waivers().len()];
        let mut said = HashSet::new();
        for (at, difference) in parity.differences().iter().enumerate() {
            if let Some(permitted) = difference.waiver.and_then(|at| waived.get_mut(at)) {
                permitted.push((at, difference));
            }
            if matches!(difference.code(), Code::WaiverExpired | Code::WaiverUnused) {
                let origins = difference.places().iter().map(Place::origin);
                said.extend(origins.map(|origin| (difference.code(), origin)));
            }
        }
        Self {
            parity,
            rows: rows.collect(),
            waived,
            said,
        }
    }

    fn section(
        &self,
        title: &str,
        id: &str,
        is_open: bool,
        differences: &[Numbered<'_>],
    ) -> Markup {
        html! {
            @if !differences.is_empty() {
                details.found id=(id) open[is_open] {
                    summary { h2 { (title) " " span.count { (differences.len()) } } }
                    @if differences.len() > MOST {
                        (self.kinds(differences))
                    } @else {
                        (self.list(differences))
                    }
                }
            }
        }
    }

    fn list(&self, differences: &[Numbered<'_>]) -> Markup {
        html! {
            ol {
                @for difference in differences { li { (self.difference(*difference)) } }
            }
        }
    }

    /// Many differences, folded by what is wrong, so that the matrix is not far.
    fn kinds(&self, differences: &[Numbered<'_>]) -> Markup {
        let mut kinds: BTreeMap<&str, Vec<Numbered<'_>>> = BTreeMap::new();
        for difference in differences {
            let kind = kinds.entry(difference.1.code().as_str()).or_default();
            kind.push(*difference);
        }
        html! {
            @for (code, differences) in kinds {
                details.kind {
                    summary { code { (code) } " " span.count { (differences.len()) } }
                    (self.list(&differences))
                }
            }
        }
    }

    fn difference(&self, (at, difference): Numbered<'_>) -> Markup {
        let problem = difference.problem();
        let state = Mark::of(difference).as_str();
        html! {
            article.difference.(state) id={ "v" (at + 1) } {
                header {
                    (chip(state, state))
                    code.code { (difference.code().as_str()) }
                    (self.link_to_row(difference))
                }
                p.message { (text::prose(difference.message())) }
                @if let Some(found) = problem.found() {
                    p.fact { b { "found" } " " (text::prose(found)) }
                }
                @if let Some(expected) = problem.expected() {
                    p.fact { b { "expected" } " " (text::prose(expected)) }
                }
                @for place in difference.places() { (text::place(place)) }
                @for help in difference.help() {
                    p.help { b { "help" } " " (text::prose(help)) }
                }
            }
        }
    }

    fn link_to_row(&self, difference: &Difference) -> Markup {
        let key = difference.key();
        let row = key.and_then(|key| self.rows.get_key_value(key));
        html! {
            @if let Some((key, row)) = row {
                a.row-link href={ "#s" (row + 1) } { (text::key(key.as_str())) }
            }
        }
    }

    fn waivers(&self) -> Markup {
        let waivers = self.parity.waivers();
        html! {
            @if !waivers.is_empty() {
                details.found id="waivers" open {
                    summary { h2 { "Waivers " span.count { (waivers.len()) } } }
                    ol {
                        @for (at, waiver) in waivers.iter().enumerate() {
                            li { (self.waiver(at, waiver)) }
                        }
                    }
                }
            }
        }
    }

    fn waiver(&self, at: usize, waiver: &Waiver) -> Markup {
        let waived = &self.waived[at];
        let (class, says) = self.standing(waiver, waived.len());
        let environments = waiver.environments().join(", ");
        html! {
            article.difference.(class) id={ "w" (at + 1) } {
                header {
                    (chip(class, &says))
                    code.code { (waiver.code().map_or("any difference", Code::as_str)) }
                }
                p.message {
                    code { (text::key(waiver.key().as_str())) } " in " (line(&environments))
                    " until " time datetime=(waiver.until()) { (waiver.until()) }
                }
                p.fact { b { "reason" } " " (line(waiver.reason())) }
                (text::place(waiver.place()))
                @for difference in waived { (self.difference(*difference)) }
            }
        }
    }

    /// Whether a waiver holds, and in what words.
    fn standing(&self, waiver: &Waiver, waived: usize) -> (&'static str, String) {
        let is_told = |code: Code| self.said.contains(&(code, waiver.place().origin()));
        if waived > 0 {
            let permits = format!("permits {}", counted(waived, "difference"));
            (Mark::Waived.as_str(), permits)
        } else if is_told(Code::WaiverExpired) {
            (Mark::Violation.as_str(), "expired".to_owned())
        } else if is_told(Code::WaiverUnused) {
            (Mark::Violation.as_str(), "unused".to_owned())
        } else {
            (Mark::Note.as_str(), "permits nothing yet".to_owned())
        }
    }
}
