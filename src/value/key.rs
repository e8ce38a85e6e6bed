//! Dotted keys, and the variable names made from them.

use std::borrow::{Borrow, Cow};
use std::fmt::{self, Write};

use crate::value::quoted::{quoted, unquoted};
use crate::value::redact;

/// One step from a section to what is below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'p> {
    /// A field, or the name of a map entry.
    Name(&'p str),
    /// A place in a list, counted from zero.
    Index(usize),
}

/// The way from the root to a setting, as a chain of borrowed steps.
///
/// It lives on the stack of anyone who descends, so a load that succeeds never
/// spells a key out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Option<Step<'p>>,
}

impl<'p> Path<'p> {
    pub(crate) const ROOT: Path<'static> = Path {
        parent: None,
        step: None,
    };

    pub(crate) fn name(&'p self, name: &'p str) -> Path<'p> {
        self.step(Step::Name(name))
    }

    pub(crate) fn index(&'p self, index: usize) -> Path<'p> {
        self.step(Step::Index(index))
    }

    pub(crate) fn step(&'p self, step: Step<'p>) -> Path<'p> {
        Path {
            parent: Some(self),
            step: Some(step),
        }
    }

    /// Whether the last step is this name.
    pub(crate) fn ends_with(&self, name: &str) -> bool {
        self.step == Some(Step::Name(name))
    }

    /// How many steps it is to the root.
    pub(crate) fn len(&self) -> usize {
        std::iter::successors(self.parent, |path| path.parent).count()
    }

    pub(crate) fn key(&self) -> Key {
        let mut key = Key::default();
        self.append_to(&mut key);
        key
    }

    /// The last step, if it is a name.
    pub(crate) fn last_name(&self) -> Option<&'p str> {
        match self.step {
            Some(Step::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// The last name before that of the setting: that of its section, which may be one of a
    /// list.
    pub(crate) fn section(&self) -> Option<&'p str> {
        let mut above = std::iter::successors(self.parent, |path| path.parent);
        above.find_map(Path::last_name)
    }

    pub(crate) fn append_to(&self, key: &mut Key) {
        if let Some(parent) = self.parent {
            parent.append_to(key);
        }
        match self.step {
            Some(Step::Name(name)) => key.push_name(name),
            Some(Step::Index(index)) => key.push_index(index),
            None => {}
        }
    }
}

/// The dotted name of a setting: `server.listen`, `upstreams[2].port`.
///
/// The entry of a map whose name is not a plain word is quoted, as TOML would
/// quote it: `regions."eu.west".host`.
///
/// # Example
///
/// ```
/// use rehearsal::schema::Key;
///
/// let key = Key::from("database.url");
/// assert_eq!(key.as_str(), "database.url");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Key(String);

impl Key {
    /// Returns the key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names and numbers of this key behind those of `start`, if it begins so.
    pub(crate) fn below(&self, start: &Self) -> Option<impl Iterator<Item = &str>> {
        let rest = self.behind(start)?;
        let names = rest.split(['.', '[', ']', '"']);
        Some(names.filter(|name| !name.is_empty()))
    }

    /// Whether it is this key, or one below it.
    pub(crate) fn is_within(&self, section: &Self) -> bool {
        self.behind(section).is_some()
    }

