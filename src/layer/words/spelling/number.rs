//! Numbers that are written in a way that is not read.

use std::net::IpAddr;

use super::{Hint, write};

/// `1 2` and `1;2` in a list: what is between its elements is a comma.
pub(super) fn apart(text: &str) -> Option<Hint> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ';' | '|');
    let elements: Vec<&str> = text.split(is_between).filter(|e| !e.is_empty()).collect();
    let is_number = |element: &&str| element.parse::<f64>().is_ok();
    (elements.len() > 1 && elements.iter().all(is_number)).then(|| {
        let help = format!("write `{}`", elements.join(","));
        Hint::new("list elements are separated by commas", help)
    })?
}

/// What is not a number in any notation, though it may look like one.
pub(super) fn no_number(text: &str) -> Option<Hint> {
    let ascii: String = text.chars().map(in_ascii).collect();
    if ascii != text && ascii.parse::<f64>().is_ok() {
        return Hint::new("a non-ASCII digit or sign", write(ascii));
    }
    if matches!(text, "null" | "nil" | "None" | "none" | "~") {
        let help = "omit the setting if it has no value";
        return Hint::new("text, not an absent value", help);
    }
    if text.parse::<IpAddr>().is_ok() {
        return Hint::new("an IP address", "write a single number");
    }
    let between = [';', '-', '|', '/', ':'];
    let (first, last) = text.split_once(between)?;
    let is_number = |part: &str| part.trim().parse::<u64>().is_ok();
    (is_number(first) && is_number(last))
        .then(|| Hint::new("two numbers", "write a single number"))?
}

/// The digit or sign of ASCII that looks the same.
fn in_ascii(char: char) -> char {
    let zero = match char {
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{2212}' | '\u{2010}'..='\u{2013}' | '\u{ff0d}' => return '-',
        '\u{ff0b}' => return '+',
        '\u{ff0e}' => return '.',
        _ => return char,
    };
    char::from_digit(u32::from(char) - zero, 10).unwrap_or(char)
}

/// What to write in place of a number that has a fraction or an exponent.
pub(crate) fn whole(number: f64) -> Option<String> {
    fraction(&format!("{number:?}")).map(|hint| hint.help)
}

pub(super) fn integer(text: &str) -> Option<Hint> {
    if let Some(number) = text.strip_suffix(['.', ',', ';'])
        && number.parse::<i128>().is_ok()
    {
        return Hint::new("punctuation after the number", write(number));
    }
    ungrouped(text)
        .or_else(|| radix(text))
        .or_else(|| thousands(text))
        .or_else(|| fraction(text))
        .or_else(|| percent(text, true))
        .or_else(|| unit(text))
        .or_else(|| port(text))
}

pub(super) fn number(text: &str) -> Option<Hint> {
    if let Some(number) = text.strip_suffix([',', ';'])
        && number.parse::<f64>().is_ok()
    {
        return Hint::new("punctuation after the number", write(number));
    }
    ungrouped(text)
        .or_else(|| radix(text))
        .or_else(|| comma(text))
        .or_else(|| percent(text, false))
        .or_else(|| unit(text))
}

/// `1_000`, `1 000`, `1'000` and `1,000,000`.
fn ungrouped(text: &str) -> Option<Hint> {
    let plain = text.replace(['_', '\'', '\u{2019}', ' ', '\u{a0}', '\u{202f}'], "");
    let plain = match plain.matches(',').count() {
        0 => plain,
        1 => return None,
        _ if is_grouped(&plain, ',') => plain.replace(',', ""),
        _ => return None,
    };
    let is_number = plain != text && plain.parse::<f64>().is_ok();
    is_number.then(|| Hint::new("grouped digits", write(plain)))?
}

/// Whether the digits are in groups of three.
fn is_grouped(text: &str, mark: char) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.trim_start_matches(['+', '-']).split(mark);
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && digits(first) && parts.all(|p| p.len() == 3 && digits(p))
}

