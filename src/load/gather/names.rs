//! Gathering the variables of the process that may be the program's.

use std::borrow::Cow;
use std::ffi::OsStr;

use super::{Inputs, Setup};
use crate::layer;
use crate::layer::variable::Variable;
use crate::layer::variables::{folded, is_below, is_variant_of, owners, variants_of};
use crate::load::stack::is_listed;
use crate::read;
use crate::report::problem::Problem;
use crate::schema::Schema;
use crate::schema::names::{self, TWIN};

/// The variables that may be the program's: those with its prefix, and those
/// that the schema names.
pub(super) fn variables(
    setup: &Setup,
    schema: &'static Schema,
    inputs: &mut Inputs,
) -> Vec<Variable> {
    let names = Names::new(setup, schema);
    let prefix = &setup.prefix;
    let mut variables = Vec::new();
    setup.system.vars_os(&mut |name, value| {
        if !begins_like(name, prefix) && names.platform.is_empty() {
            return;
        }
        let Some(name) = name.to_str() else {
            let name = name.to_string_lossy();
            if !prefix.is_empty() && is_below(&name, prefix) {
                inputs.report(read::words::unreadable_name(&name));
            }
            return;
        };
        if value.is_empty() && names.is_folder(name) {
            inputs.report(layer::words::empty_folder_variable(name));
        }
        match names.variable(name, value) {
            Some(variable) => variables.push(variable),
            None => {
                if let Some(note) = names.note_of_variant(name) {
                    inputs.report(note);
                }
            }
        }
    });
    variables.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    variables
}

/// Whether the name may start with the prefix, in whatever case: a quick answer
/// for most variables there are.
fn begins_like(name: &OsStr, prefix: &str) -> bool {
    let (name, prefix) = (name.as_encoded_bytes(), prefix.as_bytes());
    match (name.first(), prefix.first()) {
        (Some(first), Some(wanted)) => first.eq_ignore_ascii_case(wanted),
        (_, None) => true,
        (None, _) => false,
    }
}

/// The names of variables that may be the program's.
pub(super) struct Names<'s> {
    setup: &'s Setup,
    schema: &'static Schema,
    pub(super) platform: Vec<&'static str>,
}

impl<'s> Names<'s> {
    pub(super) fn new(setup: &'s Setup, schema: &'static Schema) -> Self {
        let mut platform = Vec::new();
        names::platform_names(schema, &mut platform);
        Self {
            setup,
            schema,
            platform,
        }
    }

    /// A variable of the process, if it may be the program's.
    fn variable(&self, name: &str, value: &OsStr) -> Option<Variable> {
        let meant = self.as_system(name);
        if self.is_reserved(&meant) {
            None
        } else if self.is_candidate(&meant) {
            let is_same = meant == name;
            let (name, value) = (name.to_owned(), value.to_owned());
            Some(match meant {
                _ if is_same => Variable::new(name, value),
                meant => Variable::respelled(name, meant.into_owned(), value),
            })
        } else {
            let new = || Variable::new(name.to_owned(), value.to_owned());
            self.is_variant(&meant).then(new)
        }
    }

    /// The name in upper case where the system ignores its case.
    fn as_system<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.setup.system.ignores_case() {
            name.to_ascii_uppercase().into()
        } else {
            name.into()
        }
    }

    /// Whether a variable of this name may be the program's.
    pub(super) fn is_candidate(&self, name: &str) -> bool {
        if self.setup.prefix.is_empty() {
            return self.is_owned(name, name);
        }
        let is_platform = |name: &str| self.platform.contains(&name);
        is_below(name, &self.setup.prefix)
            || is_platform(name)
            || name.strip_suffix(TWIN).is_some_and(is_platform)
    }

    /// Whether the loader itself reads the variable.
    pub(super) fn is_reserved(&self, name: &str) -> bool {
        let mut reserved = self.setup.own_names().reserved.iter();
        if self.setup.prefix.is_empty() {
            return reserved.any(|own| names::of_loader("", own) == name);
        }
        let rest = name.strip_prefix(&*self.setup.prefix);
        let rest = rest.and_then(|rest| rest.strip_prefix('_'));
        rest.is_some_and(|rest| reserved.any(|own| is_upper(rest, own)))
    }

    /// Whether the variable names a directory to the loader.
    fn is_folder(&self, name: &str) -> bool {
        name.ends_with("_DIR") && self.is_reserved(name)
    }

    /// Whether the name differs from that of a setting's variable, or one of the
    /// loader's, in case and marks only. It is that of no setting, and was not
    /// meant so.
    pub(super) fn is_variant(&self, name: &str) -> bool {
        let mut variants = variants_of(name, &self.setup.prefix).into_iter();
        variants.any(|meant| self.is_reserved(&meant) || self.is_owned(name, &meant))
    }

    /// The variable without the prefix that this one differs from in case and marks
    /// only. It may be another program's.
    pub(super) fn variant_without_prefix(&self, name: &str) -> Option<String> {
        if self.setup.prefix.is_empty() {
            let meant = Some(folded(name)).filter(|meant| meant != name)?;
            return self.is_owned(name, &meant).then_some(meant);
        }
        let base = name
            .len()
            .checked_sub(TWIN.len())
            .filter(|&at| name.is_char_boundary(at));
        let (base, ending) = name.split_at(base.unwrap_or_default());
        let is_twin = ending.eq_ignore_ascii_case(TWIN);
        self.platform.iter().find_map(|own| {
            if is_variant_of(name, own) {
                Some((*own).to_owned())
            } else {
                let is_meant = is_twin && (base == *own || is_variant_of(base, own));
                is_meant.then(|| format!("{own}{TWIN}"))
            }
        })
    }

    /// Notes a variable that differs in case and marks only from one that has not
    /// the prefix, unless that one is set as well.
    fn note_of_variant(&self, name: &str) -> Option<Problem> {
        let meant = self.variant_without_prefix(name)?;
        let is_set = self.setup.system.var_os(&meant).is_some();
        let is_other =
            self.is_reserved(&self.as_system(name)) || is_listed(name, &self.setup.foreign);
        (!is_set && !is_other).then(|| read::words::variant_not_read(name, &meant, None))
    }

    /// Whether a setting owns the variable that the name stands for, or the one
    /// that it would be the twin of.
    fn is_owned(&self, name: &str, meant: &str) -> bool {
        let base = meant.strip_suffix(TWIN).unwrap_or_default();
        let names = [meant, base];
        let names = names.map(|meant| Variable::standing_for(name.to_owned(), meant.to_owned()));
        let owners = owners(&names, self.schema, &self.setup.prefix);
        !owners.iter().all(|owner| owner.is_nobody())
    }
}

/// Whether `name` is `lower` in upper case.
fn is_upper(name: &str, lower: &str) -> bool {
    let upper = lower.bytes().map(|byte| byte.to_ascii_uppercase());
    name.bytes().eq(upper)
}