    fn behind(&self, start: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&start.0)?;
        let is_within = start.0.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']);
        is_within.then_some(rest)
    }

    /// The keys that it is within, the outermost first, and the key itself.
    pub(crate) fn with_those_above(&self) -> impl Iterator<Item = &str> {
        let ends = self.0.match_indices(['.', '[']);
        let above = ends.map(|(end, _)| &self.0[..end]);
        above.chain([self.as_str()])
    }

    /// The key without its last name, which is this one.
    pub(crate) fn parent_of(&self, name: &str) -> Self {
        let mut last = Self::default();
        last.push_name(name);
        let parent = self.0.strip_suffix(&last.0).unwrap_or_default();
        Self(parent.trim_end_matches('.').to_owned())
    }

    pub(crate) fn push_name(&mut self, name: &str) {
        if !self.0.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(&segment(name));
    }

    /// Appends a name that no schema knows, unless it looks like a credential.
    pub(crate) fn push_unknown(&mut self, name: &str) {
        if redact::is_random_name(name) {
            self.push_redacted();
        } else {
            self.push_name(name);
        }
    }

    /// Appends a name that is secret.
    pub(crate) fn push_redacted(&mut self) {
        let dot = if self.0.is_empty() { "" } else { "." };
        let _ = write!(self.0, "{dot}{}", redact::REDACTED);
    }

    /// Whether a name in it is secret.
    pub(crate) fn is_redacted(&self) -> bool {
        self.0.contains(redact::REDACTED)
    }

    pub(crate) fn push_index(&mut self, index: usize) {
        let _ = write!(self.0, "[{index}]");
    }

    /// Appends a step that was given, unless it looks like a credential.
    pub(crate) fn push_pattern(&mut self, step: &PatternStep) {
        match step {
            PatternStep::Is(GivenStep::Name(name)) => self.push_unknown(name),
            PatternStep::Is(GivenStep::Index(index)) => self.push_index(*index),
            PatternStep::AnyName if self.0.is_empty() => self.0.push('*'),
            PatternStep::AnyName => self.0.push_str(".*"),
            PatternStep::AnyIndex => self.0.push_str("[*]"),
        }
    }
}

/// One step of a key that was given as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum GivenStep {
    Name(String),
    Index(usize),
}

impl GivenStep {
    /// The name, or the number in digits.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Name(name) => name.into(),
            Self::Index(index) => index.to_string().into(),
        }
    }
}

/// One step of a pattern of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PatternStep {
    Is(GivenStep),
    /// `*`: any name.
    AnyName,
    /// `[*]`: any element of a list.
    AnyIndex,
}

/// Takes a key apart: `regions."eu.west".hosts[2]`. None if it is not a key.
pub(crate) fn parse(key: &str) -> Option<Vec<GivenStep>> {
    let given = |step| match step {
        PatternStep::Is(given) => Some(given),
        PatternStep::AnyName | PatternStep::AnyIndex => None,
    };
    parse_pattern(key)?.into_iter().map(given).collect()
}

/// Takes a key apart in which `*` may stand for a name, and `[*]` for a number:
/// `upstreams[*].url`.
pub(crate) fn parse_pattern(key: &str) -> Option<Vec<PatternStep>> {
    let mut steps = Vec::new();
    let mut rest = key.trim();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('[') {
            let (index, after) = after.split_once(']')?;
            steps.push(match index {
                "*" => PatternStep::AnyIndex,
                index => PatternStep::Is(GivenStep::Index(index.parse().ok()?)),
            });
            rest = after;
        } else if rest.starts_with('"') {
            let (name, after) = unquoted(rest)?;
            steps.push(PatternStep::Is(GivenStep::Name(name)));
            rest = after;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            steps.push(match name {
                "*" => PatternStep::AnyName,
                name => PatternStep::Is(GivenStep::Name(is_plain(name).then(|| name.to_owned())?)),
            });
            rest = after;
        }
        rest = match rest.strip_prefix('.') {
            Some("") => return None,
            Some(after) => after,
            None if rest.is_empty() || rest.starts_with('[') => rest,
            None => return None,
        };
    }
    let is_index = |step: &PatternStep| {
        matches!(
            step,
            PatternStep::AnyIndex | PatternStep::Is(GivenStep::Index(_))
        )
    };
    steps
        .first()
        .is_some_and(|first| !is_index(first))
        .then_some(steps)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// One name as it is in a key: quoted, unless it is a plain word, and without what is
/// secret in it.
pub(crate) fn segment(name: &str) -> Cow<'_, str> {
    if is_plain(name) && redact::hidden_in(name).is_none() {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(quoted(&redact::text(name)))
    }
}

/// The key, but of a malformed one its first words and the sign behind them only: what
/// follows may be the value, as in `api_key:hunter2`.
pub(crate) fn readable(key: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    match parse_pattern(key) {
        Some(steps) => spelt(&steps),
        None if redact::is_random_name(key) => redact::REDACTED.to_owned(),
        None => match key.find(|c| !is_word(c)) {
            Some(end) => {
                let sign = key[end..].chars().next().filter(char::is_ascii_punctuation);
                let sign = sign.map(String::from).unwrap_or_default();
                format!("{}{sign}…", names(&key[..end]))
            }
            None => names(key),
        },
    }
}

