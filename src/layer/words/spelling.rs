//! Numbers, switches and durations that are written in a way that is not read:
//! what is wrong with them, and how to write what was meant.

use std::net::IpAddr;
use std::time::Duration;

use crate::value::suggest;

/// What is wrong with a text, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) label: &'static str,
    pub(crate) help: String,
}

impl Hint {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "hints are tried one after the other"
    )]
    fn new(label: &'static str, help: impl Into<String>) -> Option<Self> {
        let help = help.into();
        Some(Self { label, help })
    }
}

/// What a text is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Integer,
    Number,
    /// One of these as an element of a list that is written in one text.
    Element,
    Switch,
    Duration,
    /// Anything that no blank and no `$` is in.
    Word,
}

/// Of a longer text it is not told how it would be written otherwise: it is
/// hardly a number, but perhaps a key that is one to those who read digits.
const MOST_CHARS: usize = 24;

/// Says what is wrong with a text that is none of what is wanted.
pub(crate) fn hint(text: &str, wanted: Wanted) -> Option<Hint> {
    let text = text.trim();
    let is_long = text.chars().count() > MOST_CHARS;
    around(text).or_else(|| match wanted {
        _ if is_long => None,
        // OK because a number that is written as one is only text by its quotes.
        Wanted::Integer if text.parse::<i128>().is_ok() => None,
        Wanted::Number if text.parse::<f64>().is_ok() => None,
        Wanted::Integer => no_number(text).or_else(|| integer(text)),
        Wanted::Number => no_number(text).or_else(|| number(text)),
        Wanted::Element => apart(text),
        Wanted::Switch => switch(text),
        Wanted::Duration => duration(text),
        Wanted::Word => None,
    })
}

/// Whether the text is wholly in one pair of quotes.
pub(crate) fn is_quoted(text: &str) -> bool {
    let text = text.trim();
    text.len() > 1
        && ['"', '\'']
            .iter()
            .any(|&quote| text.starts_with(quote) && text.ends_with(quote))
}

/// What belongs to the writing of a value, not to the value.
fn around(text: &str) -> Option<Hint> {
    if is_quoted(text) {
        return Hint::new(QUOTED, UNQUOTE);
    }
    if text.contains(" #") {
        let help = "move the comment to a line of its own";
        return Hint::new("a comment is part of the value", help);
    }
    let is_reference = text.starts_with("${")
        || text.starts_with("$(")
        || text.starts_with("{{")
        || (text.starts_with('$') && text[1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    if is_reference {
        let help = "nothing is replaced in it: write the value itself";
        return Hint::new("a reference", help);
    }
    None
}

pub(crate) const QUOTED: &str = "the quotes are part of the value";

pub(crate) const UNQUOTE: &str =
    "write it without quotes; `docker run --env-file` and `kubectl` keep them";

/// `1 2` and `1;2` in a list: what is between its elements is a comma.
fn apart(text: &str) -> Option<Hint> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ';' | '|');
    let elements: Vec<&str> = text.split(is_between).filter(|e| !e.is_empty()).collect();
    let is_number = |element: &&str| element.parse::<f64>().is_ok();
    (elements.len() > 1 && elements.iter().all(is_number)).then(|| {
        let help = format!("write `{}`", elements.join(","));
        Hint::new("only commas are between the elements of a list", help)
    })?
}

/// What is no number in any notation, though it may look like one.
fn no_number(text: &str) -> Option<Hint> {
    let ascii: String = text.chars().map(in_ascii).collect();
    if ascii != text && ascii.parse::<f64>().is_ok() {
        return Hint::new("a digit or sign that is not ASCII", write(ascii));
    }
    if matches!(text, "null" | "nil" | "None" | "none" | "~") {
        let help = "leave the setting out where it has no value";
        return Hint::new("text, not the absence of a value", help);
    }
    if text.parse::<IpAddr>().is_ok() {
        return Hint::new("an IP address", "write a number alone");
    }
    let between = [';', '-', '|', '/', ':'];
    let (first, last) = text.split_once(between)?;
    let is_number = |part: &str| part.trim().parse::<u64>().is_ok();
    (is_number(first) && is_number(last))
        .then(|| Hint::new("two numbers", "write one number alone"))?
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

fn integer(text: &str) -> Option<Hint> {
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

fn number(text: &str) -> Option<Hint> {
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

fn write(number: impl std::fmt::Display) -> String {
    format!("write `{number}`")
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
    is_number.then(|| Hint::new("the digits are in groups", write(plain)))?
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
            format!("write `{whole}` or `{first}`, whichever is meant")
        }
        _ => format!("write `{whole}` if `{mark}` is between groups of digits"),
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
        Hint::new(label, "write a whole number, in digits only")
    }
}

/// Up to here each whole number is one that a float has.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// `0,5`, where a fraction may be.
fn comma(text: &str) -> Option<Hint> {
    let plain = text.replacen(',', ".", 1);
    let is_number = plain != text && plain.parse::<f64>().is_ok();
    let label = "a comma in place of the point";
    is_number.then(|| Hint::new(label, write(plain)))?
}

fn percent(text: &str, is_whole: bool) -> Option<Hint> {
    let plain = text.strip_suffix('%')?.trim().replacen(',', ".", 1);
    let number: f64 = plain.parse().ok()?;
    let help = if is_whole {
        format!("write the number alone: `{plain}`")
    } else {
        let part = number / 100.0;
        format!("write `{part}`, or `{plain}` if the setting counts in percent")
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
            format!("write `{decimal}`, or `{binary}` if bytes are counted by 1024")
        }),
        None => None,
    };
    let alone = || format!("write the number alone: `{number}`");
    Hint::new("a unit", help.unwrap_or_else(alone))
}

