//! Reports as data for other programs.
//!
//! Every object always has all its fields; what is absent is null.

use std::borrow::Cow;
use std::path::Path;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Report, Warnings};
use crate::report::problem::{Excerpt, Place, Problem};
use crate::report::searched::{Searched, SearchedPath};
use crate::value::foreign;
use crate::value::origin::{Origin, Position};
use crate::value::redact;

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Report", 4)?;
        object.serialize_field("program", self.program())?;
        object.serialize_field("environment", &self.environment())?;
        object.serialize_field("problems", self.problems())?;
        object.serialize_field("searched", &self.searched())?;
        object.end()
    }
}

impl Serialize for Searched {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Searched", 5)?;
        object.serialize_field("working_dir", &redact::path(self.working_dir()))?;
        object.serialize_field("embedded", &self.is_embedded())?;
        object.serialize_field("config_dir", &self.config_dir())?;
        object.serialize_field("named_by", &self.named_by())?;
        object.serialize_field("files", self.files())?;
        object.end()
    }
}

impl Serialize for SearchedPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("SearchedPath", 2)?;
        object.serialize_field("path", &redact::path(self.path()))?;
        object.serialize_field("state", self.state().as_str())?;
        object.end()
    }
}

impl Serialize for Warnings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.problems().serialize(serializer)
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Problem", 8)?;
        object.serialize_field("code", self.code().as_str())?;
        object.serialize_field("severity", self.severity().as_str())?;
        object.serialize_field("key", &self.key().map(ToString::to_string))?;
        object.serialize_field("message", self.message())?;
        object.serialize_field("places", self.places())?;
        object.serialize_field("found", &self.found())?;
        object.serialize_field("expected", &self.expected())?;
        object.serialize_field("help", self.help())?;
        object.end()
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let origin = self.origin();
        let position = origin.position();
        let label = Some(self.label()).filter(|label| !label.is_empty());
        let mut object = serializer.serialize_struct("Place", 7)?;
        object.serialize_field("origin", kind(origin))?;
        object.serialize_field("path", &path(origin).map(redact::path))?;
        object.serialize_field("line", &position.map(Position::line))?;
        object.serialize_field("column", &position.map(Position::column))?;
        object.serialize_field("name", &name(origin))?;
        object.serialize_field("label", &label)?;
        object.serialize_field("excerpt", &self.excerpt().map(Excerpt::text))?;
        object.end()
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let position = self.position();
        let mut object = serializer.serialize_struct("Origin", 5)?;
        object.serialize_field("origin", kind(self))?;
        object.serialize_field("path", &path(self).map(redact::path))?;
        object.serialize_field("line", &position.map(Position::line))?;
        object.serialize_field("column", &position.map(Position::column))?;
        object.serialize_field("name", &name(self))?;
        object.end()
    }
}

pub(super) fn kind(origin: &Origin) -> &'static str {
    match origin {
        Origin::Default => "default",
        Origin::File(_) | Origin::WholeFile(_) => "file",
        Origin::Variable(_) => "variable",
        Origin::FileOfVariable { .. } => "file-of-variable",
        Origin::SecretFile(_) => "secret-file",
        Origin::Override(_) => "override",
        Origin::Argument(_) => "argument",
        Origin::Provider(_) => "provider",
    }
}

pub(super) fn path(origin: &Origin) -> Option<&Path> {
    match origin {
        Origin::File(position) => Some(position.path()),
        Origin::WholeFile(path)
        | Origin::SecretFile(path)
        | Origin::FileOfVariable { path, .. } => Some(path),
        _ => None,
    }
}

fn name(origin: &Origin) -> Option<Cow<'_, str>> {
    match origin {
        Origin::Variable(name)
        | Origin::FileOfVariable { variable: name, .. }
        | Origin::Override(name)
        | Origin::Argument(name)
        | Origin::Provider(name) => Some(foreign::line(name)),
        _ => None,
    }
}
