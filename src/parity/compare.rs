//! What differs between two sides, and must not.

mod leads;

use self::leads::Seen;
use super::side::{Cell, Column, Setting, Supply};
use super::value::{self, Quantity};
use crate::report::problem::{Code, Place, Severity};
use crate::resolve::datum::Datum;
use crate::schema::{Condition, Direction, ParityRule};

/// Something found of one setting, on one side or between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Observation {
    /// The number of the setting in the matrix.
    pub(crate) setting: usize,
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    /// The numbers of the sides, and what the setting is there.
    pub(crate) sides: Vec<(usize, String)>,
}

/// Compares every two sides, in the order of promotion.
pub(crate) fn all(sides: &[Column], settings: &[Setting]) -> Vec<Observation> {
    let mut found = Vec::new();
    for (row, setting) in settings.iter().enumerate() {
        if !setting.is_free() {
            row_of(sides, setting, row, &mut found);
        }
    }
    found
}

fn row_of(sides: &[Column], setting: &Setting, row: usize, found: &mut Vec<Observation>) {
    let seen: Vec<Seen<'_>> = setting.cells().iter().map(Seen::of).collect();
    let whole = |at: usize| sides[at].is_whole();
    for late in (0..sides.len()).filter(|&at| whole(at)) {
        for early in (0..late).filter(|&at| whole(at)) {
            let pair = Pair {
                setting,
                row,
                at: [early, late],
                sides: [&sides[early], &sides[late]],
                seen: [&seen[early], &seen[late]],
            };
            pair.compare(found);
        }
    }
}

/// One setting on two sides, the one to be promoted first.
struct Pair<'p> {
    setting: &'p Setting,
    row: usize,
    at: [usize; 2],
    sides: [&'p Column; 2],
    seen: [&'p Seen<'p>; 2],
}

