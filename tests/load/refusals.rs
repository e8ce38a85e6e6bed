//! What deployed environments refuse, and what a field may still allow itself.

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::SecretString;
use url::Url;

/// A secret that is one.
const STRONG: &str = "q7Zp2LxV0sKd9TgR4mWb";

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    key: Option<SecretString>,
    url: Option<Url>,
    #[config(secret)]
    dsn: Option<String>,
    #[config(default)]
    brokers: Vec<String>,
    #[config(default)]
    allowed_origins: Vec<String>,
    #[config(
        live_prefix = "sk_live_",
        live_prefix = "rk_live_",
        test_prefix = "sk_test_"
    )]
    mail_key: Option<SecretString>,
    agent: Option<String>,
}

fn loader(environment: Environment, settings: &[(&str, &str)]) -> Loader {
    let host = Memory::new().variable("CADENCE_ENV", environment.as_str());
    let set = |host: Memory, (key, value): &(&str, &str)| {
        host.variable(format!("CADENCE_{}", key.to_uppercase()), *value)
    };
    crate::support::loader("CADENCE", settings.iter().fold(host, set))
}

/// The codes of what is wrong, and nothing that could be a secret among it.
fn codes<T: Config>(loader: &Loader, secret: &str) -> Vec<Code> {
    let Err(report) = loader.load::<T>() else {
        return Vec::new();
    };
    for text in [
        report.to_text(),
        format!("{:?}", report.iter().collect::<Vec<_>>()),
    ] {
        assert!(secret.is_empty() || !text.contains(secret), "{text}");
    }
    report
        .iter()
        .map(rehearsal::report::Problem::code)
        .collect()
}

/// Asserts what is refused of one value in development, test, staging and
/// production.
#[track_caller]
fn verdicts(key: &str, value: &str, expected: [Option<Code>; 4]) {
    let secret = if key == "url" || key == "agent" || key.ends_with('s') {
        ""
    } else {
        value
    };
    let found = Environment::ALL.map(|environment| {
        let loader = loader(environment, &[(key, value)]);
        codes::<Settings>(&loader, secret)
    });
    let expected = expected.map(|code| code.into_iter().collect::<Vec<_>>());
    assert_eq!(found, expected, "{key} = {value}");
}

/// Asserts that a value is refused in staging and production only.
#[track_caller]
fn deployed(key: &str, value: &str, code: Code) {
    verdicts(key, value, [None, None, Some(code), Some(code)]);
}

#[track_caller]
fn fine(key: &str, value: &str) {
    verdicts(key, value, [None; 4]);
}

#[test]
fn a_placeholder_is_no_secret() {
    deployed("key", "changeme-in-production", Code::Placeholder);
    deployed(
        "url",
        "postgres://cadence:cadence@db.internal/a",
        Code::Placeholder,
    );
    deployed(
        "dsn",
        "postgres://cadence:changeme@db.internal/a",
        Code::Placeholder,
    );
    fine("key", STRONG);
    fine("key", "");
    fine("dsn", &format!("postgres://cadence:{STRONG}@db.internal/a"));
}

#[test]
fn a_secret_is_long_and_irregular() {
    deployed("key", "hunter2", Code::WeakSecret);
    deployed("key", "abababababababababab", Code::WeakSecret);
    deployed(
        "url",
        "postgres://cadence:abababababababababab@db.internal/a",
        Code::WeakSecret,
    );
    fine("agent", "hunter2");
    let regular = [("key", "abababababababababab")];
    let report = loader(Environment::Staging, &regular).load::<Settings>();
    let report = report.unwrap_err().to_text();
    assert!(report.contains("fewer than 40 bits"), "{report}");
}

#[test]
fn an_element_is_called_as_in_any_key() {
    let element = [("brokers__0", "amqp://mq.cadence.net")];
    let report = loader(Environment::Staging, &element).load::<Settings>();
    let report = report.unwrap_err();
    let key = report.problems()[0].key().map(ToString::to_string);
    assert_eq!(key.as_deref(), Some("brokers[0]"));
}

#[test]
fn a_backing_service_is_not_on_the_machine_nor_in_an_example() {
    for host in [
        "localhost",
        "127.0.0.1",
        "[::1]",
        "0.0.0.0",
        "db.local",
        "db.example.com",
        "192.0.2.7",
        "[2001:db8::1]",
    ] {
        deployed("url", &format!("postgres://{host}/a"), Code::InternalHost);
    }
    deployed(
        "brokers",
        "amqps://mq.internal, amqps://localhost",
        Code::InternalHost,
    );
    deployed(
        "brokers",
        "jdbc:postgresql://localhost/a",
        Code::InternalHost,
    );
    fine("brokers", "jdbc:postgresql://db.internal/a");
    fine("url", "postgres://db.internal/a");
    fine("url", "postgres://db.default.svc.cluster.local/a");
    fine("agent", "cadence (https://example.com)");
}

