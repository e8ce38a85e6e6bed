//! JSON whose properties are in the order in which they were added.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// Where the place of a property is kept; it is not written.
const PLACE: &str = "\0place";

/// Notes the place of a property among the others.
pub(super) fn put(property: &mut Value, place: usize) {
    property[PLACE] = place.into();
}

/// The place of a property; the first for what has none.
pub(super) fn place(property: &Value) -> usize {
    let place = property.get(PLACE).and_then(Value::as_u64);
    place
        .and_then(|place| usize::try_from(place).ok())
        .unwrap_or(0)
}

/// Whether two properties are the same, wherever they are.
pub(super) fn same(property: &Value, other: &Value) -> bool {
    let mut other = other.clone();
    put(&mut other, place(property));
    *property == other
}

pub(super) fn text(value: &Value) -> String {
    serde_json::to_string_pretty(&Ordered(value)).unwrap_or_default()
}

struct Ordered<'v>(&'v Value);

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(object) => {
                let mut entries: Vec<_> =
                    object.iter().filter(|(name, _)| *name != PLACE).collect();
                entries.sort_by_key(|&(name, value)| (place(value), name));
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, &Ordered(value))?;
                }
                map.end()
            }
            Value::Array(array) => serializer.collect_seq(array.iter().map(Ordered)),
            other => other.serialize(serializer),
        }
    }
}
