//! Whatever is written: no panic, and no refusal without a reason.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use rehearsal::report::{Problem, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

#[derive(Debug, Config)]
#[config(retired("old.key"))]
struct Settings {
    name: String,
    key: Option<SecretString>,
    #[config(nested)]
    server: Server,
    #[config(nested)]
    upstreams: Vec<Upstream>,
    #[config(nested)]
    regions: BTreeMap<String, Upstream>,
    #[config(nested)]
    storage: Option<Storage>,
    window: Option<Window>,
    labels: Option<BTreeMap<String, u8>>,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[config(default = "30s", alias = "wait")]
    timeout: Duration,
    url: Option<Url>,
    #[config(default = false, deprecated = "do not")]
    quiet: bool,
    #[config(default = 0.5)]
    rate: f64,
    #[config(default = "a,b")]
    tags: Vec<String>,
}

#[derive(Debug, Config)]
struct Upstream {
    host: String,
    #[config(default = 80)]
    port: u16,
}

#[derive(Debug, Config)]
#[config(tag = "kind", rename_all = "snake_case")]
enum Storage {
    Local { path: String },
    S3 { bucket: String },
}

#[derive(Debug, Deserialize)]
struct Window {
    from: u8,
    to: u8,
    day: Option<Day>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Mon,
    Any(Vec<u8>),
}

const FILE: &str = r#"name = "cädence" # a comment
key = "hunter2"
labels = { a = 1, "b.c" = 2 }
window = { from = 1, to = 2, day = { any = [1, 2] } }

[server]
listen = "[::1]:80"
timeout = "1h 30m"
url = "postgres://app:pw@db/main?a=b"
rate = 1e-3
tags = [
  "x", # why
  'y',
]

[[upstreams]]
host = """
🦀 \
  b"""
port = 0x50

[regions.eu-west]
host = "a"
[regions."us.east"]
host = '''b'''

[storage]
kind = "s3"
bucket = "b"
"#;

const VARIABLES: &[(&str, &str)] = &[
    ("CADENCE_NAME", "x"),
    ("CADENCE_KEY", "hunter2"),
    ("CADENCE_SERVER_TIMEOUT", "5m"),
    ("CADENCE_SERVER_TAGS", "a,b"),
    ("CADENCE_SERVER_URL", "https://a:b@c/"),
    ("CADENCE_SERVER_LISTEN", "127.0.0.1:80"),
    ("CADENCE_UPSTREAMS__0__PORT", "81"),
    ("CADENCE_REGIONS__EU_WEST__PORT", "82"),
    ("CADENCE_REGIONS", r#"{"asia": {"host": "h"}}"#),
    ("CADENCE_STORAGE_KIND", "s3"),
    ("CADENCE_WINDOW", "{ from = 1, to = 2 }"),
    ("CADENCE_LABELS__A", "9"),
];

/// Marsaglia's xorshift: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % limit.max(1)
    }

    fn pick<'t>(&mut self, from: &[&'t [u8]]) -> &'t [u8] {
        from[self.below(from.len())]
    }

    /// One to three changes: bytes cut, doubled, swapped, or put in.
    fn mutate(&mut self, text: &[u8]) -> Vec<u8> {
        const PIECES: &[&[u8]] = &[
            b"\"",
            b"'",
            b"\"\"\"",
            b"'''",
            b"[",
            b"]",
            b"[[",
            b"]]",
            b"{",
            b"}",
            b"=",
            b".",
            b",",
            b"\n",
            b"\r\n",
            b"\r",
            b" ",
            b"\t",
            b"#",
            b"\\",
            b"\\u12",
            b"-",
            b"_",
            b"0",
            b"99999999999999999999999",
            b"nan",
            b"inf",
            b"true",
            b"\0",
            b"\xff",
            b"\xef\xbb\xbf",
            "ü".as_bytes(),
            "🦀".as_bytes(),
            b"__",
            b"://",
            b"@",
            b":",
            b"kind",
            b"name = 1\n",
            b"[server]\n",
            b"server.rate = 1\n",
            b"a.b.c = 1\n",
            b"\xff\xfe",
            b"1979-05-27T07:32:00Z",
            b"[old]\nkey = 1\n",
            b"wait = \"1s\"\n",
        ];
        let mut text = text.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(text.len() + 1);
            let end = (at + self.below(12)).min(text.len());
            match self.below(6) {
                0 => drop(text.drain(at..end)),
                1 => {
                    let twice = text[at..end].to_vec();
                    text.splice(at..at, twice);
                }
                2 => text.truncate(at),
                3 if at < text.len() => text[at] = u8::try_from(self.below(256)).unwrap_or(0),
                4 if at < text.len() => {
                    let other = self.below(text.len());
                    text.swap(at, other);
                }
                _ => {
                    let piece = self.pick(PIECES).to_vec();
                    text.splice(at..at, piece);
                }
            }
        }
        text
    }
}

