//! The key under which secrets are digested.

use std::path::PathBuf;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::layer::file;
use crate::layer::words;
use crate::load::Setup;
use crate::report::problem::{Code, Place, Problem};
use crate::resolve::fingerprint::hex;
use crate::schema::names;
use crate::system::ReadError;
use crate::value::origin::Origin;

/// The fewest bytes of a key, those of a digest.
const LEAST: usize = 32;

/// Digests what is secret.
pub(super) struct Seal(Hmac<Sha256>);

impl Seal {
    /// Takes the key that the operator supplies; none where there is none.
    pub(super) fn read(setup: &Setup) -> Result<Option<Self>, Box<Problem>> {
        let variable = names::below(&setup.prefix, "snapshot_key");
        let twin = names::below(&setup.prefix, "snapshot_key_file");
        let given = |name: &str| setup.system.var_os(name).filter(|value| !value.is_empty());
        let (key, origin) = match (given(&variable), given(&twin)) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => return Err(both(variable, twin)),
            (Some(key), None) => {
                let origin = Origin::Variable(variable);
                match key.into_string() {
                    Ok(key) => (SecretString::from(key), origin),
                    Err(_) => return Err(refused("is not UTF-8", origin)),
                }
            }
            (None, Some(path)) => {
                let path = PathBuf::from(path);
                let bytes = setup.system.read(&path, setup.size_limit);
                let bytes = bytes.map_err(|error| match error {
                    ReadError::Missing => {
                        super::missing(&path, &format!("create it, or unset {twin}"))
                    }
                    error => Box::new(words::unreadable(&path, &error, setup.size_limit)),
                })?;
                let key = SecretString::from(file::text(&path, bytes)?);
                (key, Origin::WholeFile(path))
            }
        };
        let key = key.expose_secret().trim().as_bytes();
        if key.len() < LEAST {
            return Err(refused("is too short", origin));
        }
        // OK because a key of any length will do for an HMAC.
        Ok(Hmac::new_from_slice(key).ok().map(Self))
    }

    /// What the key is known by: who does not have it learns nothing of it.
    pub(super) fn id(&self) -> String {
        let mut id = self.hex("rehearsal key 1", "");
        id.truncate(16);
        id
    }

    /// Digests a secret, whatever it is the secret of.
    pub(super) fn digest(&self, secret: &str) -> String {
        self.hex("rehearsal secret 1", secret)
    }

    fn hex(&self, what: &str, text: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(what.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex(&mac.finalize().into_bytes())
    }
}

fn both(variable: String, twin: String) -> Box<Problem> {
    let message = format!("both {variable} and {twin} set the snapshot key");
    let problem = Problem::new(Code::SnapshotKey, message)
        .with_place(Place::new(Origin::Variable(variable), ""))
        .with_place(Place::new(Origin::Variable(twin), ""))
        .with_help("unset one of them");
    Box::new(problem)
}

fn refused(why: &str, origin: Origin) -> Box<Problem> {
    let problem = Problem::new(Code::SnapshotKey, format!("the snapshot key {why}"))
        .with_place(Place::new(origin, ""))
        .with_help(format!(
            "use at least {LEAST} random characters, such as the output of `openssl rand -hex {LEAST}`"
        ));
    Box::new(problem)
}
