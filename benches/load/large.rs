//! Large jobs, to see that the work grows no faster than they do.

use std::collections::BTreeMap;
use std::fmt::Write;

use rehearsal::host::Memory;
use rehearsal::{Config, Loader};

/// Does a job of this size once.
pub(crate) type Run = fn(size: usize);

/// Each job and its size, twice that of the smaller one it is compared with.
pub(crate) const ALL: [(&str, Run, u64); 5] = [
    ("map entries in a file", entries, 100_000),
    ("map entries in variables", entries_in_variables, 20_000),
    ("unknown keys", unknown_keys, 20_000),
    ("syntax errors", syntax_errors, 20_000),
    ("syntax errors of one line", errors_of_one_line, 200_000),
];

#[derive(Config)]
struct Settings {
    #[config(nested)]
    regions: BTreeMap<String, Region>,
}

#[derive(Config)]
struct Region {
    #[expect(dead_code, reason = "only read")]
    host: String,
    #[config(default = 443)]
    #[expect(dead_code, reason = "only read")]
    port: u16,
}

fn loader(host: Memory, text: String) -> Loader {
    Loader::new("CADENCE")
        .embed("default.toml", "")
        .embed("production.toml", text)
        .host(host.variable("CADENCE_ENV", "production"))
}

fn lines(size: usize, line: impl Fn(usize) -> String) -> String {
    (0..size).fold("[regions]\n".to_owned(), |mut text, number| {
        let _ = writeln!(text, "{}", line(number));
        text
    })
}

fn entries(size: usize) {
    let text = lines(size, |number| format!("r{number} = {{ host = \"h\" }}"));
    let settings = loader(Memory::new(), text).load::<Settings>();
    assert_eq!(settings.expect("no mistake").regions.len(), size);
}

fn entries_in_variables(size: usize) {
    let host = (0..size).fold(Memory::new(), |host, number| {
        host.variable(format!("CADENCE_REGIONS__R{number}__HOST"), "h")
    });
    let settings = loader(host, String::new()).load::<Settings>();
    assert_eq!(settings.expect("no mistake").regions.len(), size);
}

fn unknown_keys(size: usize) {
    let text = lines(size, |number| format!("a.key{number} = 1"));
    let report = loader(Memory::new(), text).load::<Settings>().map(drop);
    assert!(report.map_or_else(|report| report.len(), |()| 0) >= size);
}

fn syntax_errors(size: usize) {
    let text = lines(size, |number| format!("a.key{number} = = 1"));
    let report = loader(Memory::new(), text).load::<Settings>().map(drop);
    assert!(report.map_or_else(|report| report.len(), |()| 0) >= size);
}

fn errors_of_one_line(size: usize) {
    let report = loader(Memory::new(), "=".repeat(size)).load::<Settings>();
    assert_eq!(
        report.map_or_else(|report| report.len(), |_| 0),
        size.min(1)
    );
}
