//! Where a load looked for files, told when it is asked.

use std::path::{Path, PathBuf};

use super::Setup;
use super::gather::{DOTENV, Folder, Inputs, Texts, dotenv_is_read, wanted};
use crate::layer::LayerKind;
use crate::load::choose::Choice;
use crate::report::searched::{PathState, Searched, SearchedPath, SearchedProvider};
use crate::system::{ReadError, absolute};

/// None where the host knows no working directory.
pub(super) fn searched(
    setup: &Setup,
    choice: Option<&Choice>,
    inputs: &Inputs,
) -> Option<Searched> {
    let search = Search {
        setup,
        inputs,
        working_dir: setup.system.current_dir().ok()?,
    };
    let (config_dir, named_by) = search.config_dir();
    let mut files = search.files(choice);
    files.extend(search.dotenv(choice));
    files.extend(search.secrets());
    let providers = search.providers();
    Some(Searched {
        working_dir: search.working_dir,
        is_embedded: matches!(inputs.folder, Folder::Embedded),
        config_dir,
        named_by,
        files,
        providers,
    })
}

struct Search<'s> {
    setup: &'s Setup,
    inputs: &'s Inputs,
    working_dir: PathBuf,
}

impl Search<'_> {
    fn path(&self, path: &Path, state: PathState) -> SearchedPath {
        SearchedPath::new(absolute(&*self.setup.system, path), state)
    }

    fn config_dir(&self) -> (Option<SearchedPath>, Option<String>) {
        let (path, variable, state) = match &self.inputs.folder {
            Folder::Embedded | Folder::Unwanted => return (None, None),
            Folder::At { path, variable } => (&**path, variable, PathState::Read),
            Folder::Closed { path, variable } => (&**path, variable, PathState::NotRead),
            Folder::Missing { path, variable } => (&**path, variable, self.state_of(path)),
            Folder::None => (Path::new(Folder::DEFAULT), &None, PathState::NotThere),
        };
        (Some(self.path(path, state)), variable.clone())
    }

    /// The state of what should be a directory, and is none.
    fn state_of(&self, path: &Path) -> PathState {
        match self.setup.system.read(path, 0) {
            Err(ReadError::Missing) => PathState::NotThere,
            _ => PathState::NotRead,
        }
    }

    fn files(&self, choice: Option<&Choice>) -> Vec<SearchedPath> {
        let mut found = Vec::new();
        let dir = match &self.inputs.folder {
            Folder::At { path, .. } => path,
            Folder::Embedded => self.embedded_dir(),
            _ => return self.named(),
        };
        for (kind, name) in wanted(choice, self.inputs.committed) {
            let before = found.len();
            let read = self.inputs.files.iter().filter(|file| file.kind == kind);
            found.extend(read.map(|file| self.file(&file.path, PathState::Read)));
            found.extend(self.unread(kind));
            if found.len() == before {
                let path = self.inputs.likely_file(dir, &name);
                found.push(self.file(&path, PathState::NotThere));
            }
        }
        found.extend(self.named());
        found
    }

    /// The files that the program names.
    fn named(&self) -> Vec<SearchedPath> {
        if self.inputs.committed {
            return Vec::new();
        }
        let is_read = |path: &PathBuf| self.inputs.files.iter().any(|file| file.path == *path);
        let state = |path: &PathBuf| match self.setup.system.read(path, 0) {
            _ if is_read(path) => PathState::Read,
            Err(ReadError::Missing) => PathState::NotThere,
            _ => PathState::NotRead,
        };
        let paths = self.setup.files.iter();
        paths.map(|path| self.path(path, state(path))).collect()
    }

    /// Where embedded files say that they are.
    fn embedded_dir(&self) -> &Path {
        let first = self.setup.embedded.first();
        let dir = first.and_then(|file| file.path.parent());
        dir.unwrap_or(Path::new(""))
    }

    /// A file of the directory, or one that is embedded.
    fn file(&self, path: &Path, state: PathState) -> SearchedPath {
        match self.inputs.folder {
            Folder::Embedded => SearchedPath::new(path.to_owned(), state),
            _ => self.path(path, state),
        }
    }

    fn unread(&self, kind: LayerKind) -> impl Iterator<Item = SearchedPath> {
        let unread = self.inputs.lost.iter();
        let unread = unread.filter(move |lost| lost.kind == kind);
        unread.map(|lost| self.file(&lost.path, PathState::NotRead))
    }

    fn dotenv(&self, choice: Option<&Choice>) -> Vec<SearchedPath> {
        if self.inputs.committed || !dotenv_is_read(choice) {
            return Vec::new();
        }
        let unread: Vec<_> = self.unread(LayerKind::Dotenv).collect();
        if !unread.is_empty() {
            return unread;
        }
        let state = match self.inputs.dotenv {
            Some(_) => PathState::Read,
            None => PathState::NotThere,
        };
        vec![self.path(Path::new(DOTENV), state)]
    }

    fn providers(&self) -> Vec<SearchedProvider> {
        let texts = self.inputs.texts.iter();
        let provider = |texts: &Texts| SearchedProvider {
            name: texts.provider.clone(),
            keys: texts.pairs.len(),
        };
        texts.map(provider).collect()
    }

    fn secrets(&self) -> impl Iterator<Item = SearchedPath> {
        let folders = self.inputs.secret_folders.iter();
        folders.map(|(path, state)| self.path(path, *state))
    }
}
