//! What is shown of one comparison, for every kind of reader.

use insta::assert_snapshot;
use rehearsal::parity::ParityReport;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::SecretString;
use url::Url;

#[derive(Config)]
struct Small {
    #[config(default = "30s")]
    timeout: std::time::Duration,
    database: Url,
    api_key: SecretString,
    #[config(default = 10, parity = free)]
    pool: u32,
    #[config(default = "de")]
    language: String,
}

fn small() -> ParityReport {
    let host = Memory::new()
        .today("2026-11-23".parse().unwrap())
        .file("config/default.toml", "language = \"en\"\n")
        .file(
            "config/development.toml",
            "database = \"sqlite:cadence.db\"\napi_key = \"hunter2\"\n",
        )
        .file(
            "config/test.toml",
            "database = \"postgres://a:hunter2@localhost/test\"\napi_key = \"hunter2\"\n",
        )
        .file("config/staging.toml", "timeout = \"20s\"\n")
        .file("config/production.toml", "timeout = \"10s\"\npool = 50\n")
        .file(
            "config/waivers.toml",
            "[[waiver]]\n\
             key = \"database\"\n\
             environments = [\"development\"]\n\
             code = \"different-kind\"\n\
             reason = \"no PostgreSQL | <b>on</b> laptops\"\n\
             until = 2026-12-31\n",
        );
    Loader::new("CADENCE").system(host).parity::<Small>()
}

