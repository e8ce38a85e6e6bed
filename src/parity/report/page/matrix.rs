//! The matrix: settings by environments, and what may be done to it.

use std::collections::{HashMap, HashSet};

use maud::{Markup, html};

use super::{chip, text};
use crate::parity::report::Mark;
use crate::parity::{Cell, Column, Difference, ParityReport, Setting, Supply};
use crate::report::text::line;
use crate::value::key::Key;

/// The differences on one setting, with their numbers.
type Differences<'p> = [(usize, &'p Difference)];

impl ParityReport {
    pub(super) fn matrix(&self) -> Markup {
        let mut by_key: HashMap<&Key, Vec<(usize, &Difference)>> = HashMap::new();
        for (at, difference) in self.differences().iter().enumerate() {
            if let Some(key) = difference.key() {
                by_key.entry(key).or_default().push((at, difference));
            }
        }
        let rows: Vec<Row<'_>> = self
            .settings()
            .iter()
            .enumerate()
            .map(|(at, setting)| Row {
                at,
                setting,
                section: section(setting),
                differences: by_key.get(setting.key()).map_or(&[], Vec::as_slice),
            })
            .collect();
        html! {
            section aria-labelledby="settings" {
                h2 id="settings" { "Settings" }
                @if rows.is_empty() {
                    p.none { "There are no settings." }
                } @else {
                    (controls(&rows))
                    (table(self.sides(), &rows))
                }
            }
        }
    }
}

fn table(sides: &[Column], rows: &[Row<'_>]) -> Markup {
    let width = sides.len() + 3;
    html! {
        div.scroll role="region" aria-label="Settings by environment" tabindex="0" {
            table {
                thead {
                    tr {
                        th scope="col" { "Setting" }
                        th scope="col" { "Finding" }
                        th scope="col" { "Kind and rule" }
                        @for side in sides { th scope="col" { (heading(side)) } }
                    }
                }
                @for rows in rows.chunk_by(|a, b| a.section == b.section) {
                    tbody {
                        tr.section {
                            th scope="rowgroup" colspan=(width) {
                                span { (section_title(&rows[0].section)) }
                            }
                        }
                        @for row in rows { (row.draw(sides)) }
                    }
                }
            }
            p.none id="none" hidden { "No setting fits." }
        }
    }
}

/// Above all that it searches; shown by the script, as [`controls`] is.
pub(super) fn search() -> Markup {
    html! {
        search id="find" hidden {
            label for="search" { "Search settings and differences" }
            input id="search" type="search" spellcheck="false" autocomplete="off"
                placeholder="key, value, file, difference";
            output id="count" for="search" { }
        }
    }
}

/// Shown by the script, since it is of no use without it.
fn controls(rows: &[Row<'_>]) -> Markup {
    let differences = rows.iter().filter(|row| row.setting.differs()).count();
    let violations = rows.iter().filter(|row| row.is_violation()).count();
    let choices = [
        ("all", "All", rows.len()),
        ("differs", "Differences only", differences),
        ("violation", "Violations only", violations),
    ];
    html! {
        form.controls id="controls" hidden autocomplete="off" {
            fieldset {
                legend { "Show" }
                @for (value, label, count) in choices {
                    label {
                        input type="radio" name="show" value=(value) checked[value == "all"];
                        span { (label) " " span.count { (count) } }
                    }
                }
            }
        }
    }
}

fn heading(side: &Column) -> Markup {
    let environment = side.environment().as_str();
    html! {
        (line(side.name()))
        @if side.name() != environment { span.of { "of " (environment) } }
        @if !side.is_whole() { " " (chip("warning", "read in part")) }
    }
}

struct Row<'p> {
    at: usize,
    setting: &'p Setting,
    section: String,
    differences: &'p Differences<'p>,
}

impl Row<'_> {
    fn is_violation(&self) -> bool {
        self.differences
            .iter()
            .any(|(_, difference)| difference.is_violation())
    }

    fn draw(&self, sides: &[Column]) -> Markup {
        let differs = self.setting.differs().then_some("");
        let violation = self.is_violation().then_some("");
        html! {
            tr.setting id={ "s" (self.at + 1) } data-differs=[differs] data-violation=[violation] {
                th scope="row" { (self.name()) }
                td { (self.difference()) }
                td { (self.rule()) }
                @for (side, cell) in sides.iter().zip(self.setting.cells()) {
                    (self.cell(side, cell))
                }
            }
        }
    }

    fn name(&self) -> Markup {
        let key = self.setting.key().as_str();
        let name = key.strip_prefix(self.section.as_str()).unwrap_or(key);
        let name = name.strip_prefix('.').unwrap_or(name);
        let section = &key[..key.len() - name.len()];
        let docs = self.setting.field().docs().lines().next();
        html! {
            code.key { span.of { (text::key(section)) } (text::key(name)) }
            @if let Some(docs) = docs { p.docs { (text::prose(docs.trim())) } }
        }
    }

    fn difference(&self) -> Markup {
        html! {
            @if self.differences.is_empty() {
                @if self.setting.differs() {
                    (chip("plain", "may differ"))
                } @else {
                    (chip("clean", "alike"))
                }
            }
            @for (at, difference) in self.differences {
                p.of-row {
                    (chip(Mark::of(difference).as_str(), Mark::of(difference).as_str()))
                    " " a href={ "#v" (at + 1) } { (difference.code().as_str()) }
                }
            }
        }
    }

    fn rule(&self) -> Markup {
        let setting = self.setting;
        html! {
            p { (text::prose(&setting.kind().to_string())) }
            p.rule {
                code { (setting.rule_name()) }
                @if setting.is_declared() { " as declared" } @else { " by default" }
                @if setting.is_secret() { " " (chip("plain", "secret")) }
            }
        }
    }

    fn cell(&self, side: &Column, cell: &Cell) -> Markup {
        let is_of_side = |difference: &Difference| {
            let mut names = difference.environments().iter();
            names.any(|name| name == side.name())
        };
        let differences = self.differences.iter().map(|(_, difference)| *difference);
        let marks = differences
            .filter(|&difference| is_of_side(difference))
            .map(Mark::of);
        let mark = marks.max().unwrap_or(Mark::None);
        let class = (mark != Mark::None).then(|| mark.as_str());
        html! {
            td class=[class] data-of=(line(side.name())) {
                (shown(cell))
                @if let Some(class) = class { " " (chip(class, class)) }
                p.origin { (origin(cell)) }
            }
        }
    }
}

