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
