//! What is wrong with values that could be read: conditions, refusals, and what
//! only a rehearsal shows.

use super::Setup;
use super::gather::Inputs;
use super::stack::Stack;
use crate::condition::{self, Unmet};
use crate::environment::Environment;
use crate::key::Path;
use crate::kind::Kind;
use crate::locate::{Located, Section};
use crate::problem::{Problem, Severity};
use crate::refuse::{Policy, Refusal};
use crate::rehearse::{self, Check};
use crate::schema::{Asks, DefaultValue, Field, Latent, Schema, Shape};
use crate::texts;
use crate::tree::{Node, Value};
use crate::walk::{self, Setting, Through};
use crate::words;

/// Judges every setting; finds problems and warnings.
pub(super) fn all(
    inputs: &Inputs,
    setup: &Setup,
    schema: &'static Schema,
    stack: &Stack<'_>,
) -> Vec<Problem> {
    let Some(choice) = &inputs.choice else {
        return Vec::new();
    };
    let environment = choice.environment;
    if schema.asks() == Asks::NOTHING && !environment.is_deployed() {
        return Vec::new();
    }
    let layers = stack.layers.iter().rev();
    let nodes: Vec<&Node<'_>> = layers.map(|layer| &layer.root).collect();
    let judge = Judge {
        inputs,
        setup,
        schema,
        stack,
        environment,
        nodes: &nodes,
    };
    let mut found = condition::unsound(schema);
    found.extend(setup.private.malformed().map(words::no_host_pattern));
    judge.values(&mut found);
    if !setup.skip_rehearsal && schema.asks().has(Asks::LATENT) {
        judge.rehearse(&mut found);
    }
    found
}

struct Judge<'j> {
    inputs: &'j Inputs,
    setup: &'j Setup,
    schema: &'static Schema,
    stack: &'j Stack<'j>,
    environment: Environment,
    /// The roots of the layers, highest first.
    nodes: &'j [&'j Node<'j>],
}

impl<'j> Judge<'j> {
    fn walk(&self, through: Through, visit: &mut dyn FnMut(&Setting<'_>)) {
        walk::section(self.schema, self.nodes, &Path::ROOT, through, visit);
    }

    fn root(&self) -> Section<'j> {
        Section {
            schema: self.schema,
            path: Path::ROOT,
            nodes: self.nodes,
        }
    }

    fn values(&self, found: &mut Vec<Problem>) {
        let through = if self.environment.is_deployed() {
            Through::All
        } else {
            Through::Asking(Asks::RULES)
        };
        let policy = Policy {
            environment: self.environment,
            private: &self.setup.private,
        };
        self.walk(through, &mut |setting| {
            if !setting.field.conditions().is_empty() {
                self.conditions(setting, found);
            }
            if policy.concerns(setting.field) {
                self.refusals(policy, setting, found);
            }
        });
    }

    fn conditions(&self, setting: &Setting<'_>, found: &mut Vec<Problem>) {
        let layers = &self.stack.layers;
        let key = setting.path.key();
        let environment = self.environment;
        condition::judge(setting, &self.root(), environment, &mut |unmet| {
            found.push(match unmet {
                Unmet::ForbiddenHere(node) => {
                    words::forbidden(layers, &key, setting.field, node, environment)
                }
                Unmet::RequiredHere => {
                    let problem = words::required_in(&key, setting.field, environment);
                    self.with_cure(problem, setting)
                }
                Unmet::RequiredBy(other, value) => {
                    let problem = words::required_by(layers, &key, &other, value);
                    self.with_cure(problem, setting)
                }
            });
        });
    }

    fn with_cure(&self, problem: Problem, setting: &Setting<'_>) -> Problem {
        let variables = condition::variables(self.schema, &self.setup.prefix, setting);
        let file = self.inputs.best_file.as_ref();
        let cure = words::Cure {
            file: file.map(|path| path.display().to_string()),
            variables: &variables,
        };
        words::with_cure(problem, &setting.path.key(), setting.field, &cure)
    }

    fn refusals(&self, policy: Policy<'_>, setting: &Setting<'_>, found: &mut Vec<Problem>) {
        let field = setting.field;
        texts::each(setting, &|text| Policy::wants(field, text), &mut |text| {
            policy.judge(field, text.value, text.is_default(field), &mut |refusal| {
                if is_number(field) && matches!(refusal, Refusal::Secret(_)) {
                    return;
                }
                if field.allows(refusal.what(), self.environment) {
                    return;
                }
                let place = text.located(field);
                let problem = words::refused(&self.stack.layers, &place, refusal, self.environment);
                found.push(if field.only_warns(refusal.what(), self.environment) {
                    problem.with_severity(Severity::Warning)
                } else {
                    problem
                });
            });
        });
    }

    fn rehearse(&self, found: &mut Vec<Problem>) {
        let (mut checks, mut places) = (Vec::new(), Vec::new());
        self.walk(Through::Asking(Asks::LATENT), &mut |setting| {
            for latent in setting.field.latent() {
                texts::each(setting, &|text| !text.trim().is_empty(), &mut |text| {
                    if let Some(check) = self.check(*latent, text.value, setting) {
                        checks.push(check);
                        let place = text.located(setting.field);
                        places.push(words::Rehearsed::new(&self.stack.layers, &place));
                    }
                });
            }
        });
        let results = rehearse::run(&self.setup.host, &checks, self.setup.rehearsal_timeout);
        for ((check, place), result) in checks.iter().zip(places).zip(results) {
            if let Err(failure) = result {
                found.push(place.failed(check.code(), &failure));
            }
        }
    }

    fn check(&self, latent: Latent, text: &str, setting: &Setting<'_>) -> Option<Check> {
        let text = text.to_owned();
        Some(match latent {
            Latent::Path(needs) => Check::Path(text, needs),
            Latent::Resolves => Check::Resolves(text),
            Latent::FreePort => Check::FreePort(text),
            Latent::TlsCertificate { key, days } => Check::Tls {
                certificate: text,
                key: text_of(&condition::locate(&setting.section, &self.root(), key)?)?,
                days,
            },
        })
    }
}

/// Whether the value is none that could be a long text.
fn is_number(field: &Field) -> bool {
    let Shape::Leaf(kind) = field.shape() else {
        return false;
    };
    let kind = kind();
    matches!(
        kind.without_optional(),
        Kind::Integer { .. } | Kind::Float | Kind::Bool | Kind::Duration
    )
}

/// The text of another setting, written or by default.
fn text_of(setting: &Located<'_>) -> Option<String> {
    let default = match setting.field?.default() {
        Some(DefaultValue::Text(text)) => Some(text.to_owned()),
        _ => None,
    };
    match setting.node.map(|node| &node.value) {
        Some(Value::Free(text) | Value::String(text)) => Some(text.to_string()),
        Some(_) => None,
        None => default,
    }
}
