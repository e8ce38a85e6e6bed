//! What the door holds back, for who digests it with a key and never shows it.

use std::borrow::Cow;

use super::encoding::percent_decoded;
use super::find::{Found, What};

/// What [`text()`](super::text()) leaves out, each secret by itself.
pub(crate) fn hidden(text: &str) -> Vec<String> {
    let secrets = super::secrets(text);
    let secrets = secrets.iter().map(|secret| secret.secret(text));
    secrets.map(Cow::into_owned).collect()
}

impl Found {
    /// The secret by itself, as the service on the other side takes it.
    fn secret<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let part = &text[self.range.clone()];
        match self.what {
            What::Userinfo | What::Path => percent_decoded(part),
            What::Query => form_decoded(part),
            _ => Cow::Borrowed(part),
        }
    }
}

/// As [`percent_decoded`], of a query, where `+` is a space.
fn form_decoded(text: &str) -> Cow<'_, str> {
    if text.contains('+') {
        Cow::Owned(percent_decoded(&text.replace('+', " ")).into_owned())
    } else {
        percent_decoded(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_what_is_not_shown() {
        for (given, expected) in [
            ("postgres://app:hunter2@db/main", &["hunter2"][..]),
            ("postgres://app:h%40+%26=2@db/main", &["h@+&=2"]),
            ("postgres://app:@db/main", &[]),
            ("https://hunter2@host/", &["hunter2"]),
            ("a://db/x?user=a&password=h%202&sig=x", &["h 2", "x"]),
            ("a://b:c@db/x?token=d+e", &["c", "d e"]),
            ("postgres//app:hunter2@db/main", &["hunter2"]),
            ("postgres://app:hun/ter2@db/main", &["hun/ter2"]),
            ("a://b/#token=hunter2", &["hunter2"]),
            ("a://b/c?d=e;password=x", &["x"]),
            ("host=b password=hunter2", &["hunter2"]),
            ("https://host:80/main", &[]),
            ("cadence", &[]),
        ] {
            assert_eq!(hidden(given), expected, "{given}");
        }
    }
}
