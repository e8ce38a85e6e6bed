//! Where a load looked for files.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use crate::report::counted;
use crate::value::redact;

/// Where a load looked for files, and what it found.
///
/// A [`Report`](crate::Report) ends with it, and [`Loaded`](crate::Loaded) has
/// it too. Paths are absolute, but for those of files embedded in the program.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader};
///
/// #[derive(Config)]
/// struct Settings {
///     #[config(default = 8080)]
///     port: u16,
/// }
///
/// let host = Memory::new()
///     .current_dir("/srv/app")
///     .variable("CADENCE_ENV", "test")
///     .file("config/test.toml", "port = 80");
/// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
/// let searched = settings.searched().unwrap().to_string();
/// assert!(searched.starts_with(
///     "looked in /srv/app/config: default.toml (not there), test.toml, local.toml (not there)"
/// ));
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Searched {
    #[serde(serialize_with = "shown")]
    pub(crate) working_dir: PathBuf,
    #[serde(rename = "embedded")]
    pub(crate) is_embedded: bool,
    /// None for files that are embedded or named, and where the program wants none.
    pub(crate) config_dir: Option<SearchedPath>,
    pub(crate) named_by: Option<String>,
    pub(crate) files: Vec<SearchedPath>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) providers: Vec<SearchedProvider>,
}

/// A text provider, and how much it has given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SearchedProvider {
    pub(crate) name: String,
    pub(crate) keys: usize,
}

/// One path that a load looked at.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SearchedPath {
    #[serde(serialize_with = "shown")]
    pub(crate) path: PathBuf,
    pub(crate) state: PathState,
}

/// As it is displayed: a path may be a secret that was put in its place.
impl fmt::Debug for Searched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Searched").field(&self.to_string()).finish()
    }
}

/// As it is displayed in a report.
impl fmt::Debug for SearchedPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = redact::path(&self.path);
        f.debug_tuple("SearchedPath")
            .field(&path)
            .field(&self.state)
            .finish()
    }
}

fn shown<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&redact::path(path))
}

/// What a load found at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum PathState {
    /// It was read.
    #[serde(rename = "read")]
    Read,
    /// It does not exist.
    #[serde(rename = "not there")]
    NotThere,
    /// It exists but was not read; a problem says why.
    #[serde(rename = "not read")]
    NotRead,
}

impl Searched {
    /// Returns the working directory.
    pub fn working_dir(&self) -> &Path {
        &self.working_dir
    }

    /// Returns whether the files are those embedded in the program.
    pub fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// Returns the config directory; none where files embedded in the program or
    /// [named] by it are read instead, and where the program [wants none].
    ///
    /// [named]: crate::Loader::file
    /// [wants none]: crate::Loader::without_config_dir
    pub fn config_dir(&self) -> Option<&SearchedPath> {
        self.config_dir.as_ref()
    }

    /// Returns the variable that names the config directory, if one does.
    pub fn named_by(&self) -> Option<&str> {
        self.named_by.as_deref()
    }

    /// Returns the files that were looked for, lowest layer first.
    pub fn files(&self) -> &[SearchedPath] {
        &self.files
    }

    /// The file that would be read if it were there, seen from the working directory;
    /// none where nothing is read.
    #[cfg(feature = "json")]
    pub(crate) fn would_be_read(&self) -> Option<PathBuf> {
        let first = self.files.first().map(|file| file.path.clone());
        let default = || Some(self.config_dir.as_ref()?.path.join("default.toml"));
        let path = first.or_else(default)?;
        let relative = path.strip_prefix(&self.working_dir).map(Path::to_owned);
        Some(relative.unwrap_or(path))
    }

    /// Where several loads of one loader looked, each file once.
    pub(crate) fn of_all(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(|mut all, next| {
            for file in next.files {
                if !all.files.contains(&file) {
                    all.files.push(file);
                }
            }
            all
        })
    }

    /// Whether it is a file of the config directory, or an embedded one.
    fn is_within(&self, file: &SearchedPath) -> bool {
        self.is_embedded && file.path.is_relative() || self.name_of(file).is_some()
    }

    /// The path of a file within the directory.
    fn name_of<'s>(&self, file: &'s SearchedPath) -> Option<&'s Path> {
        file.path.strip_prefix(&self.config_dir.as_ref()?.path).ok()
    }

    fn called(&self, file: &SearchedPath) -> String {
        let path = self.name_of(file).unwrap_or(&file.path);
        file.described("", path, "")
    }
}

impl SearchedPath {
    pub(crate) fn new(path: PathBuf, state: PathState) -> Self {
        Self { path, state }
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what was found.
    pub fn state(&self) -> PathState {
        self.state
    }

    fn described(&self, verb: &str, path: &Path, named_by: &str) -> String {
        let path = redact::path(path);
        match self.state {
            PathState::Read => format!("{verb}{path}{named_by}"),
            state => format!("{verb}{path}{named_by} ({})", state.as_str()),
        }
    }
}

impl PathState {
    /// Returns the words for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::NotThere => "not there",
            Self::NotRead => "not read",
        }
    }
}

/// One line, such as `looked in /srv/app/config: default.toml, test.toml (not there)`.
impl fmt::Display for Searched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named_by = match &self.named_by {
            Some(variable) => format!(", named by {variable}"),
            None => String::new(),
        };
        let (within, beside): (Vec<_>, Vec<_>) =
            self.files.iter().partition(|file| self.is_within(file));
        let mut parts = Vec::new();
        match &self.config_dir {
            Some(dir) if dir.state == PathState::Read => {
                parts.push(format!("in {}{named_by}", redact::path(&dir.path)));
            }
            Some(dir) => parts.push(dir.described("for ", &dir.path, &named_by)),
            None if self.is_embedded => parts.push("in the program".to_owned()),
            None => {}
        }
        let within: Vec<String> = within.iter().map(|file| self.called(file)).collect();
        if let Some(last) = parts.last_mut().filter(|_| !within.is_empty()) {
            last.push_str(": ");
            last.push_str(&within.join(", "));
        }
        parts.extend(beside.iter().map(|file| file.described("", &file.path, "")));
        match &*parts.join("; ") {
            "" => f.write_str("looked for no files")?,
            parts if self.config_dir.is_none() && !self.is_embedded => {
                write!(f, "looked for {parts}")?;
            }
            parts => write!(f, "looked {parts}")?,
        }
        self.providers.iter().try_for_each(|provider| {
            let keys = counted(provider.keys, "key");
            write!(f, "; {keys} from provider {}", redact::line(&provider.name))
        })
    }
}
