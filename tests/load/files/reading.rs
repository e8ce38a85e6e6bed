//! Files that cannot be read, and bytes that are no text.

use insta::assert_snapshot;
use rehearsal::Loader;
use rehearsal::system::Memory;

use super::{Settings, accepted, load, refused, world};

#[test]
fn a_byte_order_mark_and_windows_lines_are_fine() {
    let settings = accepted("\u{feff}name = \"a\"\r\n[server]\r\nport = 1\r\n");
    assert_eq!((settings.name.as_str(), settings.server.port), ("a", 1));
    let said = refused("\u{feff}nmae = \"a\"\r\n[server]\r\nport = \"x\"\r\n");
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:1:1
      |
    1 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = "x"
      |        ^^^ found a string
    "#);
}

#[test]
fn files_that_are_no_text() {
    let utf16: Vec<u8> = "\u{feff}name = 1"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_snapshot!(refused(utf16), @r#"
    1 problem keeps cadence from starting in production

    error[file-encoding]: the file config/default.toml is UTF-16, not UTF-8
     --> config/default.toml
      |
      = help: save it as UTF-8
    "#);
    let utf16: Vec<u8> = "\u{feff}name = 1"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_snapshot!(refused(utf16), @r#"
    1 problem keeps cadence from starting in production

    error[file-encoding]: the file config/default.toml is UTF-16, not UTF-8
     --> config/default.toml
      |
      = help: save it as UTF-8
    "#);
    assert_snapshot!(refused(b"name = \"a\"\n# caf\xe9\n"), @r#"
    1 problem keeps cadence from starting in production

    error[file-encoding]: the file config/default.toml is not valid UTF-8 (byte 16, line 2)
     --> config/default.toml
      |
      = help: save it as UTF-8
    "#);
}

#[test]
fn files_that_cannot_be_read() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .dir("config/default.toml")
        .unreadable("config/production.toml");
    let said = load(host).unwrap_err().to_string();
    assert_snapshot!(said, @"
    2 problems keep cadence from starting in production

    error[file-unreadable]: config/default.toml is a directory, not a file
     --> config/default.toml
      |
      = help: replace it with a file; container runtimes create a directory when the file to mount does not exist

    error[file-unreadable]: permission denied: config/production.toml
     --> config/production.toml
      |
      = help: grant read access to the user that runs the program
    ");
}

#[test]
fn a_file_over_the_limits() {
    let said = Loader::new("CADENCE")
        .size_limit(10)
        .system(world("name = \"cadence\"\n"))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[file-too-large]: the file config/default.toml is too large: 17 bytes, but the limit is 10
     --> config/default.toml
      |
      = help: reduce its size
      = help: in the program, `Loader::size_limit` raises the limit
    ");
    let said = Loader::new("CADENCE")
        .depth_limit(2)
        .system(world("name = [[[1]]]\n[server]\nport = \"x\"\n"))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(said, @r#"
    3 problems keep cadence from starting in production

    error[wrong-type]: `name` must be a string
     --> config/default.toml:1:8
      |
    1 | name = […
      |        ^^ found a list

    error[too-deep]: nested more than 2 levels deep
     --> config/default.toml:1:10
      |
    1 | name = [[…
      |          ^
      |
      = help: reduce the nesting
      = help: in the program, `Loader::depth_limit` raises the limit

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = "x"
      |        ^^^ found a string
    "#);
    let said = refused(format!(
        "name = {}1{}\nnmae = 1\n",
        "[".repeat(10_000),
        "]".repeat(10_000)
    ));
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in production

    error[wrong-type]: `name` must be a string
     --> config/default.toml:1:8
      |
    1 | name = […
      |        ^^ found a list

    error[too-deep]: nested more than 64 levels deep
     --> config/default.toml:1:72
      |
    1 | name = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
      |                                                                        ^
      |
      = help: reduce the nesting
      = help: in the program, `Loader::depth_limit` raises the limit

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:2:1
      |
    2 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?
    ");
}
