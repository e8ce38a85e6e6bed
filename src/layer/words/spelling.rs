//! Numbers, switches and durations that are written in a way that is not read:
//! what is wrong with them, and how to write what was meant.

use crate::value::suggest;

/// What is wrong with a text, if more than that it is not what is wanted, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) label: Option<&'static str>,
    pub(crate) help: String,
}

/// What a text is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Integer,
    Number,
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
    if let Some((label, help)) = around(text) {
        return Some(Hint {
            label: Some(label),
            help: help.to_owned(),
        });
    }
    let is_long = text.chars().count() > MOST_CHARS;
    let help = match wanted {
        _ if is_long => None,
        // OK because a number that is written as one is only text by its quotes.
        Wanted::Integer if text.parse::<i128>().is_ok() => None,
        Wanted::Number if text.parse::<f64>().is_ok() => None,
        Wanted::Integer | Wanted::Number => number(text, wanted == Wanted::Integer),
        Wanted::Switch => switch(text),
        Wanted::Duration => duration(text),
        Wanted::Word => None,
    };
    help.map(|help| Hint { label: None, help })
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
fn around(text: &str) -> Option<(&'static str, &'static str)> {
    let is_name = |name: &str| name.starts_with(|c: char| "{(".contains(c) || c.is_alphabetic());
    let is_reference = text.starts_with("{{") || text.strip_prefix('$').is_some_and(is_name);
    match text {
        _ if is_quoted(text) => Some((QUOTED, UNQUOTE)),
        _ if text.contains(" #") => Some((
            "a comment is part of the value",
            "move the comment to its own line",
        )),
        _ if is_reference => Some((
            "a reference",
            "write the value itself: references are not expanded",
        )),
        "null" | "nil" | "None" | "none" | "~" => Some((
            "text, not an absent value",
            "omit the setting if it has no value",
        )),
        _ => None,
    }
}

pub(crate) const QUOTED: &str = "the quotes are part of the value";

pub(crate) const UNQUOTE: &str =
    "remove the quotes; `docker run --env-file` and `kubectl` keep them";

fn write(value: impl std::fmt::Display) -> String {
    format!("write `{value}`")
}

fn switch(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    Some(write(match lower.as_str() {
        "true" | "false" if lower == text => return None,
        "true" | "t" | "yes" | "y" | "on" | "1" | "enable" | "enabled" | "active" => "true",
        "false" | "f" | "no" | "n" | "off" | "0" | "disable" | "disabled" | "inactive" => "false",
        _ => {
            let words = ["true", "false", "yes", "no", "on", "off"];
            let meant = suggest::closest(text, words)?;
            return Some(format!("did you mean `{meant}`?"));
        }
    }))
}

/// `1.5h`, `1_000ms`, `PT30S` and `30S`.
fn duration(text: &str) -> Option<String> {
    if text.starts_with('-') {
        return Some("write it without the sign".to_owned());
    }
    let plain = text.replace(['_', '\''], "").to_ascii_lowercase();
    let iso = || {
        let rest = plain.strip_prefix('p')?;
        let (date, time) = rest.split_once('t').unwrap_or((rest, ""));
        // OK because a month of ISO 8601 would be read as a minute.
        (!date.contains('m')).then(|| format!("{date} {time}"))
    };
    let read = |text: &str| humantime::parse_duration(text.trim()).ok();
    let duration = read(&plain).or_else(|| read(&iso()?));
    let duration = duration.or_else(|| with_fraction(&plain))?;
    Some(write(humantime::format_duration(duration)))
}

/// `1.5h`: one number with a fraction, and its unit.
fn with_fraction(text: &str) -> Option<std::time::Duration> {
    let (number, unit) = text.split_at(text.find(char::is_alphabetic)?);
    let number: f64 = number.trim().replacen(',', ".", 1).parse().ok()?;
    let one = humantime::parse_duration(&format!("1{unit}")).ok()?;
    std::time::Duration::try_from_secs_f64(one.as_secs_f64() * number).ok()
}

