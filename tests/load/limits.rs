//! Input of a size or a shape that nobody writes by hand: it loads, or it is a
//! problem, and it is neither a crash nor a wait.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};
use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, LayerKind, Loader, Report};
use serde::{Deserialize, Deserializer};

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(nested)]
    upstreams: Vec<Region>,
    #[config(default = "")]
    #[allow(dead_code, reason = "only read")]
    name: String,
    #[config(default)]
    numbers: Vec<u16>,
    #[config(default)]
    #[allow(dead_code, reason = "only read")]
    weights: BTreeMap<String, u16>,
    #[config(default)]
    #[allow(dead_code, reason = "only read")]
    tree: Tree,
}

#[derive(Debug, Config)]
struct Region {
    host: String,
    #[config(default = 443)]
    port: u16,
}

/// A type without an end of its own.
#[derive(Debug, Default, Deserialize)]
struct Tree(#[allow(dead_code, reason = "only read")] Vec<Tree>);

const MANY: usize = 10_000;
const DEEP: usize = 10_000;

fn host() -> Memory {
    Memory::new().variable("CADENCE_ENV", "production")
}

fn loader(host: Memory) -> Loader {
    crate::support::loader("CADENCE", host)
}

fn text(text: String) -> Loader {
    loader(host())
        .embed("default.toml", "")
        .embed("production.toml", text)
}

fn refused(loader: &Loader) -> Report {
    let report = loader.load::<Settings>().expect_err("it is refused");
    assert!(!report.to_text().is_empty());
    report
}

fn codes(report: &Report) -> Vec<Code> {
    let mut codes: Vec<_> = report.iter().map(Problem::code).collect();
    codes.dedup();
    codes
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", line(number));
        text
    })
}

#[test]
fn a_hundred_thousand_entries_over_two_layers() {
    let all = 100_000;
    let hosts = lines(all, |number| {
        format!("r{number} = {{ host = \"h{number}\" }}")
    });
    let ports = lines(all, |number| format!("r{number}.port = {}", number % 1000));
    let settings = loader(host())
        .embed("default.toml", format!("[regions]\n{hosts}"))
        .embed("production.toml", format!("[regions]\n{ports}"))
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.regions.len(), all);
    for number in [0, 4_321, 99_999] {
        let region = &settings.regions[&format!("r{number}")];
        assert_eq!(region.host, format!("h{number}"));
        assert_eq!(usize::from(region.port), number % 1000);
    }
}

#[test]
fn many_unrelated_variables() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(format!("OTHER_{number}"), "x")
    });
    assert!(loader(host).load::<Settings>().is_ok());
}

#[test]
fn many_variables_of_one_map_some_of_them_respelled() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(
            format!("CADENCE_REGIONS__EU_{number}__HOST"),
            format!("h{number}"),
        )
    });
    let ports = lines(MANY, |number| format!("eu-{number}.port = 80"));
    let settings = loader(host)
        .embed("default.toml", format!("[regions]\n{ports}"))
        .embed("production.toml", "")
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.regions.len(), MANY);
    assert_eq!(settings.regions["eu-77"].host, "h77");
    assert_eq!(settings.regions["eu-77"].port, 80);
}

#[test]
fn many_variables_of_one_list() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(
            format!("CADENCE_UPSTREAMS__{number}__HOST"),
            format!("h{number}"),
        )
        .variable(format!("CADENCE_NUMBERS__{number}"), "7")
    });
    let settings = loader(host).load::<Settings>().unwrap();
    assert_eq!(settings.upstreams.len(), MANY);
    assert_eq!(settings.upstreams[9_876].host, "h9876");
    assert_eq!(settings.numbers.len(), MANY);
}

#[test]
fn many_unknown_variables_below_one_entry() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(format!("CADENCE_REGIONS__EU__X{number}"), "x")
    });
    let report = refused(&loader(host));
    assert_eq!(report.len(), MANY);
    assert_eq!(codes(&report), [Code::UnknownVariable]);
}

#[test]
fn many_overrides() {
    let loader = (0..MANY).fold(loader(host()), |loader, number| {
        loader.set(format!("regions.r{number}.host"), "h")
    });
    assert_eq!(loader.load::<Settings>().unwrap().regions.len(), MANY);
}

