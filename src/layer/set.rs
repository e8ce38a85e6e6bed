//! `key=value`, as a command line has it.

use crate::value::key;

/// Splits the `key=value` of an argument, for [`Loader::set`].
///
/// The value is everything after the first `=`, byte for byte; the type of the setting
/// decides what it means. [`Loader::set_args`] takes arguments as they are, and reports
/// malformed ones with everything else; this function is for an argument parser that
/// refuses them itself. If that repeats what it refuses, as clap does, pass its error
/// through `rehearsal::command::redacted`.
///
/// [`Loader::set`]: crate::Loader::set
/// [`Loader::set_args`]: crate::Loader::set_args
///
/// # Errors
///
/// If there is no `=`, or no key before it. The error does not repeat the text, since it
/// may contain a secret.
///
/// # Example
///
/// ```
/// let (key, value) = rehearsal::parse_set("server.port=80")?;
/// assert_eq!((&*key, &*value), ("server.port", "80"));
///
/// assert!(rehearsal::parse_set("server.port").is_err());
/// # Ok::<(), rehearsal::MalformedSet>(())
/// ```
pub fn parse_set(text: &str) -> Result<(String, String), MalformedSet> {
    let (key, value) = divided(text).map_err(MalformedSet)?;
    match key::parse(key) {
        Some(_) => Ok((key.to_owned(), value.to_owned())),
        None => Err(MalformedSet(Kind::NoKey)),
    }
}

/// The key, which may be malformed, and the value.
///
/// No value consists of `=`: it is the padding of a text in base64, a secret of
/// which the key was forgotten.
pub(crate) fn divided(text: &str) -> Result<(&str, &str), Kind> {
    let (key, value) = text.split_once('=').ok_or(Kind::NoEquals)?;
    if !value.is_empty() && value.bytes().all(|byte| byte == b'=') {
        return Err(Kind::NoKey);
    }
    Ok((key.trim(), value))
}

/// Why a text is not `key=value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct MalformedSet(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Kind {
    #[error("no `=`, write `key=value`")]
    NoEquals,
    #[error("no key before the `=`, write one such as `server.port`")]
    NoKey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sign_divides_and_the_value_stays_as_it_is() {
        for (text, key, value) in [
            ("server.port=80", "server.port", "80"),
            (" a = b ", "a", " b "),
            ("a=b=c", "a", "b=c"),
            ("a=", "a", ""),
            ("upstreams[0].host=x", "upstreams[0].host", "x"),
        ] {
            let expected = (key.to_owned(), value.to_owned());
            assert_eq!(parse_set(text), Ok(expected));
        }
    }

    #[test]
    fn what_is_malformed_is_not_repeated() {
        let error = |text| parse_set(text).unwrap_err().to_string();
        assert_eq!(error("hunter2"), "no `=`, write `key=value`");
        for text in [
            "=hunter2",
            " =hunter2",
            "a b=hunter2",
            "a..b=hunter2",
            "aHVudGVyMg==",
        ] {
            assert_eq!(
                error(text),
                "no key before the `=`, write one such as `server.port`"
            );
        }
    }
}
