//! What there is to say of a difference.

use std::path::Path;

use super::side::Column;
use crate::report::problem::{Code, Problem};
use crate::schema::names;
use crate::schema::{Direction, ParityRule};
use crate::value::redact;
use crate::value::suggest::listed;

/// `said` is what the setting is, and on which sides.
pub(super) fn message(code: Code, key: &str, said: &[String]) -> String {
    let verb = match code {
        Code::DifferentVersion => "is version ",
        Code::DifferentRegion => "uses ",
        Code::DifferentKeys => "has ",
        Code::DifferentTls => "connects ",
        _ => "is ",
    };
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

pub(super) const NO_ENVIRONMENTS: &str = "the program has no environments";

pub(super) const NOTHING_EMBEDDED: &str = "no embedded file belongs to an environment";

/// That a directory has no file that is read, whatever else it has.
pub(super) fn nothing_in(folder: &Path) -> String {
    let folder = redact::path(folder);
    format!("{folder} contains neither default.toml nor the file of an environment")
}

/// Nothing is committed for any environment, so that all of them are the defaults.
pub(super) fn nothing_compared(why: &str, prefix: &str) -> Problem {
    let message = format!("nothing was compared: {why}");
    let problem = Problem::new(Code::FileMissing, message);
    if why == NO_ENVIRONMENTS {
        return problem;
    }
    problem.with_help(format!(
        "set {} to the directory that contains the configuration files",
        names::of_loader(prefix, "config_dir")
    ))
}

/// The names of sides, in the order of promotion.
pub(super) fn names_of(mut of: Vec<usize>, sides: &[Column]) -> String {
    of.sort_unstable();
    let names: Vec<&str> = of.into_iter().map(|side| sides[side].name()).collect();
    listed(&names)
}

/// What to do; `before` are the sides that are earlier on the way to production.
pub(super) fn help(code: Code, rule: ParityRule, before: &str) -> String {
    let is_falling = rule == ParityRule::Order(Direction::Descending);
    match code {
        Code::SwitchAhead if is_falling => format!("disable it in {before} first"),
        Code::SwitchAhead => format!("enable it in {before} first"),
        Code::OutOfOrder => {
            let way = if is_falling { "shrink" } else { "grow" };
            let advice = code.advice();
            format!("{advice}: it may only {way} on the way to production")
        }
        code => code.advice(),
    }
}

/// What the author of the program can do about a difference that the struct does
/// not speak of.
pub(super) fn help_for_author(code: Code) -> Option<&'static str> {
    matches!(code, Code::DifferentValue | Code::DifferentType)
        .then_some("`#[config(parity = free)]` lets it differ")
}
