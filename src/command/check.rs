//! `config check`.

use std::collections::HashMap;
use std::fmt::Write;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::console::{Answer, Console, Failure, Outcome};
use super::page::Page;
use super::usage;
use crate::check::undecided;
use crate::layer::set::parse_set;
use crate::load::{Loader, OTHER_MISTAKE, Offline, Supplied, other_mistake};
use crate::read::config::Config;
use crate::read::unknown;
use crate::report::problem::{Problem, Severity};
use crate::report::searched::Searched;
use crate::report::terminal::Look;
use crate::report::text::wrapped;
use crate::report::{Count, Report, Warnings, grouped};
use crate::value::foreign;
use crate::value::key::Key;
use crate::value::suggest::listed;

#[derive(Clone, Debug, Args)]
pub(super) struct Check {
    /// Environment or deployment whose committed files to check instead of this deploy
    #[arg(conflicts_with = "all")]
    environment: Option<String>,
    /// Check the committed files of every environment and deployment
    #[arg(long)]
    all: bool,
    /// Set a key; for committed files, supply a value that only a deploy has
    #[arg(long = "set", value_name = "KEY=VALUE", value_hint = clap::ValueHint::Other)]
    set: Vec<String>,
    /// Output format of the problems
    #[arg(long, value_enum, value_parser = usage::choice::<Format>(), default_value_t)]
    format: Format,
    #[command(flatten)]
    page: Page,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A report on the standard error
    #[default]
    Text,
    /// JSON on the standard output
    Json,
    /// Annotations of a GitHub workflow on the standard output
    Github,
    /// SARIF 2.1.0 on the standard output
    Sarif,
}

/// What one environment came to.
struct Checked {
    stage: Option<String>,
    /// Warnings and notes among them.
    problems: Vec<Problem>,
    /// None for a deploy, which has to have everything.
    supplied: Option<Vec<Supplied>>,
    /// Sections whose rules were not checked, since they lack a value.
    unjudged: Vec<Key>,
    /// Where was looked for files.
    searched: Option<Searched>,
}

impl Check {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        if let Some(answer) = self.page.answer(console) {
            return answer;
        }
        let mut checked = self.checked::<T>(loader)?;
        let warnings = unknown::of_schema(T::SCHEMA, &loader.setup().prefix);
        let undecided = undecided::names(T::SCHEMA);
        for one in &mut checked {
            one.problems.extend(warnings.iter().cloned());
            // OK to replace what a start says of the same: it is so in every environment.
            one.problems
                .retain(|problem| !undecided.iter().any(|one| is_of_same(one, problem)));
            one.problems.extend(undecided.iter().cloned());
        }
        let problems = merged(&checked);
        match self.format {
            Format::Text => text(loader, &checked, problems, console)?,
            Format::Json => console.answer(&json(loader, &checked))?,
            Format::Github => console.answer(&Warnings::new(&problems).to_github())?,
            Format::Sarif => console.answer(&Warnings::new(&problems).to_sarif())?,
        }
        let refused = checked.iter().any(|checked| checked.errors().known > 0);
        Ok(Outcome::refused_if(refused))
    }

    fn checked<T: Config>(&self, loader: &Loader) -> Result<Vec<Checked>, Failure> {
        let given = self.given()?;
        let loader = &loader.clone().set_args(&self.set);
        let choices = match &self.environment {
            _ if self.all => loader.committed(),
            Some(name) => vec![super::named(loader, name)?],
            None => return Ok(vec![deploy::<T>(loader)]),
        };
        let checked = choices.into_iter();
        let checked: Vec<Checked> = checked
            .map(|choice| loader.offline_with_overrides::<T>(choice).into())
            .collect();
        match given.iter().find(|key| !is_supplied(key, &checked)) {
            Some(key) => {
                let key = T::SCHEMA.shown_text(key.as_str());
                Err(Failure::usage(format_args!(
                    "`--set {key}` has no effect: `{key}` is not supplied at deploy time"
                )))
            }
            None => Ok(checked),
        }
    }

    /// The keys that are set.
    fn given(&self) -> Result<Vec<Key>, Failure> {
        let keys = self.set.iter().map(|text| match parse_set(text) {
            Ok((key, _)) => Ok(Key::from(&*key)),
            Err(error) => Err(Failure::usage(format_args!(
                "a value of `--set` has {error}"
            ))),
        });
        keys.collect()
    }
}

