//! What a program demands of its settings where they stand: to be set or not,
//! and what only a rehearsal shows.

use std::borrow::Cow;

use super::Setup;
use super::cure::Cures;
use super::gather::Inputs;
use super::stack::Stack;
use crate::check;
use crate::check::condition::{self, Unmet};
use crate::check::lost;
use crate::check::probe::{self, Check};
use crate::environment::Environment;
use crate::read;
use crate::read::{Load, Missing};
use crate::report::problem::{Problem, Severity};
use crate::resolve::locate::Located;
use crate::resolve::texts::{self, Wanted};
use crate::resolve::{Place, Setting};
use crate::schema::describe;
use crate::schema::{Field, Part, Probe, Schema};
use crate::value::key::Key;
use crate::value::tree::{Node, Value};

/// Adds the conditions that do not hold to what the load finds.
pub(super) fn judge(
    inputs: &Inputs,
    setup: &Setup,
    schema: &'static Schema,
    stack: &Stack<'_>,
    load: &mut Load<'_>,
) {
    let malformed = setup.private.malformed().map(check::words::no_host_pattern);
    load.found.extend(malformed);
    if (schema.has_conditions() || schema.has_probes())
        && let Some(demands) = Demands::new(inputs, setup, schema, stack)
    {
        load.found.extend(condition::unsound(schema));
        demands.conditions(load);
    }
}

/// Adds what probes have found, of values that could be read.
pub(super) fn rehearse(
    inputs: &Inputs,
    setup: &Setup,
    schema: &'static Schema,
    stack: &Stack<'_>,
    load: &mut Load<'_>,
) {
    if schema.has_probes()
        && let Some(demands) = Demands::new(inputs, setup, schema, stack)
    {
        demands.rehearse(load);
    }
}

struct Demands<'d> {
    setup: &'d Setup,
    stack: &'d Stack<'d>,
    environment: Environment,
    root: Place<'d, 'd>,
    cures: Cures<'d>,
}

impl<'d> Demands<'d> {
    /// None where no environment was chosen, of which all depends.
    fn new(
        inputs: &'d Inputs,
        setup: &'d Setup,
        schema: &'static Schema,
        stack: &'d Stack<'d>,
    ) -> Option<Self> {
        Some(Self {
            setup,
            stack,
            environment: inputs.choice.as_ref()?.environment,
            root: Place::root(schema, &stack.layers),
            cures: Cures::new(setup, inputs, schema),
        })
    }

    fn conditions(&self, load: &mut Load<'_>) {
        self.root.settings(&Schema::has_conditions, &mut |setting| {
            condition::judge(setting, &self.root, self.environment, &mut |unmet| {
                self.unmet(setting, unmet, load);
            });
        });
    }

    /// Tells of a condition that does not hold. Where only what is committed is
    /// read, a deploy may still bring what is missing, and has to unless it is
    /// only a warning.
    fn unmet(&self, setting: &Setting<'_, '_>, unmet: Unmet<'_>, load: &mut Load<'_>) {
        let (layers, environment) = (&self.stack.layers, self.environment);
        let key = setting.place.path.key();
        let field = setting.field;
        let may_be_lost = match &unmet {
            Unmet::RequiredHere => lost::may_replace(layers, None, &key, field),
            Unmet::RequiredBy(other, _) => {
                lost::may_replace(layers, None, &key, field) || self.may_be_lost(other)
            }
            Unmet::ForbiddenHere(node) => lost::may_replace(layers, Some(node.site), &key, field),
        };
        if may_be_lost {
            return;
        }
        let empty = setting.place.nodes.first().copied();
        let empty =
            empty.filter(|node| matches!(&node.value, Value::Free(text) if text.is_empty()));
        let what = match unmet {
            Unmet::ForbiddenHere(_) => "forbidden",
            Unmet::RequiredHere | Unmet::RequiredBy(..) => "required",
        };
        let severity = field.severity_of(what, environment);
        let must_come = severity == Severity::Error && load.awaits_deploy();
        let problem = match unmet {
            Unmet::ForbiddenHere(node) => check::words::forbidden(layers, &key, field, node),
            Unmet::RequiredHere | Unmet::RequiredBy(..) if must_come => {
                return load.missing.push(Missing { key, field });
            }
            Unmet::RequiredHere => {
                let problem = check::words::required_in(layers, &key, field, empty, environment);
                read::words::with_cure(problem, &key, field, &self.cures.of(&key, field))
            }
            Unmet::RequiredBy(other, value) => {
                let problem = check::words::required_by(layers, &key, empty, &other, value);
                read::words::with_cure(problem, &key, field, &self.cures.of(&key, field))
            }
        };
        load.found.push(problem.with_severity(severity));
    }

