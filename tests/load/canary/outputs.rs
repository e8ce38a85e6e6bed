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

/// What a start, the subcommand and parity write.
pub(crate) fn all(loader: &Loader) -> Outputs {
    let mut outputs = of_start(loader);
    of_parity(loader, &mut outputs);
    #[cfg(feature = "cli")]
    subcommand::of_all(loader, &mut outputs.text);
    outputs
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
    use super::{Loader, Settings, Write};
    use crate::support::command::run_for;

    const CALLS: [&str; 8] = [
        "check",
        "check --all",
        "explain",
        "explain login",
        "explain --format json",
        "show",
        "variables",
        "fingerprint",
    ];

    /// What every call writes, to the standard output and error.
    pub(super) fn of_all(loader: &Loader, out: &mut String) {
        for call in CALLS {
            let _ = writeln!(out, "{}", of(loader, call));
        }
    }

    pub(super) fn of(loader: &Loader, call: &str) -> String {
        let (status, out, err) = run_for::<Settings>(loader, call);
        format!("{call}: {status}\n{out}{err}")
    }
}
