//! Passwords beside the name of a user, on command lines and as Oracle has them.

use std::ops::Range;

use super::{Found, What, words};
use crate::value::redact::secret_name::is_secret_name;

/// Programs, and their flag of the password; whether it may be a word of its own.
const PROGRAMS: &[(&str, &str, bool)] = &[
    ("ldapadd", "-w", true),
    ("ldapmodify", "-w", true),
    ("ldapsearch", "-w", true),
    ("mariadb", "-p", false),
    ("mariadb-dump", "-p", false),
    ("mongodump", "-p", true),
    ("mongorestore", "-p", true),
    ("mongosh", "-p", true),
    ("mysql", "-p", false),
    ("mysqladmin", "-p", false),
    ("mysqldump", "-p", false),
    ("redis-cli", "-a", true),
    ("sshpass", "-p", true),
];

/// Finds what follows `-u name:`, `--user=name:` and `--password`, and the flags of
/// programs.
pub(super) fn find_flags(text: &str, found: &mut Vec<Found>) {
    let mut flag = "";
    let mut program = None;
    for word in words(text) {
        let given = &text[word.clone()];
        let name = given.rsplit('/').next();
        let is_called = |(called, ..): &&(&str, &str, bool)| name == Some(*called);
        program = PROGRAMS.iter().find(is_called).or(program);
        let of_program = program.and_then(|&(_, of, is_apart)| {
            let is_behind = is_apart && flag == of && !given.starts_with('-');
            given
                .strip_prefix(of)
                .filter(|rest| !rest.is_empty())
                .or(is_behind.then_some(given))
        });
        let attached = given.strip_prefix("-u").filter(|user| !user.is_empty());
        if let Some(password) = of_program {
            found.push(What::Login.at(word.end - password.len()..word.end));
        } else if let Some(user) = given.strip_prefix("--user=").or(attached) {
            found.extend(behind_colon(user, word.end - user.len()));
        } else if matches!(flag, "-u" | "--user" | "--proxy-user") {
            found.extend(behind_colon(given, word.start));
        } else if flag.starts_with("--") && is_secret_name(flag) && !given.starts_with('-') {
            found.push(What::Login.at(word));
        }
        flag = if given.contains('=') { "" } else { given };
    }
}

fn behind_colon(user: &str, start: usize) -> Option<Found> {
    let colon = user.find(':')?;
    Some(What::Login.at(start + colon + 1..start + user.len()))
}

/// Finds the last word of `machine host login name password secret`.
pub(super) fn find_netrc(text: &str, found: &mut Vec<Found>) {
    let (mut before, mut is_entry) = (["", "", ""], false);
    for word in words(text) {
        let given = &text[word.clone()];
        match before {
            [_, "or" | "and", _] => {}
            ["login" | "machine", _, "password"] if is_entry => found.push(What::Login.at(word)),
            _ => {}
        }
        is_entry |= matches!(given, "machine" | "default");
        before = [before[1], before[2], given];
    }
}

/// Finds the password of `name/password@database`.
pub(super) fn find_oracle(text: &str, found: &mut Vec<Found>) {
    found.extend(oracle(text).map(|range| What::Login.at(range)));
}

fn oracle(text: &str) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '.' | '-');
    let slash = text
        .find('/')
        .filter(|slash| !text[slash + 1..].starts_with('/'))?;
    let at = text.rfind('@')?;
    let (name, database) = (&text[..slash], &text[at + 1..]);
    let is_login = !name.is_empty()
        && name.chars().all(is_name)
        && slash + 1 < at
        && !database.is_empty()
        && !is_version(database);
    is_login.then_some(slash + 1..at)
}

/// Whether it says which version of `owner/name` is meant, as packages and images
/// are called.
fn is_version(text: &str) -> bool {
    let number = text.trim_start_matches(['v', '^', '~', '=', '>', '<']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit() || c == '*')
        && number.split('.').count() < 4
        && !number.contains([':', '/', ' ']);
    let is_commit = text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_channel = matches!(
        text,
        "latest" | "main" | "master" | "next" | "stable" | "beta"
    );
    is_number || is_commit || is_channel || text.starts_with("sha256:")
}
