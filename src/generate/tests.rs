//! Whatever a generated file says, uncommented and read back, is the default again.

mod files;
mod settings;
mod texts;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};

use self::files::{Variables, of_env, of_manifests, of_systemd, uncommented};
use self::settings::{Settings, elsewhere, schema};
use self::texts::{Defaults, all_defaults};
use super::{Outline, Template};
use crate::Loader;
use crate::read::defaults;
use crate::system::Memory;

fn load(host: Memory) -> Result<Settings, TestCaseError> {
    let host = host
        .variable("APP_ENV", "test")
        .file("config/default.json", elsewhere());
    let loaded = Loader::new("APP").system(host).load::<Settings>();
    Ok(loaded
        .map_err(|report| TestCaseError::fail(report.to_string()))?
        .into_inner())
}

/// The value of each setting, as text.
fn values(settings: &Settings) -> BTreeMap<String, String> {
    let text = format!("{settings:#?}");
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().skip(1) {
        let top = line
            .strip_prefix("    ")
            .filter(|line| !line.starts_with([' ', '}', ']', ')']));
        if let Some((name, _)) = top.and_then(|line| line.split_once(": ")) {
            name.clone_into(&mut key);
        }
        values.entry(key.clone()).or_default().push_str(line);
    }
    values
}

/// Whether the file says of a setting why it has no line that sets it.
fn says_why(text: &str, key: &str) -> bool {
    let name = format!("APP_{}", key.to_ascii_uppercase());
    [
        format!("# the default of {name} is "),
        format!("# {name} has a default that is not shown"),
        format!("# `{key}` has a default that is not shown"),
        format!("# the default of `{key}` is "),
    ]
    .iter()
    .any(|words| text.contains(words))
}

/// Fails where a file sets a setting to anything but its default, or says nothing of it.
fn judge(
    name: &str,
    text: &str,
    expected: &BTreeMap<String, String>,
    host: Memory,
    is_set: impl Fn(&str) -> bool,
) -> Result<(), TestCaseError> {
    let found =
        values(&load(host).map_err(|why| TestCaseError::fail(format!("{name}: {why}\n{text}")))?);
    for (key, value) in expected {
        if is_set(key) {
            prop_assert_eq!(&found[key], value, "{} of {}\n{}", key, name, text);
        } else {
            prop_assert!(says_why(text, key), "{name} sets no `{key}`\n{text}");
        }
    }
    Ok(())
}

fn is_in(variables: &Variables) -> impl Fn(&str) -> bool {
    |key| variables.contains_key(&format!("APP_{}", key.to_ascii_uppercase()))
}

fn host(variables: &Variables) -> Memory {
    let own = variables.iter().filter(|(name, _)| *name != "APP_ENV");
    own.fold(
        Memory::new().file("config/test.json", "{}"),
        |host, (name, value)| host.variable(name, value),
    )
}

fn read_back(texts: &Defaults) -> Result<(), TestCaseError> {
    let schema = schema(texts);
    let settings = defaults::<Settings>(schema);
    let settings =
        settings.ok_or_else(|| TestCaseError::fail(format!("no defaults: {texts:?}")))?;
    let expected = values(&settings);
    let outline = Outline::of(schema, Loader::new("APP").setup());
    let file = |template: Template| template.row().2(&outline);

    let text = file(Template::DefaultToml);
    let toml = uncommented(&text);
    let is_line = |key: &str| {
        toml.lines()
            .any(|line| line.starts_with(&format!("{key} = ")))
    };
    judge(
        "TOML",
        &text,
        &expected,
        Memory::new().file("config/test.toml", &*toml),
        is_line,
    )?;

    #[cfg(feature = "dotenv")]
    {
        let text = file(Template::EnvExample);
        let dotenv = uncommented(&text);
        let is_line = |key: &str| {
            let start = format!("APP_{}=", key.to_ascii_uppercase());
            dotenv.lines().any(|line| line.starts_with(&start))
        };
        judge(
            ".env",
            &text,
            &expected,
            host(&Variables::new()).file(".env", &*dotenv),
            is_line,
        )?;
    }

    let text = file(Template::SystemdEnvironment);
    let variables = of_systemd(&uncommented(&text));
    let text = text + &file(Template::SystemdUnit);
    let is_credential = |key: &str| {
        text.contains(&format!(
            "#LoadCredential=APP_{}:",
            key.to_ascii_uppercase()
        ))
    };
    let mut of_file = expected.clone();
    of_file.retain(|key, _| !is_credential(key));
    judge(
        "systemd",
        &text,
        &of_file,
        host(&variables),
        is_in(&variables),
    )?;

    let text = file(Template::KubernetesConfigMap) + &file(Template::KubernetesSecret);
    let both: Variables = of_manifests(&file).into_iter().flatten().collect();
    judge("manifests", &text, &expected, host(&both), is_in(&both))?;
    let env = of_env(&file);
    judge("env", &text, &expected, host(&env), is_in(&env))
}

#[test]
fn whatever_a_generated_file_says_is_the_default_again() {
    let config = Runs {
        cases: 64,
        failure_persistence: None,
        ..Runs::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    if let Err(error) = runner.run(&all_defaults(), |defaults| read_back(&defaults)) {
        panic!("{error}");
    }
}
