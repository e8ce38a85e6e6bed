//! What is inside a value is asked by its path, wherever the value comes from.

use std::collections::BTreeMap;

use rehearsal::{Checker, Config, Loader};
use serde::Deserialize;

use super::{file, told, variables};

const SECRET: &str = "hunter2hunter2";

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Login {
    user: String,
    password: String,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Account {
    login: Login,
}

#[test]
fn a_secret_that_a_higher_layer_hides_is_as_secret_as_the_one_that_wins() {
    let text = format!(r#"{{"user":"a","password":"{SECRET}"}}"#);
    let lower = [
        variables(&[("APP_LOGIN", &text)]),
        file(&format!(
            "login = {{ user = \"a\", password = \"{SECRET}\" }}"
        )),
        file(&format!("[login]\nuser = \"a\"\npassword = \"{SECRET}\"")),
    ];
    for loader in lower {
        let loader = loader.set("login", r#"{"user":"b","password":"another secret"}"#);
        let settings = loader.load::<Account>().unwrap();
        let explained = settings.explain().key("login").unwrap().to_string();
        assert!(
            explained.contains("merges    { password = [redacted], user = "),
            "{explained}"
        );
        assert!(explained.starts_with("login = { password = [redacted], user = "));
        let told = told::<Account>(&loader);
        assert!(
            !told.contains(SECRET) && !told.contains("another"),
            "{told}"
        );
    }
}

#[derive(Debug, Config)]
#[config(check = Mail::check)]
struct Mail {
    smtp: Login,
}

impl Mail {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.smtp.password.len() < 64 {
            rules.problem(["smtp.password"], "it is short");
        }
    }
}

#[test]
fn a_check_that_complains_of_a_part_of_a_value_does_not_show_it() {
    let json = format!(r#"{{"user":"a","password":"{SECRET}"}}"#);
    for loader in [
        file(&format!("[smtp]\nuser = \"a\"\npassword = \"{SECRET}\"")),
        variables(&[("APP_SMTP", &json)]),
        variables(&[("APP_SMTP__USER", "a"), ("APP_SMTP__PASSWORD", SECRET)]),
    ] {
        let told = told::<Mail>(&loader);
        assert!(told.contains("it is short"), "{told}");
        assert!(!told.contains(SECRET), "{told}");
    }
}

#[cfg(feature = "garde")]
#[test]
fn a_rule_of_a_part_of_a_value_does_not_show_it() {
    use garde::Validate;

    #[derive(Debug, Deserialize, Validate)]
    struct Smtp {
        #[garde(length(min = 64))]
        password: String,
    }

    #[derive(Debug, Config, Validate)]
    struct Mail {
        #[garde(dive)]
        smtp: Smtp,
    }

    let told = told::<Mail>(&file(&format!("[smtp]\npassword = \"{SECRET}\"")));
    assert!(told.contains("`smtp.password` breaks a rule"), "{told}");
    assert!(!told.contains(SECRET), "{told}");
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct References {
    smtp: Option<BTreeMap<String, String>>,
    #[config(secret)]
    tokens: Option<BTreeMap<String, String>>,
    hosts: Option<Vec<String>>,
}

#[test]
fn the_note_on_a_reference_shows_neither_a_part_that_is_secret_nor_the_name_of_one() {
    let text = "smtp = { password = \"${A}hunter2\", host = \"${B}\" }\n\
        hosts = [\"${C}\"]\n[tokens]\nhunter2name = \"${D}\"";
    let settings = file(text).load::<References>().unwrap();
    insta::assert_snapshot!(settings.warnings().to_string(), @r#"
    note[interpolation]: `${...}` in `smtp.password` is not expanded
     --> config/default.toml:1:21
      |
    1 | smtp = … [redacted]
      |          ^^^^^^^^^^ taken literally
      |
      = help: to supply it at deploy time, set APP_SMTP__PASSWORD

    note[interpolation]: `${...}` in `smtp.host` is not expanded
     --> config/default.toml:1:43
      |
    1 | smtp = … "${B}"
      |          ^^^^^^ taken literally
      |
      = help: to supply it at deploy time, set APP_SMTP__HOST

    note[interpolation]: `${...}` in `hosts[0]` is not expanded
     --> config/default.toml:2:10
      |
    2 | hosts = ["${C}"
      |          ^^^^^^ taken literally
      |
      = help: to supply it at deploy time, set APP_HOSTS__0

    note[placeholder]: `tokens.[redacted]` is an unresolved reference to a secret
     --> config/default.toml:4:15
      |
    4 |  …
      |  ^ taken literally
      |
      = help: let the platform resolve it before the program starts, or set the secret itself
      = help: to supply it at deploy time, set APP_TOKENS
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field
    "#);
    assert!(!told::<References>(&file(text)).contains("hunter2"));
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code)]
enum Access {
    Open,
    Basic { user: String, password: String },
    Keys(BTreeMap<String, String>),
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Client {
    headers: Option<BTreeMap<String, String>>,
    access: Option<Access>,
    any: Option<toml::Value>,
    all: Option<Vec<BTreeMap<String, String>>>,
}

#[test]
fn names_inside_of_text_are_asked_as_those_of_a_file() {
    for (name, value) in [
        ("APP_HEADERS", r#"{"X-Api-Key":"hunter2","Accept":"a/b"}"#),
        ("APP_HEADERS", r#"{ Authorization = "hunter2" }"#),
        (
            "APP_HEADERS",
            r#"{"Cookie":"hunter2","pass\u0077ord":"hunter2"}"#,
        ),
        ("APP_HEADERS__SECRET_KEY", "hunter2"),
        (
            "APP_ACCESS",
            r#"{"basic":{"user":"a","password":"hunter2"}}"#,
        ),
        ("APP_ACCESS", r#"{"keys":{"apiKey":"hunter2"}}"#),
        ("APP_ANY", r#"{"a":[{"passwords":["hunter2"]}]}"#),
        ("APP_ALL", r#"[{"password_2":"hunter2"}]"#),
    ] {
        let loader = variables(&[(name, value)]);
        loader.load::<Client>().unwrap();
        let told = told::<Client>(&loader);
        assert!(!told.contains("hunter2"), "{value}: {told}");
        assert!(told.contains("[redacted]"), "{value}: {told}");
    }
    let shown = variables(&[("APP_HEADERS", r#"{"X-Api-Key":"x","Accept":"a/b"}"#)]);
    let shown = shown.load::<Client>().unwrap();
    assert_eq!(
        shown.resolution().rows()[0].value(),
        Some(r#"{ Accept = "a/b", X-Api-Key = [redacted] }"#)
    );
    let open = variables(&[("APP_HEADERS", r#"{"Accept":"a/b"}"#)]);
    let open = open.load::<Client>().unwrap();
    assert_eq!(
        open.resolution().rows()[0].value(),
        Some(r#"{"Accept":"a/b"}"#),
        "what holds no secret is shown as it was written"
    );
}

#[test]
fn text_that_cannot_be_taken_apart_is_not_shown_where_its_type_knows_a_secret() {
    for broken in [
        "{ user = \"a\", password = \"hunter2\"",
        "user=a password hunter2",
        "{\"user\":1,\"password\":[\"hunter2\"]}",
    ] {
        let told = told::<Account>(&variables(&[("APP_LOGIN", broken)]));
        assert!(!told.contains("hunter2"), "{told}");
    }
}

#[test]
fn names_of_secrets_are_known_in_a_record_of_the_deploy_too() {
    let names = [
        "Authorization",
        "Cookie",
        "secretKey",
        "privateKey",
        "password_2",
        "passwords",
        "credential",
        "bearer",
        "jwt",
    ];
    for name in names {
        let loader = file(&format!(
            "[headers]\n{name} = \"hunter2\"\nlevel = \"info\""
        ));
        let told = told::<Client>(&loader);
        assert!(!told.contains("hunter2"), "{name}: {told}");
        assert!(told.contains("info"), "{name}: {told}");
    }
}

#[test]
fn overrides_are_asked_as_all_others() {
    let loader = Loader::clone(&variables(&[])).set("headers", "{ jwt = \"hunter2\" }");
    assert!(!told::<Client>(&loader).contains("hunter2"));
}
