//! Parts of a file that no format has: merge conflicts and templates.
//!
//! The file is read again without them, so that they are all that is said of the
//! lines they are on.

use std::ops::Range;

use super::conflict::{self, Conflict};
use super::{Flaw, FlawKind, Format, Lost, Parsed, Read, template};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::{Node, Table, Value};

/// A template is looked for on the lines of so many flaws.
const MOST_LOOKED_AT: usize = 20;

/// What is said instead of these flaws of a text; none where it has nothing of the kind.
pub(super) fn read(
    format: Format,
    read: Read,
    text: &str,
    layer: u16,
    depth_limit: usize,
    flaws: &[Flaw],
) -> Option<Parsed<'static>> {
    let conflicts = conflict::all(text);
    let is_template = flaws
        .iter()
        .take(MOST_LOOKED_AT)
        .any(|flaw| template::is_on_line(text, flaw.site.range().start));
    let templates = if is_template {
        template::all(text)
    } else {
        Vec::new()
    };
    if conflicts.is_empty() && templates.is_empty() {
        return None;
    }
    let body = masked(text, &conflicts, &templates);
    let parsed = read(&body, layer, depth_limit);
    let site = |range: &Range<usize>| Site::bytes(layer, range);
    let disputed: Vec<_> = conflicts
        .iter()
        .map(|conflict| conflict.range.clone())
        .collect();
    let is_bad = |site: Site| meets(&disputed, site) || meets(&templates, site);
    let mut flaws = parsed.flaws;
    // OK because TOML is read line by line, and the others go astray behind a template.
    let is_astray =
        |site: Site| format != Format::Toml || template::is_on_line(text, site.range().start);
    flaws.retain(|flaw| {
        let is_syntax = is_template && matches!(flaw.kind, FlawKind::Syntax { .. });
        !(is_syntax && is_astray(flaw.site) || meets(&disputed, flaw.site))
    });
    let starts = conflicts.iter().map(|conflict| conflict.range.start);
    flaws.extend(starts.map(|at| Flaw::syntax(conflict::SAID, site(&(at..at)))));
    if let Some(first) = templates.first() {
        flaws.push(Flaw::syntax(template::SAID, site(first)));
    }
    let mut lost: Vec<Lost> = conflicts
        .iter()
        .map(|conflict| Lost {
            within: Key::default(),
            site: site(&conflict.range),
            is_anything: false,
        })
        .collect();
    if is_template || !parsed.lost.is_empty() {
        let is_anything = templates.iter().any(|part| includes(&text[part.clone()]));
        lost.push(Lost {
            is_anything,
            ..Lost::anywhere(text, layer)
        });
    }
    let mut root = parsed.root.into_owned();
    spoil_entries(&mut root, &is_bad);
    Some(Parsed { root, flaws, lost })
}

/// Whether a part of a template may stand for lines of any kind.
fn includes(part: &str) -> bool {
    ["include", "import", "template", "toYaml", "toJson"]
        .iter()
        .any(|word| part.contains(word))
}

/// The text with spaces, and perhaps a number, in place of what is not part of it.
fn masked(text: &str, conflicts: &[Conflict], templates: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut blank = |range: &Range<usize>| {
        for byte in &mut bytes[range.clone()] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    };
    templates.iter().for_each(&mut blank);
    for conflict in conflicts {
        conflict.surplus.iter().for_each(&mut blank);
    }
    for template in templates {
        let before = text[..template.start].trim_end_matches([' ', '\t']);
        if before.ends_with(['=', ':', '[', ',', '-'])
            && template::is_value(&text[template.clone()])
        {
            bytes[template.start] = b'0';
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether any of the ranges, which are in order, has a part of the site.
fn meets(ranges: &[Range<usize>], site: Site) -> bool {
    let site = site.range();
    let next = ranges.partition_point(|range| range.end <= site.start);
    let range = ranges.get(next);
    range.is_some_and(|range| range.start < site.end.max(site.start + 1))
}

/// Leaves nothing of the values that are not what was meant.
fn spoil_entries(table: &mut Table<'_>, is_bad: &dyn Fn(Site) -> bool) {
    for entry in table.entries_mut() {
        if is_bad(entry.key_site) {
            entry.node.value = Value::Bad;
        } else {
            spoil(&mut entry.node, is_bad);
        }
    }
}

fn spoil(node: &mut Node<'_>, is_bad: &dyn Fn(Site) -> bool) {
    match &mut node.value {
        Value::Table(table) => spoil_entries(table, is_bad),
        Value::List(nodes) => nodes.iter_mut().for_each(|node| spoil(node, is_bad)),
        value if is_bad(node.site) => *value = Value::Bad,
        _ => {}
    }
}
