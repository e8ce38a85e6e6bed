//! Generated files, read as those read them who they are for.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use serde::Deserialize;

use crate::Loader;
use crate::generate::Template;
use crate::read::config::Config;
use crate::system::Memory;

/// A text with what is commented out in it: `#name` is, `# words` are not.
pub(super) fn uncommented(text: &str) -> String {
    let line = |line: &str| match line.trim_start().strip_prefix('#') {
        Some(rest) if !rest.starts_with([' ', '#']) && !rest.starts_with(":schema ") => {
            line.replacen('#', "", 1) + "\n"
        }
        _ => line.to_owned() + "\n",
    };
    text.lines().map(line).collect()
}

#[derive(rehearsal_derive::Config)]
#[config(crate = "crate")]
#[expect(dead_code, reason = "read, and no more")]
struct Manifest {
    #[config(rename = "apiVersion")]
    api_version: String,
    kind: String,
    metadata: BTreeMap<String, String>,
    r#type: Option<String>,
    #[config(default)]
    data: BTreeMap<String, String>,
    #[config(default, rename = "stringData", secret = false)]
    string_data: BTreeMap<String, String>,
}

#[derive(rehearsal_derive::Config)]
#[config(crate = "crate")]
struct Container {
    variables: Vec<EnvVar>,
}

#[derive(Deserialize)]
struct EnvVar {
    name: String,
    #[serde(rename = "valueFrom")]
    value_from: BTreeMap<String, Reference>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and no more")]
struct Reference {
    name: String,
    key: String,
    optional: Option<bool>,
}

fn of_yaml<T: Config>(text: &str) -> T {
    let host = Memory::new()
        .variable("K_ENV", "test")
        .file("config/test.yaml", text);
    let loaded = Loader::new("K").system(host).load::<T>();
    loaded
        .unwrap_or_else(|report| panic!("{report}\n{text}"))
        .into_inner()
}

pub(super) type Variables = BTreeMap<String, String>;

/// The entries of both manifests.
pub(super) fn of_manifests(file: &dyn Fn(Template) -> String) -> [Variables; 2] {
    let map = of_yaml::<Manifest>(&uncommented(&file(Template::KubernetesConfigMap)));
    let secret = of_yaml::<Manifest>(&uncommented(&file(Template::KubernetesSecret)));
    [map.data, secret.string_data]
}

/// The variables of a container.
pub(super) fn of_env(file: &dyn Fn(Template) -> String) -> Variables {
    let [map, secret] = of_manifests(file);
    let container = of_yaml::<Container>(&format!("variables:\n{}", file(Template::KubernetesEnv)));
    let value = |one: EnvVar| {
        let (from, reference) = one.value_from.into_iter().next()?;
        let entries = match &*from {
            "configMapKeyRef" => &map,
            _ => &secret,
        };
        Some((one.name, entries.get(&reference.key)?.clone()))
    };
    container.variables.into_iter().filter_map(value).collect()
}

/// As systemd reads the file of an `EnvironmentFile=`, and a shell.
pub(super) fn of_systemd(text: &str) -> Variables {
    let mut variables = Variables::new();
    let mut letters = text.chars().peekable();
    while let Some(&first) = letters.peek() {
        match first {
            '#' => drop(until(&mut letters, '\n')),
            '\n' => drop(letters.next()),
            _ => {
                let name = until(&mut letters, '=');
                variables.insert(name, value(&mut letters));
            }
        }
    }
    variables
}

fn until(letters: &mut Peekable<Chars<'_>>, end: char) -> String {
    letters
        .by_ref()
        .take_while(|&letter| letter != end)
        .collect()
}

fn value(letters: &mut Peekable<Chars<'_>>) -> String {
    let mut value = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => break,
            '\'' => value.push_str(&until(letters, '\'')),
            '"' => {
                while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
                    value.extend(if letter == '\\' {
                        letters.next()
                    } else {
                        Some(letter)
                    });
                }
            }
            letter => value.push(letter),
        }
    }
    value
}
