//! Every setting that a schema has, by a key that stands for all of its kind.

use super::{Field, Schema, Shape};
use crate::value::key::Key;

impl Schema {
    /// Shows each field, those of sections below included. The key of what is in a list
    /// is that of its first element, and of what is in a map that of an entry `NAME`.
    pub(crate) fn each(&'static self, visit: &mut dyn FnMut(&Key, &'static Field)) {
        section(self, &Key::default(), visit);
    }
}

fn section(schema: &'static Schema, at: &Key, visit: &mut dyn FnMut(&Key, &'static Field)) {
    for field in schema.all_fields() {
        let mut key = at.clone();
        key.push_name(field.name());
        visit(&key, field);
        shape(field.shape(), &mut key, visit);
    }
}

fn shape(of: &'static Shape, key: &mut Key, visit: &mut dyn FnMut(&Key, &'static Field)) {
    match of {
        Shape::Leaf(_) => {}
        Shape::Section(schema) => section(schema, key, visit),
        Shape::Optional(inner) => shape(inner, key, visit),
        Shape::List(inner) => {
            key.push_index(0);
            shape(inner, key, visit);
        }
        Shape::Map(inner) => {
            key.push_name("NAME");
            shape(inner, key, visit);
        }
    }
}
