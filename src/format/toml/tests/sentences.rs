//! What is said of each mistake. A parser that stops elsewhere, or expects
//! something else there, changes a sentence.

use std::fmt::Write;

use insta::assert_snapshot;

use super::*;

/// Each text, and what is said of it.
fn table(texts: &[&str]) -> String {
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

#[test]
fn statements() {
    assert_snapshot!(table(&[
        "a",
        "a =",
        "a = # later",
        "= 1",
        "a == 1",
        "a = = 1",
        "a: 1",
        "a : 1",
        "a 1",
        "two words = 1",
        "na\u{e4}ve = 1",
        "a. = 1",
        ".a = 1",
        "a..b = 1",
        "\"a = 1",
        "'''a''' = 1",
        "a = 1 b = 2",
        "a = 1; b = 2",
        "a = 1 // comment",
        "// comment",
        "; comment",
        "a = 1 # \u{1}",
        "a = 1\rb = 2",
        "export A=1",
        "{\"a\": 1}",
        "- a",
        "a:\n  b: 1",
        "}",
        "]",
        ",",
    ]), @r#"
    "a"
      1 a key has no value; write `key = value`
    "a ="
      3 a key has no value; write `key = value`
    "a = # later"
      4 a key has no value; write `key = value`
    "= 1"
      0 a key is missing; write `key = value`
    "a == 1"
      3 there is one `=` too many; write `key = value`
    "a = = 1"
      4 there is one `=` too many; write `key = value`
    "a: 1"
      0 a key is followed by `:`; write `key = value`
    "a : 1"
      2 a key is followed by `:`; write `key = value`
    "a 1"
      2 a key has no value; write `key = value`
    "two words = 1"
      4 a key of more than one word has no quotes; write `key = value`, or put the key in quotes
    "naäve = 1"
      0 a key holds a character that needs quotes; put the key in quotes, or write it with letters, digits, `_` and `-` only
    "a. = 1"
      3 a key is missing; write `key = value`
    ".a = 1"
      0 a key is missing; write `key = value`
    "a..b = 1"
      2 a key is missing; write `key = value`
    "\"a = 1"
      0 the string is not closed; close it with the quote it begins with
    "'''a''' = 1"
      0 a key is a multi-line string; put it in single quotes
    "a = 1 b = 2"
      4 something follows the value; put text in quotes, and each key on a line of its own
    "a = 1; b = 2"
      4 something follows the value; put text in quotes, and each key on a line of its own
    "a = 1 // comment"
      4 this is not a comment; begin a comment with `#`
    "// comment"
      0 this is not a comment; begin a comment with `#`
    "; comment"
      0 this is not a comment; begin a comment with `#`
    "a = 1 # \u{1}"
      6 there is a control character; remove it, or write it as an escape such as `\u001f`
    "a = 1\rb = 2"
      5 a line ends with a carriage return alone; end it with a line feed
    "export A=1"
      7 a key of more than one word has no quotes; write `key = value`, or put the key in quotes
    "{\"a\": 1}"
      0 a value has no key; write `key = value`
    "- a"
      2 a key has no value; write `key = value`
    "a:\n  b: 1"
      0 a key is followed by `:`; write `key = value`
      5 a key is followed by `:`; write `key = value`
    "}"
      0 a bracket closes nothing; remove it
    "]"
      0 a bracket closes nothing; remove it
    ","
      0 a value has no key; write `key = value`
    "#);
}

#[test]
fn headers() {
    assert_snapshot!(table(&[
        "[a",
        "[a # c",
        "[[a]",
        "[[a",
        "[a]]",
        "[]",
        "[[]]",
        "[a b]",
        "[a] b = 1",
        "[a.]",
        "[ [a] ]",
        "[\"a]",
        "[a = 1]",
    ]), @r#"
    "[a"
      2 the header is not closed; close it with `]`
    "[a # c"
      2 the header is not closed; close it with `]`
    "[[a]"
      4 the header is not closed; close it with `]]`
    "[[a"
      3 the header is not closed; close it with `]]`
    "[a]]"
      3 the header has one `]` too many; remove it
    "[]"
      1 the header lacks a name; write `[name]`
    "[[]]"
      2 the header lacks a name; write `[name]`
    "[a b]"
      2 a header of more than one word has no quotes; put the name in quotes
    "[a] b = 1"
      4 something follows the header; give it a line of its own
    "[a.]"
      3 the header lacks a name; write `[name]`
    "[ [a] ]"
      2 the header lacks a name; write `[name]`
    "[\"a]"
      1 the string is not closed; close it with the quote it begins with
    "[a = 1]"
      2 a header of more than one word has no quotes; put the name in quotes
    "#);
}

#[test]
fn lists_and_tables() {
    assert_snapshot!(table(&[
        "a = [1, 2",
        "a = [1,\n2,\nb = 1",
        "a = [1,, 2]",
        "a = [, 1]",
        "a = [1 2]",
        "a = ['x' 'y']",
        "a = [b = 1]",
        "a = [1}]",
        "a = 1]",
        "a = ]",
        "a = }",
        "a = { b = 1",
        "a = { b = 1 c = 2 }",
        "a = { b = 1, , c = 2 }",
        "a = { b }",
        "a = { b 1 }",
        "a = { b = }",
        "a = { = 1 }",
        "a = { b = = 1 }",
        "a = { b: 1 }",
        "a = { 'b': 1 }",
        "a = { [1] }",
        "a = { {b = 1}, c = 2 }",
        "a = { b = 1 ]",
        "a = [[1, 2]",
        "a = [\"x]",
        "a = [\n'''x\nb = 1",
    ]), @r#"
    "a = [1, 2"
      4 a list or table is never closed; close it with `]` or `}`
    "a = [1,\n2,\nb = 1"
      4 a list or table is never closed; close it with `]` or `}`
    "a = [1,, 2]"
      7 there is one comma too many; remove it
    "a = [, 1]"
      5 there is one comma too many; remove it
    "a = [1 2]"
      5 a comma is missing; put one between each two
    "a = ['x' 'y']"
      9 a comma is missing; put one between each two
    "a = [b = 1]"
      5 the string is not quoted; put text in quotes
    "a = [1}]"
      6 a bracket closes nothing; remove it
    "a = 1]"
      5 a bracket closes nothing; remove it
    "a = ]"
      4 a bracket closes nothing; remove it
    "a = }"
      4 a bracket closes nothing; remove it
    "a = { b = 1"
      4 a list or table is never closed; close it with `]` or `}`
    "a = { b = 1 c = 2 }"
      10 a comma is missing; put one between each two
    "a = { b = 1, , c = 2 }"
      13 there is one comma too many; remove it
    "a = { b }"
      8 a key has no value; write `key = value`
    "a = { b 1 }"
      8 a key has no value; write `key = value`
    "a = { b = }"
      10 a key has no value; write `key = value`
    "a = { = 1 }"
      6 a key is missing; write `key = value`
    "a = { b = = 1 }"
      10 there is one `=` too many; write `key = value`
    "a = { b: 1 }"
      6 a key is followed by `:`; write `key = value`
    "a = { 'b': 1 }"
      9 a key has no value; write `key = value`
    "a = { [1] }"
      6 a value has no key; write `key = value`
    "a = { {b = 1}, c = 2 }"
      6 a value has no key; write `key = value`
    "a = { b = 1 ]"
      4 a list or table is never closed; close it with `]` or `}`
    "a = [[1, 2]"
      4 a list or table is never closed; close it with `]` or `}`
    "a = [\"x]"
      8 the string is not closed; close it with the quote it begins with
    "a = [\n'''x\nb = 1"
      6 a multi-line string is never closed; close it with three quotes
    "#);
}

#[test]
fn second_definitions() {
    assert_snapshot!(table(&[
        "a = 1\na = 2",
        "[a]\n[a]\n[b]\nc = 1\n[b]\nc = 2\nd = 1",
        "a = 1\n[a]\nb = 1",
        "a = 1\na.b = 1",
        "a.b = 1\n[a]",
        "[a.b]\n[a]\nb.c = 1",
        "a = {}\na.b = 1",
        "a = {}\n[a.b]",
        "a = []\n[[a]]",
        "[[a]]\n[a]",
        "[a]\n[[a]]",
        "a = { b = 1, b = 2 }",
        "a = { b.c = 1, b = 2 }",
        "[[t]]\nx = [{ a = { b.c = 1, b.c = 2 } }]\n[[t]]\nx = [1, { y = 1, 'y' = 2 }]",
        "'a.b' = 1\n\"a.b\" = 1",
    ]), @r#"
    "a = 1\na = 2"
      6 duplicate `a`, first at 0
    "[a]\n[a]\n[b]\nc = 1\n[b]\nc = 2\nd = 1"
      5 duplicate `a`, first at 1
      19 duplicate `b`, first at 9
    "a = 1\n[a]\nb = 1"
      7 duplicate `a`, first at 0
    "a = 1\na.b = 1"
      6 duplicate `a`, first at 0
    "a.b = 1\n[a]"
      9 duplicate `a`, first at 0
    "[a.b]\n[a]\nb.c = 1"
      10 duplicate `a.b`, first at 3
    "a = {}\na.b = 1"
      7 duplicate `a`, first at 0
    "a = {}\n[a.b]"
      8 duplicate `a`, first at 0
    "a = []\n[[a]]"
      9 duplicate `a`, first at 0
    "[[a]]\n[a]"
      7 duplicate `a`, first at 2
    "[a]\n[[a]]"
      6 duplicate `a`, first at 1
    "a = { b = 1, b = 2 }"
      13 duplicate `a.b`, first at 6
    "a = { b.c = 1, b = 2 }"
      15 duplicate `a.b`, first at 6
    "[[t]]\nx = [{ a = { b.c = 1, b.c = 2 } }]\n[[t]]\nx = [1, { y = 1, 'y' = 2 }]"
      30 duplicate `t[0].x[0].a.b.c`, first at 21
      64 duplicate `t[1].x[1].y`, first at 57
    "'a.b' = 1\n\"a.b\" = 1"
      10 duplicate `"a.b"`, first at 0
    "#);
}
