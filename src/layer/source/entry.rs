//! What may be shown of an entry: a variable, a line of `.env`, a file that holds one
//! value, an override.

use std::borrow::Cow;

use super::excerpt::Show;
use crate::report::problem::Excerpt;
use crate::value::origin::Site;
use crate::value::redact;

/// An entry as it is written.
pub(super) struct Written<'w> {
    pub(super) name: Cow<'w, str>,
    pub(super) text: &'w str,
    /// What is around its text where it is written, and no part of it.
    pub(super) quote: Option<char>,
}

impl Written<'_> {
    /// `NAME=value`; beside a part of the value nothing is shown of the others.
    pub(super) fn excerpt(&self, site: Site, show: Show<'_>) -> Excerpt {
        let name = redact::name(&self.name);
        let shown = self.shown(site, show);
        let (before, marked) = match &shown {
            Some((before, marked)) => (format!("{name}={before}"), marked),
            None => return Excerpt::new(&format!("{name}=…"), 0..name.len()),
        };
        let behind = match show {
            Show::Key | Show::HiddenKey => " …",
            _ => "",
        };
        let range = before.len()..before.len() + marked.len();
        Excerpt::new(&format!("{before}{marked}{behind}"), range)
    }

    /// The content of a file that holds nothing but one value.
    pub(super) fn content(&self, site: Site, show: Show<'_>) -> Option<Excerpt> {
        let (before, marked) = self.shown(site, show)?;
        let range = before.len()..before.len() + marked.len();
        Some(Excerpt::new(&format!("{before}{marked}"), range))
    }

    /// What is meant, and what is in place of the text before it; none where only the
    /// name of the entry may be shown.
    fn shown(&self, site: Site, show: Show<'_>) -> Option<(&'static str, String)> {
        let before = if site.offset() > Some(0) { "… " } else { "" };
        let marked = match (show, site.offset()) {
            (Show::Head(_), _) | (Show::Key | Show::HiddenKey, None) => return None,
            (Show::Key, Some(at)) => redact::key_name(key(self.text.get(at..)?)?).into_owned(),
            (Show::Masked | Show::HiddenKey, _) => redact::REDACTED.to_owned(),
            (Show::Value(value), None) if value == self.text => self.in_quotes(value),
            (Show::Value(value), at) => {
                let written = self.text.get(at.unwrap_or_default()..).unwrap_or_default();
                as_written(written, value).to_owned()
            }
        };
        Some((before, marked))
    }

    fn in_quotes(&self, value: &str) -> String {
        match self.quote {
            Some(quote) => format!("{quote}{value}{quote}"),
            None => value.to_owned(),
        }
    }
}

/// The value without the quotes of a text, where the entry has none.
fn as_written<'v>(written: &str, value: &'v str) -> &'v str {
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner
        .filter(|inner| !inner.is_empty() && written.starts_with(inner))
        .unwrap_or(value)
}

/// The key that a text starts with, in its quotes if it has some; none of a value.
fn key(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let end = match quote {
        Some(quote) => text[1..].find(quote)? + 2,
        None => text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?,
    };
    let (key, behind) = text.split_at(end);
    behind
        .trim_start()
        .starts_with(['=', ':', '.'])
        .then_some(key)
}