#[test]
fn many_unknown_keys_are_all_reported() {
    let report = refused(&text(lines(MANY, |number| format!("nmae{number} = 1"))));
    assert_eq!(report.len(), MANY);
    assert_eq!(codes(&report), [Code::UnknownKey]);
}

#[test]
fn many_syntax_errors_are_all_reported() {
    let report = refused(&text(lines(MANY, |number| format!("key{number} = = 1"))));
    let syntax = report
        .iter()
        .filter(|problem| problem.code() == Code::Syntax);
    assert_eq!(syntax.count(), MANY);
}

#[test]
fn many_lists_that_are_never_closed() {
    for list in ["[1,", "[", "{ a = 1", "[{ a = ["] {
        let report = refused(&text(lines(MANY, |number| format!("key{number} = {list}"))));
        assert_eq!(codes(&report), [Code::Syntax]);
        assert!(report.len() >= MANY, "{list}: {}", report.len());
    }
}

#[test]
fn many_keys_without_a_value() {
    let report = refused(&text(lines(MANY, |number| format!("key{number}"))));
    assert_eq!(codes(&report), [Code::Syntax]);
    assert_eq!(report.len(), MANY);
}

#[test]
fn many_keys_set_twice() {
    let report = refused(&text(lines(MANY, |number| {
        format!("key{} = 1", number / 2)
    })));
    let twice = report
        .iter()
        .filter(|problem| problem.code() == Code::DuplicateKey);
    assert_eq!(twice.count(), MANY / 2);
}

#[test]
fn many_sections_of_the_wrong_type() {
    let regions = lines(MANY, |number| {
        format!("r{number} = {{ host = 1, port = -1 }}")
    });
    let report = refused(&text(format!("[regions]\n{regions}")));
    assert_eq!(report.len(), 2 * MANY);
}

#[test]
fn many_missing_settings_and_as_many_typos() {
    let regions = lines(MANY, |number| format!("r{number} = {{ prot = {number} }}"));
    let report = refused(&text(format!("[regions]\n{regions}")));
    assert_eq!(report.len(), 2 * MANY);
    assert_eq!(codes(&report), [Code::UnknownKey, Code::Missing]);
}

#[test]
fn of_many_wrong_elements_the_first_are_told_and_that_there_are_more() {
    let numbers = lines(MANY, |_| "\"x\",".to_owned());
    let report = refused(&text(format!("numbers = [\n{numbers}]")));
    assert_eq!(codes(&report), [Code::WrongType]);
    let help: Vec<_> = report.iter().flat_map(Problem::help).collect();
    assert!(
        help.iter()
            .any(|help| help.contains("there are more mistakes")),
        "{help:?}"
    );

    let weights = lines(MANY, |number| format!("w{number} = \"x\""));
    let report = refused(&text(format!("[weights]\n{weights}")));
    assert_eq!(codes(&report), [Code::WrongType]);
}

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

