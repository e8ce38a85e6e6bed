//! Text on the page: what is written as code, and what is cut short.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::report::problem::{Excerpt, Place};
use crate::report::text::line;
use crate::value::origin::{Origin, floor_char_boundary};

/// The most characters of one value.
const MOST_CHARS: usize = 400;

/// A sentence; what is between single backticks is code, which may be a key.
pub(super) fn prose(text: &str) -> Markup {
    let is_paired = !text.contains("``") && text.matches('`').count().is_multiple_of(2);
    html! {
        @if is_paired {
            @for (at, part) in text.split('`').enumerate() {
                @if at % 2 == 1 { code { (key(part)) } } @else { (line(part)) }
            }
        } @else {
            (line(text))
        }
    }
}

/// A value on one line, of a length that a table can bear.
pub(super) fn value(text: &str) -> String {
    let cut = text.char_indices().nth(MOST_CHARS);
    let cut = cut.map_or(Cow::Borrowed(text), |(end, _)| {
        format!("{}…", &text[..end]).into()
    });
    line(&cut)
}

/// A key, which breaks after its dots and underscores only.
pub(super) fn key(key: &str) -> Markup {
    breaking_after(&['.', '_'], key)
}

fn breaking_after(ends: &[char], text: &str) -> Markup {
    let text = line(text);
    html! {
        @for part in text.split_inclusive(ends) {
            (part)
            @if part.ends_with(ends) { wbr; }
        }
    }
}

/// Where something was written, with the line if that may be shown.
pub(super) fn place(place: &Place) -> Markup {
    html! {
        div.place {
            p.origin {
                (origin(place.origin()))
                @if !place.label().is_empty() { " " span { (line(place.label())) } }
            }
            @if let Some(written) = place.excerpt() { (excerpt(written)) }
        }
    }
}

/// A file with the line and column, which stay together, or what else it is.
pub(super) fn origin(origin: &Origin) -> Markup {
    html! {
        @match origin {
            Origin::File(at) => {
                code {
                    (breaking_after(&['/'], &at.path().to_string_lossy()))
                    span.at { ":" (at.line()) ":" (at.column()) }
                }
            },
            origin => { code { (line(&origin.to_string())) } },
        }
    }
}

/// The written line; what is meant is marked.
fn excerpt(excerpt: &Excerpt) -> Markup {
    let text = excerpt.text();
    let start = floor_char_boundary(text, excerpt.marked().start);
    let end = floor_char_boundary(text, excerpt.marked().end).max(start);
    html! {
        pre {
            code {
                (line(&text[..start]))
                mark { (line(&text[start..end])) }
                (line(&text[end..]))
            }
        }
    }
}
