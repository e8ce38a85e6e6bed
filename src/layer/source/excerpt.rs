//! How much may be shown of the line on which something is written.

use std::ops::Range;

use crate::format::{Format, heads, toml};
use crate::report::problem::Excerpt;
use crate::value::origin::Site;
use crate::value::redact;
use crate::value::tree::Value;

/// How much of a place may be shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Show<'s> {
    /// The key, and nothing behind it.
    Key,
    /// That there is a key, which may be a secret itself.
    HiddenKey,
    /// The key, and that there is a value.
    Masked,
    /// The value, as [`redact`] has let it through.
    Value(&'s str),
    /// The line up to this byte of it; nothing behind.
    Head(usize),
}

/// The line of a file on which `site` begins: its head, and what is meant.
///
/// All else on the line is left out, since it may be the value of another key,
/// an old password in a comment, or one more value of a table.
pub(super) fn of_file(
    text: &str,
    line_range: Range<usize>,
    format: Format,
    site: Site,
    show: Show<'_>,
) -> Excerpt {
    let range = site.range();
    let start = range.start.min(text.len());
    let line = text[line_range.clone()].trim_end_matches('\r');
    let at = (start - line_range.start).min(line.len());
    let end = range.end.clamp(start, line_range.end) - line_range.start;
    let end = end.clamp(at, line.len());
    if let Show::Head(head) = show {
        return head_only(line, head.min(line.len()), at, end);
    }
    let mut shown = heads::before(format, &line[..at]);
    if let Show::Value("") = show {
        shown.truncate(shown.trim_end().len());
    }
    let marked_start = shown.len();
    match show {
        Show::Key | Show::Head(_) => shown.push_str(&redact::key_name(&line[at..end])),
        Show::Masked | Show::HiddenKey => shown.push_str(redact::REDACTED),
        Show::Value(value) if range.end <= line_range.end => {
            shown.push_str(as_written(&line[at..end], value));
        }
        Show::Value(value) => shown.push_str(value),
    }
    let marked = marked_start..shown.len();
    if let Show::Key | Show::HiddenKey = show {
        let is_header = line[..at].trim_start().starts_with('[') && !line[..at].contains('=');
        shown.push_str(tail_of_key(&line[end..], is_header));
    }
    Excerpt::new(&shown, marked)
}

/// The head of a line; the mark falls on its end where it would stand behind.
fn head_only(line: &str, head: usize, at: usize, end: usize) -> Excerpt {
    let mut shown = line[..head].to_owned();
    let mut gap = head;
    if !line[head..].trim().is_empty() {
        shown.push(' ');
        gap = shown.len();
        shown.push('…');
    }
    let marked = if at < head {
        at..end.min(head)
    } else {
        gap..shown.len()
    };
    Excerpt::new(&shown, marked)
}

/// The value in the quotes and digits of the file, if it is the one to show.
fn as_written<'v>(written: &'v str, value: &'v str) -> &'v str {
    let inner = |text: &'v str| {
        let is_quote = |quote: &char| text.len() > 1 && text.ends_with(*quote);
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        quote
            .filter(is_quote)
            .map_or(text, |_| &text[1..text.len() - 1])
    };
    let is_number = || value.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let is_same_number = || match toml::value(written, 0).map(|node| node.value) {
        Ok(Value::Integer(number)) => value.parse() == Ok(number),
        Ok(Value::Float(number)) => value.parse() == Ok(number),
        _ => false,
    };
    if inner(written) == inner(value) || (is_number() && is_same_number()) {
        written
    } else {
        value
    }
}

/// What may be shown behind a key: the end of a header, or that a value follows.
fn tail_of_key(rest: &str, is_header: bool) -> &str {
    let closing = rest.len() - rest.trim_start_matches([']', '"', '\'']).len();
    let is_longer = is_header && rest[closing..].trim_start().starts_with('.');
    if is_longer {
        match rest[..closing].chars().next() {
            Some('"') => "\".…]",
            Some(_) => "'.…]",
            None => ".…]",
        }
    } else if closing > 0 {
        &rest[..closing]
    } else if rest.trim_start().starts_with('=') {
        " = …"
    } else if rest.trim_start().starts_with(':') {
        ": …"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::head_only;

    #[test]
    fn what_is_left_out_behind_the_head_is_marked_where_it_begins() {
        for (head, at, shown, marked) in [
            (6, 7, "zone = …", "…"),
            (6, 0, "zone = …", "zone ="),
            (4, 7, "zone …", "…"),
            (18, 18, "zone = Europe/Rome", ""),
        ] {
            let line = "zone = Europe/Rome";
            let excerpt = head_only(line, head.min(line.len()), at, at + 6);
            assert_eq!(excerpt.text(), shown);
            assert_eq!(&shown[excerpt.marked()], marked, "{head} {at}");
        }
    }
}
