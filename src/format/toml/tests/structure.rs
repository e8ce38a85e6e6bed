//! What is said of each mistake around values: in keys, headers, lists and tables.

use insta::assert_snapshot;

use super::sentences::table;

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
