//! Settings whose names no variable, shell or table can have as they are.

use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Template};
use secrecy::SecretString;

use crate::support::command::run_for;

#[derive(Config)]
#[expect(dead_code, reason = "only the schema is read")]
struct Odd {
    #[config(rename = "été", default = "a")]
    accents: String,
    #[config(rename = "日本", default = "b")]
    letters: String,
    #[config(rename = "名", env = "ODD_NAME", default = "c")]
    named: String,
    #[config(rename = "1st", default = 1)]
    first: u8,
    #[config(rename = "鍵")]
    key: Option<SecretString>,
    #[config(default = 2)]
    second: u8,
}

/// With a default that turns the direction of what follows it.
#[derive(Config)]
#[expect(dead_code, reason = "only the schema is read")]
struct Marks {
    /// A name\u{202e}.
    #[config(default = "a\u{202e}b\u{feff}")]
    name: String,
}

fn generated(template: Template) -> String {
    Loader::new("").generate::<Odd>(template)
}

#[test]
fn what_no_variable_can_name_is_left_out_of_files_of_variables() {
    for template in [
        Template::EnvExample,
        Template::KubernetesConfigMap,
        Template::KubernetesSecret,
        Template::KubernetesEnv,
        Template::SystemdEnvironment,
        Template::SystemdUnit,
    ] {
        let text = generated(template);
        for wrong in ["#=", "#:", " :", "name: \n", "1ST", "Credential=:"] {
            assert!(!text.contains(wrong), "{wrong} in {template}\n{text}");
        }
    }
    insta::assert_snapshot!(generated(Template::EnvExample), @"
    # Variables of the program. Copy this file to `.env`.
    # A line `#NAME=value` is the default: to change it, remove the `#` and edit the value.
    # Choose the environment outside this file: APP_ENV=development

    # (text)
    #T_=a

    # (text)
    #ODD_NAME=c

    # (an integer from 0 to 255)
    #SECOND=2
    ");
    insta::assert_snapshot!(generated(Template::KubernetesSecret), @r#"
    apiVersion: v1
    kind: Secret
    metadata:
      name: "app"
    type: Opaque
    stringData: {}
    "#);
}

#[test]
fn what_no_variable_can_name_is_a_warning_of_a_check() {
    let loader = Loader::new("").system(
        Memory::new()
            .file("config/test.toml", "")
            .variable("APP_ENV", "test"),
    );
    let (status, _, err) = run_for::<Odd>(&loader, "check");
    assert_eq!(status, 0, "{err}");
    insta::assert_snapshot!(err, @r#"
    warning[unnamed-variable]: `"日本"` cannot be set by a variable: its name cannot be part of a variable name
      |
      = help: set it in a file
      = help: in the program, rename it, or give it a variable with `#[config(env = "NAME")]`

    warning[unnamed-variable]: `1st` cannot be set by a variable: its name cannot be part of a variable name
      |
      = help: set it in a file
      = help: in the program, rename it, or give it a variable with `#[config(env = "NAME")]`

    warning[unnamed-variable]: `"鍵"` cannot be set by a variable: its name cannot be part of a variable name
      |
      = help: set it in a file
      = help: in the program, rename it, or give it a variable with `#[config(env = "NAME")]`
    "#);
}

#[test]
fn a_reference_shows_marks_of_direction_as_what_they_are() {
    let text = Loader::new("MARKS").generate::<Marks>(Template::Markdown);
    assert!(!text.contains(['\u{202e}', '\u{feff}']), "{text}");
    assert!(text.contains(r#"`"a\u202eb\ufeff"`"#), "{text}");
}