#[test]
fn text_is_a_table_and_every_place() {
    assert_snapshot!(small().to_text(), @r#"
    1 violation in the parity of cadence (1 note, 1 waived difference)

    setting   rule    development        test                                    staging         production      finding
    timeout   same    30s                30s                                     20s             10s             violation
    database  kind    sqlite:cadence.db  postgres://a:[redacted]@localhost/test  at deploy time  at deploy time  waived
    api_key   differ  [redacted]         [redacted]                              at deploy time  at deploy time
    pool      free    10                 10                                      10              50
    1 setting is the same everywhere

    error[different-value]: `timeout` is `10s` in production, `20s` in staging, and `30s` in development and test
     --> config/production.toml:1:11
      |
    1 | timeout = "10s"
      |           ^^^^^ in production
      |
     --> config/staging.toml:1:11
      |
    1 | timeout = "20s"
      |           ----- in staging
      |
      = help: use the same value everywhere
      = help: in the program, `#[config(parity = free)]` lets it differ

    note[different-supply]: `database` is set at deploy time in staging and production, and in a file in development and test
     --> config/test.toml:1:12
      |
    1 | database = "postgres://a:[redacted]@localhost/test"
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in test
      |
     --> config/development.toml:1:12
      |
    1 | database = "sqlite:cadence.db"
      |            ------------------- in development
      |
      = help: supply it the same way everywhere

    waived[different-kind]: `database` is PostgreSQL in test, and SQLite in development
      until 2026-12-31 by config/waivers.toml:2:7: no PostgreSQL | <b>on</b> laptops
    "#);
}

#[test]
fn text_and_its_debug_are_one() {
    let parity = small();
    assert_eq!(parity.to_string(), parity.to_text());
    assert_eq!(format!("{parity:?}"), parity.to_text());
    assert!(parity.to_ansi().contains("\u{1b}["));
    assert_eq!(parity.exit_status(), 78);
}

#[test]
fn markdown_is_for_a_pull_request() {
    assert_snapshot!(small().to_markdown(), @r"
    ### 1 violation in the parity of cadence (1 note, 1 waived difference)

    **Violations**

    - `timeout` is `10s` in production, `20s` in staging, and `30s` in development and test (different-value) at config/production.toml:1:11; use the same value everywhere; in the program, `#[config(parity = free)]` lets it differ

    | setting | rule | development | test | staging | production | finding |
    | --- | --- | --- | --- | --- | --- | --- |
    | timeout | same | 30s | 30s | 20s | 10s | violation |
    | database | kind | sqlite:cadence.db | postgres&#58;//a:\[redacted\]&#64;localhost/test | at deploy time | at deploy time | waived |
    | api\_key | differ | \[redacted\] | \[redacted\] | at deploy time | at deploy time |  |
    | pool | free | 10 | 10 | 10 | 50 |  |

    **Notes**

    - `database` is set at deploy time in staging and production, and in a file in development and test (different-supply) at config/test.toml:1:12; supply it the same way everywhere

    **Waived**

    - `database` is PostgreSQL in test, and SQLite in development (different-kind), until 2026-12-31: no PostgreSQL \| &lt;b&gt;on&lt;/b&gt; laptops
    ");
}

#[test]
fn annotations_stand_at_the_line() {
    assert_snapshot!(small().to_github(), @"
    ::error file=config/production.toml,line=1,col=11,title=different-value::`timeout` is `10s` in production, `20s` in staging, and `30s` in development and test%0Anote: config/staging.toml:1:11: in staging%0Ahelp: use the same value everywhere%0Ahelp: in the program, `#[config(parity = free)]` lets it differ
    ::notice file=config/test.toml,line=1,col=12,title=different-supply::`database` is set at deploy time in staging and production, and in a file in development and test%0Anote: config/development.toml:1:12: in development%0Ahelp: supply it the same way everywhere
    ");
}

#[cfg(feature = "json")]
#[test]
fn json_has_all_of_it() {
    let json: serde_json::Value = serde_json::from_str(&small().to_json()).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "clean",
            "differences",
            "environments",
            "program",
            "searched",
            "settings",
            "waivers"
        ]
    );
    assert_eq!(
        (&json["program"], &json["clean"]),
        (&"cadence".into(), &false.into())
    );
}

#[cfg(feature = "json")]
#[test]
fn json_says_all_of_a_setting_a_difference_and_a_waiver() {
    let json: serde_json::Value = serde_json::from_str(&small().to_json()).unwrap();
    let one = |value: &serde_json::Value| serde_json::to_string_pretty(value).unwrap();
    assert_snapshot!(one(&json["settings"][1]), @r#"
    {
      "declared": false,
      "differs": true,
      "key": "database",
      "rule": "kind",
      "values": [
        {
          "origin": "config/development.toml:1:12",
          "supply": "file",
          "value": "sqlite:cadence.db"
        },
        {
          "origin": "config/test.toml:1:12",
          "supply": "file",
          "value": "postgres://a:[redacted]@localhost/test"
        },
        {
          "origin": null,
          "supply": "deploy",
          "value": null
        },
        {
          "origin": null,
          "supply": "deploy",
          "value": null
        }
      ]
    }
    "#);
    assert_snapshot!(one(&json["differences"][0]), @r#"
    {
      "environments": [
        "development",
        "test",
        "staging",
        "production"
      ],
      "problem": {
        "code": "different-value",
        "expected": null,
        "found": null,
        "help": [
          "use the same value everywhere",
          "in the program, `#[config(parity = free)]` lets it differ"
        ],
        "key": "timeout",
        "message": "`timeout` is `10s` in production, `20s` in staging, and `30s` in development and test",
        "places": [
          {
            "column": 11,
            "excerpt": "timeout = \"10s\"",
            "label": "in production",
            "line": 1,
            "name": null,
            "origin": "file",
            "path": "config/production.toml"
          },
          {
            "column": 11,
            "excerpt": "timeout = \"20s\"",
            "label": "in staging",
            "line": 1,
            "name": null,
            "origin": "file",
            "path": "config/staging.toml"
          }
        ],
        "severity": "error"
      },
      "waiver": null
    }
    "#);
    assert_snapshot!(one(&json["waivers"]), @r#"
    [
      {
        "code": "different-kind",
        "environments": [
          "development"
        ],
        "key": "database",
        "origin": "config/waivers.toml:2:7",
        "reason": "no PostgreSQL | <b>on</b> laptops",
        "until": "2026-12-31"
      }
    ]
    "#);
}

#[test]
fn where_nothing_is_committed_nothing_was_compared() {
    #[derive(Config)]
    #[expect(dead_code, reason = "only its schema counts")]
    struct Port {
        #[config(default = 8080)]
        port: u16,
    }

    let loader = Loader::new("CADENCE");
    let nowhere = Memory::new().current_dir("/srv/app");
    let parity = loader.clone().system(nowhere).parity::<Port>();
    assert_eq!(parity.exit_status(), ParityReport::EXIT_STATUS);
    assert_snapshot!(parity, @"
    1 violation in the parity of cadence

    error[file-missing]: nothing was compared: there is no directory `config` in /srv/app
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files

    looked for /srv/app/config (not there)
    ");
    let host = Memory::new()
        .current_dir("/srv/app")
        .file("config/development.toml", "")
        .file("config/test.toml", "")
        .file("config/staging.toml", "")
        .file("config/production.toml", "");
    let parity = loader
        .system(host)
        .deployment("eu", Environment::Production)
        .parity::<Port>();
    assert!(parity.is_clean());
    assert_snapshot!(parity, @"
    no violation in the parity of cadence (1 note)

    1 setting is the same everywhere

    note[file-missing]: the deployment eu has no file /srv/app/config/eu.toml: it uses only the settings of production
     --> config/eu.toml
      |
      = help: create it for settings specific to eu (it may be empty)

    looked in /srv/app/config: default.toml (not there), development.toml, test.toml, staging.toml, production.toml, eu.toml (not there)
    ");
}

#[test]
fn what_a_broken_file_may_set_is_not_judged() {
    #[derive(Config)]
    #[expect(dead_code, reason = "only its schema counts")]
    struct Site {
        #[config(default = "http://localhost/")]
        url: Url,
    }

    let host = Memory::new()
        .file("config/development.toml", "")
        .file("config/test.toml", "")
        .file("config/staging.toml", "url = 'https://a.internal/'")
        .unreadable("config/production.toml");
    let parity = Loader::new("CADENCE").system(host).parity::<Site>();
    let codes: Vec<_> = parity
        .violations()
        .map(rehearsal::parity::Difference::code)
        .collect();
    assert_eq!(codes, [Code::FileUnreadable]);
}

#[test]
fn a_comparison_of_nothing_is_clean() {
    #[derive(Config)]
    struct Nothing {}

    let parity = Loader::new("CADENCE")
        .without_config_dir()
        .system(Memory::new())
        .parity::<Nothing>();
    assert_snapshot!(parity.to_text(), @"no violation in the parity of cadence");
    assert_snapshot!(parity.to_markdown(), @"### no violation in the parity of cadence");
    assert_snapshot!(parity.to_github(), @"");
    assert_eq!(parity.exit_status(), 0);
}

#[test]
fn what_a_file_says_is_no_markup_and_moves_no_cursor() {
    #[derive(Config)]
    struct Text {
        text: String,
    }

    let host = Memory::new()
        .file("config/development.toml", "text = 'a'")
        .file("config/test.toml", "text = 'a'")
        .file(
            "config/staging.toml",
            "text = '<script>alert(1)</script> ` | @all'",
        )
        .file(
            "config/production.toml",
            "text = \"[a](http://b) \\u001b[31m\\n::error::no\"",
        );
    let parity = Loader::new("CADENCE").system(host).parity::<Text>();
    assert_snapshot!(parity.to_text(), @r#"
    1 violation in the parity of cadence

    setting  rule  development  test  staging                             production                               finding
    text     same  a            a     <script>alert(1)</script> ` | @all  "[a](http://b) \u001b[31m\n::error::no"  violation

    error[different-value]: `text` is `[a](http://b) \u{1b}[31m\n::error::no` in production, `<script>alert(1)</script> ` | @all` in staging, and `a` in development and test
     --> config/production.toml:1:8
      |
    1 | text = "[a](http://b) \u{1b}[31m\n::error::no"
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in production
      |
     --> config/staging.toml:1:8
      |
    1 | text = '<script>alert(1)</script> ` | @all'
      |        ------------------------------------ in staging
      |
     --> config/test.toml:1:8
      |
    1 | text = 'a'
      |        --- in test
      |
     --> config/development.toml:1:8
      |
    1 | text = 'a'
      |        --- in development
      |
      = help: use the same value everywhere
      = help: in the program, `#[config(parity = free)]` lets it differ
    "#);
    assert_snapshot!(parity.to_markdown(), @r#"
    ### 1 violation in the parity of cadence

    **Violations**

    - \`text\` is \`\[a\](http&#58;//b) \\u{1b}\[31m\\n::error::no\` in production, \`&lt;script&gt;alert(1)&lt;/script&gt; \` \| &#64;all\` in staging, and \`a\` in development and test (different-value) at config/production.toml:1:8; use the same value everywhere; in the program, `#[config(parity = free)]` lets it differ

    | setting | rule | development | test | staging | production | finding |
    | --- | --- | --- | --- | --- | --- | --- |
    | text | same | a | a | &lt;script&gt;alert(1)&lt;/script&gt; \` \| &#64;all | "\[a\](http&#58;//b) \\u001b\[31m\\n::error::no" | violation |
    "#);
    assert_snapshot!(parity.to_github(), @r"::error file=config/production.toml,line=1,col=8,title=different-value::`text` is `[a](http://b) \u{1b}[31m\n::error::no` in production, `<script>alert(1)</script> ` | @all` in staging, and `a` in development and test%0Anote: config/staging.toml:1:8: in staging%0Anote: config/test.toml:1:8: in test%0Anote: config/development.toml:1:8: in development%0Ahelp: use the same value everywhere%0Ahelp: in the program, `#[config(parity = free)]` lets it differ");
}
