//! What all formats have in common: their limits, and their numbers.

use super::*;
use crate::value::tree::Node;

/// What a text is read as, where its format is known to this build.
fn read(format: Format, text: &str) -> Option<Parsed<'_>> {
    format.reader()?;
    Some(format.read(text, 0, 64))
}

#[test]
fn no_nesting_overflows_the_stack() {
    use Format::{Json, Toml, Yaml};
    const DEEP: usize = 10_000;
    for (format, head, part) in [
        (Json, "", "["),
        (Json, "", "{\"a\":"),
        (Json, "", "[}"),
        (Json, "", "{]"),
        (Json, "", "[\"]\","),
        (Json, "{\"a\": \"\n\"b\": ", "["),
        (Json, "{\"a\": \"\n\"b\": ", "{\"a\": "),
        (Yaml, "", "["),
        (Yaml, "", "[*a, "),
        (Yaml, "", "{a: "),
        (Yaml, "", "- "),
        (Yaml, "", "? "),
        (Yaml, "", "[}"),
        (Toml, "a = ", "["),
        (Toml, "a = ", "{a = "),
        (Toml, "a = ", "[}"),
        (Toml, "a = ", "[\"]\","),
        (Toml, "", "a."),
        (Toml, "[", "a."),
        (Toml, "a = {", "a."),
        (Toml, "a = [", "a."),
        (Toml, "a = [", "\n<<<<<<< a"),
    ] {
        for end in ["", "x", "\n<<<<<<< a\n"] {
            let text = format!("{head}{}{end}", part.repeat(DEEP));
            if let Some(parsed) = read(format, &text) {
                assert!(
                    !parsed.flaws.is_empty(),
                    "{head}{part} as {}",
                    format.name()
                );
            }
            assert!(
                inline::value(&text, Site::DEFAULT).is_none(),
                "{head}{part}"
            );
        }
    }
}

#[test]
fn of_a_line_with_many_flaws_the_first_are_told_and_the_others_counted() {
    for (format, part) in [
        (Format::Json, "{\"a\": x}, "),
        (Format::Json, "'a', "),
        (Format::Json, "(a, "),
        (Format::Yaml, "01, "),
    ] {
        let text = format!("{{\"list\": [{}\n]}}", part.repeat(1_000));
        if let Some(parsed) = read(format, &text) {
            let told = parsed.flaws.len();
            assert!((100..=102).contains(&told), "{part}: {told}");
            let more: usize = parsed.flaws.iter().map(|flaw| flaw.more).sum();
            assert!((900..=2_000).contains(&more), "{part}: {more}");
        }
    }
}

#[test]
fn a_number_is_what_it_is_in_every_format() {
    const LARGEST: &str = "340282366920938463463374607431768211455";
    for (written, expected) in [
        ("9223372036854775807", "Integer(9223372036854775807)"),
        ("9223372036854775808", "Wide(\"9223372036854775808\")"),
        ("18446744073709551615", "Wide(\"18446744073709551615\")"),
        ("-9223372036854775809", "Wide(\"-9223372036854775809\")"),
        (LARGEST, &format!("Wide({LARGEST:?})")),
        (&format!("{LARGEST}0"), &format!("Wide(\"{LARGEST}0\")")),
        ("1e3", "Float(1000.0)"),
        ("1e999", "Wide(\"1e999\")"),
        ("-1.5e999", "Wide(\"-1.5e999\")"),
    ] {
        let parsed = [
            read(Format::Toml, &format!("a = {written}")).map(|parsed| value_of(&parsed)),
            read(Format::Json, &format!("{{\"a\": {written}}}")).map(|parsed| value_of(&parsed)),
            read(Format::Yaml, &format!("a: {written}")).map(|parsed| value_of(&parsed)),
            inline::value(&format!("{{a = {written}}}"), Site::DEFAULT)
                .map(|node| value_of_inline(&node)),
            inline::value(&format!("{{\"a\": {written}}}"), Site::DEFAULT)
                .map(|node| value_of_inline(&node)),
        ];
        for value in parsed.into_iter().flatten() {
            assert_eq!(value, expected, "{written}");
        }
    }
}

#[test]
fn an_integer_in_another_base_may_need_all_bits_of_any_type() {
    let largest = format!("Wide(\"{}\")", u128::MAX);
    let text = format!("a = 0x{:x}", u128::MAX);
    assert_eq!(
        read(Format::Toml, &text)
            .map(|parsed| value_of(&parsed))
            .unwrap(),
        largest
    );
    let text = format!("a: 0x{:x}", u128::MAX);
    let parsed = read(Format::Yaml, &text).map(|parsed| value_of(&parsed));
    assert!(parsed.is_none_or(|value| value == largest));
    let text = format!("a = 0xe{:x}", u128::MAX);
    let parsed = read(Format::Toml, &text).unwrap();
    assert_eq!(parsed.root.get("a").unwrap().node.described(), "an integer");
}

#[test]
fn json_in_a_variable_is_json_as_in_a_file() {
    for (text, flaw) in [
        ("{\"a\": 1, \"a\": 2}", "Duplicate"),
        ("{\"a\": \"\u{7}\"}", "control character"),
        ("[\"a\nb\"]", "unclosed string"),
    ] {
        assert!(inline::value(text, Site::DEFAULT).is_none(), "{text}");
        let found = inline::flaw(text).map(|flaw| format!("{flaw:?}"));
        assert!(found.is_some_and(|found| found.contains(flaw)), "{text}");
    }
}

fn value_of(parsed: &Parsed<'_>) -> String {
    assert!(parsed.flaws.is_empty(), "{:?}", parsed.flaws);
    value_in(&parsed.root)
}

fn value_of_inline(node: &Node<'_>) -> String {
    value_in(node.as_table().unwrap())
}

fn value_in(table: &Table<'_>) -> String {
    format!("{:?}", table.get("a").unwrap().node.value)
}
