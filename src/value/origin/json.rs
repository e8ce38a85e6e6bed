//! Origins as JSON has them, in reports and records alike.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Origin, Position};
use crate::value::foreign::line;
use crate::value::redact;

/// An origin in parts: its class, and what that class has.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parts {
    origin: Class,
    #[serde(deserialize_with = "Option::deserialize")]
    path: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    line: Option<usize>,
    #[serde(deserialize_with = "Option::deserialize")]
    column: Option<usize>,
    #[serde(deserialize_with = "Option::deserialize")]
    name: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Class {
    Default,
    File,
    Variable,
    FileOfVariable,
    SecretFile,
    Override,
    Argument,
    ProviderKey,
    Provider,
}

impl From<Origin> for Parts {
    fn from(origin: Origin) -> Self {
        let position = origin.position();
        Self {
            origin: Class::of(&origin),
            path: origin.path().map(redact::path),
            line: position.map(Position::line),
            column: position.map(Position::column),
            name: origin
                .name()
                .map(|name| line(&redact::text(&name)).into_owned()),
        }
    }
}

impl Class {
    fn of(origin: &Origin) -> Self {
        match origin {
            Origin::Default => Self::Default,
            Origin::File(_) | Origin::WholeFile(_) => Self::File,
            Origin::Variable(_) => Self::Variable,
            Origin::FileOfVariable { .. } => Self::FileOfVariable,
            Origin::SecretFile(_) => Self::SecretFile,
            Origin::Override(_) => Self::Override,
            Origin::Argument(_) => Self::Argument,
            Origin::ProviderKey { .. } => Self::ProviderKey,
            Origin::Provider(_) => Self::Provider,
        }
    }
}

impl TryFrom<Parts> for Origin {
    type Error = &'static str;

    fn try_from(parts: Parts) -> Result<Self, Self::Error> {
        let Parts {
            origin,
            path,
            line,
            column,
            name,
        } = parts;
        let path = path.map(PathBuf::from);
        let name = name.map(|name| redact::text(&name).into_owned());
        Ok(match (origin, path, line.zip(column), name) {
            (Class::Default, None, None, None) => Self::Default,
            (Class::File, Some(path), Some((line @ 1.., column @ 1..)), None) => {
                Self::File(Position { path, line, column })
            }
            (Class::File, Some(path), None, None) => Self::WholeFile(path),
            (Class::Variable, None, None, Some(name)) => Self::Variable(name),
            (Class::FileOfVariable, Some(path), None, Some(variable)) => {
                Self::FileOfVariable { variable, path }
            }
            (Class::SecretFile, Some(path), None, None) => Self::SecretFile(path),
            (Class::Override, None, None, Some(key)) => Self::Override(key),
            (Class::Argument, None, None, Some(key)) => Self::Argument(key),
            (Class::ProviderKey, None, None, Some(name)) => {
                let (provider, key) = name.split_once('#').ok_or("not an origin")?;
                Self::ProviderKey {
                    provider: provider.to_owned(),
                    key: key.to_owned(),
                }
            }
            (Class::Provider, None, None, Some(name)) => Self::Provider(name),
            _ => return Err("not an origin"),
        })
    }
}
