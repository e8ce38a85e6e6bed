//! How a committed file differs from what would be generated, without a line that
//! somebody else has written: it may be a secret that was filled in.

use std::collections::HashSet;

use similar::TextDiff;

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
    let diff = diff.unified_diff().header(names[0], names[1]).to_string();
    Written::by(text).only(&diff)
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

    /// The difference with lines of the generator only: of a line that is to go, the
    /// name is shown if it is one of the generator's, and others are counted.
    fn only(&self, diff: &str) -> String {
        let mut shown = String::with_capacity(diff.len());
        let mut foreign = 0;
        for (number, line) in diff.lines().enumerate() {
            let gone = line.strip_prefix('-').filter(|_| number > 1);
            let kept = match gone {
                Some(gone) => self.shown(gone).map(|gone| format!("-{gone}")),
                None => Some(line.to_owned()),
            };
            match kept {
                Some(kept) => {
                    count(&mut shown, &mut foreign);
                    shown.push_str(&kept);
                    shown.push('\n');
                }
                None => foreign += 1,
            }
        }
        count(&mut shown, &mut foreign);
        shown
    }

    fn shown(&self, line: &str) -> Option<String> {
        if self.lines.contains(line) {
            return Some(line.to_owned());
        }
        let name = name(line).filter(|name| self.names.contains(name))?;
        Some(format!("{}{name} …", mark(line)))
    }
}

/// Says how many lines were left out since the last that was not.
fn count(shown: &mut String, foreign: &mut usize) {
    match std::mem::take(foreign) {
        0 => {}
        1 => shown.push_str("- (1 line that the generator does not write)\n"),
        many => {
            let line = format!("- ({many} lines that the generator does not write)\n");
            shown.push_str(&line);
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
    fn files_without_a_common_line_are_not_compared_for_ever() {
        let long = |line: &str| format!("{line}\n").repeat(MOST_LINES);
        let said = difference(&long("hunter2"), &long("PORT="), ["a", "b"]);
        assert_eq!(said, "a and b differ\n");
    }
}