/// `0x10`, `0o17` and `0b1`.
fn radix(text: &str) -> Option<Hint> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (start, digits) = digits.split_at_checked(2)?;
    let radix = match start {
        "0x" | "0X" => 16,
        "0o" | "0O" => 8,
        "0b" | "0B" => 2,
        _ => return None,
    };
    let number = u128::from_str_radix(&digits.replace('_', ""), radix).ok()?;
    Hint::new("not decimal", write(format_args!("{sign}{number}")))
}

/// `1,000` and `1.000`, where a whole number is wanted.
fn thousands(text: &str) -> Option<Hint> {
    let mark = [',', '.']
        .into_iter()
        .find(|&mark| text.contains(mark) && is_grouped(text, mark))?;
    let whole = text.replace(mark, "");
    let help = match text.split_once(mark) {
        Some((first, rest)) if !rest.contains(mark) && rest.bytes().all(|b| b == b'0') => {
            format!("write `{whole}` or `{first}`")
        }
        _ => format!("write `{whole}` if `{mark}` separates groups of digits"),
    };
    Hint::new("not a whole number", help)
}

/// `5.0`, `1.5`, `0,5` and `1e+06`, where a whole number is wanted.
fn fraction(text: &str) -> Option<Hint> {
    let number: f64 = text.replacen(',', ".", 1).parse().ok()?;
    let label = if text.contains(['e', 'E']) {
        "an exponent"
    } else {
        "not a whole number"
    };
    if number.is_finite() && number.fract() == 0.0 && number.abs() < MOST_EXACT {
        Hint::new(label, write(number))
    } else {
        Hint::new(label, "write a whole number, using only digits")
    }
}

/// Up to here each whole number is one that a float has.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// `0,5`, where a fraction may be.
fn comma(text: &str) -> Option<Hint> {
    let plain = text.replacen(',', ".", 1);
    let is_number = plain != text && plain.parse::<f64>().is_ok();
    let label = "a comma instead of a decimal point";
    is_number.then(|| Hint::new(label, write(plain)))?
}

fn percent(text: &str, is_whole: bool) -> Option<Hint> {
    let plain = text.strip_suffix('%')?.trim().replacen(',', ".", 1);
    let number: f64 = plain.parse().ok()?;
    let help = if is_whole {
        format!("write only the number: `{plain}`")
    } else {
        let part = number / 100.0;
        format!("write `{part}`, or `{plain}` if the setting is in percent")
    };
    Hint::new("a percentage", help)
}

/// `1k`, `64MiB` and `30s`, where a number without a unit is wanted.
fn unit(text: &str) -> Option<Hint> {
    let at = text.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = (text[..at].trim(), &text[at..]);
    let amount: f64 = number.parse().ok()?;
    if !unit.chars().all(char::is_alphabetic) {
        return None;
    }
    let times = |factor: u64| {
        #[expect(
            clippy::cast_precision_loss,
            reason = "all of them are powers of ten or two"
        )]
        let product = amount * factor as f64;
        (product.fract() == 0.0 && product.abs() < MOST_EXACT).then_some(product)
    };
    let help = match factors(unit) {
        Some([decimal, binary]) if decimal == binary => times(decimal).map(write),
        Some([decimal, binary]) => times(decimal).zip(times(binary)).map(|(decimal, binary)| {
            format!("write `{decimal}`, or `{binary}` if the unit is based on 1024")
        }),
        None => None,
    };
    let alone = || format!("write only the number: `{number}`");
    Hint::new("a unit", help.unwrap_or_else(alone))
}

/// What a prefix of a unit stands for: by a thousand, and by 1024.
fn factors(unit: &str) -> Option<[u64; 2]> {
    let lower = unit.to_ascii_lowercase();
    let (first, rest) = lower.split_at_checked(1)?;
    let power = match (first, unit) {
        // OK because a small `m` or `t` is not a million.
        ("k", _) => 1,
        ("m", _) if unit != "m" && rest != "s" && !rest.starts_with("in") => 2,
        ("g", _) => 3,
        ("t", _) if unit != "t" => 4,
        _ => return None,
    };
    match rest {
        "" | "b" => Some([1000_u64.pow(power), 1024_u64.pow(power)]),
        "i" | "ib" => Some([1024_u64.pow(power); 2]),
        _ => None,
    }
}

