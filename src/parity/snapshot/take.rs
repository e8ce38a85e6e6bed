//! From what was loaded to its record.

use std::fmt::Write;
use std::io::{self, Read};

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::entry::Entry;
use super::hex::Hex;
use super::seal::Seal;
use super::{FORMAT, Snapshot};
use crate::layer::view::View;
use crate::load::Loaded;
use crate::parity::Facts;
use crate::read::config::Config;
use crate::report::Report;
use crate::resolve::Row;
use crate::resolve::datum::Datum;
use crate::resolve::fingerprint::{Fingerprint, hex};
use crate::schema::Field;
use crate::schema::typed::typed;
use crate::system::System;
use crate::value::origin::Origin;
use crate::value::redact;
use crate::value::tree::{Node, Value};

impl<T: Config> Loaded<T> {
    /// Records this deploy and what the program has found out about it, without its
    /// secrets; see [`Snapshot`].
    ///
    /// The executable is read once and digested.
    ///
    /// # Errors
    ///
    /// If there is a key for digests, and it cannot be read or is too short.
    pub fn snapshot(&self, facts: &Facts) -> Result<Snapshot, Report> {
        let setup = self.loader().setup();
        let seal = Seal::read(setup).map_err(|problem| {
            Report::new(self.loader().program_name(), self.stage(), vec![*problem])
                .with_searched(self.searched().cloned())
        })?;
        let mut digests = Vec::new();
        let resolution = self.resolution_seen(&mut |view, field, node| {
            let secrets = || secrets(view, field, node);
            digests.push(seal.as_ref().map_or_else(Vec::new, |seal| {
                let secrets = secrets();
                let digests = secrets
                    .iter()
                    .map(|secret| Hex(seal.digest(secret.expose_secret())));
                digests.collect()
            }));
        });
        let rows = resolution.rows().iter().zip(digests);
        Ok(Snapshot {
            format: FORMAT,
            program: self.loader().program_name(),
            rehearsal: env!("CARGO_PKG_VERSION").to_owned(),
            made: setup.system.today(),
            artifact: artifact(&*setup.system).map(Hex),
            schema: Hex(Fingerprint::of_schema::<T>().to_string()),
            environment: self.environment(),
            deployment: self.deployment().map(str::to_owned),
            key: seal.as_ref().map(|seal| Hex(seal.id())),
            settings: rows.map(|(row, digests)| entry(row, digests)).collect(),
            facts: facts.clone(),
        })
    }
}

/// The digest of the running executable; none where it cannot be read.
fn artifact(host: &dyn System) -> Option<String> {
    let mut executable = host.current_exe().ok()?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match executable.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => digest.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
    Some(hex(&digest.finalize()))
}

fn entry(row: &Row, digests: Vec<Hex<64>>) -> Entry {
    let is_empty_default =
        row.origin() == Some(&Origin::Default) && row.datum() == Some(&Datum::Null);
    let is_secret =
        row.field().is_secret() || matches!(row.datum(), Some(Datum::Secret | Datum::Opaque(_)));
    let value = row.datum().filter(|_| !is_empty_default);
    let hides = row.overridden().iter();
    Entry {
        origin: row.origin().filter(|_| !is_empty_default).cloned(),
        hides: hides.map(|hidden| hidden.origin().clone()).collect(),
        digests,
        ..Entry::new(row.key().clone(), is_secret, value)
    }
}

/// All that is secret in a value.
fn secrets(view: View<'_>, field: &Field, node: Option<&Node<'_>>) -> Vec<SecretString> {
    let default = field.default_text();
    let default = default.as_deref().map(Node::of_default);
    let mut secrets = Vec::new();
    if let Some(node) = node.or(default.as_ref())
        && !(view.kind().is_optional() && node.is_nothing())
    {
        let typed = typed(node, view.kind());
        if view.hides(node) {
            secrets.push(whole(&typed));
        } else {
            parts(&typed, view, &mut secrets);
        }
    }
    secrets
}

/// What is secret in a value that may be shown but for some parts.
fn parts(node: &Node<'_>, view: View<'_>, secrets: &mut Vec<SecretString>) {
    match &node.value {
        _ if view.hides(node) => secrets.push(whole(node)),
        Value::Free(text) | Value::String(text) => {
            secrets.extend(redact::hidden(text).into_iter().map(SecretString::from));
        }
        Value::List(nodes) => {
            for node in nodes {
                parts(node, view.element(), secrets);
            }
        }
        Value::Table(table) | Value::Patch(table) => {
            for entry in table.entries() {
                parts(&entry.node, view.entry(&entry.key), secrets);
            }
        }
        _ => {}
    }
}

/// All of a value, as it is digested.
fn whole(node: &Node<'_>) -> SecretString {
    let mut text = String::new();
    plain(node, &mut text);
    SecretString::from(text)
}

/// A value as text of which no two values have the same; text is as it is, so
/// that a secret is the same in a setting that is more than text.
fn plain(node: &Node<'_>, out: &mut String) {
    match &node.value {
        Value::Free(text) | Value::String(text) => out.push_str(text),
        Value::Wide(text) | Value::Datetime(text) => out.push_str(text),
        Value::Integer(number) => drop(write!(out, "{number}")),
        Value::Float(number) => drop(write!(out, "{number:?}")),
        Value::Bool(bool) => out.push_str(if *bool { "true" } else { "false" }),
        Value::List(nodes) => nodes.iter().for_each(|node| framed("", node, out)),
        Value::Table(table) => {
            let entries = table.entries().iter();
            entries.for_each(|entry| framed(&entry.key, &entry.node, out));
        }
        Value::Patch(table) => {
            let elements = table.elements();
            let elements = elements.iter();
            elements.for_each(|(_, entry)| framed("", &entry.node, out));
        }
        Value::Null | Value::Bad => {}
    }
}

/// One of several, told from its neighbours by its length.
fn framed(name: &str, node: &Node<'_>, out: &mut String) {
    let text = whole(node);
    let text = text.expose_secret();
    let _ = write!(out, "{}:{name}{}:{text}", name.len(), text.len());
}