#[test]
fn a_connection_is_encrypted() {
    for scheme in [
        "http",
        "redis",
        "amqp",
        "smtp",
        "ldap",
        "mqtt",
        "ftp",
        "ws",
        "memcached",
        "pyamqp",
        "stomp",
        "clickhouse",
        "neo4j",
        "redis+sentinel",
        "coap",
        "rtsp",
    ] {
        for key in ["url", "dsn", "agent", "brokers"] {
            deployed(key, &format!("{scheme}://a.cadence.net"), Code::Plaintext);
        }
        fine("url", "https://a.internal");
    }
    for scheme in [
        "amqps",
        "amqp+ssl",
        "mqtts",
        "mqtt+ssl",
        "ldaps",
        "smtps",
        "smtp+starttls",
        "wss",
        "clickhouses",
        "neo4j+s",
        "neo4j+ssc",
        "rediss",
        "redis+tls",
        // Of these the driver or the server decides.
        "nats",
        "tls",
        "kafka",
        "cassandra",
        "etcd",
        "postgres",
        "mysql",
        "mongodb",
        "sqlserver",
        "http+unix",
    ] {
        for key in ["url", "brokers"] {
            fine(key, &format!("{scheme}://a.cadence.net"));
        }
    }
    for plain in [
        "jdbc:postgresql://a.cadence.net/b?sslmode=disable",
        "jdbc:mysql:replication://a.cadence.net,b.cadence.net/c?useSSL=false",
        "jdbc:sqlserver://a.cadence.net:1433;encrypt=false",
        "sqlserver://a.cadence.net:1433;database=b;encrypt=DANGER_PLAINTEXT",
        "jdbc:clickhouse:http://a.cadence.net",
        "r2dbc:postgresql://a.cadence.net/b?sslMode=disable",
        "kafka://a.cadence.net?security.protocol=PLAINTEXT",
        "mongodb://a.cadence.net/?tls=false",
    ] {
        deployed("brokers", &format!("[\"{plain}\"]"), Code::Plaintext);
    }
    for fine_one in [
        "jdbc:postgresql://a.cadence.net/b",
        "jdbc:postgresql://a.cadence.net/b?ssl=true&sslmode=verify-full",
        "jdbc:sqlserver://a.cadence.net:1433;encrypt=true;databaseName=b",
        "jdbc:clickhouse:https://a.cadence.net",
        "clickhouse://a.cadence.net?secure=true",
        "ldap://a.cadence.net?starttls=true",
        "mongodb://a.cadence.net/?tls=true",
    ] {
        fine("brokers", &format!("[\"{fine_one}\"]"));
    }
    deployed(
        "url",
        "postgres://a.cadence.net/b?sslmode=disable",
        Code::Plaintext,
    );
    deployed(
        "brokers",
        "[\"amqps://a.cadence.net\", \"amqp://b.cadence.net\"]",
        Code::Plaintext,
    );
}

#[test]
fn origins_are_listed_one_by_one() {
    deployed("allowed_origins", "*", Code::WildcardOrigin);
    deployed(
        "allowed_origins",
        "https://cadence.app,http://localhost:3000",
        Code::WildcardOrigin,
    );
    fine(
        "allowed_origins",
        "https://cadence.app,https://www.cadence.app",
    );
}

