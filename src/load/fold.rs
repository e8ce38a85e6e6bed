//! One problem for one cause: what is wrong with one secret is reported once.
//!
//! A placeholder in a committed file is not a secret that was committed, and a
//! secret of the wrong type has to be replaced wherever it goes. Who reads a
//! report wants the one thing to do, with the rest below it.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::report::counted;
use crate::report::problem::{Code, Problem, Severity};
use crate::value::key::Key;
use crate::value::origin::Origin;

/// Folds what is said of one secret into the most severe of it, which may be an error
/// or a warning. What is not said of a value as a secret stays as it is.
pub(super) fn fold(found: &mut Vec<Problem>) {
    if found.len() < 2 {
        return;
    }
    let mut all: Vec<Option<Problem>> = found.drain(..).map(Some).collect();
    for mut group in groups(&all) {
        group.sort_by_key(|&at| all[at].as_ref().map(gravity));
        let Some((head, others)) = group.split_last() else {
            continue;
        };
        let others: Vec<Problem> = others.iter().filter_map(|&at| all[at].take()).collect();
        all[*head] = all[*head]
            .take()
            .map(|head| others.iter().rev().fold(head, with));
    }
    gather(&mut all);
    found.extend(all.into_iter().flatten());
}

/// Makes one problem of what is left of several secrets that one file has for one
/// setting.
fn gather(all: &mut [Option<Problem>]) {
    let mut first: HashMap<(Option<Key>, Option<PathBuf>), (usize, usize)> = HashMap::new();
    for at in 0..all.len() {
        let Some(problem) = all[at].take_if(|one| one.code() == Code::CommittedSecret) else {
            continue;
        };
        let cause = (problem.key().cloned(), file_of(&problem));
        let (head, more) = first.entry(cause).or_insert((at, 0));
        match &mut all[*head] {
            Some(head) if head.places().len() < MOST_PLACES => head.add_places(&problem),
            Some(_) => *more += 1,
            place => *place = Some(problem),
        }
    }
    let cut = first.into_values().filter(|(_, more)| *more > 0);
    for (head, more) in cut {
        if let Some(head) = &mut all[head] {
            let places = counted(more, "more place");
            head.add_help(format!("the file has secrets of this setting in {places}"));
        }
    }
}

/// The most places that are named for one problem.
const MOST_PLACES: usize = 10;

fn file_of(problem: &Problem) -> Option<PathBuf> {
    match problem.origin()? {
        Origin::File(position) => Some(position.path().to_owned()),
        _ => None,
    }
}

/// The numbers of the problems of each value that one of them says is a secret.
fn groups(all: &[Option<Problem>]) -> Vec<Vec<usize>> {
    let mut places: HashMap<Cause<'_>, usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, problem) in all.iter().enumerate() {
        let Some(cause) = problem.as_ref().and_then(Cause::of) else {
            continue;
        };
        let group = *places.entry(cause).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(at);
    }
    let is_cause = |at: &usize| {
        let problem = all[*at].as_ref();
        problem.is_some_and(|one| of_secret(one.code()) || is_noted_as_empty(one))
    };
    groups.retain(|group| group.len() > 1 && group.iter().any(is_cause));
    groups
}

/// Whether it only notes that a text is empty, which another problem may say as well.
fn is_noted_as_empty(problem: &Problem) -> bool {
    problem.code() == Code::EmptyValue && problem.severity() == Severity::Note
}

/// The value that a problem is about.
#[derive(PartialEq, Eq, Hash)]
enum Cause<'p> {
    InFile(&'p Origin),
    /// One variable may hold several values.
    Elsewhere(&'p Origin, &'p str),
}

impl<'p> Cause<'p> {
    fn of(problem: &'p Problem) -> Option<Self> {
        let is_foldable = of_secret(problem.code()) || of_any(problem.code());
        let origin = problem.origin().filter(|_| is_foldable)?;
        Some(match (origin, problem.key()) {
            (Origin::File(_), _) => Self::InFile(origin),
            (_, key) => Self::Elsewhere(origin, key.map_or("", |key| key.as_str())),
        })
    }
}

/// Whether only secrets have such a problem.
fn of_secret(code: Code) -> bool {
    matches!(
        code,
        Code::Placeholder
            | Code::WeakSecret
            | Code::UntrimmedSecret
            | Code::CommittedSecret
            | Code::LooksLikeSecret
    )
}

/// Whether it is about a value, be it a secret or not.
fn of_any(code: Code) -> bool {
    matches!(
        code,
        Code::WrongType
            | Code::OutOfRange
            | Code::InvalidValue
            | Code::EmptyValue
            | Code::UnknownVariant
            | Code::Interpolation
            | Code::TestKey
            | Code::LiveKey
    )
}

/// The most severe comes last: an error before what only warns, then what has to be
/// done first.
fn gravity(problem: &Problem) -> (Severity, u8) {
    let rank = match problem.code() {
        Code::Placeholder => 4,
        Code::CommittedSecret => 3,
        Code::WeakSecret => 1,
        Code::UntrimmedSecret | Code::Interpolation => 0,
        _ => 2,
    };
    (problem.severity(), rank)
}

/// The problem, with what another one adds to it.
fn with(head: Problem, other: &Problem) -> Problem {
    match (head.code(), other.code()) {
        (Code::Placeholder, Code::CommittedSecret) => {
            head.with_help("supply it through a variable or a secret file; this file is committed")
        }
        (Code::Placeholder, Code::Interpolation) => head.with_helps(other.help().iter().cloned()),
        (_, Code::Interpolation) => head,
        _ if is_noted_as_empty(other) => head,
        (_, Code::LooksLikeSecret) => {
            head.with_help_for_author("`#[config(secret)]` marks a field that holds a secret")
        }
        _ => head.with_help(other_mistake(other)),
    }
}

/// How a problem names another one of the same value that it stands for as well.
pub(crate) fn other_mistake(other: &Problem) -> String {
    format!("{OTHER_MISTAKE}{}", other.message())
}

/// How it begins.
pub(crate) const OTHER_MISTAKE: &str = "also: ";
