//! What was probably meant, and the words to say so.

/// Returns the candidate that `word` was probably meant to be.
///
/// Case is ignored, and so is whether `-` or `_` was written. Up to a third of
/// the characters may be wrong, of each word of a name too, so that `min_size` is
/// not taken for `max_size`; of equally close candidates the first wins.
pub(crate) fn closest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = folded(word);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((likeness(&word, &folded(candidate))?, candidate)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Whether the words differ in one letter too many, too few or wrong, or in two
/// that have changed places; case is ignored.
pub(crate) fn is_one_edit(word: &str, other: &str) -> bool {
    distance(&folded(word), &folded(other), 1) == Some(1)
}

/// Lists words for a sentence, each between backticks.
pub(crate) fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let quoted: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// Names as a sentence has them: `a`, `b and c`, `d, e and f`.
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match &*names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn folded(word: &str) -> String {
    word.to_lowercase().replace('_', "-")
}

/// The distance of names that are alike as a whole, and in each of their words where
/// they have as many.
fn likeness(name: &str, other: &str) -> Option<usize> {
    let words = |name| -> Vec<&str> { str::split(name, ['-', '.']).collect() };
    let (own, others) = (words(name), words(other));
    let is_alike = |(one, other): (&&str, &&str)| distance(one, other, third(one, other)).is_some();
    let are_alike = own.len() != others.len() || own.iter().zip(&others).all(is_alike);
    are_alike.then(|| distance(name, other, third(name, other)))?
}

/// A third of the shorter one, but one at least; of a single letter none is left.
fn third(word: &str, other: &str) -> usize {
    match word.chars().count().min(other.chars().count()) {
        0 | 1 => 0,
        shorter => shorter.max(3) / 3,
    }
}

/// The distance, if within the limit.
///
/// Lengths are compared first, so that a word of a megabyte costs nothing.
fn distance(word: &str, candidate: &str, limit: usize) -> Option<usize> {
    let apart = word.chars().count().abs_diff(candidate.chars().count());
    let distance = (apart <= limit).then(|| strsim::damerau_levenshtein(word, candidate))?;
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 5] = ["max_connections", "min_connections", "url", "host", "port"];

    #[test]
    fn typos_are_found() {
        let cases = [
            ("max_conections", "max_connections"),
            ("MAX-CONNECTIONS", "max_connections"),
            ("mni_connections", "min_connections"),
            ("prot", "port"),
            ("hots", "host"),
            ("ur", "url"),
            ("hosts", "host"),
        ];
        for (word, meant) in cases {
            assert_eq!(closest(word, KEYS), Some(meant), "{word}");
        }
    }

    #[test]
    fn unrelated_words_give_none() {
        for word in ["", "timeout", "po", "listen", "postman", "🦀🦀🦀🦀"] {
            assert_eq!(closest(word, KEYS), None, "{word}");
        }
        assert_eq!(closest(&"port".repeat(1 << 18), KEYS), None);
        assert_eq!(closest("port", []), None);
    }

    #[test]
    fn a_transposition_counts_one() {
        assert_eq!(closest("ba", ["ab"]), Some("ab"));
        assert_eq!(closest("ba", ["cd"]), None);
    }

    #[test]
    fn names_are_alike_in_each_of_their_words() {
        for (name, other) in [
            ("min_size", "max_size"),
            ("request_timeout", "connect_timeout"),
            ("database.ttl", "database.url"),
            ("x", "y"),
            ("eu", "us"),
        ] {
            assert_eq!(closest(name, [other]), None, "{name}");
        }
        for (name, other) in [
            ("databse.ulr", "database.url"),
            ("maxconnections", "max_connections"),
            ("request_time_out", "request_timeout"),
            ("server_port", "server.port"),
        ] {
            assert_eq!(closest(name, [other]), Some(other), "{name}");
        }
    }

    #[test]
    fn the_same_word_wins_and_then_the_first() {
        assert_eq!(
            closest("log_level", ["log-levels", "Log-Level"]),
            Some("Log-Level")
        );
        assert_eq!(closest("hast", ["host", "hasp"]), Some("host"));
        assert_eq!(closest("hast", ["hasp", "host"]), Some("hasp"));
    }

    #[test]
    fn words_are_quoted_and_joined() {
        assert_eq!(quoted(["info", "warn"]), "`info`, `warn`");
        assert_eq!(quoted([]), "");
    }
}
