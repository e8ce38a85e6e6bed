//! The format: its schema, what is read of it, and what is not.

use std::path::Path;

use insta::assert_snapshot;
use jsonschema::Validator;
use rehearsal::parity::Snapshot;
use serde_json::{Value, json};

use super::Deploy;

fn taken() -> String {
    let deploy = Deploy::of("production")
        .set(
            "CADENCE_DATABASE_REPLICA_URL",
            "postgres://a:b@r.cadence.net/cadence",
        )
        .set("CADENCE_LIMITS_RETRIES", "3");
    deploy.snapshot().to_json()
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(Snapshot::SCHEMA).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
}

fn read(text: &str) -> Result<Snapshot, String> {
    let read = Deploy::of("production")
        .loader()
        .parse_snapshot("old.json", text);
    read.map_err(|report| report.to_text())
}

#[test]
fn a_snapshot_is_what_it_says() {
    let json = taken();
    let parts: Vec<&str> = json.split("    {\n").collect();
    let of = |key: &str| {
        let part = parts.iter().find(|part| part.contains(key));
        part.unwrap().trim_end_matches(['[', ' ', '\n']).to_owned()
    };
    assert_snapshot!(of("\"format\""), @r#"
    {
      "format": 1,
      "program": "cadence",
      "environment": "production",
      "deployment": null,
      "made": "2026-11-23",
      "artifact": "0679b847bb6954d65f01613e85f24c9b642eae5cb2ef1b8f59e88833d1654997",
      "rehearsal": "0.1.0",
      "schema": "98f883429b648182",
      "key": "731dff5de15309fb",
      "facts": {
        "database.version": "15.4"
      },
      "settings":
    "#);
    assert_snapshot!(of("\"database.password\""), @r#"
      "key": "database.password",
      "secret": true,
      "value": "secret",
      "origin": {
        "origin": "variable",
        "path": null,
        "line": null,
        "column": null,
        "name": "CADENCE_DATABASE_PASSWORD"
      },
      "hides": [],
      "services": [],
      "digests": [
        "e9f020f34aeb236dc77d79327362d3a612149d0e3b58d9ccd634f5369592dbd7"
      ]
    },
    "#);
    assert_snapshot!(of("\"database.replica_url\""), @r#"
      "key": "database.replica_url",
      "secret": false,
      "value": "postgres://a:[redacted]@r.cadence.net/cadence",
      "origin": {
        "origin": "variable",
        "path": null,
        "line": null,
        "column": null,
        "name": "CADENCE_DATABASE_REPLICA_URL"
      },
      "hides": [],
      "services": [
        "PostgreSQL"
      ],
      "digests": [
        "62b40abdbb9fba5858b573576ece4568f3488ee78f1b307c5ae8be0c0ba11ce9"
      ]
    },
    "#);
    assert_snapshot!(of("\"limits.retries\""), @r#"
    "key": "limits.retries",
    "secret": false,
    "value": 3,
    "origin": {
      "origin": "variable",
      "path": null,
      "line": null,
      "column": null,
      "name": "CADENCE_LIMITS_RETRIES"
    },
    "hides":
    "#);
    assert_snapshot!(of("\"payments.webhook_url\""), @r#"
      "key": "payments.webhook_url",
      "secret": false,
      "value": "https://cadence.net/hooks",
      "origin": {
        "origin": "file",
        "path": "config/production.toml",
        "line": 28,
        "column": 15,
        "name": null
      },
      "hides": [],
      "services": [
        "HTTP"
      ],
      "digests": []
    },
    "#);
}

#[test]
fn what_is_read_is_what_was_written() {
    let json = taken();
    let snapshot = read(&json).unwrap();
    assert_eq!(snapshot.to_json(), json);
    assert_eq!(taken(), json);
    assert_eq!(snapshot.program(), "cadence");
    assert_eq!(snapshot.made().to_string(), "2026-11-23");
    assert_eq!(snapshot.facts().get("database.version").unwrap(), "15.4");
    assert_eq!(snapshot.deployment(), None);
}

#[test]
fn snapshots_are_valid_and_what_is_refused_is_not() {
    let validator = validator();
    let sound: Value = serde_json::from_str(&taken()).unwrap();
    let errors: Vec<_> = validator.iter_errors(&sound).collect();
    assert!(errors.is_empty(), "{errors:?}");
    for (pointer, value) in [
        ("/format", json!(2)),
        ("/format", json!("1")),
        ("/program", json!(null)),
        ("/environment", json!("prodution")),
        ("/deployment", json!(1)),
        ("/made", json!("yesterday")),
        ("/artifact", json!("abc")),
        ("/schema", json!(null)),
        ("/key", json!("hunter2hunter2hu")),
        ("/facts", json!([])),
        ("/facts", json!({ "a": 1 })),
        ("/settings", json!({})),
        ("/settings/0", json!("server.listen")),
        ("/settings/0", json!({})),
        ("/settings/0/key", json!("")),
        ("/settings/0/secret", json!("no")),
        ("/settings/0/origin", json!("file")),
        ("/settings/0/origin/origin", json!("nowhere")),
        ("/settings/0/origin/line", json!(0)),
        ("/settings/0/hides", json!(null)),
        ("/settings/0/services", json!([1])),
        ("/settings/0/digests", json!(["hunter2"])),
        ("/settings/0/more", json!(1)),
        ("/more", json!(1)),
    ] {
        let mut broken = sound.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match broken.pointer_mut(parent).unwrap() {
            Value::Array(values) => values[name.parse::<usize>().unwrap()] = value.clone(),
            parent => parent[name] = value.clone(),
        }
        assert!(!validator.is_valid(&broken), "{pointer} {value}");
        let report = read(&broken.to_string()).unwrap_err();
        assert!(
            report.contains("error[snapshot]"),
            "{pointer} {value}: {report}"
        );
        assert!(!report.contains("hunter2"), "{report}");
    }
}

#[test]
fn every_end_of_a_snapshot_that_is_too_early_is_an_error() {
    let json = taken();
    let whole = json.trim_end();
    for end in (0..whole.len())
        .step_by(29)
        .filter(|&end| whole.is_char_boundary(end))
    {
        assert!(read(&whole[..end]).is_err(), "{end}");
    }
}

#[test]
fn any_value_in_any_place_is_read_or_refused() {
    let sound: Value = serde_json::from_str(&taken()).unwrap();
    let mut pointers = Vec::new();
    collect(&sound, String::new(), &mut pointers);
    assert!(pointers.len() > 200);
    for pointer in pointers {
        for value in [json!(null), json!(-1.5), json!("x"), json!([{}])] {
            let mut broken = sound.clone();
            *broken.pointer_mut(&pointer).unwrap() = value;
            let _ = read(&broken.to_string());
        }
    }
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                collect(value, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(value, format!("{pointer}/{name}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}

#[test]
fn every_mistake_is_said_without_the_text_around_it() {
    let json = taken();
    let with = |from: &str, to: &str| read(&json.replacen(from, to, 1)).unwrap_err();
    assert_snapshot!(read("password=hunter2").unwrap_err(), @r"
    1 problem keeps cadence from starting

    error[snapshot]: not a snapshot: it is not JSON
     --> old.json:1:1
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(read(&json[..json.len() / 2]).unwrap_err(), @"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is truncated
     --> old.json:351:13
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(read("").unwrap_err(), @r"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is truncated
     --> old.json:1:1
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(read("[1]").unwrap_err(), @"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is corrupt
     --> old.json:1:3
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(read("{}").unwrap_err(), @"
    1 problem keeps cadence from starting

    error[snapshot]: not a snapshot: it has no format number
     --> old.json:1:2
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(with("\"format\": 1", "\"format\": 2"), @r"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot has format 2, but this program reads format 1
     --> old.json
      |
      = help: update rehearsal, or take the snapshot again with this version
    ");
    assert_snapshot!(with("\"format\": 1", "\"format\": 1, \"more\": 1"), @"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is corrupt
     --> old.json:2:21
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(with("\"production\"", "\"prodution\""), @"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is corrupt
     --> old.json:4:28
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(with("\"server.listen\"", "\"server.public_url\""), @"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is corrupt: it contains a setting twice
     --> old.json
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(with("\"secret\": false", "\"secret\": true"), @"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is corrupt
     --> old.json:30:4
      |
      = help: take the snapshot again; it must not be edited
    ");
    assert_snapshot!(with("\"origin\": \"file\"", "\"origin\": \"variable\""), @"
    1 problem keeps cadence from starting

    error[snapshot]: the snapshot is corrupt
     --> old.json:25:7
      |
      = help: take the snapshot again; it must not be edited
    ");
    let deep = "[".repeat(100_000);
    assert_snapshot!(read(&deep).unwrap_err(), @"
    1 problem keeps cadence from starting

    error[snapshot]: not a snapshot: it has no format number
     --> old.json:1:1
      |
      = help: take the snapshot again; it must not be edited
    ");
}

#[test]
fn a_file_that_cannot_be_read_is_said() {
    let said = |deploy: Deploy, limit: u64, path: &str| {
        let loader = deploy.loader().size_limit(limit);
        let read = loader.read_snapshot(Path::new("config").join(path));
        read.map(|_| ()).unwrap_err().to_text()
    };
    let deploy = || Deploy::of("production").file("old.json", &taken());
    let snapshot = deploy().loader().read_snapshot("config/old.json").unwrap();
    assert_eq!(snapshot.to_json(), taken());
    assert_snapshot!(said(deploy(), 1 << 20, "older.json"), @r"
    1 problem keeps cadence from starting

    error[file-missing]: the file config/older.json does not exist
     --> config/older.json
      |
      = help: take it first, with `config snapshot`
    ");
    assert_snapshot!(said(deploy(), 100, "old.json"), @"
    1 problem keeps cadence from starting

    error[file-too-large]: the file config/old.json is too large: 14734 bytes, but the limit is 6400
     --> config/old.json
      |
      = help: name a file written by `config snapshot`
      = help: in the program, `Loader::size_limit` raises the limit, which is 64 times as high for snapshots
    ");
}
