//! The scheme that a text begins with.

/// The texts before and behind the first `://`.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    // OK because one byte is sooner looked for than three.
    let colons = text.bytes().enumerate().filter(|(_, byte)| *byte == b':');
    colons
        .map(|(at, _)| text.split_at(at))
        .find_map(|(scheme, rest)| Some((scheme, rest.strip_prefix("://")?)))
}

/// The URL itself, where one for a driver of Java stands in front of it.
pub(crate) fn without_driver(url: &str) -> &str {
    url.strip_prefix("jdbc:").unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_ends_at_the_first_sign_of_it() {
        assert_eq!(split("a://b://c"), Some(("a", "b://c")));
        assert_eq!(split("jdbc:a://b"), Some(("jdbc:a", "b")));
        assert_eq!(split("://"), Some(("", "")));
        for text in ["", ":", "a:b", "a:/b", "a//b", "\u{fc}:/"] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
