//! Rows of text in columns, and facts below a title. No word is broken.

#[cfg_attr(not(feature = "cli"), path = "table/endless.rs")]
mod columns;

use super::terminal::{columns, wrapped};

/// Draws rows of as many cells each, the first of them the names of the columns.
///
/// Where the columns have no room beside each other in a terminal of this width, each
/// row is a block of lines. A column in which nothing is said is left out.
pub(crate) fn draw(rows: &[Vec<String>], width: Option<usize>) -> String {
    let rows = filled(rows);
    match (width, &*rows) {
        (None, rows) => aligned(rows),
        (Some(width), [header, rows @ ..]) if !is_within(header, rows, width) => {
            let blocks = rows.iter().map(|row| block(header, row, width));
            blocks.collect::<Vec<_>>().join("\n")
        }
        (Some(width), rows) => columns::draw(rows, width),
    }
}

fn filled(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let says = |at: usize| rows.iter().skip(1).any(|row| !row[at].is_empty());
    let count = rows.first().map_or(0, Vec::len);
    let columns: Vec<usize> = (0..count).filter(|&at| says(at)).collect();
    let row = |row: &Vec<String>| columns.iter().map(|&at| row[at].clone()).collect();
    rows.iter().map(row).collect()
}

/// What is wider moves what follows it, and no other line.
const WIDEST: usize = 80;

/// Columns as wide as their widest cell, counted in characters.
fn aligned(rows: &[Vec<String>]) -> String {
    let count = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| cell.chars().count()).max();
        widest.unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let drawn = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<_> = cells
            .map(|(cell, &width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    });
    drawn.collect::<Vec<_>>().join("\n")
}

/// What is on more lines than this is not a cell of a table.
const MOST_LINES: usize = 4;

/// Between two columns.
const GAP: usize = 2;

/// Whether all columns have room beside each other with their words whole.
fn is_within(header: &[String], rows: &[Vec<String>], width: usize) -> bool {
    let least = |cell: &String| widest_word(cell).max(columns(cell).div_ceil(MOST_LINES));
    let needed = header.iter().enumerate().map(|(at, name)| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.chain([name]).map(least).max().unwrap_or(0) + GAP
    });
    needed.sum::<usize>() <= width + GAP
}

/// The first two cells, and below them each of the others that says anything.
fn block(header: &[String], row: &[String], width: usize) -> String {
    let (title, cells) = row.split_at(row.len().min(2));
    let title = title.join("  ");
    let names = header.iter().skip(2).map(|name| name.to_lowercase());
    let widest = names.clone().map(|name| columns(&name)).max().unwrap_or(0);
    let names = names.map(|name| format!("{name:widest$}"));
    let facts = names.zip(cells.iter().cloned());
    let facts: Vec<_> = facts.filter(|(_, cell)| !cell.is_empty()).collect();
    titled(title.trim_end(), &facts, Some(width))
}

/// A title, and below it names with what is said under each.
pub(crate) fn titled(
    title: &str,
    facts: &[(impl AsRef<str>, String)],
    width: Option<usize>,
) -> String {
    let names = facts.iter().map(|(name, _)| columns(name.as_ref()));
    let column = names.max().unwrap_or(0) + GAP;
    let facts = facts.iter().map(|(name, fact)| {
        let start = format!("  {:column$}", name.as_ref());
        hanging(&start, fact, width)
    });
    let lines = std::iter::once(hanging("", title, width)).chain(facts);
    lines.collect::<Vec<_>>().join("\n")
}

/// A text beside its name; below that, where it has no room beside it.
fn hanging(start: &str, text: &str, width: Option<usize>) -> String {
    let text = match width.map(|width| width.saturating_sub(columns(start))) {
        Some(room) if widest_word(text) > room && !start.trim().is_empty() => {
            return format!("{}\n{}", start.trim_end(), hanging("    ", text, width));
        }
        Some(room) => {
            let lines = text.lines().map(|line| wrapped(line, room));
            lines.collect::<Vec<_>>().join("\n")
        }
        None => text.to_owned(),
    };
    let indent = " ".repeat(start.len());
    format!("{start}{}", text.replace('\n', &format!("\n{indent}")))
}

fn widest_word(text: &str) -> usize {
    let words = text.split_whitespace().map(columns);
    words.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let rows = [
            ["SETTING", "VALUE", "FROM", "PROBLEM"],
            [
                "database.url",
                "sqlite:cadence.db",
                "config/default.toml:3:19",
                "missing",
            ],
            [
                "title",
                "Cadence keeps a beat",
                "variable CADENCE_TITLE",
                "",
            ],
        ];
        rows.map(|row| row.map(str::to_owned).to_vec()).to_vec()
    }

    #[test]
    fn columns_are_wrapped_between_words_while_they_have_room() {
        assert_snapshot!(draw(&rows(), None), @"
        SETTING       VALUE                 FROM                      PROBLEM
        database.url  sqlite:cadence.db     config/default.toml:3:19  missing
        title         Cadence keeps a beat  variable CADENCE_TITLE
        ");
        if cfg!(feature = "cli") {
            assert_eq!(draw(&rows(), Some(72)), draw(&rows(), None));
            assert_snapshot!(draw(&rows(), Some(68)), @"
            SETTING       VALUE                FROM                      PROBLEM
            database.url  sqlite:cadence.db    config/default.toml:3:19  missing
            title         Cadence keeps a      variable CADENCE_TITLE
                          beat
            ");
        }
    }

    #[test]
    fn a_row_without_room_is_a_block() {
        if cfg!(feature = "cli") {
            assert_snapshot!(draw(&rows(), Some(50)), @"
            database.url  sqlite:cadence.db
              from     config/default.toml:3:19
              problem  missing
            title  Cadence keeps a beat
              from     variable CADENCE_TITLE
            ");
            assert_snapshot!(draw(&rows(), Some(28)), @"
            database.url
            sqlite:cadence.db
              from
                config/default.toml:3:19
              problem  missing
            title  Cadence keeps a beat
              from     variable
                       CADENCE_TITLE
            ");
        }
    }
}
