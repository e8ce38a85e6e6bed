//! One value that is neither a list nor a table.

use std::borrow::Cow;

use toml_datetime::Datetime;
use toml_parser::decoder::{Encoding, IntegerRadix, ScalarKind};
use toml_parser::{ParseError, Raw};

use super::wrong::{self, Within, Words};
use crate::format::number;
use crate::value::charset::Charset;
use crate::value::tree::Value;

/// Why something is not a value.
pub(super) enum Wrong {
    /// It is written as none.
    Written(Box<ParseError>),
    /// It is written as none, though the parser has let it pass.
    Digits,
    /// It has the form of a date or a time, which there cannot be.
    Moment(String),
}

impl Wrong {
    /// What is wrong with the value as it is written, and where in it.
    #[cold]
    pub(super) fn explain(
        &self,
        written: &str,
        encoding: Option<Encoding>,
        within: Within,
        rest: &str,
    ) -> (Words, usize) {
        match (self, encoding) {
            (Self::Moment(said), _) if wrong::is_moment(written) => {
                ((said.clone().into(), wrong::MOMENT), 0)
            }
            _ if written.is_empty() => (wrong::words(wrong::NO_VALUE), 0),
            (Self::Written(error), Some(encoding)) => {
                let (said, at) = wrong::string(written, encoding, error);
                (wrong::words(said), at)
            }
            _ => (wrong::bare(written, within, rest), 0),
        }
    }
}

/// The text of a key or of a string that stands for itself: a bare key, or what is between
/// quotes, if nothing in it has to be decoded.
#[inline]
pub(super) fn plain(written: &str, encoding: Option<Encoding>) -> Option<&str> {
    static OF_KEYS: Charset = Charset::alphanumeric_and(b"_-");
    static OF_STRINGS: Charset = Charset::visible_but(b"\"\\");
    let (text, is_plain) = match encoding {
        None => (written, !written.is_empty() && OF_KEYS.covers(written)),
        Some(Encoding::BasicString) => {
            let text = written.strip_prefix('"')?.strip_suffix('"')?;
            (text, OF_STRINGS.covers(text))
        }
        Some(_) => return None,
    };
    is_plain.then_some(text)
}

pub(super) fn read(raw: Raw<'_>, encoding: Option<Encoding>) -> Result<Value<'_>, Wrong> {
    if let Some(text) = encoding.and_then(|_| plain(raw.as_str(), encoding)) {
        return Ok(Value::String(text.into()));
    }
    let mut text = Cow::Borrowed("");
    let mut error = None;
    let kind = raw.decode_scalar(&mut text, &mut error);
    if let Some(error) = error {
        return Err(Wrong::Written(Box::new(error)));
    }
    match kind {
        ScalarKind::String => Ok(Value::String(text)),
        ScalarKind::Boolean(bool) => Ok(Value::Bool(bool)),
        ScalarKind::DateTime => match text.parse::<Datetime>() {
            Ok(moment) => Ok(Value::Datetime(moment.to_string().into())),
            Err(error) => Err(Wrong::Moment(error.to_string())),
        },
        ScalarKind::Float => Ok(float(&text)),
        ScalarKind::Integer(radix) => integer(&text, radix).ok_or(Wrong::Digits),
    }
}

fn float(text: &str) -> Value<'static> {
    match text.parse() {
        Ok(special) if text.ends_with(['f', 'n']) => Value::Float(special),
        _ => number::float(text),
    }
}

/// The number of these digits; none if the parser has let pass what is none.
fn integer(text: &str, radix: IntegerRadix) -> Option<Value<'static>> {
    match radix {
        IntegerRadix::Dec => number::integer(text),
        _ => number::in_radix(text, radix.value()),
    }
}
