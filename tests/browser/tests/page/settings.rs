//! Settings with values that a page must not take for its own.

use std::collections::BTreeMap;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

/// A secret, in no page.
pub(crate) const CANARY: &str = "canary-7f3a";

/// All settings, in order.
pub(crate) const KEYS: [&str; 7] = [
    "title",
    "database.url",
    "database.password",
    "database.max_connections",
    "database.pool_name",
    "links.imprint",
    "links.home",
];

#[derive(Config)]
#[expect(dead_code, reason = "only compared")]
struct Settings {
    /// What the service calls itself.
    #[config(parity = free)]
    title: String,
    #[config(nested)]
    database: Database,
    #[config(nested)]
    links: Links,
}

#[derive(Config)]
#[expect(dead_code, reason = "only compared")]
struct Database {
    /// Where reminders are stored.
    #[config(parity = kind)]
    url: String,
    #[config(secret)]
    password: String,
    /// Upper bound of the connection pool.
    max_connections: u32,
    #[config(default = "main")]
    pool_name: String,
}

#[derive(Config)]
#[expect(dead_code, reason = "only compared")]
struct Links {
    #[config(default = "https://cadence.net/imprint")]
    imprint: String,
    #[config(parity = free)]
    home: String,
}

/// The page of settings with nasty values, a secret, violations and a note.
pub(crate) fn page() -> String {
    let host = Memory::new().today("2026-11-23".parse().unwrap());
    let host = [
        (
            "default",
            r#"
title = '''</td><script>window.ran = 1</script><img src=x onerror="window.ran = 2">'''
[database]
max_connections = 20
[links]
home = '"><b onclick=window.ran=3>&lt;'
"#
            .to_owned(),
        ),
        (
            "development",
            format!("[database]\nurl = 'sqlite:cadence.db'\npassword = '{CANARY}'"),
        ),
        (
            "test",
            format!(
                "title = 'Cadence'\n[database]\n\
                 url = 'postgres://app:{CANARY}@localhost/test'\npassword = '{CANARY}'"
            ),
        ),
        (
            "staging",
            "[database]\nurl = 'postgres://db.staging.cadence.net/main?sslmode=verify-full'"
                .to_owned(),
        ),
        (
            "production",
            "[database]\nurl = 'postgres://db.cadence.net/main?sslmode=verify-full'\n\
             max_connections = 50\n[links]\nhome = 'javascript:window.ran=1'"
                .to_owned(),
        ),
    ]
    .into_iter()
    .fold(host, |host, (name, text)| {
        host.file(format!("config/{name}.toml"), text)
    });
    Loader::new("CADENCE")
        .system(host)
        .parity::<Settings>()
        .to_html()
}

#[derive(Config)]
#[expect(dead_code, reason = "only compared")]
struct Many {
    #[config(nested)]
    tenants: BTreeMap<String, Tenant>,
}

#[derive(Config)]
#[expect(dead_code, reason = "only compared")]
struct Tenant {
    port: u16,
}

/// The page of hundreds of violations.
pub(crate) fn page_of_many() -> String {
    let file = |port: u16| {
        let tenant = |number| format!("[tenants.t{number}]\nport = {port}\n");
        (0..300).map(tenant).collect::<String>()
    };
    let host = Memory::new()
        .file("config/default.toml", "")
        .file("config/development.toml", file(8080))
        .file("config/test.toml", file(8080))
        .file("config/staging.toml", file(8080))
        .file("config/production.toml", file(80));
    Loader::new("CADENCE")
        .system(host)
        .parity::<Many>()
        .to_html()
}