/// What to write in place of a number that has a fraction or an exponent.
pub(crate) fn whole(number: f64) -> String {
    in_digits(&format!("{number:?}")).unwrap_or_else(|| IN_DIGITS.to_owned())
}

const IN_DIGITS: &str = "write a whole number, using only digits";

/// How the number is written that a text probably means.
fn number(text: &str, is_whole: bool) -> Option<String> {
    let is_group = |part: &str| part.len() >= 3;
    let marks = ['_', '\'', '\u{2019}', ' ', '\u{a0}', '\u{202f}'];
    let is_grouped = text.split(marks).skip(1).all(is_group);
    let plain = if is_grouped {
        text.replace(marks, "")
    } else {
        text.to_owned()
    };
    let plain = plain.trim_end_matches([',', ';']);
    let port = plain.rsplit_once(':').map(|(_, port)| port);
    if let Some(port) = port.filter(|port| is_whole && port.parse::<u16>().is_ok()) {
        let is_address = !text.contains("//") && text.parse::<std::net::IpAddr>().is_err();
        return is_address.then(|| write(port));
    }
    let radix = radix(plain).map(write);
    radix.or_else(|| with_unit(plain, is_whole)).or_else(|| {
        if is_whole {
            grouped(plain).or_else(|| in_digits(plain))
        } else {
            let point = plain.replacen(',', ".", 1);
            point.parse::<f64>().is_ok().then(|| write(point))
        }
    })
}

/// `0x10`, `0o17` and `0b1`.
fn radix(text: &str) -> Option<i128> {
    let lower = text.to_ascii_lowercase();
    let digits = lower.trim_start_matches('-');
    let radixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let number = radixes
        .iter()
        .find_map(|(start, radix)| i128::from_str_radix(digits.strip_prefix(start)?, *radix).ok());
    number.map(|number| {
        if digits.len() < lower.len() {
            -number
        } else {
            number
        }
    })
}

/// `50%`, `1k`, `64MiB` and `30s`.
fn with_unit(text: &str, is_whole: bool) -> Option<String> {
    let (number, unit) = text.split_at(text.find(|c: char| c.is_alphabetic() || c == '%')?);
    let number = number.trim_end();
    let amount: f64 = number.replacen(',', ".", 1).parse().ok()?;
    let either = |first: f64, second: f64| {
        if first.to_bits() == second.to_bits() {
            write(first)
        } else {
            format!("write `{first}` or `{second}`")
        }
    };
    match factors(unit) {
        _ if unit == "%" && !is_whole => Some(either(amount / 100.0, amount)),
        Some([decimal, binary]) if !is_whole || (amount * decimal).fract() == 0.0 => {
            Some(either(amount * decimal, amount * binary))
        }
        _ if unit == "%" || unit.chars().all(char::is_alphabetic) => {
            Some(format!("write only the number: `{number}`"))
        }
        _ => None,
    }
}

/// What a prefix of a unit stands for: by a thousand, and by 1024.
fn factors(unit: &str) -> Option<[f64; 2]> {
    let lower = unit.to_ascii_lowercase();
    // OK because a small `m` or `t` is no million.
    let is_small = matches!(unit, "m" | "t");
    let power = ["k", "m", "g", "t"].iter().zip(1..);
    let (prefix, power) = power
        .filter(|_| !is_small)
        .find(|(p, _)| lower.starts_with(**p))?;
    match &lower[prefix.len()..] {
        "" | "b" => Some([1000_f64.powi(power), 1024_f64.powi(power)]),
        "i" | "ib" => Some([1024_f64.powi(power); 2]),
        _ => None,
    }
}

/// `1,000` and `1.000`, where a whole number is wanted.
fn grouped(text: &str) -> Option<String> {
    let mark = [',', '.'].into_iter().find(|&mark| text.contains(mark))?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = text.split_once(mark)?;
    let is_group = |part: &str| part.len() == 3 && digits(part);
    if !(1..=3).contains(&first.len()) || !digits(first) || !rest.split(mark).all(is_group) {
        return None;
    }
    let whole = text.replace(mark, "");
    Some(match rest {
        "000" => format!("write `{whole}` or `{first}`"),
        _ if rest.contains(mark) => write(whole),
        _ => format!("write `{whole}` if `{mark}` separates groups of digits"),
    })
}

