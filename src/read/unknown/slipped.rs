//! Unknown keys of a file that may be a part of a secret: entries of a secret map that
//! lost their indent, and lines of a secret that was left open.

use crate::format::Format;
use crate::layer::source::{Layer, Source};
use crate::resolve::written;
use crate::schema::{Field, Schema, Shape};
use crate::value::key::Path;
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// Where in a file each setting is, and whether what follows may be a part of it.
#[derive(Default)]
pub(super) struct Slipped {
    settings: Vec<(u32, bool)>,
}

impl Slipped {
    pub(super) fn of(layer: &Layer<'_>, schema: &'static Schema) -> Self {
        let mut settings = Vec::new();
        if let Source::File { .. } = layer.source {
            written::entries(schema, &layer.root, &Path::ROOT, &mut |written| {
                if let Some(field) = written.field {
                    let start = written.entry.key_site.start;
                    let is_open = may_go_on(layer.format(), field, &written.entry.node);
                    settings.push((start, is_open));
                }
            });
            settings.sort_unstable();
        }
        Self { settings }
    }

    /// Whether the last setting before this place may go on there.
    pub(super) fn has(&self, site: Site) -> bool {
        let behind = self
            .settings
            .partition_point(|(start, _)| *start < site.start);
        let last = self.settings[..behind].last();
        last.is_some_and(|(_, may_go_on)| *may_go_on)
    }
}

/// Whether what is behind a secret may be meant to be in it: it is empty or could not be
/// read, or its last entries are not told from keys by more than their place.
fn may_go_on(format: Format, field: &Field, node: &Node<'_>) -> bool {
    let is_open = match &node.value {
        Value::Null | Value::Bad => true,
        Value::String(text) => format != Format::Toml && text.is_empty(),
        Value::Table(table) => format != Format::Toml || table.entries().is_empty(),
        Value::List(_) => format != Format::Toml,
        _ => false,
    };
    let Shape::Leaf(kind) = field.shape() else {
        return false;
    };
    is_open && field.is_hidden(&kind())
}
