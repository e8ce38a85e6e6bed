//! Types that hold a secret, though their field is not marked.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rehearsal::Config;
use secrecy::SecretString;
use serde::Deserialize;

use super::{file, told, variables};

const SECRET: &str = "hunter2hunter2";

#[derive(Debug, Clone, Deserialize)]
struct Seal(#[expect(dead_code)] SecretString);

#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Clear {
    #[expect(dead_code)]
    inner: SecretString,
}

#[derive(Debug, Deserialize)]
#[serde(from = "String")]
struct Converted(#[expect(dead_code)] SecretString);

impl From<String> for Converted {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Login {
    user: String,
    seal: SecretString,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Generic<T> {
    inner: T,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code)]
enum Choice {
    Open,
    Sealed(SecretString),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code)]
enum Credential {
    Text(SecretString),
    Login { user: String, seal: SecretString },
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Name(String);

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Shapes {
    newtype: Option<Seal>,
    shared: Option<Arc<SecretString>>,
    boxed: Option<Box<Seal>>,
    transparent: Option<Clear>,
    converted: Option<Converted>,
    list: Option<Vec<Seal>>,
    array: Option<[Seal; 1]>,
    pair: Option<(String, SecretString)>,
    map: Option<BTreeMap<String, Seal>>,
    lists: Option<HashMap<String, Vec<SecretString>>>,
    fields: Option<Login>,
    many: Option<Vec<Login>>,
    named: Option<BTreeMap<String, Login>>,
    generic: Option<Generic<SecretString>>,
    wrapped: Option<Generic<Seal>>,
    choice: Option<Choice>,
    untagged: Option<Credential>,
    name: Option<Name>,
}

#[test]
fn a_secret_inside_of_a_type_is_found() {
    let text = format!("\"{SECRET}\"");
    let login = format!("{{ user = \"a\", seal = {text} }}");
    let inner = format!("{{ inner = {text} }}");
    for (name, value) in [
        ("newtype", text.clone()),
        ("shared", text.clone()),
        ("boxed", text.clone()),
        ("transparent", text.clone()),
        ("converted", text.clone()),
        ("list", format!("[{text}]")),
        ("array", format!("[{text}]")),
        ("pair", format!("[\"a\", {text}]")),
        ("map", format!("{{ a = {text} }}")),
        ("lists", format!("{{ a = [{text}] }}")),
        ("fields", login.clone()),
        ("many", format!("[{login}]")),
        ("named", format!("{{ a = {login} }}")),
        ("generic", inner.clone()),
        ("wrapped", inner),
        ("choice", format!("{{ sealed = {text} }}")),
        ("untagged", text.clone()),
        ("untagged", login.clone()),
    ] {
        let free = value.trim_matches('"').to_owned();
        let variable = format!("APP_{}", name.to_uppercase());
        for loader in [
            file(&format!("{name} = {value}")),
            variables(&[(&variable, &free)]),
            variables(&[]).set(name, free.clone()),
        ] {
            let loaded = loader.load::<Shapes>().map(|_| ());
            assert!(loaded.is_ok(), "{name}: {}", loaded.unwrap_err());
            let told = told::<Shapes>(&loader);
            assert!(!told.contains(SECRET), "{name}: {told}");
            assert!(told.contains("[redacted]"), "{name}: {told}");
        }
        let wrong = told::<Shapes>(&file(&format!("{name} = [[{value}]]")));
        assert!(!wrong.contains(SECRET), "{name}: {wrong}");
    }
}

#[test]
fn a_type_that_is_but_text_is_shown() {
    let told = told::<Shapes>(&file(
        "name = \"cadence\"\nfields = { user = \"jane\", seal = \"x\" }",
    ));
    assert!(told.contains("cadence") && told.contains("jane"), "{told}");
}
