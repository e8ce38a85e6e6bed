//! Snapshots as JSON.
//!
//! Every object always has all its fields; what is absent is null.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::origins::Recorded;
use super::{Entry, FORMAT, Snapshot};
use crate::parity::side::collect_texts;
use crate::resolve::datum::Datum;
use crate::resource::Resource;

impl Serialize for Snapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Snapshot", 11)?;
        object.serialize_field("format", &FORMAT)?;
        object.serialize_field("program", &self.program)?;
        object.serialize_field("environment", &self.environment)?;
        object.serialize_field("deployment", &self.deployment)?;
        object.serialize_field("made", &self.made.to_string())?;
        object.serialize_field("artifact", &self.artifact)?;
        object.serialize_field("rehearsal", &self.rehearsal)?;
        object.serialize_field("schema", &self.schema)?;
        object.serialize_field("key", &self.key)?;
        object.serialize_field("facts", &self.facts)?;
        object.serialize_field("settings", &self.settings)?;
        object.end()
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let origin = self.origin.as_ref().map(Recorded::of);
        let hides: Vec<Recorded> = self.hides.iter().map(Recorded::of).collect();
        let mut object = serializer.serialize_struct("Entry", 7)?;
        object.serialize_field("key", self.key.as_str())?;
        object.serialize_field("secret", &self.is_secret)?;
        match &self.value {
            Some(Datum::Secret) => object.serialize_field("value", "secret")?,
            value => object.serialize_field("value", value)?,
        }
        object.serialize_field("origin", &origin)?;
        object.serialize_field("hides", &hides)?;
        object.serialize_field("services", &services(self))?;
        object.serialize_field("digests", &self.digests)?;
        object.end()
    }
}

/// The kinds of the services that its URLs lead to.
fn services(entry: &Entry) -> Vec<String> {
    let mut texts = Vec::new();
    if let Some(value) = &entry.value {
        collect_texts(value, &mut texts);
    }
    let resources = texts.into_iter().filter_map(Resource::of);
    resources
        .map(|resource| resource.kind().to_owned())
        .collect()
}

impl Serialize for Recorded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Origin", 5)?;
        object.serialize_field("class", &self.class)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.serialize_field("name", &self.name)?;
        object.end()
    }
}
