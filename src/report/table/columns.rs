//! Columns in a terminal, wrapped between words.

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use super::{GAP, widest_word};

/// Draws rows of which it is known that they have room.
pub(super) fn draw(rows: &[Vec<String>], width: usize) -> String {
    let fixed = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        // OK because every line loses the blanks at its ends.
        .set_width(fixed(width + GAP))
        .add_rows(rows);
    for (at, column) in table.column_iter_mut().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let least = cells.map(|cell| widest_word(cell)).max().unwrap_or(0);
        let least = Width::Fixed(fixed(least + GAP));
        column.set_constraint(ColumnConstraint::LowerBoundary(least));
    }
    let drawn = table.to_string();
    let lines = drawn.lines().map(|line| {
        let line = line.strip_prefix(' ').unwrap_or(line);
        line.trim_end()
    });
    lines.collect::<Vec<_>>().join("\n")
}
