//! Programs with few settings and with many.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use rehearsal::{Config, Loader, Template};
use secrecy::SecretString;
use url::Url;

/// As many settings as a large program has, in sections of eight.
pub(crate) const MANY: usize = 512;

/// Eight settings of common kinds.
#[derive(Config)]
#[expect(dead_code, reason = "only its schema is read")]
struct Eight {
    /// Name of the instance.
    #[config(default = "it's one")]
    name: String,
    /// Where it listens.
    #[config(default = 8080)]
    port: u16,
    #[config(default = "30s")]
    timeout: Duration,
    key: Option<SecretString>,
    url: Option<Url>,
    #[config(default = ["a", "b c"])]
    origins: Vec<String>,
    #[config(default = "{ eu = 1 }")]
    limits: BTreeMap<String, u8>,
    path: PathBuf,
}

/// A section of eight of these sections.
macro_rules! eight {
    ($name:ident of $section:ty) => {
        #[derive(Config)]
        #[expect(dead_code, reason = "only its schema is read")]
        struct $name {
            #[config(nested)]
            a: $section,
            #[config(nested)]
            b: $section,
            #[config(nested)]
            c: Option<$section>,
            #[config(nested)]
            d: $section,
            #[config(nested)]
            e: Vec<$section>,
            #[config(nested)]
            f: $section,
            #[config(nested)]
            g: BTreeMap<String, $section>,
            #[config(nested)]
            h: $section,
        }
    };
}

eight!(Sections of Eight);
eight!(Many of Sections);

#[derive(Config)]
#[expect(dead_code, reason = "only its schema is read")]
struct Half {
    #[config(nested)]
    a: Sections,
    #[config(nested)]
    b: Sections,
    #[config(nested)]
    d: Option<Sections>,
    #[config(nested)]
    e: Sections,
}

#[derive(Config)]
struct None {}

/// A file of a program that has none of them, half of them, or all.
pub(crate) fn generated(loader: &Loader, template: Template, settings: usize) -> String {
    match settings {
        0 => loader.generate::<None>(template),
        MANY => loader.generate::<Many>(template),
        _ => loader.generate::<Half>(template),
    }
}
