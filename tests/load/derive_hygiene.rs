//! Generated code minds nothing but what it was given.

#![deny(warnings, missing_docs, nonstandard_style, unused)]
#![deny(unused_qualifications, single_use_lifetimes, elided_lifetimes_in_paths)]
#![deny(unreachable_pub, unused_lifetimes, trivial_casts, unit_bindings)]
#![deny(
    let_underscore_drop,
    absolute_paths_not_starting_with_crate,
    unused_results
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![allow(dead_code, clippy::redundant_pub_crate)]

/// What the tests of this file go through instead of `::rehearsal`.
pub mod reexport {
    pub use rehearsal as settings;
}

/// Every name of the prelude means something else here.
mod no_prelude {
    #![no_implicit_prelude]

    use ::rehearsal::Config as Derive;

    trait Option {}
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Result;
    struct Vec;
    struct Box;
    struct String;
    trait Default {}
    trait Config {}
    trait Sized {}
    trait Into {}
    trait From {}
    trait Clone {}
    mod core {}
    mod std {}
    mod rehearsal {}
    mod serde {}
    #[allow(unused_macros)]
    macro_rules! panic {
        () => {};
    }
    #[allow(unused_macros)]
    macro_rules! assert {
        () => {};
    }
    #[allow(non_camel_case_types)]
    struct bool;
    #[allow(non_camel_case_types)]
    struct str;
    #[allow(non_camel_case_types)]
    struct usize;

    #[derive(Derive)]
    #[config(retired("old"))]
    pub(crate) struct Everything {
        /// Docs.
        #[config(default = "a", env = "A", alias = "first", parity = order)]
        a: ::std::string::String,
        #[config(default, secret, deprecated = "use a")]
        b: ::std::vec::Vec<::std::string::String>,
        c: ::std::option::Option<u8>,
        #[config(nested)]
        d: ::std::vec::Vec<Choice>,
        e: ::secrecy::SecretString,
        #[config(default = 1 + 1)]
        f: u8,
        #[config(parse, default_with = f)]
        g: ::std::option::Option<::std::net::Ipv4Addr>,
        #[config(with = "module")]
        h: ::std::option::Option<u8>,
        #[config(with = "module")]
        i: ::std::option::Option<u8>,
        #[config(flatten, env(k = "K"))]
        j: Part,
        #[config(nested, env(k = "L"))]
        l: ::std::option::Option<Part>,
        #[config(nested)]
        m: Wrapper<Part>,
        #[config(default = 1, env(fallback = "N"), alias("nn", deprecated, since = "1"))]
        n: u8,
    }

    #[derive(Derive)]
    pub(crate) struct Part {
        k: u8,
    }

    #[derive(Derive)]
    pub(crate) struct Wrapper<T>(T);

    const fn f() -> ::std::option::Option<::std::net::Ipv4Addr> {
        ::std::option::Option::None
    }

    mod module {
        use ::serde::{Deserialize, Deserializer};

        pub(super) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<::std::option::Option<u8>, D::Error> {
            Deserialize::deserialize(deserializer)
        }
    }

    #[derive(Derive)]
    #[config(tag = "kind", retired("old"))]
    pub(crate) enum Choice {
        One {
            #[config(default)]
            a: u8,
        },
        #[config(default)]
        Two,
        Three(Part),
    }
}

/// Names that generated code could have taken for itself.
mod same_names {
    use rehearsal::Config;

    #[derive(Config)]
    pub(crate) struct Names {
        reader: u8,
        row: u8,
        private: u8,
        schema: u8,
        field0: u8,
        __field1: u8,
        __reader: u8,
        r#type: u8,
        r#match: u8,
    }

    #[derive(Config)]
    #[config(tag = "kind")]
    #[allow(non_camel_case_types)]
    pub(crate) enum r#enum {
        Variant { reader: u8, r#mut: u8 },
        r#fn,
        Schema {},
    }

    #[derive(Config)]
    pub(crate) struct Nothing {}
}

mod generics {
    use std::collections::BTreeMap;

    use rehearsal::Config;

    #[derive(Config)]
    pub(crate) struct Pair<T, N = Nested, const LENGTH: usize = 2>
    where
        T: Copy,
    {
        value: T,
        values: BTreeMap<String, Vec<T>>,
        #[config(default)]
        default: Option<T>,
        #[config(nested)]
        nested: N,
        #[config(nested)]
        list: Vec<N>,
        #[config(default = [1, 2])]
        plain: Vec<u8>,
        marker: std::marker::PhantomData<[T; LENGTH]>,
    }

    #[derive(Config)]
    pub(crate) struct Nested {
        a: u8,
    }

    #[derive(Config)]
    #[config(tag = "kind")]
    pub(crate) enum Choice<T: Ord> {
        One { value: T },
        Two { values: Vec<T> },
        Three,
    }

