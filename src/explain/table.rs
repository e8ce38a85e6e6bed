//! Explanations as tables.

use super::{Explained, Explanation};
use crate::report::table;
use crate::resolve::Overridden;

impl Explanation {
    /// Renders the explanation as a table of at most `width` columns.
    ///
    /// Columns that do not fit side by side are stacked.
    #[cfg(feature = "cli")]
    pub fn to_table(&self, width: u16) -> String {
        self.draw(Some(width.into()))
    }

    pub(crate) fn draw(&self, width: Option<usize>) -> String {
        if self.detailed {
            let details: Vec<_> = self.rows.iter().map(|row| detail(row, width)).collect();
            details.join("\n\n")
        } else {
            overview(&self.rows, width)
        }
    }
}

/// One line for each setting.
fn overview(rows: &[Explained], width: Option<usize>) -> String {
    let header = [
        "SETTING",
        "VALUE",
        "FROM",
        "PROBLEM",
        "VARIABLE",
        "UNREAD",
        "OVERRIDES",
    ];
    let row = |explained: &Explained| {
        vec![
            explained.row.key().to_string(),
            explained.shown().to_owned(),
            explained.from(),
            problems(explained),
            cure(explained),
            explained.unread.join(", "),
            overrides(explained),
        ]
    };
    let header = header.map(str::to_owned).to_vec();
    let rows: Vec<_> = std::iter::once(header)
        .chain(rows.iter().map(row))
        .collect();
    table::draw(&rows, width)
}

fn problems(explained: &Explained) -> String {
    let problems = explained.problems.iter();
    let mut codes: Vec<_> = problems.map(|problem| problem.code().as_str()).collect();
    codes.dedup();
    codes.join(", ")
}

/// The variable that would set what is wrong.
fn cure(explained: &Explained) -> String {
    let is_wrong = !explained.problems.is_empty();
    let variable = explained.variables.first().filter(|_| is_wrong);
    variable.cloned().unwrap_or_default()
}

fn overrides(explained: &Explained) -> String {
    let overridden: Vec<_> = explained.row.overridden().iter().map(overridden).collect();
    overridden.join(", ")
}

pub(super) fn overridden(value: &Overridden) -> String {
    format!("{} ({})", value.value(), value.origin())
}

fn detail(explained: &Explained, width: Option<usize>) -> String {
    let title = format!("{} = {}", explained.row.key(), explained.shown());
    let mut facts = explained.facts();
    let docs = explained.row.field().docs();
    facts.extend((!docs.is_empty()).then(|| ("about", docs.to_owned())));
    table::titled(&title, &facts, width)
}