#[test]
fn keys_of_a_provider_stay_where_they_belong() {
    let live = "sk_live_q7Zp2LxV0sKd9TgR";
    let restricted = "rk_live_q7Zp2LxV0sKd9TgR";
    let below = [
        Some(Code::LiveKey),
        Some(Code::LiveKey),
        Some(Code::LiveKey),
        None,
    ];
    verdicts("mail_key", live, below);
    verdicts("mail_key", restricted, below);
    let test = "sk_test_q7Zp2LxV0sKd9TgR";
    verdicts("mail_key", test, [None, None, None, Some(Code::TestKey)]);
    let staging = loader(Environment::Staging, &[("mail_key", live)]);
    assert_snapshot!(staging.load::<Settings>().unwrap_err().to_text(), @r#"
    1 problem keeps cadence from starting in staging

    error[live-key]: `mail_key` is a live key, but this is not production
     --> variable CADENCE_MAIL_KEY
      |
      | CADENCE_MAIL_KEY=[redacted]
      |                  ^^^^^^^^^^ it begins with `sk_live_`
      |
      = help: use the provider's test key
      = help: to permit it for a while, add a waiver of `live-key` to waivers.toml
      = help: in the program, `#[config(allow(live_key = "why"))]` allows it on the field
    "#);
}

#[test]
fn every_refusal_says_what_to_do() {
    let loader = loader(
        Environment::Production,
        &[
            ("key", "changeme"),
            ("url", "redis://127.0.0.2"),
            ("dsn", "http://user:hunter2@search.internal"),
            ("allowed_origins", "*"),
            ("mail_key", "sk_test_q7Zp2LxV0sKd9TgR"),
            ("brokers", "postgres://db.internal?sslmode=disable"),
            ("agent", "https://user:abababababababab@agent.internal"),
        ],
    );
    let report = loader.load::<Settings>().unwrap_err().to_text();
    for secret in ["changeme", "hunter2", "q7Zp2", "ababab"] {
        assert!(!report.contains(secret), "{report}");
    }
    assert_snapshot!(report, @r#"
    5 problems keep cadence from starting in production (2 warnings)

    error[weak-secret]: the password of `agent` is too predictable for a secret
     --> variable CADENCE_AGENT
      |
      | CADENCE_AGENT=https://user:[redacted]@agent.internal
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fewer than 40 bits of entropy
      |
      = help: use a random string of at least 16 characters
      = help: to permit it for a while, add a waiver of `weak-secret` to waivers.toml
      = help: in the program, `#[config(allow(weak_secret = "why"))]` allows it on the field
      = help: in the program, `#[config(secret)]` marks a field that holds a secret

    error[wildcard-origin]: `allowed_origins` is too permissive
     --> variable CADENCE_ALLOWED_ORIGINS
      |
      | CADENCE_ALLOWED_ORIGINS=*
      |                         ^ any origin is allowed
      |
      = help: list the allowed origins, each with its host
      = help: to permit it for a while, add a waiver of `wildcard-origin` to waivers.toml
      = help: in the program, `#[config(allow(wildcard_origin = "why"))]` allows it on the field

    error[placeholder]: `key` is a placeholder, not a secret
     --> variable CADENCE_KEY
      |
      | CADENCE_KEY=[redacted]
      |             ^^^^^^^^^^
      |
      = help: set a real secret for this environment
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field

    error[test-key]: `mail_key` is a test key, but this is production
     --> variable CADENCE_MAIL_KEY
      |
      | CADENCE_MAIL_KEY=[redacted]
      |                  ^^^^^^^^^^ it begins with `sk_test_`
      |
      = help: use the provider's live key
      = help: to permit it for a while, add a waiver of `test-key` to waivers.toml
      = help: in the program, `#[config(allow(test_key = "why"))]` allows it on the field

    error[internal-host]: the host of `url` is the local machine
     --> variable CADENCE_URL
      |
      | CADENCE_URL=redis://127.0.0.2
      |             ^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: set the real host of this environment
      = help: to permit it for a while, add a waiver of `internal-host` to waivers.toml
      = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field

    warning[plaintext]: `brokers` does not require TLS
     --> variable CADENCE_BROKERS
      |
      | CADENCE_BROKERS=postgres://db.internal?sslmode=disable
      |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a parameter falls back to plaintext
      |
      = help: set `sslmode=verify-full`
      = help: in the program, `#[config(allow(plaintext = "why"))]` allows it on the field

    warning[plaintext]: `dsn` does not use TLS
     --> variable CADENCE_DSN
      |
      | CADENCE_DSN=[redacted]
      |             ^^^^^^^^^^ `http` is not encrypted
      |
      = help: use `https`
      = help: in the program, `Loader::private_host` declares the hosts of a private network
      = help: in the program, `#[config(allow(plaintext = "why"))]` allows it on the field

    5 problems keep cadence from starting in production (2 warnings)
    "#);
}

#[test]
fn a_default_is_refused_like_any_value() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(default = "redis://localhost:6379")]
        cache: Url,
        #[config(default = "q7Zp2LxV0sKd9TgR4mWb")]
        key: SecretString,
    }
    let loader = loader(Environment::Staging, &[]);
    let report = loader.load::<Settings>().unwrap_err().to_text();
    assert!(!report.contains(STRONG), "{report}");
    assert_snapshot!(report, @r#"
    2 problems keep cadence from starting in staging

    error[internal-host]: the host of `cache` is the local machine
     --> default
      |
      | cache = redis://localhost:6379
      |         ^^^^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: set the real host of this environment
      = help: to permit it for a while, add a waiver of `internal-host` to waivers.toml
      = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field

    error[placeholder]: `key` is a secret left at its default
     --> default
      |
      | key = [redacted]
      |       ^^^^^^^^^^ the default is public
      |
      = help: set a real secret for this environment
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field
    "#);
}

