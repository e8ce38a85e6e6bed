//! Loaders of the small job, side by side. Each runs in a process of its own, in a folder
//! that has the files in `config`, with the variables of the job and no others.

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use rehearsal::Loader;

use crate::small::{self, ENVIRONMENT, Settings};
use crate::{by_hand, theirs};

/// Something that is done so many times.
pub(crate) struct Work {
    pub(crate) name: &'static str,
    pub(crate) environment: &'static str,
    /// How many variables there are that are not the program's.
    pub(crate) others: usize,
    pub(crate) run: fn(),
}

/// How many variables a crowd is.
pub(crate) const CROWD: usize = 10_000;

/// Every loader, that by hand first, which the others are measured by.
pub(crate) const ALL: [Work; 5] = [
    work("by hand", || small::check(&by_hand::load())),
    work("rehearsal", ours),
    Work {
        environment: "development",
        ..work("in development", ours)
    },
    work("confique", || small::check(&theirs::load())),
    work("figment", || small::check(&figment())),
];

/// This crate, and the standard library alone, in a crowd of variables.
pub(crate) const CROWDED: [Work; 2] = [
    Work {
        others: CROWD,
        ..work("rehearsal in a crowd", ours)
    },
    Work {
        others: CROWD,
        ..work("the crowd alone", || {
            assert!(std::env::vars_os().count() >= CROWD);
        })
    },
];

const fn work(name: &'static str, run: fn()) -> Work {
    Work {
        name,
        environment: "production",
        others: 0,
        run,
    }
}

fn ours() {
    let settings = Loader::new("CADENCE").load::<Settings>();
    let settings = settings.expect("the job has no mistake");
    assert!(settings.warnings().problems().is_empty());
    small::check(&settings.into_inner());
}

fn figment() -> Settings {
    let environment = std::env::var(ENVIRONMENT).expect("an environment");
    Figment::from(("reminders.retry_limit", 3))
        .merge(Toml::file("config/default.toml"))
        .merge(Toml::file(format!("config/{environment}.toml")))
        .merge(Env::prefixed("CADENCE__").split("__"))
        .extract()
        .expect("the job has no mistake")
}
