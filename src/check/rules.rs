//! Rules that types cannot say, kept by the values of one section.

mod context;
mod known;

use std::collections::{BTreeMap, HashSet};

pub use self::context::RuleContext;
use crate::check::words;
use crate::environment::{Deploy, Environment};
use crate::layer::source::Layer;
use crate::report::problem::{Code, Problem, Severity};
use crate::resolve::locate::Located;
use crate::resolve::quiet;
use crate::resolve::{Nodes, Place};
use crate::schema::typed::typed;
use crate::schema::{Constraint, Field, Schema};
use crate::value::key::{Key, Path};
use crate::value::redact;
use crate::value::tree::{Node, Value};

/// Collects the problems that a section's own check finds.
///
/// A struct names its check with `#[config(check = path)]`. It runs if the section itself
/// was read without errors, even if others were not.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader, Checker};
///
/// #[derive(Config)]
/// #[config(check = Pool::check)]
/// struct Pool {
///     #[config(default = 2)]
///     min_connections: u32,
///     #[config(default = 10)]
///     max_connections: u32,
/// }
///
/// impl Pool {
///     fn check(&self, rules: &mut Checker<'_>) {
///         if self.min_connections > self.max_connections {
///             rules
///                 .problem(["min_connections", "max_connections"], "the pool has no size")
///                 .help("lower the minimum, or raise the maximum");
///         }
///     }
/// }
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "test")
///     .variable("CADENCE_MIN_CONNECTIONS", "20");
/// let report = Loader::new("CADENCE").system(host).load::<Pool>().unwrap_err();
/// assert_eq!(report.iter().next().unwrap().message(), "the pool has no size");
/// ```
#[derive(Debug)]
pub struct Checker<'r> {
    deploy: &'r Deploy,
    layers: &'r [Layer<'r>],
    section: Section<'r>,
    findings: &'r mut Findings,
    found: &'r mut Vec<Problem>,
}

/// The section that the rules are those of.
#[derive(Clone, Copy, Debug)]
struct Section<'r> {
    schema: &'static Schema,
    path: Path<'r>,
    /// What the layers have there, highest first.
    nodes: &'r [&'r Node<'r>],
}

impl<'r> Section<'r> {
    fn place(&self) -> Place<'_, 'r> {
        Place::section(self.schema, self.path, Nodes::from_slice(self.nodes))
    }
}

impl<'r> Checker<'r> {
    pub(crate) fn new(
        deploy: &'r Deploy,
        layers: &'r [Layer<'r>],
        (schema, path, nodes): (&'static Schema, Path<'r>, &'r [&'r Node<'r>]),
        (findings, found): (&'r mut Findings, &'r mut Vec<Problem>),
    ) -> Self {
        Self {
            deploy,
            layers,
            section: Section {
                schema,
                path,
                nodes,
            },
            findings,
            found,
        }
    }

    /// Returns the environment that the program runs in.
    pub fn environment(&self) -> Environment {
        self.deploy.environment()
    }

