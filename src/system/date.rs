//! A day of the calendar, as waivers and hosts speak of it.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, Visitor};

/// A calendar day, in the format of RFC 3339.
///
/// # Example
///
/// ```
/// use rehearsal::system::Date;
///
/// let date: Date = "2026-02-28".parse()?;
/// assert!(date < Date::new(2026, 3, 1).unwrap());
/// assert!("2026-02-29".parse::<Date>().is_err());
/// # Ok::<(), rehearsal::system::NoDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns the day, if these numbers make one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_day = year <= 9999 && (1..=days_of(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// Returns the day that a clock shows, in UTC.
    ///
    /// A clock before 1970 shows the first day of that year, one after 9999 the
    /// last day.
    pub fn of(time: SystemTime) -> Self {
        let days = time
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO)
            .as_secs()
            / (24 * 60 * 60);
        Self::of_days(days)
    }

    /// The day that is this many days after the first of January 1970.
    fn of_days(days: u64) -> Self {
        let (mut year, mut rest) = (1970, days);
        while year < 9999 && rest >= u64::from(days_of_year(year)) {
            rest -= u64::from(days_of_year(year));
            year += 1;
        }
        let mut month = 1;
        while month < 12 && rest >= u64::from(days_of(year, month)) {
            rest -= u64::from(days_of(year, month));
            month += 1;
        }
        let day = u8::try_from(rest + 1).map_or(31, |day| day.min(days_of(year, month)));
        Self { year, month, day }
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of_year(year: u16) -> u16 {
    if is_leap(year) { 366 } else { 365 }
}

/// How many days a month has; none where there is no such month.
fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (part(4), part(2), part(2));
        let end = parts.next().is_none();
        let date = year.zip(month).zip(day).filter(|_| end);
        let date = date.and_then(|((year, month), day)| {
            Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        });
        date.ok_or(NoDate)
    }
}

/// Text that is not a calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date such as `2026-12-31`")]
pub struct NoDate;

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

// By hand because TOML has dates of its own, which a type that asks for a string
// does not get.
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as `2026-12-31`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        for (days, date) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (789, "1972-02-29"),
            (790, "1972-03-01"),
            (10_957, "2000-01-01"),
            (11_016, "2000-02-29"),
            (20_780, "2026-11-23"),
            (47_541, "2100-03-01"),
            (u64::MAX, "9999-12-31"),
        ] {
            assert_eq!(Date::of_days(days).to_string(), date, "{days}");
        }
        assert_eq!(Date::of(UNIX_EPOCH).to_string(), "1970-01-01");
        let before = UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(Date::of(before).to_string(), "1970-01-01");
    }

    #[test]
    fn only_whole_dates_that_exist_are_dates() {
        for text in ["2024-02-29", "2026-12-31", "0001-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "2026",
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-1",
            "2026-01-00",
            "2026-01-01T00:00:00Z",
            "2026-01-01-",
            "+026-01-01",
            "31.12.2026",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NoDate), "{text}");
        }
    }
}
