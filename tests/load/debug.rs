//! What `{:?}` shows of what holds the texts of a load: no value.

use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Loader};
use secrecy::SecretString;

const SECRET: &str = "hunter2hunter2";

#[derive(Config)]
#[config(check = Settings::check)]
#[expect(dead_code, reason = "only what is shown is looked at")]
struct Settings {
    #[config(allow(committed_secret = "planted"))]
    file: SecretString,
    variable: SecretString,
    mounted: SecretString,
    given: SecretString,
}

impl Settings {
    #[expect(clippy::unused_self, reason = "the form of a check")]
    fn check(&self, rules: &mut Checker<'_>) {
        shows_nothing(&format!("{rules:?}"));
        let finding = rules.warning(["file"], "it is planted");
        shows_nothing(&format!("{finding:?}"));
    }
}

#[track_caller]
fn shows_nothing(shown: &str) {
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(!shown.is_empty());
}

#[test]
fn debug_of_what_holds_texts_shows_none_of_them() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "development")
        .variable("CADENCE_VARIABLE", SECRET)
        .file("config/default.toml", format!("file = \"{SECRET}\"\n"))
        .file("config/development.toml", "")
        .file("/run/secrets/mounted", SECRET);
    shows_nothing(&format!("{host:?}"));
    let loader = Loader::new("CADENCE").system(host).set("given", SECRET);
    shows_nothing(&format!("{loader:?}"));
    let settings = loader.load::<Settings>();
    assert!(settings.is_ok(), "{}", settings.map(drop).unwrap_err());
}
