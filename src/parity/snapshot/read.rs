//! Snapshots from JSON that others may have changed.
//!
//! No message has a part of the text in it: what was taken for a snapshot may
//! be anything.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::origins::Recorded;
use super::{Entry, FORMAT, Snapshot};
use crate::parity::Facts;
use crate::report::problem::{Code, Place, Problem};
use crate::resolve::datum::Datum;
use crate::system::Date;
use crate::value::key::{self, Key};
use crate::value::origin::{Origin, Position};
use crate::value::redact;

/// What keeps a text from being a snapshot.
#[derive(Debug)]
pub(super) struct Flaw {
    message: String,
    help: &'static str,
    /// Line and column, where they are known.
    at: Option<(usize, usize)>,
}

const DAMAGED: &str = "take the snapshot anew; it is not meant to be changed by hand";

impl Flaw {
    /// What follows `path` in the snapshot is not as it should be.
    fn at(path: &str, expected: &str) -> Self {
        let message = if path.is_empty() {
            format!("not a snapshot: it is not {expected}")
        } else {
            format!("this snapshot is damaged: `{path}` is not {expected}")
        };
        Self::of(message)
    }

    fn of(message: String) -> Self {
        Self {
            message,
            help: DAMAGED,
            at: None,
        }
    }

    pub(super) fn problem(self, path: &Path) -> Box<Problem> {
        let origin = match self.at {
            Some((line, column)) => Origin::File(Position::at(path.to_owned(), line, column)),
            None => Origin::WholeFile(path.to_owned()),
        };
        let problem = Problem::new(Code::Snapshot, self.message)
            .with_place(Place::new(origin, ""))
            .with_help(self.help);
        Box::new(problem)
    }
}

/// Reads the text of a snapshot.
pub(super) fn snapshot(text: &str) -> Result<Snapshot, Flaw> {
    let value = serde_json::from_str(text).map_err(|error| no_json(&error))?;
    let root = At {
        path: String::new(),
        value: &value,
    };
    let root = root.object()?;
    match root.get("format")?.value.as_u64() {
        Some(FORMAT) => {}
        Some(newer) if newer > FORMAT => return Err(too_new(newer)),
        _ => return Err(Flaw::at("format", "the number of a format")),
    }
    let snapshot = Snapshot {
        program: root.get("program")?.text()?,
        rehearsal: root.get("rehearsal")?.text()?,
        made: root.get("made")?.parsed::<Date>("a day")?,
        artifact: root.get("artifact")?.or_null(|at| at.hex(64))?,
        schema: root.get("schema")?.hex(16)?,
        environment: root.get("environment")?.parsed("an environment")?,
        deployment: root.get("deployment")?.or_null(At::text)?,
        key: root.get("key")?.or_null(|at| at.hex(16))?,
        settings: root.get("settings")?.each(entry)?,
        facts: facts(&root.get("facts")?)?,
    };
    root.has_only(&[
        "format",
        "program",
        "environment",
        "deployment",
        "made",
        "artifact",
        "rehearsal",
        "schema",
        "key",
        "facts",
        "settings",
    ])?;
    no_key_twice(&snapshot.settings)?;
    Ok(snapshot)
}

/// The value as one that was read has it.
pub(super) fn as_json(datum: &Datum) -> Datum {
    match datum {
        Datum::Secret => Datum::Secret,
        // OK because it fails only for keys that are no text.
        datum => self::datum(&serde_json::to_value(datum).unwrap_or_default()),
    }
}

fn no_json(error: &serde_json::Error) -> Flaw {
    let message = if error.is_eof() {
        "this snapshot ends too early"
    } else {
        "not a snapshot: it is not JSON"
    };
    Flaw {
        message: message.to_owned(),
        help: DAMAGED,
        at: Some((error.line().max(1), error.column().max(1))),
    }
}

fn too_new(format: u64) -> Flaw {
    Flaw {
        message: format!(
            "this snapshot is in format {format}, and this program reads format {FORMAT}"
        ),
        help: "compare with a program that was built with a newer version of rehearsal",
        at: None,
    }
}

fn no_key_twice(settings: &[Entry]) -> Result<(), Flaw> {
    let mut keys = HashSet::new();
    let at = settings.iter().position(|entry| !keys.insert(&entry.key));
    match at {
        Some(at) => Err(Flaw::of(format!(
            "this snapshot is damaged: `settings[{at}].key` is that of another setting"
        ))),
        None => Ok(()),
    }
}

fn facts(at: &At<'_>) -> Result<Facts, Flaw> {
    let object = at.object()?;
    let names = object.entries.keys();
    let fact = |name: &String| Ok((name.clone(), object.get(name)?.text()?));
    names.map(fact).collect()
}

fn entry(at: &At<'_>) -> Result<Entry, Flaw> {
    let object = at.object()?;
    let is_secret = object.get("secret")?.bool()?;
    let origin = object.get("origin")?.or_null(origin)?;
    let value = object.get("value")?;
    let datum = match (is_secret, value.value, &origin) {
        (_, Value::Null, None | Some(Origin::Default)) => None,
        (_, Value::Null, Some(_)) => Some(Datum::Null),
        (true, Value::String(text), Some(_)) if text == "secret" => Some(Datum::Secret),
        (true, ..) => return Err(Flaw::at(&value.path, "`secret` or null")),
        (false, _, None) => return Err(Flaw::at(&value.path, "null where nothing is set")),
        (false, value, Some(_)) => Some(datum(value)),
    };
    let key = object.get("key")?;
    let is_key = |text: &String| key::parse(text).is_some_and(|steps| !steps.is_empty());
    let name = Some(key.text()?).filter(is_key);
    let name = name.ok_or_else(|| Flaw::at(&key.path, "the key of a setting"))?;
    let entry = Entry {
        key: Key::from(name.as_str()),
        is_secret,
        origin,
        hides: object.get("hides")?.each(self::origin)?,
        value: datum,
        digests: object.get("digests")?.each(|at| at.hex(64))?,
    };
    object.get("services")?.each(At::text)?;
    object.has_only(&[
        "key", "secret", "value", "origin", "hides", "services", "digests",
    ])?;
    Ok(entry)
}

