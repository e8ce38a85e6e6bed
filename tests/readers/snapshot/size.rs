//! Many settings, and names of all alphabets.

use std::collections::BTreeMap;
use std::fmt::Write;

use rehearsal::parity::Facts;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Config)]
#[expect(dead_code, reason = "settings are compared here, and not used")]
struct Settings {
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(default = 0.1, parity = free)]
    ratio: f64,
    #[config(default = "", parity = free)]
    name: String,
    #[config(parity = free)]
    wide: Option<u128>,
}

#[derive(Config)]
#[expect(dead_code, reason = "settings are compared here, and not used")]
struct Region {
    url: url::Url,
    #[config(default = 3)]
    retries: u8,
    #[config(
        secret,
        allow(weak_secret = "short in a test", placeholder = "short in a test")
    )]
    key: String,
    weight: f64,
}

fn loader(environment: &str, text: &str) -> Loader {
    let keys = (0..250).filter(|region| text.contains(&format!("[regions.r{region}]")));
    let host = keys.fold(Memory::new(), |host, region| {
        let name = format!("CADENCE_REGIONS__R{region}__KEY");
        host.variable(name, format!("{environment} {region}"))
    });
    let host = host
        .variable("CADENCE_ENV", environment)
        .variable("CADENCE_SNAPSHOT_KEY", super::KEY)
        .executable("release")
        .file(format!("config/{environment}.toml"), text);
    Loader::new("CADENCE").system(host)
}

fn thousand(environment: &str) -> String {
    (0..250).fold(String::new(), |mut text, region| {
        let _ = write!(
            text,
            "[regions.r{region}]\nurl = 'https://{region}.{environment}.net'\n\
             weight = 0.{region}1\n"
        );
        text
    })
}

#[test]
fn a_thousand_settings_are_compared() {
    let staging = loader("staging", &thousand("staging")).load::<Settings>();
    let production = loader("production", &thousand("production")).load::<Settings>();
    let (staging, production) = (staging.unwrap(), production.unwrap());
    let old = staging.snapshot(&Facts::new()).unwrap().to_json();
    let old = loader("staging", "")
        .parse_snapshot("old.json", &old)
        .unwrap();
    let parity = production.compare(&old, &Facts::new()).unwrap();
    assert_eq!(parity.settings().len(), 1003);
}

#[test]
fn what_is_read_is_what_was_written_in_all_alphabets() {
    let text = "ratio = 0.30000000000000004\nname = 'Ünïcødé \u{1F553} \u{202e}\"\\'\n\
        [regions.\"eu.west\"]\nurl = 'https://x.net'\nweight = 1e300\n\
        [regions.\"日本 \\\"1\\\"\"]\nurl = 'https://y.net'\nweight = 5\n";
    let loader = loader("production", text)
        .set("wide", u128::MAX.to_string())
        .set("regions.\"eu.west\".key", "схема")
        .set("regions.\"日本 \\\"1\\\"\".key", "鍵");
    let taken = loader
        .load::<Settings>()
        .unwrap()
        .snapshot(&Facts::new())
        .unwrap();
    let read = loader.parse_snapshot("s.json", &taken.to_json()).unwrap();
    assert_eq!(read, taken);
    assert_eq!(read.to_json(), taken.to_json());
    let parity = loader
        .load::<Settings>()
        .unwrap()
        .compare(&read, &Facts::new())
        .unwrap();
    assert_eq!(parity.differences().len(), 0, "{parity}");
}

/// Far less is written for each setting in a file than in a record.
#[test]
fn a_record_of_the_largest_file_can_be_read() {
    let text = (0..50).fold(String::new(), |mut text, region| {
        let _ = writeln!(text, "[regions.{region}]\nurl='http://x'\nweight=1.0");
        text
    });
    let size = text.len() as u64;
    let host = (0..50).fold(Memory::new(), |host, region| {
        host.variable(format!("CADENCE_REGIONS__{region}__KEY"), "x")
    });
    let loader = Loader::new("CADENCE").size_limit(size);
    let host = host
        .variable("CADENCE_ENV", "test")
        .file("config/test.toml", text);
    let taken = loader.clone().system(host.clone()).load::<Settings>();
    let record = taken.unwrap().snapshot(&Facts::new()).unwrap().to_json();
    assert!(record.len() as u64 > 8 * size, "{}", record.len());
    let record_of = |text: &str| {
        let host = host.clone().file("old.json", text);
        loader.clone().system(host).read_snapshot("old.json")
    };
    assert_eq!(record_of(&record).unwrap().to_json(), record);

    let most = 64 * usize::try_from(size).unwrap();
    let larger = record + &" ".repeat(most);
    let report = record_of(&larger).unwrap_err().to_string();
    assert!(report.contains(&format!("the limit is {most}")), "{report}");
}
