//! What came from a secret file may be any secret, whatever setting gets it.

use std::collections::BTreeMap;

use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Loader};

use super::told;

const KEY: &str = "a key of letters";

#[derive(Debug, Config)]
#[config(check = Server::check)]
#[expect(dead_code)]
struct Server {
    port: Option<u16>,
    name: Option<String>,
    wait: Option<std::time::Duration>,
    labels: Option<BTreeMap<String, String>>,
}

impl Server {
    fn check(&self, rules: &mut Checker<'_>) {
        if let Some(name) = &self.name {
            rules.warning(["name"], format!("`{name}` is no name"));
        }
    }
}

fn world(name: &str, content: &str) -> [Loader; 2] {
    let host = Memory::new()
        .variable("APP_ENV", "development")
        .file("/elsewhere", content);
    let upper = name.to_uppercase();
    let twin = host
        .clone()
        .variable(format!("APP_{upper}_FILE"), "/elsewhere");
    let folder = host.file(format!("/run/secrets/{name}"), content);
    [twin, folder].map(|host| Loader::new("APP").system(host))
}

#[test]
fn a_value_of_the_wrong_type_is_not_shown() {
    for name in ["port", "wait", "labels"] {
        for loader in world(name, KEY) {
            let told = told::<Server>(&loader);
            assert!(told.contains(&format!("`{name}` must be")), "{told}");
            assert!(!told.contains(KEY), "{told}");
        }
    }
    for loader in world("wait", "7654321") {
        let told = told::<Server>(&loader);
        assert!(
            told.contains("missing-unit") && !told.contains("7654321"),
            "{told}"
        );
    }
}

#[test]
fn text_is_hidden_by_where_it_comes_from() {
    for loader in world("name", KEY) {
        let told = told::<Server>(&loader);
        assert!(told.contains("[redacted]") && !told.contains(KEY), "{told}");
        assert!(
            told.contains("message withheld: it contains a secret"),
            "{told}"
        );
    }
    for loader in world("labels", &format!("{{ tier = \"{KEY}\" }}")) {
        assert!(!told::<Server>(&loader).contains(KEY));
    }
}

#[test]
fn a_value_that_can_be_no_secret_is_shown() {
    for loader in world("port", "8080") {
        let settings = loader.load::<Server>().unwrap();
        assert_eq!(settings.resolution().rows()[0].value(), Some("8080"));
    }
    for loader in world("wait", "30s") {
        let settings = loader.load::<Server>().unwrap();
        assert_eq!(settings.resolution().rows()[2].value(), Some("30s"));
    }
}

#[test]
fn what_a_variable_hides_of_a_secret_file_is_hidden_as_well() {
    for loader in world("name", KEY) {
        let loader = loader.set("name", "cadence");
        let told = told::<Server>(&loader);
        assert!(told.contains("override of name  [redacted]"), "{told}");
        assert!(!told.contains(KEY), "{told}");
    }
}
