//! Secrets of Vault, from its key-value engine of version 2.

use std::collections::BTreeMap;

use rehearsal::secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// Where the secrets of a program are.
#[derive(Debug)]
pub struct Vault {
    /// As `VAULT_ADDR` has it: `https://vault.internal:8200`.
    pub address: String,
    /// As `VAULT_TOKEN` has it, or as a login returns it.
    pub token: SecretString,
    /// Where the engine is mounted: `secret`.
    pub mount: String,
}

impl Vault {
    /// Fetches the secrets at a path; their names are keys of settings: `mail.api_key`.
    ///
    /// # Errors
    ///
    /// If Vault cannot be reached, refuses the token, has nothing at the path, or has a
    /// value there that is not text. No error shows the token or a value.
    pub fn pairs(&self, path: &str) -> Result<BTreeMap<String, String>, ureq::Error> {
        let Self { address, mount, .. } = self;
        let answer: Answer = ureq::get(format!("{address}/v1/{mount}/data/{path}"))
            .header("X-Vault-Token", self.token.expose_secret())
            .call()?
            .body_mut()
            .read_json()?;
        Ok(answer.data.data)
    }
}

/// What Vault answers: the data of a version, and beside it what is known of that version.
#[derive(Deserialize)]
struct Answer {
    data: Version,
}

#[derive(Deserialize)]
struct Version {
    data: BTreeMap<String, String>,
}
