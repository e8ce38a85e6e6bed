//! Free texts that a type refuses as the number they look like, and takes as text.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use crate::coerce::{Reading, Session, blame_inside};
use crate::config::Leaf;
use crate::key::{Key, Path};
use crate::tree::Node;

/// How often a leaf is read for that.
const MOST_READINGS: usize = 1_000;

/// How many texts are tried one by one, where it is not said which is meant.
const MOST_TRIED: usize = 32;

/// Reads a leaf that was refused as it is, with some of its texts taken for the
/// other thing they may be. Where that does not help, those of which it did.
pub(super) fn settle<T: Leaf>(
    secret: bool,
    path: &Path<'_>,
    node: &Node<'_>,
) -> Result<T, BTreeSet<Key>> {
    let session = Session::of_leaf(secret, path.key());
    let reading = Reading {
        node,
        path,
        session: &session,
    };
    let read = || reading.read(PhantomData::<T>);
    let Some(offers) = &session.offers else {
        return Err(BTreeSet::new());
    };
    for _ in 0..MOST_READINGS {
        let mistake = match read() {
            Ok(value) if session.is_clean() && !offers.flipped().is_empty() => return Ok(value),
            Ok(_) => break,
            Err(mistake) => mistake,
        };
        let doubtful = offers.doubtful();
        if doubtful.is_empty() {
            break;
        }
        let mistake = blame_inside(reading, mistake, &|| read().err());
        let meant = mistake.blame().map(|blame| &blame.key);
        match meant.filter(|key| doubtful.contains(key)) {
            Some(key) if offers.flip(key) => {}
            Some(_) => break,
            None => {
                return one_by_one(&doubtful, &read, &|key| _ = offers.flip(key))
                    .ok_or_else(|| offers.flipped());
            }
        }
    }
    Err(offers.flipped())
}

/// Reads with each of the texts as something else, then with all of them.
fn one_by_one<T, E>(
    doubtful: &[Key],
    read: &dyn Fn() -> Result<T, E>,
    flip: &dyn Fn(&Key),
) -> Option<T> {
    for key in doubtful.iter().take(MOST_TRIED) {
        flip(key);
        if let Ok(value) = read() {
            return Some(value);
        }
        flip(key);
    }
    doubtful.iter().for_each(flip);
    let all = read().ok();
    if all.is_none() {
        doubtful.iter().for_each(flip);
    }
    all
}
