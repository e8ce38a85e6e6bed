//! Parity as an HTML page: a whole one beside a file, and what must not be in any.

mod golden;

use rehearsal::parity::ParityReport;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

/// Settings of a small service.
#[derive(Config)]
#[expect(dead_code, reason = "only compared")]
struct Settings {
    /// What the service calls itself.
    #[config(parity = free)]
    title: String,
    #[config(nested)]
    database: Database,
}

#[derive(Config)]
#[expect(dead_code, reason = "only compared")]
struct Database {
    /// Where reminders are stored.
    url: url::Url,
    password: SecretString,
    #[config(default = 10)]
    max_connections: u32,
}

fn parity(files: &[(&str, &str)]) -> ParityReport {
    loader(files).parity::<Settings>()
}

fn loader(files: &[(&str, &str)]) -> Loader {
    let host = Memory::new().today("2026-11-23".parse().unwrap());
    let host = files.iter().fold(host, |host, (name, text)| {
        host.file(format!("config/{name}.toml"), *text)
    });
    Loader::new("CADENCE").system(host)
}

#[cfg(feature = "cli")]
#[test]
fn the_subcommand_writes_the_page() {
    let loader = loader(&[(
        "default",
        "title = 'a'\n[database]\nurl = 'postgres://db/main'",
    )]);
    let (status, out, err) =
        crate::support::command::run_for::<Settings>(&loader, "parity --format html");
    let page = loader.parity::<Settings>().to_html();
    assert_eq!(status, 78, "no environment has a file");
    assert_eq!(out.trim_end(), page.trim_end());
    assert_eq!(err, "");
}

#[test]
fn a_value_is_text_wherever_it_stands() {
    let nasty = r#"</td></code><script>alert('x')</script><img src=x onerror="alert(1)">&amp;"#;
    let page = parity(&[
        (
            "default",
            &format!("title = '''{nasty}'''\n[database]\nurl = 'postgres://db/main'"),
        ),
        ("development", "'<b onclick=\"x\">' = 1"),
        ("test", "[database]\nmax_connections = '<i>'"),
        ("staging", ""),
        ("production", ""),
    ])
    .to_html();
    assert_eq!(page.matches("<script").count(), 1);
    for markup in ["<img", "<b onclick", "<i>", "</td></code><script"] {
        assert!(!page.contains(markup), "{markup}");
    }
    let escaped = "&lt;/td&gt;&lt;/code&gt;&lt;script&gt;alert('x')&lt;/script&gt;\
                   &lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;";
    assert_eq!(page.matches(escaped).count(), 4, "one for each environment");
}

#[test]
fn no_secret_is_on_the_page() {
    let canary = "canary-7f3a";
    let page = parity(&[
        ("default", "title = 'Cadence'"),
        (
            "development",
            &format!("[database]\nurl = 'sqlite:a.db'\npassword = '{canary}'"),
        ),
        (
            "test",
            &format!("[database]\nurl = 'postgres://u:{canary}@db/test?token={canary}'"),
        ),
        ("staging", &format!("[database]\npassword = ['{canary}']")),
        (
            "production",
            &format!("[database]\nurl = 'redis://{canary}@'\npasword = '{canary}'"),
        ),
        (
            "parity",
            &format!("[[waiver]]\nkey = 'database.password'\nsecret = '{canary}'"),
        ),
    ])
    .to_html();
    assert!(page.contains("[redacted]"), "{page}");
    assert!(!page.contains(canary), "{page}");
}

#[test]
fn a_secret_in_the_place_of_a_directory_is_not_on_the_page() {
    let secret = "ghp_Zk9wQv7pXr4mTb2nZk9wQv7pXr4mTb2nhunter2";
    let host = Memory::new()
        .file(format!("{secret}/staging.toml"), "tilte = 1")
        .file(format!("{secret}/production.toml"), "title = 'Cadence'");
    let loader = Loader::new("CADENCE").config_dir(secret).system(host);
    let page = loader.parity::<Settings>().to_html();
    assert!(page.contains("tilte"), "{page}");
    assert!(!page.contains("hunter2"), "{page}");
}
