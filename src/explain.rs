//! What every setting is, where that comes from, and what else could set it.
//!
//! In comes what was resolved; out go text, tables and JSON that answer why.
//! It is a reader: what may be shown of a value is decided below.

mod concern;
#[cfg(feature = "json")]
mod json;
mod rows;
mod table;

#[cfg(feature = "fingerprint")]
pub use crate::resolve::fingerprint::Fingerprint;
pub use crate::resolve::{Overridden, Resolution, Row};
use std::collections::HashSet;
use std::fmt;

use self::concern::Concerns;
use crate::layer::view::View;
use crate::load::{Examined, Loaded, Loader};
use crate::read::config::Config;
use crate::report::Report;
use crate::report::problem::{Code, Problem};
use crate::resource::Resource;
use crate::schema::describe;
use crate::schema::kind::Kind;
use crate::schema::names;
use crate::schema::parity;
use crate::schema::{ParityRule, Waiver};
use crate::value::key::Key;

/// Where every value of a load comes from, what it overrides, and what could set it.
///
/// It prints as a table of all settings; a single setting, from [`key`](Self::key), prints
/// with everything that is known about it. It contains no secrets.
///
/// [`Loaded::explain`] explains settings that a program runs with, [`Loader::explain`] also
/// those that it refuses, and [`Loader::explain_committed`] those of any environment.
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
    /// Why a program would not start with them.
    report: Option<Report>,
}

/// All that is known of one setting.
#[derive(Clone, Debug)]
pub struct Explained {
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
        let stage = self.stage();
        Explanation::of::<T>(self.loader(), stage, &self.resolution())
    }
}

impl Loader {
    /// Explains every setting of this deploy, even if a start refuses it.
    ///
    /// It shows which value would win, what is wrong with it, and which variables would set
    /// it; [`Explanation::report`] says why the program would not start.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// #[derive(Config)]
    /// struct Settings {
    ///     port: u16,
    ///     name: String,
    /// }
    ///
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "test")
    ///     .variable("CADENCE_PORT", "8o80");
    /// let explanation = Loader::new("CADENCE").system(host).explain::<Settings>();
    /// assert!(explanation.report().is_some());
    /// let [port, name] = explanation.settings() else {
    ///     panic!("there are two settings");
    /// };
    /// assert_eq!(port.value(), Some("8o80"));
    /// assert_eq!(port.problems()[0].message(), "`port` must be an integer from 0 to 65535");
    /// assert_eq!(name.variables(), ["CADENCE_NAME"]);
    /// ```
    pub fn explain<T: Config>(&self) -> Explanation {
        Explanation::of_examined::<T>(self, self.examine::<T>(), &[])
    }

    /// Explains what is committed for an environment or a declared deployment.
    ///
    /// `None` if there is none of this name.
    pub fn explain_committed<T: Config>(&self, name: &str) -> Option<Explanation> {
        let offline = self.offline::<T>(self.named(name)?);
        let supplied: Vec<Key> = offline.supplied.iter().map(|one| one.key.clone()).collect();
        let examined = Examined {
            stage: offline.choice.shown(),
            report: offline.report(self.program_name()),
            resolution: offline.resolution,
            unread: offline.unread,
        };
        Some(Explanation::of_examined::<T>(self, examined, &supplied))
    }
}

impl Explanation {
    /// Explains what may be refused, of which the deploy brings the values of some keys.
    fn of_examined<T: Config>(loader: &Loader, examined: Examined, by_deploy: &[Key]) -> Self {
        let mut explanation = Self::of::<T>(loader, examined.stage, &examined.resolution);
        let by_deploy: HashSet<&Key> = by_deploy.iter().collect();
        let problems = examined.report.as_ref().map_or(&[][..], Report::problems);
        let concerns = Concerns::new(problems);
        for explained in &mut explanation.rows {
            let key = explained.row.key();
            explained.by_deploy = by_deploy.contains(key);
            explained.problems = concerns.of(key);
            explained.unread = examined.unread.get(key).cloned().unwrap_or_default();
        }
        explanation.report = examined.report;
        explanation
    }

    /// Explains what was resolved.
    pub(crate) fn of<T: Config>(
        loader: &Loader,
        environment: Option<String>,
        resolution: &Resolution,
    ) -> Self {
        let schema = loader.setup().schema::<T>();
        let prefix = &loader.setup().prefix;
        let taken = names::taken_twins(schema, prefix);
        let explained = rows::all(schema, resolution.rows()).into_iter();
        let explained = explained.map(|(row, variant)| Explained {
            variables: names::variables_of(schema, prefix, row.key(), row.field()),
            taken: taken.get(row.key()).cloned(),
            parity: parity_of(schema, &row),
            by_deploy: false,
            problems: Vec::new(),
            unread: Vec::new(),
            row,
            variant,
        });
        let (others, rows) = explained.partition(|explained| explained.variant.is_some());
        Self {
            program: loader.program_name(),
            environment,
            rows,
            others,
            detailed: false,
            report: None,
        }
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
            report: self.report.clone(),
        })
    }

    /// Returns the settings as data, in the order of the schema.
    pub fn settings(&self) -> &[Explained] {
        &self.rows
    }

    /// Returns why a program would not start with them.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// Returns the keys that are explained.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.rows.iter().map(|explained| explained.row.key())
    }
}

impl Explained {
    /// Returns the row of what was resolved: the origin, and what the value overrides.
    pub fn row(&self) -> &Row {
        &self.row
    }

    /// Returns the key of the setting.
    pub fn key(&self) -> &Key {
        self.row.key()
    }

    /// Returns the value that wins, as it may be shown; `None` if nothing is set, or if only
    /// the deploy sets it.
    pub fn value(&self) -> Option<&str> {
        self.row.shown()
    }

    /// Returns what is wrong with the setting and keeps a program from starting.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the variables that set it, that of its key first.
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// Returns whether the value is left to the deploy, if only committed files were read.
    pub fn is_by_deploy(&self) -> bool {
        self.by_deploy
    }

    /// Returns the layers that could not be read, and may set it.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    fn shown(&self) -> &str {
        match self.row.shown() {
            Some(value) => value,
            None if self.by_deploy => "at deploy time",
            None => "not set",
        }
    }

    fn from(&self) -> String {
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
        let default = field.default()?;
        Some(match default.text() {
            Some(text) => View::of(&[], field, &field.kind()).default_value(&text),
            None => default.words(),
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
        add("from", Some(self.from()));
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
