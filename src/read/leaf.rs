//! One value of a setting, and every error that is in it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::marker::PhantomData;

use super::faces::settle;
use super::{Load, Missing};
use crate::coerce::mistake::{Fault, Mistake};
use crate::coerce::{Absent, Reading, Session, blame_inside};
use crate::format::inline;
use crate::read::config::Leaf;
use crate::read::words;
use crate::resolve::Place;
use crate::schema::kind::Kind;
use crate::schema::{Constraint, DefaultValue, Field};
use crate::value::key::{Key, Path};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// The most errors reported for one leaf, beside fields that are unknown.
const MOST_MISTAKES: usize = 100;

/// How often a leaf is read to find them: some errors only follow from others.
const MOST_READINGS: usize = 1_000;

impl Load<'_> {
    /// Reads a leaf that at least one layer sets. What the highest one hides is
    /// read too, so that an error is not first met on the day that layer goes.
    pub(super) fn layered<T: Leaf>(
        &mut self,
        field: &'static Field,
        place: &Place<'_, '_>,
    ) -> Option<T> {
        let path = &place.path;
        let (value, hidden) = place.value()?;
        // OK because what cannot be read may hide nothing.
        let hidden_by = (!matches!(value.value, Value::Bad)).then_some(value.site);
        for &node in hidden {
            let node = Node::closed(Cow::Borrowed(node));
            self.leaf::<T>(field, path, &node, hidden_by);
        }
        if self.is_odd(field, path, &value) {
            return None;
        }
        self.judge(field, path, &value);
        self.leaf(field, path, &value, None)
    }

    /// Reads a leaf of one node; `hidden_by` is what hides it, if anything.
    fn leaf<T: Leaf>(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        node: &Node<'_>,
        hidden_by: Option<Site>,
    ) -> Option<T> {
        let session = Session::new(field.is_secret());
        let session = &session;
        let reading = Reading {
            node,
            path,
            session,
        };
        match T::deserialize(reading) {
            Ok(value) if session.is_clean() => Some(value),
            result => {
                let met = result.err().map(|mistake| reading.blame(mistake));
                match settle::<T>(field.is_secret(), path, node) {
                    Ok(value) => return Some(value),
                    Err(flipped) => {
                        self.diagnose::<T>(field, path, node, hidden_by, met, flipped);
                    }
                }
                None
            }
        }
    }

    /// Reports all errors in a leaf.
    ///
    /// `met` is the error that made it look. It is reported where the search finds
    /// none, as of a type that is not read twice in the same way.
    #[cold]
    fn diagnose<T: Leaf>(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        node: &Node<'_>,
        hidden_by: Option<Site>,
        met: Option<Mistake>,
        flipped: BTreeSet<Key>,
    ) {
        let leaf = path.key();
        let (mut mistakes, mut is_cut) = mistakes::<T>(field.is_secret(), path, node, flipped);
        if mistakes.is_empty() {
            mistakes.extend(met);
        }
        if let Some(fault) = broken_inline(node, &field.kind()) {
            let session = &Session::new(field.is_secret());
            let reading = Reading {
                node,
                path,
                session,
            };
            (mistakes, is_cut) = (vec![reading.blame(Mistake::new(fault))], false);
        }
        let told = mistakes
            .iter()
            .filter_map(|mistake| words::mistake(self.layers, field, &leaf, mistake, hidden_by));
        let mut told: Vec<_> = told.collect();
        if let Some(last) = told.pop_if(|_| is_cut) {
            let so_many = told.len() + 1;
            told.push(words::and_more(last, path, so_many));
        }
        self.found.extend(told);
    }

    pub(super) fn missing(&mut self, field: &'static Field, path: &Path<'_>) {
        let key = path.key();
        self.missing.push(Missing { key, field });
    }

    pub(super) fn default<T: Leaf>(&mut self, field: &'static Field, path: &Path<'_>) -> Option<T> {
        if let Some(DefaultValue::Text(text)) = field.default() {
            self.refuse(field, path, None);
            let node = Node::of_default(text);
            return self.leaf(field, path, &node, None);
        }
        // OK because a start leaves this rule to `garde`.
        if self.must_come(field) {
            self.missing(field, path);
            return None;
        }
        let absent: Result<T, Mistake> = T::deserialize(Absent);
        if let Ok(value) = absent {
            Some(value)
        } else {
            self.missing(field, path);
            None
        }
    }

    /// Judges a default that the program makes, where it has a text.
    pub(super) fn computed(&mut self, field: &'static Field, path: &Path<'_>) {
        if let Some(DefaultValue::Computed(_)) = field.default() {
            self.refuse(field, path, None);
        }
    }

    /// Whether a rule requires of the deploy what may be left out by its type.
    fn must_come(&self, field: &Field) -> bool {
        let judge = self.judge.filter(|judge| judge.awaits_deploy);
        judge.is_some_and(|judge| {
            field.rules().contains(&Constraint::Required)
                && !field.only_warns("rule", judge.deploy.environment())
        })
    }
}

/// What is wrong with a text that a type which takes anything has refused, and that was
/// meant to be a list or a table: what the type says of it as text is beside the point.
fn broken_inline(node: &Node<'_>, kind: &Kind) -> Option<Fault> {
    let Value::Free(text) = &node.value else {
        return None;
    };
    let is_table = match kind.without_optional() {
        Kind::Any => false,
        Kind::Loose { table, .. } => *table,
        _ => return None,
    };
    let expected = match text.trim_start().chars().next()? {
        '[' => "a list such as `[\"a\", \"b\"]`",
        first if first == '{' || (is_table && text.contains('=')) => {
            "a table such as `{ a = 1, b = 2 }`"
        }
        _ => return None,
    };
    let is_broken = inline::value(text, node.site).is_none();
    is_broken.then_some(Fault::Unbalanced { expected })
}

/// The errors in a leaf: it is read again without the entries that an error
/// is known of, until there is none. Whether there are more is returned as well.
fn mistakes<T: Leaf>(
    secret: bool,
    path: &Path<'_>,
    node: &Node<'_>,
    flipped: BTreeSet<Key>,
) -> (Vec<Mistake>, bool) {
    let mut session = Session::of_leaf(secret, path.key());
    if let Some(offers) = &session.offers {
        offers.flip_all(flipped);
    }
    let mut mistakes = Vec::new();
    for _ in 0..MOST_READINGS {
        let reading = Reading {
            node,
            path,
            session: &session,
        };
        let Err(mistake) = reading.read(PhantomData::<T>) else {
            break;
        };
        let again = || reading.read(PhantomData::<T>).err();
        let mistake = blame_inside(reading, mistake, &again);
        let follows = session.explains(&mistake);
        let key = mistake.blame().map(|blame| blame.key.clone());
        // OK because what cannot be skipped is blamed again at once.
        let is_new = key.as_ref().is_none_or(|key| session.skip(key));
        if is_new && !follows {
            mistakes.push(mistake);
        }
        let is_whole = key.is_none_or(|key| key == path.key());
        if !is_new || is_whole || mistakes.len() > MOST_MISTAKES {
            break;
        }
    }
    let is_cut = mistakes.len() > MOST_MISTAKES;
    mistakes.truncate(MOST_MISTAKES);
    mistakes.extend(session.into_ignored());
    (mistakes, is_cut)
}
