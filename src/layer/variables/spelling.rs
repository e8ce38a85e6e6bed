//! How the names of variables are spelled: `__` between levels is `_`.

use std::borrow::Cow;

/// Whether the name is that of something below `section`, which every name is
/// below none.
pub(crate) fn is_below(name: &str, section: &str) -> bool {
    let rest = name.strip_prefix(section);
    rest.is_some_and(|rest| section.is_empty() || rest.starts_with('_'))
}

/// The name that this one would be in upper case and with `_` for `.` and `-`,
/// if it begins like the prefix but in its case or those marks.
///
/// Where names differ by such things only, as `app_port` and `APP.PORT` do from
/// `APP_PORT`, the same is meant.
pub(crate) fn variant_of(name: &str, prefix: &str) -> Option<String> {
    let is_mark = |byte: u8| matches!(byte, b'_' | b'.' | b'-');
    let is_like = |(a, b): (u8, u8)| a.eq_ignore_ascii_case(&b) || (is_mark(a) && is_mark(b));
    let (own, after) = name.as_bytes().split_at_checked(prefix.len())?;
    let begins = own.iter().copied().zip(prefix.bytes()).all(is_like);
    if prefix.is_empty() || !begins || !after.first().copied().is_some_and(is_mark) {
        return None;
    }
    let meant = name.to_ascii_uppercase().replace(['.', '-'], "_");
    (meant != name).then_some(meant)
}

/// The name with `_` where it has `__`.
pub(super) fn spell(name: &str) -> Cow<'_, str> {
    if name.contains("__") {
        Cow::Owned(name.replace("__", "_"))
    } else {
        Cow::Borrowed(name)
    }
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
