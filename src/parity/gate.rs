//! The gate: what opens, beside what was rehearsed or was there before.

mod artifact;
mod changes;
mod record;
mod refused;

use std::path::Path;

use self::record::column;
use super::build::{may_permit, of_waivers};
use super::side::{Column, Setting, matrix};
use super::snapshot::Snapshot;
use super::{Difference, Facts, ParityReport, Waiver, judge};
use crate::load::{Loaded, Loader};
use crate::read::config::Config;
use crate::report::Report;
use crate::report::problem::{Code, Problem};

impl<T: Config> Loaded<T> {
    /// Compares this deploy with the snapshot of another one, before it goes live.
    ///
    /// It is [`Loader::compare`] with the [`snapshot`](Self::snapshot) of this
    /// deploy and these facts as the new one.
    ///
    /// # Errors
    ///
    /// If no snapshot can be taken: the key for digests cannot be read, or is too
    /// short.
    pub fn compare(&self, old: &Snapshot, facts: &Facts) -> Result<ParityReport, Report> {
        Ok(self.loader().compare::<T>(old, &self.snapshot(facts)?))
    }
}

impl Loader {
    /// Compares the snapshots of two deploys: an earlier one, and one that is to go live.
    ///
    /// If they are of two environments or deployments, a violation is a different artifact
    /// or schema, a value that breaks a parity rule, a secret that both share, and a fact
    /// or version that differs.
    ///
    /// If they are of the same one, the report shows what has changed, including defaults.
    /// A violation is then only what no deployed environment may have, and a secret of
    /// several settings that was changed in only some of them.
    ///
    /// Waivers apply as for [`parity`](Self::parity).
    pub fn compare<T: Config>(&self, old: &Snapshot, new: &Snapshot) -> ParityReport {
        let gate = Gate::new(old, new);
        let columns = gate
            .records
            .map(|record| column(record, T::SCHEMA, gate.is_sealed));
        let settings = matrix(T::SCHEMA, columns.into());
        let mut verdicts = artifact::of_program(self, &gate);
        verdicts.extend(artifact::of_artifact(&gate));
        verdicts.extend(artifact::of_schema::<T>(&gate));
        verdicts.extend(artifact::uncompared(self, &gate));
        let named: Vec<&str> = gate.sides.iter().map(Column::name).collect();
        let ledger = self.waivers(T::SCHEMA, &named);
        verdicts.extend(of_waivers(&ledger));
        let (sides, rows) = gate.to_judge(&settings, T::SCHEMA);
        let refused = refused::of_records(&sides, &rows, self.setup());
        let judged = judge::all(&sides, &rows, refused, &ledger);
        let is_clear = |verdict: &Difference| !may_permit(&ledger, verdict);
        verdicts.extend(judged.into_iter().filter(is_meant).filter(is_clear));
        let mut own = record::of_facts(&gate, &settings);
        own.extend(changes::overridden(&gate, &settings));
        if gate.is_same_place {
            own.extend(changes::verdicts(&gate, &settings));
        }
        let own = own.into_iter().filter(is_clear).map(|verdict| {
            let is_for = |waiver: &Waiver| {
                let mut sides = gate.sides.iter();
                sides.any(|side| waiver.is_for(side.names()))
            };
            let permit = |key| ledger.permit(key, verdict.code(), &is_for);
            let waiver = verdict.key().and_then(permit);
            verdict.with_waiver(waiver)
        });
        verdicts.extend(own);
        let waivers = ledger.into_waivers();
        ParityReport::new(self.program_name(), gate.sides, settings, verdicts, waivers)
    }
}

/// Two deploys side by side, in the order of promotion.
struct Gate<'g> {
    records: [&'g Snapshot; 2],
    sides: Vec<Column>,
    /// The number of the new one.
    new: usize,
    /// Whether the old one is what was before in the place of the new one.
    is_same_place: bool,
    /// Whether secrets are digested with one key.
    is_sealed: bool,
}

impl<'g> Gate<'g> {
    fn new(old: &'g Snapshot, new: &'g Snapshot) -> Self {
        let is_same_place = old.name() == new.name() && old.environment() == new.environment();
        let is_swapped = old.environment() > new.environment();
        let name = old.name();
        let before = if is_same_place {
            format!("{name} (before)")
        } else {
            name.to_owned()
        };
        let mut records = [old, new];
        let mut sides = vec![
            Column::new(before, old.environment()),
            Column::new(new.name().to_owned(), new.environment()),
        ];
        if is_swapped {
            records.reverse();
            sides.reverse();
        }
        Self {
            records,
            sides,
            new: usize::from(!is_swapped),
            is_same_place,
            is_sealed: old.key().is_some() && old.key() == new.key(),
        }
    }

    /// The records: the old one, then the new one.
    fn in_time(&self) -> [&'g Snapshot; 2] {
        [1 - self.new, self.new].map(|at| self.records[at])
    }

    /// The names of their sides.
    fn names_in_time(&self) -> [&str; 2] {
        [1 - self.new, self.new].map(|at| self.sides[at].name())
    }

    /// Whether the new one may have nothing that the old one has not rehearsed.
    fn is_rehearsal(&self) -> bool {
        !self.is_same_place
            && self.new == 1
            && self
                .sides
                .iter()
                .all(|side| side.environment().is_deployed())
    }

    /// What the rules of parity are for: both, or the new one where the old one
    /// was before.
    fn to_judge(
        &self,
        settings: &[Setting],
        schema: &'static crate::schema::Schema,
    ) -> (Vec<Column>, Vec<Setting>) {
        if !self.is_same_place {
            return (self.sides.clone(), settings.to_vec());
        }
        let column = column(self.records[1], schema, self.is_sealed);
        (vec![self.sides[1].clone()], matrix(schema, vec![column]))
    }

    /// A verdict of both sides.
    fn verdict(&self, problem: Problem) -> Difference {
        let names = self.sides.iter().map(|side| side.name().to_owned());
        Difference::of(problem, names.collect())
    }
}

/// Not what only committed files can have, nor what only all environments can.
fn is_meant(verdict: &Difference) -> bool {
    let is_fact = verdict.key().is_some_and(|key| record::fact(key).is_some());
    match verdict.code() {
        Code::CouldBeDefault | Code::WaiverUnused => false,
        Code::OneSided => !is_fact,
        _ => true,
    }
}

/// Where a file is one of an environment or deployment, its name.
fn stem(path: &Path) -> Option<&str> {
    path.file_stem()?.to_str()
}
