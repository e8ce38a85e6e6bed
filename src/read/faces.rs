//! Free texts that a type refuses as what they look like, and takes as something else:
//! numbers as text, text as a list.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use crate::coerce::{Offers, Reading, Session, blame_inside};
use crate::read::config::Leaf;
use crate::value::key::{Key, Path};
use crate::value::tree::Node;

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
            Some(key) if offers.flip(key) || offers.flip_within(key, &doubtful) => {}
            Some(_) => break,
            None => {
                let read = || read().ok().filter(|_| session.is_clean());
                return one_by_one(offers, &doubtful, &read).ok_or_else(|| offers.flipped());
            }
        }
    }
    Err(offers.flipped())
}

/// Reads with each of the texts as something else, then with all of them.
fn one_by_one<T>(offers: &Offers, doubtful: &[Key], read: &dyn Fn() -> Option<T>) -> Option<T> {
    let singly = doubtful.iter().take(MOST_TRIED).map(std::slice::from_ref);
    let mut tries = singly.chain([doubtful]);
    tries.find_map(|keys| flipped(offers, keys, &|| with_elements(offers, doubtful, read)))
}

/// Reads with the texts as something else, and leaves them so if that helps.
fn flipped<T>(offers: &Offers, keys: &[Key], read: &dyn Fn() -> Option<T>) -> Option<T> {
    let flip = || keys.iter().for_each(|key| _ = offers.flip(key));
    flip();
    let value = read();
    if value.is_none() {
        flip();
    }
    value
}

/// Reads, and where that does not help, with the elements of new lists as something
/// else as well.
fn with_elements<T>(offers: &Offers, known: &[Key], read: &dyn Fn() -> Option<T>) -> Option<T> {
    let mut value = None;
    let mut elements = offers.doubtful_of(|| value = read());
    elements.retain(|key| !known.contains(key));
    if value.is_some() || elements.is_empty() {
        return value;
    }
    flipped(offers, &elements, read)
}
