//! The literal of `default = ...`, as it would be written in a variable.

use std::fmt::Write as _;

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::token::Bracket;
use syn::{Lit, Token, bracketed};

pub(crate) enum Literal {
    /// What needs no quotes anywhere.
    Bare(String),
    Quoted(String),
    List(Vec<Literal>),
}

impl Literal {
    /// Writes the literal as the text of a variable.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Bare(text) | Self::Quoted(text) => text,
            Self::List(_) => self.toml(),
        }
    }

    fn toml(&self) -> String {
        match self {
            Self::Bare(text) => text.clone(),
            Self::Quoted(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(Self::toml).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

impl Parse for Literal {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Bracket) {
            let items;
            bracketed!(items in input);
            let items = Punctuated::<Self, Token![,]>::parse_terminated(&items)?;
            return Ok(Self::List(items.into_iter().collect()));
        }
        let sign = input.parse::<Option<Token![-]>>()?;
        let (start, literal) = (input.span(), input.parse()?);
        match (sign, literal) {
            (sign, Lit::Int(int)) if int.suffix().starts_with('f') => {
                Ok(number(sign.is_some(), &point(int.base10_digits())))
            }
            (sign, Lit::Int(int)) => Ok(number(sign.is_some(), int.base10_digits())),
            (sign, Lit::Float(float)) => Ok(number(sign.is_some(), &point(float.base10_digits()))),
            (None, Lit::Bool(bool)) => Ok(Self::Bare(bool.value.to_string())),
            (None, Lit::Str(text)) => Ok(Self::Quoted(text.value())),
            (None, Lit::Char(char)) => Ok(Self::Quoted(char.value().to_string())),
            _ => Err(syn::Error::new(
                start,
                "not a value that a default can have",
            )),
        }
    }
}

fn number(negative: bool, digits: &str) -> Literal {
    // OK because a literal that came from a macro may carry its own sign.
    let digits = digits
        .strip_prefix('-')
        .map_or((negative, digits), |digits| (!negative, digits));
    Literal::Bare(format!("{}{}", if digits.0 { "-" } else { "" }, digits.1))
}

/// `1.` and `1` to `1.0`, as TOML writes a float.
fn point(digits: &str) -> String {
    if digits.ends_with('.') {
        format!("{digits}0")
    } else if digits.contains(['.', 'e', 'E']) {
        digits.to_owned()
    } else {
        format!("{digits}.0")
    }
}

fn quoted(text: &str) -> String {
    let mut toml = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' => toml.push_str("\\\""),
            '\\' => toml.push_str("\\\\"),
            '\n' => toml.push_str("\\n"),
            '\r' => toml.push_str("\\r"),
            '\t' => toml.push_str("\\t"),
            // OK because writing to a `String` cannot fail.
            letter if letter.is_control() => drop(write!(toml, "\\u{:04X}", u32::from(letter))),
            letter => toml.push(letter),
        }
    }
    toml.push('"');
    toml
}

#[cfg(test)]
mod tests {
    use super::Literal;

    fn text(literal: &str) -> Option<String> {
        syn::parse_str(literal).ok().map(Literal::text)
    }

    #[test]
    fn scalars_are_written_bare() {
        for (literal, expected) in [
            ("1_000u32", "1000"),
            ("0xff", "255"),
            ("-5", "-5"),
            ("1.", "1.0"),
            ("2f32", "2.0"),
            ("-1.5e3_f64", "-1.5e3"),
            ("true", "true"),
            ("'x'", "x"),
            (r#"" a \"b\" ""#, " a \"b\" "),
        ] {
            assert_eq!(text(literal).as_deref(), Some(expected), "{literal}");
        }
    }

    #[test]
    fn lists_are_written_as_toml() {
        for (literal, expected) in [
            ("[]", "[]"),
            ("[1, -2,]", "[1, -2]"),
            ("[0.5, true, 'x']", r#"[0.5, true, "x"]"#),
            (
                r#"["a\"b", "c\\d", "\n\u{7}"]"#,
                r#"["a\"b", "c\\d", "\n\u0007"]"#,
            ),
            ("[[1], []]", "[[1], []]"),
        ] {
            assert_eq!(text(literal).as_deref(), Some(expected), "{literal}");
        }
    }

    #[test]
    fn other_expressions_are_no_literals() {
        for literal in [
            "b'a'", "b\"a\"", "c\"a\"", "-true", "-\"a\"", "1 + 1", "A", "[A]", "",
        ] {
            assert_eq!(text(literal), None, "{literal}");
        }
    }
}
