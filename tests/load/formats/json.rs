//! What only JSON has.

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

use super::{lines, report};

#[test]
fn mistakes_of_json() {
    let mut all = String::new();
    for text in [
        "",
        "{",
        "[",
        "{\"name\" 1}",
        "{\"name\": }",
        "{\"name\"}",
        "{name: 1}",
        "{\"tags\": [1 2]}",
        "{\"tags\": [1}",
        "{'name': 1}",
        "{\"name\": 'x'}",
        "{\"ratio\": 01}",
        "{\"ratio\": +1}",
        "{\"ratio\": .5}",
        "{\"ratio\": 0x1}",
        "{\"ratio\": 1e999}",
        "{\"ratio\": NaN}",
        "{} {}",
        "{\"name\": \"\\x\"}",
        "{\"name\": \"\\ud800\"}",
        "{\"name\": \"a\tb\"}",
        "{\"name\": \"a\n\"}",
        "{\"name\": \"a,\n\"port\": 1}",
        "{,}",
        "{\"tags\": [,]}",
        "}",
        "{\"ratio\": /* */ 1}",
        "[1]",
        "\"x\"",
        "null",
        "{\"ratio\": 1e}",
        "{\"ratio\": -}",
        "{\"name\": \"a",
    ] {
        all += &lines(&report("json", text));
    }
    insta::assert_snapshot!(all, @"
    syntax json:1:1 invalid JSON: the file is empty
    syntax json:1:1 invalid JSON: unclosed object
    syntax json:1:1 invalid JSON: unclosed list
    wrong-type json:1:1 a configuration file must be a table of settings, not a list
    syntax json:1:8 invalid JSON: key without a value
    syntax json:1:10 invalid JSON: key without a value
    syntax json:1:8 invalid JSON: key without a value
    syntax json:1:2 invalid JSON: the key is not quoted
    wrong-type json:1:8 `name` must be a string
    syntax json:1:11 invalid JSON: missing comma
    syntax json:1:10 invalid JSON: unclosed list
    wrong-type json:1:11 `tags[0]` must be a string
    syntax json:1:2 invalid JSON: a string is in single quotes
    wrong-type json:1:10 `name` must be a string
    syntax json:1:10 invalid JSON: a string is in single quotes
    syntax json:1:11 invalid JSON: number with a leading zero
    syntax json:1:11 invalid JSON: malformed number
    syntax json:1:11 invalid JSON: malformed number
    syntax json:1:11 invalid JSON: malformed number
    out-of-range json:1:11 `ratio` must be a number from -1.8e308 to 1.8e308
    syntax json:1:11 invalid JSON: JSON has no infinity or NaN
    syntax json:1:4 invalid JSON: text after the end
    syntax json:1:11 invalid JSON: unknown escape in a string
    syntax json:1:11 invalid JSON: unknown escape in a string
    syntax json:1:10 invalid JSON: control character in a string
    syntax json:1:10 invalid JSON: unclosed string on this line
    syntax json:1:10 invalid JSON: unclosed string on this line
    syntax json:1:2 invalid JSON: expected a key
    syntax json:1:11 invalid JSON: expected a value, found a comma
    syntax json:1:1 invalid JSON: unmatched `}`
    syntax json:1:11 invalid JSON: comments are not allowed
    wrong-type json:1:1 a configuration file must be a table of settings, not a list
    wrong-type json:1:1 a configuration file must be a table of settings, not a string
    wrong-type json:1:1 a configuration file must be a table of settings, not null
    syntax json:1:11 invalid JSON: malformed number
    syntax json:1:11 invalid JSON: the string is not quoted
    syntax json:1:10 invalid JSON: unclosed string
    ");
}

#[test]
fn a_file_may_say_where_its_schema_is() {
    #[derive(Debug, Config)]
    struct Port {
        #[config(default = 1)]
        port: u16,
    }
    for (name, text) in [
        ("default.toml", "\"$schema\" = \"./schema.json\"\nport = 2"),
        #[cfg(feature = "json")]
        (
            "default.json",
            r#"{ "$schema": "./schema.json", "port": 2 }"#,
        ),
        #[cfg(feature = "yaml")]
        ("default.yaml", "$schema: ./schema.json\nport: 2"),
    ] {
        let host = Memory::new()
            .file(format!("config/{name}"), text)
            .file("config/test.toml", "")
            .variable("APP_ENV", "test");
        let loaded = Loader::new("APP").system(host).load::<Port>();
        assert_eq!(loaded.unwrap().port, 2, "{name}");
    }
    let host = |text: &str| {
        Memory::new()
            .file("config/test.toml", text)
            .variable("APP_ENV", "test")
    };
    for text in ["\"$schema\" = 1", "a = { \"$schema\" = \"x\" }"] {
        assert!(
            Loader::new("APP")
                .system(host(text))
                .load::<Port>()
                .is_err()
        );
    }
}
