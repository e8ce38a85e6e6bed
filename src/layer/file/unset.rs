//! `unset = ["proxy"]` at the top of a file: what takes away what lower layers set.
//!
//! TOML has no null. Such a key is null in the file, and a list that layers append to is
//! empty; nothing of lower layers is left.

use crate::layer::source::Layer;
use crate::layer::words;
use crate::report::problem::Problem;
use crate::schema::{Field, Schema, Shape};
use crate::value::key::{self, GivenStep, Key};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

/// The key under which a file says so, unless a setting is called so.
pub(crate) const UNSET: &str = "unset";

/// Takes what a file unsets out of its root, and puts nothing where it says.
pub(super) fn apply(layer: &mut Layer<'_>, schema: &'static Schema, problems: &mut Vec<Problem>) {
    let Some(keys) = taken(&mut layer.root) else {
        return;
    };
    let Value::List(nodes) = &keys.value else {
        return problems.push(words::unset_is_no_list(layer, keys.site));
    };
    for node in nodes {
        let unset = match &node.value {
            Value::String(text) => one(layer, text, node.site, schema),
            _ => Some(words::unset_is_no_list(layer, node.site)),
        };
        problems.extend(unset);
    }
}

/// Takes the list of keys out of the root of a file.
fn taken<'a>(root: &mut Node<'a>) -> Option<Node<'a>> {
    let Value::Table(table) = &mut root.value else {
        return None;
    };
    table.get(UNSET)?;
    let mut entries = table.take_entries();
    let at = entries.iter().position(|entry| entry.key == UNSET);
    let taken = at.map(|at| entries.remove(at).node);
    *table = Table::from_sorted(entries);
    taken
}

/// Unsets one key; what is wrong with that, if anything.
fn one(layer: &mut Layer<'_>, text: &str, site: Site, schema: &'static Schema) -> Option<Problem> {
    let key = Key::from(text.trim());
    let Some(names) = names(&key) else {
        return Some(words::unset_is_no_key(layer, site, text));
    };
    let Some((field, shape)) = schema.at(&key) else {
        return Some(words::unset_unknown(layer, site, &key, schema));
    };
    let (is_appended, is_optional) = (field.appends(), is_optional(field, shape));
    if !is_appended && !is_optional {
        return Some(words::unset_required(layer, site, &key));
    }
    let nothing = if is_optional {
        Value::Null
    } else {
        Value::List(Vec::new())
    };
    let mut nothing = Node::new(nothing, site);
    nothing.is_all = true;
    let own = put(&mut layer.root, &names, nothing)?;
    match own.value {
        Value::List(_) if is_appended => own.is_all = true,
        Value::Bad => {}
        _ => {
            let own = own.site;
            return Some(words::set_and_unset(layer, site, own, &key));
        }
    }
    None
}

/// The names that a key consists of; none if it is not one of a setting.
fn names(key: &Key) -> Option<Vec<String>> {
    let steps = key::parse(key.as_str())?.into_iter();
    let names = steps.map(|step| match step {
        GivenStep::Name(name) => Some(name),
        GivenStep::Index(_) => None,
    });
    names.collect()
}

fn is_optional(field: &'static Field, shape: &Shape) -> bool {
    match shape {
        Shape::Optional(_) => true,
        Shape::Leaf(_) => field.kind().is_optional(),
        _ => false,
    }
}

/// Puts a node where the names lead; the node that is there already, if one is.
fn put<'n, 'a>(
    root: &'n mut Node<'a>,
    names: &[String],
    nothing: Node<'a>,
) -> Option<&'n mut Node<'a>> {
    let Some((name, below)) = names.split_first() else {
        return Some(root);
    };
    // OK because what is no table here is refused where it is read.
    let Value::Table(table) = &mut root.value else {
        return None;
    };
    if table.get(name).is_some() {
        let mut entries = table.entries_mut().iter_mut();
        let entry = entries.find(|entry| entry.key == **name)?;
        return put(&mut entry.node, below, nothing);
    }
    let site = nothing.site;
    let node = below.iter().rev().fold(nothing, |node, name| {
        Node::new(
            Value::Table(Table::from_sorted(vec![entry(name, node)])),
            site,
        )
    });
    // OK because no entry has this name.
    let _ = table.insert(entry(name, node));
    None
}

fn entry<'a>(name: &str, node: Node<'a>) -> Entry<'a> {
    Entry {
        key: name.to_owned().into(),
        key_site: node.site,
        node,
    }
}
