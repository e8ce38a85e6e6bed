//! The assertion that what is embedded is what is on disk.

use std::collections::BTreeSet;
use std::path::Path;

use crate::layer::file::names::is_committed;
use crate::load::{Loader, Setup};
use crate::system::ReadError;
use crate::value::redact;

/// Asserts that the files which a program [embeds](Loader::embed) are those on disk.
///
/// It compares each embedded file with the file of its path, seen from the directory of the
/// package, and finds files of layers beside them that are not embedded. Only those can be
/// missed that were added since the program was compiled.
///
/// # Panics
///
/// With a list of the differences, or if nothing is embedded.
///
/// # Example
///
/// ```should_panic
/// use rehearsal::system::Memory;
/// use rehearsal::{Loader, testing};
///
/// // On disk, as a test finds it. By default, that is the package.
/// let disk = Memory::new()
///     .file("config/default.toml", "port = 8080")
///     .file("config/production.toml", "port = 80");
/// let loader = Loader::new("CADENCE").embed([("config/default.toml", "port = 8080")]);
/// testing::assert_embedded(&loader.system(disk)); // panics: production.toml is missing
/// ```
#[track_caller]
pub fn assert_embedded(loader: &Loader) {
    let setup = loader.setup();
    assert!(!setup.embedded.is_empty(), "the program embeds no files");
    let differences: Vec<String> = changed(setup).chain(added(setup)).collect();
    assert!(
        differences.is_empty(),
        "the embedded files are not those on disk\n\n{}\n\ncompile the program again, or embed \
         the directory: `rehearsal::files!(\"config\")`",
        differences.join("\n")
    );
}

/// The embedded files that are not as on disk.
fn changed(setup: &Setup) -> impl Iterator<Item = String> {
    setup.embedded.iter().filter_map(|file| {
        let path = redact::path(&file.path);
        match setup.system.read(&file.path, setup.size_limit) {
            Ok(bytes) if bytes == file.text.as_bytes() => None,
            Ok(_) => Some(format!("{path} differs on disk")),
            Err(ReadError::Missing) => Some(format!("{path} is not on disk")),
            Err(_) => Some(format!("{path} cannot be read on disk")),
        }
    })
}

/// The files of layers beside those that are embedded.
fn added(setup: &Setup) -> impl Iterator<Item = String> {
    let embedded: BTreeSet<&Path> = setup.embedded.iter().map(|file| &*file.path).collect();
    let folders: BTreeSet<&Path> = embedded.iter().filter_map(|path| path.parent()).collect();
    folders.into_iter().flat_map(move |folder| {
        let is_here = folder.as_os_str().is_empty();
        let listed = if is_here { Path::new(".") } else { folder };
        let listed = setup.system.read_dir(listed);
        let mut names = listed.unwrap_or_default();
        names.sort_unstable();
        names.retain(|name| {
            let is_layer = name
                .to_str()
                .is_some_and(|name| is_committed(&setup.deployments, name));
            is_layer && !embedded.contains(&*folder.join(name))
        });
        let path = move |name| redact::path(&folder.join(name));
        names
            .into_iter()
            .map(move |name| format!("{} is not embedded", path(name)))
    })
}
