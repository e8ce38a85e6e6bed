//! Parity of a service with one of every backing service: its files as they
//! should be, and one small change after the other.

mod alike;
mod directions;
pub(crate) mod drifts;
mod guide;
mod nothing;
mod opaque;
mod refused;
mod report;
mod secrets;
pub(crate) mod settings;
mod sides;
mod testing;
mod waivers;

use rehearsal::Loader;
use rehearsal::parity::ParityReport;
use rehearsal::system::Memory;

use self::settings::Settings;

/// The files as they should be, by their names.
const BASE: [(&str, &str); 5] = [
    ("default.toml", include_str!("base/default.toml")),
    ("development.toml", include_str!("base/development.toml")),
    ("test.toml", include_str!("base/test.toml")),
    ("staging.toml", include_str!("base/staging.toml")),
    ("production.toml", include_str!("base/production.toml")),
];

fn parity(files: &[(String, String)]) -> ParityReport {
    let host = Memory::new().today("2026-11-23".parse().unwrap());
    let host = files.iter().fold(host, |host, (name, text)| {
        host.file(format!("config/{name}"), text.as_str())
    });
    Loader::new("CADENCE").system(host).parity::<Settings>()
}

pub(crate) fn base() -> Vec<(String, String)> {
    BASE.map(|(name, text)| (name.to_owned(), text.to_owned()))
        .to_vec()
}

#[test]
fn the_files_as_they_should_be_are_clean() {
    let parity = parity(&base());
    assert!(parity.is_clean(), "{parity}");
}
