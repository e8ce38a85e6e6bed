//! Secret types of a program's own.

use std::collections::BTreeMap;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Secret};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
struct Token(#[expect(dead_code, reason = "shown by `Debug`")] String);

impl Secret for Token {}

type Tokens = BTreeMap<String, Token>;

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Settings {
    token: Token,
    maybe: Option<Token>,
    many: Vec<Token>,
    named: Tokens,
    pair: Option<(u8, Token)>,
    boxed: Option<Box<Token>>,
    open: String,
}

#[test]
fn a_type_that_says_so_is_secret_wherever_it_is() {
    let secret = Settings::SCHEMA
        .fields()
        .iter()
        .map(rehearsal::schema::Field::is_secret);
    assert_eq!(
        secret.collect::<Vec<_>>(),
        [true, true, true, true, true, true, false]
    );
}

#[test]
fn its_value_is_in_no_output() {
    let file = "token = 'correct-horse-1'\nmany = ['correct-horse-2', 5]\nnamed = { eu = 'correct-horse-3' }\nopen = 'x'\n";
    let host = Memory::new()
        .file("config/test.toml", file)
        .variable("CADENCE_MAYBE", "correct-horse-4")
        .variable("APP_ENV", "test");
    let loader = Loader::new("CADENCE").system(host);
    let report = loader.load::<Settings>().unwrap_err().to_string();
    assert!(!report.contains("correct-horse"), "{report}");
    let settings = loader.set("many", "correct-horse-5").load::<Settings>();
    let report = settings.unwrap_err().to_string();
    assert!(!report.contains("correct-horse"), "{report}");
}
