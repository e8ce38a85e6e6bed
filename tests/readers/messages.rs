//! All messages as one text, `docs/messages.md`: for each code an example, and what else is said
//! with it. They are those of the snapshots and of the drifts, so nothing is written down twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rehearsal::Environment;
use rehearsal::report::Code;

const HEAD: &str = "\
# Messages

Every problem code, with what it means, what to do, an example, and what else a report may
say with it.

<!-- Written by `REHEARSAL_UPDATE=1 cargo test --all-features --test readers messages`. -->
";

#[test]
fn every_code_has_an_example_and_all_messages_were_reviewed() {
    let mut reports = snapshots();
    reports.extend(crate::parity::drifts::reports());
    reports.extend(crate::snapshot::drifts::reports());
    let mut examples: BTreeMap<String, Vec<Example>> = BTreeMap::new();
    for example in reports.iter().flat_map(|report| examples_in(report)) {
        examples
            .entry(example.code.clone())
            .or_default()
            .push(example);
    }
    let sections = Code::ALL.iter().map(|&code| {
        let mut of_code = examples.remove(code.as_str()).unwrap_or_default();
        assert!(!of_code.is_empty(), "no snapshot has an example of {code}");
        of_code.sort_by_key(Example::rank);
        section(code, &of_code)
    });
    let text = sections.fold(HEAD.to_owned(), |text, section| text + &section);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages.md");
    if std::env::var_os("REHEARSAL_UPDATE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap_or_default());
}

/// One problem as a report draws it.
struct Example {
    code: String,
    text: String,
    /// Its message, labels and help, each as it is listed.
    said: Vec<String>,
}

impl Example {
    /// The best example has a label and help, and is short. One that is waived is no example.
    fn rank(&self) -> (bool, bool, bool, usize, String) {
        let lacks = |kind| !self.said.iter().any(|said| said.starts_with(kind));
        (
            !lacks("help: waived"),
            lacks("help"),
            lacks("label"),
            self.text.len(),
            self.text.clone(),
        )
    }
}

fn section(code: Code, examples: &[Example]) -> String {
    let example = &examples[0];
    let mut others: BTreeMap<String, &String> = BTreeMap::new();
    for said in examples.iter().flat_map(|example| &example.said) {
        others.entry(shape(said)).or_insert(said);
    }
    for said in &example.said {
        others.remove(&shape(said));
    }
    let (meaning, help) = (code.description(), code.help());
    let mut text = format!(
        "\n## {code}\n\n{meaning} {help}\n\n```text\n{}\n```\n",
        example.text
    );
    for (number, said) in others.values().enumerate() {
        text += if number == 0 { "\n- " } else { "- " };
        text += said;
        text.push('\n');
    }
    text
}

/// What is left of a sentence without the names and values in it.
fn shape(said: &str) -> String {
    let outside = said.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let outside = outside.replace("`, `", "`").replace("` or `", "`");
    let is_word = |word: &&str| {
        let word = word.trim_matches([',', ':', ';', '.', '?', '(', ')']);
        let is_environment = word.parse::<Environment>().is_ok() || word == "and";
        !is_environment && !word.contains(|c: char| matches!(c, '/' | '.' | '_' | '=' | '0'..='9'))
    };
    outside
        .split(' ')
        .filter(is_word)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The problems of a report that are not wrapped.
fn examples_in(report: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let lines: Vec<&str> = report.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some((severity, code, message)) = headline(line) else {
            continue;
        };
        let is_part = |line: &&&str| line.starts_with(' ') || line.contains(" | ");
        let body: Vec<&str> = lines[at + 1..]
            .iter()
            .take_while(is_part)
            .copied()
            .collect();
        let is_wrapped = |line: &&str| line.starts_with("  ") && !line.contains(['|', '=', '>']);
        if body.iter().any(is_wrapped) {
            continue;
        }
        let said = body.iter().filter_map(|line| said(line));
        examples.push(Example {
            code: code.to_owned(),
            text: [*line]
                .into_iter()
                .chain(body.iter().copied())
                .collect::<Vec<_>>()
                .join("\n"),
            said: [format!("{severity}: {message}")]
                .into_iter()
                .chain(said)
                .collect(),
        });
    }
    examples
}

/// Severity, code and message of a line such as `error[missing]: …`.
fn headline(line: &str) -> Option<(&str, &str, &str)> {
    let (severity, rest) = line.split_once('[')?;
    let (code, message) = rest.split_once("]: ")?;
    let is_problem = matches!(severity, "error" | "warning" | "note");
    is_problem.then_some((severity, code, message))
}

/// The help or the label in a line of a report.
fn said(line: &str) -> Option<String> {
    if let Some((_, help)) = line.split_once(" = help: ") {
        // OK because the documentation of a setting is the program's.
        return (!help.starts_with("about: ")).then(|| format!("help: {help}"));
    }
    let (_, marked) = line.split_once(" | ")?;
    let label = marked.trim_start().trim_start_matches(['^', '-']);
    let is_marked = marked.trim_start().starts_with(['^', '-']);
    let label = label.strip_prefix(' ').filter(|_| is_marked)?;
    Some(format!("label: {label}"))
}

/// The text of every inline snapshot in the tests.
fn snapshots() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["tests/load", "tests/readers", "examples/cadence/tests"] {
        sources(&root.join(folder), &mut files);
    }
    files.sort();
    let texts = files.iter().map(|path| fs::read_to_string(path).unwrap());
    texts.flat_map(|text| of_source(&text)).collect()
}

fn sources(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The snapshots of one file, without their indentation.
fn of_source(source: &str) -> Vec<String> {
    let starts = source.split(", @").skip(1);
    let literals = starts.filter_map(|rest| {
        let rest = rest.strip_prefix('r').unwrap_or(rest);
        let marks = rest.len() - rest.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(marks));
        Some(rest[marks..].strip_prefix('"')?.split_once(&end)?.0)
    });
    literals.map(dedented).collect()
}

fn dedented(literal: &str) -> String {
    let lines = || literal.lines().skip_while(|line| line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = lines()
        .filter(|line| !line.trim().is_empty())
        .map(indent)
        .min();
    let cut = lines().map(|line| line.get(least.unwrap_or(0)..).unwrap_or_default());
    cut.collect::<Vec<_>>().join("\n")
}
