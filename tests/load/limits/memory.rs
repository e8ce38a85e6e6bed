//! What a value takes in memory.

use rehearsal::{Config, Loader};

use super::{Region, host, kilobytes, loader};
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
    loader(host()).embed([(format!("production.{name}"), text)])
}

fn variable(name: &str, part: &str) -> Loader {
    loader(host().variable(name, many(part).trim_end_matches(',')))
}

fn variable_of(name: &str, text: String) -> Loader {
    loader(host().variable(name, text))
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
    #[cfg(feature = "json")]
    ("short texts in JSON", 26, || {
        let texts = many("\"ab\",");
        file("json", format!("{{\"tags\": [{texts}\"a\"]}}"))
    }),
    #[cfg(feature = "json")]
    ("sections in JSON", 30, || {
        let sections = many("{\"host\":\"a\"},");
        file(
            "json",
            format!("{{\"upstreams\": [{sections}{{\"host\":\"a\"}}]}}"),
        )
    }),
    #[cfg(feature = "yaml")]
    ("digits in YAML", 32, || {
        file("yaml", format!("numbers: [{}1]\n", many("1,")))
    }),
    #[cfg(feature = "yaml")]
    ("sections in YAML", 36, || {
        file("yaml", format!("upstreams:\n{}", many("- host: a\n")))
    }),
    ("digits in brackets in a variable", 32, || {
        variable_of("CADENCE_NUMBERS", format!("[{}1]", many("1,")))
    }),
    ("digits in TOML in a variable", 32, || {
        variable_of("CADENCE_NUMBERS", format!("[{}1,]", many("1,")))
    }),
    ("short texts in JSON in a variable", 33, || {
        variable_of("CADENCE_TAGS", format!("[{}\"a\"]", many("\"ab\",")))
    }),
    ("sections in JSON in a variable", 34, || {
        let sections = many("{\"host\":\"a\"},");
        variable_of(
            "CADENCE_UPSTREAMS",
            format!("[{sections}{{\"host\":\"a\"}}]"),
        )
    }),
    ("texts in a variable", 26, || {
        variable("CADENCE_TAGS", "ab,")
    }),
    ("digits in a variable", 9, || {
        variable("CADENCE_NUMBERS", "1,")
    }),
];

/// Each is measured in a process of its own, which is this one started again.
#[test]
fn a_load_takes_at_most_so_many_times_its_text_in_memory() {
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
    assert!(read > SIZE / 30);
    println!("took {} kilobytes", kilobytes("VmHWM:") - before);
}

fn taken(name: &str) -> usize {
    let child = again(a_load_takes_at_most_so_many_times_its_text_in_memory)
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
