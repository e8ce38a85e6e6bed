//! Many problems of one kind, of which only the first are drawn whole.

use crate::report::grouped;
use crate::report::problem::Problem;

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
    let kind = |problem: &Problem| (problem.severity(), problem.code());
    let places = problems.iter().enumerate();
    let kinds = grouped(places.map(|(place, problem)| (kind(problem), (place, *problem))));
    let mut parts = Vec::new();
    for (_, mut of_kind) in kinds {
        let whole = if of_kind.len() > MOST { WHOLE } else { MOST };
        let more = of_kind.split_off(whole.min(of_kind.len()));
        parts.extend(
            of_kind
                .into_iter()
                .map(|(place, problem)| (place, Part::Whole(problem))),
        );
        if let Some(&(place, _)) = more.first() {
            let more = more.into_iter().map(|(_, problem)| problem);
            parts.push((place, Part::More(more.collect())));
        }
    }
    parts.sort_by_key(|(place, _)| *place);
    parts.into_iter().map(|(_, part)| part).collect()
}
