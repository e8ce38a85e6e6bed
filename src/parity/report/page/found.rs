//! What was found: violations, notes, and waivers with what they permit.

use maud::{Markup, html};

use super::{chip, text};
use crate::parity::report::Mark;
use crate::parity::{Parity, Verdict, Waiver};
use crate::problem::{Code, Severity};
use crate::report::counted;
use crate::report::text::line;

/// A verdict with its number, which its address on the page is made of.
type Numbered<'p> = (usize, &'p Verdict);

impl Parity {
    pub(super) fn found(&self) -> Markup {
        let of = |mark: Mark| -> Vec<Numbered<'_>> {
            let verdicts = self.verdicts().iter().enumerate();
            verdicts
                .filter(|(_, verdict)| Mark::of(verdict) == mark)
                .collect()
        };
        html! {
            (self.section("Violations", "violations", true, &of(Mark::Violation)))
            (self.section("Notes", "notes", false, &of(Mark::Note)))
            (self.waiver_section())
        }
    }

    fn section(&self, title: &str, id: &str, is_open: bool, verdicts: &[Numbered<'_>]) -> Markup {
        html! {
            @if !verdicts.is_empty() {
                details.found id=(id) open[is_open] {
                    summary { h2 { (title) " " span.count { (verdicts.len()) } } }
                    ol {
                        @for verdict in verdicts { li { (self.verdict(*verdict)) } }
                    }
                }
            }
        }
    }

    fn verdict(&self, (at, verdict): Numbered<'_>) -> Markup {
        let problem = verdict.problem();
        let state = state(verdict);
        html! {
            article.verdict.(state) id={ "v" (at + 1) } {
                header {
                    (chip(state, state))
                    code.code { (verdict.code().as_str()) }
                    (self.link_to_row(verdict))
                }
                p.message { (text::prose(verdict.message())) }
                @if let Some(found) = problem.found() {
                    p.fact { b { "found" } " " (text::prose(found)) }
                }
                @if let Some(expected) = problem.expected() {
                    p.fact { b { "expected" } " " (text::prose(expected)) }
                }
                @for place in verdict.places() { (text::place(place)) }
                @for help in verdict.help() {
                    p.help { b { "help" } " " (text::prose(help)) }
                }
            }
        }
    }

    fn link_to_row(&self, verdict: &Verdict) -> Markup {
        let is_row = |key| self.settings().iter().position(|row| row.key() == key);
        let row = verdict.key().and_then(is_row);
        html! {
            @if let Some(row) = row {
                a.row-link href={ "#s" (row + 1) } { (line(self.settings()[row].key().as_str())) }
            }
        }
    }

    fn waiver_section(&self) -> Markup {
        let waivers = self.waivers();
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
        let verdicts = self.verdicts().iter().enumerate();
        let waived: Vec<Numbered<'_>> = verdicts
            .filter(|(_, verdict)| verdict.waiver == Some(at))
            .collect();
        let (class, says) = self.standing(waiver, waived.len());
        let environments = waiver.environments().join(", ");
        html! {
            article.verdict.(class) id={ "w" (at + 1) } {
                header {
                    (chip(class, &says))
                    code.code { (waiver.code().map_or("any difference", Code::as_str)) }
                }
                p.message {
                    code { (line(waiver.key().as_str())) } " in " (line(&environments))
                    " until " time datetime=(waiver.until()) { (waiver.until()) }
                }
                p.fact { b { "reason" } " " (line(waiver.reason())) }
                (text::place(waiver.place()))
                @for verdict in waived { (self.verdict(verdict)) }
            }
        }
    }

    /// Whether a waiver holds, and in what words.
    fn standing(&self, waiver: &Waiver, waived: usize) -> (&'static str, String) {
        let is_told = |code: Code| {
            let told = |verdict: &Verdict| {
                let places = verdict.places().iter();
                let mut origins = places.map(crate::problem::Place::origin);
                verdict.code() == code && origins.any(|origin| origin == waiver.place().origin())
            };
            self.verdicts().iter().any(told)
        };
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

/// The word for how a verdict counts, which is its class too.
fn state(verdict: &Verdict) -> &'static str {
    match (Mark::of(verdict), verdict.severity()) {
        (Mark::Note, Severity::Warning) => "warning",
        (mark, _) => mark.as_str(),
    }
}
