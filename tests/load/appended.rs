//! Lists to which each layer appends, and settings that a file unsets.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loaded, Loader, Report};

#[derive(Debug, Config)]
struct Settings {
    /// Hosts that may call, wherever it runs.
    #[config(merge = append, default = ["z.shop.net"])]
    hosts: Vec<String>,
    #[config(merge = append)]
    ports: Option<Vec<u16>>,
    #[config(default)]
    tags: Vec<String>,
    proxy: Option<String>,
    #[config(default = 1)]
    retries: u8,
    #[config(nested)]
    mail: Option<Mail>,
}

#[derive(Debug, Config)]
struct Mail {
    relay: String,
    from: Option<String>,
}

fn system(default: &str, staging: &str) -> Memory {
    Memory::new()
        .file("config/default.toml", default)
        .file("config/staging.toml", staging)
}

fn loader(system: Memory) -> Loader {
    Loader::new("CADENCE")
        .environment(Environment::Staging)
        .system(system)
}

fn load(loader: &Loader) -> Result<Loaded<Settings>, Report> {
    loader.load()
}

#[track_caller]
fn accepted(system: Memory) -> Loaded<Settings> {
    let loaded = load(&loader(system)).unwrap();
    assert!(
        loaded.warnings().problems().is_empty(),
        "{}",
        loaded.warnings()
    );
    loaded
}

#[track_caller]
fn refused(staging: &str) -> Report {
    load(&loader(system(DEFAULT, staging))).unwrap_err()
}

const DEFAULT: &str = "hosts = [\"a\", \"b\"]\nports = [1]\ntags = [\"x\"]\nproxy = \"p\"\n\
                       [mail]\nrelay = \"r\"\nfrom = \"f\"\n";

