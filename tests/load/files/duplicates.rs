//! Keys and tables that are there twice.

use insta::assert_snapshot;

use super::refused;

#[test]
fn duplicate_keys_with_both_places() {
    let said =
        refused("name = \"a\"\nname = \"b\"\n[server]\nport = 1\ntimeout = \"1s\"\nport = 2\n");
    assert_snapshot!(said, @"
    2 problems keep cadence from starting in production

    error[duplicate-key]: duplicate key `name`
     --> config/default.toml:2:1
      |
    2 | name = …
      | ^^^^ defined again here
      |
     --> config/default.toml:1:1
      |
    1 | name = …
      | ---- first defined here
      |
      = help: keep one of them

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:6:1
      |
    6 | port = …
      | ^^^^ defined again here
      |
     --> config/default.toml:4:1
      |
    4 | port = …
      | ---- first defined here
      |
      = help: keep one of them
    ");
}

#[test]
fn duplicate_tables_with_both_places() {
    let said = refused("[server]\nport = 1\n[log]\nlevel = \"info\"\n[server]\nport = 2\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server`
     --> config/default.toml:5:2
      |
    5 | [server]
      |  ^^^^^^ defined again here
      |
     --> config/default.toml:1:2
      |
    1 | [server]
      |  ------ first defined here
      |
      = help: keep one of them
    ");
    let said = refused("server.port = 1\n[server]\nquiet = true\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server`
     --> config/default.toml:2:2
      |
    2 | [server]
      |  ^^^^^^ defined again here
      |
     --> config/default.toml:1:1
      |
    1 | server
      | ------ first defined here
      |
      = help: keep one of them
    ");
}

#[test]
fn duplicates_in_inline_tables_dotted_keys_and_headers() {
    let said = refused("server = { port = 1, port = 2 }\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:1:22
      |
    1 | server = … port = …
      |            ^^^^ defined again here
      |
     --> config/default.toml:1:12
      |
    1 | server = { port = …
      |            ---- first defined here
      |
      = help: keep one of them
    ");
    let said = refused("server.port = 1\nserver.port = 2\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:2:8
      |
    2 | server.port = …
      |        ^^^^ defined again here
      |
     --> config/default.toml:1:8
      |
    1 | server.port = …
      |        ---- first defined here
      |
      = help: keep one of them
    ");
    let said = refused("[server]\nport = 1\n[server.port]\nx = 1\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:3:9
      |
    3 | [server.port]
      |         ^^^^ defined again here
      |
     --> config/default.toml:2:1
      |
    2 | port = …
      | ---- first defined here
      |
      = help: keep one of them
    ");
    let said = refused("upstreams = []\n[[upstreams]]\nhost = \"a\"\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `upstreams`
     --> config/default.toml:2:3
      |
    2 | [[upstreams]]
      |   ^^^^^^^^^ defined again here
      |
     --> config/default.toml:1:1
      |
    1 | upstreams = …
      | --------- first defined here
      |
      = help: keep one of them
    ");
}
