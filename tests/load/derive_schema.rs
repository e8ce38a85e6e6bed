//! The table that the derive writes.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use rehearsal::Config;
use rehearsal::schema::{DefaultValue, Direction, Field, ParityRule, Schema, Shape};
use secrecy::{SecretBox, SecretString};

type Password = SecretString;
type Limits = BTreeMap<String, Limit>;

/// Cadence sends reminders.
///
///     indented
///
/// It keeps a streak alive.
#[derive(Config)]
#[config(rename_all = "kebab-case", retired("legacy", "server.old"))]
struct Settings {
    #[config(nested, deprecated = "use http")]
    server: Server,
    #[config(nested)]
    spare_server: Option<Server>,
    #[config(nested, alias = "nodes")]
    all_servers: Vec<Server>,
    #[config(nested)]
    limits: Limits,
    /** Where things are kept. */
    #[config(nested)]
    storage: Storage,
    r#type: String,
}

#[derive(Config)]
struct Server {
    /// Port to listen on.
    #[config(default = 8_080u16, parity = free)]
    #[config(env = "PORT", env = "HTTP_PORT")]
    port: u16,
    #[config(alias = "hostname", alias = "address", deprecated = "use listen")]
    host: Option<String>,
    #[config(default, parity = same)]
    labels: Vec<String>,
    #[config(rename = "X")]
    renamed: u8,
}

#[derive(Config)]
struct Limit {
    #[config(default = 0.5, parity = order)]
    rate: f64,
    #[config(default = -3, parity = order(asc))]
    low: i8,
    #[config(default = true, parity = order(desc))]
    strict: bool,
    #[config(default = 'x', parity = differ)]
    letter: char,
    #[config(default = "say \"hi\"", parity = kind)]
    text: String,
    #[config(default = "15.4", version_of = "database")]
    version: String,
    #[config(default = ["a\"b", "c"])]
    words: Vec<String>,
    #[config(default = [])]
    none: Vec<String>,
}

#[derive(Config)]
struct Secrets {
    plain: SecretString,
    maybe: Option<SecretString>,
    alias: Password,
    boxed: SecretBox<String>,
    list: Vec<SecretString>,
    map: BTreeMap<String, SecretString>,
    maybe_map: Option<BTreeMap<String, SecretString>>,
    deep: Vec<(String, [Option<Password>; 2])>,
    #[config(secret)]
    marked: String,
    open: String,
}

#[derive(Config)]
struct Generic<T> {
    #[config(secret)]
    marked: Vec<T>,
    open: Vec<T>,
}

/// Where files go.
#[derive(Config)]
#[config(tag = "kind", rename_all_fields = "camelCase", retired("disk"))]
enum Storage {
    /// A folder.
    LocalDisk {
        /// The folder.
        #[config(default = "/var/lib", parity = free)]
        base_path: PathBuf,
    },
    S3 {
        bucket: String,
        #[config(nested)]
        server: Server,
        secret_key: SecretString,
    },
    #[config(rename = "ram")]
    Memory,
}

#[derive(Config)]
#[config(tag = "type", rename_all = "SCREAMING-KEBAB-CASE")]
enum Loud {
    LocalDisk,
    #[config(rename = "quiet")]
    Other {},
}