#[test]
fn each_layer_appends_to_a_list_that_says_so_and_replaces_another() {
    let system = system(DEFAULT, "hosts = [\"c\"]\nports = [2, 3]\ntags = [\"y\"]")
        .variable("CADENCE_HOSTS", "d, e");
    let loader = loader(system).set_args(["hosts=[\"f\"]", "ports=4"]);
    let settings = load(&loader).unwrap();
    assert_eq!(settings.hosts, ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(settings.ports, Some(vec![1, 2, 3, 4]));
    assert_eq!(settings.tags, ["y"]);
    assert_eq!(settings.retries, 1);
    assert_snapshot!(settings.explain(), @r#"
    SETTING     VALUE                       FROM                     OVERRIDES
    hosts       ["a", "b", "c", d, e, "f"]  --set hosts
    ports       [1, 2, 3, 4]                --set ports
    tags        ["y"]                       config/staging.toml:3:8  ["x"] (config/default.toml:3:8)
    proxy       p                           config/default.toml:4:9
    retries     1                           default
    mail.relay  r                           config/default.toml:6:9
    mail.from   f                           config/default.toml:7:8
    "#);
    assert_snapshot!(settings.resolution().to_toml(), @r#"
    hosts = ["a", "b", "c", "d", "e", "f"] # --set hosts
    ports = [1, 2, 3, 4] # --set ports
    tags = ["y"] # config/staging.toml:3:8
    proxy = "p" # config/default.toml:4:9
    retries = 1 # default

    [mail]
    relay = "r" # config/default.toml:6:9
    from = "f" # config/default.toml:7:8
    "#);
}

#[test]
fn the_default_of_the_type_is_no_layer() {
    assert_eq!(accepted(system("", "")).hosts, ["z.shop.net"]);
    assert_eq!(accepted(system("hosts = [\"a\"]", "")).hosts, ["a"]);
    assert_eq!(accepted(system("", "")).ports, None);
}

#[test]
fn single_elements_are_numbered_as_those_of_the_whole_list() {
    let system = system(DEFAULT, "hosts = [\"c\"]").variable("CADENCE_HOSTS__0", "z");
    assert_eq!(accepted(system).hosts, ["z", "b", "c"]);
}

#[test]
fn a_mistake_in_an_appended_list_is_told_where_it_is() {
    assert_snapshot!(refused("ports = [2, \"x\"]"), @r#"
    1 problem keeps cadence from starting in staging

    error[wrong-type]: `ports[2]` must be an integer from 0 to 65535
     --> config/staging.toml:1:13
      |
    1 | ports = … "x"
      |           ^^^ found a string
    "#);
    assert_snapshot!(refused("hosts = \"c\""), @r#"
    1 problem keeps cadence from starting in staging

    error[wrong-type]: `hosts` must be a list
     --> config/staging.toml:1:9
      |
    1 | hosts = "c"
      |         ^^^ found a string
    "#);
}

#[test]
fn a_file_unsets_what_lower_layers_set() {
    let settings = accepted(system(
        DEFAULT,
        "unset = [\"proxy\", \"mail.from\", \"ports\"]",
    ));
    assert_eq!((&settings.proxy, &settings.ports), (&None, &None));
    let mail = settings.mail.as_ref().unwrap();
    assert_eq!((&*mail.relay, &mail.from), ("r", &None));
    assert_snapshot!(settings.explain(), @r#"
    SETTING     VALUE       FROM                      OVERRIDES
    hosts       ["a", "b"]  config/default.toml:1:9
    ports       not set     config/staging.toml:1:32  [1] (config/default.toml:2:9)
    tags        ["x"]       config/default.toml:3:8
    proxy       not set     config/staging.toml:1:10  p (config/default.toml:4:9)
    retries     1           default
    mail.relay  r           config/default.toml:6:9
    mail.from   not set     config/staging.toml:1:19  f (config/default.toml:7:8)
    "#);
}

#[test]
fn a_section_that_is_unset_is_not_there_until_a_higher_layer_sets_it_anew() {
    let unset = || system(DEFAULT, "unset = [\"mail\"]");
    assert!(accepted(unset()).mail.is_none());
    let settings = accepted(unset().variable("CADENCE_MAIL_RELAY", "other"));
    let mail = settings.mail.as_ref().unwrap();
    assert_eq!((&*mail.relay, &mail.from), ("other", &None));
}

#[test]
fn an_appended_list_begins_anew_where_it_is_unset() {
    let staging = "unset = [\"hosts\"]\nhosts = [\"c\"]";
    let system = system(DEFAULT, staging).variable("CADENCE_HOSTS", "d");
    assert_eq!(accepted(system).hosts, ["c", "d"]);
}

#[test]
fn what_cannot_be_unset_is_refused() {
    assert_snapshot!(refused("unset = [\"retries\", \"prxy\", \"a b\", 5, \"hosts[0]\"]"), @r#"
    5 problems keep cadence from starting in staging

    error[wrong-type]: `retries` cannot be unset: it is not optional
     --> config/staging.toml:1:10
      |
    1 | unset = ["retries"
      |          ^^^^^^^^^
      |
      = help: set it to another value; `[]` and `{}` empty a list and a table

    error[unknown-key]: there is no setting `prxy` to unset
     --> config/staging.toml:1:21
      |
    1 | unset = … "prxy"
      |           ^^^^^^ unknown key
      |
      = help: did you mean `proxy`?

    error[invalid-value]: `a b` is not the key of a setting
     --> config/staging.toml:1:29
      |
    1 | unset = … "a b"
      |           ^^^^^
      |
      = help: write names separated by dots, such as `section.key`

    error[wrong-type]: `unset` must be a list of keys
     --> config/staging.toml:1:36
      |
      = help: write `unset = ["section.key"]`

    error[invalid-value]: `hosts[0]` is not the key of a setting
     --> config/staging.toml:1:39
      |
    1 | unset = … "hosts[0]"
      |           ^^^^^^^^^^
      |
      = help: write names separated by dots, such as `section.key`
    "#);
    assert_snapshot!(refused("unset = \"proxy\""), @r#"
    1 problem keeps cadence from starting in staging

    error[wrong-type]: `unset` must be a list of keys
     --> config/staging.toml:1:9
      |
      = help: write `unset = ["section.key"]`
    "#);
    assert_snapshot!(refused("unset = [\"proxy\"]\nproxy = \"q\""), @r#"
    1 problem keeps cadence from starting in staging

    error[conflict]: `proxy` is both set and unset
     --> config/staging.toml:1:10
      |
    1 | unset = ["proxy"
      |          ^^^^^^^ unset here
      |
     --> config/staging.toml:2:9
      |
    2 | proxy = [redacted]
      |         ---------- set here
      |
      = help: remove one of them
    "#);
}

#[cfg(feature = "yaml")]
#[test]
fn a_file_of_another_format_unsets_as_well() {
    let system = Memory::new()
        .file("config/default.toml", DEFAULT)
        .file("config/staging.yaml", "unset: [proxy]\n");
    assert_eq!(accepted(system).proxy, None);
}

#[test]
fn a_setting_may_be_called_as_what_unsets() {
    #[derive(Debug, Config)]
    struct Own {
        unset: Vec<String>,
    }
    let settings = loader(system("", "unset = [\"proxy\"]")).load::<Own>();
    assert_eq!(settings.unwrap().unset, ["proxy"]);
}

#[derive(Debug, Config)]
struct Proxy {
    #[config(nested, merge = append)]
    upstreams: Vec<Upstream>,
}

#[derive(Debug, Config)]
struct Upstream {
    host: String,
    #[config(default = 80)]
    port: u16,
}

fn proxy(staging: &str) -> Loader {
    let default = "[[upstreams]]\nhost = \"a\"\n[[upstreams]]\nhost = \"b\"\n";
    loader(system(default, staging))
}

#[test]
fn each_layer_appends_to_a_list_of_sections() {
    let loader = proxy("[[upstreams]]\nhost = \"c\"\nport = 81").set("upstreams[1].port", "82");
    let settings = loader.load::<Proxy>().unwrap();
    assert!(settings.warnings().problems().is_empty());
    let all = settings.upstreams.iter().map(|one| (&*one.host, one.port));
    assert_eq!(all.collect::<Vec<_>>(), [("a", 80), ("b", 82), ("c", 81)]);
    let origin = |key: &str| settings.origin(key).unwrap().to_string();
    assert_eq!(origin("upstreams[1].host"), "config/default.toml:4:8");
    assert_eq!(origin("upstreams[2].port"), "config/staging.toml:3:8");
}

#[test]
fn a_list_of_sections_begins_anew_where_it_is_unset() {
    let loader = proxy("unset = [\"upstreams\"]\n[[upstreams]]\nhost = \"c\"");
    assert_eq!(loader.load::<Proxy>().unwrap().upstreams[0].host, "c");
    let loader = proxy("unset = [\"upstreams\"]");
    assert!(loader.load::<Proxy>().unwrap().upstreams.is_empty());
}

#[test]
fn a_mistake_in_an_appended_section_is_told_where_it_is() {
    let report = proxy("[[upstreams]]\nprot = 81")
        .load::<Proxy>()
        .unwrap_err();
    assert_snapshot!(report, @"
    2 problems keep cadence from starting in staging

    error[unknown-key]: there is no setting `upstreams[0].prot`
     --> config/staging.toml:2:1
      |
    2 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `upstreams[0].port`?

    error[missing]: `upstreams[2].host` is not set, and has no default
     --> config/staging.toml:2:1
      |
    2 | prot = …
      | ^^^^ adds `upstreams[2]`
      |
      = help: set the variable CADENCE_UPSTREAMS__2__HOST, or `upstreams[2].host` in config/staging.toml
      = help: or remove `upstreams[2]`
    ");
}
