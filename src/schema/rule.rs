//! What a value must be beside being of its type, as data.

use std::fmt;

/// A rule for a value, from the attributes of `garde`.
///
/// Its text completes `must ...`: `be from 1 to 500`. Rules that are code, such
/// as `custom`, and bounds that are not literals are not included.
///
/// # Example
///
/// ```
/// use rehearsal::Config;
/// use rehearsal::schema::Constraint;
///
/// #[derive(Config, garde::Validate)]
/// struct Pool {
///     #[config(default = 10)]
///     #[garde(range(min = 1, max = 500))]
///     max_connections: u32,
/// }
///
/// # #[cfg(feature = "garde")] {
/// let rule = Pool::SCHEMA.fields()[0].rules()[0];
/// assert_eq!(rule, Constraint::Range { min: Some("1"), max: Some("500") });
/// assert_eq!(rule.to_string(), "be from 1 to 500");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constraint {
    /// A number between two inclusive bounds.
    Range {
        /// The least value, as decimal text.
        min: Option<&'static str>,
        /// The greatest value, as decimal text.
        max: Option<&'static str>,
    },
    /// A length between two inclusive bounds.
    Length {
        /// What is counted.
        unit: LengthUnit,
        /// The least length.
        min: Option<u64>,
        /// The greatest length.
        max: Option<u64>,
    },
    /// Text that matches a regular expression of the `regex` crate.
    Pattern(&'static str),
    /// Text that contains this text, or a list that contains it.
    Contains(&'static str),
    /// Text that starts with this text.
    Prefix(&'static str),
    /// Text that ends with this text.
    Suffix(&'static str),
    /// Text of ASCII characters only.
    Ascii,
    /// Text of letters and digits only.
    Alphanumeric,
    /// An email address.
    Email,
    /// A URL.
    Url,
    /// An IP address of either version.
    Ip,
    /// An IP address of version 4.
    IpV4,
    /// An IP address of version 6.
    IpV6,
    /// A credit card number.
    CreditCard,
    /// A telephone number.
    PhoneNumber,
    /// An optional value that must be set.
    Required,
    /// Rules for every element of a list.
    Each(&'static [Constraint]),
}

/// What a length counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LengthUnit {
    /// Elements of a list or entries of a map; bytes of text.
    Simple,
    /// Bytes.
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// What a reader takes for a character.
    Graphemes,
    /// Code units of UTF-16.
    Utf16,
}

impl LengthUnit {
    fn counted(self) -> &'static str {
        match self {
            Self::Simple => "",
            Self::Bytes => " bytes",
            Self::Chars | Self::Graphemes => " characters",
            Self::Utf16 => " UTF-16 code units",
        }
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range { min, max } => write!(f, "be {}", Bounds(*min, *max)),
            Self::Length { unit, min, max } => {
                f.write_str("have a length of ")?;
                match (min, max) {
                    (Some(min), Some(max)) if min == max => write!(f, "{min}"),
                    (Some(min), Some(max)) => write!(f, "{min} to {max}"),
                    _ => Bounds(*min, *max).fmt(f),
                }?;
                f.write_str(unit.counted())
            }
            Self::Pattern(pattern) => write!(f, "match `{pattern}`"),
            Self::Contains(text) => write!(f, "contain `{text}`"),
            Self::Prefix(text) => write!(f, "begin with `{text}`"),
            Self::Suffix(text) => write!(f, "end with `{text}`"),
            Self::Ascii => f.write_str("be ASCII"),
            Self::Alphanumeric => f.write_str("be letters and digits only"),
            Self::Email => f.write_str("be an email address"),
            Self::Url => f.write_str("be a URL"),
            Self::Ip => f.write_str("be an IP address"),
            Self::IpV4 => f.write_str("be an IPv4 address"),
            Self::IpV6 => f.write_str("be an IPv6 address"),
            Self::CreditCard => f.write_str("be the number of a credit card"),
            Self::PhoneNumber => f.write_str("be a telephone number"),
            Self::Required => f.write_str("be set"),
            Self::Each(rules) => {
                f.write_str("have elements that each ")?;
                f.write_str(&all(rules))
            }
        }
    }
}

/// Several rules as one: `be ASCII and have a length of 8`.
pub(crate) fn all(rules: &[Constraint]) -> String {
    let rules: Vec<String> = rules.iter().map(Constraint::to_string).collect();
    rules.join(" and ")
}

struct Bounds<T>(Option<T>, Option<T>);

impl<T: fmt::Display> fmt::Display for Bounds<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, &self.1) {
            (Some(min), Some(max)) => write!(f, "from {min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("of any size"),
        }
    }
}
