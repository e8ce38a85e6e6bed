//! Values as they are compared: by what they mean, not by how they are written.

use std::time::Duration;

use crate::resolve::datum::Datum;
use crate::schema::kind::Kind;

/// Whether two values mean the same.
pub(crate) fn equal(a: &Datum, b: &Datum, kind: &Kind) -> bool {
    a == b
        || match (measure(a, kind), measure(b, kind)) {
            (Some(a), Some(b)) => a.total_cmp(&b).is_eq(),
            _ => false,
        }
}

/// How much a value is, for those that can be ordered: switches, numbers,
/// durations, sizes, and the variants of an enum as they were declared.
#[expect(
    clippy::cast_precision_loss,
    reason = "no setting is compared to sixteen digits"
)]
pub(crate) fn measure(datum: &Datum, kind: &Kind) -> Option<f64> {
    match (datum, kind.without_optional()) {
        (Datum::Bool(bool), _) => Some(f64::from(u8::from(*bool))),
        (Datum::Integer(number), _) => Some(*number as f64),
        (Datum::Float(number), _) => Some(*number),
        (Datum::Text(text), Kind::Duration) => duration(text).map(|span| span.as_secs_f64()),
        (Datum::Text(text), Kind::Enum { variants, .. }) => variants
            .iter()
            .position(|variant| variant == text)
            .map(|at| at as f64),
        (Datum::Text(text), _) => {
            let quantity = Quantity::of(text)?;
            Some(quantity.number.parse::<f64>().ok()? * quantity.factor()?)
        }
        _ => None,
    }
}

fn duration(text: &str) -> Option<Duration> {
    humantime::parse_duration(text.trim()).ok()
}

/// A number with its unit: `30s`, `64MiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quantity<'t> {
    pub(crate) number: &'t str,
    pub(crate) unit: &'t str,
}

impl<'t> Quantity<'t> {
    /// Takes text for one number and one unit; none for anything else.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        let text = text.trim();
        let is_digit = |c: char| c.is_ascii_digit() || c == '.';
        let (number, unit) = text.split_at(text.find(|c| !is_digit(c)).unwrap_or(text.len()));
        let unit = unit.trim_start();
        let is_unit = unit.len() <= 12 && unit.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        (is_number && is_unit).then_some(Self { number, unit })
    }

    /// Whether it is the number of another one with a unit that is not.
    pub(crate) fn slips_from(self, other: Self) -> bool {
        self.number == other.number && self.unit != other.unit
    }

    /// What one of the unit is of the smallest one; none for an unknown one.
    fn factor(self) -> Option<f64> {
        const THOUSAND: f64 = 1000.0;
        const KIBI: f64 = 1024.0;
        let unit = self.unit.to_ascii_lowercase();
        let unit = unit.strip_suffix('b').unwrap_or(&unit);
        let (prefix, base) = match unit.strip_suffix('i') {
            Some(prefix) => (prefix, KIBI),
            None => (unit, THOUSAND),
        };
        let power = match prefix {
            "" | "byte" | "bytes" => 0,
            "k" => 1,
            "m" => 2,
            "g" => 3,
            "t" => 4,
            _ => return None,
        };
        Some(base.powi(power))
    }
}

/// The numbers of a version: major, then minor where that is stated.
///
/// Text around them is ignored: `PostgreSQL 15.4` is 15.4.
pub(crate) fn version(datum: &Datum) -> Option<(u64, Option<u64>)> {
    let text = match datum {
        Datum::Text(text) => text.clone(),
        datum => datum.to_toml()?,
    };
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = text[start..]
        .split(|c: char| !c.is_ascii_digit())
        .map(|number| number.parse().ok());
    let major = numbers.next().flatten()?;
    let is_dotted = text[start..]
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .starts_with('.');
    let minor = numbers.next().flatten().filter(|_| is_dotted);
    Some((major, minor))
}

/// Whether two versions are alike in all that both state.
pub(crate) fn alike(a: (u64, Option<u64>), b: (u64, Option<u64>)) -> bool {
    a.0 == b.0 && a.1.zip(b.1).is_none_or(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Datum {
        Datum::Text(text.to_owned())
    }

    #[test]
    fn what_means_the_same_is_equal() {
        let kind = Kind::of::<Duration>();
        assert!(equal(&text("60s"), &text("1m"), &kind));
        assert!(!equal(&text("60s"), &text("60ms"), &kind));
        let any = Kind::of::<String>();
        assert!(equal(&text("64MiB"), &text("65536 KiB"), &any));
        assert!(equal(&Datum::Integer(1), &Datum::Float(1.0), &Kind::Any));
        assert!(!equal(&text("a"), &text("b"), &any));
        assert!(!equal(&text("1.0.0"), &text("1.0.1"), &any));
    }

    #[test]
    fn sizes_and_durations_have_an_order() {
        let of = |given: &str, kind: &Kind| measure(&text(given), kind).unwrap();
        let any = Kind::of::<String>();
        assert!(of("1GiB", &any) > of("1GB", &any));
        assert!(of("2 MB", &any) > of("512kB", &any));
        let duration = Kind::of::<Duration>();
        assert!(of("2h", &duration) > of("90m", &duration));
        assert_eq!(measure(&text("5 apples"), &any), None);
        assert_eq!(measure(&text("cadence"), &any), None);
    }

    #[test]
    fn versions_are_major_and_minor() {
        for (given, expected) in [
            ("15", Some((15, None))),
            ("15.4", Some((15, Some(4)))),
            ("15.4.2", Some((15, Some(4)))),
            ("PostgreSQL 15.4 (Debian)", Some((15, Some(4)))),
            ("7-alpine3", Some((7, None))),
            ("latest", None),
        ] {
            assert_eq!(version(&text(given)), expected, "{given}");
        }
        assert_eq!(version(&Datum::Integer(16)), Some((16, None)));
        assert_eq!(version(&Datum::Float(9.6)), Some((9, Some(6))));
        assert!(alike((15, None), (15, Some(4))));
        assert!(!alike((15, Some(4)), (15, Some(5))));
    }

    #[test]
    fn a_slip_is_the_number_with_another_unit() {
        let quantity = |text| Quantity::of(text).unwrap();
        assert!(quantity("30s").slips_from(quantity("30ms")));
        assert!(!quantity("30s").slips_from(quantity("30s")));
        assert!(!quantity("30s").slips_from(quantity("20s")));
        assert_eq!(Quantity::of("1h 30m"), None);
        assert_eq!(Quantity::of("s30"), None);
    }
}
