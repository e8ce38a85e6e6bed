//! Named texts that layers are made of: variables, secret files, lines of `.env`.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use secrecy::zeroize::{Zeroize, Zeroizing};

use crate::schema::names::TWIN;
use crate::system::{ReadError, System, absolute};
use crate::value::redact;

/// A text under the name of a variable.
///
/// It is wiped when it goes, since it may be a secret.
pub(crate) struct Variable {
    /// As it is called where it is: the variable, or the name of the file.
    pub(crate) name: String,
    /// The variable it is taken for, where that is another.
    stands_for: Option<String>,
    value: OsString,
    file: Option<SecretFile>,
    /// Whether its own value is the path of the file.
    is_twin: bool,
}

/// The file that holds the value of a setting.
pub(crate) struct SecretFile {
    pub(crate) path: PathBuf,
    pub(crate) text: Result<Zeroizing<String>, Unusable>,
    /// Whether what names it is a path, as far as one can tell, and not the value that
    /// it should hold.
    pub(crate) is_path: bool,
}

/// Why such a file gives no value.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// The variable names no file.
    NoPath,
    /// The host gives no bytes; the limit is that of its size.
    Unread { error: ReadError, limit: u64 },
    /// The bytes are not UTF-8.
    NotText,
}

impl Variable {
    /// A variable of the process, or a line of `.env`.
    pub(crate) fn new(name: String, value: OsString) -> Self {
        Self {
            name,
            stands_for: None,
            value,
            file: None,
            is_twin: false,
        }
    }

    /// Something that is taken for a variable of another name.
    pub(crate) fn standing_for(name: String, variable: String) -> Self {
        Self {
            name,
            stands_for: Some(variable),
            value: OsString::new(),
            file: None,
            is_twin: false,
        }
    }

    /// A variable of a system that does not tell upper from lower case.
    pub(crate) fn respelled(name: String, variable: String, value: OsString) -> Self {
        let mut variable = Self::standing_for(name, variable);
        variable.value = value;
        variable
    }

    /// The variable that this is the twin of, if its name is that of a twin.
    pub(crate) fn twin_of(&self) -> Option<&str> {
        self.variable()
            .strip_suffix(TWIN)
            .filter(|name| !name.is_empty() && !name.ends_with('_'))
    }

    /// Takes this for the twin of a variable: its value is a path, and that of
    /// the variable is there. Whether that may be a secret is asked where
    /// nothing is at the path.
    pub(crate) fn make_twin(
        &mut self,
        host: &dyn System,
        limit: u64,
        may_be_secret: impl FnOnce(&str) -> bool,
    ) {
        let path = PathBuf::from(&self.value);
        self.stands_for = self.twin_of().map(str::to_owned);
        self.is_twin = true;
        self.file = Some(if path.as_os_str().is_empty() {
            SecretFile {
                path,
                text: Err(Unusable::NoPath),
                is_path: false,
            }
        } else {
            let mut file = SecretFile::read(host, &path, path.clone(), limit);
            if !file.is_there(host) {
                file.is_path = redact::is_path(&path, may_be_secret(self.variable()));
                // OK because a path that leads nowhere is reported in full, if it is one.
                if file.is_path {
                    file.path = absolute(host, &path);
                }
            }
            file
        });
    }

    /// Whether it is a twin, or a file of a secret directory that is named like one.
    pub(crate) fn is_called_like_a_twin(&self) -> bool {
        self.is_twin || (self.file.is_some() && self.variable().ends_with(TWIN))
    }

    pub(crate) fn set_file(&mut self, file: SecretFile) {
        self.file = Some(file);
    }

    /// The name of the variable that this is, or is taken for.
    pub(crate) fn variable(&self) -> &str {
        self.stands_for.as_deref().unwrap_or(&self.name)
    }

    /// The file whose content this is.
    pub(crate) fn file(&self) -> Option<&SecretFile> {
        self.file.as_ref()
    }

    /// The value, where it is UTF-8 and could be read.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.file {
            Some(file) => file.text.as_ref().ok().map(|text| text.as_str()),
            None => self.value.to_str(),
        }
    }

    /// Whether both may stand beside each other: equal variables of one setting.
    pub(crate) fn agrees_with(&self, other: &Self) -> bool {
        self.file.is_none() && other.file.is_none() && self.value == other.value
    }
}

impl Drop for Variable {
    fn drop(&mut self) {
        std::mem::take(&mut self.value)
            .into_encoded_bytes()
            .zeroize();
    }
}

/// The name alone: the value may be a secret.
impl fmt::Debug for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Variable")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl SecretFile {
    /// Reads the file at `place`, which is called `path` in reports.
    ///
    /// One newline at its end belongs to the editor, not to the value.
    pub(crate) fn read(host: &dyn System, place: &Path, path: PathBuf, limit: u64) -> Self {
        let text = match host.read(place, limit) {
            Ok(bytes) => text(bytes),
            Err(error) => Err(Unusable::Unread { error, limit }),
        };
        Self {
            path,
            text,
            is_path: true,
        }
    }

    /// Whether there is something at the path, be it no file that can be read.
    fn is_there(&self, host: &dyn System) -> bool {
        match &self.text {
            Err(Unusable::Unread { error, .. }) => match error {
                ReadError::BrokenLink { .. }
                | ReadError::Folder
                | ReadError::NotRegular
                | ReadError::TooLarge { .. } => true,
                // OK to ask again: a directory on the way may be closed, and hide nothing.
                ReadError::Denied => host.entry(&self.path).is_ok(),
                ReadError::Missing | ReadError::Other(_) => false,
            },
            _ => true,
        }
    }
}

fn text(bytes: Vec<u8>) -> Result<Zeroizing<String>, Unusable> {
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => Zeroizing::new(text),
        Err(error) => {
            error.into_bytes().zeroize();
            return Err(Unusable::NotText);
        }
    };
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_newline_at_the_end_goes_and_no_more() {
        for (bytes, expected) in [
            ("s3cret", "s3cret"),
            ("s3cret\n", "s3cret"),
            ("s3cret\r\n", "s3cret"),
            ("s3cret\n\n", "s3cret\n"),
            (" s3cret \n", " s3cret "),
            ("s3cret\r", "s3cret\r"),
            ("\n", ""),
            ("", ""),
        ] {
            let text = text(bytes.into()).unwrap();
            assert_eq!(*text, expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_name_of_a_twin_has_a_variable_before_its_ending() {
        let twin_of = |name: &str| {
            let variable = Variable::new(name.to_owned(), OsString::new());
            variable.twin_of().map(str::to_owned)
        };
        assert_eq!(twin_of("CADENCE_API_KEY_FILE").unwrap(), "CADENCE_API_KEY");
        assert_eq!(twin_of("CADENCE_API_KEY"), None);
        assert_eq!(twin_of("_FILE"), None);
        assert_eq!(twin_of("CADENCE__FILE"), None);
    }

    #[test]
    fn debug_shows_no_value() {
        let variable = Variable::new("CADENCE_API_KEY".into(), "hunter2".into());
        assert_eq!(
            format!("{variable:?}"),
            r#"Variable { name: "CADENCE_API_KEY", .. }"#
        );
    }
}
