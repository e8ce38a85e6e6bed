//! What is said of each error in a value. A parser that stops elsewhere, or expects
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
      4 number with a unit; remove the unit, or quote text such as `30s`
    "a = 50%"
      4 number with a percent sign; remove the percent sign, or put text in quotes
    "a = 5 * 2"
      4 the string is not quoted; put text in quotes
    "a = https://a/b"
      4 the string is not quoted; put text in quotes
    "a = $HOME"
      4 references are not expanded in files; write the value itself, or set the setting through its variable
    "a = ${HOME}"
      4 references are not expanded in files; write the value itself, or set the setting through its variable
    "a = “x”"
      4 typographic quotes; use straight quotes
    "a = x\""
      4 the string is not quoted; put text in quotes
    "a = x'"
      4 the string is not quoted; put text in quotes
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
      4 booleans are lowercase; write `true`
    "a = FALSE"
      4 booleans are lowercase; write `false`
    "a = yes"
      4 `yes`, `no`, `on` and `off` are not booleans; write `true` or `false`, or put text in quotes
    "a = Off"
      4 `yes`, `no`, `on` and `off` are not booleans; write `true` or `false`, or put text in quotes
    "a = null"
      4 null is not supported; omit the key, or put text in quotes
    "a = None"
      4 null is not supported; omit the key, or put text in quotes
    "a = ~"
      4 null is not supported; omit the key, or put text in quotes
    "a = NaN"
      4 infinity and NaN are spelled differently; write `inf`, `-inf` or `nan`
    "a = +Infinity"
      4 infinity and NaN are spelled differently; write `inf`, `-inf` or `nan`
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
      4 number with a leading zero; remove the zero, or put text in quotes
    "a = 1__0"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = _1"
      4 the string is not quoted; put text in quotes
    "a = 1_"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = 1."
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = .5"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = 1.e3"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = --1"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = 0x"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = 0xfg"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = -0xf"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = 0X1"
      4 malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    "a = 1_0٠"
      4 the string is not quoted; put text in quotes
    "a = 1 2"
      4 missing comma; put commas between the elements
    "a = 1,5"
      5 text after the value; put text in quotes, and each key on its own line
    "a = 2026-13-01"
      4 invalid date, expected month between 01 and 12; write a date as `2026-12-31`, a time as `07:32:00`, or both joined by `T`
    "a = 2026-02-30"
      4 invalid date, expected day between 01 and 28; write a date as `2026-12-31`, a time as `07:32:00`, or both joined by `T`
    "a = 25:00:00"
      4 invalid time, expected hour between 00 and 23; write a date as `2026-12-31`, a time as `07:32:00`, or both joined by `T`
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
        "a = \"\\u0041bc\u{1}\"",
        "a = \"C:\\\\\u{1}\"",
        "a = 'it's'",
        "a = 'a' 'b'",
        "a = \"a\"b\"",
        "a = \"\"\"x\rb\"\"\"",
    ]), @r#"
    "a = \"x"
      6 unclosed string; add the closing quote
    "a = 'x"
      6 unclosed string; add the closing quote
    "a = \"\"\"x\ny"
      4 unclosed multi-line string; close it with three quotes
    "a = '''x\nb = 1"
      4 unclosed multi-line string; close it with three quotes
    "a = \"C:\\Users\\x\""
      7 unknown escape in a string; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"C:\\dir\""
      7 unknown escape in a string; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"C:\\dir\\\""
      7 unknown escape in a string; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"\\ud800\""
      5 unknown escape in a string; write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`
    "a = \"\u{1}\""
      5 control character; remove it, or write it as an escape such as `\u001f`
    "a = '\u{7f}'"
      5 control character; remove it, or write it as an escape such as `\u001f`
    "a = \"\\u0041bc\u{1}\""
      13 control character; remove it, or write it as an escape such as `\u001f`
    "a = \"C:\\\\\u{1}\""
      9 control character; remove it, or write it as an escape such as `\u001f`
    "a = 'it's'"
      8 a string ends in the middle of the line; use the other kind of quotes, or write `\"` for a quote inside
    "a = 'a' 'b'"
      8 text after the value; put text in quotes, and each key on its own line
    "a = \"a\"b\""
      7 a string ends in the middle of the line; use the other kind of quotes, or write `\"` for a quote inside
    "a = \"\"\"x\rb\"\"\""
      8 control character; remove it, or write it as an escape such as `\u001f`
    "#);
}