    /// Whether a layer that could not be read may give the setting another value.
    fn may_be_lost(&self, setting: &Located<'_>) -> bool {
        let site = setting.node.map(|node| node.site);
        setting
            .field
            .is_some_and(|field| lost::may_replace(&self.stack.layers, site, &setting.key, field))
    }

    fn rehearse(&self, load: &mut Load<'_>) {
        let errors = load.found.iter().filter(|problem| problem.refuses());
        let wrong: Vec<Key> = errors.filter_map(Problem::key).cloned().collect();
        let (mut checks, mut places) = (Vec::new(), Vec::new());
        let wanted = Wanted {
            secret: Part::None,
            is: &|text, _| !text.trim().is_empty(),
        };
        self.root.settings(&Schema::has_probes, &mut |setting| {
            let key = setting.place.path.key();
            if wrong.iter().any(|wrong| wrong.is_within(&key)) {
                return;
            }
            let value = setting.place.value().map(|(value, _)| value);
            let (field, node) = (setting.field, value.as_deref());
            let site = node.map(|node| node.site);
            if lost::may_replace(&self.stack.layers, site, &key, field) {
                return;
            }
            let severity = field.severity_of("probe", self.environment);
            for probe in field.probes() {
                texts::each(field, &setting.place.path, node, wanted, &mut |text| {
                    if let Some(check) = self.check(*probe, text.value, setting) {
                        checks.push(check);
                        let place = text.located(field);
                        let place = check::words::Rehearsed::new(&self.stack.layers, &place);
                        places.push((place, severity));
                    }
                });
            }
        });
        let results = probe::run(&self.setup.system, &checks, self.setup.probe_timeout);
        for ((check, (place, severity)), result) in checks.iter().zip(places).zip(results) {
            if let Err(failure) = result {
                let problem = place.failed(check.code(), &failure);
                load.found.push(problem.with_severity(severity));
            }
        }
    }

    fn check(&self, probe: Probe, text: &str, setting: &Setting<'_, 'd>) -> Option<Check> {
        let text = text.to_owned();
        Some(match probe {
            Probe::Path(needs) => Check::Path(text, needs),
            Probe::Resolves => Check::Resolves(text),
            Probe::FreePort => Check::FreePort(text),
            Probe::TlsCertificate { key, days } => {
                let other = condition::locate(setting.section, &self.root, key)?;
                if self.may_be_lost(&other) {
                    return None;
                }
                let key = text_of(&other);
                if key.is_none() && !is_left_out(&other) {
                    return None;
                }
                Check::Tls {
                    certificate: text,
                    key,
                    days,
                }
            }
        })
    }
}

/// Whether a setting is not set and need not be, so that nothing else tells of it.
fn is_left_out(setting: &Located<'_>) -> bool {
    let is_required = |field: &Field| describe::is_required(field, &field.kind());
    setting.node.is_none_or(Node::is_nothing)
        && (setting.absent || !setting.field.is_some_and(is_required))
}

/// The text of another setting, written or by default.
fn text_of(setting: &Located<'_>) -> Option<String> {
    match setting.node.map(|node| &node.value) {
        Some(Value::Free(text) | Value::String(text)) => Some(text.to_string()),
        Some(_) => None,
        None => setting.field?.default_text().map(Cow::into_owned),
    }
}
