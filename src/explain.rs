//! What every setting is, where that comes from, and what else could set it.
//!
//! In comes what was resolved; out go text, tables and JSON that answer why.
//! It is a reader: what may be shown of a value is decided below.

#[cfg(feature = "cli")]
mod concern;
#[cfg(feature = "json")]
mod json;
mod rows;
mod table;

#[cfg(feature = "fingerprint")]
pub use crate::resolve::fingerprint::Fingerprint;
pub use crate::resolve::{Overridden, Resolution, Row};
#[cfg(feature = "cli")]
use std::collections::HashSet;
use std::fmt;

#[cfg(feature = "cli")]
use self::concern::Concerns;
use crate::layer::view::View;
#[cfg(feature = "cli")]
use crate::load::Unread;
use crate::load::{Loaded, Loader};
use crate::read::config::Config;
use crate::report::problem::{Code, Problem};
use crate::resource::Resource;
use crate::schema::describe;
use crate::schema::kind::Kind;
use crate::schema::names;
use crate::schema::parity;
use crate::schema::{DefaultValue, ParityRule, Waiver};
use crate::value::key::Key;

/// Where every value of a load comes from, what it overrides, and what could set it.
///
/// It prints as a table of all settings; a single setting, from [`key`](Self::key), prints
/// with everything that is known about it. It contains no secrets.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader};
///
/// #[derive(Config)]
/// struct Settings {
///     /// Port to listen on.
///     #[config(default = 8080)]
///     port: u16,
/// }
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "test")
///     .variable("CADENCE_PORT", "9090");
/// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
/// assert_eq!(
///     settings.explain().to_string(),
///     "SETTING  VALUE  FROM
/// port     9090   variable CADENCE_PORT",
/// );
/// let port = settings.explain().key("port").expect("there is such a setting");
/// assert_eq!(
///     port.to_string(),
///     "port = 9090
///   from      variable CADENCE_PORT
///   default   8080
///   type      an integer from 0 to 65535
///   variable  CADENCE_PORT
///   parity    the same in all environments
///   about     Port to listen on.",
/// );
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[derive(Clone, Debug)]
pub struct Explanation {
    program: String,
    /// None where no environment could be chosen.
    environment: Option<String>,
    rows: Vec<Explained>,
    /// The settings of variants that are not chosen, which only who asks for one wants
    /// to know of.
    others: Vec<Explained>,
    detailed: bool,
}

/// All that is known of one setting.
#[derive(Clone, Debug)]
struct Explained {
    row: Row,
    /// The variant that has it, which is not chosen.
    variant: Option<&'static str>,
    variables: Vec<String>,
    /// The variable that would be the twin, and the setting that owns it.
    taken: Option<(String, Key)>,
    parity: ParityRule,
    /// Whether the deploy brings the value, where only files were read.
    by_deploy: bool,
    problems: Vec<Problem>,
    /// The layers that may set another value, and could not be read.
    unread: Vec<String>,
}

impl<T: Config> Loaded<T> {
    /// Explains every setting: its value, its origin, and what that overrides.
    ///
    /// The settings of an absent section are shown as not set.
    pub fn explain(&self) -> Explanation {
        let stage = Some(self.stage());
        Explanation::of::<T>(self.loader(), stage, &self.resolution())
    }
}

impl Explanation {
    /// Explains what was resolved.
    pub(crate) fn of<T: Config>(
        loader: &Loader,
        environment: Option<String>,
        resolution: &Resolution,
    ) -> Self {
        let prefix = &loader.setup().prefix;
        let taken = names::taken_twins(T::SCHEMA, prefix);
        let explained = rows::all(T::SCHEMA, resolution.rows()).into_iter();
        let explained = explained.map(|(row, variant)| Explained {
            variables: names::variables_of(T::SCHEMA, prefix, row.key(), row.field()),
            taken: taken.get(row.key()).cloned(),
            parity: parity_of(T::SCHEMA, &row),
            by_deploy: false,
            problems: Vec::new(),
            unread: Vec::new(),
            row,
            variant,
        });
        let (others, rows) = explained.partition(|explained| explained.variant.is_some());
        Self {
            program: loader.program(),
            environment,
            rows,
            others,
            detailed: false,
        }
    }

    /// Says which values the deploy brings, where only files were read.
    #[cfg(feature = "cli")]
    pub(crate) fn with_deploy(mut self, keys: &[Key]) -> Self {
        let keys: HashSet<&Key> = keys.iter().collect();
        for explained in &mut self.rows {
            explained.by_deploy = keys.contains(explained.row.key());
        }
        self
    }

    /// Says which settings have one of the problems, or may be set by what could not
    /// be read.
    #[cfg(feature = "cli")]
    pub(crate) fn with_problems(mut self, problems: &[Problem], unread: &Unread) -> Self {
        let concerns = Concerns::new(problems);
        for explained in &mut self.rows {
            let key = explained.row.key();
            explained.problems = concerns.of(key);
            explained.unread = unread.get(key).cloned().unwrap_or_default();
        }
        self
    }

