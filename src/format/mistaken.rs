//! Files that are not what their names say.

use super::{Format, Parsed, Sentence};

/// What a file is, of which as a whole more is to be said than of its parts, and
/// where that begins.
pub(super) fn of(format: Format, text: &str, parsed: &Parsed<'_>) -> Option<(Sentence, usize)> {
    let (line, at) = first_line(text)?;
    let is_empty = parsed.root.entries().is_empty();
    let is_yaml = || begins_yaml(line) || is_empty && parsed.flaws.len() > 1 && is_pair(line);
    let said = match format {
        _ if line.starts_with("version https://git-lfs") => LFS,
        Format::Toml if is_yaml() => (
            "the file is YAML",
            "write it as TOML, or give it the extension `yaml`",
        ),
        Format::Toml if is_empty && is_object(line) => (
            "the file is JSON",
            "write it as TOML, or give it the extension `json`",
        ),
        Format::Yaml if is_toml(line) => (
            "the file is TOML",
            "write it as YAML, or give it the extension `toml`",
        ),
        Format::Json if is_toml(line) => (
            "the file is TOML",
            "write it as JSON, or give it the extension `toml`",
        ),
        Format::Json if begins_yaml(line) || is_pair(line) => (
            "the file is YAML",
            "write it as JSON, or give it the extension `yaml`",
        ),
        _ => return None,
    };
    Some((said, at))
}

pub(super) const LFS: Sentence = (
    "the file is a Git LFS pointer, not its content",
    "run `git lfs pull` in the repository",
);

/// The first line that says something.
fn first_line(text: &str) -> Option<(&str, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        let line = line.trim_start_matches('\u{feff}').trim();
        (!line.is_empty() && !line.starts_with('#')).then_some((line, at))
    })
}

fn begins_yaml(line: &str) -> bool {
    line == "---" || line.starts_with("%YAML")
}

/// `key: value`.
fn is_pair(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(key, rest)| is_key(key) && (rest.is_empty() || rest.starts_with(' ')))
}

fn is_object(line: &str) -> bool {
    let inner = line.strip_prefix('{').map(str::trim_start);
    inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(['"', '}']))
}

/// `[section]` or `key = value`.
fn is_toml(line: &str) -> bool {
    let name = line.trim_start_matches('[');
    let is_header = name.len() < line.len() && name.ends_with(']') && {
        let name = name.trim_end_matches(']');
        is_key(name) && name.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    is_header
        || line
            .split_once('=')
            .is_some_and(|(key, _)| is_key(key.trim_end()))
}

fn is_key(text: &str) -> bool {
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    !text.is_empty() && text.chars().all(is_of_key)
}
