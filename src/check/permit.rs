//! Permission for what is refused: the one place that asks who has given it.
//!
//! A field allows a refusal, or has it only warn; the program allows it of a key; a waiver
//! of `config/waivers.toml` permits it for a while. Start, `check` and parity ask here.

mod ledger;

pub(crate) use self::ledger::{Ledger, Waivers};
use super::found::Found;
use super::refuse;
use crate::environment::{Deploy, Environment};
use crate::report::problem::{Code, Problem, Severity};
use crate::resolve::Resolution;
use crate::schema::{Exemption, Field, Waiver};
use crate::value::key::Key;

/// What is permitted beside what fields say of themselves.
pub(crate) struct Permits<'p> {
    /// What the program allows.
    allowed: &'p [Exemption],
    /// What waivers permit, if there are any for this deploy.
    waived: Option<(&'p Ledger, &'p Deploy)>,
}

/// What a refusal is called by.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    /// By attributes.
    pub(crate) name: &'static str,
    pub(crate) code: Code,
}

/// What somebody says of a refusal.
pub(crate) enum Permission<'w> {
    /// Nobody permits it.
    None,
    /// The field has it only warn.
    OnlyWarns,
    /// A waiver does.
    Waived(&'w Waiver),
    /// It is allowed, or may be by a waiver that could not be understood.
    Silent,
}

impl<'p> Permits<'p> {
    pub(crate) fn of(allowed: &'p [Exemption], waived: Option<(&'p Ledger, &'p Deploy)>) -> Self {
        Self { allowed, waived }
    }

    /// Asks who permits what is found of a setting, or of a part of its value.
    pub(crate) fn ask(
        &self,
        field: &Field,
        key: &dyn Fn() -> Key,
        asked: Asked,
        environment: Environment,
    ) -> Permission<'_> {
        if field.allows(asked.name, environment) || self.allows(asked.name, key) {
            return Permission::Silent;
        }
        match self.waived(asked.code, key) {
            // OK because only who deploys wants to be told.
            Permission::Waived(_) if !environment.is_deployed() => Permission::Silent,
            Permission::None if field.only_warns(asked.name, environment) => Permission::OnlyWarns,
            permission => permission,
        }
    }

    fn allows(&self, name: &str, key: &dyn Fn() -> Key) -> bool {
        let mut named = self
            .allowed
            .iter()
            .filter(|one| one.what == name)
            .peekable();
        named.peek().is_some() && {
            let key = key();
            named.any(|one| one.covers(&key))
        }
    }

    fn waived(&self, code: Code, key: &dyn Fn() -> Key) -> Permission<'_> {
        let Some((ledger, deploy)) = self.waived else {
            return Permission::None;
        };
        let key = key();
        match ledger.permit(&key, code, &|waiver| waiver.is_for(names(deploy))) {
            Some(at) => Permission::Waived(&ledger.all()[at]),
            None if ledger.may_permit(&key) => Permission::Silent,
            None => Permission::None,
        }
    }

    /// What is wrong with waivers: they cannot be understood, those for this deploy have
    /// ended, or permit nothing there is, if all there is `is_known`.
    pub(crate) fn problems(&self, is_known: bool) -> Vec<Problem> {
        let Some((ledger, deploy)) = self.waived else {
            return Vec::new();
        };
        let is_own = |waiver: &Waiver| waiver.is_for(names(deploy));
        let expired = ledger.expired(is_own);
        let unused = ledger.unused(|waiver| {
            is_known && is_own(waiver) && waiver.code.is_some_and(refuse::is_refusal)
        });
        let unused = unused.map(|problem| problem.with_severity(Severity::Warning));
        let unclear = ledger.problems().iter().cloned();
        unclear.chain(expired).chain(unused).collect()
    }

    /// Says of each setting what is permitted of it.
    pub(crate) fn mark(&self, resolution: &mut Resolution) {
        let own = |waiver: &&Waiver| {
            let deploy = self.waived.map(|(_, deploy)| deploy);
            deploy.is_some_and(|deploy| waiver.is_for(names(deploy)))
        };
        let waivers = self.waived.map_or(&[][..], |(ledger, _)| ledger.all());
        let waivers: Vec<&Waiver> = waivers.iter().filter(own).collect();
        resolution.permit(&waivers, self.allowed);
    }
}

/// The names that a waiver may call a deploy by.
fn names(deploy: &Deploy) -> [&str; 2] {
    let environment = deploy.environment().as_str();
    [deploy.deployment().unwrap_or(environment), environment]
}

impl Permission<'_> {
    /// What is left of what was found.
    pub(crate) fn of_found(self, mut found: Found) -> Option<Found> {
        match self {
            Self::None => {}
            Self::Silent => return None,
            Self::OnlyWarns => found.severity = found.severity.min(Severity::Warning),
            Self::Waived(waiver) => {
                found.severity = below(found.severity)?;
                found.waiver = Some(waived(waiver));
            }
        }
        Some(found)
    }

    /// What is left of a problem.
    pub(crate) fn of_problem(self, problem: Problem) -> Option<Problem> {
        match self {
            Self::None => Some(problem),
            Self::Silent => None,
            Self::OnlyWarns => Some(problem.with_severity(Severity::Warning)),
            Self::Waived(waiver) => {
                let severity = below(problem.severity())?;
                Some(
                    problem
                        .with_severity(severity)
                        .with_only_help(waived(waiver)),
                )
            }
        }
    }
}

/// What a waiver makes of it: nothing of a note.
fn below(severity: Severity) -> Option<Severity> {
    match severity {
        Severity::Error => Some(Severity::Warning),
        Severity::Warning => Some(Severity::Note),
        Severity::Note => None,
    }
}

fn waived(waiver: &Waiver) -> String {
    format!("waived {waiver}")
}
