//! What may be shown of a value: by its field, its path, its origin and its text.

mod names;
mod origins;
mod own_words;
mod parts;
mod pasted;
mod paths;
#[cfg(all(feature = "dotenv", feature = "snapshot", feature = "yaml"))]
mod property;
mod types;
mod unmarked;

use std::fmt::Write;

use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader};

use crate::support::with;

/// A world of development with these variables.
fn variables(variables: &[(&str, &str)]) -> Loader {
    let host = Memory::new().variable("APP_ENV", "development");
    Loader::new("APP").system(with(host, variables))
}

/// A world of development with this as its one file.
fn file(text: &str) -> Loader {
    let host = Memory::new()
        .variable("APP_ENV", "development")
        .file("config/default.toml", text)
        .file("config/development.toml", "");
    Loader::new("APP").system(host)
}

/// All that a program can say of its settings, or of why it has none.
fn told<T: Config>(loader: &Loader) -> String {
    match loader.load::<T>() {
        Ok(loaded) => of_loaded(&loaded),
        Err(report) => {
            let told = format!("{report}\n{report:?}\n{}", report.to_github());
            #[cfg(feature = "json")]
            let told = format!("{told}\n{}\n{}", report.to_json(), report.to_sarif());
            told
        }
    }
}

fn of_loaded<T: Config>(loaded: &Loaded<T>) -> String {
    let (resolution, notes) = (loaded.resolution(), loaded.warnings());
    let mut told = format!("{loaded:?}\n{}\n{notes}\n{notes:?}\n", loaded.explain());
    let _ = writeln!(told, "{resolution:?}\n{}", resolution.to_toml());
    for row in resolution.rows() {
        let explained = loaded.explain().key(row.key().as_str());
        let _ = writeln!(told, "{}", explained.expect("it is a setting"));
    }
    #[cfg(feature = "json")]
    {
        let explained = loaded.explain().to_json();
        let _ = writeln!(
            told,
            "{}\n{explained}\n{}",
            resolution.to_json(),
            notes.to_sarif()
        );
    }
    #[cfg(feature = "cli")]
    let _ = writeln!(told, "{}", loaded.explain().to_table(80));
    #[cfg(feature = "snapshot")]
    {
        let snapshot = loaded
            .snapshot(&rehearsal::parity::Facts::new())
            .expect("no key is set");
        let _ = writeln!(told, "{}\n{snapshot:?}", snapshot.to_json());
    }
    told
}