/// Whether two problems say the same of one setting.
fn is_of_same(one: &Problem, other: &Problem) -> bool {
    (one.key(), one.message()) == (other.key(), other.message())
}

fn is_supplied(key: &Key, checked: &[Checked]) -> bool {
    let supplied = checked.iter().flat_map(|checked| &checked.supplied);
    supplied.flatten().any(|one| key.is_within(&one.key))
}

fn deploy<T: Config>(loader: &Loader) -> Checked {
    match loader.to_check().load::<T>() {
        Ok(loaded) => Checked {
            stage: loaded.stage(),
            problems: loaded.warnings().problems().to_vec(),
            supplied: None,
            unjudged: Vec::new(),
            searched: loaded.searched().cloned(),
        },
        Err(report) => Checked {
            stage: report.environment().map(ToOwned::to_owned),
            problems: report.problems().to_vec(),
            supplied: None,
            unjudged: Vec::new(),
            searched: report.searched().cloned(),
        },
    }
}

impl From<Offline> for Checked {
    fn from(offline: Offline) -> Self {
        Self {
            stage: offline.choice.shown(),
            problems: offline.found,
            supplied: Some(offline.supplied),
            unjudged: offline.unjudged,
            searched: offline.searched,
        }
    }
}

impl Checked {
    fn errors(&self) -> Count {
        Count::of(&self.problems, Severity::Error)
    }

    fn stage(&self) -> &str {
        self.stage.as_deref().unwrap_or("no environment")
    }
}

/// A problem, and the environments that have it.
struct Told<'c> {
    problem: &'c Problem,
    stages: Vec<&'c str>,
    /// Where only the other error is that the problem names.
    in_part: Vec<&'c str>,
}

/// Every problem once, with the environments that have it where others have not.
fn merged(checked: &[Checked]) -> Vec<Problem> {
    let found = checked.iter().flat_map(|checked| {
        let problems = checked.problems.iter();
        problems.map(|problem| (problem, checked.stage()))
    });
    let told = grouped(found).into_iter().map(|(problem, stages)| Told {
        problem,
        stages,
        in_part: Vec::new(),
    });
    let told = within_others(told.collect()).into_iter();
    told.map(|told| told.problem(checked.len())).collect()
}

/// Without those that another environment tells as the other error of a value that it
/// refuses anyway.
fn within_others(all: Vec<Told<'_>>) -> Vec<Told<'_>> {
    let others = |told: &Told<'_>| {
        let is_other = |help: &&String| help.starts_with(OTHER_MISTAKE);
        let helps = told.problem.help().iter().filter(is_other).cloned();
        helps.collect::<Vec<String>>()
    };
    let mut tellers: HashMap<(Option<Key>, String), usize> = HashMap::new();
    for (at, told) in all.iter().enumerate() {
        for help in others(told) {
            tellers.insert((told.problem.key().cloned(), help), at);
        }
    }
    let mut kept: Vec<Option<Told<'_>>> = all.into_iter().map(Some).collect();
    for at in 0..kept.len() {
        let teller = kept[at].as_ref().and_then(|told| {
            let problem = told.problem;
            tellers.get(&(problem.key().cloned(), other_mistake(problem)))
        });
        if let Some(&teller) = teller.filter(|&&teller| kept[teller].is_some())
            && let Some(within) = kept[at].take()
            && let Some(told) = &mut kept[teller]
        {
            told.in_part = within.stages;
        }
    }
    kept.into_iter().flatten().collect()
}

