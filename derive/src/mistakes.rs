//! Collects errors, so that none hides another.

use std::fmt::Display;

use proc_macro2::Span;

#[derive(Default)]
pub(crate) struct Mistakes(Option<syn::Error>);

impl Mistakes {
    pub(crate) fn push(&mut self, span: Span, message: impl Display) {
        self.add(syn::Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn into_error(self) -> Option<syn::Error> {
        self.0
    }
}

/// Writes words as `a`, `b` or `c`.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.pop() {
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
        None => String::new(),
    }
}

/// Returns the candidate that `word` was probably meant to be.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{nearest, one_of};

    const WORDS: [&str; 4] = ["nested", "default", "env", "rename"];

    #[test]
    fn a_slip_finds_its_word() {
        assert_eq!(nearest("defualt", WORDS), Some("default"));
        assert_eq!(nearest("neted", WORDS), Some("nested"));
        assert_eq!(nearest("evn", WORDS), Some("env"));
    }

    #[test]
    fn another_word_finds_none() {
        assert_eq!(nearest("flatten", WORDS), None);
        assert_eq!(nearest("", WORDS), None);
    }

    #[test]
    fn words_are_joined() {
        assert_eq!(one_of(WORDS), "`nested`, `default`, `env` or `rename`");
        assert_eq!(one_of(["env"]), "`env`");
    }
}
