//! Durations that are written in a way that is not read.

use std::time::Duration;

use super::{Hint, write};

/// `1.5h`, `1_000ms`, `1:30`, `PT30S` and `30S`.
pub(super) fn duration(text: &str) -> Option<Hint> {
    if text.starts_with('-') {
        return Hint::new("negative", "write a duration such as `30s`");
    }
    if let Some(hint) = last_unit(text) {
        return Some(hint);
    }
    let read = |text: &str| humantime::parse_duration(text).ok();
    let plain = text.replace(['_', '\''], "");
    if plain != text && read(&plain).is_some() {
        return Hint::new("grouped digits", write(plain));
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
    let help = format!("write `{text}{next}`, or add another unit");
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
            format!("write `{first}m {second}s` or `{first}h {second}m`")
        }
        [hours, minutes, seconds] => write(format_args!("{hours}h {minutes}m {seconds}s")),
        _ => return None,
    };
    Hint::new("a clock time", help)
}

#[cfg(test)]
mod tests {
    use super::super::{Wanted, said};

    #[test]
    fn a_duration_that_is_written_otherwise() {
        for (text, expected) in [
            ("1.5h", "a fraction: write `1h 30m`"),
            ("0,5s", "a fraction: write `500ms`"),
            ("1_000ms", "grouped digits: write `1000ms`"),
            ("PT1H30M", "a duration of ISO 8601: write `1h 30m`"),
            ("P1D", "a duration of ISO 8601: write `1day`"),
            ("30S", "the unit is in upper case: write `30s`"),
            ("00:01:30", "a clock time: write `0h 1m 30s`"),
            ("1:30", "a clock time: write `1m 30s` or `1h 30m`"),
            ("-1s", "negative: write a duration such as `30s`"),
            (
                "1m30",
                "the last number has no unit: write `1m30s`, or add another unit",
            ),
            (
                "1d2",
                "the last number has no unit: write `1d2h`, or add another unit",
            ),
            ("P", "nothing"),
            ("soon", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Duration), expected, "{text}");
        }
    }
}
