//! Defaults that a file has no line for, so that it says them in words.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::{Config, Loader, Template};
use serde_json::Value;

#[derive(Config)]
#[expect(dead_code, reason = "only the schema is read")]
struct Odd {
    /// Its second line would be a comment as well.
    #[config(default = "a\n # b")]
    lines: String,
    #[config(default = "18446744073709551615")]
    wide: Value,
    #[config(default = "[1, null]")]
    gaps: Vec<Option<u8>>,
    #[config(default = "{ \"//a:hunter2@b\" = 1 }")]
    named: BTreeMap<String, u8>,
}

fn generated(template: Template) -> String {
    Loader::new("ODD").generate::<Odd>(template)
}

#[test]
fn a_default_that_a_file_has_no_line_for_is_in_words() {
    assert_snapshot!(generated(Template::DefaultToml), @r#"
    #:schema ./schema.json
    # All settings of odd. A line `#key = value` is the default: remove the `#` and
    # change it to set another. A line `# key = value` is an example, without a default.

    # Its second line would be a comment as well.
    # (text)
    # variable ODD_LINES
    #lines = "a\n # b"

    # (any value)
    # variable ODD_WIDE
    # the default of `wide` is "18446744073709551615", for which TOML has no form

    # (a list of integers from 0 to 255)
    # variable ODD_GAPS
    # the default of `gaps` is "[1, null]", for which TOML has no form

    # (a table of integers from 0 to 255)
    # variable ODD_NAMED
    # `named` has a default that is not shown, since it may contain a password
    "#);
    assert_snapshot!(generated(Template::EnvExample), @r#"
    # Variables of odd. Copy this file to `.env`.
    # A line `#NAME=value` is the default: to change it, remove the `#` and edit the value.
    # Choose the environment outside this file: ODD_ENV=development

    # Its second line would be a comment as well.
    # (text)
    # the default of ODD_LINES is "a\n # b", whose lines would look like comments

    # (any value)
    #ODD_WIDE=18446744073709551615

    # (a list of integers from 0 to 255)
    #ODD_GAPS='[1, null]'

    # (a table of integers from 0 to 255)
    # ODD_NAMED has a default that is not shown, since it may contain a password
    "#);
    assert_snapshot!(generated(Template::SystemdEnvironment), @r#"
    # Variables of odd, for `EnvironmentFile=/etc/odd/environment`. Values that may
    # contain a password are credentials of the unit.
    # A line `#NAME=value` is the default: to change it, remove the `#` and edit the value.
    ODD_ENV=production

    # Its second line would be a comment as well.
    # (text)
    # the default of ODD_LINES is "a\n # b", whose lines would look like comments

    # (a list of integers from 0 to 255)
    #ODD_GAPS='[1, null]'
    "#);
}
