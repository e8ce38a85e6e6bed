//! What may be shown of a path: it may be a secret that was put in its place.

use std::path::Path;

use super::find::{is_random_folder, is_random_path};
use super::{REDACTED, is_harmless, is_likely_credential, is_random_name, text};
use crate::value::foreign;

/// The path on one line, without what is secret in a URL, and without names that are
/// likely to be keys: one was given where the name of a file belongs.
pub(crate) fn path(path: &Path) -> String {
    let lossy = path.to_string_lossy();
    if is_random_path(&lossy) && !path.has_root() {
        return REDACTED.to_owned();
    }
    let mut shown = String::with_capacity(lossy.len());
    for part in lossy.split_inclusive(SEPARATORS) {
        let name = part.trim_end_matches(SEPARATORS);
        let is_last = name.len() == part.len();
        if is_random_folder(name) || (is_last && is_random_name(name)) {
            shown.push_str(REDACTED);
            shown.push_str(&part[name.len()..]);
        } else {
            shown.push_str(part);
        }
    }
    foreign::line(&text(&shown)).into_owned()
}

/// What is between the names of a path.
const SEPARATORS: [char; 2] = ['/', '\\'];

/// Whether what a variable such as `APP_KEY_FILE` holds may be shown, where nothing
/// was found by it: the variable may hold the value itself, so that of a secret has to
/// look like a path, and that of anything else must not look like a credential.
pub(crate) fn is_path(path: &Path, is_secret: bool) -> bool {
    let text = path.to_string_lossy();
    looks_like_a_path(&text) || !(is_secret || may_be_credential(&text))
}

/// Whether a text is perhaps a credential: it looks like one, or holds one.
fn may_be_credential(text: &str) -> bool {
    !is_harmless(text)
        || is_likely_credential(text)
        || is_random_name(text)
        || text.lines().count() > 1
}

/// Whether nobody would take it for anything but a path.
fn looks_like_a_path(text: &str) -> bool {
    let begins = ["/", "./", "../", "~/", r"\\", r".\", r"..\"]
        .iter()
        .any(|start| text.starts_with(start));
    let is_drive = text.get(1..3).is_some_and(|at| matches!(at, r":\" | ":/"));
    let is_path = |char: char| char.is_alphanumeric() || matches!(char, '/' | '.' | '_' | '-');
    let is_plain = text.contains('/') && text.chars().all(is_path);
    (begins || is_drive || is_plain)
        && is_harmless(text)
        && !is_random_path(text)
        && text.lines().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_the_place_of_a_path_is_not_shown() {
        for (given, shown) in [
            ("/run/secrets/key", true),
            ("secrets/db-password.txt", true),
            ("../key", true),
            (r"C:\secrets\key", true),
            ("hunter2", false),
            ("postgres://app:hunter2@db/main", false),
            ("//app:hunter2@db/main", false),
            ("hun/ter+2==", false),
            ("-----BEGIN KEY-----\nMIIEv/\n", false),
            ("/run\n-----BEGIN KEY-----", false),
            ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", false),
            ("/wJalrXUtnFEMI/K7MDENGbPxRfiCYEXAMPLEKEY", false),
            ("/run/secrets/eu-west-1/Db2/Password", true),
            ("", false),
        ] {
            assert_eq!(is_path(Path::new(given), true), shown, "{given}");
        }
    }

    #[test]
    fn a_credential_in_the_place_of_any_path_is_not_shown() {
        for (given, shown) in [
            ("port.txt", true),
            ("8080", true),
            ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", false),
            ("Zk9wQv7pXr4mTb2n", false),
            ("password=hunter2", false),
            ("postgres://app:hunter2@db/main", false),
            ("-----BEGIN KEY-----\nMIIEv/\n", false),
        ] {
            assert_eq!(is_path(Path::new(given), false), shown, "{given}");
        }
    }

    #[test]
    fn a_path_is_one_line_and_holds_no_password() {
        let shown = path(Path::new("postgres://app:hunter2@db/a\nb"));
        assert_eq!(shown, "postgres://app:[redacted]@db/a␊b");
        assert_eq!(path(Path::new("config\n::error::x")), "config␊::error::x");
        assert_eq!(path(Path::new("c2VjcmV0==")), "[redacted]");
        assert_eq!(path(Path::new("/srv/Zk9wQv7pXr4mTb2n")), "/srv/[redacted]");
    }

    #[test]
    fn a_key_that_has_the_sign_of_paths_in_it_is_not_shown() {
        for (given, shown) in [
            ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "[redacted]"),
            ("q0Ri7/Xv2ZpLw9TbK4/mN8sYc1D==", "[redacted]"),
            (
                "/srv/Zk9wQv7pXr4mTb2n/hG3dLs8yJc6fWz5a",
                "/srv/[redacted]/[redacted]",
            ),
            ("/srv/Zk9wQv7pXr4mTb2n/app.toml", "/srv/[redacted]/app.toml"),
            (r"C:\Zk9wQv7pXr4mTb2n\a", r"C:\[redacted]\a"),
        ] {
            assert_eq!(path(Path::new(given)), shown);
        }
        for given in [
            "/srv/rehearsal-2.json",
            "/srv/Releases/Version2/Cadence/Config",
            "/builds/0123456789abcdef0123456789abcdef/config",
            "/nix/store/s66mzxpvicwk07gjbjfw9izjfa797vsw-cadence-1.2/config",
            "/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/.tmpAbC123/config",
            "config/production.toml",
            "config/",
            "",
        ] {
            assert_eq!(path(Path::new(given)), given);
        }
    }
}
