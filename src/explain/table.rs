//! Explanations as tables that fit a terminal.

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};

use super::{Explained, Explanation, shown_hidden};

impl Explanation {
    /// Draws the explanation as a table of at most `width` columns.
    pub fn to_table(&self, width: u16) -> String {
        if self.detailed {
            let tables: Vec<_> = self.rows.iter().map(|row| facts(row, width)).collect();
            tables.join("\n\n")
        } else {
            overview(&self.rows, width)
        }
    }
}

/// One line for each setting; a column that would be empty is left out.
fn overview(rows: &[Explained], width: u16) -> String {
    let columns: [(&str, Column); 6] = [
        ("SETTING", |explained| {
            explained.row.key().as_str().to_owned()
        }),
        ("VALUE", |explained| explained.value().to_owned()),
        ("FROM", Explained::origin),
        ("PROBLEM", problems),
        ("UNREAD", |explained| explained.unread.join("\n")),
        ("HIDES", hidden),
    ];
    let is_filled = |column: &Column| rows.iter().any(|row| !column(row).is_empty());
    let filled = columns.into_iter().filter(|(_, column)| is_filled(column));
    let (names, columns): (Vec<_>, Vec<_>) = filled.unzip();
    let mut table = plain(width);
    table.set_header(names);
    for row in rows {
        table.add_row(columns.iter().map(|column| column(row)));
    }
    trimmed(&table)
}

type Column = fn(&Explained) -> String;

fn problems(explained: &Explained) -> String {
    let codes = explained
        .problems
        .iter()
        .map(|problem| problem.code().as_str());
    codes.collect::<Vec<_>>().join("\n")
}

fn hidden(explained: &Explained) -> String {
    let hidden = explained.row.overridden().iter().map(shown_hidden);
    hidden.collect::<Vec<_>>().join("\n")
}

fn facts(explained: &Explained, width: u16) -> String {
    let mut table = plain(width);
    table.add_row(["setting", explained.row.key().as_str()]);
    table.add_row(["value", explained.value()]);
    for (name, fact) in explained.facts() {
        table.add_row([name, &fact]);
    }
    let docs = explained.row.field().docs();
    if !docs.is_empty() {
        table.add_row(["about", docs]);
    }
    trimmed(&table)
}

/// A table without lines, as wide as what is in it but no wider than `width`.
pub(crate) fn plain(width: u16) -> Table {
    let mut table = Table::new();
    table
        .load_preset(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    table
}

/// The table without the blanks around its lines.
pub(crate) fn trimmed(table: &Table) -> String {
    let drawn = table.to_string();
    let lines = drawn.lines().map(|line| {
        let line = line.strip_prefix(' ').unwrap_or(line);
        line.trim_end()
    });
    lines.collect::<Vec<_>>().join("\n")
}
