//! What the template of the page is given.

use std::collections::{BTreeMap, HashMap, HashSet};

use minijinja::{Value, context};

use super::{POLICY, SCRIPT, STYLE};
use crate::parity::report::Mark;
use crate::parity::{Cell, Column, Difference, ParityReport, Setting, Supply, Waiver};
use crate::report::counted;
use crate::report::problem::{Code, Place};
use crate::report::text::line;
use crate::value::key::Key;
use crate::value::origin::Origin;
use crate::value::redact;

/// More differences than this are folded by what is wrong, so that the matrix is not far.
const MOST: usize = 20;

/// The most characters of one value.
const MOST_CHARS: usize = 400;

/// A difference, and what the page has of it.
type Found<'p> = (&'p Difference, Value);

pub(super) fn page(parity: &ParityReport) -> Value {
    let rows = parity.settings().iter().map(Setting::key).zip(1..);
    let rows: HashMap<&Key, usize> = rows.collect();
    let found = parity.differences().iter().zip(1..);
    let found: Vec<Found<'_>> = found
        .map(|(one, number)| (one, difference(one, number, &rows)))
        .collect();
    let differ = parity.settings().iter().filter(|setting| setting.differs());
    let broken = parity.violations().filter_map(Difference::key);
    let broken: HashSet<&Key> = broken.filter(|key| rows.contains_key(key)).collect();
    context! {
        style => STYLE,
        script => SCRIPT,
        policy => POLICY,
        summary => parity.summary(),
        program => parity.program(),
        clean => parity.is_clean(),
        settings => counted(parity.settings().len(), "setting"),
        environments => counted(parity.sides().len(), "environment"),
        sides => parity.sides().iter().map(side).collect::<Vec<_>>(),
        totals => totals(parity),
        lists => lists(&found),
        waivers => waivers(parity, &found),
        choices => vec![
            choice("all", "All", parity.settings().len()),
            choice("differs", "Differences only", differ.count()),
            choice("violation", "Violations only", broken.len()),
        ],
        rows => self::rows(parity, &found),
    }
}

fn side(side: &Column) -> Value {
    context! {
        name => side.name(),
        environment => side.environment().as_str(),
        whole => side.is_whole(),
    }
}

fn choice(value: &str, label: &str, count: usize) -> Value {
    context! { value, label, count }
}

/// Counts, which lead to what was counted.
fn totals(parity: &ParityReport) -> Vec<Value> {
    let marks = [
        (Mark::Violation, "violations", "violation"),
        (Mark::Warning, "warnings", "warning"),
        (Mark::Note, "notes", "note"),
        (Mark::Waived, "waivers", "waived difference"),
    ];
    let counts = marks.map(|(mark, id, noun)| (parity.count(mark), mark, id, noun));
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    counts
        .map(|(count, mark, id, noun)| {
            context! { mark => mark.as_str(), id, text => counted(count, noun) }
        })
        .collect()
}

