//! The rules that are data, for a section that cannot be judged as a whole.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::schema::{Constraint, LengthUnit};
use crate::value::tree::{Node, Value};

/// How a value breaks a rule, as far as that can be told without its type.
pub(super) fn broken(rule: &Constraint, node: &Node<'_>) -> Option<String> {
    let text = match &node.value {
        Value::Free(text) | Value::String(text) => Some(&**text),
        _ => None,
    };
    let unless = |is_kept: bool| (!is_kept).then(|| format!("must {rule}"));
    match (rule, text) {
        (Constraint::Range { min, max }, None) => range(number(&node.value)?, *min, *max),
        (Constraint::Length { unit, min, max }, _) => {
            length(length_of(&node.value, *unit)?, *min, *max)
        }
        (Constraint::Contains(part), Some(text)) => unless(text.contains(part)),
        (Constraint::Prefix(part), Some(text)) => unless(text.starts_with(part)),
        (Constraint::Suffix(part), Some(text)) => unless(text.ends_with(part)),
        (Constraint::Ascii, Some(text)) => unless(text.is_ascii()),
        (Constraint::Url, Some(text)) => unless(url::Url::parse(text).is_ok()),
        (Constraint::Ip, Some(text)) => unless(text.parse::<IpAddr>().is_ok()),
        (Constraint::IpV4, Some(text)) => unless(text.parse::<Ipv4Addr>().is_ok()),
        (Constraint::IpV6, Some(text)) => unless(text.parse::<Ipv6Addr>().is_ok()),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "no bound is known better")]
fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Wide(text) => text.parse().ok(),
        _ => None,
    }
}

fn range(number: f64, min: Option<&str>, max: Option<&str>) -> Option<String> {
    let bound = |text: &str| text.parse::<f64>().ok();
    match (min, max) {
        (Some(min), _) if number < bound(min)? => Some(format!("lower than {min}")),
        (_, Some(max)) if number > bound(max)? => Some(format!("greater than {max}")),
        _ => None,
    }
}

fn length_of(value: &Value<'_>, unit: LengthUnit) -> Option<u64> {
    let length = match (value, unit) {
        (Value::Free(text) | Value::String(text), unit) => match unit {
            LengthUnit::Simple | LengthUnit::Bytes => text.len(),
            LengthUnit::Chars => text.chars().count(),
            LengthUnit::Utf16 => text.encode_utf16().count(),
            LengthUnit::Graphemes => return None,
        },
        (Value::List(nodes), LengthUnit::Simple) => nodes.len(),
        (Value::Table(table), LengthUnit::Simple) => table.len(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

fn length(length: u64, min: Option<u64>, max: Option<u64>) -> Option<String> {
    match (min, max) {
        (Some(min), _) if length < min => Some(format!("length is lower than {min}")),
        (_, Some(max)) if length > max => Some(format!("length is greater than {max}")),
        _ => None,
    }
}
