//! Lists and tables in one variable whose texts have no quotes.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Config)]
#[expect(dead_code, reason = "`Debug` reads it")]
struct Settings {
    #[config(allow(dropped_fields = "it is not about them"))]
    tagged: Option<Tagged>,
    shape: Option<Shape>,
    #[config(allow(dropped_fields = "it is not about them"))]
    untagged: Option<Untagged>,
    #[config(allow(dropped_fields = "it is not about them"))]
    flat: Option<Flat>,
    #[config(default)]
    logins: Vec<Login>,
    login: Option<Login>,
    #[config(default)]
    lists: Vec<Vec<String>>,
    #[config(default)]
    texts: Vec<String>,
    #[config(default)]
    map: BTreeMap<String, String>,
    any: Option<Value>,
    #[config(nested)]
    section: Option<Section>,
    #[config(nested)]
    sections: Vec<Section>,
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "`Debug` reads it")]
struct Section {
    host: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code, reason = "`Debug` reads it")]
enum Tagged {
    Net { host: String, port: u16 },
    None,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "`Debug` reads it")]
enum Shape {
    Named(String),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "`Debug` reads it")]
enum Untagged {
    Login(Login),
    Port(u16),
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "`Debug` reads it")]
struct Flat {
    id: u16,
    #[serde(flatten)]
    login: Login,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "`Debug` reads it")]
struct Login {
    user: String,
}

fn refused(name: &str, text: &str) -> String {
    let host = Memory::new()
        .variable("APP_ENV", "test")
        .variable(format!("APP_{name}"), text);
    let loaded = Loader::new("APP").system(host).load::<Settings>();
    match loaded {
        Ok(loaded) => format!("{:?}", loaded.into_inner()),
        Err(report) => report.to_string(),
    }
}

#[test]
fn a_table_without_quotes_in_a_variable_is_one_problem() {
    assert_snapshot!(refused("TAGGED", "{kind=net,host=h,port=1}"), @"
    1 problem keeps app from starting in test

    error[wrong-type]: `tagged` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_TAGGED
      |
      | APP_TAGGED=[redacted]
      |            ^^^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    ");
    assert_snapshot!(refused("TAGGED", "kind=net,host=h,port=1"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `tagged` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_TAGGED
      |
      | APP_TAGGED=[redacted]
      |            ^^^^^^^^^^ missing braces
      |
      = help: write `{ name = "value" }`
    "#);
    assert_snapshot!(refused("FLAT", "id=1 user=a"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `flat` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_FLAT
      |
      | APP_FLAT=[redacted]
      |          ^^^^^^^^^^ missing braces
      |
      = help: write `{ name = "value" }`
    "#);
    assert_snapshot!(refused("UNTAGGED", "{user=a}"), @"
    1 problem keeps app from starting in test

    error[wrong-type]: `untagged` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_UNTAGGED
      |
      | APP_UNTAGGED=[redacted]
      |              ^^^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    ");
    assert_snapshot!(refused("FLAT", "{id=1,user=a}"), @"
    1 problem keeps app from starting in test

    error[wrong-type]: `flat` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_FLAT
      |
      | APP_FLAT=[redacted]
      |          ^^^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    ");
    assert_snapshot!(refused("SHAPE", "{named=a}"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `shape` must be a variant such as `{ name = "value" }`
     --> variable APP_SHAPE
      |
      | APP_SHAPE={named=a}
      |           ^^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    "#);
    assert_snapshot!(refused("LOGIN", "{user=a}"), @"
    1 problem keeps app from starting in test

    error[wrong-type]: `login` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_LOGIN
      |
      | APP_LOGIN={user=a}
      |           ^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    ");
    assert_snapshot!(refused("MAP", "{user=a}"), @"
    1 problem keeps app from starting in test

    error[wrong-type]: `map` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_MAP
      |
      | APP_MAP={user=a}
      |         ^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    ");
    assert_snapshot!(refused("SECTION", "{host=a}"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `section` must be a table such as `{ name = "value" }`
     --> variable APP_SECTION
      |
      | APP_SECTION={host=a}
      |             ^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
      = help: or set its fields individually
    "#);
    assert_snapshot!(refused("ANY", "{user=a}"), @r#"Settings { tagged: None, shape: None, untagged: None, flat: None, logins: [], login: None, lists: [], texts: [], map: {}, any: Some(String("{user=a}")), section: None, sections: [] }"#);
}

#[test]
fn a_list_without_quotes_in_a_variable_is_one_problem() {
    assert_snapshot!(refused("LOGINS", "[{user=a}]"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `logins` must be a list such as `["a", "b"]`
     --> variable APP_LOGINS
      |
      | APP_LOGINS=[{user=a}]
      |            ^^^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    "#);
    assert_snapshot!(refused("LISTS", "[[a],[b]]"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `lists` must be a list such as `["a", "b"]`
     --> variable APP_LISTS
      |
      | APP_LISTS=[[a],[b]]
      |           ^^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
    "#);
    assert_snapshot!(refused("TEXTS", "[a,b]"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `texts` must be a list such as `["a", "b"]`
     --> variable APP_TEXTS
      |
      | APP_TEXTS=[a,b]
      |           ^^^^^ the string is not quoted
      |
      = help: put text in quotes
    "#);
    assert_snapshot!(refused("SECTIONS", "[{host=a}]"), @r#"
    1 problem keeps app from starting in test

    error[wrong-type]: `sections` must be a list of tables such as `[{ name = "value" }]`
     --> variable APP_SECTIONS
      |
      | APP_SECTIONS=[{host=a}]
      |              ^^^^^^^^^^ the string is not quoted
      |
      = help: put text in quotes
      = help: or set its fields individually
    "#);
}
