//! How a committed file differs from what would be generated, without a line that
//! somebody else has written: it may be a secret that was filled in.

use std::collections::HashSet;

use similar::{ChangeTag, TextDiff};

/// The most lines of both files that are compared one by one: finding the shortest
/// difference of two long files without a common line takes the square of them.
const MOST_LINES: usize = 20_000;

/// The difference, under the two names.
pub(super) fn difference(committed: &str, text: &str, names: [&str; 2]) -> String {
    let lines = committed.lines().count() + text.lines().count();
    if lines > MOST_LINES {
        return format!("{} and {} differ\n", names[0], names[1]);
    }
    let diff = TextDiff::from_lines(committed, text);
    let written = Written::by(text);
    let mut shown = Shown {
        text: format!("--- {}\n+++ {}\n", names[0], names[1]),
        foreign: 0,
    };
    for hunk in diff.unified_diff().iter_hunks() {
        shown.line(&hunk.header().to_string());
        for change in hunk.iter_changes() {
            let line = change.value().trim_end_matches(['\r', '\n']);
            match change.tag() {
                ChangeTag::Delete => match written.shown(line) {
                    Some(line) => shown.line(&format!("-{line}")),
                    None => shown.foreign += 1,
                },
                tag => shown.line(&format!("{tag}{line}")),
            }
        }
        shown.count();
    }
    shown.text
}

/// What the generator writes.
struct Written<'t> {
    lines: HashSet<&'t str>,
    names: HashSet<&'t str>,
}

impl<'t> Written<'t> {
    fn by(text: &'t str) -> Self {
        Self {
            lines: text.lines().collect(),
            names: text.lines().filter_map(name).collect(),
        }
    }

    /// What may be shown of a line that is to go: all of one of the generator's, and
    /// of another one the name, if that is the generator's; none of others.
    fn shown(&self, line: &str) -> Option<String> {
        if self.lines.contains(line) {
            return Some(line.to_owned());
        }
        let name = name(line).filter(|name| self.names.contains(name))?;
        Some(format!("{}{name} …", mark(line)))
    }
}

/// The difference as far as it is written.
struct Shown {
    text: String,
    /// How many lines were left out since the last that was not.
    foreign: usize,
}

impl Shown {
    fn line(&mut self, line: &str) {
        self.count();
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Says how many lines were left out.
    fn count(&mut self) {
        match std::mem::take(&mut self.foreign) {
            0 => {}
            1 => self
                .text
                .push_str("- (1 line that the generator does not write)\n"),
            many => {
                let line = format!("- ({many} lines that the generator does not write)\n");
                self.text.push_str(&line);
            }
        }
    }
}

/// What is before the name: whether the line is commented out, and no more.
fn mark(line: &str) -> &str {
    let rest = line.trim_start_matches([' ', '#']);
    &line[..line.len() - rest.len()]
}

/// What is before the value of a line, whether it is commented out or not.
fn name(line: &str) -> Option<&str> {
    let line = &line[mark(line).len()..];
    let end = line.find(['=', ':'])?;
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
    line[..end].chars().all(is_of_name).then(|| &line[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_of_the_generator_are_shown() {
        let text = "# Secrets\n# API_KEY=\nPORT=8080\n#TLS=false\nPATH=/srv\n";
        let committed = "# Secrets\nAPI_KEY=hunter2\nhunter2\nTOKEN=hunter2\n#TLS=hunter2\nPATH=/srv\nhunter2\n";
        insta::assert_snapshot!(difference(committed, text, ["a", "b"]), @"
        --- a
        +++ b
        @@ -1,7 +1,5 @@
         # Secrets
        -API_KEY= …
        - (2 lines that the generator does not write)
        -#TLS= …
        +# API_KEY=
        +PORT=8080
        +#TLS=false
         PATH=/srv
        - (1 line that the generator does not write)
        ");
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line_too() {
        let text = "PORT=8080\nAPI_KEY=\n";
        for committed in [
            "PORT=8080\rAPI_KEY=hunter2\rhunter2\n",
            "PORT=8080\nAPI_KEY=hunter2\rhunter2",
            "hunter2\rPORT=8080\r\nAPI_KEY=\r",
        ] {
            let said = difference(committed, text, ["a", "b"]);
            assert!(!said.contains("hunter2"), "{said}");
            assert!(!said.contains('\r'), "{said}");
            assert!(said.contains("does not write"), "{said}");
        }
    }

    #[test]
    fn files_without_a_common_line_are_not_compared_for_ever() {
        let long = |line: &str| format!("{line}\n").repeat(MOST_LINES);
        let said = difference(&long("hunter2"), &long("PORT="), ["a", "b"]);
        assert_eq!(said, "a and b differ\n");
    }
}
