//! What is said of each error around values: in keys, headers, lists and tables.

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
      1 key without a value; write `key = value`
    "a ="
      3 key without a value; write `key = value`
    "a = # later"
      4 key without a value; write `key = value`
    "= 1"
      0 missing key; write `key = value`
    "a == 1"
      3 extra `=`; write `key = value`
    "a = = 1"
      4 extra `=`; write `key = value`
    "a: 1"
      0 a key is followed by `:`; write `key = value`
    "a : 1"
      2 a key is followed by `:`; write `key = value`
    "a 1"
      2 key without a value; write `key = value`
    "two words = 1"
      4 a key with spaces is not quoted; write `key = value`, or put the key in quotes
    "naäve = 1"
      0 a character in the key needs quotes; quote the key, or use only letters, digits, `_` and `-`
    "a. = 1"
      3 missing key; write `key = value`
    ".a = 1"
      0 missing key; write `key = value`
    "a..b = 1"
      2 missing key; write `key = value`
    "\"a = 1"
      0 unclosed string; add the closing quote
    "'''a''' = 1"
      0 a key is a multi-line string; put it in single quotes
    "a = 1 b = 2"
      4 text after the value; put text in quotes, and each key on its own line
    "a = 1; b = 2"
      4 text after the value; put text in quotes, and each key on its own line
    "a = 1 // comment"
      4 not a comment; start a comment with `#`
    "// comment"
      0 not a comment; start a comment with `#`
    "; comment"
      0 not a comment; start a comment with `#`
    "a = 1 # \u{1}"
      6 control character; remove it, or write it as an escape such as `\u001f`
    "a = 1\rb = 2"
      5 a line ends with a carriage return alone; end it with a line feed
    "export A=1"
      7 a key with spaces is not quoted; write `key = value`, or put the key in quotes
    "{\"a\": 1}"
      0 value without a key; write `key = value`
    "- a"
      2 key without a value; write `key = value`
    "a:\n  b: 1"
      0 a key is followed by `:`; write `key = value`
      5 a key is followed by `:`; write `key = value`
    "}"
      0 unmatched closing bracket; remove it
    "]"
      0 unmatched closing bracket; remove it
    ","
      0 value without a key; write `key = value`
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
      2 unclosed header; close it with `]`
    "[a # c"
      2 unclosed header; close it with `]`
    "[[a]"
      4 unclosed header; close it with `]]`
    "[[a"
      3 unclosed header; close it with `]]`
    "[a]]"
      3 extra `]` in the header; remove it
    "[]"
      1 header without a name; write `[name]`
    "[[]]"
      2 header without a name; write `[name]`
    "[a b]"
      2 a header with spaces is not quoted; put the name in quotes
    "[a] b = 1"
      4 text after the header; move it to its own line
    "[a.]"
      3 header without a name; write `[name]`
    "[ [a] ]"
      2 header without a name; write `[name]`
    "[\"a]"
      1 unclosed string; add the closing quote
    "[a = 1]"
      2 a header with spaces is not quoted; put the name in quotes
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
      4 unclosed list or table; close it with `]` or `}`
    "a = [1,\n2,\nb = 1"
      4 unclosed list or table; close it with `]` or `}`
    "a = [1,, 2]"
      7 extra comma; remove it
    "a = [, 1]"
      5 extra comma; remove it
    "a = [1 2]"
      5 missing comma; put commas between the elements
    "a = ['x' 'y']"
      9 missing comma; put commas between the elements
    "a = [b = 1]"
      5 the string is not quoted; put text in quotes
    "a = [1}]"
      6 unmatched closing bracket; remove it
    "a = 1]"
      5 unmatched closing bracket; remove it
    "a = ]"
      4 unmatched closing bracket; remove it
    "a = }"
      4 unmatched closing bracket; remove it
    "a = { b = 1"
      4 unclosed list or table; close it with `]` or `}`
    "a = { b = 1 c = 2 }"
      10 missing comma; put commas between the elements
    "a = { b = 1, , c = 2 }"
      13 extra comma; remove it
    "a = { b }"
      8 key without a value; write `key = value`
    "a = { b 1 }"
      8 key without a value; write `key = value`
    "a = { b = }"
      10 key without a value; write `key = value`
    "a = { = 1 }"
      6 missing key; write `key = value`
    "a = { b = = 1 }"
      10 extra `=`; write `key = value`
    "a = { b: 1 }"
      6 a key is followed by `:`; write `key = value`
    "a = { 'b': 1 }"
      9 key without a value; write `key = value`
    "a = { [1] }"
      6 value without a key; write `key = value`
    "a = { {b = 1}, c = 2 }"
      6 value without a key; write `key = value`
    "a = { b = 1 ]"
      4 unclosed list or table; close it with `]` or `}`
    "a = [[1, 2]"
      4 unclosed list or table; close it with `]` or `}`
    "a = [\"x]"
      8 unclosed string; add the closing quote
    "a = [\n'''x\nb = 1"
      6 unclosed multi-line string; close it with three quotes
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