fn load(host: Memory) -> Result<(), Report> {
    let host = host.variable("CADENCE_ENV", "development");
    let loaded = Loader::new("CADENCE").system(host).load::<Settings>()?;
    loaded.warnings().problems().iter().for_each(check);
    assert!(
        loaded
            .warnings()
            .problems()
            .iter()
            .all(|note| note.severity() != Severity::Error)
    );
    let _ = (
        loaded.resolution(),
        loaded.warnings().to_ansi(),
        loaded.figment(),
    );
    Ok(())
}

fn check(problem: &Problem) {
    assert!(!problem.message().trim().is_empty());
    assert!(!problem.code().as_str().is_empty());
    assert!(!problem.message().contains('\n'), "{problem}");
    assert!(problem.help().iter().all(|help| !help.trim().is_empty()));
    for place in problem.places() {
        if let Some(excerpt) = place.excerpt() {
            let marked = excerpt.marked();
            assert!(excerpt.text().get(marked).is_some(), "{problem:?}");
            assert!(!excerpt.text().contains('\n'), "{problem:?}");
        }
        if let Some(position) = place.origin().position() {
            assert!(position.line() > 0 && position.column() > 0);
        }
    }
}

/// Whether the world was accepted; a refusal has reasons, and can be shown.
fn survives(host: Memory) -> bool {
    let Err(report) = load(host) else { return true };
    assert!(
        report
            .iter()
            .any(|problem| problem.severity() == Severity::Error)
    );
    report.iter().for_each(check);
    assert!(
        !report
            .iter()
            .any(|problem| problem.message().contains("nothing says why")),
        "{report}"
    );
    let (text, ansi) = (report.to_text(), report.to_ansi());
    assert!(!text.contains("hunter2") && ansi.len() >= text.len());
    false
}

fn world(default: &[u8]) -> Memory {
    Memory::new()
        .file("config/default.toml", default)
        .file("config/development.toml", "")
}

#[test]
fn files_changed_byte_by_byte() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    assert!(survives(world(FILE.as_bytes())));
    let mut accepted = 0;
    for _ in 0..4000 {
        let text = random.mutate(FILE.as_bytes());
        let shown = String::from_utf8_lossy(&text).into_owned();
        let outcome = std::panic::catch_unwind(|| survives(world(&text)));
        accepted += usize::from(outcome.unwrap_or_else(|_| panic!("on this file:\n{shown}")));
    }
    assert!(accepted > 100, "only {accepted} were accepted");
}

#[test]
fn files_cut_off_at_every_byte() {
    for end in 0..FILE.len() {
        survives(world(&FILE.as_bytes()[..end]));
    }
}

#[test]
fn every_byte_left_out_or_doubled() {
    for at in 0..FILE.len() {
        let without = [&FILE.as_bytes()[..at], &FILE.as_bytes()[at + 1..]].concat();
        survives(world(&without));
        let doubled = [&FILE.as_bytes()[..=at], &FILE.as_bytes()[at..]].concat();
        survives(world(&doubled));
    }
}

#[cfg(unix)]
#[test]
fn variables_changed_byte_by_byte() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let text =
        |bytes: Vec<u8>| OsString::from_vec(bytes.into_iter().filter(|byte| *byte != 0).collect());
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut accepted = 0;
    for _ in 0..4000 {
        let changed = random.below(VARIABLES.len());
        let mut host = world(FILE.as_bytes());
        let mut shown = String::new();
        for (at, (name, value)) in VARIABLES.iter().enumerate() {
            let (mut name, mut value) = (name.as_bytes().to_vec(), value.as_bytes().to_vec());
            if at == changed {
                match random.below(3) {
                    0 => name = [b"CADENCE_", &*random.mutate(&name[8..])].concat(),
                    _ => value = random.mutate(&value),
                }
                shown = format!("{:?}", (text(name.clone()), text(value.clone())));
            }
            host = host.variable(text(name), text(value));
        }
        let outcome = std::panic::catch_unwind(|| survives(host));
        accepted += usize::from(outcome.unwrap_or_else(|_| panic!("on this variable: {shown}")));
    }
    assert!(accepted > 100, "only {accepted} were accepted");
}

#[test]
fn overrides_changed_byte_by_byte() {
    let mut random = Random(0xd1b5_4a32_d192_ed03);
    let keys = [
        "name",
        "upstreams[0].port",
        "regions.\"us.east\".host",
        "server.tags",
        "labels.a",
        "storage",
    ];
    for _ in 0..2000 {
        let key = keys[random.below(keys.len())];
        let key = random.mutate(key.as_bytes());
        let value = random.mutate(b"{ kind = \"s3\", bucket = [1, 2] }");
        let (key, value) = (
            String::from_utf8_lossy(&key),
            String::from_utf8_lossy(&value),
        );
        let host = world(FILE.as_bytes()).variable("CADENCE_ENV", "development");
        let loader = Loader::new("CADENCE").system(host).set(&*key, &*value);
        if let Err(report) = loader.load::<Settings>() {
            report.iter().for_each(check);
            assert!(!report.to_text().is_empty());
        }
    }
}