impl Pair<'_> {
    fn compare(&self, found: &mut Vec<Observation>) {
        let supplies = self.seen.map(|seen| seen.cell.supply);
        let is_there = supplies.map(|supply| supply != Supply::Absent);
        let is_supplied = supplies.map(|supply| supply == Supply::Deploy);
        if is_there[0] != is_there[1] {
            if self.is_conditional(is_there) {
                return;
            }
            let says = supplies.map(|supply| match supply {
                Supply::Absent => "not set".to_owned(),
                _ => "set".to_owned(),
            });
            found.push(self.finding(Code::OneSided, self.weight(), says));
        } else if is_there[0] {
            if is_supplied[0] != is_supplied[1] && !self.is_local_secret() {
                let says = supplies.map(|supply| supply.described().to_owned());
                found.push(self.finding(Code::DifferentSupply, self.weight(), says));
            }
            self.values(found);
        }
    }

    /// Whether the setting is on one side alone by a condition that the program declares;
    /// what the condition asks for is compared by itself.
    fn is_conditional(&self, is_there: [bool; 2]) -> bool {
        let environment = |there: bool| {
            let at = is_there.iter().position(|is_there| *is_there == there);
            at.map(|at| self.sides[at].environment())
        };
        let [Some(with), Some(without)] = [true, false].map(environment) else {
            return false;
        };
        let mut conditions = self.setting.field().conditions().iter();
        conditions.any(|condition| match condition {
            Condition::RequiredIn(list) => list.contains(&with) && !list.contains(&without),
            Condition::ForbiddenIn(list) => list.contains(&without) && !list.contains(&with),
            Condition::RequiredIf { .. } => true,
        })
    }

    /// Severity of a difference: a rehearsal is only what is deployed.
    fn weight(&self) -> Severity {
        if self
            .sides
            .iter()
            .all(|side| side.environment().is_deployed())
        {
            Severity::Error
        } else {
            Severity::Note
        }
    }

    /// Whether it is a secret that a file has where nothing is deployed, as it
    /// should be.
    fn is_local_secret(&self) -> bool {
        self.setting.is_secret() && self.weight() == Severity::Note
    }

    fn is_one_environment(&self) -> bool {
        self.sides[0].environment() == self.sides[1].environment()
    }

    fn values(&self, found: &mut Vec<Observation>) {
        let [Some(a), Some(b)] = self.seen.map(|seen| seen.cell.datum.as_ref()) else {
            found.extend(self.of_type_default());
            return;
        };
        found.extend(self.other_secret([a, b]));
        if self.setting.is_secret() {
            found.extend(self.shared_place());
        } else if a == &Datum::Secret || b == &Datum::Secret {
            // Only what it is digested to can be compared.
        } else if self.setting.field().version_of().is_some() {
            found.extend(self.version([a, b]));
        } else {
            self.by_rule([a, b], found);
        }
    }

    fn by_rule(&self, data: [&Datum; 2], found: &mut Vec<Observation>) {
        match self.setting.rule() {
            ParityRule::Order(direction) => found.extend(self.order(data, direction)),
            ParityRule::Free => {}
            rule => {
                let before = found.len();
                self.kinds(data, rule, found);
                match rule {
                    ParityRule::Same if found.len() == before => found.extend(self.same(data)),
                    ParityRule::Differ => found.extend(self.shared(data)),
                    _ => found.extend(self.store()),
                }
            }
        }
    }

    /// A value beside the default of a type, which only the program knows.
    fn of_type_default(&self) -> Option<Observation> {
        let supplies = self.seen.map(|seen| seen.cell.supply);
        let one = supplies.contains(&Supply::Default) && supplies.contains(&Supply::File);
        (one && self.setting.rule() == ParityRule::Same)
            .then(|| self.of_values(Code::DifferentValue, self.weight()))
    }

    /// A secret that is declared to be the same everywhere, and is not.
    fn other_secret(&self, data: [&Datum; 2]) -> Option<Observation> {
        let [a, b] = self.seen.map(|seen| &seen.cell.digests);
        let must_be_same = self.setting.rule() == ParityRule::Same && data == [&Datum::Secret; 2];
        let differs = !a.is_empty() && !b.is_empty() && a != b;
        let says = ["one secret", "another one"].map(str::to_owned);
        (must_be_same && differs).then(|| self.finding(Code::DifferentValue, self.weight(), says))
    }

    /// A secret that one line of one file brings to two environments.
    fn shared_place(&self) -> Option<Observation> {
        let [a, b] = self.seen.map(|seen| seen.cell.place.as_ref());
        // OK because a variable of one name is another one in each deploy.
        let is_one =
            |a: &Place, b: &Place| a.origin() == b.origin() && a.origin().position().is_some();
        let same = a.zip(b).is_some_and(|(a, b)| is_one(a, b));
        let differs = self.setting.rule() == ParityRule::Differ && !self.is_one_environment();
        let says = [
            String::from("the same secret"),
            String::from("the same secret"),
        ];
        (same && differs).then(|| self.finding(Code::SharedValue, Severity::Error, says))
    }

    fn version(&self, data: [&Datum; 2]) -> Option<Observation> {
        let alike = match data.map(value::version) {
            [Some(a), Some(b)] => value::alike(a, b),
            _ => data[0] == data[1],
        };
        (!alike).then(|| self.of_values(Code::DifferentVersion, Severity::Error))
    }

    fn order(&self, data: [&Datum; 2], direction: Direction) -> Option<Observation> {
        if self.is_one_environment() {
            return None;
        }
        if let [Datum::Table(early), Datum::Table(late)] = data {
            let is_on = |table: &std::collections::BTreeMap<String, Datum>, name: &String| {
                table.get(name) == Some(&Datum::Bool(true))
            };
            let mut names = early.keys().chain(late.keys());
            let ahead =
                names.any(|name| is_ahead([is_on(early, name), is_on(late, name)], direction));
            return ahead.then(|| self.of_values(Code::SwitchAhead, self.weight()));
        }
        if let [Datum::Bool(early), Datum::Bool(late)] = data {
            let says = [*early, *late].map(|on| if on { "on" } else { "off" }.to_owned());
            return is_ahead([*early, *late], direction)
                .then(|| self.finding(Code::SwitchAhead, self.weight(), says));
        }
        let [early, late] = data.map(|datum| value::measure(datum, self.setting.kind()));
        let Some((early, late)) = early.zip(late) else {
            return self.same(data);
        };
        let wrong = match direction {
            Direction::Ascending => late < early,
            Direction::Descending => late > early,
        };
        wrong.then(|| self.of_values(Code::OutOfOrder, self.weight()))
    }

    fn same(&self, data: [&Datum; 2]) -> Option<Observation> {
        let [a, b] = data;
        let quantities = data.map(|datum| match datum {
            Datum::Text(text) => Quantity::of(text),
            _ => None,
        });
        if let [Some(a), Some(b)] = quantities
            && a.slips_from(b)
        {
            return Some(self.of_values(Code::DifferentUnit, self.weight()));
        }
        if value::equal(a, b, self.setting.kind()) {
            return None;
        }
        let code = if type_of(a) == type_of(b) {
            Code::DifferentValue
        } else {
            Code::DifferentType
        };
        Some(self.of_values(code, self.weight()))
    }

    fn shown(&self) -> [String; 2] {
        [0, 1].map(|one: usize| {
            let says = || shown_of(self.setting, self.at[one]);
            self.seen[one].says.get_or_init(says).clone()
        })
    }

    /// A finding that says the values themselves.
    fn of_values(&self, code: Code, severity: Severity) -> Observation {
        self.finding(code, severity, self.shown())
    }

    fn finding(&self, code: Code, severity: Severity, says: [String; 2]) -> Observation {
        Observation {
            setting: self.row,
            code,
            severity,
            sides: self.at.into_iter().zip(says).collect(),
        }
    }
}

/// Whether a switch is where the environment before has not been.
fn is_ahead([early, late]: [bool; 2], direction: Direction) -> bool {
    match direction {
        Direction::Ascending => late && !early,
        Direction::Descending => early && !late,
    }
}

/// Numbers are of one type, whatever their form.
fn type_of(datum: &Datum) -> u8 {
    match datum {
        Datum::Null => 0,
        Datum::Bool(_) => 1,
        Datum::Integer(_) | Datum::Float(_) => 2,
        Datum::Text(_) | Datum::Opaque(_) => 3,
        Datum::List(_) => 4,
        Datum::Table(_) => 5,
        Datum::Secret => 6,
    }
}

/// The value of one side as a sentence has it, with its number where others look the
/// same and are not.
fn shown_of(setting: &Setting, at: usize) -> String {
    let cells = setting.cells();
    let says = shown(&cells[at]);
    let mut alike: Vec<&Option<Datum>> = Vec::new();
    for cell in cells.iter().filter(|cell| shown(cell) == says) {
        if !alike.contains(&&cell.datum) {
            alike.push(&cell.datum);
        }
    }
    match alike.iter().position(|datum| **datum == cells[at].datum) {
        Some(number) if alike.len() > 1 => format!("{says} ({})", number + 1),
        _ => says,
    }
}

/// The value as a sentence has it.
pub(super) fn shown(cell: &Cell) -> String {
    match cell.value() {
        Some(value) => format!("`{}`", crate::value::redact::line(&value)),
        None if cell.supply == Supply::Default => "the default of its type".to_owned(),
        None => cell.supply.described().to_owned(),
    }
}
