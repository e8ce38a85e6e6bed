//! Loads the same settings with the library that its argument names, from the working
//! directory and the variables of the process, and prints them or the error.
//!
//! Each library is used as its own documentation shows it, with the strictness that it
//! offers by an option. What a program could add by hand is not added.

use std::error::Error;
use std::process::ExitCode;

const FILE: &str = "config/production.toml";

/// What was loaded, as one line.
type Loaded = Result<String, Box<dyn Error>>;

fn main() -> ExitCode {
    let library = std::env::args().nth(1).unwrap_or_default();
    let loaded = match library.as_str() {
        "figment" => with_figment::load(),
        "config-rs" => with_config::load(),
        "confique" => with_confique::load(),
        "tier" => with_tier::load(),
        "dynamic-config" => with_dynamic_config::load(),
        "rehearsal" => with_rehearsal::load(),
        other => Err(format!("unknown library {other:?}").into()),
    };
    match loaded {
        Ok(settings) => {
            println!("{settings}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("caused by: {cause}");
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}

/// The settings as serde reads them, for the libraries that use it.
mod settings {
    use secrecy::SecretString;
    use serde::Deserialize;

    #[derive(Deserialize)]
    pub struct Settings {
        pub port: u16,
        pub workers: u8,
        #[expect(dead_code, reason = "it is not shown")]
        pub password: SecretString,
    }

    impl Settings {
        pub fn line(&self) -> String {
            format!("port {}, {} workers", self.port, self.workers)
        }
    }
}

mod with_figment {
    use figment::Figment;
    use figment::providers::{Env, Format, Serialized, Toml};

    use crate::settings::Settings;

    pub fn load() -> crate::Loaded {
        let settings: Settings = Figment::from(Serialized::default("port", 8080))
            .merge(Serialized::default("workers", 4))
            .merge(Toml::file(crate::FILE))
            .merge(Env::prefixed("APP_"))
            .extract()?;
        Ok(settings.line())
    }
}

mod with_config {
    use config::{Config, Environment, File};

    use crate::settings::Settings;

    pub fn load() -> crate::Loaded {
        let settings: Settings = Config::builder()
            .set_default("port", 8080)?
            .set_default("workers", 4)?
            .add_source(File::with_name(crate::FILE))
            .add_source(Environment::with_prefix("APP"))
            .build()?
            .try_deserialize()?;
        Ok(settings.line())
    }
}

mod with_confique {
    use confique::Config;
    use secrecy::SecretString;

    #[derive(Config)]
    struct Settings {
        #[config(env = "APP_PORT", default = 8080)]
        port: u16,
        #[config(env = "APP_WORKERS", default = 4)]
        workers: u8,
        #[config(env = "APP_PASSWORD")]
        #[expect(dead_code, reason = "it is not shown")]
        password: SecretString,
    }

    pub fn load() -> crate::Loaded {
        let settings = Settings::builder().env().file(crate::FILE).load()?;
        Ok(format!(
            "port {}, {} workers",
            settings.port, settings.workers
        ))
    }
}

mod with_tier {
    use serde::{Deserialize, Serialize};
    use tier::{ConfigLoader, EnvSource, Secret, TierConfig};

    #[derive(Clone, Debug, Deserialize, Serialize, TierConfig)]
    struct Settings {
        port: u16,
        workers: u8,
        password: Secret<String>,
    }

    pub fn load() -> crate::Loaded {
        let defaults = Settings {
            port: 8080,
            workers: 4,
            password: Secret::new(String::new()),
        };
        let settings = ConfigLoader::new(defaults)
            .derive_metadata()
            .file(crate::FILE)
            .env(EnvSource::prefixed("APP"))
            .load()?;
        Ok(format!(
            "port {}, {} workers",
            settings.port, settings.workers
        ))
    }
}

mod with_dynamic_config {
    use dynamic_config::dynamic_config;
    use serde::Deserialize;

    #[dynamic_config]
    #[derive(Deserialize)]
    pub struct Settings {
        #[serde(default = "port")]
        port: u16,
        #[serde(default = "workers")]
        workers: u8,
        #[config(secret)]
        #[expect(dead_code, reason = "it is not shown")]
        password: String,
    }

    fn port() -> u16 {
        8080
    }

    fn workers() -> u8 {
        4
    }

    pub fn load() -> crate::Loaded {
        let settings = Settings::builder("app")
            .whole_document()
            .file(crate::FILE)
            .env("")
            .strict_env()
            .load()?;
        Ok(format!(
            "port {}, {} workers",
            settings.port, settings.workers
        ))
    }
}

mod with_rehearsal {
    use rehearsal::{Config, Loader};
    use secrecy::SecretString;

    #[derive(Config)]
    struct Settings {
        #[config(default = 8080)]
        port: u16,
        #[config(default = 4)]
        workers: u8,
        #[expect(dead_code, reason = "it is not shown")]
        password: SecretString,
    }

    pub fn load() -> crate::Loaded {
        let settings = Loader::new("APP").load::<Settings>()?;
        Ok(format!(
            "port {}, {} workers",
            settings.port, settings.workers
        ))
    }
}
