//! A committed secret is one, whatever other layers say of its setting.

use std::collections::BTreeMap;

use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

const SECRET: &str = "gZ81mD03kfLq95XbTr";

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    token: Option<SecretString>,
    #[config(nested)]
    smtp: Option<Smtp>,
    #[config(nested)]
    peers: Vec<Smtp>,
    #[config(nested)]
    stores: BTreeMap<String, Smtp>,
    #[config(nested)]
    cache: Option<Cache>,
}

#[derive(Config)]
#[expect(dead_code)]
struct Smtp {
    password: SecretString,
}

#[derive(Config)]
#[config(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code)]
enum Cache {
    Memory,
    Redis { password: SecretString },
}

/// The keys of committed secrets that a start in production tells of.
fn told(default: &str, production: &str, set: &[(&str, &str)]) -> Vec<String> {
    let mut host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/default.toml", default)
        .file("config/production.toml", production);
    for (name, value) in set {
        host = host.variable(format!("CADENCE_{name}"), *value);
    }
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    let problems = report.err().map(|report| report.problems().to_vec());
    let is_committed = |problem: &Problem| problem.code() == Code::CommittedSecret;
    let problems = problems.into_iter().flatten().filter(is_committed);
    let key = |problem: Problem| problem.key().unwrap().to_string();
    problems.map(key).collect()
}

#[test]
fn it_is_told_though_another_layer_overrides_it() {
    let token = format!("token = '{SECRET}'");
    for (production, set) in [
        ("", &[][..]),
        ("token = ''", &[]),
        ("token = 'another-gZ81mD03kfLq'", &[]),
        ("", &[("TOKEN", "")]),
        ("", &[("TOKEN", "'kfLq95XbTrgZ81mD03'")]),
        ("", &[("TOKEN", "kfLq95XbTrgZ81mD03")]),
        ("token = 5", &[]),
    ] {
        let told = told(&token, production, set);
        assert!(
            told.contains(&"token".to_owned()),
            "{production} {set:?}: {told:?}"
        );
    }
}

#[test]
fn so_it_is_below_a_section_that_does_not_count() {
    let password = format!("password = '{SECRET}'");
    for (default, production, set, key) in [
        (
            format!("[smtp]\n{password}"),
            "smtp = {}",
            &[][..],
            "smtp.password",
        ),
        (
            format!("[smtp]\n{password}"),
            "",
            &[("SMTP", "")],
            "smtp.password",
        ),
        (
            format!("[[peers]]\n{password}"),
            "peers = []",
            &[],
            "peers[0].password",
        ),
        (
            format!("[stores.a]\n{password}"),
            "stores = {}",
            &[],
            "stores.a.password",
        ),
        (
            format!("[cache]\nkind = 'redis'\n{password}"),
            "[cache]\nkind = 'memory'",
            &[],
            "cache.password",
        ),
    ] {
        assert_eq!(
            told(&default, production, set),
            [key],
            "{default}\n{production}"
        );
    }
}

#[test]
fn an_empty_text_is_none() {
    assert!(told("token = ''", "", &[("TOKEN", SECRET)]).is_empty());
}
