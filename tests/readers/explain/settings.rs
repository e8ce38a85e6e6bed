//! Explanations and the dump of what is in force.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

use crate::settings::{Settings, production};

fn explained() -> rehearsal::explain::Explanation {
    production().load::<Settings>().unwrap().explain()
}

#[test]
fn every_setting_has_a_line() {
    assert_snapshot!(explained(), @"
    SETTING                            VALUE                                FROM                                    OVERRIDES
    name                               blue                                 variable METRONOME_NAME                 prod (config/production.toml:1:8), metro (config/default.toml:1:8)
    api_key                            [redacted]                           variable METRONOME_API_KEY
    port                               8080                                 default
    labels                             default of its type                  default
    server.listen                      127.0.0.1:8080                       default
    server.request_timeout             10s                                  config/default.toml:3:19
    server.log_level                   info                                 default
    server.log_to                      stdout                               default
    server.TLS                         yes                                  variable METRONOME_SERVER_TLS
    server.public_url                  https://u:[redacted]@metro.example/  config/default.toml:4:14
    database.url                       not set
    database.password                  not set
    database.search_path               not set
    database.weights                   not set
    upstreams[0].host                  a                                    config/production.toml:6:8
    upstreams[0].token                 [redacted]                           variable METRONOME_UPSTREAMS__0__TOKEN
    upstreams[0].retry.times           3                                    default
    regions.eu.weight                  2                                    config/production.toml:8:10
    regions.eu.mirrors[0].host         b                                    config/production.toml:10:8
    regions.eu.mirrors[0].token        not set
    regions.eu.mirrors[0].retry.times  1                                    config/production.toml:11:15
    storage.kind                       s3                                   config/production.toml:3:8              disk (config/default.toml:6:8)
    storage.path                       beats                                config/production.toml:4:8
    storage.access_key                 [redacted]                           variable METRONOME_STORAGE_ACCESS_KEY
    storage.retry.times                3                                    default
    ");
}

#[test]
fn one_setting_is_explained_whole() {
    let of = |key: &str| explained().key(key).unwrap().to_string();
    assert_snapshot!(of("name"), @r#"
    name = blue
      from       variable METRONOME_NAME
      overrides  prod (config/production.toml:1:8)
      overrides  metro (config/default.toml:1:8)
      default    metro "one"
      type       text
      variable   METRONOME_NAME
      parity     different in every environment
      about      Name of the instance | as logs show it.
    "#);
    assert_snapshot!(of("api_key"), @"
    api_key = [redacted]
      from      variable METRONOME_API_KEY
      type      text, required, secret
      variable  METRONOME_API_KEY, MAIL_KEY
      allowed   weak_secret (short, to be searched for)
      parity    different in every environment
      about     Key of the mail provider.
    ");
    assert_snapshot!(of("upstreams"), @"
    upstreams[0].host = a
      from      config/production.toml:6:8
      type      text, required
      variable  METRONOME_UPSTREAMS__0__HOST
      parity    the same in all environments

    upstreams[0].token = [redacted]
      from      variable METRONOME_UPSTREAMS__0__TOKEN
      type      text, secret
      variable  METRONOME_UPSTREAMS__0__TOKEN
      allowed   weak_secret (short, to be searched for)
      parity    different in every environment

    upstreams[0].retry.times = 3
      from      default
      default   3
      type      an integer from -128 to 127
      variable  METRONOME_UPSTREAMS__0__RETRY_TIMES
      parity    the same in all environments
    ");
    assert_snapshot!(of("database.url"), @r"
    database.url = not set
      default   postgres://app:[redacted]@localhost/app
      type      a URL
      variable  METRONOME_DATABASE_URL
      allowed   weak_secret (short, to be searched for), internal_host (a test)
      parity    of the same kind in all environments
    ");
    assert!(explained().key("nam").is_none());
}

#[test]
fn a_table_fits_its_width() {
    let table = explained().to_table(70);
    assert!(table.lines().all(|line| line.chars().count() <= 70));
    assert_snapshot!(table, @"
    name  blue
      from       variable METRONOME_NAME
      overrides  prod (config/production.toml:1:8), metro
                 (config/default.toml:1:8)
    api_key  [redacted]
      from       variable METRONOME_API_KEY
    port  8080
      from       default
    labels  default of its type
      from       default
    server.listen  127.0.0.1:8080
      from       default
    server.request_timeout  10s
      from       config/default.toml:3:19
    server.log_level  info
      from       default
    server.log_to  stdout
      from       default
    server.TLS  yes
      from       variable METRONOME_SERVER_TLS
    server.public_url  https://u:[redacted]@metro.example/
      from       config/default.toml:4:14
    database.url  not set
    database.password  not set
    database.search_path  not set
    database.weights  not set
    upstreams[0].host  a
      from       config/production.toml:6:8
    upstreams[0].token  [redacted]
      from       variable METRONOME_UPSTREAMS__0__TOKEN
    upstreams[0].retry.times  3
      from       default
    regions.eu.weight  2
      from       config/production.toml:8:10
    regions.eu.mirrors[0].host  b
      from       config/production.toml:10:8
    regions.eu.mirrors[0].token  not set
    regions.eu.mirrors[0].retry.times  1
      from       config/production.toml:11:15
    storage.kind  s3
      from       config/production.toml:3:8
      overrides  disk (config/default.toml:6:8)
    storage.path  beats
      from       config/production.toml:4:8
    storage.access_key  [redacted]
      from       variable METRONOME_STORAGE_ACCESS_KEY
    storage.retry.times  3
      from       default
    ");
    assert_snapshot!(explained().key("server.request_timeout").unwrap().to_table(60), @"
    server.request_timeout = 10s
      from      config/default.toml:3:19
      default   30s
      type      a duration such as `30s`
      variable  METRONOME_SERVER_REQUEST_TIMEOUT
      aliases   timeout
      parity    the same in all environments
      about     Longest time one request may take.
    ");
}

#[test]
fn json_has_all_fields_always() {
    let json = explained().key("name").unwrap().to_json();
    assert_snapshot!(json, @r#"
    {
      "environment": "production",
      "program": "metronome",
      "settings": [
        {
          "aliases": [],
          "allowed": [],
          "at_start": [],
          "by_deploy": false,
          "conditions": [],
          "default": "metro \"one\"",
          "default_of_type": false,
          "deprecated": null,
          "deprecated_aliases": [],
          "deprecated_since": null,
          "docs": "Name of the instance | as logs show it.",
          "expects": null,
          "fallbacks": [],
          "field_variables": [],
          "key": "name",
          "live_prefixes": [],
          "merge": null,
          "merges": [],
          "origin": {
            "column": null,
            "line": null,
            "name": "METRONOME_NAME",
            "origin": "variable",
            "path": null
          },
          "overrides": [
            {
              "origin": {
                "column": 8,
                "line": 1,
                "name": null,
                "origin": "file",
                "path": "config/production.toml"
              },
              "value": "prod"
            },
            {
              "origin": {
                "column": 8,
                "line": 1,
                "name": null,
                "origin": "file",
                "path": "config/default.toml"
              },
              "value": "metro"
            }
          ],
          "parity": "different in every environment",
          "problems": [],
          "required": false,
          "rules": [],
          "secret": false,
          "shown": false,
          "test_prefixes": [],
          "type": "text",
          "unit": null,
          "unread": [],
          "value": "blue",
          "variables": [
            "METRONOME_NAME"
          ],
          "version_of": null,
          "waivers": [],
          "warned": []
        }
      ]
    }
    "#);
}

#[test]
fn what_is_in_force_is_shown_with_its_origins() {
    let resolution = production().load::<Settings>().unwrap().resolution();
    assert_snapshot!(resolution.to_toml(), @r#"
    name = "blue" # variable METRONOME_NAME
    api_key = "[redacted]" # variable METRONOME_API_KEY
    port = 8080 # default
    # labels is default of its type

    [server]
    listen = "127.0.0.1:8080" # default
    request_timeout = "10s" # config/default.toml:3:19
    log_level = "info" # default
    log_to = "stdout" # default
    TLS = true # variable METRONOME_SERVER_TLS
    public_url = "https://u:[redacted]@metro.example/" # config/default.toml:4:14

    [[upstreams]]
    host = "a" # config/production.toml:6:8
    token = "[redacted]" # variable METRONOME_UPSTREAMS__0__TOKEN

    [upstreams.retry]
    times = 3 # default

    [regions.eu]
    weight = 2 # config/production.toml:8:10

    [[regions.eu.mirrors]]
    host = "b" # config/production.toml:10:8
    # token is not set

    [regions.eu.mirrors.retry]
    times = 1 # config/production.toml:11:15

    [storage]
    kind = "s3" # config/production.toml:3:8
    path = "beats" # config/production.toml:4:8
    access_key = "[redacted]" # variable METRONOME_STORAGE_ACCESS_KEY

    [storage.retry]
    times = 3 # default
    "#);
    assert_snapshot!(resolution.to_json(), @r#"
    {
      "api_key": "[redacted]",
      "labels": null,
      "name": "blue",
      "port": 8080,
      "regions": {
        "eu": {
          "mirrors": [
            {
              "host": "b",
              "retry": {
                "times": 1
              },
              "token": null
            }
          ],
          "weight": 2
        }
      },
      "server": {
        "TLS": true,
        "listen": "127.0.0.1:8080",
        "log_level": "info",
        "log_to": "stdout",
        "public_url": "https://u:[redacted]@metro.example/",
        "request_timeout": "10s"
      },
      "storage": {
        "access_key": "[redacted]",
        "kind": "s3",
        "path": "beats",
        "retry": {
          "times": 3
        }
      },
      "upstreams": [
        {
          "host": "a",
          "retry": {
            "times": 3
          },
          "token": "[redacted]"
        }
      ]
    }
    "#);
    let read: toml::Table = toml::from_str(&resolution.to_toml()).unwrap();
    assert_eq!(read["server"]["TLS"].as_bool(), Some(true));
}

#[test]
fn no_secret_is_in_any_of_it() {
    let loaded = production().load::<Settings>().unwrap();
    let explained = loaded.explain();
    for text in [
        format!("{explained:?}"),
        explained.to_string(),
        explained.to_json(),
        explained.to_table(200),
        loaded.resolution().to_toml(),
        loaded.resolution().to_json(),
        format!("{:?}", loaded.resolution()),
    ] {
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[test]
fn what_is_asked_and_what_is_allowed_are_told_with_their_limits() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(
            allow(plaintext = "a mesh encrypts it", in(Staging)),
            warn(internal_host = "until the cluster has moved")
        )]
        search: Option<url::Url>,
        #[config(path(dir, readable, writable), required_in = [Production])]
        spool: Option<String>,
        #[config(
            path(exists),
            required_in = [Production],
            warn(probe = "the volume comes later", required = "a trial", in(Staging, Production))
        )]
        cache: Option<String>,
    }
    let host = Memory::new().variable("CADENCE_ENV", "test");
    let loaded = Loader::new("CADENCE").system(host).load::<Settings>();
    let explained = loaded.unwrap().explain();
    let of = |key: &str| explained.key(key).unwrap().to_string();
    assert_snapshot!(of("search"), @"
    search = not set
      type      a URL
      variable  CADENCE_SEARCH
      allowed   plaintext in staging (a mesh encrypts it)
      warned    internal_host (until the cluster has moved)
      parity    of the same kind in all environments
    ");
    assert_snapshot!(of("spool"), @"
    spool = not set
      type      text
      variable  CADENCE_SPOOL
      rules     required in production
      at start  the path is a directory, readable, writable
      parity    the same in all environments
    ");
    assert_snapshot!(of("cache"), @"
    cache = not set
      type      text
      variable  CADENCE_CACHE
      rules     required in production
      at start  the path is a file or directory
      warned    probe in staging and production (the volume comes later), required in staging and production (a trial)
      parity    the same in all environments
    ");
}

#[test]
fn a_long_list_or_table_is_cut_before_it_is_drawn() {
    #[derive(Config)]
    struct Long {
        #[config(default)]
        #[expect(dead_code, reason = "only explained")]
        tags: Vec<String>,
        #[config(default)]
        #[expect(dead_code, reason = "only explained")]
        headers: std::collections::BTreeMap<String, Vec<u16>>,
    }
    let tags = "\"blue and yellow\", ".repeat(500);
    let headers: Vec<_> = (0..500).map(|at| format!("k{at:03} = [{at}]")).collect();
    let headers = headers.join("\n");
    let text = format!("tags = [{tags}]\n[headers]\n{headers}");
    let host = Memory::new()
        .variable("METRONOME_ENV", "test")
        .file("config/test.toml", text);
    let loader = Loader::new("METRONOME").system(host);
    let explained = loader.load::<Long>().unwrap().explain();
    assert_snapshot!(explained, @r#"
    SETTING  VALUE                                                                             FROM
    tags     ["blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", "blue and yellow", … and 488 more]  config/test.toml:1:8
    headers  { k000 = [0], k001 = [1], k002 = [2], k003 = [3], k004 = [4], k005 = [5], k006 = [6], k007 = [7], k008 = [8], k009 = [9], k010 = [10], k011 = [11], k012 = [12], k013 = [13], k014 = [14], k015 = [15], k016 = [16], k017 = [17], k018 = [18], k019 = [19], … and 480 more }  config/test.toml:2:1
    "#);
    let table = explained.to_table(80);
    assert!(table.lines().count() < 20, "{table}");
    assert!(table.contains("480 more"), "{table}");
}

#[test]
fn a_value_is_written_in_one_way_whatever_source_has_it() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Texts {
        #[config(default = "info")]
        level: String,
        #[config(default = "info")]
        of_variable: String,
        #[config(default = "info")]
        of_file: String,
        digits: String,
        word: String,
        spaced: String,
        #[config(default = "")]
        empty: String,
        lines: String,
        in_quotes: String,
        #[config(default = 80)]
        port: u16,
        list: Vec<String>,
        names: std::collections::BTreeMap<String, String>,
        none: std::collections::BTreeMap<String, String>,
    }
    let file = "of_file = 'warn'\ndigits = '8080'\nword = 'true'\nspaced = ' a '\n\
                lines = \"a\\nb\"\nin_quotes = '\"a\"'\nlist = ['x\\', '8']\n\
                names = { '' = 'a', 'a.b' = 'c', d = 'e f' }\nnone = {}\n";
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_OF_VARIABLE", "debug")
        .variable("CADENCE_PORT", "81")
        .file("config/default.toml", file)
        .file("config/test.toml", "");
    let settings = Loader::new("CADENCE").system(host).load::<Texts>().unwrap();
    assert_snapshot!(settings.explain(), @r#"
    SETTING      VALUE                                 FROM
    level        info                                  default
    of_variable  debug                                 variable CADENCE_OF_VARIABLE
    of_file      warn                                  config/default.toml:1:11
    digits       "8080"                                config/default.toml:2:10
    word         "true"                                config/default.toml:3:8
    spaced       " a "                                 config/default.toml:4:10
    empty        ""                                    default
    lines        "a\nb"                                config/default.toml:5:9
    in_quotes    "\"a\""                               config/default.toml:6:13
    port         81                                    variable CADENCE_PORT
    list         ["x\\", "8"]                          config/default.toml:7:8
    names        { "" = "a", "a.b" = "c", d = "e f" }  config/default.toml:8:9
    none         {}                                    config/default.toml:9:8
    "#);
}

#[test]
fn an_option_that_an_empty_text_leaves_out_is_not_set() {
    #[derive(Debug, Config)]
    struct Options {
        name: Option<String>,
        #[config(secret)]
        token: Option<String>,
        path: Option<std::path::PathBuf>,
    }
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_NAME", "")
        .variable("CADENCE_TOKEN", "")
        .file("config/test.toml", "path = 'a'")
        .variable("CADENCE_PATH", "");
    let settings = Loader::new("CADENCE").system(host).load::<Options>();
    let settings = settings.unwrap();
    assert!(settings.name.is_none() && settings.token.is_none() && settings.path.is_none());
    assert_snapshot!(settings.explain(), @"
    SETTING  VALUE    FROM                    OVERRIDES
    name     not set  variable CADENCE_NAME
    token    not set  variable CADENCE_TOKEN
    path     not set  variable CADENCE_PATH   a (config/test.toml:1:8)
    ");
    assert_snapshot!(settings.resolution().to_toml(), @"
    # name is nothing, by variable CADENCE_NAME
    # token is nothing, by variable CADENCE_TOKEN
    # path is nothing, by variable CADENCE_PATH
    ");
}
