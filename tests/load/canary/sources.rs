//! The sources that one and the same value can come from.

use std::collections::BTreeMap;

use figment::providers::Serialized;
use rehearsal::system::Memory;
use rehearsal::{LayerKind, Loader};
use serde_json::Value;

use super::worlds::world;
use super::write;

/// A source that one and the same value can come from.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(all(feature = "json", feature = "yaml", feature = "dotenv")),
    expect(dead_code, reason = "a format needs its feature")
)]
pub(crate) enum Source {
    Toml,
    TomlInline,
    Json,
    JsonOnOneLine,
    Yaml,
    Embedded,
    Provider,
    Dotenv,
    Variables,
    /// One variable for each value below a setting.
    DeepVariables,
    Overrides,
    SecretFiles,
    Twins,
    /// In a file, and over it in a variable and an override.
    Layered,
}

impl Source {
    /// Whether values have types of their own, so that a wrong one is refused.
    pub(crate) fn is_typed(self) -> bool {
        matches!(
            self,
            Self::Toml
                | Self::TomlInline
                | Self::Json
                | Self::JsonOnOneLine
                | Self::Yaml
                | Self::Embedded
                | Self::Provider
        )
    }

    /// Whether it can hold these settings. What is a secret in a file is not one in
    /// the name of a variable, which is no place that keeps secrets.
    pub(crate) fn can_hold(self, settings: &str) -> bool {
        match self {
            Self::DeepVariables => write::names(settings).all(|name| !name.contains("{s}")),
            Self::Dotenv | Self::Variables | Self::SecretFiles | Self::Twins | Self::Layered => {
                write::first_names(settings).all(|name| !name.contains("{s}"))
            }
            _ => true,
        }
    }

    /// A loader that finds these settings, in TOML, in this source.
    pub(crate) fn loader(self, settings: &str, secret: &str, environment: &str) -> Loader {
        let toml = settings.replace("{s}", secret);
        let value: Value = toml::from_str(&toml).unwrap_or_else(|error| panic!("{toml}: {error}"));
        let loader = Loader::new("CADENCE");
        let host = world(environment);
        let file = |name: &str, text: String| {
            let host = Memory::new().variable("CADENCE_ENV", environment);
            let host = host.file(format!("config/{environment}.toml"), "");
            loader
                .clone()
                .system(host.file(format!("config/default.{name}"), text))
        };
        match self {
            Self::Toml => file("toml", toml),
            Self::TomlInline => file("toml", write::toml(&value)),
            Self::Json => file("json", format!("{value:#}")),
            Self::JsonOnOneLine => file("json", value.to_string()),
            Self::Yaml => file("yaml", write::yaml(&value)),
            Self::Embedded => loader
                .embed([("default.toml", toml)])
                .embed([(format!("{environment}.toml"), "")])
                .system(Memory::new().variable("CADENCE_ENV", environment)),
            Self::Provider => loader
                .provider(LayerKind::DefaultFile, Serialized::defaults(value))
                .system(host),
            Self::Dotenv => loader.system(host.file(".env", write::dotenv(&write::texts(&value)))),
            Self::Variables => loader.system(variables(host, write::texts(&value))),
            Self::DeepVariables => loader.system(variables(host, write::deep_texts(&value))),
            Self::Overrides => overrides(loader, &value).system(host),
            Self::SecretFiles => loader.system(
                write::texts(&value)
                    .into_iter()
                    .fold(host, |host, (name, text)| {
                        host.file(format!("/run/secrets/{name}"), text)
                    }),
            ),
            Self::Twins => loader.system(write::texts(&value).into_iter().fold(
                host,
                |host, (name, text)| {
                    host.variable(format!("{name}_FILE"), format!("/secrets/{name}"))
                        .file(format!("/secrets/{name}"), text)
                },
            )),
            Self::Layered => {
                let host = world(environment).file("config/default.toml", write::toml(&value));
                overrides(loader, &value).system(variables(host, write::texts(&value)))
            }
        }
    }
}

fn variables(host: Memory, texts: BTreeMap<String, String>) -> Memory {
    texts
        .into_iter()
        .fold(host, |host, (name, text)| host.variable(name, text))
}

fn overrides(loader: Loader, value: &Value) -> Loader {
    let entries = value.as_object().into_iter().flatten();
    entries.fold(loader, |loader, (key, value)| {
        loader.set(key.as_str(), write::text(value))
    })
}