    #[derive(Config)]
    pub(crate) struct User {
        #[config(nested)]
        pair: Pair<u8>,
        #[config(nested)]
        choice: Choice<String>,
    }
}

pub mod lints {
    //! Lints that a careful program turns on.

    use rehearsal::Config;
    use secrecy::SecretString;
    use std::time::Duration;

    /// Public, so that everything of it needs docs.
    #[derive(Debug, Config)]
    #[must_use]
    pub struct Public {
        /// One.
        pub duration: Duration,
        /// Two.
        pub secret: SecretString,
        /// Three.
        #[config(secret, default)]
        pub marked: Option<String>,
        /// Four.
        #[config(nested)]
        pub choice: Option<Choice>,
        /// Five.
        #[deprecated]
        #[allow(deprecated)]
        pub old: Old,
    }

    /// What is not used any more.
    #[deprecated]
    #[derive(Debug, Config)]
    pub struct OldSection {}

    /// What is not used any more.
    #[deprecated]
    pub type Old = u8;

    /// A choice.
    #[derive(Debug, Config)]
    #[config(tag = "kind")]
    pub enum Choice {
        /// One.
        One {
            /// The port.
            #[config(default = 1)]
            port: u16,
        },
        /// Two.
        Two,
        /// Three.
        #[deprecated]
        Three,
    }
}

mod elsewhere {
    use crate::derive_hygiene::reexport::settings::Config;

    mod rehearsal {}

    #[derive(Config)]
    #[config(crate = "crate::derive_hygiene::reexport::settings")]
    pub(crate) struct Section {
        secret: secrecy::SecretString,
        #[config(default)]
        value: u8,
    }

    #[derive(Config)]
    #[config(crate = "super::reexport::settings", tag = "kind")]
    pub(crate) enum Choice {
        One {
            #[config(nested)]
            section: Section,
        },
    }
}

mod from_a_macro {
    use rehearsal::Config;

    macro_rules! section {
        ($name:ident, $field:ident: $ty:ty = $default:literal, $docs:literal) => {
            #[doc = $docs]
            #[derive(Config)]
            pub(crate) struct $name {
                #[config(default = $default, env = $docs)]
                $field: $ty,
                #[config(nested)]
                nested: Option<super::generics::Nested>,
            }
        };
    }

    section!(Section, value: Option<i8>= -5, "DOCS");
}

mod local {
    pub(crate) const fn fields() -> usize {
        #[derive(rehearsal::Config)]
        struct Local {
            value: u8,
        }
        <Local as rehearsal::Config>::SCHEMA.fields().len()
    }
}

fn names<C: rehearsal::Config>() -> Vec<&'static str> {
    C::SCHEMA
        .all_fields()
        .map(rehearsal::schema::Field::name)
        .collect()
}

#[test]
fn sections_know_their_fields() {
    assert_eq!(
        names::<no_prelude::Everything>(),
        [
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "l", "m", "n"
        ]
    );
    assert_eq!(names::<no_prelude::Choice>(), ["kind", "a", "k"]);
    assert_eq!(names::<same_names::Nothing>(), [""; 0]);
    assert_eq!(names::<same_names::r#enum>(), ["kind", "reader", "mut"]);
    assert_eq!(names::<generics::User>(), ["pair", "choice"]);
    assert_eq!(names::<generics::Pair<u8>>().len(), 7);
    assert_eq!(names::<lints::Public>().len(), 5);
    assert_eq!(names::<lints::Choice>(), ["kind", "port"]);
    assert_eq!(names::<elsewhere::Choice>(), ["kind", "section"]);
    assert_eq!(local::fields(), 1);
}

#[test]
fn raw_identifiers_lose_their_mark() {
    let names = names::<same_names::Names>();
    assert_eq!(names[names.len() - 2..], ["type", "match"]);
    let schema = <same_names::r#enum as rehearsal::Config>::SCHEMA;
    assert_eq!(schema.name(), "enum");
    let variants = schema
        .tag()
        .map_or(&[][..], rehearsal::schema::Tag::variants);
    assert_eq!(variants[1].name(), "fn");
}

#[test]
fn a_secret_is_one_through_another_path() {
    let schema = <elsewhere::Section as rehearsal::Config>::SCHEMA;
    assert!(schema.fields()[0].is_secret());
    assert!(!schema.fields()[1].is_secret());
}

#[test]
fn a_literal_may_come_from_a_macro() {
    let schema = <from_a_macro::Section as rehearsal::Config>::SCHEMA;
    let default = rehearsal::schema::DefaultValue::Text("-5");
    assert_eq!(schema.docs(), "DOCS");
    assert_eq!(schema.fields()[0].default(), Some(default));
    assert_eq!(schema.fields()[0].variables(), ["DOCS"]);
}