/// The value, or what is to be said where there is none to show.
fn shown(cell: &Cell) -> Markup {
    let value = cell.shown();
    html! {
        @match (value.as_deref(), cell.supply()) {
            (Some(value), _) => { code.value { (text::value(value)) } },
            (None, Supply::Absent) => { span.unknown { "not set" } },
            (None, Supply::Deploy) => { span.unknown { "at deploy time" } },
            (None, Supply::Default | Supply::File) => { span.unknown { "not known" } },
        }
    }
}

/// Where the value was written, else how it comes, and the services it leads to.
fn origin(cell: &Cell) -> Markup {
    let supply = match cell.supply() {
        Supply::Default => Supply::Default.as_str(),
        _ => "",
    };
    let mut known = HashSet::new();
    let kinds = cell.resources().into_iter().filter_map(|resource| {
        let kind = line(resource.kind());
        known.insert(kind.clone()).then_some(kind)
    });
    let kinds: Vec<String> = kinds.collect();
    html! {
        @match cell.place() {
            Some(place) => { (text::origin(place.origin())) },
            None => { (supply) },
        }
        @for kind in kinds { " " span.service { (kind) } }
    }
}

/// The section that a setting is in; empty for one of the root.
fn section(setting: &Setting) -> String {
    let key = setting.key();
    let name = setting.field().name();
    let parent = key.parent_of(name);
    if parent.as_str().is_empty() {
        let top = key.as_str().split(['.', '[']).next();
        top.filter(|top| *top != key.as_str())
            .unwrap_or_default()
            .to_owned()
    } else {
        parent.as_str().to_owned()
    }
}

fn section_title(section: &str) -> Markup {
    html! {
        @if section.is_empty() { "top level" } @else { code { (text::key(section)) } }
    }
}
