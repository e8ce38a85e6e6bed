//! Files beside those that are read.

use std::path::{Path, PathBuf};

use crate::environment::Deployment;
use crate::layer::file::names::{Unread, file_of_layer, folder_of_layer, layers, unread};
use crate::layer::words;
use crate::load::offline::Listing;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::value::redact;
use crate::value::suggest::{closest, quoted};

/// Files that nothing reads, and those of one machine.
pub(super) fn problems(
    listing: &Listing,
    deployments: &[Deployment],
    read: &dyn Fn(&Path) -> Option<String>,
) -> Vec<Problem> {
    let names = || listing.files.iter().filter_map(|path| path.file_name());
    let folder = |path: &PathBuf| {
        let layer = folder_of_layer(deployments, path.file_name()?.to_str()?)?;
        let there = file_of_layer(names(), layer.1);
        Some(words::unread_folder(path, layer, there))
    };
    let problem = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?;
        if path.file_stem()? == "local" {
            return Some(local(path, listing, read));
        }
        match unread(deployments, name)? {
            Unread::Near(meant) => {
                let there = file_of_layer(names(), &meant.layer);
                Some(words::near_file(path, &meant, there))
            }
            Unread::Dotenv => Some(words::dotenv_in_folder(path)),
            Unread::Unknown => Some(unknown(path, deployments)),
        }
    };
    let files = listing.files.iter().filter_map(problem);
    let folders = listing.folders.iter().filter_map(folder);
    files.chain(folders).collect()
}

fn unknown(path: &Path, deployments: &[Deployment]) -> Problem {
    let message = format!(
        "{} is not read: no environment has this name",
        redact::path(path)
    );
    let problem = Problem::new(Code::UnknownFile, message).with_place(Place::of_file(path));
    let known = || {
        layers(deployments)
            .map(|(_, layer)| layer)
            .chain(["waivers"])
    };
    let ending = path
        .extension()
        .map_or("toml".into(), |ending| ending.to_string_lossy());
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    match closest(&stem, known()) {
        Some(meant) => problem.with_help(format!("rename it to {meant}.{ending}, or remove it")),
        None => problem.with_help(format!(
            "configuration files are named {}; remove it",
            quoted(known())
        )),
    }
}

/// What can be known of a local file without asking git: that nothing keeps it
/// from being committed, or that it is in the program.
fn local(path: &Path, listing: &Listing, read: &dyn Fn(&Path) -> Option<String>) -> Problem {
    let file = redact::path(path);
    let problem = |severity, message: String| {
        Problem::new(Code::LocalFile, message)
            .with_severity(severity)
            .with_place(Place::of_file(path))
    };
    if listing.is_embedded {
        let message = format!("{file} is specific to one machine, but embedded in the program");
        return problem(Severity::Error, message).with_help("do not embed it");
    }
    if is_ignored(path, read) {
        let message = format!("{file} is specific to this machine, and was left out");
        return problem(Severity::Note, message);
    }
    let message = format!("{file} is specific to one machine, but not ignored by git");
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    problem(Severity::Error, message).with_help(format!("add `{name}` to .gitignore"))
}

/// Whether a `.gitignore` beside the file, or in a directory above, names it.
///
/// Patterns with a `*` at one end or a directory in front are understood, which is
/// how such files are named.
fn is_ignored(path: &Path, read: &dyn Fn(&Path) -> Option<String>) -> bool {
    path.ancestors().skip(1).any(|folder| {
        let Some(text) = read(&folder.join(".gitignore")) else {
            return false;
        };
        let below = path.strip_prefix(folder).unwrap_or(path);
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with('#'));
        let mut ignored = false;
        for line in lines {
            match line.strip_prefix('!') {
                Some(kept) if covers(kept, below) => ignored = false,
                None if covers(line, below) => ignored = true,
                _ => {}
            }
        }
        ignored
    })
}

fn covers(pattern: &str, below: &Path) -> bool {
    let pattern = pattern.trim_start_matches("**/").trim_end_matches('/');
    let is_anchored = pattern.contains('/');
    let pattern = pattern.trim_start_matches('/');
    let below = below.to_string_lossy().replace('\\', "/");
    if pattern.is_empty() {
        false
    } else if is_anchored {
        matches(pattern, &below) || below.starts_with(&format!("{pattern}/"))
    } else {
        below.split('/').any(|part| matches(pattern, part))
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => {
            name.len() >= start.len() + end.len()
                && name.starts_with(start)
                && name.ends_with(end.trim_start_matches('*'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gitignore_covers_what_it_names() {
        let path = Path::new("config/local.toml");
        for pattern in [
            "local.toml",
            "config/local.toml",
            "/config/local.toml",
            "**/local.toml",
            "local.*",
            "*.toml",
            "config/",
            "/config",
            "# a\nlocal.toml\n",
        ] {
            let read = |at: &Path| (at == Path::new(".gitignore")).then(|| pattern.to_owned());
            assert!(is_ignored(path, &read), "{pattern}");
        }
        for pattern in [
            "",
            "/",
            "/local.toml",
            "*.json",
            "local",
            "#local.toml",
            "*\n!local.toml",
        ] {
            let read = |at: &Path| (at == Path::new(".gitignore")).then(|| pattern.to_owned());
            assert!(!is_ignored(path, &read), "{pattern}");
        }
        let read =
            |at: &Path| (at == Path::new("config/.gitignore")).then(|| "/local.toml".to_owned());
        assert!(is_ignored(path, &read));
    }
}
