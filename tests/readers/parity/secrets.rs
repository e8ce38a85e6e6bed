//! Secrets are planted wherever one can stand, and searched in every output.

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;
use url::Url;

#[derive(Config)]
struct Settings {
    api_key: SecretString,
    #[config(secret, parity = same)]
    same: String,
    #[config(secret, parity = kind)]
    url: String,
    #[config(secret, parity = order)]
    number: u64,
    database: Url,
    text: String,
    brokers: Vec<String>,
    #[config(parity = differ)]
    shared: Url,
}

const SECRET: &str = "canary7";

/// Secrets in every value, other ones and in other places for every environment.
fn file(environment: usize) -> String {
    let secret = format!("{SECRET}{environment}");
    format!(
        "# {secret}\n\
         api_key = \"{secret}\" # {secret}\n\
         same = \"{secret}\"\n\
         url = \"postgres{environment}://{secret}@{secret}/{secret}?password={secret}\"\n\
         number = 7654321{environment}\n\
         database = \"{}://app:{secret}@db{environment}.net/main?password={secret}\"\n\
         text = \"scheme{environment}://a:{secret}@b:port\"\n\
         brokers = [\"amqp://a:{secret}@b{environment}\", \"c://d:{secret}@e,f://g:{secret}@h\"]\n\
         shared = \"https://u:{secret}@one.net/v{environment}?token={secret}\"\n",
        ["sqlite", "postgres", "mysql", "postgres"][environment],
    )
}

#[test]
fn no_reader_shows_a_secret() {
    let waiver = format!(
        "[[waiver]]\nkey = \"database\"\nenvironments = [\"production\"]\nreason = \"x\"\nuntil = 2099-01-01\n{SECRET} = \"{SECRET}\"\n"
    );
    for waiver in [None, Some(waiver)] {
        for broken in [false, true] {
            let mut host = Memory::new().today("2026-11-23".parse().unwrap());
            for (at, name) in ["development", "test", "staging", "production"]
                .iter()
                .enumerate()
            {
                let mut text = file(at);
                if broken && at > 1 {
                    text = text.replace("number = 7654321", "number = \"canary7x\" ");
                }
                host = host.file(format!("config/{name}.toml"), text);
            }
            if let Some(waiver) = &waiver {
                host = host.file("config/waivers.toml", waiver.replacen(SECRET, "unknown", 1));
            }
            let parity = Loader::new("CADENCE").system(host).parity::<Settings>();
            let mut outputs = vec![
                parity.to_text(),
                parity.to_ansi(),
                parity.to_markdown(),
                parity.to_github(),
                format!("{parity} {parity:?} {parity:#?}"),
                format!("{:?} {:?}", parity.differences(), parity.waivers()),
                format!("{:?}", parity.settings()),
            ];
            #[cfg(feature = "json")]
            outputs.push(parity.to_json());
            assert!(parity.differences().len() > 2, "{parity}");
            for output in &outputs {
                assert!(!output.contains(SECRET), "{output}");
                assert!(!output.contains("7654321"), "{output}");
            }
            outputs.clear();
        }
    }
}

#[test]
fn a_waiver_shows_no_secret_in_its_key_or_reason() {
    for (key, reason) in [
        ("api_key.canary7", "why"),
        ("same.canary7", "why"),
        ("password=canary7", "why"),
        ("text", "as password=canary7 says"),
    ] {
        let waiver = format!(
            "[[waiver]]\nkey = \"{key}\"\nenvironments = [\"production\"]\n\
             reason = \"{reason}\"\nuntil = \"2999-12-31\"\n"
        );
        let host = Memory::new().file("config/waivers.toml", waiver);
        let host = ["development", "test", "staging", "production"]
            .into_iter()
            .enumerate()
            .fold(host, |host, (at, name)| {
                let text = file(at).replace(SECRET, "other");
                host.file(format!("config/{name}.toml"), text)
            });
        let parity = Loader::new("CADENCE").system(host).parity::<Settings>();
        let told = format!("{parity}\n{parity:?}\n{}", parity.to_markdown());
        assert!(told.to_lowercase().contains("waive"), "{told}");
        assert!(!told.contains(SECRET), "{told}");
    }
}

#[cfg(feature = "snapshot")]
#[test]
fn a_fact_that_is_named_like_a_secret_is_not_kept() {
    use rehearsal::parity::Facts;

    let facts = Facts::new()
        .with("broker.password", SECRET)
        .with("broker.version", "3.9");
    assert_eq!(facts.get("broker.password"), Some("[redacted]"));
    assert_eq!(facts.get("broker.version"), Some("3.9"));
}