/// What a prefix of a unit stands for: by a thousand, and by 1024.
fn factors(unit: &str) -> Option<[u64; 2]> {
    let lower = unit.to_ascii_lowercase();
    let (first, rest) = lower.split_at_checked(1)?;
    let power = match (first, unit) {
        // OK because a small `m` or `t` is no million.
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
    is_port.then(|| Hint::new("an address", format!("write the number alone: `{port}`")))?
}

fn switch(text: &str) -> Option<Hint> {
    let lower = text.to_ascii_lowercase();
    let meant = match lower.as_str() {
        "true" | "false" if lower == text => return None,
        "true" | "t" | "yes" | "y" | "on" | "1" | "enable" | "enabled" | "active" => "true",
        "false" | "f" | "no" | "n" | "off" | "0" | "disable" | "disabled" | "inactive" => "false",
        _ => {
            let words = ["true", "false", "yes", "no", "on", "off"];
            let meant = suggest::closest(text, words)?;
            return Hint::new(NO_SWITCH, format!("did you mean `{meant}`?"));
        }
    };
    Hint::new(NO_SWITCH, write(meant))
}

const NO_SWITCH: &str = "neither true nor false";

/// `1.5h`, `1_000ms`, `1:30`, `PT30S` and `30S`.
fn duration(text: &str) -> Option<Hint> {
    if text.starts_with('-') {
        return Hint::new("negative", "write a duration such as `30s`");
    }
    if let Some(hint) = last_unit(text) {
        return Some(hint);
    }
    let read = |text: &str| humantime::parse_duration(text).ok();
    let plain = text.replace(['_', '\''], "");
    if plain != text && read(&plain).is_some() {
        return Hint::new("the digits are in groups", write(plain));
    }
    let lower = text.to_ascii_lowercase();
    if lower != text && read(&lower).is_some() {
        return Hint::new("the unit is in upper case", write(lower));
    }
    let found = iso(text).map(|duration| ("a duration of ISO 8601", duration));
    let found = found.or_else(|| Some(("a fraction", with_fraction(&lower)?)));
    match found {
        Some((label, duration)) => Hint::new(label, write(humantime::format_duration(duration))),
        None => clock(text),
    }
}

/// `1m30`: the unit of the last number is probably the next smaller one.
fn last_unit(text: &str) -> Option<Hint> {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if before.len() == text.len() || humantime::parse_duration(before.trim_end()).is_err() {
        return None;
    }
    let letters = |c: char| c.is_alphabetic();
    let unit = before.trim_end().rsplit(|c| !letters(c)).next()?;
    let next = match unit {
        "d" | "day" | "days" => "h",
        "h" | "hr" | "hour" | "hours" => "m",
        "s" | "sec" | "second" | "seconds" => "ms",
        _ => "s",
    };
    let help = format!("write `{text}{next}`, or the unit that is meant");
    Hint::new("the last number has no unit", help)
}

/// `1.5h`: one number with a fraction, and its unit.
fn with_fraction(text: &str) -> Option<Duration> {
    let at = text.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = text.split_at(at);
    let number: f64 = number.trim().replacen(',', ".", 1).parse().ok()?;
    let one = humantime::parse_duration(&format!("1{unit}")).ok()?;
    Duration::try_from_secs_f64(one.as_secs_f64() * number).ok()
}

/// `PT1H30M`: days, hours, minutes and seconds, each at most once.
fn iso(text: &str) -> Option<Duration> {
    let start = text.strip_prefix(['P', 'p'])?;
    let mut rest = Some(start).filter(|rest| !rest.is_empty())?;
    let (mut seconds, mut is_time) = (0.0, false);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(['T', 't']) {
            (rest, is_time) = (time, true);
        }
        let at = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let number: f64 = rest[..at].replacen(',', ".", 1).parse().ok()?;
        seconds += number
            * match (rest.as_bytes()[at].to_ascii_uppercase(), is_time) {
                (b'D', false) => 86_400.0,
                (b'H', true) => 3_600.0,
                (b'M', true) => 60.0,
                (b'S', true) => 1.0,
                _ => return None,
            };
        rest = &rest[at + 1..];
    }
    Duration::try_from_secs_f64(seconds).ok()
}

