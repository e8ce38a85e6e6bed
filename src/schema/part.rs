//! Rows made of others when the program is compiled: of sections whose settings are among
//! those of another one, or that have variables of their own in one place.

use super::{Field, Shape};
use crate::schema::kind::Kind;

/// The fields of all these lists, in one.
#[doc(hidden)]
pub const fn joined<const N: usize>(lists: &[&[Field]]) -> [Field; N] {
    let mut fields = [const { Field::new("", Shape::Leaf(Kind::of::<()>)) }; N];
    let (mut at, mut list) = (0, 0);
    while list < lists.len() {
        let mut row = 0;
        while row < lists[list].len() {
            fields[at] = lists[list][row].copy();
            assert!(
                is_new(&fields, at),
                "two fields beside each other have the same name"
            );
            (at, row) = (at + 1, row + 1);
        }
        list += 1;
    }
    fields
}

const fn is_new(fields: &[Field], at: usize) -> bool {
    let mut before = 0;
    while before < at {
        if is_same(fields[before].name, fields[at].name) {
            return false;
        }
        before += 1;
    }
    true
}

/// These fields, with variables for some of them, each under its name.
#[doc(hidden)]
pub const fn with_variables<const N: usize>(
    fields: &[Field],
    variables: &[(&str, &'static [&'static str])],
) -> [Field; N] {
    let mut changed = joined(&[fields]);
    let mut at = 0;
    while at < variables.len() {
        let mut row = 0;
        while !is_same(changed[row].name, variables[at].0) {
            row += 1;
            assert!(
                row < N,
                "`env` names a field that the section does not have"
            );
        }
        changed[row].variables = variables[at].1;
        at += 1;
    }
    changed
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}