#[test]
fn deep_texts() {
    for deep in [
        format!("tree = {}", "[".repeat(DEEP)),
        format!("tree = {}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
        format!("tree = {}1{}", "{ a = ".repeat(DEEP), " }".repeat(DEEP)),
        format!("tree = {}", "{ a = ".repeat(DEEP)),
        format!("tree{} = 1", ".a".repeat(DEEP)),
        format!("[tree{}]", ".a".repeat(DEEP)),
        format!("[[tree{}]]", ".a".repeat(DEEP)),
        format!("name{} = 1", ".a".repeat(DEEP)),
        format!("{}a = 1", "a.".repeat(DEEP)),
        format!("[[upstreams{}]]", ".host".repeat(DEEP)),
        format!("[{}a]", "a.".repeat(DEEP)),
    ] {
        refused(&text(deep));
    }
}

#[test]
fn deep_variables() {
    for name in [
        "CADENCE_TREE",
        "CADENCE_REGIONS",
        "CADENCE_UPSTREAMS",
        "CADENCE_UPSTREAMS__0",
    ] {
        for deep in [
            format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
            "[".repeat(DEEP),
            format!("{}1{}", "{ a = ".repeat(DEEP), " }".repeat(DEEP)),
            format!("{}1{}", "{\"a\":".repeat(DEEP), "}".repeat(DEEP)),
            "{\"a\":".repeat(DEEP),
            format!("{{ a{} = 1 }}", ".a".repeat(DEEP)),
        ] {
            refused(&loader(host().variable(name, deep)));
        }
    }
    refused(&loader(host().variable("CADENCE_TREE", "leaf")));
    let name = format!("CADENCE_TREE{}", "__0".repeat(DEEP));
    refused(&loader(host().variable(name, "1")));
    let name = format!("CADENCE_WEIGHTS{}", "__A".repeat(DEEP));
    refused(&loader(host().variable(name, "1")));
}

#[test]
fn deep_overrides() {
    let deep = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    refused(&loader(host()).set("tree", deep.clone()));
    refused(&loader(host()).set("regions", deep));
    refused(&loader(host()).set(format!("tree{}", "[0]".repeat(DEEP)), "1"));
    refused(&loader(host()).set(format!("regions{}", ".a".repeat(DEEP)), "1"));
    refused(&loader(host()).set(format!("name{}", ".a".repeat(DEEP)), "1"));
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
    too-deep: an override has a key of more than 64 levels
      remove it
    ");

    let numbers = "\"x\", ".repeat(101);
    let report = refused(&text(format!("numbers = [{numbers}]")));
    assert_eq!(report.len(), 100);
    let last = report.problems().last().map(|last| last.help().join("\n"));
    insta::assert_snapshot!(last.unwrap_or_default(), @"there are more mistakes in `numbers`; only the first 100 errors are shown");
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
      let the provider give a flatter value
    ");

    let deep = format!("tree = {}{}", "[".repeat(100), "]".repeat(100));
    insta::assert_snapshot!(said(&refused(&text(deep))), @"
    too-deep: this is nested more than 64 levels deep
      reduce the nesting
      in the program, `Loader::depth_limit` raises the limit
    ");
}

/// A provider of one value.
struct One(&'static str, Value);

impl Provider for One {
    fn metadata(&self) -> Metadata {
        Metadata::named("one")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let dict = Dict::from([(self.0.to_owned(), self.1.clone())]);
        Ok(Map::from([(Profile::Default, dict)]))
    }
}

/// OK to be less deep than texts: figment itself clones and drops a value by
/// recursion, so a program that builds a deeper one dies without us.
#[test]
fn deep_providers() {
    for key in ["tree", "name", "regions", "numbers", "unknown"] {
        let value = (0..1_000).fold(Value::from(1), |value, _| Value::from(vec![value]));
        refused(&loader(host()).provider(LayerKind::Variables, One(key, value)));
        let value = (0..1_000).fold(Value::from(1), |value, _| {
            Value::from(Dict::from([("a".to_owned(), value)]))
        });
        refused(&loader(host()).provider(LayerKind::Variables, One(key, value)));
    }
}

/// How much memory a load takes beyond what the program took before.
#[cfg(target_os = "linux")]
mod memory {
    use super::*;
    use crate::support::process::again;

    const SIZE: usize = 3_000_000;
    const CHILD: &str = "LIMITS_OF_REHEARSAL_CHILD";

    #[derive(Config)]
    struct Much {
        #[config(default)]
        tags: Vec<String>,
        #[config(default)]
        numbers: Vec<u16>,
        #[config(nested)]
        upstreams: Vec<Region>,
    }

    /// A text of this size.
    fn many(part: &str) -> String {
        part.repeat(SIZE / part.len())
    }

    fn file(name: &str, text: String) -> Loader {
        loader(host()).embed(format!("production.{name}"), text)
    }

    fn variable(name: &str, part: &str) -> Loader {
        loader(host().variable(name, many(part).trim_end_matches(',')))
    }

    type Shape = (&'static str, usize, fn() -> Loader);

    /// What is read, and how many times its size a load may take. An element takes 48
    /// bytes while it is read, and what the program makes of it besides.
    const SHAPES: &[Shape] = &[
        ("texts in TOML", 20, || {
            file("toml", format!("tags = [{}]", many("\"abc\", ")))
        }),
        ("short texts in TOML", 26, || {
            file("toml", format!("tags = [{}]", many("\"ab\",")))
        }),
        ("digits in TOML", 32, || {
            file("toml", format!("numbers = [{}]", many("1,")))
        }),
        ("sections in TOML", 32, || {
            file("toml", format!("upstreams = [{}]", many("{host=\"a\"},")))
        }),
        ("tables in TOML", 18, || {
            file("toml", many("[[upstreams]]\nhost = \"a\"\n"))
        }),
        #[cfg(feature = "json")]
        ("digits in JSON", 32, || {
            let numbers = many("1,");
            file("json", format!("{{\"numbers\": [{numbers}1]}}"))
        }),
        #[cfg(feature = "yaml")]
        ("texts in YAML", 26, || {
            file("yaml", format!("tags:\n{}", many("- ab\n")))
        }),
        ("texts in a variable", 40, || {
            variable("CADENCE_TAGS", "ab,")
        }),
        ("digits in a variable", 31, || {
            variable("CADENCE_NUMBERS", "1,")
        }),
    ];

    /// Each is measured in a process of its own, which is this one started again.
    #[test]
    fn a_list_takes_at_most_twenty_times_its_text() {
        if let Some(name) = std::env::var_os(CHILD) {
            return measure(name.to_str().unwrap());
        }
        let shapes = SHAPES.iter();
        let taken: Vec<_> = shapes
            .map(|&(name, most, _)| (name, most, taken(name)))
            .collect();
        let within = |&(_, most, taken): &(&str, usize, usize)| taken <= most * SIZE;
        assert!(taken.iter().all(within), "{taken:?}");
    }

    fn measure(name: &str) {
        let shape = SHAPES.iter().find(|shape| shape.0 == name);
        let (.., make) = shape.unwrap();
        let loader = make().size_limit(4_000_000);
        let before = kilobytes("VmRSS:");
        let settings = loader.load::<Much>().unwrap();
        let read = settings.tags.len() + settings.numbers.len() + settings.upstreams.len();
        assert!(read > 100_000);
        println!("took {} kilobytes", kilobytes("VmHWM:") - before);
    }

    fn taken(name: &str) -> usize {
        let child = again(a_list_takes_at_most_twenty_times_its_text)
            .env(CHILD, name)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout);
        let took = said.split_once("took ").and_then(|(_, rest)| {
            let number = rest.split_whitespace().next()?;
            number.parse::<usize>().ok()
        });
        let took = took.unwrap_or_else(|| panic!("{said}"));
        took * 1024
    }
}

/// A number of `/proc/self/status`.
#[cfg(target_os = "linux")]
fn kilobytes(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap()
}

#[cfg(unix)]
mod files {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;

    use super::*;

    /// Loads from a real folder in which `make` has made `production.toml`.
    fn with(make: impl FnOnce(&Path)) -> Report {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("default.toml"), "").unwrap();
        make(&folder.path().join("production.toml"));
        let loader = Loader::new("LIMITS_OF_REHEARSAL")
            .default_environment(rehearsal::Environment::Production)
            .config_dir(folder.path());
        refused(&loader)
    }

    #[test]
    fn a_file_of_fifty_megabytes() {
        let report = with(|path| fs::write(path, vec![b'#'; 50 << 20]).unwrap());
        assert_eq!(codes(&report), [Code::FileTooLarge]);
    }

    #[test]
    fn a_pipe() {
        let report = with(|path| {
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        });
        assert_eq!(codes(&report), [Code::FileUnreadable]);
    }

    #[test]
    fn links_in_a_circle() {
        let report = with(|path| symlink(path, path).unwrap());
        assert_eq!(codes(&report), [Code::FileUnreadable]);
    }

    #[test]
    fn a_device_without_an_end() {
        let report = with(|path| symlink("/dev/zero", path).unwrap());
        assert_eq!(codes(&report), [Code::FileUnreadable]);
    }

    #[test]
    fn deep_files() {
        let deep = format!("tree = {}{}", "[".repeat(DEEP), "]".repeat(DEEP));
        let report = with(|path| fs::write(path, deep).unwrap());
        assert!(codes(&report).contains(&Code::TooDeep));
    }
}
