//! Very many findings of one kind: what is left out is counted.

use rehearsal::report::{Code, Problem, Severity};
use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Loader, Report};

#[derive(Config)]
#[config(check = Settings::check)]
struct Settings {
    #[config(default)]
    numbers: Vec<u32>,
}

impl Settings {
    fn check(&self, rules: &mut Checker<'_>) {
        for (at, number) in self.numbers.iter().enumerate() {
            let key = [format!("numbers[{at}]")];
            if number % 2 == 1 {
                rules.problem(key, "it is odd").help("double it");
            } else {
                rules.warning(key, "it is even");
            }
        }
    }
}

fn load(count: usize) -> Report {
    let numbers: Vec<usize> = (0..count).collect();
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_NUMBERS", format!("{numbers:?}"));
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    report.err().unwrap()
}

#[test]
fn findings_of_a_check_beyond_a_hundred_are_counted() {
    let report = load(1_000);
    let of = |severity| {
        let problems = report
            .iter()
            .filter(|problem| problem.severity() == severity);
        problems.count()
    };
    assert_eq!([of(Severity::Error), of(Severity::Warning)], [100, 100]);
    let text = report.to_text();
    assert!(
        text.starts_with("500 problems keep cadence from starting in test (500 warnings)"),
        "{}",
        text.lines().next().unwrap()
    );
    let help: Vec<_> = report.iter().flat_map(Problem::help).collect();
    let left_out = help.iter().filter(|help| help.contains("not shown"));
    assert_eq!(left_out.count(), 2);
}

#[test]
fn all_of_a_hundred_are_told() {
    let report = load(200);
    assert_eq!(report.len(), 200);
    assert!(!report.to_text().contains("not shown"));
}

#[derive(Config)]
#[expect(dead_code)]
struct Retired {
    #[config(nested)]
    server: Server,
}

#[derive(Config)]
#[config(retired("legacy.host", "threads"))]
#[expect(dead_code)]
struct Server {
    #[config(default = 1)]
    ports: u16,
    #[config(default = 1)]
    workers: u16,
}

#[test]
fn no_suggestion_names_a_key_that_there_is_not() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file(
            "config/test.toml",
            "[server]\nthread = 1\nlegacy = { host = 1, port = 2, hosts = 3 }\n",
        )
        .variable("CADENCE_SERVER_LEGACY_HOSTS", "1")
        .variable("CADENCE_SERVER_THREAD", "1");
    let report = Loader::new("CADENCE").system(host).load::<Retired>();
    let report = report.err().unwrap();
    assert_eq!(report.len(), 6, "{report}");
    for problem in &report {
        let expected = problem.expected().unwrap_or("server.ports");
        let known = ["server.ports", "CADENCE_SERVER_PORTS"];
        assert!(known.contains(&expected), "{report}");
    }
}

#[test]
fn it_is_said_how_many_unknown_keys_have_no_suggestion() {
    let keys: Vec<String> = (0..237).map(|at| format!("a{at} = 1\n")).collect();
    let variables = (0..201).map(|at| format!("CADENCE_B{at}"));
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/test.toml", keys.concat());
    let host = variables.fold(host, |host, name| host.variable(name, "1"));
    let report = Loader::new("CADENCE").system(host).load::<Retired>();
    let report = report.err().unwrap();
    let mut help = report.iter().flat_map(Problem::help);
    let said: Vec<_> = help
        .by_ref()
        .filter(|help| help.contains("only the first"))
        .collect();
    assert_eq!(
        said,
        [
            "only the first 200 of these have suggestions; 37 more have none",
            "only the first 200 of these have suggestions; 1 more have none"
        ]
    );
    let unknown = |code| {
        report
            .iter()
            .filter(|problem| problem.code() == code)
            .count()
    };
    assert_eq!(unknown(Code::UnknownKey), 237);
    assert_eq!(unknown(Code::UnknownVariable), 201);
}
