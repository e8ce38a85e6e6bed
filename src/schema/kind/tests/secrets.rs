//! What a type tells of secrets in it, and where it tells nothing.

use super::*;

#[test]
fn secrets_are_known_by_what_they_are_made_of_and_called() {
    #[derive(Deserialize)]
    struct Seal(#[expect(dead_code)] SecretString);

    #[derive(Deserialize)]
    struct Name(#[expect(dead_code)] String);

    #[derive(Deserialize)]
    struct ApiKey(#[expect(dead_code)] String);

    #[derive(Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code)]
    enum Credential {
        Token(SecretString),
        Login { user: String, seal: SecretString },
    }

    #[derive(Deserialize)]
    #[expect(dead_code)]
    struct Login {
        user: Name,
        seal: Option<Seal>,
    }

    let text = || expecting("a string");
    assert_eq!(Kind::of::<SecretString>(), secret(text()));
    assert_eq!(Kind::of::<SecretBox<u8>>(), secret(byte()));
    assert_eq!(Kind::of::<Seal>(), secret(text()));
    assert_eq!(Kind::of::<ApiKey>(), secret(text()));
    assert_eq!(Kind::of::<Name>(), text());
    assert_eq!(Kind::of::<Arc<str>>(), text());
    assert_eq!(Kind::of::<Option<Box<str>>>(), optional(text()));
    let credential = Kind::Loose {
        table: false,
        closed: false,
        tag: None,
    };
    assert_eq!(Kind::of::<Credential>(), secret(credential));
    assert_eq!(Kind::of::<Vec<Seal>>(), list(secret(text())));
    let fields = vec![("user", text()), ("seal", optional(secret(text())))];
    let name = "Login";
    assert_eq!(Kind::of::<Login>(), Kind::Struct { name, fields });
}

#[test]
fn what_a_part_of_a_tuple_or_variant_holds_makes_all_of_it_secret_or_opaque() {
    #[derive(Deserialize)]
    #[expect(dead_code)]
    enum Access {
        Open,
        Login { user: String, seal: SecretString },
    }

    #[derive(Deserialize)]
    #[expect(dead_code)]
    enum Source {
        Nothing,
        Parsed(toml::Value),
    }

    let access = Kind::Enum {
        name: "Access",
        variants: &["Open", "Login"],
        plain: false,
    };
    let source = Kind::Enum {
        name: "Source",
        variants: &["Nothing", "Parsed"],
        plain: false,
    };
    assert_eq!(Kind::of::<Access>(), secret(access));
    assert_eq!(Kind::of::<Source>(), opaque(source));
    assert_eq!(
        Kind::of::<(u8, SecretString)>(),
        secret(array(Kind::Any, 2))
    );
    assert_eq!(Kind::of::<(u8, Vec<Access>)>(), secret(array(Kind::Any, 2)));
    assert_eq!(Kind::of::<(u8, toml::Value)>(), opaque(array(Kind::Any, 2)));
    assert_eq!(Kind::of::<(u8, bool, String)>(), array(Kind::Any, 3));
}

#[test]
fn the_content_beside_a_tag_is_opaque() {
    #[derive(Deserialize)]
    #[serde(tag = "kind", content = "with")]
    #[expect(dead_code)]
    enum Access {
        Open,
        Login { user: String, seal: SecretString },
    }

    let tag = Kind::Enum {
        name: "Access",
        variants: &["Open", "Login"],
        plain: true,
    };
    let with = opaque(Kind::Loose {
        table: false,
        closed: false,
        tag: None,
    });
    let fields = vec![("kind", tag), ("with", with)];
    let name = "Access";
    assert_eq!(Kind::of::<Access>(), Kind::Struct { name, fields });
}

#[test]
fn a_type_that_keeps_numbers_alone_is_not_opaque() {
    #[derive(Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code)]
    enum Limit {
        Percent(f32),
        Count(u32),
    }

    assert!(!Kind::of::<Limit>().is_opaque());
    assert!(!Kind::of::<Vec<toml::value::Datetime>>().is_guarded());
    assert!(Kind::of::<Option<toml::Value>>().is_opaque());
}

#[test]
fn where_a_type_recurs_it_is_as_secret_as_anywhere() {
    #[derive(Deserialize)]
    #[expect(dead_code)]
    struct Chain {
        seal: SecretString,
        next: Option<Box<Self>>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code)]
    enum Tree {
        Leaf(toml::Value),
        Fork(Vec<Self>),
    }

    #[derive(Deserialize)]
    #[expect(dead_code)]
    struct Around<T> {
        inner: T,
    }

    let seal = ("seal", secret(expecting("a string")));
    let next = ("next", optional(secret(Kind::Any)));
    let chain = Kind::Struct {
        name: "Chain",
        fields: vec![seal, next],
    };
    assert_eq!(Kind::of::<Chain>(), chain);
    assert!(Kind::of::<Tree>().is_opaque());
    assert!(Kind::of::<Around<Around<SecretString>>>().holds_secret());
}
