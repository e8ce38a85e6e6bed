//! Markers of a merge conflict, which no format has.

use std::ops::Range;

use super::Sentence;

/// What is said of them.
pub(crate) const SAID: Sentence = (
    "merge conflict markers",
    "resolve the conflict, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`",
);

/// A conflict, and the lines of it that are not of the first side.
pub(crate) struct Conflict {
    pub(crate) range: Range<usize>,
    pub(crate) surplus: Vec<Range<usize>>,
}

/// The conflicts of a text.
pub(crate) fn all(text: &str) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    let (mut is_open, mut is_first_side) = (false, false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let begins = is_marker(line, '<');
        if begins {
            conflicts.push(Conflict {
                range: range.clone(),
                surplus: Vec::new(),
            });
            (is_open, is_first_side) = (true, true);
        }
        let Some(conflict) = conflicts.last_mut().filter(|_| is_open) else {
            continue;
        };
        is_first_side &= !['|', '=', '>'].iter().any(|&sign| is_marker(line, sign));
        if begins || !is_first_side {
            conflict.surplus.push(range.clone());
        }
        conflict.range.end = range.end;
        is_open = !is_marker(line, '>');
    }
    conflicts
}

/// Whether a line starts with seven of the sign, and nothing of the sign behind.
fn is_marker(line: &str, sign: char) -> bool {
    let rest = line.trim_start_matches(sign);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_conflict_the_first_side_is_kept() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> x\ne\n<<<<<<< y\nf";
        let conflicts = all(text);
        let ranges = conflicts
            .iter()
            .map(|conflict| &text[conflict.range.clone()]);
        assert_eq!(
            ranges.collect::<Vec<_>>(),
            [
                "<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> x\n",
                "<<<<<<< y\nf"
            ]
        );
        let surplus = conflicts[0]
            .surplus
            .iter()
            .map(|range| &text[range.clone()]);
        assert_eq!(
            surplus.collect::<String>(),
            "<<<<<<< HEAD\n||||||| base\nc\n=======\nd\n>>>>>>> x\n"
        );
        assert!(all("a = '<<<<<<< x'\n======= y\n<<<<<<<<\n").is_empty());
    }
}
