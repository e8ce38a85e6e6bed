//! What a load accepts and what it refuses: one module for each kind of mistake.

mod broken_layers;
mod canary;
mod committed;
mod conditions;
mod derive_schema;
mod dotenv;
mod environment;
mod figment;
mod files;
mod foreign;
mod format_off;
#[cfg(all(feature = "json", feature = "yaml"))]
mod formats;
mod layers;
mod limits;
mod mounts;
mod own_types;
mod properties;
mod providers;
mod providers;
mod readme;
mod refusals;
mod rehearsals;
mod report;
mod robustness;
mod rules;
mod schema;
mod searched;
mod secret_files;
mod secret_values;
mod set;
mod tls;
mod unknown_entries;
mod variable_names;
mod variable_texts;
mod variables;
