//! Keys that nothing has, that are in another section, and that had another name.

use insta::assert_snapshot;

use super::{accepted, load, refused, world};

#[test]
fn unknown_keys_with_the_full_name_of_what_was_meant() {
    let said = refused(
        "nmae = \"x\"\n[server]\nprot = 1\n[server.tls]\ncert = \"x\"\n[loging]\nlevel = \"info\"\n",
    );
    assert_snapshot!(said, @r#"
    4 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:1:1
      |
    1 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?

    error[unknown-key]: there is no setting `server.prot`
     --> config/default.toml:3:1
      |
    3 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `server.port`?

    error[unknown-key]: there is no setting `server.tls`
     --> config/default.toml:4:9
      |
    4 | [server.tls]
      |         ^^^ unknown key
      |
      = help: remove it

    error[unknown-key]: there is no setting `loging`
     --> config/default.toml:6:2
      |
    6 | [loging]
      |  ^^^^^^ unknown key
      |
      = help: remove it
    "#);
}

#[test]
fn an_unknown_key_in_an_entry_has_the_name_of_the_entry() {
    let said = refused(
        "[[upstreams]]\nhost = \"a\"\n[[upstreams]]\nhsot = \"b\"\n[regions.\"eu.west\"]\nulr = \"https://a\"\n",
    );
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `upstreams[1].hsot`
     --> config/default.toml:4:1
      |
    4 | hsot = …
      | ^^^^ unknown key
      |
      = help: did you mean `upstreams[1].host`?

    error[unknown-key]: there is no setting `regions."eu.west".ulr`
     --> config/default.toml:6:1
      |
    6 | ulr = …
      | ^^^ unknown key
      |
      = help: did you mean `regions."eu.west".url`?
    "#);
}

#[test]
fn keys_in_the_wrong_section() {
    let said = refused("level = \"info\"\nport = 1\n[log]\ntimeout = \"1s\"\n");
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in production

    error[misplaced-key]: `level` is in the wrong section
     --> config/default.toml:1:1
      |
    1 | level = …
      | ^^^^^ not a key of this section
      |
      = help: move it to `log.level`

    error[misplaced-key]: `port` is in the wrong section
     --> config/default.toml:2:1
      |
    2 | port = …
      | ^^^^ not a key of this section
      |
      = help: move it to `server.port`

    error[misplaced-key]: `log.timeout` is in the wrong section
     --> config/default.toml:4:1
      |
    4 | timeout = …
      | ^^^^^^^ not a key of this section
      |
      = help: move it to `server.timeout`
    ");
}

#[test]
fn a_key_of_the_top_below_a_header() {
    let said = refused("[server]\nport = 1\n\nname = \"x\"\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[misplaced-key]: `server.name` is in the wrong section
     --> config/default.toml:4:1
      |
    4 | name = …
      | ^^^^ not a key of this section
      |
      = help: move it to `name`
    ");
}

#[test]
fn a_section_below_another_section() {
    let said = refused("[server.log]\nlevel = \"info\"\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[misplaced-key]: `server.log` is in the wrong section
     --> config/default.toml:1:9
      |
    1 | [server.log]
      |         ^^^ not a key of this section
      |
      = help: move it to `log`
    ");
}

#[test]
fn retired_keys() {
    let host = world("workers = 5\n[mail]\nsender = \"a\"\n").variable("CADENCE_MAIL_SENDER", "a");
    let said = load(host).unwrap_err().to_string();
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in production

    error[retired-key]: `workers` was retired and must not be used again
     --> config/default.toml:1:1
      |
    1 | workers = …
      | ^^^^^^^ retired
      |
      = help: remove it; this setting was removed, and its name will not be reused

    error[retired-key]: `mail.sender` was retired and must not be used again
     --> config/default.toml:3:1
      |
    3 | sender = …
      | ^^^^^^ retired
      |
      = help: remove it; this setting was removed, and its name will not be reused

    error[retired-key]: the variable CADENCE_MAIL_SENDER sets `mail.sender`, which was retired
     --> variable CADENCE_MAIL_SENDER
      |
      | CADENCE_MAIL_SENDER=…
      | ^^^^^^^^^^^^^^^^^^^ retired
      |
      = help: unset it; this setting was removed, and its name will not be reused
    ");
}

#[test]
fn an_alias_and_the_new_name() {
    assert_eq!(accepted("title = \"a\"\n").name, "a");
    let said = refused("title = \"a\"\nname = \"b\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[conflict]: `name` is set twice, once as `title`
     --> config/default.toml:1:1
      |
    1 | title = …
      | ^^^^^ older name
      |
     --> config/default.toml:2:1
      |
    2 | name = …
      | ---- current name
      |
      = help: keep `name`, and remove `title`
    "#);
    let host = world("title = \"a\"\n").file("config/production.toml", "name = \"b\"\n");
    assert_eq!(load(host).unwrap().name, "b");
}

#[test]
fn a_deprecated_key_is_a_warning_that_travels_with_the_settings() {
    let settings = accepted("[server]\nhost = \"a\"\n");
    assert_eq!(settings.server.host.as_deref(), Some("a"));
    assert_snapshot!(settings.warnings(), @r#"
    warning[deprecated-key]: `server.host` is deprecated
     --> config/default.toml:2:1
      |
    2 | host = …
      | ^^^^
      |
      = help: use `server.listen`
    "#);
    let said = refused("[server]\nhost = \"a\"\nport = \"x\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production (1 warning)

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = "x"
      |        ^^^ found a string

    warning[deprecated-key]: `server.host` is deprecated
     --> config/default.toml:2:1
      |
    2 | host = …
      | ^^^^
      |
      = help: use `server.listen`
    "#);
}