    /// Returns the part about one setting, or about all settings of one section.
    ///
    /// `None` if there is no such key.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<Self> {
        let wanted = Key::from(key);
        self.part(|explained| !key.is_empty() && explained.row.key().is_within(&wanted))
    }

    /// Returns what concerns the setting that a variable sets.
    #[cfg(feature = "cli")]
    pub(crate) fn variable(&self, name: &str) -> Option<Self> {
        self.part(|explained| explained.variables.iter().any(|variable| variable == name))
    }

    fn part(&self, is_meant: impl Fn(&Explained) -> bool) -> Option<Self> {
        let meant = |all: &[Explained]| -> Vec<Explained> {
            let all = all.iter().filter(|explained| is_meant(explained));
            all.cloned().collect()
        };
        let rows = Some(meant(&self.rows)).filter(|rows| !rows.is_empty());
        let rows = rows.unwrap_or_else(|| meant(&self.others));
        (!rows.is_empty()).then(|| Self {
            program: self.program.clone(),
            environment: self.environment.clone(),
            rows,
            others: Vec::new(),
            detailed: true,
        })
    }

    /// Returns the keys that are explained.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.rows.iter().map(|explained| explained.row.key())
    }
}

impl Explained {
    fn value(&self) -> &str {
        match self.row.shown() {
            Some(value) => value,
            None if self.by_deploy => "at deploy time",
            None => "not set",
        }
    }

    fn origin(&self) -> String {
        self.row
            .origin()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// What is wrong, and with which of the values if it is not the one that counts.
    fn message(&self, problem: &Problem) -> String {
        let message = problem.message();
        let mut lower = self.row.lower().iter();
        let origin = problem
            .origin()
            .filter(|origin| self.row.origin() != Some(origin));
        match origin.filter(|origin| lower.any(|lower| lower.origin() == *origin)) {
            Some(origin) => format!("{message}, in {origin}"),
            None => message.to_owned(),
        }
    }

    /// The default as it may be shown.
    fn default(&self) -> Option<String> {
        let field = self.row.field();
        Some(match field.default()? {
            DefaultValue::OfType => "that of its type".to_owned(),
            DefaultValue::Text(text) => View::of(&[], field, &field.kind()).default_value(text),
        })
    }

    /// What attributes say, under one label what belongs together.
    fn described(&self, kind: &Kind) -> Vec<(&'static str, Vec<String>)> {
        let mut said: Vec<(_, Vec<_>)> = Vec::new();
        for fact in self.row.field().facts_but(&["parity"]) {
            match said.last_mut() {
                Some((label, texts)) if *label == fact.label() => texts.extend(fact.texts(kind)),
                _ => said.push((fact.label(), fact.texts(kind))),
            }
        }
        for (label, texts) in self.permitted() {
            match said.iter_mut().find(|(known, _)| *known == label) {
                Some((_, known)) => known.extend(texts),
                None => said.push((label, texts)),
            }
        }
        said
    }

    /// What the program and its operators permit beside the attributes.
    fn permitted(&self) -> [(&'static str, Vec<String>); 2] {
        let waiver = |waiver: &Waiver| {
            let code = waiver.code().map_or("any difference", Code::as_str);
            format!("{code} {waiver}")
        };
        let allowed = self.row.allowed().iter().map(ToString::to_string);
        let waived = self.row.waivers().iter().map(waiver);
        [("allowed", allowed.collect()), ("waived", waived.collect())]
    }

    /// What is known beside key and value, each fact under its name.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let field = self.row.field();
        let kind = self.row.kind();
        let mut facts = Vec::new();
        let mut add = |name, fact: Option<String>| {
            facts.extend(
                fact.filter(|fact| !fact.is_empty())
                    .map(|fact| (name, fact)),
            );
        };
        for problem in &self.problems {
            add("problem", Some(self.message(problem)));
        }
        let variant = self
            .variant
            .map(|name| format!("{name}, which is not chosen"));
        add("variant", variant);
        add("from", Some(self.origin()));
        for layer in &self.unread {
            add("unread", Some(format!("{layer}, which may set it")));
        }
        for merged in self.row.merged() {
            add("merges", Some(table::overridden(merged)));
        }
        for hidden in self.row.overridden() {
            add("overrides", Some(table::overridden(hidden)));
        }
        add("default", self.default());
        let required = describe::is_required(field, &kind).then_some(", required");
        let secret = if field.is_secret_as(&kind) {
            ", secret"
        } else if field.is_shown() {
            ", not a secret"
        } else {
            ""
        };
        let type_words = format!(
            "{}{}{}",
            describe::type_of(field, &kind),
            required.unwrap_or_default(),
            secret
        );
        add("type", Some(type_words));
        add("variable", Some(self.variables.join(", ")));
        let taken = self.taken.as_ref();
        let taken = taken.map(|(twin, owner)| format!("none, {twin} sets `{owner}`"));
        add("twin", taken);
        for (label, texts) in self.described(&kind) {
            add(label, Some(texts.join(", ")));
        }
        add("parity", Some(describe::parity(self.parity).to_owned()));
        facts
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.draw(None))
    }
}

/// The rule of a setting, as far as one environment's value of it tells.
fn parity_of(schema: &'static crate::schema::Schema, row: &Row) -> ParityRule {
    let kind = row.kind();
    let is_resource = |value: &str| Resource::of(value.trim_matches('"')).is_some();
    let is_url = kind.is_of_urls() || row.value().is_some_and(is_resource);
    parity::of(schema, row.key(), row.field(), &kind, is_url).parity
}