/// `1:30` and `00:01:30`.
fn clock(text: &str) -> Option<Hint> {
    let parts: Option<Vec<u64>> = text.split(':').map(|part| part.parse().ok()).collect();
    let help = match parts?.as_slice() {
        [first, second] => {
            format!("write `{first}m {second}s` or `{first}h {second}m`, whichever is meant")
        }
        [hours, minutes, seconds] => write(format_args!("{hours}h {minutes}m {seconds}s")),
        _ => return None,
    };
    Hint::new("a time of a clock", help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, wanted: Wanted) -> String {
        match hint(text, wanted) {
            Some(hint) => format!("{}: {}", hint.label, hint.help),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn a_whole_number_that_is_written_otherwise() {
        for (text, expected) in [
            ("1_000", "the digits are in groups: write `1000`"),
            ("1 000", "the digits are in groups: write `1000`"),
            ("1'000'000", "the digits are in groups: write `1000000`"),
            ("1,000,000", "the digits are in groups: write `1000000`"),
            (
                "1,000",
                "not a whole number: write `1000` or `1`, whichever is meant",
            ),
            (
                "1.234",
                "not a whole number: write `1234` if `.` is between groups of digits",
            ),
            ("1e+06", "an exponent: write `1000000`"),
            ("1e300", "an exponent: write a whole number, in digits only"),
            ("0x10", "not decimal: write `16`"),
            ("-0b11", "not decimal: write `-3`"),
            ("5.0", "not a whole number: write `5`"),
            (
                "5.5",
                "not a whole number: write a whole number, in digits only",
            ),
            (
                "0,5",
                "not a whole number: write a whole number, in digits only",
            ),
            ("50%", "a percentage: write the number alone: `50`"),
            (
                "1k",
                "a unit: write `1000`, or `1024` if bytes are counted by 1024",
            ),
            ("64MiB", "a unit: write `67108864`"),
            ("1.5 Ki", "a unit: write `1536`"),
            ("30s", "a unit: write the number alone: `30`"),
            ("5m", "a unit: write the number alone: `5`"),
            ("5min", "a unit: write the number alone: `5`"),
            ("250ms", "a unit: write the number alone: `250`"),
            ("8080;", "punctuation after the number: write `8080`"),
            (":8080", "an address: write the number alone: `8080`"),
            (
                "8080 # http",
                "a comment is part of the value: move the comment to a line of its own",
            ),
            (
                "${PORT}",
                "a reference: nothing is replaced in it: write the value itself",
            ),
            (
                "$(PORT)",
                "a reference: nothing is replaced in it: write the value itself",
            ),
            ("1;2", "two numbers: write one number alone"),
            ("80-90", "two numbers: write one number alone"),
            ("10.0.0.1", "an IP address: write a number alone"),
            ("::1", "an IP address: write a number alone"),
            (
                "null",
                "text, not the absence of a value: leave the setting out where it has no value",
            ),
            (
                "\u{ff11}\u{ff12}",
                "a digit or sign that is not ASCII: write `12`",
            ),
            ("\u{2212}1", "a digit or sign that is not ASCII: write `-1`"),
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
            ("0,5", "a comma in place of the point: write `0.5`"),
            (
                "50%",
                "a percentage: write `0.5`, or `50` if the setting counts in percent",
            ),
            ("1_000.5", "the digits are in groups: write `1000.5`"),
            ("0x10", "not decimal: write `16`"),
            (
                "1k",
                "a unit: write `1000`, or `1024` if bytes are counted by 1024",
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
            (
                "1 2",
                "only commas are between the elements of a list: write `1,2`",
            ),
            (
                "1; 2;3",
                "only commas are between the elements of a list: write `1,2,3`",
            ),
            ("1", "nothing"),
            ("a b", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Element), expected, "{text}");
        }
    }

    #[test]
    fn a_switch_that_is_written_otherwise() {
        for (text, expected) in [
            ("y", "neither true nor false: write `true`"),
            ("Disabled", "neither true nor false: write `false`"),
            ("ture", "neither true nor false: did you mean `true`?"),
            ("on", "neither true nor false: write `true`"),
            ("False", "neither true nor false: write `false`"),
            ("true", "nothing"),
            ("maybe", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Switch), expected, "{text}");
        }
    }

    #[test]
    fn a_duration_that_is_written_otherwise() {
        for (text, expected) in [
            ("1.5h", "a fraction: write `1h 30m`"),
            ("0,5s", "a fraction: write `500ms`"),
            ("1_000ms", "the digits are in groups: write `1000ms`"),
            ("PT1H30M", "a duration of ISO 8601: write `1h 30m`"),
            ("P1D", "a duration of ISO 8601: write `1day`"),
            ("30S", "the unit is in upper case: write `30s`"),
            ("00:01:30", "a time of a clock: write `0h 1m 30s`"),
            (
                "1:30",
                "a time of a clock: write `1m 30s` or `1h 30m`, whichever is meant",
            ),
            ("-1s", "negative: write a duration such as `30s`"),
            (
                "1m30",
                "the last number has no unit: write `1m30s`, or the unit that is meant",
            ),
            (
                "1d2",
                "the last number has no unit: write `1d2h`, or the unit that is meant",
            ),
            ("P", "nothing"),
            ("soon", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Duration), expected, "{text}");
        }
    }
}