    /// Returns the deploy that the program runs as.
    pub fn deploy(&self) -> &'r Deploy {
        self.deploy
    }

    /// Adds a problem, which keeps the program from starting.
    ///
    /// It points at where each of `keys` was written. They are keys of this section as they
    /// are called in configuration: `max_connections`, `tls.key`, `upstreams[2].port`. The
    /// message is one line, lower case and without a full stop; it must not repeat a
    /// secret, and is withheld if it does.
    pub fn problem<K: AsRef<str>>(
        &mut self,
        keys: impl IntoIterator<Item = K>,
        message: impl Into<String>,
    ) -> Finding<'_> {
        self.add(keys, &message.into(), Severity::Error)
    }

    /// Adds a warning, which does not keep the program from starting.
    pub fn warning<K: AsRef<str>>(
        &mut self,
        keys: impl IntoIterator<Item = K>,
        message: impl Into<String>,
    ) -> Finding<'_> {
        self.add(keys, &message.into(), Severity::Warning)
    }

    fn add<K: AsRef<str>>(
        &mut self,
        keys: impl IntoIterator<Item = K>,
        message: &str,
        severity: Severity,
    ) -> Finding<'_> {
        let is_told = self.findings.add(severity);
        let mut finding = Finding {
            layers: self.layers,
            section: self.section,
            problem: None,
        };
        if is_told {
            let located = self.located(keys);
            let message = self.withheld(message);
            let problem = words::violation(self.layers, &located, message);
            self.found.push(problem.with_severity(severity));
            finding.problem = self.found.last_mut();
        }
        finding
    }

    fn located<K: AsRef<str>>(&mut self, keys: impl IntoIterator<Item = K>) -> Vec<Located<'r>> {
        let mut located = Vec::new();
        for key in keys {
            if let Some(place) = self.section.place().locate(key.as_ref()) {
                located.push(place);
            } else {
                let schema = self.section.schema;
                let problem = words::no_such_key(schema, key.as_ref(), "a check");
                self.found.push(problem);
            }
        }
        located
    }

    /// The message, unless it repeats a secret of this section.
    fn withheld<'m>(&self, message: &'m str) -> Option<&'m str> {
        is_quiet(message, self.layers, &self.section).then_some(message)
    }

    /// Adds the values that break a rule by themselves, for a section that lacks
    /// others and so cannot be judged as a whole.
    pub(crate) fn values(&mut self, rows: &'static [Field]) {
        for field in rows.iter().filter(|field| !field.rules().is_empty()) {
            let mut key = Key::default();
            key.push_name(field.name());
            let written = self
                .section
                .place()
                .locate(key.as_str())
                .and_then(|place| place.node);
            let default = field.default_text();
            let default = default.as_deref().map(Node::of_default);
            if let Some(node) = written.or(default.as_ref()) {
                self.value(&key, field.rules(), &typed(node, &field.kind()));
            }
        }
    }

    fn value(&mut self, key: &Key, rules: &[Constraint], node: &Node<'_>) {
        let message = rules.iter().find_map(|rule| known::broken(rule, node));
        if let Some(message) = message {
            self.broken(key.as_str(), &message);
        }
        let of_each = rules.iter().find_map(|rule| match rule {
            Constraint::Each(rules) => Some(*rules),
            _ => None,
        });
        if let (Some(rules), Value::List(nodes)) = (of_each, &node.value) {
            for (index, node) in nodes.iter().enumerate() {
                let mut key = key.clone();
                key.push_index(index);
                self.value(&key, rules, node);
            }
        }
    }

    /// Adds what `garde` has found at one of its paths.
    pub(crate) fn broken(&mut self, path: &str, message: &str) {
        let (place, is_all) = self.section.place().locate_loosely(path);
        // OK because a field does not speak for an unknown part of its section.
        let field = place.field.filter(|_| is_all || place.depth.is_some());
        let environment = self.environment();
        let severity = field.map_or(Severity::Error, |field| {
            field.severity_of("rule", environment)
        });
        // OK because a section above may dive into this one and find it again.
        if self.findings.is_new(&place.key, message) && self.findings.add(severity) {
            let message = self.withheld(message);
            let problem = words::broken_rule(self.layers, &place, message);
            self.found.push(problem.with_severity(severity));
        }
    }
}

/// The most findings of one severity that are reported for one load.
const MOST: usize = 100;

/// What rules and checks have found in one load, be it told or not.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    known: HashSet<(Key, String)>,
    so_far: BTreeMap<Severity, usize>,
}

impl Findings {
    fn is_new(&mut self, key: &Key, message: &str) -> bool {
        self.known.insert((key.clone(), message.to_owned()))
    }

    /// Counts one, and says whether it is to be told.
    fn add(&mut self, severity: Severity) -> bool {
        let so_far = self.so_far.entry(severity).or_default();
        *so_far += 1;
        *so_far <= MOST
    }

    /// Says how many were left out, of each severity.
    pub(crate) fn add_to(&self, found: &mut [Problem]) {
        for (&severity, &so_far) in &self.so_far {
            let is_one = |problem: &&mut Problem| {
                problem.code() == Code::Rule && problem.severity() == severity
            };
            let last = found.iter_mut().rev().find(is_one);
            if let Some(last) = last.filter(|_| so_far > MOST) {
                last.leave_out(so_far - MOST);
            }
        }
    }
}

/// A problem or warning that was just added, to which details can be added.
#[derive(Debug)]
pub struct Finding<'v> {
    layers: &'v [Layer<'v>],
    section: Section<'v>,
    problem: Option<&'v mut Problem>,
}

impl Finding<'_> {
    /// Adds what to do, in one sentence; it is withheld if it repeats a secret.
    #[expect(clippy::return_self_not_must_use, reason = "it is there already")]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        let help = help.into();
        if let Some(problem) = &mut self.problem {
            if is_quiet(&help, self.layers, &self.section) {
                problem.add_help(redact::text(&help));
            } else {
                problem.add_help(words::WITHHELD);
            }
        }
        self
    }
}

fn is_quiet(message: &str, layers: &[Layer<'_>], section: &Section<'_>) -> bool {
    quiet::is_quiet(message, layers, section.schema, section.nodes)
}
