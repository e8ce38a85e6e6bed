//! What is asked of a value that counts, beside being of its type.

use super::{Load, Missing};
use crate::check::permit::Permits;
use crate::check::refuse::{Policy, Refusal};
use crate::check::{Found, PrivateHosts, committed, lost, words};
use crate::environment::Deploy;
use crate::layer::source::Source;
use crate::report::problem::Severity;
use crate::resolve::texts::Text;
use crate::resolve::{At, Place};
use crate::schema::{Field, Schema};
use crate::value::key::Path;
use crate::value::tree::{Node, Value};

/// What the rules of a program are kept for.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    pub(crate) deploy: &'a Deploy,
    pub(crate) private: &'a PrivateHosts,
    pub(crate) permits: &'a Permits<'a>,
    pub(crate) is_strict: bool,
    /// Whether only what is committed is read, and a deploy has yet to bring
    /// the rest.
    pub(crate) awaits_deploy: bool,
    /// Whether overrides stand for what a deploy will bring.
    pub(crate) overrides_stand_in: bool,
}

impl<'a> Judge<'a> {
    fn policy(self) -> Policy<'a> {
        Policy {
            environment: self.deploy.environment(),
            private: self.private,
            permits: self.permits,
            is_strict: self.is_strict,
            is_without_secrets: false,
        }
    }
}

impl Load<'_> {
    /// Whether a deploy has yet to bring what the layers lack.
    pub(crate) fn awaits_deploy(&self) -> bool {
        self.judge.is_some_and(|judge| judge.awaits_deploy)
    }

    /// Whether a setting of the section is missing, where so many were before
    /// the section was read.
    pub(super) fn lacks(&self, section: &Path<'_>, before: usize) -> bool {
        let section = section.key();
        let is_within = |missing: &Missing| missing.key.is_within(&section);
        self.missing.len() > before || self.missing.iter().any(is_within)
    }

    /// Notes what is asked once all is read of what was written for a field, be it
    /// overridden or not; how often it was written.
    pub(super) fn note(&mut self, field: &Field, place: &Place<'_, '_>) -> usize {
        let nodes = &place.nodes;
        self.may_have_unknown |= field.has_deprecated() && !nodes.is_empty();
        if matches!(place.at, At::Leaf) && !self.committed.is_empty() {
            let (secrets, mut all) = (field.secrets(), Vec::new());
            for node in nodes {
                if self.committed.contains(&node.site.layer) {
                    committed::secrets_in(node, secrets.whole(), &mut all);
                }
            }
            self.has_committed_secret |= !all.is_empty();
        }
        nodes.len()
    }

    /// Judges the value of a leaf.
    pub(super) fn judge(&mut self, field: &'static Field, path: &Path<'_>, value: &Node<'_>) {
        // OK because only texts and switches are refused, and a secret is a text however it
        // is written.
        let is_number = matches!(value.value, Value::Integer(_) | Value::Float(_));
        if !is_number || field.is_secret() {
            self.refuse(field, path, Some(value));
        }
    }

    /// Refuses texts of a value that counts, or of the default.
    pub(super) fn refuse(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        node: Option<&Node<'_>>,
    ) {
        let Some(judge) = self.judge else { return };
        let look = judge.policy().on(field);
        look.each(path, node, &mut |text, refusal, found| {
            self.refused(judge, field, text, refusal, found);
        });
    }

    #[cold]
    fn refused(
        &mut self,
        judge: Judge<'_>,
        field: &'static Field,
        text: &Text<'_>,
        refusal: &Refusal,
        found: Found,
    ) {
        let site = text.node.map(|node| node.site);
        if (judge.overrides_stand_in && self.is_override(text))
            || lost::may_replace(self.layers, site, &(text.key)(), field)
        {
            return;
        }
        // OK because a default that is refused here counts for none: a value has
        // to be set, and none is committed.
        if judge.awaits_deploy && text.node.is_none() && found.severity == Severity::Error {
            let key = (text.key)();
            self.missing.push(Missing { key, field });
            return;
        }
        let problem = words::refused(self.layers, &text.located(field), refusal, found);
        self.found.push(problem);
    }

    /// Whether settings of the section may be in a part of a layer that could not
    /// be read.
    pub(super) fn may_have_lost(&self, section: &'static Schema, path: &Path<'_>) -> bool {
        let mut broken = self.layers.iter().filter(|layer| !layer.lost.is_empty());
        broken.any(|layer| {
            let is_lost = |field: &Field| layer.may_hold(&path.name(field.name()).key(), field);
            section.all_fields().any(is_lost)
        })
    }

    /// Whether the text is that of an override.
    fn is_override(&self, text: &Text<'_>) -> bool {
        let layer = text.node.map(|node| usize::from(node.site.layer));
        let layer = layer.and_then(|layer| self.layers.get(layer));
        layer.is_some_and(|layer| matches!(layer.source, Source::Overrides(..)))
    }
}