/// The lists of what was found and is not waived; many differences are folded.
fn lists(found: &[Found<'_>]) -> Vec<Value> {
    let lists = [
        (Mark::Violation, "violations", "Violations"),
        (Mark::Warning, "warnings", "Warnings"),
        (Mark::Note, "notes", "Notes"),
    ];
    let list = |(mark, id, title): (Mark, _, _)| {
        let found = found.iter().filter(|(one, _)| Mark::of(one) == mark);
        let differences: Vec<Value> = found.clone().map(|(_, value)| value.clone()).collect();
        let mut kinds: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for (one, value) in found.filter(|_| differences.len() > MOST) {
            let kind = kinds.entry(one.code().as_str()).or_default();
            kind.push(value.clone());
        }
        let kinds = kinds.into_iter();
        let kinds: Vec<Value> = kinds
            .map(|(code, differences)| context! { code, differences })
            .collect();
        let open = mark == Mark::Violation;
        (!differences.is_empty()).then(|| context! { id, title, open, kinds, differences })
    };
    lists.into_iter().filter_map(list).collect()
}

/// A difference with its number and that of its setting, which their addresses on the
/// page are made of.
fn difference(one: &Difference, number: usize, rows: &HashMap<&Key, usize>) -> Value {
    context! {
        number,
        row => one.key().and_then(|key| rows.get(key).copied()),
        mark => Mark::of(one).as_str(),
        code => one.code().as_str(),
        key => one.key().map(Key::as_str),
        message => one.message(),
        found => one.problem().found(),
        expected => one.problem().expected(),
        places => one.places().iter().map(place).collect::<Vec<_>>(),
        help => one.help().to_vec(),
    }
}

fn place(place: &Place) -> Value {
    context! {
        origin => origin(place.origin()),
        label => place.label(),
        excerpt => place.excerpt().map(|one| one.parts().map(Value::from).to_vec()),
    }
}

/// A file with line and column, or what else it is.
fn origin(origin: &Origin) -> Value {
    match origin {
        Origin::File(at) => context! {
            path => redact::path(at.path()),
            line => at.line(),
            column => at.column(),
        },
        origin => context! { text => origin.to_string() },
    }
}

fn waivers(parity: &ParityReport, found: &[Found<'_>]) -> Vec<Value> {
    let mut waived = vec![Vec::new(); parity.waivers().len()];
    let mut said = HashSet::new();
    for (one, value) in found {
        if let Some(permitted) = one.waiver.and_then(|at| waived.get_mut(at)) {
            permitted.push(value.clone());
        }
        if matches!(one.code(), Code::WaiverExpired | Code::WaiverUnused) {
            let origins = one.places().iter().map(Place::origin);
            said.extend(origins.map(|origin| (one.code(), origin)));
        }
    }
    let waivers = parity.waivers().iter().zip(waived);
    let waiver = |(waiver, waived): (&Waiver, Vec<Value>)| {
        let is_said = |code| said.contains(&(code, waiver.place().origin()));
        let (mark, says) = if !waived.is_empty() {
            let permits = counted(waived.len(), "difference");
            (Mark::Waived, format!("permits {permits}"))
        } else if is_said(Code::WaiverExpired) {
            (Mark::Violation, "expired".to_owned())
        } else if is_said(Code::WaiverUnused) {
            (Mark::Violation, "unused".to_owned())
        } else {
            (Mark::Note, "permits nothing yet".to_owned())
        };
        context! {
            mark => mark.as_str(),
            says,
            code => waiver.code().map_or("any difference", Code::as_str),
            key => waiver.key().as_str(),
            environments => waiver.environments().join(", "),
            until => waiver.until().to_string(),
            reason => waiver.reason(),
            place => place(waiver.place()),
            waived,
        }
    };
    waivers.map(waiver).collect()
}

/// The settings, each with what every side has for it.
fn rows(parity: &ParityReport, found: &[Found<'_>]) -> Vec<Value> {
    let mut by_key: HashMap<&Key, Vec<&Found<'_>>> = HashMap::new();
    for one in found {
        if let Some(key) = one.0.key() {
            by_key.entry(key).or_default().push(one);
        }
    }
    let row = |(setting, number): (&Setting, usize)| {
        let found = by_key.remove(setting.key()).unwrap_or_default();
        let key = setting.key().as_str();
        let section = section(setting);
        let name = key.strip_prefix(section.as_str()).unwrap_or(key);
        let name = name.strip_prefix('.').unwrap_or(name);
        let cells = parity.sides().iter().zip(setting.cells());
        context! {
            number,
            above => &key[..key.len() - name.len()],
            name,
            section,
            docs => setting.field().docs().lines().next().map(str::trim),
            kind => setting.kind().to_string(),
            rule => setting.rule_name(),
            declared => setting.is_declared(),
            secret => setting.is_secret(),
            differs => setting.differs(),
            violation => found.iter().any(|(one, _)| one.is_violation()),
            cells => cells.map(|(side, one)| cell(side, one, &found)).collect::<Vec<_>>(),
            differences => found.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>(),
        }
    };
    parity.settings().iter().zip(1..).map(row).collect()
}

fn cell(side: &Column, cell: &Cell, found: &[&Found<'_>]) -> Value {
    let is_of_side = |one: &&Difference| {
        let mut names = one.environments().iter();
        names.any(|name| name == side.name())
    };
    let mark = found.iter().map(|(one, _)| *one).filter(is_of_side);
    let mut known = HashSet::new();
    let services = cell.resources().into_iter();
    let services = services.map(|resource| line(resource.kind()));
    context! {
        of => side.name(),
        mark => mark.map(Mark::of).max().map(Mark::as_str),
        value => cell.shown().map(|value| cut(&value)),
        // What is said where there is no value to show.
        unknown => match cell.supply() {
            Supply::Absent => "not set",
            Supply::Deploy => "at deploy time",
            Supply::Default | Supply::File => "not known",
        },
        supply => Some(cell.supply().as_str()).filter(|_| cell.supply() == Supply::Default),
        origin => cell.place().map(|place| origin(place.origin())),
        services => services.filter(|kind| known.insert(kind.clone())).collect::<Vec<_>>(),
    }
}

/// A value of a length that a table can bear.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
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