/// `5.0`, `1.5`, `0,5` and `1e+06`, where a whole number is wanted.
fn in_digits(text: &str) -> Option<String> {
    /// Up to here each whole number is one that a float has.
    const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

    let number: f64 = text.replacen(',', ".", 1).parse().ok()?;
    let is_whole = number.fract() == 0.0 && number.abs() < MOST_EXACT;
    Some(if is_whole {
        write(number)
    } else {
        IN_DIGITS.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_said<const N: usize>(wanted: Wanted, table: [(&str, &str); N]) {
        for (text, expected) in table {
            let said = match hint(text, wanted) {
                Some(Hint { label, help }) => {
                    let label = label.map(str::to_owned);
                    label.into_iter().chain([help]).collect()
                }
                None => vec!["nothing".to_owned()],
            };
            assert_eq!(said.join(": "), expected, "{text}");
        }
    }

    #[test]
    fn a_switch_that_is_written_otherwise() {
        assert_said(
            Wanted::Switch,
            [
                ("y", "write `true`"),
                ("Disabled", "write `false`"),
                ("ture", "did you mean `true`?"),
                ("on", "write `true`"),
                ("False", "write `false`"),
                ("true", "nothing"),
                ("maybe", "nothing"),
            ],
        );
    }

    #[test]
    fn a_duration_that_is_written_otherwise() {
        assert_said(
            Wanted::Duration,
            [
                ("1.5h", "write `1h 30m`"),
                ("0,5s", "write `500ms`"),
                ("1_000ms", "write `1s`"),
                ("PT1H30M", "write `1h 30m`"),
                ("P1DT2H", "write `1day 2h`"),
                ("P3D", "write `3days`"),
                ("30S", "write `30s`"),
                ("1:30", "nothing"),
                ("-1s", "write it without the sign"),
                ("P", "nothing"),
                ("soon", "nothing"),
            ],
        );
    }

    #[test]
    fn a_whole_number_that_is_written_otherwise() {
        assert_said(
            Wanted::Integer,
            [
                ("1_000", "write `1000`"),
                ("1 000", "write `1000`"),
                ("1'000'000", "write `1000000`"),
                ("1,000,000", "write `1000000`"),
                ("1,000", "write `1000` or `1`"),
                ("1.234", "write `1234` if `.` separates groups of digits"),
                ("1e+06", "write `1000000`"),
                ("1e300", "write a whole number, using only digits"),
                ("0x10", "write `16`"),
                ("-0b11", "write `-3`"),
                ("5.0", "write `5`"),
                ("5.5", "write a whole number, using only digits"),
                ("0,5", "write a whole number, using only digits"),
                ("50%", "write only the number: `50`"),
                ("1k", "write `1000` or `1024`"),
                ("64MiB", "write `67108864`"),
                ("1.5 Ki", "write `1536`"),
                ("30s", "write only the number: `30`"),
                ("5m", "write only the number: `5`"),
                ("5min", "write only the number: `5`"),
                ("250ms", "write only the number: `250`"),
                ("8080;", "write `8080`"),
                (":8080", "write `8080`"),
                ("localhost:8080", "write `8080`"),
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
                (
                    "null",
                    "text, not an absent value: omit the setting if it has no value",
                ),
                ("1 2", "nothing"),
                ("10.0.0.1", "nothing"),
                ("::1", "nothing"),
                ("many", "nothing"),
                ("tcp://10.0.0.1:80", "nothing"),
                ("", "nothing"),
                ("é", "nothing"),
            ],
        );
    }

    #[test]
    fn a_number_that_is_written_otherwise() {
        assert_said(
            Wanted::Number,
            [
                ("0,5", "write `0.5`"),
                ("50%", "write `0.5` or `50`"),
                ("1_000.5", "write `1000.5`"),
                ("0x10", "write `16`"),
                ("1k", "write `1000` or `1024`"),
                ("fast", "nothing"),
            ],
        );
    }
}
