//! Types that have no end, or ask for what no other does.

use super::*;

#[test]
fn a_type_that_holds_itself_ends_where_it_recurs() {
    #[derive(Deserialize)]
    #[expect(dead_code)]
    struct Tree {
        left: Option<Box<Self>>,
        right: Option<Box<Self>>,
        leaves: Vec<Tree>,
        size: u8,
    }

    let tree = Kind::Struct {
        name: "Tree",
        fields: vec![
            ("left", optional(Kind::Any)),
            ("right", optional(Kind::Any)),
            ("leaves", list(Kind::Any)),
            ("size", byte()),
        ],
    };
    assert_eq!(Kind::of::<Tree>(), tree);
}

#[test]
fn endless_types_end() {
    #[derive(Deserialize)]
    struct Shell(#[expect(dead_code)] Box<Shell>);

    #[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
    struct Set(BTreeSet<Set>);

    #[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
    struct Key(Box<Key>);

    assert_eq!(Kind::of::<Shell>(), opaque(Kind::Any));
    assert_eq!(Kind::of::<BTreeMap<Key, u8>>(), map(byte()));
    assert!(Kind::of::<Set>().is_list());
}

#[test]
fn odd_types_do_no_harm() {
    struct Constant;
    impl<'de> Deserialize<'de> for Constant {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Ok(Self)
        }
    }

    #[derive(Deserialize)]
    struct Unit;

    #[derive(Deserialize)]
    enum Never {}

    /// Goes on whatever an entry says.
    struct Lenient;
    impl<'de> Deserialize<'de> for Lenient {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_seq(Self)
        }
    }
    impl<'de> Visitor<'de> for Lenient {
        type Value = Self;

        fn expecting(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Err(fmt::Error)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
            while !matches!(entries.next_element::<u8>(), Ok(None)) {}
            Ok(self)
        }

        fn visit_str<E: de::Error>(self, _: &str) -> Result<Self, E> {
            Ok(self)
        }
    }

    /// Does not even say what it expects.
    struct Mute;
    impl<'de> Deserialize<'de> for Mute {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_identifier(Lenient).map(|_| Self)
        }
    }

    assert_eq!(Kind::of::<Constant>(), Kind::Any);
    assert_eq!(Kind::of::<Unit>(), Kind::Unit);
    assert_eq!(Kind::of::<Never>().to_string(), "no value at all");
    assert_eq!(Kind::of::<Lenient>(), list(byte()));
    assert_eq!(Kind::of::<Mute>(), expecting(""));
    assert_eq!(Kind::of::<Mute>().to_string(), "text");
}
