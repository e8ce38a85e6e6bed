//! Layers: which wins, what mixes, and what is hidden.

#![allow(dead_code)]

use std::collections::BTreeMap;

use figment::providers::Serialized;
use figment::value::{Dict, Map};
use figment::{Metadata, Profile, Provider};
use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, LayerKind, Loaded, Loader, Report};

#[derive(Debug, Config)]
struct Settings {
    #[config(default = "the default")]
    from: String,
    #[config(default = 1)]
    number: u16,
    #[config(default = "a")]
    list: Vec<String>,
    #[config(default)]
    table: BTreeMap<String, u8>,
    #[config(nested)]
    server: Server,
    #[config(nested)]
    upstreams: Vec<Server>,
    #[config(nested)]
    regions: BTreeMap<String, Server>,
}

#[derive(Debug, Config, PartialEq)]
struct Server {
    #[config(default = "localhost")]
    host: String,
    #[config(default = 80)]
    port: u16,
}

fn world(environment: &str) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", environment)
        .file("config/test.toml", "")
        .file("config/production.toml", "")
}

fn loader() -> Loader {
    Loader::new("CADENCE")
}

fn load(host: Memory) -> Result<Loaded<Settings>, Report> {
    loader().system(host).load()
}

#[track_caller]
fn accepted(host: Memory) -> Loaded<Settings> {
    load(host).unwrap()
}