fn field(schema: &'static Schema, name: &str) -> &'static Field {
    schema
        .all_fields()
        .find(|field| field.name() == name)
        .unwrap()
}

fn names(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(Field::name).collect()
}

fn default<C: Config>(name: &str) -> Option<DefaultValue> {
    field(C::SCHEMA, name).default()
}

fn parity<C: Config>(name: &str) -> Option<ParityRule> {
    field(C::SCHEMA, name).parity()
}

#[test]
fn a_section_has_the_name_and_docs_of_its_type() {
    assert_eq!(Settings::SCHEMA.name(), "Settings");
    assert_eq!(
        Settings::SCHEMA.docs(),
        "Cadence sends reminders.\n\n    indented\n\nIt keeps a streak alive."
    );
    assert_eq!(Server::SCHEMA.docs(), "");
    assert!(Settings::SCHEMA.tag().is_none());
}

#[test]
fn fields_stand_in_order_and_are_renamed() {
    assert_eq!(
        names(Settings::SCHEMA.fields()),
        [
            "server",
            "spare-server",
            "all-servers",
            "limits",
            "storage",
            "type"
        ]
    );
    assert_eq!(
        names(Server::SCHEMA.fields()),
        ["port", "host", "labels", "X"]
    );
}

#[test]
fn fields_have_docs() {
    assert_eq!(field(Server::SCHEMA, "port").docs(), "Port to listen on.");
    assert_eq!(field(Server::SCHEMA, "host").docs(), "");
    assert_eq!(
        field(Settings::SCHEMA, "storage").docs(),
        "Where things are kept."
    );
}

#[test]
fn nested_fields_have_the_shape_of_their_type() {
    let shape = |name| field(Settings::SCHEMA, name).shape();
    assert!(matches!(shape("server"), Shape::Section(s) if s.name() == "Server"));
    assert!(matches!(
        shape("spare-server"),
        Shape::Optional(Shape::Section(_))
    ));
    assert!(matches!(
        shape("all-servers"),
        Shape::List(Shape::Section(_))
    ));
    assert!(matches!(shape("limits"), Shape::Map(Shape::Section(s)) if s.name() == "Limit"));
    assert!(matches!(shape("storage"), Shape::Section(s) if s.tag().is_some()));
    assert!(matches!(shape("type"), Shape::Leaf(_)));
}

#[test]
fn other_names_are_kept() {
    let (port, host) = (field(Server::SCHEMA, "port"), field(Server::SCHEMA, "host"));
    assert_eq!(port.variables(), ["PORT", "HTTP_PORT"]);
    assert_eq!(host.variables(), [""; 0]);
    assert_eq!(host.aliases(), ["hostname", "address"]);
    assert_eq!(field(Settings::SCHEMA, "all-servers").aliases(), ["nodes"]);
    assert_eq!(host.deprecated(), Some("use listen"));
    assert_eq!(
        field(Settings::SCHEMA, "server").deprecated(),
        Some("use http")
    );
    assert_eq!(port.deprecated(), None);
    assert_eq!(Settings::SCHEMA.retired(), ["legacy", "server.old"]);
    assert_eq!(Storage::SCHEMA.retired(), ["disk"]);
}

#[test]
fn defaults_are_written_as_in_a_variable() {
    assert_eq!(default::<Server>("port"), Some(DefaultValue::Text("8080")));
    assert_eq!(default::<Server>("labels"), Some(DefaultValue::OfType));
    assert_eq!(default::<Server>("host"), None);
    for (name, text) in [
        ("rate", "0.5"),
        ("low", "-3"),
        ("strict", "true"),
        ("letter", "x"),
        ("text", "say \"hi\""),
        ("words", r#"["a\"b", "c"]"#),
        ("none", "[]"),
    ] {
        assert_eq!(
            default::<Limit>(name),
            Some(DefaultValue::Text(text)),
            "{name}"
        );
    }
}

#[test]
fn parity_is_kept() {
    assert_eq!(parity::<Server>("port"), Some(ParityRule::Free));
    assert_eq!(parity::<Server>("host"), None);
    assert_eq!(parity::<Server>("labels"), Some(ParityRule::Same));
    assert_eq!(
        parity::<Limit>("rate"),
        Some(ParityRule::Order(Direction::Ascending))
    );
    assert_eq!(
        parity::<Limit>("low"),
        Some(ParityRule::Order(Direction::Ascending))
    );
    assert_eq!(
        parity::<Limit>("strict"),
        Some(ParityRule::Order(Direction::Descending))
    );
    assert_eq!(parity::<Limit>("letter"), Some(ParityRule::Differ));
    assert_eq!(parity::<Limit>("text"), Some(ParityRule::Kind));
}

#[test]
fn the_service_of_a_version_is_kept() {
    assert_eq!(
        field(Limit::SCHEMA, "version").version_of(),
        Some("database")
    );
    assert_eq!(field(Limit::SCHEMA, "text").version_of(), None);
}

#[test]
fn a_secret_is_known_by_its_type_or_its_mark() {
    let secret = |field: &&Field| field.is_secret();
    let (secrets, open): (Vec<_>, Vec<_>) = Secrets::SCHEMA.fields().iter().partition(secret);
    assert_eq!(secrets.len(), 9);
    assert_eq!(
        open.iter().map(|field| field.name()).collect::<Vec<_>>(),
        ["open"]
    );
    assert!(field(Generic::<u8>::SCHEMA, "marked").is_secret());
    assert!(!field(Generic::<u8>::SCHEMA, "open").is_secret());
    assert!(field(Storage::SCHEMA, "secretKey").is_secret());
}

#[test]
fn a_tagged_enum_has_its_tag_and_its_variants() {
    let schema = Storage::SCHEMA;
    assert_eq!(
        (schema.name(), schema.docs()),
        ("Storage", "Where files go.")
    );
    assert_eq!(names(schema.fields()), ["kind"]);
    assert_eq!(
        schema.fields()[0].docs(),
        "Which variant this is: `local_disk`, `s3` or `ram`."
    );
    assert!(matches!(schema.fields()[0].shape(), Shape::Leaf(_)));
    let variants = schema.tag().unwrap().variants();
    let rows: Vec<_> = variants
        .iter()
        .map(|v| (v.name(), v.docs(), names(v.fields())))
        .collect();
    assert_eq!(
        rows,
        [
            ("local_disk", "A folder.", vec!["basePath"]),
            ("s3", "", vec!["bucket", "server", "secretKey"]),
            ("ram", "", vec![]),
        ]
    );
    let path = &variants[0].fields()[0];
    assert_eq!(
        (path.docs(), path.parity()),
        ("The folder.", Some(ParityRule::Free))
    );
    assert_eq!(path.default(), Some(DefaultValue::Text("/var/lib")));
}

#[test]
fn variants_are_renamed() {
    let variants = Loud::SCHEMA.tag().unwrap().variants();
    assert_eq!(
        variants
            .iter()
            .map(rehearsal::schema::Variant::name)
            .collect::<Vec<_>>(),
        ["LOCAL-DISK", "quiet"]
    );
    assert_eq!(names(Loud::SCHEMA.fields()), ["type"]);
}
