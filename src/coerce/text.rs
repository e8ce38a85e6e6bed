//! Text, where a type asks for it.

use std::fmt::{self, Write};

use serde::de::Expected;

use super::Reading;
use crate::coerce::mistake::{Fault, Mistake};
use crate::resource;
use crate::value::tree::Value;

/// What `url::Url` expects.
const URL: &str = "a string representing an URL";

/// What types expect that take any text, whatever is in it.
const ANY_TEXT: [&str; 3] = ["a string", "string", "path string"];

impl<'r> Reading<'r> {
    /// The value as text, for a type that expects this of it.
    ///
    /// A date of TOML is text only for a type that makes something of it: values
    /// of files are never converted.
    pub(super) fn text_for(self, expected: &dyn Expected) -> Result<&'r str, Mistake> {
        match &self.node.value {
            Value::Free(text) | Value::String(text) => match resource::slip(text) {
                Some(slip) if says(expected, URL) => Err(self.fault(Fault::Url(slip))),
                _ => Ok(text),
            },
            Value::Datetime(text) if !ANY_TEXT.iter().any(|any| says(expected, any)) => Ok(text),
            _ => Err(self.wrong_type(expected)),
        }
    }
}

/// Whether a type expects exactly this; no text is made to find out.
fn says(expected: &dyn Expected, words: &str) -> bool {
    let mut rest = Rest(words);
    write!(rest, "{expected}").is_ok() && rest.0.is_empty()
}

/// What is still to be said.
struct Rest<'w>(&'w str);

impl Write for Rest<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_type_expects_is_compared_as_a_whole() {
        let expected: &dyn Expected = &"a string";
        assert!(says(expected, "a string"));
        assert!(!says(expected, "a string representing an URL"));
        assert!(!says(expected, "a"));
    }
}
