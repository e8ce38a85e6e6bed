//! For a pull request: the same table and differences as Markdown.

use std::fmt::Write;

use super::{Mark, ParityReport};
use crate::parity::Difference;
use crate::report::text::line;

impl ParityReport {
    /// Writes the report as Markdown, for a comment on a pull request.
    ///
    /// Every value is escaped, so none is taken for markup.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("### {}\n", escaped(&self.summary()));
        write_list(&mut text, "Violations", self.violations());
        self.write_table(&mut text);
        let of = |mark| {
            self.differences()
                .iter()
                .filter(move |one| Mark::of(one) == mark)
        };
        write_list(&mut text, "Warnings", of(Mark::Warning));
        write_list(&mut text, "Notes", of(Mark::Note));
        self.write_waived(&mut text);
        text
    }

    fn write_table(&self, text: &mut String) {
        let rows = self.rows();
        let [header, rows @ ..] = &*rows else {
            return;
        };
        if rows.is_empty() {
            return;
        }
        text.push('\n');
        let mut write = |cells: Vec<String>| {
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        };
        write(header.iter().map(|name| escaped(name)).collect());
        write(vec!["---".to_owned(); header.len()]);
        for row in rows {
            write(row.iter().map(|cell| escaped(cell)).collect());
        }
    }

    fn write_waived(&self, text: &mut String) {
        let mut waived = self.waived().peekable();
        if waived.peek().is_none() {
            return;
        }
        text.push_str("\n**Waived**\n\n");
        for (difference, waiver) in waived {
            let _ = writeln!(
                text,
                "- {} ({}), until {}: {}",
                spans(difference.message()),
                difference.code(),
                waiver.until(),
                escaped(waiver.reason()),
            );
        }
    }
}

fn write_list<'v>(
    text: &mut String,
    title: &str,
    differences: impl Iterator<Item = &'v Difference>,
) {
    let mut differences = differences.peekable();
    if differences.peek().is_none() {
        return;
    }
    let _ = write!(text, "\n**{title}**\n\n");
    for difference in differences {
        let _ = write!(
            text,
            "- {} ({})",
            spans(difference.message()),
            difference.code()
        );
        let origin = difference
            .places()
            .first()
            .map(|place| place.origin().to_string());
        if let Some(origin) = origin {
            let _ = write!(text, " at {}", escaped(&origin));
        }
        for help in difference.help() {
            let _ = write!(text, "; {}", spans(help));
        }
        text.push('\n');
    }
}

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    let text = line(text);
    let mut escaped = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // OK because GitHub makes mentions and links even of plain text.
            '@' => escaped.push_str("&#64;"),
            ':' if text[at..].starts_with("://") => escaped.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

/// As [`escaped`], but what is between single backticks is code.
fn spans(text: &str) -> String {
    if text.contains("``") || text.matches('`').count() % 2 == 1 {
        return escaped(text);
    }
    let parts = text.split('`').enumerate();
    let part = |(at, part): (usize, &str)| {
        if at % 2 == 1 {
            format!("`{}`", line(part))
        } else {
            escaped(part)
        }
    };
    parts.map(part).collect()
}
