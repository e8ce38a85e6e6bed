//! `config explain`.

use std::collections::HashSet;

use clap::Args;

use super::Format;
use super::console::{Answer, Console, Failure, Outcome};
use super::usage;
use crate::explain::Explanation;
use crate::load::Loader;
use crate::read::config::Config;
use crate::read::unknown::meant_variable;
use crate::report::problem::Problem;
use crate::report::{Report, Warnings};
use crate::schema::names;
use crate::value::key::Key;
use crate::value::suggest;

#[derive(Clone, Debug, Args)]
pub(super) struct Explain {
    /// Setting, section or variable, such as `server.port`; by default, all settings
    key: Option<String>,
    /// Environment or deployment whose committed files to explain instead of this deploy
    #[arg(long = "env", value_name = "ENVIRONMENT")]
    environment: Option<String>,
    /// Output format
    #[arg(long, value_enum, value_parser = usage::choice::<Format>(), default_value_t)]
    format: Format,
}

impl Explain {
    /// Explains what there is, even where that keeps the program from starting.
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        let mut explanation = match &self.environment {
            Some(name) => {
                let choice = super::named(loader, name)?;
                loader.explain_committed::<T>(choice.name())
            }
            None => None,
        }
        .unwrap_or_else(|| loader.explain::<T>());
        if let Some(key) = &self.key {
            explanation = part::<T>(loader, &explanation, key)?;
        }
        if let Some(report) = explanation.report() {
            self.report(report, loader, console);
        } else {
            console.notes(Warnings::new(loader.note_of_no_folder().as_slice()));
        }
        let answer = match self.format {
            Format::Text => explanation.draw(console.width()),
            Format::Json => explanation.to_json(),
        };
        console.answer(&answer)?;
        Ok(Outcome::refused_if(explanation.report().is_some()))
    }

    /// Reports what is wrong; where one setting is asked for, with that and with
    /// what is of no setting.
    fn report(&self, report: &Report, loader: &Loader, console: &mut Console<'_>) {
        let Some(asked) = &self.key else {
            return console.report(report);
        };
        let asked = Key::from(&**asked);
        let concerns = |problem: &&Problem| {
            let is_near = |key: &Key| key.is_within(&asked) || asked.is_within(key);
            problem.key().is_none_or(is_near)
        };
        let mut problems: Vec<_> = report.iter().filter(concerns).cloned().collect();
        let note = loader.note_of_no_folder();
        let is_said = |note: &Problem| problems.iter().any(|one| one.message() == note.message());
        let note = note.filter(|note| !is_said(note));
        problems.extend(note);
        console.notes(Warnings::new(&problems));
        if problems.len() < report.len() {
            if !problems.is_empty() {
                console.say("");
            }
            let summary = report.summary();
            console.say_sentence(&format!("{summary}; `config check` shows them all"));
        }
    }
}

/// What is meant by a key or the name of a variable.
fn part<T: Config>(
    loader: &Loader,
    explanation: &Explanation,
    key: &str,
) -> Result<Explanation, Failure> {
    let part = explanation.key(key).or_else(|| explanation.variable(key));
    part.ok_or_else(|| {
        let own = loader.setup().own_names();
        let named = names::all(T::SCHEMA, own.prefix);
        let shown = T::SCHEMA.shown_text(key);
        if named.iter().any(|named| named.key.as_str() == key) {
            return Failure::usage(format_args!("no entry of `{shown}` is set"));
        }
        match similar(key, own, explanation, &named) {
            Some(similar) => Failure::usage(format_args!(
                "there is no setting `{shown}`, did you mean {similar}?"
            )),
            None => Failure::usage(format_args!("there is no setting `{shown}`")),
        }
    })
}

/// The most settings of one name that are reported.
const MOST_SIMILAR: usize = 3;

/// What was perhaps meant: the settings that have the name in another section, else a
/// setting, section or variable of a similar name, else what has such a name in another
/// section.
fn similar(
    key: &str,
    own: names::Own<'_>,
    explanation: &Explanation,
    named: &[names::Named],
) -> Option<String> {
    let set = explanation.keys().map(Key::as_str);
    let all = set.chain(named.iter().map(|named| named.key.as_str()));
    let mut known = HashSet::new();
    let keys: Vec<&str> = all.filter(|key| known.insert(*key)).collect();
    let called = |name: &str| -> Vec<&str> {
        let keys = keys.iter().copied();
        keys.filter(|key| ends_with(key, name)).collect()
    };
    let meant = called(key);
    if !meant.is_empty() {
        return Some(any_of(&meant));
    }
    let variables = named.iter().flat_map(|named| &named.variables);
    let all = keys.iter().copied().chain(variables.map(String::as_str));
    if let Some(closest) = suggest::closest(key, all) {
        return Some(format!("`{closest}`"));
    }
    if let [variable, ..] = &*meant_variable(key, own, named).names {
        return Some(format!("`{variable}`"));
    }
    let closest = suggest::closest(key, keys.iter().map(|key| last(key)))?;
    Some(any_of(&called(closest)))
}

/// Whether the last names of a key are these, in any case.
fn ends_with(key: &str, names: &str) -> bool {
    let [key, names] = [key, names].map(|key| format!(".{key}").to_ascii_lowercase());
    key.ends_with(&names)
}

fn last(key: &str) -> &str {
    key.rsplit_once('.').map_or(key, |(_, last)| last)
}

/// Keys, any of which may be meant.
fn any_of(keys: &[&str]) -> String {
    let shown = keys.iter().take(MOST_SIMILAR);
    let mut shown: Vec<String> = shown.map(|key| format!("`{key}`")).collect();
    if keys.len() > MOST_SIMILAR {
        shown.push(format!("one of {} more", keys.len() - MOST_SIMILAR));
    }
    shown.join(" or ")
}
