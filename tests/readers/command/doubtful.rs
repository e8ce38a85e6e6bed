//! What `check` asks the author of the program to decide.

use std::fmt;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Redacted};
use serde::Deserialize;

use crate::support::command::run_for;

/// Hides its value, and does not say that it is a secret.
#[derive(Deserialize)]
struct Hushed(#[expect(dead_code, reason = "never shown")] String);

impl fmt::Debug for Hushed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hushed(***)")
    }
}

#[derive(Debug, Deserialize)]
struct Plain(#[expect(dead_code, reason = "shown by `Debug`")] String);

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Doubtful {
    #[config(default = "x")]
    one: Hushed,
    #[config(default = [])]
    many: Vec<Hushed>,
    #[config(secret)]
    marked: Option<Hushed>,
    #[config(secret = false)]
    shown: Option<Hushed>,
    #[config(allow(looks_like_secret = "the name of a place"))]
    allowed: Option<Hushed>,
    plain: Option<Plain>,
    url: Option<Redacted<url::Url>>,
}

#[test]
fn a_type_that_hides_its_value_is_asked_whether_it_is_a_secret() {
    let host = Memory::new().variable("APP_ENV", "test");
    let loader = Loader::new("CADENCE").without_config_dir().system(host);
    let (_, text, warned) = run_for::<Doubtful>(&loader, "check");
    assert_snapshot!(format!("{warned}{text}"), @"
    warning[looks-like-secret]: `one` has a type whose `Debug` hides its value, but it is not marked as a secret
      |
      = help: in the program, mark the field: `#[config(secret)]` if it holds a secret, `#[config(secret = false)]` if it may be shown
      = help: in the program, `impl rehearsal::Secret` for the type marks all fields of it

    warning[looks-like-secret]: `many` has a type whose `Debug` hides its value, but it is not marked as a secret
      |
      = help: in the program, mark the field: `#[config(secret)]` if it holds a secret, `#[config(secret = false)]` if it may be shown
      = help: in the program, `impl rehearsal::Secret` for the type marks all fields of it
    test: fine
    ");
}