fn origin(at: &At<'_>) -> Result<Origin, Flaw> {
    let object = at.object()?;
    let recorded = Recorded {
        class: object.get("class")?.text()?,
        path: object.get("path")?.or_null(At::text)?,
        line: object.get("line")?.or_null(At::number)?,
        column: object.get("column")?.or_null(At::number)?,
        name: object.get("name")?.or_null(At::shown)?,
    };
    object.has_only(&["class", "path", "line", "column", "name"])?;
    let origin = recorded.origin();
    origin.ok_or_else(|| Flaw::at(&at.path, "an origin"))
}

/// What is secret in a URL is left out here too: nobody has to believe that it
/// was when the text was written.
fn datum(value: &Value) -> Datum {
    match value {
        Value::Null => Datum::Null,
        Value::Bool(bool) => Datum::Bool(*bool),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Datum::Integer(number.into()),
            (_, Some(number)) => Datum::Integer(number.into()),
            _ => Datum::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Datum::Text(redact::text(text).into_owned()),
        Value::Array(values) => Datum::List(values.iter().map(datum).collect()),
        Value::Object(entries) => Datum::Table(entries.iter().map(pair).collect()),
    }
}

fn pair((name, value): (&String, &Value)) -> (String, Datum) {
    let datum = match datum(value) {
        Datum::Null => Datum::Null,
        _ if redact::is_secret_name(name) => Datum::Text(redact::REDACTED.to_owned()),
        datum => datum,
    };
    (redact::text(name).into_owned(), datum)
}

/// A value, and the way to it.
struct At<'v> {
    path: String,
    value: &'v Value,
}

/// An object, and the way to it.
struct Object<'v> {
    path: String,
    entries: &'v Map<String, Value>,
}

impl<'v> At<'v> {
    fn object(&self) -> Result<Object<'v>, Flaw> {
        let entries = self.value.as_object();
        let entries = entries.ok_or_else(|| Flaw::at(&self.path, "an object"))?;
        Ok(Object {
            path: self.path.clone(),
            entries,
        })
    }

    fn each<T>(&self, read: impl Fn(&At<'v>) -> Result<T, Flaw>) -> Result<Vec<T>, Flaw> {
        let values = self.value.as_array();
        let values = values.ok_or_else(|| Flaw::at(&self.path, "a list"))?;
        let element = |(index, value)| {
            read(&At {
                path: format!("{}[{index}]", self.path),
                value,
            })
        };
        values.iter().enumerate().map(element).collect()
    }

    fn or_null<T>(&self, read: impl Fn(&At<'v>) -> Result<T, Flaw>) -> Result<Option<T>, Flaw> {
        if self.value.is_null() {
            Ok(None)
        } else {
            read(self).map(Some)
        }
    }

    fn text(&self) -> Result<String, Flaw> {
        let text = self.value.as_str();
        text.map(str::to_owned)
            .ok_or_else(|| Flaw::at(&self.path, "text"))
    }

    /// Text that reports show.
    fn shown(&self) -> Result<String, Flaw> {
        Ok(redact::text(&self.text()?).into_owned())
    }

    fn bool(&self) -> Result<bool, Flaw> {
        let bool = self.value.as_bool();
        bool.ok_or_else(|| Flaw::at(&self.path, "true or false"))
    }

    fn number(&self) -> Result<usize, Flaw> {
        let number = self.value.as_u64().filter(|&number| number > 0);
        let number = number.and_then(|number| u32::try_from(number).ok());
        let number = number.ok_or_else(|| Flaw::at(&self.path, "a number of a line or column"))?;
        Ok(number as usize)
    }

    fn hex(&self, digits: usize) -> Result<String, Flaw> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_hex = |text: &&str| text.len() == digits && text.bytes().all(is_digit);
        let text = self.value.as_str().filter(is_hex);
        text.map(str::to_owned)
            .ok_or_else(|| Flaw::at(&self.path, &format!("{digits} hexadecimal digits")))
    }

    fn parsed<T: std::str::FromStr>(&self, expected: &str) -> Result<T, Flaw> {
        let text = self.value.as_str();
        let value = text.and_then(|text| text.parse().ok());
        value.ok_or_else(|| Flaw::at(&self.path, expected))
    }
}

impl<'v> Object<'v> {
    fn get(&self, name: &str) -> Result<At<'v>, Flaw> {
        let path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        };
        match self.entries.get(name) {
            Some(value) => Ok(At { path, value }),
            None => Err(Flaw::at(&path, "there")),
        }
    }

    /// What is not known may change what the rest means.
    fn has_only(&self, names: &[&str]) -> Result<(), Flaw> {
        if self
            .entries
            .keys()
            .all(|name| names.contains(&name.as_str()))
        {
            return Ok(());
        }
        let whole = if self.path.is_empty() {
            "it".to_owned()
        } else {
            format!("`{}`", self.path)
        };
        Err(Flaw::of(format!(
            "this snapshot is damaged: {whole} has entries of another format"
        )))
    }
}
