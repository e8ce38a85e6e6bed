//! Broken JSON: each mistake is told, and the rest is read.

use std::fmt::Write;

use insta::assert_snapshot;

use super::{lines, report, table};

#[test]
fn values_of_json_that_are_written_as_elsewhere() {
    let texts = "True|None|NaN|-Infinity|undefined|no|05|-01.5|10k|5%|1_000|0x1F|+1|.5|1.|1e|127.0.0.1|30s|\
        $PORT|${PORT}|('a', 'b')|\u{201c}x\u{201d}|'x'|abc|1;|\"\\ud800\"|\"\\u12\"|\"C:\\dir\"|\
        \"a\tb\"|http://a:80/x|two words|1 2";
    let said = texts.split('|').fold(String::new(), |mut all, text| {
        let _ = write!(
            all,
            "{text}\n{}",
            lines(&report(
                "json",
                &format!("{{\"port\": 1, \"name\": {text},\n\"tags\": []}}")
            ))
        );
        all
    });
    assert_snapshot!(said, @r#"
    True
      json:1:21 invalid JSON: booleans are lowercase; write `true`
    None
      json:1:21 invalid JSON: null is spelled `null`; write `null`
    NaN
      json:1:21 invalid JSON: JSON has no infinity or NaN; write a number, or remove the key
    -Infinity
      json:1:21 invalid JSON: JSON has no infinity or NaN; write a number, or remove the key
    undefined
      json:1:21 invalid JSON: null is spelled `null`; write `null`
    no
      json:1:21 invalid JSON: `yes`, `no`, `on` and `off` are not booleans; write `true` or `false`, or put text in quotes
    05
      json:1:21 invalid JSON: number with a leading zero; remove the zero, or put text in quotes
    -01.5
      json:1:21 invalid JSON: number with a leading zero; remove the zero, or put text in quotes
    10k
      json:1:21 invalid JSON: number with a unit; remove the unit, or quote text such as `30s`
    5%
      json:1:21 invalid JSON: number with a percent sign; remove the percent sign, or put text in quotes
    1_000
      json:1:21 invalid JSON: malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    0x1F
      json:1:21 invalid JSON: malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    +1
      json:1:21 invalid JSON: malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    .5
      json:1:21 invalid JSON: malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    1.
      json:1:21 invalid JSON: malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    1e
      json:1:21 invalid JSON: malformed number; write it as `42`, `-1` or `0.5`, or put text in quotes
    127.0.0.1
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    30s
      json:1:21 invalid JSON: number with a unit; remove the unit, or quote text such as `30s`
    $PORT
      json:1:21 invalid JSON: references are not expanded in files; write the value itself, or set the setting through its variable
    ${PORT}
      json:1:21 invalid JSON: references are not expanded in files; write the value itself, or set the setting through its variable
    ('a', 'b')
      json:1:21 invalid JSON: list in parentheses; write a list as `[1, 2]`, or put text in quotes
    “x”
      json:1:21 invalid JSON: typographic quotes; use straight quotes
    'x'
      json:1:21 invalid JSON: a string is in single quotes; put it in double quotes
    abc
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    1;
      json:1:21 invalid JSON: punctuation after the value; remove the `;`
    "\ud800"
      json:1:22 invalid JSON: unknown escape in a string; write `\\` for a backslash
    "\u12"
      json:1:22 invalid JSON: unknown escape in a string; write `\\` for a backslash
    "C:\dir"
      json:1:24 invalid JSON: unknown escape in a string; write `\\` for a backslash
    "a	b"
      json:1:21 invalid JSON: control character in a string; write it as `\u` and four digits; a tab is `\t`
    http://a:80/x
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    two words
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    1 2
      json:1:21 invalid JSON: missing comma; put commas between the elements
    "#);
}

#[test]
fn all_mistakes_of_a_json_file_are_reported() {
    let many = (0..60).fold(String::new(), |all, n| format!("{all}\"x{n}\":abc,\n"));
    assert_eq!(report("json", &format!("{{{many}\"port\": 1}}")).len(), 60);
    let many = many.replace('\n', " ");
    assert_eq!(report("json", &format!("{{{many}\"port\": 1}}")).len(), 60);
    assert_snapshot!(table("json", &[
        "{\"name\": abc, \"port\": \"x\", \"limits\": {\"a\": 01, \"b\": 1 \"c\": 2}, \"tags\": [a, 'b', \"c\" \"d\", 1]}",
        "{\"name\": \"a,\n\"port\": \"x\"}",
        "{\"name\": \"a\n\",\n\"port\": \"x\"}",
        "{\n  // one\n  \"name\": \"a\", # two\n  \"port\": \"x\",\n}",
        "{\"limits\": {\"a\": 1,\n\"port\": \"x\"",
        "{\"tags\": [\"a\", \"port\": 1}",
        "{name: \"a\", 'port': 1, , \"limits\": }",
        "{\"name\" \"a\", \"port\": 1}",
        "{\"name\", \"port\": 1}",
        "{\"name\": : \"a\", \"port\": 1}",
        "{\"name\": \"a\" \"port\": 1}",
        "{\"name\": \"a\"\n\"port\": 1\n\"tags\": [\n1\n2\n]}",
        "{\"port\": 1}}",
        "{\"port\": 1} x",
        "{\"port\": 1, [1, 2], {\"a\": 1}: 1, \"tags\": []}",
        "{\"p\u{43e}rt\": 1}",
        "{p\u{43e}rt: 1}",
    ]), @r#"
    "{\"name\": abc, \"port\": \"x\", \"limits\": {\"a\": 01, \"b\": 1 \"c\": 2}, \"tags\": [a, 'b', \"c\" \"d\", 1]}"
      json:1:10 invalid JSON: the string is not quoted; put text in double quotes
      json:1:23 `port` must be an integer from 0 to 65535; 
      json:1:44 invalid JSON: number with a leading zero; remove the zero, or put text in quotes
      json:1:54 invalid JSON: missing comma; put commas between the elements
      json:1:73 invalid JSON: the string is not quoted; put text in double quotes
      json:1:76 invalid JSON: a string is in single quotes; put it in double quotes
      json:1:84 invalid JSON: missing comma; put commas between the elements
    "{\"name\": \"a,\n\"port\": \"x\"}"
      json:1:10 invalid JSON: unclosed string on this line; close it with `"`, or write a line break as `\n`
    "{\"name\": \"a\n\",\n\"port\": \"x\"}"
      json:1:10 invalid JSON: unclosed string on this line; close it with `"`, or write a line break as `\n`
      json:3:9 `port` must be an integer from 0 to 65535; 
    "{\n  // one\n  \"name\": \"a\", # two\n  \"port\": \"x\",\n}"
      json:2:3 invalid JSON: comments are not allowed; remove the comment
      json:3:16 invalid JSON: comments are not allowed; remove the comment
      json:4:11 `port` must be an integer from 0 to 65535; 
      json:4:14 invalid JSON: trailing comma before a closing bracket; remove the comma
    "{\"limits\": {\"a\": 1,\n\"port\": \"x\""
      json:1:12 invalid JSON: unclosed object; close it with `}`
      json:2:9 `limits.port` must be an integer from 0 to 65535; 
    "{\"tags\": [\"a\", \"port\": 1}"
      json:1:10 invalid JSON: unclosed list; close it with `]`
    "{name: \"a\", 'port': 1, , \"limits\": }"
      json:1:2 invalid JSON: the key is not quoted; put the key in double quotes
      json:1:13 invalid JSON: a string is in single quotes; put it in double quotes
      json:1:24 invalid JSON: expected a key; write `"key": value`
      json:1:36 invalid JSON: key without a value; write `"key": value`
    "{\"name\" \"a\", \"port\": 1}"
      json:1:8 invalid JSON: key without a value; write `"key": value`
    "{\"name\", \"port\": 1}"
      json:1:8 invalid JSON: key without a value; write `"key": value`
    "{\"name\": : \"a\", \"port\": 1}"
      json:1:10 invalid JSON: expected a value, found a colon; remove it
    "{\"name\": \"a\" \"port\": 1}"
      json:1:13 invalid JSON: missing comma; put commas between the elements
    "{\"name\": \"a\"\n\"port\": 1\n\"tags\": [\n1\n2\n]}"
      json:1:13 invalid JSON: missing comma; put commas between the elements
      json:2:10 invalid JSON: missing comma; put commas between the elements
      json:4:1 `tags[0]` must be a string; put it in quotes: `"1"`
      json:4:2 invalid JSON: missing comma; put commas between the elements
      json:5:1 `tags[1]` must be a string; put it in quotes: `"2"`
    "{\"port\": 1}}"
      json:1:12 invalid JSON: unmatched `}`; remove it
    "{\"port\": 1} x"
      json:1:13 invalid JSON: text after the end; remove it; a file is a single object
    "{\"port\": 1, [1, 2], {\"a\": 1}: 1, \"tags\": []}"
      json:1:13 invalid JSON: expected a key; write `"key": value`
      json:1:21 invalid JSON: expected a key; write `"key": value`
    "{\"pоrt\": 1}"
      json:1:2 there is no setting `"pоrt"`; did you mean `port`?
    "{pоrt: 1}"
      json:1:2 invalid JSON: a Cyrillic letter looks like a Latin one; retype the word in Latin letters
    "#);
}

#[test]
fn nothing_of_a_value_is_taken_for_a_key_where_json_lacks_quotes() {
    for text in [
        r#"{"name": hunter2", "tags": "a,hunter3: 5" "x": 1}"#,
        r#"{"name": "hun"ter2, hunter3: 5, "port": 1}"#,
        r#"{"name": "hun"ter2, "hunter3": 5, "port": 1}"#,
        r#"{"name": hunter2, hunter3: 5, "port": 1}"#,
        r#"{"name": a, hunter3", "port": 1}"#,
        r#"{"name": 'a, hunter3: 5, 'port": 1}"#,
        "{\"name\": \"a\n hunter2: 5, hunter3: 5\n\", \"port\": 1}",
        "{\"name: \"hunter2\", \"port\": 1,\n\"port\": 2}",
    ] {
        let report = report("json", text);
        let all = format!("{report}{}", report.to_json());
        assert!(!all.contains("hunter"), "{text}\n{all}");
    }
}

#[test]
fn what_could_be_read_of_broken_json_is_not_missing() {
    assert_snapshot!(table("json", &[
        "{\"port\": 80, \"name\": abc}",
        "{\"port\": abc}",
        "{\"port\" 80}",
        "{port: 80}",
        "{\"name\": abc}",
    ]), @r#"
    "{\"port\": 80, \"name\": abc}"
      json:1:22 invalid JSON: the string is not quoted; put text in double quotes
    "{\"port\": abc}"
      json:1:10 invalid JSON: the string is not quoted; put text in double quotes
    "{\"port\" 80}"
      json:1:8 invalid JSON: key without a value; write `"key": value`
    "{port: 80}"
      json:1:2 invalid JSON: the key is not quoted; put the key in double quotes
    "{\"name\": abc}"
      json:1:10 invalid JSON: the string is not quoted; put text in double quotes
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
}
