//! Defaults that expressions and functions of the program make.

use std::str::FromStr;
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::schema::DefaultValue;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use serde::{Deserialize, Serialize};

const PORT: u16 = 8080;
const HOST: &str = "cadence.internal";

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Info,
    Debug,
}

/// Has a text, and neither `Serialize` nor `Deserialize`.
#[derive(Debug)]
struct Mark(u8);

impl FromStr for Mark {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim_start_matches('#').parse().map(Self)
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Has no text.
#[derive(Debug, Deserialize)]
struct Window {
    #[expect(dead_code, reason = "shown by `Debug`")]
    from: u8,
}

fn threads() -> usize {
    3
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Settings {
    #[config(default = PORT)]
    port: u16,
    #[config(default = Some(PORT))]
    spare: Option<u16>,
    #[config(default = [PORT, 80])]
    ports: Vec<u16>,
    #[config(default = 10 * 1024)]
    bytes: u64,
    #[config(default = f64::from(1_u8) / 2.0)]
    ratio: f64,
    #[config(default = Duration::from_millis(1_500))]
    timeout: Duration,
    #[config(default = Level::Debug)]
    level: Level,
    #[config(default = HOST)]
    host: String,
    #[config(parse, default = Mark(7))]
    mark: Mark,
    #[config(default_with = threads)]
    threads: usize,
    #[config(default = Window { from: 5 })]
    window: Window,
    #[config(default = HOST.to_uppercase())]
    shouted: String,
    #[config(secret, default = HOST.to_lowercase())]
    hushed: String,
}

fn loader() -> Loader {
    let host = Memory::new().variable("APP_ENV", "test");
    Loader::new("CADENCE").without_config_dir().system(host)
}

#[test]
fn the_value_is_that_of_the_expression() {
    let settings = loader().load::<Settings>().unwrap();
    assert_snapshot!(format!("{:?}", *settings), @r#"Settings { port: 8080, spare: Some(8080), ports: [8080, 80], bytes: 10240, ratio: 0.5, timeout: 1.5s, level: Debug, host: "cadence.internal", mark: Mark(7), threads: 3, window: Window { from: 5 }, shouted: "CADENCE.INTERNAL", hushed: "cadence.internal" }"#);
}

#[test]
fn what_is_shown_is_its_text_where_it_has_one() {
    let explained = loader().load::<Settings>().unwrap().explain().to_string();
    assert_snapshot!(explained, @"
    SETTING  VALUE                 FROM
    port     8080                  default
    spare    8080                  default
    ports    [8080, 80]            default
    bytes    10240                 default
    ratio    0.5                   default
    timeout  1s 500ms              default
    level    debug                 default
    host     cadence.internal      default
    mark     #7                    default
    threads  `threads()`           default
    window   `Window { from: 5 }`  default
    shouted  CADENCE.INTERNAL      default
    hushed   [redacted]            default
    ");
}

#[test]
fn a_layer_that_sets_it_wins() {
    let loader = loader().set("bytes", "5").set("threads", "9");
    let settings = loader.load::<Settings>().unwrap();
    assert_eq!((settings.bytes, settings.threads), (5, 9));
}

#[test]
fn what_makes_it_is_in_the_schema() {
    let default = |name: &str| {
        let mut fields = Settings::SCHEMA.fields().iter();
        fields.find(|field| field.name() == name)?.default()
    };
    let source = |name| match default(name) {
        Some(DefaultValue::Computed(computed)) => computed.source(),
        other => panic!("{other:?}"),
    };
    assert_eq!(source("bytes"), "10 * 1024");
    assert_eq!(source("timeout"), "Duration::from_millis(1_500)");
    assert_eq!(source("threads"), "threads()");
}

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Weak {
    #[config(secret, default = ["change", "me"].concat())]
    password: String,
    #[config(secret, default = "correct".repeat(3))]
    repeated: String,
}

#[test]
fn a_default_with_a_text_is_judged_as_one() {
    let host = Memory::new().variable("APP_ENV", "production");
    let loader = Loader::new("CADENCE").without_config_dir().system(host);
    let report = loader.load::<Weak>().unwrap_err();
    let text = report.to_string();
    assert!(
        !text.contains("changeme") && !text.contains("\"me\""),
        "{text}"
    );
    assert_snapshot!(text, @r#"
    2 problems keep cadence from starting in production

    error[placeholder]: `password` is a secret left at its default
     --> default
      |
      | password = [redacted]
      |            ^^^^^^^^^^ the default is public
      |
      = help: set a real secret for this environment
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field

    error[placeholder]: `repeated` is a secret left at its default
     --> default
      |
      | repeated = [redacted]
      |            ^^^^^^^^^^ the default is public
      |
      = help: set a real secret for this environment
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field
    "#);
}
