//! Names of entries of a secret, which are secret with it.

use std::collections::BTreeMap;

use rehearsal::report::Warnings;
use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Loader};

#[derive(Debug, Config)]
#[config(check = Settings::check)]
struct Settings {
    #[config(secret, default)]
    tokens: BTreeMap<String, String>,
    #[config(secret, default)]
    groups: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[config(secret, default)]
    pins: BTreeMap<String, u16>,
}

impl Settings {
    fn check(&self, rules: &mut Checker<'_>) {
        for name in self.tokens.keys() {
            rules.warning([format!("tokens.{name}")], "it is old");
        }
        for name in self.groups.keys().chain(self.pins.keys()) {
            rules.warning([format!("groups.{name}")], "it is old");
        }
    }
}

fn texts(warnings: Warnings<'_>) -> Vec<String> {
    vec![
        warnings.to_text(),
        warnings.to_github(),
        #[cfg(feature = "json")]
        warnings.to_sarif(),
        #[cfg(feature = "json")]
        serde_json::to_string(&warnings).unwrap(),
    ]
}

/// All that a load says, in every form.
fn said(host: Memory) -> Vec<String> {
    match Loader::new("CADENCE").system(host).load::<Settings>() {
        Ok(loaded) => {
            let mut said = texts(loaded.warnings());
            said.push(loaded.explain().to_string());
            said.push(loaded.resolution().to_toml());
            said
        }
        Err(report) => vec![
            report.to_text(),
            report.to_github(),
            #[cfg(feature = "json")]
            report.to_sarif(),
            #[cfg(feature = "json")]
            report.to_json(),
        ],
    }
}

/// Values that something is said of, as TOML.
const VALUES: &[&str] = &[
    "''",
    "5",
    "true",
    "'changeme'",
    "'${TOKEN}'",
    "'op://vault/item'",
    "' gZ81mD03kfLq95XbTr '",
    "'gZ81mD03kfLq95XbTr'",
    "'postgres://a:hunter2@localhost/x'",
    "[1]",
    "{ a = 1 }",
];

#[test]
fn no_name_of_an_entry_of_a_secret_is_shown() {
    for environment in ["development", "production"] {
        for value in VALUES {
            for file in [
                format!("[tokens]\nswordfish = {value}\n"),
                format!("tokens = {{ swordfish = {value} }}\n"),
                format!("tokens.swordfish = {value}\n"),
                format!("[pins]\nswordfish = {value}\n"),
                format!("[groups.swordfish]\nswordfish = {value}\n"),
                format!("[groups.swordfish]\nswordfish = [{value}]\n"),
                format!("groups = {{ swordfish = {{ swordfish = [{value}] }} }}\n"),
            ] {
                let host = Memory::new()
                    .variable("CADENCE_ENV", environment)
                    .file("config/default.toml", &*file)
                    .file(format!("config/{environment}.toml"), "");
                for said in said(host) {
                    assert!(!said.contains("swordfish"), "{environment}: {file}\n{said}");
                }
            }
        }
    }
}

#[test]
fn nor_that_of_one_given_elsewhere() {
    for value in ["", "5", "\"\\\"quoted\\\"\"", "changeme", "${TOKEN}"] {
        let text = format!("{value:?}");
        for (name, value) in [
            ("TOKENS", format!("{{\"swordfish\": {text}}}")),
            ("PINS", format!("{{\"swordfish\": {text}}}")),
            (
                "GROUPS",
                format!("{{\"swordfish\": {{\"swordfish\": [{text}]}}}}"),
            ),
            (
                "GROUPS",
                format!("{{\"swordfish\": {{\"swordfish\": {text}}}}}"),
            ),
        ] {
            for environment in ["test", "production"] {
                let host = || {
                    Memory::new()
                        .variable("CADENCE_ENV", environment)
                        .file(format!("config/{environment}.toml"), "")
                };
                let variable = format!("CADENCE_{name}");
                let hosts = [
                    host().variable(&*variable, &*value),
                    host().file(format!("/run/secrets/{variable}"), &*value),
                    host().file(".env", format!("{variable}='{value}'\n")),
                ];
                for host in hosts {
                    for said in said(host) {
                        assert!(!said.contains("swordfish"), "{variable}={value}\n{said}");
                    }
                }
            }
        }
    }
}
