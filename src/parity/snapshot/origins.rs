//! Origins as a snapshot records them.

use std::path::PathBuf;

use crate::value::origin::{Origin, Position};
use crate::value::redact;

/// An origin in parts: its class, and what that class has.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Recorded {
    pub(super) class: String,
    pub(super) path: Option<String>,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) name: Option<String>,
}

impl Recorded {
    pub(super) fn of(origin: &Origin) -> Self {
        let class = |class: &str| Self {
            class: class.to_owned(),
            ..Self::default()
        };
        let named = |class: &str, name: &str| Self {
            class: class.to_owned(),
            name: Some(redact::text(name).into_owned()),
            ..Self::default()
        };
        match origin {
            Origin::Default => class("default"),
            Origin::File(position) => Self {
                path: Some(position.path().to_string_lossy().into_owned()),
                line: Some(position.line()),
                column: Some(position.column()),
                ..class("file")
            },
            Origin::WholeFile(path) => Self {
                path: Some(path.to_string_lossy().into_owned()),
                ..class("file")
            },
            Origin::Variable(name) => named("variable", name),
            Origin::FileOfVariable { variable, path } => Self {
                path: Some(path.to_string_lossy().into_owned()),
                ..named("file-of-variable", variable)
            },
            Origin::SecretFile(path) => Self {
                path: Some(path.to_string_lossy().into_owned()),
                ..class("secret-file")
            },
            Origin::Override(key) => named("override", key),
            Origin::Argument(key) => named("argument", key),
            Origin::Provider(name) => named("provider", name),
        }
    }

    /// None where the parts are not those of the class.
    pub(super) fn origin(self) -> Option<Origin> {
        Some(match (self.class.as_str(), self.path, self.name) {
            ("default", None, None) => Origin::Default,
            ("file", Some(path), None) => match (self.line, self.column) {
                (Some(line), Some(column)) => {
                    Origin::File(Position::at(PathBuf::from(path), line, column))
                }
                _ => Origin::WholeFile(PathBuf::from(path)),
            },
            ("variable", None, Some(name)) => Origin::Variable(name),
            ("file-of-variable", Some(path), Some(variable)) => Origin::FileOfVariable {
                variable,
                path: PathBuf::from(path),
            },
            ("secret-file", Some(path), None) => Origin::SecretFile(PathBuf::from(path)),
            ("override", None, Some(name)) => Origin::Override(name),
            ("argument", None, Some(name)) => Origin::Argument(name),
            ("provider", None, Some(name)) => Origin::Provider(name),
            _ => return None,
        })
    }
}
