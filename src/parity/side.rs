//! What is compared: settings, each with what every side has for it.
//!
//! A side is an environment or a deployment of one. Where it comes from, from
//! committed files or from the record of a real deploy, makes no difference here.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use crate::environment::Environment;
use crate::report::problem::Place;
use crate::resolve::datum::Datum;
use crate::resource::Resource;
use crate::schema::kind::Kind;
use crate::schema::parity::{self as rule, Rule};
use crate::schema::{Field, Schema};
use crate::value::key::Key;
use crate::value::origin::Origin;
use crate::value::redact;

/// One environment, or one deployment of it: a column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    name: String,
    environment: Environment,
    #[serde(skip)]
    file: Option<PathBuf>,
    #[serde(rename = "whole")]
    is_whole: bool,
}

impl Column {
    pub(crate) fn new(name: String, environment: Environment) -> Self {
        Self {
            name,
            environment,
            file: None,
            is_whole: true,
        }
    }

    /// Names the file that a setting of this side is best set in.
    /// The names that a waiver may call it by.
    pub(crate) fn names(&self) -> [&str; 2] {
        [self.name(), self.environment().as_str()]
    }

    pub(crate) fn with_file(mut self, file: Option<PathBuf>) -> Self {
        self.file = file;
        self
    }

    /// That file as a place, for what should be in it.
    pub(crate) fn file_place(&self) -> Option<Place> {
        self.file.as_deref().map(Place::of_file)
    }

    /// Says that part of it could not be read, so that comparing means nothing.
    pub(crate) fn in_part(mut self) -> Self {
        self.is_whole = false;
        self
    }

    /// Returns the name of the deployment, or of the environment.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the environment.
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns whether all of its files could be read.
    ///
    /// Otherwise it is shown, but not compared.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }
}

/// How a value is supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Supply {
    /// There is none, and none is required.
    Absent,
    /// It is the default of the schema.
    Default,
    /// A committed file has it, or one embedded in the program.
    File,
    /// The deploy supplies it: a variable, a secret file, an override.
    Deploy,
}

impl Supply {
    pub(super) fn of(origin: Option<&Origin>, datum: Option<&Datum>) -> Self {
        match (origin, datum) {
            (None, _) | (_, Some(Datum::Null)) => Self::Absent,
            (Some(Origin::Default), _) => Self::Default,
            (Some(origin), _) if is_of_deploy(origin) => Self::Deploy,
            (Some(_), _) => Self::File,
        }
    }

    /// Returns the word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Default => "default",
            Self::File => "file",
            Self::Deploy => "deploy",
        }
    }

    /// As what follows "is".
    pub(super) fn described(self) -> &'static str {
        match self {
            Self::Absent => "not set",
            Self::Default => "the default",
            Self::File => "in a file",
            Self::Deploy => "set at deploy time",
        }
    }
}

/// Whether the deploy brings what comes from there, and no committed file.
pub(super) fn is_of_deploy(origin: &Origin) -> bool {
    match origin {
        Origin::File(position) => is_of_one_machine(position.path()),
        Origin::Default | Origin::WholeFile(_) | Origin::Provider(_) => false,
        _ => true,
    }
}

fn is_of_one_machine(path: &Path) -> bool {
    let is_called = |name: Option<&OsStr>, known: &str| name.is_some_and(|name| name == known);
    is_called(path.file_name(), ".env") || is_called(path.file_stem(), "local")
}

/// What one side has for one setting.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    pub(crate) supply: Supply,
    /// None where it is not known, as of what only the deploy supplies.
    #[serde(rename = "value")]
    pub(crate) datum: Option<Datum>,
    #[serde(rename = "origin", serialize_with = "origin")]
    pub(crate) place: Option<Place>,
    /// Of what is secret in the value, where it can be compared.
    #[serde(skip)]
    pub(crate) digests: Vec<String>,
}

#[expect(clippy::ref_option, reason = "serde calls it so")]
fn origin<S: Serializer>(place: &Option<Place>, serializer: S) -> Result<S::Ok, S::Error> {
    let origin = place.as_ref().map(|place| place.origin().to_string());
    origin.serialize(serializer)
}

impl Cell {
    pub(crate) const ABSENT: Self = Self {
        supply: Supply::Absent,
        datum: None,
        place: None,
        digests: Vec::new(),
    };

    /// Returns how the value is supplied.
    pub fn supply(&self) -> Supply {
        self.supply
    }

    /// Returns the value as it may be shown; a secret is `[redacted]`.
    ///
    /// `None` if there is no value, or if it is not known.
    pub fn value(&self) -> Option<String> {
        match self.datum.as_ref()? {
            Datum::Text(text) => Some(text.clone()),
            Datum::Secret | Datum::Opaque(_) => Some(redact::REDACTED.to_owned()),
            datum => datum.to_toml(),
        }
    }

