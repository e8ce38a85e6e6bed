//! Many mistakes inside of one value.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use figment::value::Value;
use rehearsal::report::{Code, Problem};
use rehearsal::{Config, LayerKind, Report};
use serde::{Deserialize, Deserializer};

use super::{MANY, One, codes, host, lines, loader, refused, text};

/// A number that counts how often one like it is read.
#[derive(Debug)]
#[allow(dead_code, reason = "only read")]
struct Counted(u16);

static READ: AtomicUsize = AtomicUsize::new(0);

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        READ.fetch_add(1, Ordering::Relaxed);
        u16::deserialize(deserializer).map(Self)
    }
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Pair {
    good: Counted,
    bad: u16,
}

#[derive(Debug, Config)]
#[allow(dead_code, reason = "only read")]
struct Counting {
    #[config(default)]
    list: Vec<Counted>,
    #[config(default)]
    map: BTreeMap<String, Counted>,
    #[config(default)]
    pairs: Vec<Pair>,
    #[config(default)]
    nested: BTreeMap<String, Vec<Counted>>,
}

/// However many mistakes there are, it is not read again for each of them.
#[test]
fn a_leaf_of_many_mistakes_is_read_a_few_times() {
    let few = 20;
    let is_bad = |number: usize| number.is_multiple_of(MANY / 200);
    let value = |number| if is_bad(number) { "\"x\"" } else { "1" };
    let list = lines(MANY, |number| format!("{},", value(number)));
    let map = lines(MANY, |number| format!("key{number} = {}", value(number)));
    let nested = lines(100, |number| {
        let values: Vec<_> = (0..100).map(|at| value(100 * number + at)).collect();
        format!("key{number} = [{}]", values.join(", "))
    });
    let unreadable = lines(MANY, |_| "abc,".to_owned());
    let pairs = lines(1_000, |_| "{ good = 1, bad = \"x\" },".to_owned());
    let unfinished = lines(1_000, |_| "{ good = 1, bad = x },".to_owned());
    for (name, text, values) in [
        ("list", format!("list = [\n{list}]"), MANY),
        ("map", format!("[map]\n{map}"), MANY),
        ("nested", format!("[nested]\n{nested}"), MANY),
        ("pairs", format!("pairs = [\n{pairs}]"), 1_000),
        ("what is not TOML", format!("list = [\n{unreadable}]"), MANY),
        (
            "what is not TOML inside",
            format!("pairs = [\n{unfinished}]"),
            1_000,
        ),
    ] {
        READ.store(0, Ordering::Relaxed);
        let report = self::text(text)
            .load::<Counting>()
            .expect_err("it is refused");
        assert!(report.len() >= 100, "{name}");
        let read = READ.load(Ordering::Relaxed);
        assert!(read <= few * values, "{name}: {read} readings of {values}");
    }
}

/// A struct whose fields nobody can tell from the entries of a map.
#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Flat {
    name: String,
    ports: Vec<u16>,
    weights: BTreeMap<String, u16>,
    #[serde(flatten)]
    rest: BTreeMap<String, bool>,
}

#[derive(Debug, Config)]
#[allow(dead_code, reason = "only read")]
struct WithFlat {
    flat: Flat,
}

/// What was read before and left out then is not taken for missing.
#[test]
fn of_a_leaf_of_many_mistakes_nothing_is_said_that_is_not_so() {
    let bad = lines(40, |number| format!("k{number} = \"x\""));
    let ports = "\"x\", ".repeat(40);
    let text = format!("[flat]\nname = \"a\"\nports = [{ports}]\n[flat.weights]\n{bad}");
    let report = self::text(text)
        .load::<WithFlat>()
        .expect_err("it is refused");
    assert_eq!(codes(&report), [Code::WrongType]);
    assert_eq!(report.len(), 80);
}

/// What a report says, without the places.
fn said(report: &Report) -> String {
    let said = report.iter().map(|problem| {
        let message = format!("{}: {problem}", problem.code());
        [vec![message], problem.help().to_vec()]
            .concat()
            .join("\n  ")
    });
    said.collect::<Vec<_>>().join("\n")
}

/// The first line of a report.
fn headline(report: &Report) -> String {
    let text = report.to_text();
    text.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_cut_short_says_so() {
    let key = format!("regions{}", ".a".repeat(64));
    insta::assert_snapshot!(said(&refused(&loader(host()).set(key, "1"))), @r"
    too-deep: the key of an override has more than 64 levels
      remove it
    ");

    let numbers = "\"x\", ".repeat(101);
    let report = refused(&text(format!("numbers = [{numbers}]")));
    assert_eq!(report.len(), 100);
    let last = report.problems().last().map(|last| last.help().join("\n"));
    insta::assert_snapshot!(last.unwrap_or_default(), @"`numbers` has more errors; only the first 100 are shown");
    assert_eq!(
        headline(&report),
        "more than 100 problems keep cadence from starting in production"
    );

    let numbers = "\"x\", ".repeat(100);
    let report = refused(&text(format!("numbers = [{numbers}]")));
    let last = report.problems().last().map(Problem::help);
    assert_eq!(last, Some(&[][..]));
    assert_eq!(
        headline(&report),
        "100 problems keep cadence from starting in production"
    );

    let numbers = "abc,\n".repeat(MANY);
    let report = refused(&text(format!("numbers = [\n{numbers}]")));
    assert_eq!(report.len(), 100);
    let last = report.problems().last().map(|last| last.help().join("\n"));
    insta::assert_snapshot!(last.unwrap_or_default(), @r"
    put text in quotes
    9900 more lines of this value are not valid
    ");
    assert_eq!(
        headline(&report),
        "10000 problems keep cadence from starting in production"
    );

    let deep = (0..70).fold(Value::from(1), |value, _| Value::from(vec![value]));
    let loader = loader(host()).provider(LayerKind::Variables, One("tree", deep));
    insta::assert_snapshot!(said(&refused(&loader)), @r"
    too-deep: a value is nested more than 64 levels deep
      reduce the nesting of the value
    ");

    let deep = format!("tree = {}{}", "[".repeat(100), "]".repeat(100));
    insta::assert_snapshot!(said(&refused(&text(deep))), @"
    too-deep: nested more than 64 levels deep
      reduce the nesting
      in the program, `Loader::depth_limit` raises the limit
    ");
}
