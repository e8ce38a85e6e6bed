//! Facts, which are rows of the matrix beside the settings.

use super::Gate;
use crate::parity::side::{Cell, Cells, Setting, Supply};
use crate::parity::snapshot::Snapshot;
use crate::parity::{Difference, value};
use crate::report::problem::{Code, Problem, Severity};
use crate::resolve::datum::Datum;
use crate::schema::kind::Kind;
use crate::schema::{Fact, Field, ParityRule, Shape};
use crate::value::key::Key;

/// What precedes the name of a fact. No key of a setting has a space that
/// is not quoted.
const PREFIX: &str = "fact ";

static FACT: Field = Field::new("fact", Shape::Leaf(Kind::of::<String>))
    .with_facts(&[Fact::Parity(ParityRule::Same)]);

static VERSION: Field = Field::new("version", Shape::Leaf(Kind::of::<String>))
    .with_facts(&[Fact::Parity(ParityRule::Same), Fact::VersionOf("fact")]);

pub(super) fn column(snapshot: &Snapshot) -> Cells {
    let facts = snapshot.facts().iter();
    let row = |(name, value): (&str, &str)| {
        let field = if name.ends_with("version") {
            &VERSION
        } else {
            &FACT
        };
        let cell = Cell {
            supply: Supply::Deploy,
            datum: Some(Datum::Text(value.to_owned())),
            place: None,
            digests: Vec::new(),
        };
        (Key::from(format!("{PREFIX}{name}").as_str()), field, cell)
    };
    facts.map(row).collect()
}

/// The name of the fact that a row is of.
pub(super) fn name(key: &Key) -> Option<&str> {
    key.as_str().strip_prefix(PREFIX)
}

pub(super) fn verdicts(gate: &Gate<'_>, settings: &[Setting]) -> Vec<Difference> {
    let mut verdicts: Vec<Difference> = settings
        .iter()
        .filter_map(|setting| one_sided(gate, setting))
        .collect();
    let declared = settings
        .iter()
        .filter_map(|setting| undeclared(gate, setting));
    verdicts.extend(declared);
    verdicts
}

/// A fact that only one states says nothing against the other: where a
/// subcommand has loaded it, a program finds nothing out.
fn one_sided(gate: &Gate<'_>, setting: &Setting) -> Option<Difference> {
    let name = name(setting.key())?;
    let is_there = |at: usize| setting.cells()[at].supply() != Supply::Absent;
    let (with, without) = match (is_there(0), is_there(1)) {
        (true, false) => (&gate.sides[0], &gate.sides[1]),
        (false, true) => (&gate.sides[1], &gate.sides[0]),
        _ => return None,
    };
    let message = format!(
        "the fact `{name}` is known only in {}, so it is not compared",
        with.name()
    );
    let problem = Problem::note(Code::FactMissing, message)
        .with_key(setting.key().clone())
        .with_help(format!(
            "pass `--fact {name}=…` in {} too; in the program, use `Facts::with`",
            without.name()
        ));
    Some(gate.verdict(problem))
}

/// A version that the program has found, and that is not the one declared.
fn undeclared(gate: &Gate<'_>, setting: &Setting) -> Option<Difference> {
    let service = setting.field().version_of()?;
    let (key, side) = (setting.key(), &gate.sides[gate.new_side()]);
    let facts = gate.new.facts();
    let found = facts
        .get(key.as_str())
        .or_else(|| facts.get(&format!("{service}.version")))?;
    let cell = &setting.cells()[gate.new_side()];
    let declared = cell.datum.as_ref()?;
    let versions = value::version(declared).zip(value::version(&Datum::Text(found.to_owned())));
    if versions.is_some_and(|(a, b)| value::alike(a, b)) || name(key).is_some() {
        return None;
    }
    let message = format!(
        "`{key}` is `{}`, but {} runs `{}`",
        crate::value::redact::line(&cell.value()?),
        side.name(),
        crate::value::redact::line(found),
    );
    let mut problem = Problem::new(Code::DifferentVersion, message)
        .with_severity(Severity::Error)
        .with_key(key.clone())
        .with_help("declare the version that is running, or run the declared one");
    if let Some(place) = cell.place() {
        problem = problem.with_place(place.clone());
    }
    Some(Difference::of(problem, vec![side.name().to_owned()]))
}