/// Names with dots between them, but for those that look like credentials.
fn names(text: &str) -> String {
    let names = text.split('.').map(redact::key_name);
    redact::text(&names.collect::<Vec<_>>().join(".")).into_owned()
}

fn spelt(steps: &[PatternStep]) -> String {
    let mut key = Key::default();
    for step in steps {
        key.push_pattern(step);
    }
    key.0
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// Appends one more level to the name of a variable: `_`, then the segment in
/// upper case, with `_` for all that is neither a letter nor a digit.
///
/// There are never two `_` in a row, since `__` is another spelling of `_`, and
/// none in front of the first level, where a program has no prefix.
pub(crate) fn push_variable_level(name: &mut String, segment: &str) {
    let mut ends_a_level = name.is_empty() || name.ends_with('_');
    for byte in std::iter::once(b'_').chain(segment.bytes()) {
        if byte.is_ascii_alphanumeric() {
            name.push(byte.to_ascii_uppercase().into());
            ends_a_level = false;
        } else if !ends_a_level {
            name.push('_');
            ends_a_level = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_spells_its_key() {
        let upstreams = Path::ROOT.name("upstreams");
        let third = upstreams.index(2);
        assert_eq!(third.name("port").key().as_str(), "upstreams[2].port");
        assert_eq!(Path::ROOT.key().as_str(), "");
    }

    #[test]
    fn a_given_key_is_taken_apart() {
        let name = |name: &str| GivenStep::Name(name.to_owned());
        let parts = vec![name("a"), name("b.c"), GivenStep::Index(2), name("d")];
        assert_eq!(parse(r#"a."b.c"[2].d"#), Some(parts));
        for bad in [
            "", ".", "a.", "a..b", "a b", "[1]", "a[x]", "a[1", "a\"b\"", ".a",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_key_that_was_spelt_is_taken_apart_again() {
        for name in [
            "eu.west",
            "",
            "a\"b\\",
            "\n\0\u{202e}",
            "日本 [1]",
            "it's",
            "e\u{301}",
        ] {
            let regions = Path::ROOT.name("regions");
            let key = regions.name(name);
            let key = key.index(1).key();
            let steps = ["regions", name].map(|name| GivenStep::Name(name.to_owned()));
            let steps = steps.into_iter().chain([GivenStep::Index(1)]).collect();
            assert_eq!(parse(key.as_str()), Some(steps), "{key}");
        }
        assert_eq!(parse(r#"a."b\"#), None);
        assert_eq!(parse(r#"a."\ud800""#), None);
    }

    #[test]
    fn names_that_are_no_words_are_quoted() {
        let regions = Path::ROOT.name("regions");
        assert_eq!(
            regions.name("eu.west").key().as_str(),
            r#"regions."eu.west""#
        );
        assert_eq!(regions.name("").key().as_str(), r#"regions."""#);
    }

    #[test]
    fn a_malformed_key_shows_no_credential() {
        for (given, shown) in [
            ("api_key:hunter2", "api_key:…"),
            ("a..b", "a..b"),
            ("sk_live_4eC39HqLyjWDarjtT1zdp7dc hello", "[redacted]…"),
            ("a..ghp_0123456789abcdefghij", "a..[redacted]"),
            ("a.ghp_0123456789abcdefghij:b", "a.[redacted]:…"),
            ("Zk9wQv7pXr4mTb2n/a", "[redacted]"),
            ("SG.0123456789abcdefghij.x y", "[redacted]…"),
            ("a.sk_live_4eC39HqLyjWDarjtT1zdp7dc", "a.[redacted]"),
            ("a.Zk9wQv7pXr4mTb2n", "a.[redacted]"),
        ] {
            assert_eq!(readable(given), shown, "{given}");
        }
    }

    #[test]
    fn a_variable_has_letters_digits_and_single_underscores_only() {
        let mut name = String::from("CADENCE");
        push_variable_level(&mut name, "max-retries.v2");
        assert_eq!(name, "CADENCE_MAX_RETRIES_V2");
        push_variable_level(&mut name, "type_");
        push_variable_level(&mut name, "a__b");
        assert_eq!(name, "CADENCE_MAX_RETRIES_V2_TYPE_A_B");
    }
}
