//! Sections, lists and maps of them, and variants: the place of what is wrong inside.

use insta::assert_snapshot;

use super::{Storage, accepted, load, refused, world};

#[test]
fn values_where_sections_should_be() {
    let said = refused(
        "server = 5\nupstreams = { host = \"a\" }\nregions = [1]\nlog = []\nstorage = \"s3\"\n",
    );
    assert_snapshot!(said, @r#"
    5 problems keep cadence from starting in production

    error[wrong-type]: `server` must be a section
     --> config/default.toml:1:10
      |
    1 | server = 5
      |          ^ found an integer
      |
      = help: write `[server]`, with its settings below

    error[wrong-type]: `upstreams` must be a list of sections
     --> config/default.toml:2:13
      |
    2 | upstreams = { host = "a" }
      |             ^^^^^^^^^^^^^^ found a table
      |
      = help: write one `[[upstreams]]` per element

    error[wrong-type]: `regions` must be a map of sections
     --> config/default.toml:3:11
      |
    3 | regions = [1]
      |           ^^^ found a list
      |
      = help: write one `[regions.name]` per entry

    error[wrong-type]: `log` must be a section
     --> config/default.toml:4:7
      |
    4 | log = []
      |       ^^ found a list
      |
      = help: write `[log]`, with its settings below

    error[missing]: `storage.bucket` is not set, and has no default
     --> config/default.toml:5:11
      |
    5 | storage = "s3"
      |           ^^^^ enables `storage`
      |
      = help: set the variable CADENCE_STORAGE_BUCKET, or `storage.bucket` in config/production.toml
      = help: or unset all of `storage` to disable it

    5 problems keep cadence from starting in production
    "#);
}

#[test]
fn the_header_of_an_element_is_written_without_its_number() {
    let report = load(world("upstreams = [1]\n")).unwrap_err();
    let problem = &report.problems()[0];
    assert_eq!(problem.key().unwrap().as_str(), "upstreams[0]");
    assert_eq!(
        problem.help(),
        ["write `[[upstreams]]`, with its settings below"]
    );
}

#[test]
fn values_of_entries_are_located() {
    let said = refused(
        r#"
[[upstreams]]
host = "a"
[[upstreams]]
host = "b"
port = 1
[[upstreams]]
host = 5
port = 70000
[regions.eu]
url = "https://eu"
[regions."us.east"]
url = "us"
weight = -1
[labels]
a = 1
b = "x"
c = 999
"#,
    );
    assert_snapshot!(said, @r#"
    6 problems keep cadence from starting in production

    error[wrong-type]: `upstreams[2].host` must be a string
     --> config/default.toml:8:8
      |
    8 | host = 5
      |        ^ found an integer
      |
      = help: put it in quotes: `"5"`

    error[out-of-range]: `upstreams[2].port` must be an integer from 0 to 65535
     --> config/default.toml:9:8
      |
    9 | port = 70000
      |        ^^^^^ out of range

    error[invalid-value]: `regions."us.east".url` is not valid
      --> config/default.toml:13:7
       |
    13 | url = "us"
       |       ^^^^ not a URL: relative URL without a base
       |
       = help: write a full URL, such as `https://example.org/path`

    error[out-of-range]: `regions."us.east".weight` must be an integer from 0 to 255
      --> config/default.toml:14:10
       |
    14 | weight = -1
       |          ^^ out of range

    error[wrong-type]: `labels.b` must be an integer from 0 to 255
      --> config/default.toml:17:5
       |
    17 | b = "x"
       |     ^^^ found a string

    error[out-of-range]: `labels.c` must be an integer from 0 to 255
      --> config/default.toml:18:5
       |
    18 | c = 999
       |     ^^^ out of range

    6 problems keep cadence from starting in production
    "#);
}

#[test]
fn what_serde_reads_as_one_value_reports_all_its_mistakes() {
    let said = refused(
        r#"
windows = [{ from = 1, to = 2 }, { from = "x", to = 300, days = ["mon", "fri", 5], zone = 5, zoen = "x" }]

[window]
from = 5
untill = 6
"#,
    );
    assert_snapshot!(said, @r#"
    8 problems keep cadence from starting in production

    error[wrong-type]: `windows[1].from` must be an integer from 0 to 255
     --> config/default.toml:2:43
      |
    2 | windows = … "x"
      |             ^^^ found a string

    error[out-of-range]: `windows[1].to` must be an integer from 0 to 255
     --> config/default.toml:2:53
      |
    2 | windows = … 300
      |             ^^^ out of range

    error[unknown-variant]: `windows[1].days[1]` must be one of `mon`, `tue`
     --> config/default.toml:2:73
      |
    2 | windows = … "fri"
      |             ^^^^^ unknown variant

    error[wrong-type]: `windows[1].days[2]` must be a string
     --> config/default.toml:2:80
      |
    2 | windows = … 5
      |             ^ found an integer
      |
      = help: put it in quotes: `"5"`

    error[wrong-type]: `windows[1].zone` must be a string
     --> config/default.toml:2:91
      |
    2 | windows = … 5
      |             ^ found an integer
      |
      = help: put it in quotes: `"5"`

    error[unknown-key]: there is no setting `windows[1].zoen`
     --> config/default.toml:2:94
      |
    2 | windows = … zoen = …
      |             ^^^^ unknown key
      |
      = help: did you mean `zone`?

    error[missing]: `window.to` is not set, and has no default
     --> config/default.toml:4:1
      |
    4 | [window]
      | ^^^^^^^^ `to` is missing here
      |
      = help: add `to` to `window`

    error[unknown-key]: there is no setting `window.untill`
     --> config/default.toml:6:1
      |
    6 | untill = …
      | ^^^^^^ unknown key
      |
      = help: remove it

    8 problems keep cadence from starting in production
    "#);
}

#[test]
fn a_section_chosen_by_a_tag() {
    assert!(matches!(
        accepted("[storage]\nkind = \"s3\"\nbucket = \"a\"\n").storage,
        Some(Storage::S3 { .. })
    ));
    assert_snapshot!(refused("[storage]\nkind = \"s4\"\nbucket = \"a\"\n"), @r#"
    1 problem keeps cadence from starting in production

    error[unknown-variant]: `storage.kind` must be one of `local`, `s3`
     --> config/default.toml:2:8
      |
    2 | kind = "s4"
      |        ^^^^ unknown variant
      |
      = help: did you mean `s3`?
    "#);
    assert_snapshot!(refused("[storage]\nbucket = \"a\"\n"), @"
    1 problem keeps cadence from starting in production

    error[missing]: `storage.kind` is not set, and has no default
     --> config/default.toml:2:1
      |
    2 | bucket = …
      | ^^^^^^ enables `storage`
      |
      = help: about: Which variant this is: `local` or `s3`.
      = help: set the variable CADENCE_STORAGE_KIND, or `storage.kind` in config/production.toml
      = help: or unset all of `storage` to disable it
    ");
    assert_snapshot!(refused("[storage]\nkind = \"s3\"\npath = \"/a\"\nbukcet = 1\n"), @r#"
    1 problem keeps cadence from starting in production (1 warning)

    error[unknown-key]: there is no setting `storage.bukcet`
     --> config/default.toml:4:1
      |
    4 | bukcet = …
      | ^^^^^^ unknown key
      |
      = help: did you mean `storage.bucket`?

    warning[misplaced-key]: `storage.path` belongs to the variant `local`, but `s3` is chosen
     --> config/default.toml:3:1
      |
    3 | path = …
      | ^^^^ only for `local`
      |
     --> config/default.toml:2:8
      |
    2 | kind = "s3"
      |        ---- chosen here
      |
      = help: remove it, or choose the other variant
    "#);
    assert_snapshot!(refused("[storage]\nkind = 5\n"), @r#"
    1 problem keeps cadence from starting in production

    error[wrong-type]: `storage.kind` must be a string
     --> config/default.toml:2:8
      |
    2 | kind = 5
      |        ^ found an integer
      |
      = help: put it in quotes: `"5"`
    "#);
}

#[test]
fn a_higher_layer_switches_the_variant() {
    let host = world("[storage]\nkind = \"local\"\npath = \"/a\"\n").file(
        "config/production.toml",
        "[storage]\nkind = \"s3\"\nbucket = \"b\"\n",
    );
    let settings = load(host).unwrap();
    let Some(Storage::S3 { bucket, region }) = &settings.storage else {
        panic!("{:?}", settings.storage)
    };
    assert_eq!((bucket.as_str(), region.as_str()), ("b", "eu"));
    let host = world("[storage]\nkind = \"local\"\npath = \"/a\"\n").file(
        "config/production.toml",
        "[storage]\nkind = \"s3\"\npath = \"/b\"\n",
    );
    let said = load(host).unwrap_err().to_string();
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production (1 warning)

    error[missing]: `storage.bucket` is not set, and has no default
     --> config/production.toml:2:1
      |
    2 | kind = …
      | ^^^^ enables `storage`
      |
      = help: set the variable CADENCE_STORAGE_BUCKET, or `storage.bucket` in config/production.toml
      = help: or unset all of `storage` to disable it

    warning[misplaced-key]: `storage.path` belongs to the variant `local`, but `s3` is chosen
     --> config/production.toml:3:1
      |
    3 | path = …
      | ^^^^ only for `local`
      |
     --> config/production.toml:2:8
      |
    2 | kind = "s3"
      |        ---- chosen here
      |
      = help: remove it, or choose the other variant
    "#);
}
