//! What a snapshot has recorded, as cells of the matrix: its settings, and its facts
//! as rows beside them.

use super::Gate;
use crate::parity::side::{Cell, Cells, Setting, Supply};
use crate::parity::snapshot::{Entry, Snapshot};
use crate::parity::{Difference, value};
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::resolve::datum::Datum;
use crate::schema::kind::Kind;
use crate::schema::{Fact, Field, ParityRule, Schema, Shape};
use crate::value::key::Key;
use crate::value::origin::Origin;
use crate::value::redact;

/// What a snapshot has for every setting that the schema knows, and its facts.
pub(super) fn column(snapshot: &Snapshot, schema: &'static Schema, is_sealed: bool) -> Cells {
    let cells = snapshot.settings().iter().filter_map(|entry| {
        let field = field(schema, &entry.key)?;
        Some((entry.key.clone(), field, cell(entry, field, is_sealed)))
    });
    cells.chain(facts(snapshot)).collect()
}

/// The keys that a snapshot has and the schema does not know.
pub(super) fn unknown(snapshot: &Snapshot, schema: &'static Schema) -> Vec<Key> {
    let keys = snapshot.settings().iter().map(|entry| &entry.key);
    keys.filter(|key| field(schema, key).is_none())
        .cloned()
        .collect()
}

fn cell(entry: &Entry, field: &'static Field, is_sealed: bool) -> Cell {
    let is_secret = entry.is_secret || field.is_hidden(&field.kind());
    let datum = entry.datum();
    let supply = Supply::of(entry.origin.as_ref(), datum.as_ref());
    // OK because what has become a secret is one in older records too.
    let datum = datum.map(|datum| if is_secret { Datum::Secret } else { datum });
    let digests = entry.digests().filter(|_| is_sealed);
    Cell {
        datum: datum.filter(|_| supply != Supply::Absent),
        supply,
        place: place(entry),
        digests: digests.map(str::to_owned).collect(),
    }
}

fn place(entry: &Entry) -> Option<Place> {
    match &entry.origin {
        None | Some(Origin::Default) => None,
        Some(origin) => Some(Place::new(origin.clone(), "")),
    }
}

/// The row of the schema that a key belongs to.
fn field(schema: &'static Schema, key: &Key) -> Option<&'static Field> {
    let (field, shape) = schema.at(key)?;
    matches!(shape.present(), Shape::Leaf(_)).then_some(field)
}

/// What precedes the name of a fact. No key of a setting has a space that
/// is not quoted.
const PREFIX: &str = "fact ";

static FACT: Field = Field::new("fact", Shape::Leaf(Kind::of::<String>))
    .with_facts(&[Fact::Parity(ParityRule::Same)]);

static VERSION: Field = Field::new("version", Shape::Leaf(Kind::of::<String>))
    .with_facts(&[Fact::Parity(ParityRule::Same), Fact::VersionOf("fact")]);

fn facts(snapshot: &Snapshot) -> Cells {
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
pub(super) fn fact(key: &Key) -> Option<&str> {
    key.as_str().strip_prefix(PREFIX)
}

pub(super) fn of_facts(gate: &Gate<'_>, settings: &[Setting]) -> Vec<Difference> {
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
    let name = fact(setting.key())?;
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
    let (key, side) = (setting.key(), &gate.sides[gate.new]);
    let facts = gate.records[gate.new].facts();
    let found = facts
        .get(key.as_str())
        .or_else(|| facts.get(&format!("{service}.version")))?;
    let cell = &setting.cells()[gate.new];
    let declared = cell.datum.as_ref()?;
    let versions = value::version(declared).zip(value::version(&Datum::Text(found.to_owned())));
    if versions.is_some_and(|(a, b)| value::alike(a, b)) || fact(key).is_some() {
        return None;
    }
    let message = format!(
        "`{key}` is `{}`, but {} runs `{}`",
        redact::line(&cell.value()?),
        side.name(),
        redact::line(found),
    );
    let problem = Problem::new(Code::DifferentVersion, message)
        .with_severity(Severity::Error)
        .with_key(key.clone())
        .with_help("declare the version that is running, or run the declared one")
        .with_places(cell.place().cloned());
    Some(Difference::of(problem, vec![side.name().to_owned()]))
}