    /// The value as views show it, whatever source has it.
    pub(super) fn shown(&self) -> Option<String> {
        match self.datum.as_ref()? {
            Datum::Text(text) => Some(redact::alone(text)),
            datum => self.value().filter(|_| *datum != Datum::Null),
        }
    }

    /// Returns where the value was written, if that is known.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// The services that the value leads to, if it is made of URLs.
    pub(crate) fn resources(&self) -> Vec<Resource> {
        let mut texts = Vec::new();
        if let Some(datum) = &self.datum {
            collect_texts(datum, &mut texts);
        }
        texts.into_iter().filter_map(Resource::of).collect()
    }
}

/// All text in a value, that of lists and tables too.
pub(crate) fn collect_texts<'d>(datum: &'d Datum, texts: &mut Vec<&'d str>) {
    match datum {
        Datum::Text(text) => texts.push(text),
        Datum::List(data) => data.iter().for_each(|datum| collect_texts(datum, texts)),
        Datum::Table(table) => table.values().for_each(|datum| collect_texts(datum, texts)),
        _ => {}
    }
}

/// One setting and what every side has for it: a row of the matrix.
#[derive(Clone, Debug)]
pub struct Setting {
    key: Key,
    field: &'static Field,
    kind: Kind,
    rule: Rule,
    cells: Vec<Cell>,
}

impl Setting {
    /// Returns the key.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Returns the row of the schema it belongs to.
    pub fn field(&self) -> &'static Field {
        self.field
    }

    /// Returns how it may differ, declared or by its kind.
    pub fn rule(&self) -> crate::schema::ParityRule {
        self.rule.parity
    }

    /// Returns whether the program says how it may differ.
    pub fn is_declared(&self) -> bool {
        self.rule.is_declared
    }

    /// Returns what every side has, in the order of the sides.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Returns whether what the sides have differs in any way that is known.
    pub fn differs(&self) -> bool {
        let is_supplied = |cell: &Cell| cell.supply == Supply::Deploy;
        let same = |pair: &[Cell]| {
            is_supplied(&pair[0]) == is_supplied(&pair[1]) && pair[0].datum == pair[1].datum
        };
        !self.cells.windows(2).all(same)
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Whether all of it is a secret.
    pub(crate) fn is_secret(&self) -> bool {
        self.field.is_secret_as(&self.kind)
    }

    /// The name of the rule, as the attribute spells it.
    pub(crate) fn rule_name(&self) -> &'static str {
        match self.field.version_of() {
            Some(_) => "version",
            None => self.rule.as_str(),
        }
    }

    pub(crate) fn is_free(&self) -> bool {
        self.rule.is_free()
    }
}

/// What one side has, in the order of the schema.
pub(crate) type Cells = Vec<(Key, &'static Field, Cell)>;

/// Puts what the sides have side by side, in the order of the schema.
pub(crate) fn matrix(schema: &'static Schema, columns: Vec<Cells>) -> Vec<Setting> {
    let width = columns.len();
    let mut rows = Rows::default();
    for (side, column) in columns.into_iter().enumerate() {
        let mut last = None;
        for (key, field, cell) in column {
            let row = rows.row(key, field, width, last);
            rows.all[row].cells[side] = cell;
            last = Some(row);
        }
    }
    let setting = |row: Row| {
        let kind = row.field.kind();
        let is_url = kind.is_of_urls() || row.cells.iter().any(|cell| !cell.resources().is_empty());
        let rule = rule::of(schema, &row.key, row.field, &kind, is_url);
        Setting {
            key: row.key,
            field: row.field,
            kind,
            rule,
            cells: row.cells,
        }
    };
    rows.in_order().into_iter().map(setting).collect()
}

/// Rows that a side has in its own order, woven into one.
#[derive(Default)]
struct Rows {
    all: Vec<Row>,
    by_key: HashMap<Key, usize>,
    first: Option<usize>,
}

struct Row {
    key: Key,
    field: &'static Field,
    cells: Vec<Cell>,
    next: Option<usize>,
}

impl Rows {
    /// The row of a key; a new one comes after `last`.
    fn row(&mut self, key: Key, field: &'static Field, width: usize, last: Option<usize>) -> usize {
        if let Some(&row) = self.by_key.get(&key) {
            return row;
        }
        let row = self.all.len();
        let before = match last {
            Some(last) => &mut self.all[last].next,
            None => &mut self.first,
        };
        let next = before.replace(row);
        self.by_key.insert(key.clone(), row);
        self.all.push(Row {
            key,
            field,
            cells: vec![Cell::ABSENT; width],
            next,
        });
        row
    }

    fn in_order(self) -> Vec<Row> {
        let mut rows: Vec<Option<Row>> = self.all.into_iter().map(Some).collect();
        let mut ordered = Vec::with_capacity(rows.len());
        let mut next = self.first;
        while let Some(row) = next.and_then(|at| rows[at].take()) {
            next = row.next;
            ordered.push(row);
        }
        ordered
    }
}