#[test]
fn a_field_is_exempt_only_for_a_reason() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(allow(internal_host = "the proxy runs beside the program"))]
        proxy: Url,
        #[config(
            allow(plaintext = "a mesh encrypts it", in(Staging)),
            warn(internal_host = "until the cluster has moved")
        )]
        search: Url,
    }
    let given = [
        ("proxy", "postgres://localhost/a"),
        ("search", "http://search.local"),
    ];
    let staging = loader(Environment::Staging, &given);
    let notes = staging.load::<Settings>().unwrap();
    let notes: Vec<_> = notes
        .warnings()
        .problems()
        .iter()
        .map(|p| (p.code(), p.severity()))
        .collect();
    assert_eq!(notes, [(Code::InternalHost, Severity::Warning)]);

    let report = loader(Environment::Production, &given)
        .load::<Settings>()
        .unwrap_err();
    let found: Vec<_> = report.iter().map(|p| (p.code(), p.severity())).collect();
    assert_eq!(
        found,
        [
            (Code::Plaintext, Severity::Error),
            (Code::InternalHost, Severity::Warning)
        ]
    );

    let proxy = &Settings::SCHEMA.fields()[0];
    let reasons: Vec<_> = proxy
        .allowed()
        .iter()
        .map(|a| (a.what(), a.reason()))
        .collect();
    assert_eq!(
        reasons,
        [("internal_host", "the proxy runs beside the program")]
    );
    let search = &Settings::SCHEMA.fields()[1];
    assert!(!search.allowed()[0].is_in(Environment::Production));
    assert_eq!(search.warned()[0].reason(), "until the cluster has moved");
}

#[test]
fn hosts_that_the_program_declares_need_no_encryption() {
    let loader = loader(
        Environment::Production,
        &[("url", "redis://cache.corp.net")],
    );
    assert_eq!(codes::<Settings>(&loader, ""), [Code::Plaintext]);
    let declared = loader.clone().private_host("*.corp.net");
    assert_eq!(codes::<Settings>(&declared, ""), []);
    let all = loader
        .private_host("*")
        .load::<Settings>()
        .unwrap_err()
        .to_text();
    assert_snapshot!(all, @r#"
    2 problems keep cadence from starting in production

    error[plaintext]: `url` does not use TLS
     --> variable CADENCE_URL
      |
      | CADENCE_URL=redis://cache.corp.net
      |             ^^^^^^^^^^^^^^^^^^^^^^ `redis` is not encrypted
      |
      = help: use `rediss`
      = help: to permit it for a while, add a waiver of `plaintext` to waivers.toml
      = help: in the program, `Loader::private_host` declares the hosts of a private network
      = help: in the program, `#[config(allow(plaintext = "why"))]` allows it on the field

    error[schema]: `*` is not a valid pattern of private hosts
      |
      = help: write a host, `*.` followed by a domain, or a network such as `10.0.0.0/8`
    "#);
}

#[test]
fn the_names_of_entries_of_a_secret_are_not_told() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(secret)]
        tokens: std::collections::BTreeMap<String, String>,
    }
    let host = || Memory::new().variable("CADENCE_ENV", "production");
    let file = host().file("config/production.toml", "[tokens]\ncanary = 'x'\n");
    let free = host().variable("CADENCE_TOKENS", "{ canary = 'x' }");
    let reports = [file, free].map(|host| {
        let loader = crate::support::loader("CADENCE", host);
        let report = loader.load::<Settings>().unwrap_err();
        let all = format!(
            "{:?}{}",
            report.iter().collect::<Vec<_>>(),
            report.to_text()
        );
        assert!(!all.contains("canary"), "{all}");
        report.to_text()
    });
    assert_snapshot!(reports.join("\n"), @r#"
    1 problem keeps cadence from starting in production

    error[committed-secret]: the secret `tokens` is in a committed file
     --> config/production.toml:2:10
      |
    2 |  …
      |  ^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml
      = help: also: `tokens.[redacted]` is too short for a secret
    1 problem keeps cadence from starting in production

    error[weak-secret]: `tokens.[redacted]` is too short for a secret
     --> variable CADENCE_TOKENS
      |
      | CADENCE_TOKENS=…
      | ^^^^^^^^^^^^^^ fewer than 16 characters
      |
      = help: use a random string of at least 16 characters
      = help: to permit it for a while, add a waiver of `weak-secret` to waivers.toml
      = help: in the program, `#[config(allow(weak_secret = "why"))]` allows it on the field
    "#);
}