#[test]
fn each_layer_wins_over_those_below() {
    let from = |name: &str| format!("from = \"{name}\"");
    let mut loader = loader().deployment("ci-7", Environment::Test);
    let mut host = Memory::new()
        .variable("CADENCE_ENV", "ci-7")
        .file("config/test.toml", "");
    let told = |loader: &Loader, host: &Memory| {
        let settings = loader.clone().system(host.clone()).load::<Settings>();
        let settings = settings.unwrap();
        let origin = settings.origin("from").unwrap();
        let hidden = settings.resolution().rows()[0].overridden().len();
        format!("{} ({origin}), hides {hidden}", settings.from)
    };
    let mut all = vec![told(&loader, &host)];
    for (kind, path) in [
        (LayerKind::DefaultFile, "config/default.toml"),
        (LayerKind::EnvironmentFile, "config/test.toml"),
        (LayerKind::DeploymentFile, "config/ci-7.toml"),
        (LayerKind::LocalFile, "config/local.toml"),
    ] {
        host = host.file(path, from(path));
        all.push(told(&loader, &host));
        loader = loader.provider(
            kind,
            Named(Serialized::default("from", format!("above {path}"))),
        );
        all.push(told(&loader, &host));
    }
    host = host.variable("CADENCE_FROM", "a variable");
    all.push(told(&loader, &host));
    loader = loader.provider(
        LayerKind::Variables,
        Named(Serialized::default("from", "above variables")),
    );
    all.push(told(&loader, &host));
    loader = loader.set("from", "an override");
    all.push(told(&loader, &host));
    loader = loader.set("from", "a later override");
    all.push(told(&loader, &host));
    loader = loader.provider(
        LayerKind::Overrides,
        Named(Serialized::default("from", "above overrides")),
    );
    all.push(told(&loader, &host));
    assert_snapshot!(all.join("\n"), @r#"
    the default (default), hides 0
    config/default.toml (config/default.toml:1:8), hides 0
    above config/default.toml (provider consul), hides 1
    config/test.toml (config/test.toml:1:8), hides 2
    above config/test.toml (provider consul), hides 3
    config/ci-7.toml (config/ci-7.toml:1:8), hides 4
    above config/ci-7.toml (provider consul), hides 5
    config/local.toml (config/local.toml:1:8), hides 6
    above config/local.toml (provider consul), hides 7
    a variable (variable CADENCE_FROM), hides 8
    above variables (provider consul), hides 9
    an override (override of from), hides 10
    a later override (override of from), hides 10
    above overrides (provider consul), hides 11
    "#);
}

#[test]
fn the_local_file_is_for_development_and_test_only() {
    for (environment, from, notes) in [("test", "local", 0), ("production", "the default", 1)] {
        let host = world(environment).file("config/local.toml", "from = \"local\"");
        let settings = accepted(host);
        assert_eq!(settings.from, from);
        assert_eq!(settings.warnings().problems().len(), notes);
    }
    let host = world("production").file("config/local.toml", "this is not even TOML");
    assert_snapshot!(accepted(host).warnings(), @r#"
    note[file-ignored]: config/local.toml is not read in production
     --> config/local.toml
      |
      = help: do not ship it; only development and test read it
    "#);
}

#[test]
fn tables_merge_by_key_and_lists_are_replaced_whole() {
    let host = world("test")
        .file(
            "config/default.toml",
            "list = [\"x\", \"y\", \"z\"]\ntable = { a = 1, b = 2 }\n\
             [server]\nhost = \"default\"\nport = 1\n\
             [[upstreams]]\nhost = \"u0\"\n[[upstreams]]\nhost = \"u1\"\n\
             [regions.eu]\nhost = \"eu\"\nport = 1\n[regions.us]\nhost = \"us\"\n",
        )
        .file(
            "config/test.toml",
            "list = [\"q\"]\ntable = { b = 3, c = 4 }\n\
             [server]\nport = 2\n\
             [[upstreams]]\nport = 9\n\
             [regions.eu]\nport = 2\n[regions.asia]\nport = 3\n",
        );
    let settings = accepted(host);
    assert_snapshot!(format!("{:#?}", *settings), @r#"
    Settings {
        from: "the default",
        number: 1,
        list: [
            "q",
        ],
        table: {
            "a": 1,
            "b": 3,
            "c": 4,
        },
        server: Server {
            host: "default",
            port: 2,
        },
        upstreams: [
            Server {
                host: "localhost",
                port: 9,
            },
        ],
        regions: {
            "asia": Server {
                host: "localhost",
                port: 3,
            },
            "eu": Server {
                host: "eu",
                port: 2,
            },
            "us": Server {
                host: "us",
                port: 80,
            },
        },
    }
    "#);
}

#[test]
fn an_empty_list_of_a_higher_layer_empties_the_list() {
    let host = world("test")
        .file(
            "config/default.toml",
            "list = [\"x\"]\nupstreams = [{ port = 1 }]\n",
        )
        .file("config/test.toml", "list = []\nupstreams = []\n");
    let settings = accepted(host);
    assert!(settings.list.is_empty() && settings.upstreams.is_empty());
}

#[test]
fn single_entries_from_above() {
    let host = world("test")
        .file(
            "config/default.toml",
            "list = [\"x\", \"y\"]\ntable = { a-b = 1 }\n[[upstreams]]\nhost = \"u0\"\n[regions.eu-west]\nhost = \"eu\"\n",
        )
        .variable("CADENCE_LIST__1", "v")
        .variable("CADENCE_TABLE__A_B", "2")
        .variable("CADENCE_UPSTREAMS__0__PORT", "1")
        .variable("CADENCE_UPSTREAMS__1__HOST", "u1")
        .variable("CADENCE_REGIONS__EU_WEST__PORT", "5");
    let settings = loader()
        .set("upstreams[1].port", "2")
        .set("list[0]", "o")
        .set("regions.us.host", "us")
        .system(host)
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.list, ["o", "v"]);
    assert_eq!(settings.table, BTreeMap::from([("a-b".to_owned(), 2)]));
    let server = |host: &str, port| Server {
        host: host.to_owned(),
        port,
    };
    assert_eq!(settings.upstreams, [server("u0", 1), server("u1", 2)]);
    assert_eq!(settings.regions["eu-west"], server("eu", 5));
    assert_eq!(settings.regions["us"], server("us", 80));
}

#[test]
fn single_entries_over_the_text_of_another_layer() {
    let host = world("test")
        .variable("CADENCE_LIST", "a,b")
        .variable("CADENCE_TABLE", "{ a = 1 }");
    let loader = loader().set("list[1]", "c").set("table.b", "2");
    let settings = loader.system(host).load::<Settings>().unwrap();
    assert_eq!(settings.list, ["a", "c"]);
    assert_eq!(
        settings.table,
        BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
    );
    let settings = self::loader()
        .set("list", "a,b")
        .set("list[0]", "c")
        .system(world("test"))
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.list, ["c", "b"]);
}

#[test]
fn what_is_hidden_and_wrong_is_told_with_what_hides_it() {
    let host = world("test")
        .file(
            "config/default.toml",
            "number = \"x\"\nlist = [5]\n[server]\nport = 70000\n",
        )
        .file("config/test.toml", "number = 2\nlist = []\n")
        .variable("CADENCE_SERVER_PORT", "1");
    assert_snapshot!(load(host).unwrap_err(), @r#"
    3 problems keep cadence from starting in test

    error[wrong-type]: `number` must be an integer from 0 to 65535
     --> config/default.toml:1:10
      |
    1 | number = "x"
      |          ^^^ found a string
      |
      = help: currently overridden by config/test.toml:1:10

    error[wrong-type]: `list[0]` must be a string
     --> config/default.toml:2:9
      |
    2 | list = [5
      |         ^ found an integer
      |
      = help: put it in quotes: `"5"`
      = help: currently overridden by config/test.toml:2:8

    error[out-of-range]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:4:8
      |
    4 | port = 70000
      |        ^^^^^ out of range
      |
      = help: currently overridden by variable CADENCE_SERVER_PORT
    "#);
}

#[test]
fn a_section_that_a_higher_layer_spoils() {
    let host = world("test")
        .file("config/default.toml", "[server]\nport = 1\n")
        .file("config/test.toml", "server = \"x\"\n");
    assert_snapshot!(load(host).unwrap_err(), @r#"
    1 problem keeps cadence from starting in test

    error[wrong-type]: `server` must be a section
     --> config/test.toml:1:10
      |
    1 | server = "x"
      |          ^^^ found a string
      |
      = help: write `[server]`, with its settings below
    "#);
}

#[test]
fn the_folder_is_what_a_variable_says() {
    let host = || {
        world("test")
            .file("etc/test.toml", "from = \"etc\"")
            .file("opt/test.toml", "from = \"opt\"")
    };
    let load = |loader: Loader, host: Memory| {
        loader
            .system(host)
            .load::<Settings>()
            .map(|settings| settings.into_inner().from)
    };
    let embedded = || loader().embed([("test.toml", "from = \"embedded\"")]);
    assert_eq!(load(loader().config_dir("etc"), host()).unwrap(), "etc");
    assert_eq!(
        load(
            loader().config_dir("etc"),
            host().variable("CADENCE_CONFIG_DIR", "opt")
        )
        .unwrap(),
        "opt"
    );
    assert_eq!(
        load(
            loader().config_dir("etc"),
            host().variable("CADENCE_CONFIG_DIR", "")
        )
        .unwrap(),
        "etc"
    );
    assert_eq!(load(embedded(), host()).unwrap(), "embedded");
    assert_eq!(
        load(embedded(), host().variable("CADENCE_CONFIG_DIR", "opt")).unwrap(),
        "opt"
    );
    let said = load(loader().config_dir("nowhere"), host()).unwrap_err();
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in test

    error[file-missing]: the config directory nowhere does not exist
     --> nowhere
      |
      = help: create it, or set CADENCE_CONFIG_DIR to the right directory
    ");
    let said = load(loader(), host().variable("CADENCE_CONFIG_DIR", "nowhere")).unwrap_err();
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in test

    error[file-missing]: the config directory nowhere does not exist
     --> variable CADENCE_CONFIG_DIR
      |
      = help: set CADENCE_CONFIG_DIR to a directory, or unset it
    ");
}

#[test]
fn without_a_folder_the_defaults_and_variables_are_all() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .variable("CADENCE_NUMBER", "2");
    let settings = accepted(host);
    assert_eq!(
        (settings.from.as_str(), settings.number),
        ("the default", 2)
    );
}

#[test]
fn the_file_of_the_environment_must_be_there() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/default.toml", "number = \"x\"\n");
    assert_snapshot!(load(host).unwrap_err(), @r#"
    2 problems keep cadence from starting in production

    error[wrong-type]: `number` must be an integer from 0 to 65535
     --> config/default.toml:1:10
      |
    1 | number = "x"
      |          ^^^ found a string

    error[file-missing]: the environment production has no file config/production.toml
     --> config/production.toml
      |
      = help: create it; every environment needs its own file (it may be empty)
    "#);
    let report = loader()
        .embed([("config/default.toml", "number = \"x\"\n")])
        .system(Memory::new().variable("CADENCE_ENV", "production"))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(report, @r#"
    2 problems keep cadence from starting in production

    error[wrong-type]: `number` must be an integer from 0 to 65535
     --> config/default.toml:1:10
      |
    1 | number = "x"
      |          ^^^ found a string

    error[file-missing]: the environment production has no embedded file production.toml
      |
      = help: embed it; every environment needs its own file (it may be empty)
    "#);
}

#[test]
fn overrides_that_name_nothing() {
    let report = loader()
        .set("server.prot", "1")
        .set("numbr", "1")
        .set("server..port", "1")
        .set("", "1")
        .set("number", "x")
        .system(world("test"))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(report, @"
    5 problems keep cadence from starting in test

    error[unknown-key]: there is no setting `server.prot`
     --> override of server.prot
      |
      | server.prot=…
      | ^^^^^^^^^^^ unknown key
      |
      = help: did you mean `server.port`?

    error[unknown-key]: there is no setting `numbr`
     --> override of numbr
      |
      | numbr=…
      | ^^^^^ unknown key
      |
      = help: did you mean `number`?

    error[unknown-key]: an override has a malformed key
     --> override of server..port
      |
      | server..port=…
      | ^^^^^^^^^^^^
      |
      = help: write the key as in a file, such as `server.port` or `upstreams[0].host`

    error[unknown-key]: an override has no key
     --> override of 
      |
      | =…
      | ^
      |
      = help: write the key as in a file, such as `server.port` or `upstreams[0].host`

    error[wrong-type]: `number` must be an integer from 0 to 65535
     --> override of number
      |
      | number=x
      |        ^ not an integer
    ");
}

/// A provider of one value, under a name that stays the same.
struct Named<P>(P);

impl<P: Provider> Provider for Named<P> {
    fn metadata(&self) -> Metadata {
        Metadata::named("consul")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        self.0.data()
    }
}

/// A provider with profiles, as figment's own have.
struct Profiles;

impl Provider for Profiles {
    fn metadata(&self) -> Metadata {
        Metadata::named("profiles")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut data = Serialized::default("from", "default profile").data()?;
        data.extend(Serialized::default("number", 7).profile("test").data()?);
        data.extend(
            Serialized::default("number", 8)
                .profile("production")
                .data()?,
        );
        data.extend(
            Serialized::default("server.port", 9)
                .profile("global")
                .data()?,
        );
        Ok(data)
    }
}

#[test]
fn a_figment_provider_is_a_layer_with_its_profiles() {
    for (environment, number) in [("test", 7), ("production", 8)] {
        let loader = loader().provider(LayerKind::DefaultFile, Profiles);
        let settings = loader
            .system(world(environment))
            .load::<Settings>()
            .unwrap();
        assert_eq!(settings.from, "default profile");
        assert_eq!((settings.number, settings.server.port), (number, 9));
        let origin = settings.origin("number").unwrap().to_string();
        assert_eq!(origin, "provider profiles");
    }
}

/// A provider that fails.
struct Broken;

impl Provider for Broken {
    fn metadata(&self) -> Metadata {
        Metadata::named("vault")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Err(figment::Error::from("no connection".to_owned()))
    }
}

#[test]
fn a_figment_provider_reports_its_mistakes_beside_all_others() {
    let report = loader()
        .provider(LayerKind::DefaultFile, Broken)
        .provider(
            LayerKind::Variables,
            Named(Serialized::default("number", "12")),
        )
        .provider(
            LayerKind::Variables,
            Named(Serialized::default("server.prot", 1)),
        )
        .provider(
            LayerKind::Variables,
            Named(Serialized::default("list", vec![1, 2])),
        )
        .system(world("test").file("config/default.toml", "form = 1\n"))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(report, @"
    6 problems keep cadence from starting in test

    error[unknown-key]: there is no setting `form`
     --> config/default.toml:1:1
      |
    1 | form = …
      | ^^^^ unknown key
      |
      = help: did you mean `from`?

    error[provider]: the provider vault failed: no connection
     --> provider vault

    error[wrong-type]: `number` must be an integer from 0 to 65535
     --> provider consul (found a string)
      |
      = help: remove the quotes: `12`

    error[unknown-key]: there is no setting `server.prot`
     --> provider consul (unknown key)
      |
      = help: did you mean `server.port`?

    error[wrong-type]: `list[0]` must be a string
     --> provider consul (found an integer)

    error[wrong-type]: `list[1]` must be a string
     --> provider consul (found an integer)
    ");
}
