//! What there is to say of a difference.

use std::path::Path;

use super::side::Column;
use crate::report::problem::{Code, Problem};
use crate::schema::names;
use crate::schema::{Direction, ParityRule};
use crate::value::redact;
use crate::value::suggest::listed;

/// Sides, and what they are; those that say the same stand together.
pub(super) type Phrases<'p> = Vec<(String, Vec<&'p Column>)>;

pub(super) fn message(code: Code, key: &str, phrases: &Phrases<'_>) -> String {
    let verb = match code {
        Code::DifferentVersion => "is version ",
        Code::DifferentRegion => "uses ",
        Code::DifferentKeys => "has ",
        Code::DifferentTls => "connects ",
        _ => "is ",
    };
    let said: Vec<String> = phrases
        .iter()
        .map(|(says, sides)| format!("{says} in {}", names_of(sides)))
        .collect();
    let tail = match code {
        Code::SharedValue => ", but must differ",
        Code::CouldBeDefault => ", set separately in each file",
        _ => "",
    };
    let said = match said.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}, and {last}", rest.join(", ")),
        None => String::new(),
    };
    format!("`{key}` {verb}{said}{tail}")
}

pub(super) const NO_FOLDER_WANTED: &str = "the program reads no configuration files";

pub(super) const NOTHING_EMBEDDED: &str = "no embedded file belongs to an environment";

/// That a directory has no file that is read, whatever else it has.
pub(super) fn nothing_in(folder: &Path) -> String {
    let folder = redact::path(folder);
    format!("{folder} contains neither default.toml nor the file of an environment")
}

/// Nothing is committed for any environment, so that all of them are the defaults.
pub(super) fn nothing_compared(why: &str, prefix: &str) -> Problem {
    let message = format!("nothing was compared: {why}");
    Problem::new(Code::FileMissing, message).with_help(format!(
        "set {} to the directory that contains the configuration files",
        names::of_loader(prefix, "config_dir")
    ))
}

pub(super) fn names_of(sides: &[&Column]) -> String {
    let names: Vec<&str> = sides.iter().map(|side| side.name()).collect();
    listed(&names)
}

/// What to do; `before` are the sides that are earlier on the way to production.
pub(super) fn help(code: Code, rule: ParityRule, before: &[&Column]) -> Option<String> {
    let is_falling = rule == ParityRule::Order(Direction::Descending);
    let before = names_of(before);
    let help = match code {
        Code::SwitchAhead if is_falling => return Some(format!("disable it in {before} first")),
        Code::SwitchAhead => return Some(format!("enable it in {before} first")),
        Code::OutOfOrder if is_falling => {
            "fix the value that is out of order: it may only shrink on the way to production"
        }
        Code::OutOfOrder => {
            "fix the value that is out of order: it may only grow on the way to production"
        }
        _ => return help_of(code).map(str::to_owned),
    };
    Some(help.to_owned())
}

fn help_of(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::DifferentKind => "use the same kind of service everywhere",
        Code::DifferentVersion => "use the same version everywhere",
        Code::DifferentRegion => "use the same region everywhere",
        Code::DifferentTls => "use TLS everywhere",
        Code::DifferentKeys => "use the same entries everywhere",
        Code::DifferentValue | Code::DifferentType => "use the same value everywhere",
        Code::DifferentUnit => "check the unit: the number is the same, but the unit is not",
        Code::DifferentSupply => "supply it the same way everywhere",
        Code::SharedValue => "use a different value in each environment",
        Code::OneSided => "set it in every environment, or in none",
        Code::CouldBeDefault => "set it once, in the default file",
        _ => return None,
    })
}

/// What the author of the program can do about a difference that the struct does
/// not speak of.
pub(super) fn help_for_author(code: Code) -> Option<&'static str> {
    matches!(code, Code::DifferentValue | Code::DifferentType)
        .then_some("`#[config(parity = free)]` lets it differ")
}
