//! From committed files to what is compared.

use std::collections::HashSet;
use std::path::Path;

use super::refused::Refused;
use super::side::{Cell, Cells, Column, Supply, matrix};
use super::{Difference, ParityReport, folder, judge, words};
use crate::check::permit::{Ledger, Waivers};
use crate::check::refuse;
use crate::layer;
use crate::load::Loader;
use crate::load::offline::{Folder, Offline};
use crate::read::config::Config;
use crate::report::grouped;
use crate::report::problem::{Code, Place, Problem};
use crate::report::searched::Searched;
use crate::resolve::Row;
use crate::system::absolute;
use crate::value::key::Key;

pub(super) fn parity<T: Config>(loader: &Loader) -> ParityReport {
    let committed = loader.without_waivers();
    let environments: Vec<Offline> = loader
        .all_choices()
        .into_iter()
        .map(|choice| committed.offline::<T>(choice))
        .collect();
    let sides: Vec<Column> = environments.iter().map(side).collect();
    let settings = matrix(T::SCHEMA, environments.iter().map(column).collect());
    let mut verdicts = of_folder(loader);
    let has_layers = environments.iter().any(|offline| offline.has_layers);
    let is_something = has_layers && loader.setup().has_environments();
    let is_nothing = !settings.is_empty() && !is_something;
    let is_closed = {
        let mut errors = environments.iter().flat_map(Offline::errors);
        is_nothing && errors.any(|problem| problem.code() == Code::FileUnreadable)
    };
    let nothing = nothing_compared(loader).filter(|_| is_nothing && !is_closed);
    verdicts.extend(nothing.clone());
    let searched = environments
        .iter()
        .filter_map(|offline| offline.searched.clone());
    let searched = Searched::of_all(searched);
    // OK because who cannot enter the directory knows of no waivers either.
    let ledger = if is_closed {
        Ledger::new(Waivers::default(), loader.setup().system.today())
    } else {
        loader.waivers(T::SCHEMA, &[])
    };
    verdicts.extend(of_waivers(&ledger));
    let (refused, mut of_loads) = of_environments(environments, &sides);
    let judged = judge::all(&sides, &settings, refused, &ledger).into_iter();
    // OK because that nothing was compared says already that no file is there.
    of_loads.retain(|load| nothing.is_none() || load.code() != Code::FileMissing);
    verdicts.extend(of_loads);
    verdicts.extend(judged.filter(|verdict| !may_permit(&ledger, verdict)));
    // OK because defaults are the same as themselves.
    let settings = if is_nothing { Vec::new() } else { settings };
    let waivers = ledger.into_waivers();
    ParityReport::new(loader.program_name(), sides, settings, verdicts, waivers)
        .with_searched(searched)
}

fn side(offline: &Offline) -> Column {
    let choice = &offline.choice;
    let side = Column::new(choice.name().to_owned(), choice.environment);
    let side = side.with_file(offline.file.clone());
    if offline.errors().any(is_of_a_whole_file) {
        side.in_part()
    } else {
        side
    }
}

/// Whether it may hide any number of settings.
fn is_of_a_whole_file(problem: &Problem) -> bool {
    matches!(
        problem.code(),
        Code::Syntax
            | Code::Unsupported
            | Code::AmbiguousFile
            | Code::DuplicateKey
            | Code::FileMissing
            | Code::FileUnreadable
            | Code::FileEncoding
            | Code::FileTooLarge
            | Code::TooDeep
            | Code::Provider
    )
}

fn column(offline: &Offline) -> Cells {
    let supplied: HashSet<&Key> = offline.supplied.iter().map(|one| &one.key).collect();
    let rows = offline.resolution.rows().iter().zip(&offline.places);
    let cell = |(row, place): (&Row, &Option<Place>)| {
        let is_supplied = supplied.contains(row.key());
        let cell = Cell {
            supply: if is_supplied {
                Supply::Deploy
            } else {
                Supply::of(row.origin(), row.datum())
            },
            // OK because what the deploy has to bring replaces the default.
            datum: row.datum().filter(|_| !is_supplied).cloned(),
            place: place.clone(),
            digests: Vec::new(),
        };
        (row.key().clone(), row.field(), cell)
    };
    rows.map(cell).collect()
}

/// What environments refuse, and what else is said of their loads, once for all that have
/// it.
fn of_environments(
    environments: Vec<Offline>,
    sides: &[Column],
) -> (Vec<Refused>, Vec<Difference>) {
    let found = environments.into_iter().enumerate();
    let found = found.flat_map(|(side, offline)| {
        let problems = offline.found.into_iter();
        problems.map(move |problem| Refused { side, problem })
    });
    // OK because those are reported of the directory, once for all environments.
    let found = found.filter(|found| found.problem.code() != Code::UnknownFile);
    let (refused, others): (Vec<_>, Vec<_>) =
        found.partition(|found| refuse::is_refusal(found.problem.code()));
    let others = others.into_iter();
    let others = grouped(others.map(|found| (found.problem, sides[found.side].name().to_owned())));
    let others = others.into_iter();
    let verdicts = others.map(|(problem, names)| Difference::of(problem, names));
    (refused, verdicts.collect())
}

/// Says why nothing is committed for any environment; none where the problem of
/// each load says so.
fn nothing_compared(loader: &Loader) -> Option<Difference> {
    let setup = loader.setup();
    let why = match loader.files_at() {
        _ if !setup.has_environments() => words::NO_ENVIRONMENTS.to_owned(),
        Folder::None => layer::words::no_folder(setup.system.current_dir().ok().as_deref()),
        Folder::At { path, .. } => words::nothing_in(&absolute(&*setup.system, &path)),
        Folder::Embedded => words::NOTHING_EMBEDDED.to_owned(),
        Folder::Unwanted => words::NO_FOLDER_WANTED.to_owned(),
        Folder::Missing { .. } | Folder::Closed { .. } => return None,
    };
    let problem = words::nothing_compared(&why, &setup.prefix);
    Some(Difference::of(problem, Vec::new()))
}

fn of_folder(loader: &Loader) -> Vec<Difference> {
    let setup = loader.setup();
    let read = |path: &Path| {
        let bytes = setup.system.read(path, setup.size_limit).ok()?;
        String::from_utf8(bytes).ok()
    };
    let problems = folder::problems(&loader.listing(), &setup.deployments, &read);
    let verdict = |problem| Difference::of(problem, Vec::new());
    problems.into_iter().map(verdict).collect()
}

/// What is wrong with the waivers themselves.
pub(super) fn of_waivers(ledger: &Ledger) -> impl Iterator<Item = Difference> {
    let problems = ledger.problems().iter().cloned();
    problems.map(|problem| Difference::of(problem, Vec::new()))
}

/// Whether a waiver that could not be understood may permit this: then it is unknown
/// whether it is a violation.
pub(super) fn may_permit(ledger: &Ledger, verdict: &Difference) -> bool {
    verdict.key().is_some_and(|key| ledger.may_permit(key))
}