impl Told<'_> {
    fn problem(&self, everywhere: usize) -> Problem {
        let problem = self.problem.clone();
        if self.stages.len() == everywhere {
            return problem;
        }
        let stages = listed(&self.stages);
        if self.in_part.is_empty() {
            return problem.with_help(format!("applies to {stages}"));
        }
        let in_part = listed(&self.in_part);
        problem.with_help(format!(
            "applies to {stages}; in {in_part}, only the other problem applies"
        ))
    }
}

fn text(
    loader: &Loader,
    checked: &[Checked],
    problems: Vec<Problem>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let searched = Searched::of_all(checked.iter().filter_map(|one| one.searched.clone()));
    if problems
        .iter()
        .any(|problem| problem.severity() == Severity::Error)
    {
        let refused = checked.iter().filter(|checked| checked.errors().known > 0);
        let stages: Vec<_> = refused
            .filter_map(|checked| checked.stage.as_deref())
            .collect();
        let stages = Some(listed(&stages)).filter(|stages| !stages.is_empty());
        let report = Report::new(loader.program_name(), stages, problems);
        console.report(&report.with_searched(searched));
    } else {
        console.notes(
            Warnings::new(&problems).with_searched(searched.as_ref().map(|found| found as _)),
        );
    }
    let summaries = checked.iter().map(|checked| summary(loader, checked));
    let summaries: Vec<_> = summaries.collect();
    let lines = summaries.concat();
    let lines: Vec<_> = lines
        .lines()
        .map(|line| indented(line, console.look()))
        .collect();
    console.answer(&lines.join("\n"))
}

/// A line, wrapped below where it begins.
fn indented(line: &str, look: Look) -> String {
    let (indent, sentence) = line.split_at(line.len() - line.trim_start().len());
    let lines = wrapped(sentence, indent.len(), look);
    format!("{indent}{}", lines.replace('\n', &format!("\n{indent}")))
}

fn summary(loader: &Loader, checked: &Checked) -> String {
    let verdict = match checked.errors() {
        errors if errors.known > 0 => errors.with("problem"),
        _ => "fine".to_owned(),
    };
    let mut summary = if loader.setup().has_environments() {
        format!("{}: {verdict}\n", checked.stage())
    } else {
        format!("{}: {verdict}\n", loader.program_name())
    };
    let supplied = checked.supplied.as_deref().unwrap_or_default();
    if !supplied.is_empty() {
        summary.push_str("  to be supplied at deploy time:\n");
    }
    for supplied in supplied {
        let variables = supplied.variables.join(" or ");
        let _ = writeln!(summary, "    {} through {variables}", supplied.key);
    }
    if !checked.unjudged.is_empty() {
        summary.push_str(
            "  rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):\n",
        );
    }
    for section in &checked.unjudged {
        let _ = writeln!(summary, "    {}", section_name(section));
    }
    summary
}

fn section_name(key: &Key) -> &str {
    match key.as_str() {
        "" => "all settings",
        key => key,
    }
}

fn json(loader: &Loader, checked: &[Checked]) -> String {
    let environments: Vec<_> = checked.iter().map(one).collect();
    foreign::json_in_order(
        json!({ "program": loader.program_name(), "environments": environments }),
    )
}

fn one(checked: &Checked) -> Value {
    let supplied = checked.supplied.iter().flatten().map(|supplied| {
        json!({
            "key": supplied.key.as_str(),
            "variables": supplied.variables,
            "secret": supplied.field.is_secret_as(&supplied.field.kind()),
        })
    });
    json!({
        "environment": checked.stage,
        "problems": checked.problems,
        "searched": checked.searched,
        "supplied": supplied.collect::<Vec<_>>(),
        "unchecked_rules": checked.unjudged.iter().map(Key::as_str).collect::<Vec<_>>(),
    })
}
