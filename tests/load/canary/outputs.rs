//! All that can be got out of the crate about one load.

use std::fmt::Write;

use rehearsal::report::Problem;
use rehearsal::{Loaded, Loader, Report};

use super::settings::Settings;

/// What was written, and whether the program started.
pub(crate) struct Outputs {
    /// What may not depend on the secret.
    pub(crate) text: String,
    /// What may do so by its places alone.
    pub(crate) page: String,
    pub(crate) started: bool,
}

/// What a start alone writes.
pub(crate) fn of_start(loader: &Loader) -> Outputs {
    let mut text = format!("{loader:?}\n{loader:#?}\n");
    let loaded = loader.load::<Settings>();
    let started = loaded.is_ok();
    match loaded {
        Ok(loaded) => of_loaded(&loaded, &mut text),
        Err(report) => of_report(&report, &mut text),
    }
    Outputs {
        text,
        page: String::new(),
        started,
    }
}

/// What a start writes, and every so many of all other ways to ask: which of them is up
/// to the turn, so that many situations ask in all ways.
pub(crate) fn of_turn(loader: &Loader, turn: usize, of: usize) -> Outputs {
    let mut outputs = of_start(loader);
    let ways = ways();
    for way in ways.into_iter().skip(turn % of).step_by(of) {
        way.ask(loader, &mut outputs);
    }
    outputs
}

/// A way to ask that is more than a start.
enum Way {
    Parity,
    #[cfg(feature = "cli")]
    Call(String),
    #[cfg(feature = "cli")]
    Record,
}

fn ways() -> Vec<Way> {
    #[cfg(not(feature = "cli"))]
    return vec![Way::Parity];
    #[cfg(feature = "cli")]
    {
        let calls = subcommand::calls().map(Way::Call);
        calls.chain([Way::Parity, Way::Record]).collect()
    }
}

impl Way {
    fn ask(&self, loader: &Loader, outputs: &mut Outputs) {
        match self {
            Self::Parity => of_parity(loader, outputs),
            #[cfg(feature = "cli")]
            Self::Call(call) => subcommand::of_call(loader, call, outputs),
            #[cfg(feature = "cli")]
            Self::Record => subcommand::of_records(loader, outputs),
        }
    }
}

fn of_problem(problem: &Problem, out: &mut String) {
    let _ = writeln!(out, "{problem} {problem:?}");
    let _ = writeln!(out, "{} {:?}", problem.code(), problem.severity());
    let _ = writeln!(out, "{:?} {}", problem.key(), problem.message());
    let _ = writeln!(out, "{:?} {:?}", problem.found(), problem.expected());
    let _ = writeln!(out, "{:?} {:?}", problem.help(), problem.origin());
    for place in problem.places() {
        let _ = writeln!(out, "{place:?} {} {:?}", place.origin(), place.origin());
        let _ = writeln!(out, "{} {:?}", place.label(), place.excerpt());
        if let Some(excerpt) = place.excerpt() {
            let marked = &excerpt.text()[excerpt.marked()];
            let _ = writeln!(out, "{} {marked}", excerpt.text());
        }
    }
}

fn of_report(report: &Report, out: &mut String) {
    let _ = writeln!(out, "{report}\n{report:?}\n{}", report.to_ansi());
    let _ = writeln!(out, "{}", report.to_github());
    #[cfg(feature = "json")]
    let _ = writeln!(out, "{}\n{}", report.to_json(), report.to_sarif());
    let _ = writeln!(out, "{} {:?}", report.program(), report.environment());
    let _ = writeln!(out, "{:?}", report.searched());
    report.iter().for_each(|problem| of_problem(problem, out));
}

fn of_loaded(loaded: &Loaded<Settings>, out: &mut String) {
    let _ = writeln!(out, "{loaded:?}");
    let notes = loaded.warnings();
    let _ = writeln!(out, "{notes}\n{notes:?}\n{}", notes.to_ansi());
    let _ = writeln!(out, "{}", notes.to_github());
    #[cfg(feature = "json")]
    let _ = writeln!(out, "{}", notes.to_sarif());
    let problems = notes.problems().iter();
    problems.for_each(|problem| of_problem(problem, out));
    of_resolution(loaded, out);
    let _ = writeln!(out, "{:?}", loaded.environment_origin());
    let _ = writeln!(out, "{:?}", loaded.searched());
}

