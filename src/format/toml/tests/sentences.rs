//! What is said of each mistake in a value. A parser that stops elsewhere, or expects
//! something else there, changes a sentence.

use std::fmt::Write;

use insta::assert_snapshot;

use super::*;

/// Each text, and what is said of it.
pub(super) fn table(texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |mut table, text| {
        let _ = writeln!(table, "{text:?}");
        for flaw in &read(text, 0, 64).flaws {
            let _ = writeln!(table, "  {} {}", flaw.site.start, said(flaw));
        }
        table
    })
}

#[test]
fn values_without_quotes() {
    assert_snapshot!(table(&[
        "a = cadence",
        "a = two words",
        "a = 0.0.0.0:8080",
        "a = 127.0.0.1",
        "a = 10:8080",
        "a = 2001:db8::1",
        "a = 30s",
        "a = 50%",
        "a = 5 * 2",
        "a = https://a/b",
        "a = $HOME",
        "a = ${HOME}",
        "a = \u{201c}x\u{201d}",
        "a = x\"",
        "a = x'",
    ]), @r#"
    "a = cadence"
      4 the string is not quoted; put text in quotes
    "a = two words"
      4 the string is not quoted; put text in quotes
    "a = 0.0.0.0:8080"
      4 the string is not quoted; put text in quotes
    "a = 127.0.0.1"
      4 the string is not quoted; put text in quotes
    "a = 10:8080"
      4 the string is not quoted; put text in quotes
    "a = 2001:db8::1"
      4 the string is not quoted; put text in quotes
    "a = 30s"
      4 a number has a unit; write a number without its unit, and text such as `30s` in quotes
    "a = 50%"
      4 a number has a percent sign; write the number alone, or put text in quotes
    "a = 5 * 2"
      4 the string is not quoted; put text in quotes
    "a = https://a/b"
      4 the string is not quoted; put text in quotes
    "a = $HOME"
      4 references are not replaced in files; write the value itself, or set the variable of this setting
    "a = ${HOME}"
      4 references are not replaced in files; write the value itself, or set the variable of this setting
    "a = “x”"
      4 the quotes are typographic; write straight quotes
    "a = x\""
      4 the string has no quote at its beginning; begin it with the quote it ends with
    "a = x'"
      4 the string has no quote at its beginning; begin it with the quote it ends with
    "#);
}

#[test]
fn values_of_other_formats() {
    assert_snapshot!(table(&[
        "a = True",
        "a = FALSE",
        "a = yes",
        "a = Off",
        "a = null",
        "a = None",
        "a = ~",
        "a = NaN",
        "a = +Infinity",
    ]), @r#"
    "a = True"
      4 a boolean has a capital letter; write `true`
    "a = FALSE"
      4 a boolean has a capital letter; write `false`
    "a = yes"
      4 `yes`, `no`, `on` and `off` are not booleans; write `true` or `false`, or put text in quotes
    "a = Off"
      4 `yes`, `no`, `on` and `off` are not booleans; write `true` or `false`, or put text in quotes
    "a = null"
      4 there is no null; leave the key out, or put text in quotes
    "a = None"
      4 there is no null; leave the key out, or put text in quotes
    "a = ~"
      4 there is no null; leave the key out, or put text in quotes
    "a = NaN"
      4 a number that is not finite is written otherwise; write `inf`, `-inf` or `nan`
    "a = +Infinity"
      4 a number that is not finite is written otherwise; write `inf`, `-inf` or `nan`
    "#);
}

#[test]
fn numbers() {
    assert_snapshot!(table(&[
        "a = 01",
        "a = 1__0",
        "a = _1",
        "a = 1_",
        "a = 1.",
        "a = .5",
        "a = 1.e3",
        "a = --1",
        "a = 0x",
        "a = 0xfg",
        "a = -0xf",
        "a = 0X1",
        "a = 1_0\u{660}",
        "a = 1 2",
        "a = 1,5",
        "a = 2026-13-01",
        "a = 2026-02-30",
        "a = 25:00:00",
        "a = 1.2.3",
    ]), @r#"
    "a = 01"
      4 a number begins with a zero; remove the zero, or put text in quotes
    "a = 1__0"
      4 a `_` of a number is not between two digits; remove it
    "a = _1"
      4 the string is not quoted; put text in quotes
    "a = 1_"
      4 a `_` of a number is not between two digits; remove it
    "a = 1."
      4 a number has no digit on one side of its point; write it as `0.5` or `1.0`
    "a = .5"
      4 a number has no digit on one side of its point; write it as `0.5` or `1.0`
    "a = 1.e3"
      4 a number has no digit on one side of its point; write it as `0.5` or `1.0`
    "a = --1"
      4 a number has more than one sign; write one
    "a = 0x"
      4 a number has no digits; write one, or put text in quotes
    "a = 0xfg"
      4 a number has a digit it cannot have; correct it, or put text in quotes
    "a = -0xf"
      4 a number has a sign it cannot have; write it without, or in decimal
    "a = 0X1"
      4 the prefix of a number has a capital letter; write `0x`, `0o` or `0b`
    "a = 1_0٠"
      4 the string is not quoted; put text in quotes
    "a = 1 2"
      4 a comma is missing; put one between each two
    "a = 1,5"
      5 something follows the value; put text in quotes, and each key on a line of its own
    "a = 2026-13-01"
      4 invalid date, expected month between 01 and 12; write it as `2026-12-31`, `07:32:00`, or both with a `T` between them
    "a = 2026-02-30"
      4 invalid date, expected day between 01 and 28; write it as `2026-12-31`, `07:32:00`, or both with a `T` between them
    "a = 25:00:00"
      4 invalid time, expected hour between 00 and 23; write it as `2026-12-31`, `07:32:00`, or both with a `T` between them
    "a = 1.2.3"
      4 the string is not quoted; put text in quotes
    "#);
}

#[test]
fn strings() {
    assert_snapshot!(table(&[
        "a = \"x",
        "a = 'x",
        "a = \"\"\"x\ny",
        "a = '''x\nb = 1",
        "a = \"C:\\Users\\x\"",
        "a = \"C:\\dir\"",
        "a = \"C:\\dir\\\"",
        "a = \"\\ud800\"",
        "a = \"\u{1}\"",
        "a = '\u{7f}'",
        "a = 'it's'",
        "a = 'a' 'b'",
        "a = \"a\"b\"",
        "a = \"\"\"x\rb\"\"\"",
    ]), @r#"
    "a = \"x"
      6 the string is not closed; close it with the quote it begins with
    "a = 'x"
      6 the string is not closed; close it with the quote it begins with
    "a = \"\"\"x\ny"
      4 a multi-line string is never closed; close it with three quotes
    "a = '''x\nb = 1"
      4 a multi-line string is never closed; close it with three quotes
    "a = \"C:\\Users\\x\""
      7 a string holds an escape without its hexadecimal digits; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"C:\\dir\""
      7 a string holds an escape that does not exist; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"C:\\dir\\\""
      7 a string holds an escape that does not exist; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"\\ud800\""
      5 a string holds an escape without its hexadecimal digits; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"\u{1}\""
      5 there is a control character; remove it, or write it as an escape such as `\u001f`
    "a = '\u{7f}'"
      5 there is a control character; remove it, or write it as an escape such as `\u001f`
    "a = 'it's'"
      8 a string ends before its line does; put the text in the other kind of quotes, or write `\"` for a quote in it
    "a = 'a' 'b'"
      8 something follows the value; put text in quotes, and each key on a line of its own
    "a = \"a\"b\""
      7 a string ends before its line does; put the text in the other kind of quotes, or write `\"` for a quote in it
    "a = \"\"\"x\rb\"\"\""
      8 there is a control character; remove it, or write it as an escape such as `\u001f`
    "#);
}
