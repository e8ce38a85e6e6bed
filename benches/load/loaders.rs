//! Loaders of the small job, side by side.

use std::time::Duration;

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use rehearsal::Loader;
use rehearsal::system::{Memory, System};

use crate::by_hand;
use crate::small::{DEFAULT, OWN, Settings, Time, VARIABLES, check};

/// Loads the small job so many times.
pub(crate) type Run = fn(loads: usize);

/// This crate, in production and in development, where less is refused.
pub(crate) const OURS: [&str; 2] = ["rehearsal", "in development"];

/// All loaders, the measure of the others first.
pub(crate) const ALL: [(&str, Run); 4] = [
    ("by hand", by_hand),
    (OURS[0], in_production),
    (OURS[1], in_development),
    ("figment", figment),
];

/// The same, with many variables about that are not the program's.
pub(crate) const CROWDED: [(&str, Run); 2] = [
    ("of a host in memory", crowded),
    (OF_THE_PROCESS, of_the_process),
];

/// The work whose process has the variables.
pub(crate) const OF_THE_PROCESS: &str = "of the process";

/// Variables that are not the program's.
pub(crate) fn crowd() -> impl Iterator<Item = (String, &'static str)> {
    (0..10_000).map(|number| (format!("OTHER_{number}"), "value"))
}

fn host() -> Memory {
    host_of("production")
}

fn host_of(environment: &str) -> Memory {
    let host = Memory::new().variable("CADENCE_ENV", environment);
    VARIABLES
        .into_iter()
        .fold(host, |host, (name, value)| host.variable(name, value))
}

fn by_hand(loads: usize) {
    let host = host();
    repeat(loads, || {
        by_hand::load([DEFAULT, OWN], |name| {
            System::var_os(&host, name)?.into_string().ok()
        })
    });
}

fn loader() -> Loader {
    Loader::new("CADENCE")
        .embed("config/default.toml", DEFAULT)
        // OK because a developer's machine would be told of an open listener.
        .embed(
            "config/development.toml",
            OWN.replace("0.0.0.0", "127.0.0.1"),
        )
        .embed("config/production.toml", OWN)
}

fn in_production(loads: usize) {
    load(loads, &loader().system(host()));
}

fn in_development(loads: usize) {
    load(loads, &loader().system(host_of("development")));
}

fn crowded(loads: usize) {
    let host = crowd().fold(host(), |host, (name, value)| host.variable(name, value));
    load(loads, &loader().system(host));
}

fn of_the_process(loads: usize) {
    load(loads, &loader());
}

fn load(loads: usize, loader: &Loader) {
    repeat(loads, || {
        let settings = loader
            .load::<Settings<Duration>>()
            .expect("the job has no mistake");
        settings.into_inner()
    });
}

/// figment reads the variables of the process, which the parent has set.
fn figment(loads: usize) {
    repeat(loads, || {
        let variables = Env::prefixed("CADENCE_")
            .ignore(&["ENV"])
            .map(|name| name.as_str().replacen('_', ".", 1).into());
        let figment = Figment::new()
            .merge(Toml::string(DEFAULT))
            .merge(Toml::string(OWN))
            .merge(variables);
        figment
            .extract::<Settings<Time>>()
            .expect("the job has no mistake")
    });
}

fn repeat<T: Copy + Into<Duration>>(loads: usize, load: impl Fn() -> Settings<T>) {
    for _ in 0..loads {
        check(&load());
    }
}