fn of_resolution(loaded: &Loaded<Settings>, out: &mut String) {
    let resolution = loaded.resolution();
    let _ = writeln!(out, "{resolution:?}\n{}", resolution.to_toml());
    #[cfg(feature = "json")]
    let _ = writeln!(out, "{}", resolution.to_json());
    for row in resolution.rows() {
        let _ = writeln!(out, "{row:?} {} {:?}", row.key(), row.value());
        let _ = writeln!(out, "{:?} {:?}", row.origin(), row.overridden());
    }
    let explanation = loaded.explain();
    let _ = writeln!(out, "{explanation}\n{explanation:?}");
    #[cfg(feature = "cli")]
    let _ = writeln!(out, "{}", explanation.to_table(40));
    for key in explanation.keys() {
        if let Some(one) = explanation.key(key.as_str()) {
            let _ = writeln!(out, "{one}");
        }
    }
}

fn of_parity(loader: &Loader, outputs: &mut Outputs) {
    let out = &mut outputs.text;
    let parity = loader.parity::<Settings>();
    let _ = writeln!(out, "{parity}\n{parity:?}");
    let _ = writeln!(out, "{}\n{}", parity.to_markdown(), parity.to_github());
    #[cfg(feature = "json")]
    let _ = writeln!(out, "{}", parity.to_json());
    #[cfg(feature = "page")]
    outputs.page.push_str(&parity.to_html());
}

#[cfg(feature = "cli")]
mod subcommand {
    use rehearsal::Template;
    use rehearsal::parity::Facts;

    use super::{Loader, Outputs, Settings, Write};
    use crate::support::command::run_for;

    /// Calls in formats for readers and for other programs, of other environments too.
    const CALLS: [&str; 31] = [
        "check",
        "check --all",
        "explain",
        "explain login",
        "explain --format json",
        "show",
        "variables",
        "fingerprint",
        "snapshot",
        "check --format json",
        "check --format github",
        "check --format sarif",
        "check --all --format json",
        "check --all --format github",
        "check --all --format sarif",
        "check production",
        "explain --env test",
        "explain --env production --format json",
        "show test",
        "show --format json",
        "show production --format json",
        "variables --format json",
        "fingerprint --format json",
        "parity --format text",
        "parity --format json",
        "parity --format markdown",
        "parity --format github",
        "parity --format sarif",
        "generate bash-completion",
        "generate fish-completion",
        "generate zsh-completion",
    ];

    const PAGE: &str = "parity --format html";

    pub(super) fn calls() -> impl Iterator<Item = String> {
        let templates = Template::ALL.iter();
        let templates = templates.map(|template| format!("generate {template}"));
        let page = cfg!(feature = "page").then(|| PAGE.to_owned());
        let calls = CALLS.into_iter().map(str::to_owned);
        calls.chain(templates).chain(page)
    }

    /// What a call writes, to the standard output and error.
    pub(super) fn of_call(loader: &Loader, call: &str, outputs: &mut Outputs) {
        let out = if call == PAGE {
            &mut outputs.page
        } else {
            &mut outputs.text
        };
        let _ = writeln!(out, "{}", of(loader, call));
    }

    /// A record, and what comparing with it says. Without a key of its own it is the
    /// same whatever the secrets are.
    pub(super) fn of_records(loader: &Loader, outputs: &mut Outputs) {
        let out = &mut outputs.text;
        let Ok(loaded) = loader.load::<Settings>() else {
            return;
        };
        let record = loaded.snapshot(&Facts::default()).unwrap();
        let _ = writeln!(out, "{record:?}");
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), record.to_json()).unwrap();
        let path = file.path().to_str().unwrap();
        let page = cfg!(feature = "page").then_some("html");
        let formats = ["text", "json", "markdown", "github", "sarif"];
        for format in formats.into_iter().chain(page) {
            let said = of(loader, &format!("compare {path} --format {format}"));
            let _ = writeln!(out, "{}", said.replace(path, "record.json"));
        }
    }

    fn of(loader: &Loader, call: &str) -> String {
        let (status, out, err) = run_for::<Settings>(loader, call);
        format!("{call}: {status}\n{out}{err}")
    }
}
