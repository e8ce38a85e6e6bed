//! What a load accepts and what it refuses: one module for each kind of mistake.

// For the code that the derive makes: see `derive_hygiene`.
#![deny(future_incompatible)]

mod adapters;
#[cfg(feature = "cli")]
mod agreement;
mod alike_names;
mod appended;
mod broken_demands;
#[cfg(all(feature = "json", feature = "yaml", feature = "dotenv"))]
mod broken_formats;
mod broken_layers;
mod broken_links;
mod broken_toml;
mod canary;
mod causes;
mod chosen_variants;
mod committed;
mod committed_layers;
mod computed_defaults;
mod conditions;
mod cures;
mod debug;
pub mod derive_hygiene;
mod derive_schema;
mod dotenv;
mod elements;
#[cfg(feature = "json")]
mod embedded;
mod empty_values;
mod environment;
mod excerpts;
mod figment;
mod files;
mod foreign;
mod format_off;
#[cfg(all(feature = "json", feature = "yaml"))]
mod formats;
mod known_environment;
mod layers;
mod limits;
mod many_findings;
mod merging;
mod mounts;
mod named_files;
mod no_environments;
mod older_names;
mod overridden_variants;
mod own_secrets;
mod own_types;
mod prefix;
mod probe_hosts;
mod probes;
mod properties;
mod providers;
mod quickstart;
mod real_deploys;
mod redaction;
mod refusals;
mod renamed;
mod report;
mod robustness;
mod rooms;
mod rules;
#[cfg(feature = "json")]
mod same_values;
mod schema;
mod searched;
mod secret_files;
mod secret_names;
mod secret_values;
mod set;
mod shared;
mod shared_sections;
#[path = "../support/mod.rs"]
mod support;
mod text_providers;
mod tls;
mod toml_types;
mod typed_values;
mod unknown_entries;
mod urls;
mod variable_names;
mod variable_texts;
mod variables;
mod variants;
mod waivers;
