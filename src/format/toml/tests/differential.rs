//! Made-up texts, read by us and by the `toml` crate.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngAlgorithm, TestRng};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read;
use crate::value::tree::{Node, Table, Value};

const CASES: u32 = 2_000;

/// The same cases on every run.
fn check(strategy: impl Strategy<Value = String>) {
    let config = ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(config, rng);
    let result = runner.run(&strategy, |text| {
        let ours = read(&text, 0, 80);
        match DeTable::parse(&text) {
            Ok(theirs) => {
                prop_assert!(ours.flaws.is_empty(), "{:?}", ours.flaws);
                same_table(&ours.root, theirs.get_ref())?;
            }
            Err(_) => prop_assert!(!ours.flaws.is_empty(), "we accept it"),
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

fn same_table(ours: &Table<'_>, theirs: &DeTable<'_>) -> Result<(), TestCaseError> {
    prop_assert_eq!(ours.len(), theirs.len());
    for (entry, (key, value)) in ours.entries().iter().zip(theirs) {
        prop_assert_eq!(&entry.key, key.get_ref());
        prop_assert_eq!(
            entry.key_site.range(),
            key.span(),
            "the place of the key {}",
            entry.key
        );
        same(&entry.node, value)?;
    }
    Ok(())
}

fn same(ours: &Node<'_>, theirs: &Spanned<DeValue<'_>>) -> Result<(), TestCaseError> {
    prop_assert_eq!(
        ours.site.range(),
        theirs.span(),
        "the place of {:?}",
        ours.value
    );
    match (&ours.value, theirs.get_ref()) {
        (Value::String(ours), DeValue::String(theirs)) => prop_assert_eq!(ours, theirs),
        (Value::Integer(ours), DeValue::Integer(theirs)) => {
            let theirs = i64::from_str_radix(theirs.as_str(), theirs.radix());
            prop_assert_eq!(Ok(*ours), theirs);
        }
        (Value::Wide(ours), DeValue::Integer(theirs)) => {
            prop_assert_eq!(ours.len() > 18, theirs.as_str().len() > 15);
        }
        (Value::Float(ours), DeValue::Float(theirs)) => {
            let theirs: f64 = theirs.as_str().parse().unwrap();
            prop_assert!(ours.total_cmp(&theirs).is_eq() || ours.is_nan() && theirs.is_nan());
        }
        (Value::Bool(ours), DeValue::Boolean(theirs)) => prop_assert_eq!(ours, theirs),
        (Value::Datetime(ours), DeValue::Datetime(theirs)) => {
            prop_assert_eq!(&**ours, theirs.to_string());
        }
        (Value::List(ours), DeValue::Array(theirs)) => {
            prop_assert_eq!(ours.len(), theirs.len());
            for (ours, theirs) in ours.iter().zip(theirs) {
                same(ours, theirs)?;
            }
        }
        (Value::Table(ours), DeValue::Table(theirs)) => same_table(ours, theirs)?,
        (ours, theirs) => prop_assert!(false, "{ours:?} is not {theirs:?}"),
    }
    Ok(())
}

fn name() -> impl Strategy<Value = String> {
    select(&["a", "b", "c", "d-1", "\"a\"", "'e f'", "0", "\"\\u0062\""][..])
        .prop_map(str::to_owned)
}

fn key() -> impl Strategy<Value = String> {
    vec(name(), 1..4).prop_map(|names| names.join("."))
}

fn scalar() -> impl Strategy<Value = String> {
    let known = [
        "1",
        "-7",
        "+0x1F",
        "0o17",
        "0b1",
        "1_000",
        "99999999999999999999",
        "1.5",
        "-1e3",
        "inf",
        "nan",
        "true",
        "false",
        "1979-05-27",
        "07:32:00",
        "1979-05-27T07:32:00Z",
        "\"x\"",
        "''",
        "\"\\t\\x41\\e\"",
        "'''\na\n'''",
        "\"\"\"a\\\n  b\"\"\"",
        "0x1F",
    ];
    select(known.to_vec()).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = String> {
    scalar().prop_recursive(3, 16, 4, |inner| {
        let list = vec(inner.clone(), 0..4).prop_map(|values| format!("[{}]", values.join(", ")));
        let lines = vec(inner.clone(), 0..4).prop_map(|values| {
            let values = values.join(", # c\n  ");
            format!("[\n  {values} # c\n]")
        });
        let entry = (key(), inner).prop_map(|(key, value)| format!("{key} = {value}"));
        let table = vec(entry, 0..4).prop_map(|entries| format!("{{ {} }}", entries.join(", ")));
        prop_oneof![list, lines, table]
    })
}

fn statement() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (key(), value()).prop_map(|(key, value)| format!("{key} = {value}")),
        1 => key().prop_map(|key| format!("[{key}]")),
        1 => key().prop_map(|key| format!("[[ {key} ]]  # comment")),
        1 => select(&["", "  ", "# comment", "\t# é"][..]).prop_map(str::to_owned),
    ]
}

#[test]
fn texts_of_valid_statements_are_read_alike() {
    check(vec(statement(), 0..12).prop_map(|statements| statements.join("\n")));
    check(vec(statement(), 0..6).prop_map(|statements| statements.join("\r\n") + "\r\n"));
}

#[test]
fn a_few_statements_about_the_same_names_are_read_alike() {
    let name = || select(&["a", "b"][..]);
    let key = move || vec(name(), 1..4).prop_map(|names| names.join("."));
    let value = || select(&["1", "{}", "{ a = 1 }", "{ a.b = 1 }", "[]", "[{}]"][..]);
    let statement = prop_oneof![
        2 => (key(), value()).prop_map(|(key, value)| format!("{key} = {value}")),
        2 => key().prop_map(|key| format!("[{key}]")),
        1 => key().prop_map(|key| format!("[[{key}]]")),
    ];
    check(vec(statement, 1..6).prop_map(|statements| statements.join("\n")));
}

#[test]
fn texts_of_any_pieces_are_accepted_alike() {
    let pieces = [
        "a",
        "b",
        ".",
        "=",
        "= 1",
        ",",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "#",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "\\u12",
        "1",
        "0x",
        "_",
        "-",
        "+",
        "true",
        "True",
        "1979-05-27",
        "\u{feff}",
        "é",
        "\u{1}",
        "\n[a]\n",
        "\nb = 2\n",
        "{ a = 1 }",
    ];
    check(vec(select(pieces.to_vec()), 0..14).prop_map(|pieces| pieces.concat()));
}
