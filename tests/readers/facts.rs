//! Whatever an attribute says of a field is in every reader.

use rehearsal::explain::Fingerprint;
use rehearsal::schema::{Fact, Field};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Template};

/// A field with every attribute that a text may have.
#[derive(Config, garde::Validate)]
struct Everything {
    #[config(
        default = "sk_own_the_default",
        env = "LEGACY_NAME",
        secret = false,
        env(fallback = "LAST_NAME"),
        alias("older", deprecated, since = "four years"),
        deprecated("use the other", since = "two weeks"),
        parity = free,
        merge = append,
        unit = "beats per minute",
        expects = "the name of a tune",
        allow(live_key = "of a sandbox"),
        warn(test_key = "while it lasts"),
        required_in = [Staging],
        live_prefix = "lv_key_",
        test_prefix = "ts_key_",
        resolves
    )]
    #[garde(length(min = 3, max = 4321))]
    name: String,
    #[config(default = "15.4", version_of = "ledger")]
    #[garde(skip)]
    version: String,
    #[config(nested, env(since = "LEDGER_SINCE"))]
    #[garde(skip)]
    ledger: Ledger,
}

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Ledger {
    #[config(default = 1970)]
    since: u16,
}

/// What is looked for of each fact, in any letters.
const MARKS: &[(&str, &str)] = &[
    ("default", "sk_own_the_default"),
    ("variables", "legacy_name"),
    ("field_variables", "ledger_since"),
    ("secret", "not a secret"),
    ("fallbacks", "last_name"),
    ("aliases", "older"),
    ("deprecated_aliases", "four years"),
    ("deprecated_since", "two weeks"),
    ("deprecated", "use the other"),
    ("parity", "free to differ"),
    ("merge", "each layer appends"),
    ("unit", "beats per minute"),
    ("expects", "the name of a tune"),
    ("allowed", "of a sandbox"),
    ("warned", "while it lasts"),
    ("conditions", "required in staging"),
    ("live_prefixes", "lv_key_"),
    ("test_prefixes", "ts_key_"),
    ("at_start", "the host resolves"),
    ("rules", "4321"),
    ("version_of", "ledger"),
];

/// Who says something in another way, or has no place for it.
const EXEMPT: &[(&str, &[&str])] = &[
    ("explain, JSON", &["secret"]),
    ("schema.json", &["secret"]),
    (
        "configmap.yaml",
        &["variables", "field_variables", "fallbacks"],
    ),
    (
        "environment",
        &["variables", "field_variables", "fallbacks"],
    ),
];

/// What says of secrets alone what another file says of all else, or names alone.
const OF_OTHERS: [&str; 3] = ["secret.yaml", "credentials.conf", "deployment-env.yaml"];

fn loader() -> Loader {
    let host = Memory::new().variable("CADENCE_ENV", "test");
    Loader::new("CADENCE")
        .system(host)
        .without_config_dir()
        .skip_probes()
}

/// What each reader makes of the settings.
fn readers() -> Vec<(&'static str, String)> {
    let explained = loader().load::<Everything>().unwrap().explain();
    let both = |make: &dyn Fn(&str) -> String| {
        [make("name"), make("version"), make("ledger.since")].concat()
    };
    let mut readers = vec![
        (
            "explain",
            both(&|key| explained.key(key).unwrap().to_string()),
        ),
        (
            "explain, table",
            both(&|key| explained.key(key).unwrap().to_table(500)),
        ),
        ("explain, JSON", explained.to_json()),
    ];
    let mut files = Template::ALL.to_vec();
    files.retain(|file| !OF_OTHERS.contains(&file.file_name()));
    let files = files.into_iter();
    readers.extend(files.map(|file| (file.file_name(), loader().generate::<Everything>(file))));
    readers
}

#[test]
fn every_fact_of_a_field_is_in_every_reader() {
    for (reader, text) in readers() {
        let text = text.to_lowercase();
        let exempt = EXEMPT.iter().find(|(exempt, _)| *exempt == reader);
        let exempt = exempt.map_or(&[][..], |(_, names)| names);
        let marks = MARKS.iter().filter(|(name, _)| !exempt.contains(name));
        let lacks = marks.filter(|(_, mark)| !text.contains(mark));
        let lacks: Vec<_> = lacks.map(|(name, _)| name).collect();
        assert!(lacks.is_empty(), "{reader} lacks {lacks:?}:\n{text}");
    }
}

#[test]
fn the_readers_are_asked_for_every_fact_that_there_is() {
    let fields = Everything::SCHEMA.fields().iter();
    let mut given: Vec<_> = fields.flat_map(Field::facts).map(Fact::name).collect();
    let mut marks: Vec<_> = MARKS.iter().map(|(name, _)| *name).collect();
    let source = include_str!("../../src/schema/fact.rs");
    let (_, table) = source.split_once("\nfacts! {").unwrap();
    let (table, _) = table.split_once("\n}\n").unwrap();
    // Three texts a row, of which the first is the name.
    let names = table.split('"').skip(1).step_by(2).step_by(3);
    let mut all: Vec<_> = names.collect();
    for names in [&mut given, &mut marks, &mut all] {
        names.sort_unstable();
        names.dedup();
    }
    assert_eq!(given, all);
    assert_eq!(marks, all);
}

/// Two schemas that differ in the attributes of one field.
macro_rules! digests {
    ($($attribute:tt)*) => {{
        #[derive(Config)]
        struct With {
            #[config(default = "a", $($attribute)*)]
            name: String,
        }
        #[derive(Config)]
        struct Without {
            #[config(default = "a")]
            name: String,
        }
        (Fingerprint::of_schema::<With>(), Fingerprint::of_schema::<Without>())
    }};
}

#[test]
fn the_fingerprint_of_a_schema_is_of_what_it_means() {
    for (with, without) in [
        digests!(env = "NAME"),
        digests!(env(fallback = "NAME")),
        digests!(secret),
        digests!(alias = "older"),
        digests!(parity = free),
        digests!(allow(placeholder = "why")),
        digests!(warn(placeholder = "why")),
        digests!(required_in = [Staging]),
        digests!(live_prefix = "lv_"),
        digests!(test_prefix = "ts_"),
        digests!(resolves),
        digests!(version_of = "ledger"),
    ] {
        assert_ne!(with, without);
    }
    for (with, without) in [
        digests!(deprecated("use the other", since = "two weeks")),
        digests!(unit = "beats per minute"),
        digests!(expects = "the name of a tune"),
    ] {
        assert_eq!(with, without);
    }
    let (one, _) = digests!(allow(placeholder = "why"));
    let (other, _) = digests!(allow(placeholder = "in other words"));
    assert_eq!(one, other);
}
