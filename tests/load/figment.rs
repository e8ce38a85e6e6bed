//! What was resolved can be handed to a framework that takes a `Figment`.

use std::collections::BTreeMap;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Config)]
struct Settings {
    #[config(default = 8080, alias = "listen_port")]
    port: u16,
    #[config(default = "0.5")]
    ratio: f64,
    name: String,
    #[config(default = "a, b")]
    tags: Vec<String>,
    limits: BTreeMap<String, u32>,
    quota: Option<u8>,
    #[config(nested)]
    upstreams: Vec<Upstream>,
}

#[derive(Config)]
struct Upstream {
    host: String,
    #[config(default = false)]
    verify: bool,
}

fn loader() -> Loader {
    let files = "listen_port = 80\n\
                 name = \"metronome\"\n\
                 limits = { eu = 1, us = 2 }\n\
                 [[upstreams]]\nhost = \"a\"\n[[upstreams]]\nhost = \"b\"\n";
    let host = Memory::new()
        .file("config/default.toml", files)
        .file("config/test.toml", "")
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_LIMITS__EU", "7")
        .variable("CADENCE_QUOTA", "3")
        .variable("CADENCE_UPSTREAMS__1__VERIFY", "true");
    Loader::new("CADENCE").system(host)
}

#[test]
fn a_figment_has_the_values_that_the_settings_have() {
    let settings = loader().load::<Settings>().unwrap();
    let figment = settings.figment();
    let get = |key: &str| figment.find_value(key).unwrap();
    assert_eq!(get("port").to_i128(), Some(i128::from(settings.port)));
    assert_eq!(get("ratio").to_f64(), Some(settings.ratio));
    assert_eq!(get("name").as_str(), Some(&*settings.name));
    assert_eq!(get("quota").to_i128(), settings.quota.map(i128::from));
    let tags: Vec<String> = figment.extract_inner("tags").unwrap();
    assert_eq!(tags, settings.tags);
    let limits: BTreeMap<String, u32> = figment.extract_inner("limits").unwrap();
    assert_eq!(limits, settings.limits);
    assert_eq!(limits["eu"], 7);
    let first = get("upstreams")
        .into_array()
        .unwrap()
        .remove(0)
        .into_dict()
        .unwrap();
    assert_eq!(first["verify"].to_bool(), Some(false));
    let second = get("upstreams")
        .into_array()
        .unwrap()
        .remove(1)
        .into_dict()
        .unwrap();
    assert_eq!(second["host"].as_str(), Some(&*settings.upstreams[1].host));
    assert_eq!(
        second["verify"].to_bool(),
        Some(settings.upstreams[1].verify)
    );
}

#[test]
fn an_error_of_the_framework_can_name_the_file() {
    let figment = loader().load::<Settings>().unwrap().figment();
    let metadata = figment.find_metadata("name").unwrap();
    let source = metadata.source.as_ref().unwrap();
    assert_eq!(
        source.file_path(),
        Some(std::path::Path::new("config/default.toml"))
    );
}
