//! A type, asked part by part.

use std::marker::PhantomData;
use std::mem::needs_drop;

use serde::de::DeserializeOwned;

use super::Kind;
use super::listen::{Heard, Manner, Told, hear, is_closed, tag};

/// How many children deep a type is asked.
pub(super) const DEPTH: usize = 32;

/// How many entries of a tuple are asked.
///
/// OK because serde reads tuples of at most sixteen; what is longer is an array.
const ENTRIES: usize = 16;

/// How often one type is asked: the parts of types that hold each other may be many.
const MOST_ASKED: usize = 10_000;

/// What a type is. Where it holds itself, only a second look can tell what it holds
/// there.
pub(super) fn of<T: DeserializeOwned>() -> Kind {
    let mut survey = Survey::<T>::new(Kind::Any);
    let kind = survey.kind(needs_drop::<T>());
    let again = match &kind {
        _ if !survey.recurs => None,
        kind if kind.holds_secret() => Some(secret(Kind::Any)),
        kind if kind.any(&Kind::is_opaque) => Some(opaque(Kind::Any)),
        _ => None,
    };
    match again {
        Some(again) => Survey::<T>::new(again).kind(needs_drop::<T>()),
        None => kind,
    }
}

fn secret(kind: Kind) -> Kind {
    Kind::Secret(Box::new(kind))
}

fn opaque(kind: Kind) -> Kind {
    Kind::Opaque(Box::new(kind))
}

/// What is secret or opaque as a whole, since a part of it is and nobody can tell
/// from a value which one it has.
fn as_a_whole(kind: Kind, parts: &[Kind]) -> Kind {
    if parts.iter().any(Kind::holds_secret) {
        secret(kind)
    } else if parts.iter().any(|part| part.any(&Kind::is_opaque)) {
        opaque(kind)
    } else {
        kind
    }
}

struct Survey<T> {
    route: Vec<usize>,
    /// The types around the one that is asked.
    above: Vec<(&'static str, &'static [&'static str])>,
    asked: usize,
    /// What a type is where it recurs.
    again: Kind,
    recurs: bool,
    of: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Survey<T> {
    fn new(again: Kind) -> Self {
        Self {
            route: Vec::new(),
            above: Vec::new(),
            asked: 0,
            again,
            recurs: false,
            of: PhantomData,
        }
    }

    /// What is at the end of the route; `owns` says whether what is around it
    /// keeps more than numbers.
    fn kind(&mut self, owns: bool) -> Kind {
        self.asked += 1;
        if self.route.len() > DEPTH || self.asked > MOST_ASKED {
            return opaque(Kind::Any);
        }
        let Some(told) = hear::<T>(&self.route) else {
            return if owns { opaque(Kind::Any) } else { Kind::Any };
        };
        let (is_secret, owns) = (told.is_secret, owns && told.owns);
        let kind = self.heard(told, owns);
        match kind {
            kind if !is_secret || kind.is_secret() => kind,
            Kind::Opaque(kind) => Kind::Secret(kind),
            kind => secret(kind),
        }
    }

    fn heard(&mut self, told: Told, owns: bool) -> Kind {
        match told.heard {
            Heard::Leaf(Kind::Any) if owns => opaque(Kind::Any),
            Heard::Leaf(kind) => kind,
            Heard::Optional => Kind::Optional(Box::new(self.child(0, owns))),
            // OK to be a list beside the name of a variant: it only is more than the name.
            Heard::List | Heard::Newtype => Kind::List(Box::new(self.child(0, owns))),
            Heard::Tuple(length) => self.tuple(length, owns),
            Heard::Map => Kind::Map {
                value: Box::new(self.child(0, owns)),
            },
            Heard::Struct(name, fields) => self.once((told.of, fields), |survey| Kind::Struct {
                name,
                fields: survey.fields(fields, owns),
            }),
            Heard::Loose(manner) if owns => opaque(self.loose(manner)),
            Heard::Loose(manner) => self.loose(manner),
            Heard::Enum(name, variants) => self.once((told.of, variants), |survey| {
                survey.variants(name, variants, owns)
            }),
            Heard::Fields(fields) => Kind::Struct {
                name: "",
                fields: self.fields(fields, owns),
            },
        }
    }

    /// Describes a type, unless it is described already around here.
    fn once(
        &mut self,
        of: (&'static str, &'static [&'static str]),
        describe: impl FnOnce(&mut Self) -> Kind,
    ) -> Kind {
        if self.above.contains(&of) {
            self.recurs = true;
            return self.again.clone();
        }
        self.above.push(of);
        let kind = describe(self);
        self.above.pop();
        kind
    }

    fn variants(
        &mut self,
        name: &'static str,
        variants: &'static [&'static str],
        owns: bool,
    ) -> Kind {
        let kinds = 0..variants.len();
        let kinds: Vec<Kind> = kinds.map(|index| self.child(index, owns)).collect();
        let plain = kinds.iter().all(|kind| *kind == Kind::Unit);
        let kind = Kind::Enum {
            name,
            variants,
            plain,
        };
        as_a_whole(kind, &kinds)
    }

    fn loose(&self, manner: Manner) -> Kind {
        let tag = (manner == Manner::Tagged).then(|| tag::<T>(&self.route));
        let tag = tag.flatten().map(|(name, variants)| {
            let kind = Kind::Enum {
                name: "",
                variants,
                plain: true,
            };
            (name, Box::new(kind))
        });
        Kind::Loose {
            table: manner.is_table(),
            closed: is_closed::<T>(&self.route, manner),
            tag,
        }
    }

    fn child(&mut self, index: usize, owns: bool) -> Kind {
        self.route.push(index);
        let kind = self.kind(owns);
        self.route.pop();
        kind
    }

    fn tuple(&mut self, length: usize, owns: bool) -> Kind {
        let kinds = 0..length.min(ENTRIES);
        let kinds: Vec<Kind> = kinds.map(|index| self.child(index, owns)).collect();
        let of = |element: Kind| Kind::Array {
            element: Box::new(element),
            length,
        };
        match kinds.first() {
            Some(first) if kinds.iter().all(|kind| kind == first) => of(first.clone()),
            _ => as_a_whole(of(Kind::Any), &kinds),
        }
    }

    fn fields(&mut self, names: &'static [&'static str], owns: bool) -> Vec<(&'static str, Kind)> {
        let kinds = (0..names.len()).map(|index| self.child(index, owns));
        names.iter().copied().zip(kinds).collect()
    }
}
