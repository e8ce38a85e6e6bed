//! The page of a problem code, as it is read in a terminal.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::console::{Answer, Console, Outcome};
use super::usage;
use crate::report::problem::Code;
use crate::report::terminal::Look;
use crate::report::text::wrapped;

#[derive(Clone, Debug, Args)]
pub(super) struct Page {
    /// Explain a code of a report, such as `missing`, and do nothing else
    #[arg(long = "explain", value_name = "CODE", exclusive = true)]
    #[arg(value_parser = usage::Quiet(codes()), hide_possible_values = true)]
    code: Option<Code>,
}

fn codes() -> impl TypedValueParser<Value = Code> {
    let names = Code::ALL.iter().map(|code| code.as_str());
    PossibleValuesParser::new(names).try_map(|name| {
        let mut all = Code::ALL.iter().copied();
        all.find(|code| code.as_str() == name).ok_or("unknown code")
    })
}

impl Page {
    /// Writes the page, if one is asked for.
    pub(super) fn answer(&self, console: &mut Console<'_>) -> Option<Answer> {
        let page = page(self.code?, console.look());
        Some(console.answer(&page).map(|()| Outcome::Fine))
    }
}

/// Paragraphs are wrapped, and examples indented.
fn page(code: Code, look: Look) -> String {
    let title = format!("{code}: {}", code.description());
    let mut page = wrapped(&title, 0, look);
    for block in blocks(code.page()) {
        page.push_str("\n\n");
        page.push_str(&match block {
            Block::Text(text) => wrapped(&text, 0, look),
            Block::Example(lines) => lines,
        });
    }
    page
}

enum Block {
    /// A heading or a paragraph, on one line.
    Text(String),
    /// Lines of code.
    Example(String),
}

/// The parts of a page, which consists of headings, paragraphs and fenced examples.
fn blocks(page: &str) -> impl Iterator<Item = Block> {
    let parts = page.split("```").enumerate();
    parts.flat_map(|(number, part)| match number % 2 {
        0 => paragraphs(part).collect(),
        _ => vec![Block::Example(shown(part))],
    })
}

fn paragraphs(text: &str) -> impl Iterator<Item = Block> {
    let paragraphs = text.split("\n\n").map(str::trim);
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| {
            Block::Text(match paragraph.strip_prefix("# ") {
                Some(heading) => format!("{heading}:"),
                None => without_targets(&paragraph.replace('\n', " ")),
            })
        })
}

/// Text without where its links lead.
fn without_targets(text: &str) -> String {
    let mut parts = text.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(first, |text, part| {
        text + part.split_once(')').map_or(part, |(_, rest)| rest)
    });
    text.replace("[`", "`")
}

/// What is shown of an example: not its language, and no line that only its test needs.
fn shown(example: &str) -> String {
    let is_shown = |line: &&str| !line.starts_with("# ") && *line != "#";
    let lines: Vec<&str> = example.lines().skip(1).filter(is_shown).collect();
    let example = lines.join("\n");
    let lines = example.trim_matches('\n').lines();
    let lines = lines.map(|line| format!("    {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    /// For a terminal of this width.
    fn drawn(code: Code, width: usize) -> String {
        let width = Some(width);
        page(
            code,
            Look {
                width,
                ..Look::PLAIN
            },
        )
    }

    #[test]
    fn a_page_is_wrapped_and_shows_its_example_without_the_lines_of_its_test() {
        assert_snapshot!(drawn(Code::UnknownVariable, 72), @r#"
        unknown-variable: A variable with the program's prefix matches no
        setting.

        A variable with the prefix of the program is meant for the program. If
        it matches no setting, it is probably misspelled: the deploy believes
        that it set something, and the program runs with another value.

            #[derive(Config)]
            struct Settings {
                #[config(default = 8080)]
                port: u16,
            }

            let system = Memory::new()
                .variable("CADENCE_ENV", "test")
                .variable("CADENCE_PROT", "80");
            let report = Loader::new("CADENCE").system(system).load::<Settings>().unwrap_err();
            assert_eq!(report.problems()[0].code(), Code::UnknownVariable);
            assert_eq!(report.problems()[0].message(), "unknown variable CADENCE_PROT");
            assert_eq!(report.problems()[0].help()[0], "did you mean CADENCE_PORT?");

        If you run the program:

        Correct the name, or unset the variable. `config variables` lists all
        names. `__` separates the entries of a map and the elements of a list:
        `CADENCE_REGIONS__EU__URL`. The variables that Kubernetes sets for a
        service of the same name are ignored; `enableServiceLinks: false` in the
        pod's spec turns them off.

        If you write the program:

        Add the field, or give a field this name with `#[config(env =
        "CADENCE_PROT")]`. If the variable belongs to another program,
        `Loader::ignore_variable` ignores it.
        "#);
    }

    #[test]
    fn every_page_has_its_parts_in_order() {
        const PARTS: [&str; 3] = [
            "# If you run the program",
            "# If you write the program",
            "# To allow it",
        ];
        for &code in Code::ALL {
            let page = code.page();
            let headings = page
                .lines()
                .filter(|line| line.starts_with("# If ") || line.starts_with("# To "));
            let headings: Vec<&str> = headings.collect();
            let expected = PARTS.into_iter().filter(|part| headings.contains(part));
            assert_eq!(headings, expected.collect::<Vec<_>>(), "{code}");
            assert!(headings.contains(&PARTS[0]), "{code}");
            let reason = page
                .find("```rust\n")
                .unwrap_or_else(|| panic!("{code} has no example"));
            assert!(reason > 100, "{code}");
            let asserted = [format!("Code::{}", code.variant()), format!("[{code}]")];
            assert!(asserted.iter().any(|of| page.contains(of)), "{code}");
        }
    }

    #[test]
    fn no_mark_of_a_page_is_shown_in_a_terminal() {
        for &code in Code::ALL {
            let drawn = drawn(code, 80);
            for mark in ["```", "](", "\n# ", "\n    # ", "crate::", "\n\n\n"] {
                assert!(!drawn.contains(mark), "{mark:?} in {drawn}");
            }
        }
    }

    #[test]
    fn an_unknown_code_is_answered_with_the_nearest_one_and_all_others() {
        let args = ["config", "check", "--explain", "misssing"].map(Into::into);
        let error = crate::command::parsed("cadence", args.into()).unwrap_err();
        let error = error.to_string();
        let head = "error: invalid value 'misssing' for '--explain <CODE>'\n";
        assert!(error.starts_with(head), "{error}");
        let tip = "tip: a similar value exists: 'missing'";
        assert!(error.contains(tip), "{error}");
        for code in Code::ALL {
            assert!(error.contains(code.as_str()), "{code}: {error}");
        }
    }
}
