//! Whether a type keeps what it reads as a secret, which serde does not say.
//!
//! Three things tell. The name that the compiler gives a type has those of its
//! parameters in it, so an element, entry or field of a type of `secrecy` is known.
//! A type that asks for a `String` and keeps something else is known by its size:
//! `struct ApiKey(SecretString)` is as large as a boxed text and has to be dropped,
//! which a `String` is not. And a type of which serde tells nothing but that it is
//! text, or that it may be anything, is believed to be what it is called.

use std::any::type_name;
use std::mem::{needs_drop, size_of};

use super::{Heard, Kind, Manner};
use crate::value::redact::is_secret_name;

/// How the compiler calls the types of `secrecy`.
const SECRECY: &str = "secrecy::SecretBox<";

/// Types that are as large, and hold no secret by themselves.
const TEXTS: [&str; 3] = [
    "alloc::boxed::Box<str>",
    "alloc::rc::Rc<str>",
    "alloc::sync::Arc<str>",
];

/// A type that asks for a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder {
    /// With the types it is made of.
    name: &'static str,
    /// Whether it is as large as a boxed text, and wiped or freed when it goes.
    is_boxed: bool,
    /// Whether it has asked for a `String`, without being one.
    is_converted: bool,
    /// Whether it owns what has to be freed, as every secret has to be.
    owns: bool,
}

impl Holder {
    pub(super) const UNKNOWN: Self = Self {
        name: "",
        is_boxed: false,
        is_converted: false,
        owns: true,
    };

    /// A type that is read by `S`, which may be itself.
    pub(super) fn of<S, T>() -> Self {
        let name = type_name::<S>();
        let owns = needs_drop::<T>();
        let is_large = size_of::<T>() == size_of::<Box<str>>() && owns;
        Self {
            name,
            is_boxed: is_large && !TEXTS.iter().any(|text| name.contains(text)),
            is_converted: false,
            owns,
        }
    }

    /// Whether it keeps more than numbers, so that a secret may be in it.
    pub(super) fn owns(self) -> bool {
        self.owns
    }

    /// The same type, now that it has asked for a `V`.
    pub(super) fn asking_for<V>(self) -> Self {
        Self {
            is_converted: type_name::<V>() == type_name::<String>(),
            ..self
        }
    }

    /// Whether what it keeps is secret, as far as this can tell.
    pub(super) fn is_secret(self, heard: &Heard) -> bool {
        let is_opaque = matches!(
            heard,
            Heard::Leaf(Kind::Any | Kind::Text { .. })
                | Heard::Loose(Manner::Tagged | Manner::Untagged)
        );
        self.name.contains(SECRECY)
            || (self.is_boxed && self.is_converted)
            || (is_opaque && is_secret_name(short(self.name)))
    }
}

/// The name alone, without where it is declared and what it is made of.
fn short(name: &str) -> &str {
    let (path, inner) = name.split_once('<').unwrap_or((name, ""));
    let short = path.rsplit("::").next().unwrap_or_default();
    match short {
        // What serde hands over, and what is nothing but a way to hold it.
        "PhantomData" | "Option" | "Box" | "Rc" | "Arc" => self::short(inner),
        short => short.trim_end_matches('>'),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_type_is_called_by_its_last_name() {
        for (name, expected) in [
            ("u8", "u8"),
            ("app::ApiKey", "ApiKey"),
            ("app::Token<alloc::string::String>", "Token"),
            (
                "core::marker::PhantomData<core::option::Option<app::ApiKey>>",
                "ApiKey",
            ),
            ("alloc::vec::Vec<app::ApiKey>", "Vec"),
        ] {
            assert_eq!(short(name), expected);
        }
    }
}
