//! Many problems of one kind, of which only the first are drawn whole.

use std::collections::HashMap;

use crate::report::problem::{Code, Problem, Severity};

/// Up to so many problems of one kind are all drawn whole.
const MOST: usize = 50;

/// Of more than that, so many are.
const WHOLE: usize = 10;

pub(super) enum Part<'p> {
    Whole(&'p Problem),
    /// What is left of a kind, in the place of the first of these.
    More(Vec<&'p Problem>),
}

pub(super) fn parts<'p>(problems: &[&'p Problem]) -> Vec<Part<'p>> {
    let mut kinds: HashMap<(Severity, Code), Vec<&'p Problem>> = HashMap::new();
    for &problem in problems {
        kinds.entry(kind(problem)).or_default().push(problem);
    }
    let mut seen: HashMap<(Severity, Code), usize> = HashMap::new();
    let mut parts = Vec::new();
    for &problem in problems {
        let of_kind = &kinds[&kind(problem)];
        let before = seen.entry(kind(problem)).or_default();
        match *before {
            before if before < WHOLE || of_kind.len() <= MOST => parts.push(Part::Whole(problem)),
            WHOLE => parts.push(Part::More(of_kind[WHOLE..].to_vec())),
            _ => {}
        }
        *before += 1;
    }
    parts
}

fn kind(problem: &Problem) -> (Severity, Code) {
    (problem.severity(), problem.code())
}