/// `:8080` and `localhost:8080`, where a port is wanted.
fn port(text: &str) -> Option<Hint> {
    let (_, port) = text.rsplit_once(':').filter(|_| !text.contains("://"))?;
    let is_port = port.parse::<u16>().is_ok();
    is_port.then(|| Hint::new("an address", format!("write only the number: `{port}`")))?
}

#[cfg(test)]
mod tests {
    use super::super::{QUOTED, UNQUOTE, Wanted, said};

    #[test]
    fn a_whole_number_that_is_written_otherwise() {
        for (text, expected) in [
            ("1_000", "grouped digits: write `1000`"),
            ("1 000", "grouped digits: write `1000`"),
            ("1'000'000", "grouped digits: write `1000000`"),
            ("1,000,000", "grouped digits: write `1000000`"),
            ("1,000", "not a whole number: write `1000` or `1`"),
            (
                "1.234",
                "not a whole number: write `1234` if `.` separates groups of digits",
            ),
            ("1e+06", "an exponent: write `1000000`"),
            (
                "1e300",
                "an exponent: write a whole number, using only digits",
            ),
            ("0x10", "not decimal: write `16`"),
            ("-0b11", "not decimal: write `-3`"),
            ("5.0", "not a whole number: write `5`"),
            (
                "5.5",
                "not a whole number: write a whole number, using only digits",
            ),
            (
                "0,5",
                "not a whole number: write a whole number, using only digits",
            ),
            ("50%", "a percentage: write only the number: `50`"),
            (
                "1k",
                "a unit: write `1000`, or `1024` if the unit is based on 1024",
            ),
            ("64MiB", "a unit: write `67108864`"),
            ("1.5 Ki", "a unit: write `1536`"),
            ("30s", "a unit: write only the number: `30`"),
            ("5m", "a unit: write only the number: `5`"),
            ("5min", "a unit: write only the number: `5`"),
            ("250ms", "a unit: write only the number: `250`"),
            ("8080;", "punctuation after the number: write `8080`"),
            (":8080", "an address: write only the number: `8080`"),
            (
                "8080 # http",
                "a comment is part of the value: move the comment to its own line",
            ),
            (
                "${PORT}",
                "a reference: write the value itself: references are not expanded",
            ),
            (
                "$(PORT)",
                "a reference: write the value itself: references are not expanded",
            ),
            ("1;2", "two numbers: write a single number"),
            ("80-90", "two numbers: write a single number"),
            ("10.0.0.1", "an IP address: write a single number"),
            ("::1", "an IP address: write a single number"),
            (
                "null",
                "text, not an absent value: omit the setting if it has no value",
            ),
            ("\u{ff11}\u{ff12}", "a non-ASCII digit or sign: write `12`"),
            ("\u{2212}1", "a non-ASCII digit or sign: write `-1`"),
            ("many", "nothing"),
            ("tcp://10.0.0.1:80", "nothing"),
            ("", "nothing"),
            ("é", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Integer), expected, "{text}");
        }
    }

    #[test]
    fn a_number_that_is_written_otherwise() {
        for (text, expected) in [
            ("0,5", "a comma instead of a decimal point: write `0.5`"),
            (
                "50%",
                "a percentage: write `0.5`, or `50` if the setting is in percent",
            ),
            ("1_000.5", "grouped digits: write `1000.5`"),
            ("0x10", "not decimal: write `16`"),
            (
                "1k",
                "a unit: write `1000`, or `1024` if the unit is based on 1024",
            ),
            ("fast", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Number), expected, "{text}");
        }
        assert_eq!(
            said("\"0.5\"", Wanted::Number),
            format!("{QUOTED}: {UNQUOTE}")
        );
    }

    #[test]
    fn elements_of_a_list_that_are_not_between_commas() {
        for (text, expected) in [
            ("1 2", "list elements are separated by commas: write `1,2`"),
            (
                "1; 2;3",
                "list elements are separated by commas: write `1,2,3`",
            ),
            ("1", "nothing"),
            ("a b", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Element), expected, "{text}");
        }
    }
}
