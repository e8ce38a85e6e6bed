//! One secret, planted in every kind of mistake and searched in every output.

#![expect(clippy::too_many_lines, reason = "tables of situations")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use figment::providers::Serialized;
use rehearsal::host::Memory;
use rehearsal::{Config, LayerKind, Loaded, Loader, Problem, Report};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// Two secrets of different lengths, that share no run of three letters.
const SECRETS: [&str; 2] = ["Zk9wQv7pXr4mTb2n", "hG3dLs8yJc6fWz5aUi1oNq0tVx"];

/// The fewest characters that count as a part of the secret.
const PART: usize = 4;

/// A type whose own errors repeat what was given.
#[derive(Debug)]
struct Chatty;

impl<'de> Deserialize<'de> for Chatty {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format_args!(
            "I do not like {text}, and least of all {}",
            text.rsplit([':', '/', '@']).next().unwrap_or_default()
        )))
    }
}

/// A struct that serde reads as one value, and whose errors repeat a part of it.
#[derive(Debug, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
struct ChattyTable;

impl TryFrom<BTreeMap<String, String>> for ChattyTable {
    type Error = String;

    fn try_from(table: BTreeMap<String, String>) -> Result<Self, String> {
        let words: Vec<_> = table
            .values()
            .flat_map(|value| value.split([':', '/', '@']))
            .collect();
        Err(format!("I do not like {}", words.join(" ")))
    }
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Credentials {
    user: String,
    #[serde(default)]
    attempts: u8,
    password: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Info,
    Warn,
}

#[derive(Debug, Config)]
#[config(retired("old_key", "legacy.token"))]
#[expect(dead_code)]
struct Settings {
    api_key: Option<SecretString>,
    #[config(secret, alias = "pin_code", deprecated = "use a key")]
    pin: Option<u32>,
    #[config(secret)]
    flag: Option<bool>,
    #[config(secret)]
    wait: Option<Duration>,
    #[config(secret)]
    tokens: Option<Vec<u16>>,
    #[config(secret)]
    passwords: Option<BTreeMap<String, u16>>,
    #[config(secret)]
    credentials: Option<Credentials>,
    #[config(secret)]
    level: Option<Level>,
    #[config(secret)]
    chatty: Option<Chatty>,
    #[config(secret)]
    chatty_table: Option<ChattyTable>,
    #[config(secret, env = "SHARED_PIN")]
    shared: Option<u32>,
    keys: Option<Vec<SecretString>>,
    named_keys: Option<BTreeMap<String, SecretString>>,
    #[config(default = 8080)]
    port: u16,
    #[config(default = false)]
    switch: bool,
    #[config(default = "30s")]
    window: Duration,
    #[config(default = "info")]
    log: Level,
    url: Option<Url>,
    urls: Option<Vec<Url>>,
    url_map: Option<BTreeMap<String, u16>>,
    loud: Option<Chatty>,
    loud_table: Option<ChattyTable>,
    login: Option<Credentials>,
    #[config(nested)]
    database: Option<Database>,
    #[config(nested)]
    replicas: Vec<Database>,
    #[config(nested)]
    accounts: BTreeMap<String, Account>,
    #[config(nested)]
    storage: Option<Storage>,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Database {
    password: SecretString,
    #[config(default = 5432)]
    port: u16,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Account {
    #[config(secret)]
    pin: u32,
    #[config(default = 1)]
    weight: u8,
}

#[derive(Debug, Config)]
#[config(tag = "kind", rename_all = "snake_case")]
#[expect(dead_code)]
enum Storage {
    Local {
        root: String,
    },
    S3 {
        bucket: String,
        secret_key: SecretString,
    },
}

fn loader() -> Loader {
    Loader::new("CADENCE")
}

/// A world with this as its one file.
fn file(text: impl Into<Vec<u8>>) -> Loader {
    loader().host(
        Memory::new()
            .variable("CADENCE_ENV", "test")
            .file("config/default.toml", text)
            .file("config/test.toml", ""),
    )
}

/// A world with these variables and no file.
fn variables(variables: &[(&str, String)]) -> Loader {
    let host = Memory::new().variable("CADENCE_ENV", "test");
    let host = variables
        .iter()
        .fold(host, |host, (name, value)| host.variable(*name, value));
    loader().host(host)
}

/// All that can be got out of a problem.
fn told(problem: &Problem, out: &mut String) {
    let _ = writeln!(out, "{problem} {problem:?}");
    let _ = writeln!(out, "{} {:?}", problem.code(), problem.severity());
    let _ = writeln!(out, "{:?} {}", problem.key(), problem.message());
    let _ = writeln!(out, "{:?} {:?}", problem.found(), problem.expected());
    let _ = writeln!(out, "{:?} {:?}", problem.help(), problem.origin());
    for place in problem.places() {
        let _ = writeln!(out, "{place:?} {} {:?}", place.origin(), place.origin());
        let _ = writeln!(out, "{} {:?}", place.label(), place.excerpt());
        if let Some(excerpt) = place.excerpt() {
            let marked = &excerpt.text()[excerpt.marked()];
            let _ = writeln!(out, "{} {marked}", excerpt.text());
        }
    }
}

fn all_of_report(report: &Report, out: &mut String) {
    let _ = writeln!(out, "{report}\n{report:?}\n{}", report.to_ansi());
    #[cfg(feature = "json")]
    let _ = writeln!(out, "{}", report.to_json());
    let _ = writeln!(out, "{} {:?}", report.program(), report.environment());
    report.iter().for_each(|problem| told(problem, out));
}

fn all_of_loaded(loaded: &Loaded<Settings>, out: &mut String) {
    let _ = writeln!(out, "{loaded:?}");
    let notes = loaded.notes();
    let _ = writeln!(out, "{notes}\n{notes:?}\n{}", notes.to_ansi());
    notes
        .problems()
        .iter()
        .for_each(|problem| told(problem, out));
    let resolution = loaded.resolution();
    let _ = writeln!(out, "{resolution:?}");
    for row in resolution.rows() {
        let _ = writeln!(out, "{row:?} {} {:?}", row.key(), row.value());
        let _ = writeln!(out, "{:?} {:?}", row.origin(), row.hidden());
    }
    let _ = writeln!(out, "{:?}", loaded.environment_origin());
}

/// All that a load gives out, whether it succeeds or not.
fn all(loader: &Loader) -> (String, bool) {
    let mut out = format!("{loader:?}\n{loader:#?}\n");
    let loaded = match loader.load::<Settings>() {
        Ok(loaded) => {
            all_of_loaded(&loaded, &mut out);
            true
        }
        Err(report) => {
            all_of_report(&report, &mut out);
            false
        }
    };
    (out, loaded)
}

/// The first part of the secret that stands in the text, in any case.
fn part_of(secret: &str, text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let secret = secret.to_lowercase();
    (0..=secret.len() - PART)
        .map(|at| &secret[at..at + PART])
        .find(|part| text.contains(part))
        .map(str::to_owned)
}

/// Without columns, which are places and no values.
fn without_columns(text: &str) -> String {
    let mut kept = String::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for column in ["column: ", "\"column\": ", ".toml:"] {
            while let Some(at) = line.find(column) {
                let start = at + column.len();
                let len = line[start..]
                    .find(|c: char| !c.is_ascii_digit() && c != ':')
                    .unwrap_or(line.len() - start);
                line.replace_range(at..start + len, "");
            }
        }
        kept.push_str(&line);
        kept.push('\n');
    }
    kept
}

/// One situation, told with the secret in it.
type Case = (&'static str, fn(&str) -> Loader);

/// Plants both secrets in every situation: no part of one may be told, and what
/// is told may not depend on which of the two it was.
#[track_caller]
fn nothing_is_told(cases: &[Case], refused: bool) {
    let mut failures = String::new();
    for (name, situation) in cases {
        let outputs = SECRETS.map(|secret| {
            let (output, loaded) = all(&situation(secret));
            if loaded == refused {
                let _ = writeln!(failures, "## {name}: loaded is {loaded}\n{output}");
            }
            if let Some(part) = part_of(secret, &output) {
                let told: Vec<_> = output
                    .lines()
                    .filter(|line| line.to_lowercase().contains(&part))
                    .take(4)
                    .collect();
                let _ = writeln!(failures, "## {name}: tells {part}\n{}", told.join("\n"));
            }
            without_columns(&output)
        });
        if outputs[0] != outputs[1] {
            let differs = outputs[0]
                .lines()
                .zip(outputs[1].lines())
                .find(|(a, b)| a != b);
            let _ = writeln!(failures, "## {name}: differs with the secret\n{differs:#?}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn a_secret_of_the_wrong_type_is_not_told() {
    nothing_is_told(
        &[
            ("text for a number", |s| file(format!("pin = \"{s}\""))),
            ("text for a bool", |s| file(format!("flag = \"{s}\""))),
            ("text for a duration", |s| file(format!("wait = \"{s}\""))),
            ("text for a list", |s| file(format!("tokens = \"{s}\""))),
            ("in a list", |s| {
                file(format!("tokens = [1, \"{s}\", \"{s}\"]"))
            }),
            ("text for a map", |s| file(format!("passwords = \"{s}\""))),
            ("in a map", |s| {
                file(format!("[passwords]\nmain = \"{s}\"\nb = \"{s}\""))
            }),
            ("as the name of an entry", |s| {
                file(format!("[passwords]\n{s} = \"x\""))
            }),
            ("as the quoted name of an entry", |s| {
                file(format!("[passwords]\n\"{s} x\" = \"x\""))
            }),
            ("in a struct", |s| {
                file(format!("[credentials]\nuser = 1\npassword = [\"{s}\"]"))
            }),
            ("as an unknown field of a struct", |s| {
                file(format!(
                    "[credentials]\nuser = \"{s}\"\npassword = \"{s}\"\npasword = \"{s}\""
                ))
            }),
            ("as the name of an unknown field of a struct", |s| {
                file(format!(
                    "[credentials]\nuser = \"{s}\"\npassword = \"{s}\"\n{s} = \"{s}\""
                ))
            }),
            ("a struct in free text", |s| {
                variables(&[(
                    "CADENCE_CREDENTIALS",
                    format!("{{\"user\": \"{s}\", \"password\": 1}}"),
                )])
            }),
            ("a struct in broken free text", |s| {
                variables(&[("CADENCE_CREDENTIALS", format!("{{\"user\": \"{s}\", "))])
            }),
            ("an unknown variant", |s| file(format!("level = \"{s}\""))),
            ("a table for a variant", |s| {
                file(format!("level = {{ {s} = 1 }}"))
            }),
            ("a variant in a variable", |s| {
                variables(&[("CADENCE_LEVEL", s.into())])
            }),
            ("a table for a secret", |s| {
                file(format!("api_key = {{ {s} = \"{s}\" }}"))
            }),
            ("a list for a secret", |s| {
                file(format!("api_key = [\"{s}\"]"))
            }),
            ("in a list of secrets", |s| {
                file(format!("keys = [\"{s}\", [\"{s}\"]]"))
            }),
            ("in a map of secrets", |s| {
                file(format!("named_keys = {{ a = \"{s}\", b = [\"{s}\"] }}"))
            }),
            ("a type with words of its own", |s| {
                file(format!("chatty = \"{s}\""))
            }),
            ("a table with words of its own", |s| {
                file(format!("chatty_table = {{ a = \"{s}\" }}"))
            }),
            ("a variable for a number", |s| {
                variables(&[("CADENCE_PIN", s.into())])
            }),
            ("a variable for a bool", |s| {
                variables(&[("CADENCE_FLAG", s.into())])
            }),
            ("a variable for a duration", |s| {
                variables(&[("CADENCE_WAIT", s.into())])
            }),
            ("a number for a duration", |s| {
                variables(&[(
                    "CADENCE_WAIT",
                    if s.len() < 20 { "12345" } else { "67" }.into(),
                )])
            }),
            ("a variable for a list", |s| {
                variables(&[("CADENCE_TOKENS", format!("1,{s}"))])
            }),
            ("an empty element", |s| {
                variables(&[("CADENCE_TOKENS", format!("{s},,{s}"))])
            }),
            ("an unbalanced list", |s| {
                variables(&[("CADENCE_TOKENS", format!("[{s}"))])
            }),
            ("an unbalanced map", |s| {
                variables(&[("CADENCE_PASSWORDS", format!("{{{s}"))])
            }),
            ("an element's variable", |s| {
                variables(&[("CADENCE_TOKENS__0", s.into())])
            }),
            ("an entry's variable", |s| {
                variables(&[("CADENCE_PASSWORDS__MAIN", s.into())])
            }),
            ("as the name of an entry's variable", |s| {
                variables(&[("CADENCE_PASSWORDS", format!("{{ {s} = \"x\" }}"))])
            }),
            ("in a section", |s| {
                file(format!("[database]\npassword = [\"{s}\"]\nport = \"x\""))
            }),
            ("in a section of a list", |s| {
                file(format!("[[replicas]]\npassword = [\"{s}\"]"))
            }),
            ("in a section of a map", |s| {
                file(format!("[accounts.a]\npin = \"{s}\"\nweight = 999"))
            }),
            ("hidden by a higher layer", |s| {
                variables(&[("CADENCE_PIN", "1".into())]).provider(
                    LayerKind::DefaultFile,
                    Serialized::default("pin", s.to_owned()),
                )
            }),
            ("an override", |s| variables(&[]).set("pin", s)),
            ("an override of a section", |s| {
                variables(&[]).set("database", s)
            }),
            ("an override of a map of sections", |s| {
                variables(&[]).set("accounts", format!("{{ a = \"{s}\" }}"))
            }),
        ],
        true,
    );
}

#[test]
fn a_secret_in_the_wrong_place_is_not_told() {
    nothing_is_told(
        &[
            ("under an unknown key", |s| {
                file(format!("api_ky = \"{s}\""))
            }),
            ("under an unknown key, alone", |s| {
                file(format!("zzz = \"{s}\""))
            }),
            ("under a quoted unknown key", |s| {
                file(format!("\"api ky\" = \"{s}\""))
            }),
            ("under a dotted unknown key", |s| {
                file(format!("data.pass = \"{s}\""))
            }),
            ("under an unknown section", |s| {
                file(format!("[databas]\npassword = \"{s}\""))
            }),
            ("under an unknown inline section", |s| {
                file(format!("databas = {{ password = \"{s}\" }}"))
            }),
            ("in an inline section with an unknown key", |s| {
                file(format!(
                    "database = {{ password = \"{s}\", prt = 1, host = \"{s}\" }}"
                ))
            }),
            ("in an inline section with a wrong type", |s| {
                file(format!(
                    "database = {{ password = \"{s}\", port = \"x\" }} # {s}"
                ))
            }),
            ("in the wrong section", |s| {
                file(format!("[accounts.a]\npassword = \"{s}\"\npin = 1"))
            }),
            ("under no section", |s| file(format!("password = \"{s}\""))),
            ("twice", |s| {
                file(format!("api_key = \"{s}\"\napi_key = \"{s}\""))
            }),
            ("twice in one inline table", |s| {
                file(format!(
                    "database = {{ password = \"{s}\", password = \"{s}\" }}"
                ))
            }),
            ("as the name of an entry, twice", |s| {
                file(format!("[passwords]\n{s} = 1\n{s} = 2"))
            }),
            ("beside a duplicate", |s| {
                file(format!("port = 1 # {s}\nport = 2 # {s}"))
            }),
            ("retired", |s| {
                file(format!("old_key = \"{s}\"\nlegacy.token = \"{s}\""))
            }),
            ("retired variable", |s| {
                variables(&[("CADENCE_OLD_KEY", s.into())])
            }),
            ("alias and new name", |s| {
                file(format!("pin_code = \"{s}\"\npin = \"{s}\""))
            }),
            ("a misspelt variable", |s| {
                variables(&[("CADENCE_API_KY", s.into())])
            }),
            ("an unknown variable", |s| {
                variables(&[("CADENCE_ZZZ", s.into())])
            }),
            ("a variable below a collection", |s| {
                variables(&[("CADENCE_ACCOUNTS_A_PIN", s.into())])
            }),
            ("two variables of different values", |s| {
                variables(&[
                    ("CADENCE_SHARED", s.into()),
                    ("SHARED_PIN", format!("{s}{s}")),
                ])
            }),
            ("an unknown override", |s| variables(&[]).set("api_ky", s)),
            ("an override that was meant with `=`", |s| {
                variables(&[]).set(format!("api_key:{s}"), "")
            }),
            ("an override that was meant with ` `", |s| {
                variables(&[]).set(format!("api_key {s}"), "")
            }),
            ("of another variant", |s| {
                file(format!(
                    "[storage]\nkind = \"local\"\nroot = \"/\"\nsecret_key = \"{s}\""
                ))
            }),
            ("with an unknown tag", |s| {
                file(format!(
                    "storage = {{ kind = \"x\", secret_key = \"{s}\" }}"
                ))
            }),
            ("without a tag", |s| {
                file(format!("storage = {{ secret_key = \"{s}\" }}"))
            }),
            ("text for a section", |s| {
                file(format!("database = \"{s}\""))
            }),
            ("text for a section, in a variable", |s| {
                variables(&[("CADENCE_DATABASE", s.into())])
            }),
            ("text for a list of sections", |s| {
                file(format!("replicas = [\"{s}\"]"))
            }),
            ("text for a list of sections, in a variable", |s| {
                variables(&[("CADENCE_REPLICAS", s.into())])
            }),
            ("text for a map of sections", |s| {
                file(format!("accounts = \"{s}\""))
            }),
            ("text for an entry of a map", |s| {
                file(format!("accounts = {{ a = \"{s}\" }}"))
            }),
            ("a gap in a list", |s| {
                variables(&[("CADENCE_REPLICAS__3__PASSWORD", s.into())])
            }),
            ("a password in a table that serde reads", |s| {
                file(format!(
                    "login = {{ user = \"a\", password = [\"{s}\"], attempts = \"x\" }}"
                ))
            }),
            (
                "a number with a password's name in a table that serde reads",
                |s| {
                    let number = if s.len() < 20 { "987123987" } else { "13579" };
                    file(format!("login = {{ user = \"a\", password = {number} }}"))
                },
            ),
            ("behind another mistake on the line", |s| {
                file(format!("port = \"x\" # {s}"))
            }),
            ("before another mistake on the line", |s| {
                file(format!(
                    "accounts = {{ \"{s}\" = {{ pin = 1 }}, b = {{ pin = \"{s}\" }} }}"
                ))
            }),
        ],
        true,
    );
}

#[test]
fn a_secret_beside_a_syntax_error_is_not_told() {
    nothing_is_told(
        &[
            ("without quotes", |s| file(format!("api_key = {s}"))),
            ("without quotes, with a space", |s| {
                file(format!("api_key = a {s}"))
            }),
            ("without `=`", |s| file(format!("api_key {s}"))),
            ("with `:`", |s| file(format!("api_key: {s}"))),
            ("with `:` and quotes", |s| file(format!("api_key: \"{s}\""))),
            ("with `=>`", |s| file(format!("api_key => \"{s}\""))),
            ("with `==`", |s| file(format!("api_key == \"{s}\""))),
            ("with `:=`", |s| file(format!("api_key := {s}"))),
            ("with `export`", |s| file(format!("export api_key={s}"))),
            ("JSON", |s| file(format!("{{ \"api_key\": \"{s}\" }}"))),
            ("YAML", |s| {
                file(format!("database:\n  password: {s}\n  port: 1\n"))
            }),
            ("INI", |s| {
                file(format!("[database]\npassword={s}\n; {s}\n"))
            }),
            ("an unclosed quote", |s| file(format!("api_key = \"{s}"))),
            ("an unclosed quote and more", |s| {
                file(format!("api_key = \"{s}\nport = 1\n"))
            }),
            ("an unclosed literal quote", |s| {
                file(format!("api_key = '{s}\nport = 1\n"))
            }),
            ("an unopened quote", |s| {
                file(format!("api_key = {s}\"\nport = 1\n"))
            }),
            ("unlike quotes", |s| {
                file(format!("api_key = \"{s}'\nport = 1\n"))
            }),
            ("typographic quotes", |s| {
                file(format!("api_key = “{s}”\nport = 1\n"))
            }),
            ("text behind the value", |s| {
                file(format!("api_key = \"x\" {s}"))
            }),
            ("a value behind the value", |s| {
                file(format!("port = 1 api_key = \"{s}\""))
            }),
            ("a bad escape", |s| file(format!("api_key = \"\\q{s}\""))),
            ("a bad escape behind it", |s| {
                file(format!("api_key = \"{s}\\q{s}\""))
            }),
            ("a control character", |s| {
                file(format!("api_key = \"{s}\u{1}{s}\""))
            }),
            ("an unclosed multi-line string", |s| {
                file(format!("api_key = \"\"\"\n{s}\nport = 1\n"))
            }),
            ("an unclosed multi-line string with `=`", |s| {
                file(format!("api_key = \"\"\"\n{s}==\n{s} = {s}\nport = 1\n"))
            }),
            ("an unclosed multi-line literal", |s| {
                file(format!("api_key = '''\n{s}==\nport = 1\n"))
            }),
            ("a multi-line string closed wrongly", |s| {
                file(format!("api_key = \"\"\"\n{s}==\n\"\"\nport = 1\n"))
            }),
            ("a bad escape in a multi-line string", |s| {
                file(format!("api_key = \"\"\"\n{s}\n\\q {s} = {s}\n\"\"\"\n"))
            }),
            ("a line too many behind a multi-line string", |s| {
                file(format!("api_key = \"\"\"\nabc\n\"\"\"\n{s}\n"))
            }),
            ("a key file without quotes", |s| {
                file(format!(
                    "api_key = -----BEGIN KEY-----\n{s}{s}=\n{s}==\n-----END KEY-----\nport = 1\n"
                ))
            }),
            ("on the next line", |s| {
                file(format!("api_key =\n\"{s}\"\n"))
            }),
            ("on the next line without quotes", |s| {
                file(format!("api_key =\n{s}\n"))
            }),
            ("on the next line with `=` at its end", |s| {
                file(format!("api_key =\n{s}==\n"))
            }),
            ("on the next line with one `=` at its end", |s| {
                file(format!("api_key =\n  {s}=\n"))
            }),
            ("on the next line with `.`", |s| {
                file(format!("api_key = a\\\n  {s}.{s}\n"))
            }),
            ("continued", |s| {
                file(format!("api_key = \"abc\"\n  \"{s}\"\n"))
            }),
            ("continued with a `+`", |s| {
                file(format!("api_key = \"abc\" +\n  \"{s}\"\n"))
            }),
            ("continued with a `\\`", |s| {
                file(format!("api_key = \"abc\\\n  {s}\"\nport = 1\n"))
            }),
            ("an unclosed list", |s| {
                file(format!("tokens = [1, {s}\nport = 1\n"))
            }),
            ("an unclosed list of lines", |s| {
                file(format!("keys = [\n  \"{s}\",\n  \"{s}\"\nport = 1\n"))
            }),
            ("an unclosed list of words", |s| {
                file(format!("keys = [\n  {s},\n  {s}=\nport = 1\n"))
            }),
            ("an unclosed inline table", |s| {
                file(format!("database = {{ password = \"{s}\"\nport = 1\n"))
            }),
            ("an unclosed inline table of lines", |s| {
                file(format!(
                    "database = {{\n  password = {s}\n  {s} = {s}\nport = 1\n"
                ))
            }),
            ("a missing comma in a list", |s| {
                file(format!("keys = [\"{s}\" \"{s}\"]"))
            }),
            ("a missing comma in an inline table", |s| {
                file(format!("database = {{ password = \"{s}\" port = 1 }}"))
            }),
            ("no quotes in an inline table", |s| {
                file(format!("database = {{ password = {s}, port = 1 }}"))
            }),
            ("a key without a value in an inline table", |s| {
                file(format!("database = {{ {s}, password = \"x\" }}"))
            }),
            ("a header without an end", |s| {
                file(format!("[database\npassword = \"{s}\"\n"))
            }),
            ("a header with text behind", |s| {
                file(format!("[database] password = \"{s}\"\n"))
            }),
            ("a header with the secret in it", |s| {
                file(format!("[database {s}]\n"))
            }),
            ("a quoted key without an end", |s| {
                file(format!("\"{s} = 1\n"))
            }),
            ("a comment with a control character", |s| {
                file(format!("port = 1 # {s}\u{1}\n"))
            }),
            ("a comment behind a mistake", |s| {
                file(format!("port = # {s}\n"))
            }),
            ("a comment behind another mistake", |s| {
                file(format!("port = 1 1 # {s}\n"))
            }),
            ("a comment of another language", |s| {
                file(format!("// {s}\nport = 1\n"))
            }),
            ("a number that starts it", |s| {
                file(format!("pin = 12x{s}\n"))
            }),
            ("a key with `.` at its end", |s| {
                file(format!("api_key. = \"{s}\"\n"))
            }),
            ("a value in an entry named by it", |s| {
                file(format!("[passwords]\n{s} = 5x\n"))
            }),
            ("a bare carriage return", |s| {
                file(format!("api_key = \"{s}\"\rport = 1\n"))
            }),
            ("null bytes", |s| {
                file(format!("api_key = \"{s}\0{s}\"\nport = 1\n"))
            }),
            ("too deep", |s| {
                file(format!(
                    "keys = {}\"{s}\"{}\n",
                    "[".repeat(70),
                    "]".repeat(70)
                ))
            }),
            ("far too deep", |s| {
                file(format!(
                    "keys = {}\"{s}\"{}\n",
                    "[".repeat(170),
                    "]".repeat(170)
                ))
            }),
        ],
        true,
    );
}

#[test]
fn a_secret_in_bytes_that_are_no_text_is_not_told() {
    nothing_is_told(
        &[
            ("not UTF-8 before it", |s| {
                file([b"# \xff\napi_key = \"", s.as_bytes(), b"\""].concat())
            }),
            ("UTF-16", |s| {
                let units = format!("\u{feff}api_key = \"{s}\"");
                file(
                    units
                        .encode_utf16()
                        .flat_map(u16::to_le_bytes)
                        .collect::<Vec<u8>>(),
                )
            }),
            ("UTF-16 without a mark", |s| {
                let units = format!("api_key = \"{s}\"");
                file(
                    units
                        .encode_utf16()
                        .flat_map(u16::to_le_bytes)
                        .collect::<Vec<u8>>(),
                )
            }),
            ("behind a byte order mark", |s| {
                file(format!("\u{feff}pin = \"{s}\""))
            }),
            ("with a byte order mark inside", |s| {
                file(format!("pin = \u{feff}\"{s}\""))
            }),
            ("with CRLF", |s| {
                file(format!("port = \"x\" # {s}\r\npin = \"{s}\"\r\n"))
            }),
        ],
        true,
    );
}

#[cfg(unix)]
#[test]
fn a_secret_in_a_variable_that_is_no_text_is_not_told() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    fn bytes(name: &str, secret: &str) -> Loader {
        let value = OsString::from_vec([secret.as_bytes(), b"\xff", secret.as_bytes()].concat());
        let host = Memory::new().variable("CADENCE_ENV", "test");
        loader().host(host.variable(name, value))
    }
    nothing_is_told(
        &[
            ("owned", |s| bytes("CADENCE_API_KEY", s)),
            ("an element", |s| bytes("CADENCE_TOKENS__0", s)),
            ("an entry", |s| bytes("CADENCE_PASSWORDS__A", s)),
            ("a section", |s| bytes("CADENCE_DATABASE", s)),
        ],
        true,
    );
}

#[test]
fn the_password_of_a_url_is_not_told() {
    nothing_is_told(
        &[
            ("for a port", |s| {
                file(format!("port = \"postgres://app:{s}@db/main\""))
            }),
            ("for a port, in a variable", |s| {
                variables(&[("CADENCE_PORT", format!("postgres://app:{s}@db/main"))])
            }),
            ("for a bool", |s| {
                file(format!("switch = \"postgres://app:{s}@db/main\""))
            }),
            ("for a duration", |s| {
                file(format!("window = \"postgres://app:{s}@db/main\""))
            }),
            ("for a duration, in a variable", |s| {
                variables(&[("CADENCE_WINDOW", format!("postgres://app:{s}@db/main"))])
            }),
            ("for a variant", |s| {
                file(format!("log = \"postgres://app:{s}@db/main\""))
            }),
            ("for a variant, in a variable", |s| {
                variables(&[("CADENCE_LOG", format!("postgres://app:{s}@db/main"))])
            }),
            ("for a section", |s| {
                file(format!("database = \"postgres://app:{s}@db/main\""))
            }),
            ("for a tag", |s| {
                file(format!("storage = {{ kind = \"s3://a:{s}@b\" }}"))
            }),
            ("no port", |s| {
                file(format!("url = \"postgres://app:{s}@db:port/main\""))
            }),
            ("no host", |s| {
                file(format!("url = \"postgres://app:{s}@:5432/main\""))
            }),
            ("no `@`", |s| file(format!("url = \"postgres://app:{s}\""))),
            ("no `:` behind the scheme", |s| {
                file(format!("url = \"postgres//app:{s}@db\""))
            }),
            ("no `//`", |s| {
                file(format!("port = \"postgres:app:{s}@db\""))
            }),
            ("one `/`", |s| {
                file(format!("port = \"postgres:/app:{s}@db\""))
            }),
            ("no scheme", |s| {
                file(format!("url = \"//app:{s}@db/main\""))
            }),
            ("no scheme and no slashes", |s| {
                file(format!(
                    "url = \"app:{s}@db/main\"\nport = \"app:{s}@db/main\""
                ))
            }),
            ("an empty scheme", |s| {
                file(format!("url = \"://app:{s}@db/main\""))
            }),
            ("a space before", |s| {
                file(format!("url = \" postgres ://app:{s}@db/main\""))
            }),
            ("a space inside", |s| {
                file(format!("port = \"https://app:{s} x@db/main\""))
            }),
            ("a `/` in it", |s| {
                file(format!("port = \"postgres://app:{s}/{s}@db/main\""))
            }),
            ("a `#` in it", |s| {
                file(format!("port = \"postgres://app:{s}#{s}@db/main\""))
            }),
            ("a `?` in it", |s| {
                file(format!("port = \"postgres://app:{s}?{s}@db/main\""))
            }),
            ("an `@` in it", |s| {
                file(format!("port = \"postgres://app:{s}@{s}@db/main\""))
            }),
            ("a `%` in it", |s| {
                file(format!("port = \"postgres://app:%zz{s}@db/main\""))
            }),
            ("a `[` in it", |s| {
                file(format!("port = \"https://app:[{s}@db/main\""))
            }),
            ("alone before the `@`", |s| {
                file(format!("port = \"https://{s}@db/main\""))
            }),
            ("as the user and no password", |s| {
                file(format!("port = \"https://{s}:@db/main\""))
            }),
            ("in the query", |s| {
                file(format!("port = \"postgres://db/main?user=a&password={s}\""))
            }),
            ("in the query, upper case", |s| {
                file(format!("port = \"postgres://db/main?PASSWORD={s}\""))
            }),
            ("in the query, encoded name", |s| {
                file(format!("port = \"postgres://db/main?p%61ssword={s}\""))
            }),
            ("in the query behind `;`", |s| {
                file(format!("port = \"postgres://db/main?user=a;password={s}\""))
            }),
            ("in the query of a malformed URL", |s| {
                file(format!("url = \"postgres://db:port/main?password={s}\""))
            }),
            ("in the query without a scheme", |s| {
                file(format!("url = \"db/main?password={s}\""))
            }),
            ("in the fragment", |s| {
                file(format!("port = \"https://host/#access_token={s}\""))
            }),
            ("in a connection string", |s| {
                file(format!("url = \"host=db user=a password={s}\""))
            }),
            ("behind `jdbc:`", |s| {
                file(format!("port = \"jdbc:postgresql://app:{s}@db/main\""))
            }),
            ("in the query behind `jdbc:`", |s| {
                file(format!(
                    "port = \"jdbc:postgresql://db/main?user=a&password={s}\""
                ))
            }),
            ("of many hosts", |s| {
                file(format!("port = \"mongodb://a:{s}@h:27017,h2:27017/db\""))
            }),
            ("of two URLs", |s| {
                file(format!("port = \"redis://a:{s}@b,redis://c:{s}@d\""))
            }),
            ("in a sentence", |s| {
                file(format!("port = \"see https://a:{s}@b for more\""))
            }),
            ("on two lines", |s| {
                file(format!("port = \"\"\"x\nhttps://a:{s}@b\"\"\""))
            }),
            ("in a list", |s| {
                file(format!(
                    "urls = [\"postgres://app:{s}@db:x/main\", \"postgres://a:{s}@b\"]"
                ))
            }),
            ("in a list, in a variable", |s| {
                variables(&[(
                    "CADENCE_URLS",
                    format!("postgres://app:{s}@db:x/main,postgres://a:{s}@b"),
                )])
            }),
            ("in a bracketed list, in a variable", |s| {
                variables(&[("CADENCE_URLS", format!("[\"postgres://app:{s}@db:x/main\""))])
            }),
            ("in a map", |s| {
                file(format!(
                    "url_map = {{ a = \"postgres://app:{s}@db/main\" }}"
                ))
            }),
            ("as the name of an entry", |s| {
                file(format!(
                    "url_map = {{ \"postgres://app:{s}@db/main\" = \"x\" }}"
                ))
            }),
            ("as the name of a section", |s| {
                file(format!(
                    "[accounts.\"postgres://app:{s}@db/main\"]\npin = \"x\"\nwieght = 1"
                ))
            }),
            ("as the name of an unknown key", |s| {
                file(format!("\"postgres://app:{s}@db/main\" = \"x\""))
            }),
            ("as a key twice", |s| {
                file(format!(
                    "url_map.\"postgres://app:{s}@db\" = 1\nurl_map.\"postgres://app:{s}@db\" = 1"
                ))
            }),
            ("a type with words of its own", |s| {
                file(format!("loud = \"postgres://app:{s}@db/main\""))
            }),
            ("a type with words of its own, in a variable", |s| {
                variables(&[("CADENCE_LOUD", format!("postgres://app:{s}@db:x/main"))])
            }),
            ("a table with words of its own", |s| {
                file(format!(
                    "loud_table = {{ a = \"x\", b = \"postgres://app:{s}@db/main\" }}"
                ))
            }),
            ("as the environment", |s| {
                loader()
                    .host(Memory::new().variable("CADENCE_ENV", format!("postgres://app:{s}@db")))
            }),
            ("as the shared environment", |s| {
                loader().host(Memory::new().variable("APP_ENV", format!("postgres://app:{s}@db")))
            }),
            ("as the config folder", |s| {
                variables(&[("CADENCE_CONFIG_DIR", format!("postgres://app:{s}@db"))])
            }),
            ("as the key of an override", |s| {
                variables(&[]).set(format!("postgres://app:{s}@db"), "1")
            }),
            ("as an override", |s| {
                variables(&[]).set("port", format!("postgres://app:{s}@db"))
            }),
        ],
        true,
    );
}

/// A provider that fails, and says all it knows.
struct Failing(String);

impl figment::Provider for Failing {
    fn metadata(&self) -> figment::Metadata {
        figment::Metadata::named("vault").source(format!("https://app:{}@vault/", self.0))
    }

    fn data(
        &self,
    ) -> Result<figment::value::Map<figment::Profile, figment::value::Dict>, figment::Error> {
        let found = figment::error::Actual::Str(self.0.clone());
        let error = figment::Error::from(figment::error::Kind::InvalidType(
            found,
            "a table".to_owned(),
        ));
        Err(error.with_path("database.password"))
    }
}

/// A provider of values, from a place that needs a password.
struct Guarded(String);

impl figment::Provider for Guarded {
    fn metadata(&self) -> figment::Metadata {
        figment::Metadata::named("vault").source(format!("https://app:{}@vault/", self.0))
    }

    fn data(
        &self,
    ) -> Result<figment::value::Map<figment::Profile, figment::value::Dict>, figment::Error> {
        Serialized::default("pin", &self.0).data()
    }
}

#[test]
fn a_secret_in_a_figment_provider_is_not_told() {
    nothing_is_told(
        &[
            ("of the wrong type", |s| {
                variables(&[]).provider(
                    LayerKind::Variables,
                    Serialized::default("pin", s.to_owned()),
                )
            }),
            ("under an unknown key", |s| {
                variables(&[]).provider(
                    LayerKind::Variables,
                    Serialized::default("pni", s.to_owned()),
                )
            }),
            ("as a section", |s| {
                variables(&[]).provider(
                    LayerKind::Overrides,
                    Serialized::default("database", s.to_owned()),
                )
            }),
            ("that fails", |s| {
                variables(&[]).provider(LayerKind::Variables, Failing(s.to_owned()))
            }),
            ("from a URL", |s| {
                variables(&[]).provider(LayerKind::Variables, Guarded(s.to_owned()))
            }),
        ],
        true,
    );
}

#[test]
fn a_load_that_succeeds_tells_no_secret_either() {
    nothing_is_told(
        &[
            ("in a file", |s| {
                file(format!(
                    "api_key = \"{s}\"\nkeys = [\"{s}\"]\nurl = \"postgres://app:{s}@db/main\"\n\
                     [named_keys]\na = \"{s}\"\n[credentials]\nuser = \"{s}\"\npassword = \"{s}\"\n\
                     [[replicas]]\npassword = \"{s}\"\n[database]\npassword = \"{s}\"\n\
                     [storage]\nkind = \"s3\"\nbucket = \"b\"\nsecret_key = \"{s}\"\n\
                     [login]\nuser = \"a\"\npassword = \"{s}\"\n"
                ))
            }),
            ("in variables", |s| {
                variables(&[
                    ("CADENCE_API_KEY", s.into()),
                    ("CADENCE_KEYS", format!("{s},{s}")),
                    ("CADENCE_URL", format!("postgres://db/main?password={s}")),
                    ("CADENCE_URLS", format!("https://a:{s}@b,https://c:{s}@d")),
                    ("CADENCE_NAMED_KEYS", format!("{{ {s} = \"{s}\" }}")),
                    (
                        "CADENCE_CREDENTIALS",
                        format!("{{ user = \"{s}\", password = \"{s}\" }}"),
                    ),
                    (
                        "CADENCE_LOGIN",
                        format!("{{ user = \"a\", password = \"{s}\" }}"),
                    ),
                    ("CADENCE_DATABASE__PASSWORD", s.into()),
                    ("CADENCE_REPLICAS__0__PASSWORD", s.into()),
                ])
            }),
            ("overridden", |s| {
                file(format!("pin = 1\napi_key = \"{s}\""))
                    .set("api_key", s)
                    .set("database.password", s)
            }),
            ("deprecated", |s| {
                file(format!(
                    "pin_code = {} # {s}",
                    if s.len() < 20 { "987654321" } else { "12" }
                ))
            }),
        ],
        false,
    );
}
