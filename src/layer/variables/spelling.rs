//! How the names of variables are spelled: `__` between levels is `_`.

use std::borrow::Cow;

use smallvec::SmallVec;

/// Whether the name is that of something below `section`, which every name is
/// below none.
pub(crate) fn is_below(name: &str, section: &str) -> bool {
    let rest = name.strip_prefix(section);
    rest.is_some_and(|rest| section.is_empty() || rest.starts_with('_'))
}

/// The name that this one would be in upper case and with `_` for `.` and `-`.
///
/// Where names differ by such things only, as `app_port` and `APP.PORT` do from
/// `APP_PORT`, the same is meant.
pub(crate) fn folded(name: &str) -> String {
    name.to_ascii_uppercase().replace(['.', '-'], "_")
}

/// Whether both are the same [folded](folded), and not the same as they are.
pub(crate) fn is_variant_of(name: &str, other: &str) -> bool {
    let is_like = |(a, b): (u8, u8)| a.eq_ignore_ascii_case(&b) || (is_mark(a) && is_mark(b));
    name.len() == other.len() && name != other && name.bytes().zip(other.bytes()).all(is_like)
}

/// The names that this one may stand for if it is spelled otherwise, where it
/// starts with the prefix in any case and with any mark behind it.
///
/// A `.` may have been meant to be the `__` before the entry of a map.
pub(crate) fn variants_of(name: &str, prefix: &str) -> SmallVec<[String; 2]> {
    let mut variants = SmallVec::new();
    let Some((own, after)) = name.split_at_checked(prefix.len()) else {
        return variants;
    };
    let begins = own == prefix || is_variant_of(own, prefix);
    if prefix.is_empty() || !begins || !after.bytes().next().is_some_and(is_mark) {
        return variants;
    }
    let meant = folded(name);
    if meant != name {
        variants.push(meant);
    }
    if after[1..].contains('.') {
        let levels = folded(&after[1..].replace('.', "__"));
        variants.push(format!("{prefix}_{levels}"));
    }
    variants
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'_' | b'.' | b'-')
}

/// The name with `_` where it has `__`.
pub(super) fn spell(name: &str) -> Cow<'_, str> {
    // OK because names are too short for a search of texts to pay.
    let next = |rest: &str| rest.as_bytes().windows(2).position(|pair| pair == b"__");
    let (mut spelled, mut rest) = (String::new(), name);
    while let Some(at) = next(rest) {
        spelled.reserve(rest.len());
        spelled.push_str(&rest[..=at]);
        rest = &rest[at + 2..];
    }
    if spelled.is_empty() {
        return Cow::Borrowed(name);
    }
    spelled.push_str(rest);
    Cow::Owned(spelled)
}

/// Whether `variable`, spelled `name`, has `__` between levels only.
pub(super) fn ends_at_levels(variable: &str, name: &str, ends: &[usize]) -> bool {
    variable.len() == name.len() || after_levels(variable, name, ends) == Some("")
}

/// What follows `__` in `variable` behind its levels, which are spelled `name`.
pub(super) fn rest_of<'v>(variable: &'v str, name: &str, ends: &[usize]) -> Option<&'v str> {
    after_levels(variable, name, ends)?.strip_prefix("__")
}

fn after_levels<'v>(variable: &'v str, name: &str, ends: &[usize]) -> Option<&'v str> {
    let mut rest = variable;
    let mut start = 0;
    for &end in ends {
        if start > 0 {
            rest = rest.strip_prefix("__").or_else(|| rest.strip_prefix('_'))?;
        }
        rest = rest.strip_prefix(name[start..end].trim_start_matches('_'))?;
        start = end;
    }
    Some(rest)
}
