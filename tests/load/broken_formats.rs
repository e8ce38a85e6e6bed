//! What is said of JSON, YAML and `.env` that is broken, and what is read all the same.

use std::collections::BTreeMap;
use std::fmt::Write;

use insta::assert_snapshot;
use rehearsal::report::Problem;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Settings {
    name: Option<String>,
    port: u16,
    #[config(default)]
    tags: Vec<String>,
    #[config(default)]
    limits: BTreeMap<String, u16>,
    #[config(default)]
    headers: BTreeMap<String, SecretString>,
    #[config(nested)]
    tenants: BTreeMap<String, Tenant>,
    #[config(nested)]
    upstreams: Vec<Tenant>,
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Tenant {
    #[config(default = "x")]
    host: String,
}

fn report(end: &str, text: &str) -> Report {
    let host = Memory::new()
        .variable("APP_ENV", "test")
        .file(format!("config/default.{end}"), text)
        .file("config/test.toml", "");
    let loaded = Loader::new("APP").system(host).load::<Settings>();
    match loaded {
        Ok(settings) => panic!("{end} {text:?} is read as {settings:?}"),
        Err(report) => report,
    }
}

/// Each problem in a line: its place, its message, and what helps.
fn lines(report: &Report) -> String {
    let line = |problem: &Problem| {
        let places: Vec<_> = problem
            .places()
            .iter()
            .map(|place| place.origin().to_string().replace("config/default.", ""))
            .collect();
        format!(
            "  {} {problem}; {}\n",
            places.join(" "),
            problem.help().join("; ")
        )
    };
    report.iter().map(line).collect()
}

fn table(end: &str, texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |mut table, text| {
        let _ = writeln!(table, "{text:?}");
        table + &lines(&report(end, text))
    })
}

#[test]
fn the_markers_of_a_merge_conflict_are_one_problem_in_every_format() {
    let conflict = |a: &str, b: &str| format!("<<<<<<< HEAD\n{a}\n=======\n{b}\n>>>>>>> theirs\n");
    let toml = conflict("port = 80", "port = 81");
    let json = format!(
        "{{\n\"limits\": {{\"a\": \"x\"}},\n{}}}\n",
        conflict("\"port\": 80", "\"port\": 81,\n\"x\": 1")
    );
    let yaml = format!(
        "limits:\n  a: x\n{}name: b\n",
        conflict("port: 80\nprot: 1", "port: 81")
    );
    assert_snapshot!(
        lines(&report("toml", &toml)) + &lines(&report("json", &json)) + &lines(&report("yaml", &yaml)),
        @"
    toml:1:1 invalid TOML: the file has markers of a merge conflict; settle the conflict, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`
    json:2:17 `limits.a` must be an integer from 0 to 65535; 
    json:3:1 invalid JSON: the file has markers of a merge conflict; settle the conflict, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`
    yaml:2:6 `limits.a` must be an integer from 0 to 65535; 
    yaml:3:1 invalid YAML: the file has markers of a merge conflict; settle the conflict, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`
    "
    );
    let host = |text: &str| {
        Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", "")
            .file(".env", text)
    };
    let text = format!(
        "APP_NAME=x\n{}APP_LIMITS={{}}\n",
        conflict("APP_PORT=80", "APP_PORT=81")
    );
    let report = Loader::new("APP")
        .system(host(&text))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(lines(&report), @"  .env:2:1 invalid `.env`: the file has markers of a merge conflict; settle the conflict, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`");
    let text = format!("APP_PORT=80\n{}", conflict("OTHER=80", "OTHER=81"));
    let loaded = Loader::new("APP")
        .system(host(&text))
        .load::<Settings>()
        .unwrap();
    assert_snapshot!(loaded.warnings(), @"
    note[syntax]: invalid `.env`: the file has markers of a merge conflict
     --> .env:2:1
      |
      = help: settle the conflict, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`
    ");
}

#[test]
fn a_template_that_was_not_rendered_is_one_problem_in_every_format() {
    assert_snapshot!(table("toml", &[
        "port = {{ port }}\nname = \"x\"\n",
        "{% if eu %}\nport = {{ port }}\n{% endif %}\nname = {{ name }}\n",
        "port = {{ port }}\nname = x\n",
    ]), @r#"
    "port = {{ port }}\nname = \"x\"\n"
      toml:1:8 invalid TOML: the file is a template that was not rendered; render it, and give the program what comes out
    "{% if eu %}\nport = {{ port }}\n{% endif %}\nname = {{ name }}\n"
      toml:1:1 invalid TOML: the file is a template that was not rendered; render it, and give the program what comes out
    "port = {{ port }}\nname = x\n"
      toml:1:8 invalid TOML: the file is a template that was not rendered; render it, and give the program what comes out
      toml:2:8 invalid TOML: the string is not quoted; put text in quotes
    "#);
    assert_snapshot!(table("yaml", &[
        "port: {{ port }}\nname: x\n",
        "{% if eu %}\nport: {{ port }}\n{% endif %}\nlimits: {a: x}\n",
        "port: 1\nname: {{ a }}-{{ b }}\ntags:\n  - {{ c }}\n",
        "{{- if .Values.eu }}\nport: {{ .Values.port }}\n{{- end }}\n",
    ]), @r#"
    "port: {{ port }}\nname: x\n"
      yaml:1:7 invalid YAML: the file is a template that was not rendered; render it, and give the program what comes out
    "{% if eu %}\nport: {{ port }}\n{% endif %}\nlimits: {a: x}\n"
      yaml:1:1 invalid YAML: the file is a template that was not rendered; render it, and give the program what comes out
      yaml:4:13 `limits.a` must be an integer from 0 to 65535; 
    "port: 1\nname: {{ a }}-{{ b }}\ntags:\n  - {{ c }}\n"
      yaml:2:7 invalid YAML: the file is a template that was not rendered; render it, and give the program what comes out
    "{{- if .Values.eu }}\nport: {{ .Values.port }}\n{{- end }}\n"
      yaml:1:1 invalid YAML: the file is a template that was not rendered; render it, and give the program what comes out
    "#);
    assert_snapshot!(table("json", &[
        "{\"port\": {{ port }}, \"limits\": {\"a\": \"x\"}}",
        "{\n{% if eu %}\n\"port\": 1,\n{% endif %}\n\"name\": {{ name }}\n}",
    ]), @r#"
    "{\"port\": {{ port }}, \"limits\": {\"a\": \"x\"}}"
      json:1:10 invalid JSON: the file is a template that was not rendered; render it, and give the program what comes out
      json:1:38 `limits.a` must be an integer from 0 to 65535; 
    "{\n{% if eu %}\n\"port\": 1,\n{% endif %}\n\"name\": {{ name }}\n}"
      json:2:1 invalid JSON: the file is a template that was not rendered; render it, and give the program what comes out
    "#);
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_one_problem() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    assert_snapshot!(table("toml", &[
        pointer,
        "---\nport: 80\nname: x\n",
        "# about\nport: 80\ntags:\n  - a\n",
        "{\n  \"port\": 80\n}\n",
    ]), @r##"
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
      toml:1:1 invalid TOML: the file is a pointer of Git LFS, without what it points to; run `git lfs pull` where the file comes from
    "---\nport: 80\nname: x\n"
      toml:1:1 invalid TOML: the file is YAML; write it as TOML, or give it the extension `yaml`
    "# about\nport: 80\ntags:\n  - a\n"
      toml:2:1 invalid TOML: the file is YAML; write it as TOML, or give it the extension `yaml`
    "{\n  \"port\": 80\n}\n"
      toml:1:1 invalid TOML: the file is JSON; write it as TOML, or give it the extension `json`
    "##);
    assert_snapshot!(table("yaml", &[pointer, "port = 5", "[limits]\na = 1\n", "- a"]), @r#"
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
      yaml:1:1 invalid YAML: the file is a pointer of Git LFS, without what it points to; run `git lfs pull` where the file comes from
    "port = 5"
      yaml:1:1 invalid YAML: the file is TOML; write it as YAML, or give it the extension `toml`
    "[limits]\na = 1\n"
      yaml:1:1 invalid YAML: the file is TOML; write it as YAML, or give it the extension `toml`
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "- a"
      yaml:1:1 a configuration file holds a table of settings, not a list; write `key: value`
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
    assert_snapshot!(table("json", &[pointer, "port = 5\n", "---\nport: 80", "port: 80\n", "[1]"]), @r#"
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
      json:1:1 invalid JSON: the file is a pointer of Git LFS, without what it points to; run `git lfs pull` where the file comes from
    "port = 5\n"
      json:1:1 invalid JSON: the file is TOML; write it as JSON, or give it the extension `toml`
    "---\nport: 80"
      json:1:1 invalid JSON: the file is YAML; write it as JSON, or give it the extension `yaml`
    "port: 80\n"
      json:1:1 invalid JSON: the file is YAML; write it as JSON, or give it the extension `yaml`
    "[1]"
      json:1:1 a configuration file holds a table of settings, not a list; write `{ "key": value }`
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
}

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
      json:1:21 invalid JSON: a boolean has a capital letter; write `true`
    None
      json:1:21 invalid JSON: null is written otherwise; write `null`
    NaN
      json:1:21 invalid JSON: a number is not finite; write a number, or remove the key
    -Infinity
      json:1:21 invalid JSON: a number is not finite; write a number, or remove the key
    undefined
      json:1:21 invalid JSON: null is written otherwise; write `null`
    no
      json:1:21 invalid JSON: `yes`, `no`, `on` and `off` are not booleans; write `true` or `false`, or put text in quotes
    05
      json:1:21 invalid JSON: a number begins with a zero; remove the zero, or put text in quotes
    -01.5
      json:1:21 invalid JSON: a number begins with a zero; remove the zero, or put text in quotes
    10k
      json:1:21 invalid JSON: a number has a unit; write a number without its unit, and text such as `30s` in quotes
    5%
      json:1:21 invalid JSON: a number has a percent sign; write the number alone, or put text in quotes
    1_000
      json:1:21 invalid JSON: a number has `_` in it; write its digits alone
    0x1F
      json:1:21 invalid JSON: a number is hexadecimal; write it in decimal digits
    +1
      json:1:21 invalid JSON: a number begins with `+`; remove the `+`
    .5
      json:1:21 invalid JSON: a number has no digit on one side of its point; write `0.5` or `5.0`
    1.
      json:1:21 invalid JSON: a number has no digit on one side of its point; write `0.5` or `5.0`
    1e
      json:1:21 invalid JSON: a number lacks a digit; write it in decimal digits
    127.0.0.1
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    30s
      json:1:21 invalid JSON: a number has a unit; write a number without its unit, and text such as `30s` in quotes
    $PORT
      json:1:21 invalid JSON: references are not replaced in files; write the value itself, or set the variable of this setting
    ${PORT}
      json:1:21 invalid JSON: references are not replaced in files; write the value itself, or set the variable of this setting
    ('a', 'b')
      json:1:21 invalid JSON: a list is in round brackets; write a list as `[1, 2]`, or put text in quotes
    “x”
      json:1:21 invalid JSON: the quotes are typographic; write straight quotes
    'x'
      json:1:21 invalid JSON: a string is in single quotes; put it in double quotes
    abc
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    1;
      json:1:21 invalid JSON: punctuation after the value; remove the `;`
    "\ud800"
      json:1:22 invalid JSON: a `\u` escape is half of a surrogate pair; write both halves, or the character itself
    "\u12"
      json:1:22 invalid JSON: a `\u` escape lacks its four hexadecimal digits; write `\\` for a backslash
    "C:\dir"
      json:1:24 invalid JSON: a string holds an escape that does not exist; write `\\` for a backslash
    "a	b"
      json:1:21 invalid JSON: a string holds a control character; write it as `\u` and four digits; a tab is `\t`
    http://a:80/x
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    two words
      json:1:21 invalid JSON: the string is not quoted; put text in double quotes
    1 2
      json:1:21 invalid JSON: a comma is missing; put a comma between the two
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
      json:1:44 invalid JSON: a number begins with a zero; remove the zero, or put text in quotes
      json:1:54 invalid JSON: a comma is missing; put a comma between the two
      json:1:73 invalid JSON: the string is not quoted; put text in double quotes
      json:1:76 invalid JSON: a string is in single quotes; put it in double quotes
      json:1:84 invalid JSON: a comma is missing; put a comma between the two
    "{\"name\": \"a,\n\"port\": \"x\"}"
      json:1:10 invalid JSON: a string does not end on its line; close it with `"`, or write a line break as `\n`
    "{\"name\": \"a\n\",\n\"port\": \"x\"}"
      json:1:10 invalid JSON: a string does not end on its line; close it with `"`, or write a line break as `\n`
      json:3:9 `port` must be an integer from 0 to 65535; 
    "{\n  // one\n  \"name\": \"a\", # two\n  \"port\": \"x\",\n}"
      json:2:3 invalid JSON: comments are not allowed; remove the comment
      json:3:16 invalid JSON: comments are not allowed; remove the comment
      json:4:11 `port` must be an integer from 0 to 65535; 
      json:4:14 invalid JSON: trailing comma before a closing bracket; remove the comma
    "{\"limits\": {\"a\": 1,\n\"port\": \"x\""
      json:1:12 invalid JSON: an object is never closed; close it with `}`
      json:2:9 `limits.port` must be an integer from 0 to 65535; 
    "{\"tags\": [\"a\", \"port\": 1}"
      json:1:10 invalid JSON: a list is never closed; close it with `]`
    "{name: \"a\", 'port': 1, , \"limits\": }"
      json:1:2 invalid JSON: a key has no quotes; put the key in double quotes
      json:1:13 invalid JSON: a string is in single quotes; put it in double quotes
      json:1:24 invalid JSON: a key is expected here; write `"key": value`
      json:1:36 invalid JSON: a key has no value; write `"key": value`
    "{\"name\" \"a\", \"port\": 1}"
      json:1:8 invalid JSON: a key has no value; write `"key": value`
    "{\"name\", \"port\": 1}"
      json:1:8 invalid JSON: a key has no value; write `"key": value`
    "{\"name\": : \"a\", \"port\": 1}"
      json:1:10 invalid JSON: a value is expected, not a colon; remove it
    "{\"name\": \"a\" \"port\": 1}"
      json:1:13 invalid JSON: a comma is missing; put a comma between the two
    "{\"name\": \"a\"\n\"port\": 1\n\"tags\": [\n1\n2\n]}"
      json:1:13 invalid JSON: a comma is missing; put a comma between the two
      json:2:10 invalid JSON: a comma is missing; put a comma between the two
      json:4:1 `tags[0]` must be a string; put it in quotes if text is meant: "1"
      json:4:2 invalid JSON: a comma is missing; put a comma between the two
      json:5:1 `tags[1]` must be a string; put it in quotes if text is meant: "2"
    "{\"port\": 1}}"
      json:1:12 invalid JSON: a `}` closes nothing; remove it
    "{\"port\": 1} x"
      json:1:13 invalid JSON: something follows the end; remove it; a file is one object
    "{\"port\": 1, [1, 2], {\"a\": 1}: 1, \"tags\": []}"
      json:1:13 invalid JSON: a key is expected here; write `"key": value`
      json:1:21 invalid JSON: a key is expected here; write `"key": value`
    "{\"pоrt\": 1}"
      json:1:2 there is no setting `"pоrt"`; did you mean `port`?
    "{pоrt: 1}"
      json:1:2 invalid JSON: a Cyrillic letter looks like a Latin one; type the word again in Latin letters
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
      json:1:8 invalid JSON: a key has no value; write `"key": value`
    "{port: 80}"
      json:1:2 invalid JSON: a key has no quotes; put the key in double quotes
    "{\"name\": abc}"
      json:1:10 invalid JSON: the string is not quoted; put text in double quotes
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
}

#[test]
fn all_aliases_of_a_yaml_file_are_reported() {
    let many = (0..60).fold(String::new(), |all, n| format!("{all}x{n}: *a\n"));
    let report_of_many = report("yaml", &format!("{many}port: 1\n"));
    assert_eq!(
        report_of_many
            .iter()
            .filter(|problem| problem.code() == rehearsal::report::Code::Unsupported)
            .count(),
        60
    );
    assert_snapshot!(table("yaml", &[
        "port: *a\nname: *b\ntags: [*c, x]\nlimits:\n  a: x\n",
        "name: |\n  *a\nport: *b\n",
        "name: &n x\nport: *n\n",
        "*a : 1\nport: 1\n",
    ]), @r#"
    "port: *a\nname: *b\ntags: [*c, x]\nlimits:\n  a: x\n"
      yaml:1:7 aliases are not supported: a setting is written in one place; write the value out, or put what environments share into the default file
      yaml:2:7 aliases are not supported: a setting is written in one place; write the value out, or put what environments share into the default file
      yaml:3:8 aliases are not supported: a setting is written in one place; write the value out, or put what environments share into the default file
      yaml:5:6 `limits.a` must be an integer from 0 to 65535; 
    "name: |\n  *a\nport: *b\n"
      yaml:3:7 aliases are not supported: a setting is written in one place; write the value out, or put what environments share into the default file
    "name: &n x\nport: *n\n"
      yaml:2:7 aliases are not supported: a setting is written in one place; write the value out, or put what environments share into the default file
    "*a : 1\nport: 1\n"
      yaml:1:1 aliases are not supported: a setting is written in one place; write the value out, or put what environments share into the default file
    "#);
}

#[test]
fn of_broken_yaml_it_is_said_that_the_rest_was_not_read() {
    assert_snapshot!(table("yaml", &[
        "name: x: y\nport: 1\n",
        "port: 1\nname: \"x",
    ]), @r#"
    "name: x: y\nport: 1\n"
      yaml:1:8 invalid YAML: a `:` is not allowed here; put text that holds `: ` in quotes, and indent all settings of a section alike; the rest of the file was not read and may have more mistakes
    "port: 1\nname: \"x"
      yaml:2:7 invalid YAML: a string in quotes is not closed; close it with the quote it begins with
    "#);
}

#[test]
fn characters_that_look_like_others_are_named() {
    assert_snapshot!(table("toml", &[
        "p\u{43e}rt = 1\n",
        "port\u{a0}= 1\n",
        "port =\u{a0}1\n",
        "\u{a0}port = 1\n",
        "po\u{200b}rt = 1\n",
        "\u{ff50}ort = 1\n",
        "p\u{3bf}rt = 1\n",
        "gr\u{fc}n = 1\n",
    ]), @r#"
    "pоrt = 1\n"
      toml:1:2 invalid TOML: a Cyrillic letter looks like a Latin one; type the word again in Latin letters
    "port\u{a0}= 1\n"
      toml:1:5 invalid TOML: there is a no-break space; replace it with a plain space
    "port =\u{a0}1\n"
      toml:1:7 invalid TOML: there is a no-break space; replace it with a plain space
    "\u{a0}port = 1\n"
      toml:1:1 invalid TOML: there is a no-break space; replace it with a plain space
    "po\u{200b}rt = 1\n"
      toml:1:3 invalid TOML: there is an invisible character; remove it, or type the line again
    "ｐort = 1\n"
      toml:1:1 invalid TOML: there is a full-width character; type it again in its plain form
    "pοrt = 1\n"
      toml:1:2 invalid TOML: a Greek letter looks like a Latin one; type the word again in Latin letters
    "grün = 1\n"
      toml:1:1 invalid TOML: a key holds a character that needs quotes; put the key in quotes, or write it with letters, digits, `_` and `-` only
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
    assert_snapshot!(table("yaml", &[
        "port: 1\nname:\u{a0}x\ntags: []\n",
        "name:\u{a0}x\n",
        "limits:\n\u{a0}\u{a0}a: 1\n",
    ]), @r#"
    "port: 1\nname:\u{a0}x\ntags: []\n"
      yaml:2:6 invalid YAML: there is a no-break space; replace it with a plain space; the rest of the file was not read and may have more mistakes
    "name:\u{a0}x\n"
      yaml:1:6 invalid YAML: there is a no-break space; replace it with a plain space
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "limits:\n\u{a0}\u{a0}a: 1\n"
      yaml:1:8 `limits` must be a table; 
      yaml:2:1 there is no setting `"  a"`; remove it
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
}

#[test]
fn values_of_toml_that_are_no_text() {
    assert_snapshot!(table("toml", &[
        "port = 80;",
        "port = 80 ; comment",
        "port = 10k",
        "port = 5%",
        "port = $PORT",
        "port = ${PORT}",
        "port = 1\ntags = ('a','b')",
        "port = 1\nname = \"a\";",
        "port = 1\nname = $(cat x)",
        "port = 30s",
    ]), @r#"
    "port = 80;"
      toml:1:8 invalid TOML: punctuation after the value; remove the `;`
    "port = 80 ; comment"
      toml:1:8 invalid TOML: this is not a comment; begin a comment with `#`
    "port = 10k"
      toml:1:8 invalid TOML: a number has a unit; write a number without its unit, and text such as `30s` in quotes
    "port = 5%"
      toml:1:8 invalid TOML: a number has a percent sign; write the number alone, or put text in quotes
    "port = $PORT"
      toml:1:8 invalid TOML: references are not replaced in files; write the value itself, or set the variable of this setting
    "port = ${PORT}"
      toml:1:8 invalid TOML: references are not replaced in files; write the value itself, or set the variable of this setting
    "port = 1\ntags = ('a','b')"
      toml:2:8 invalid TOML: a list is in round brackets; write a list as `[1, 2]`, or put text in quotes
    "port = 1\nname = \"a\";"
      toml:2:11 invalid TOML: punctuation after the value; remove the `;`
    "port = 1\nname = $(cat x)"
      toml:2:8 invalid TOML: references are not replaced in files; write the value itself, or set the variable of this setting
    "port = 30s"
      toml:1:8 invalid TOML: a number has a unit; write a number without its unit, and text such as `30s` in quotes
    "#);
}

#[test]
fn a_duplicate_below_a_map_or_list_is_named_whole() {
    assert_snapshot!(table("toml", &[
        "port = 1\n[tenants.eu]\n[tenants.eu]\n",
        "port = 1\n[[upstreams]]\nhost = 'a'\nhost = 'b'\n",
        "port = 1\ntenants = { eu = { host = 'a', host = 'b' } }\n",
        "port = 1\n[limits]\na = 1\n\"a\" = 2\n",
        "port = 1\n[headers]\nhunter2 = 'a'\nhunter2 = 'b'\n",
        "port = 1\n[headerz]\nhunter2 = 'a'\nhunter2 = 'b'\n",
    ]), @r#"
    "port = 1\n[tenants.eu]\n[tenants.eu]\n"
      toml:3:10 toml:2:10 duplicate key `tenants.eu`; keep one of them
    "port = 1\n[[upstreams]]\nhost = 'a'\nhost = 'b'\n"
      toml:4:1 toml:3:1 duplicate key `upstreams[0].host`; keep one of them
    "port = 1\ntenants = { eu = { host = 'a', host = 'b' } }\n"
      toml:2:32 toml:2:20 duplicate key `tenants.eu.host`; keep one of them
    "port = 1\n[limits]\na = 1\n\"a\" = 2\n"
      toml:4:1 toml:3:1 duplicate key `limits.a`; keep one of them
    "port = 1\n[headers]\nhunter2 = 'a'\nhunter2 = 'b'\n"
      toml:4:1 toml:3:1 duplicate key `headers.[redacted]`; keep one of them
    "port = 1\n[headerz]\nhunter2 = 'a'\nhunter2 = 'b'\n"
      toml:2:2 there is no setting `headerz`; did you mean `headers`?
      toml:4:1 toml:3:1 duplicate key `headerz.[redacted]`; keep one of them
    "#);
    assert_snapshot!(table("yaml", &[
        "port: 1\ntenants:\n  eu: {}\n  eu: {}\nupstreams:\n  - host: a\n    host: b\n",
        "port: 1\nheaders: {hunter2: a, hunter2: b}\n",
    ]), @r#"
    "port: 1\ntenants:\n  eu: {}\n  eu: {}\nupstreams:\n  - host: a\n    host: b\n"
      yaml:4:3 yaml:3:3 duplicate key `tenants.eu`; keep one of them
      yaml:7:5 yaml:6:5 duplicate key `upstreams[0].host`; keep one of them
    "port: 1\nheaders: {hunter2: a, hunter2: b}\n"
      yaml:2:23 yaml:2:11 duplicate key `headers.[redacted]`; keep one of them
    "#);
    assert_snapshot!(table("json", &[
        "{\"port\": 1, \"tenants\": {\"eu\": {}, \"eu\": {}}, \"upstreams\": [{\"host\": \"a\", \"host\": \"b\"}]}",
    ]), @r#"
    "{\"port\": 1, \"tenants\": {\"eu\": {}, \"eu\": {}}, \"upstreams\": [{\"host\": \"a\", \"host\": \"b\"}]}"
      json:1:35 json:1:25 duplicate key `tenants.eu`; keep one of them
      json:1:74 json:1:61 duplicate key `upstreams[0].host`; keep one of them
    "#);
    assert_snapshot!(report("toml", "port = 1\n[tenants.eu]\n[tenants.eu]\n").to_text(), @"
    1 problem keeps app from starting in test

    error[duplicate-key]: duplicate key `tenants.eu`
     --> config/default.toml:3:10
      |
    3 | [tenants.eu]
      |          ^^ defined again here
      |
     --> config/default.toml:2:10
      |
    2 | [tenants.eu]
      |          -- first defined here
      |
      = help: keep one of them
    ");
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Outer {
    #[config(nested)]
    outer: Inner,
    a: Option<String>,
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Inner {
    inner: String,
}

#[test]
fn what_a_broken_header_may_set_is_not_missing() {
    let said = |text: &str| {
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", text);
        let report = Loader::new("APP").system(host).load::<Outer>().unwrap_err();
        format!("{text:?}\n{}", lines(&report))
    };
    let all: String = [
        "[outer\ninner = 'x'\n",
        "[outer]]\ninner = 'x'\n",
        "[[outer]\ninner = 'x'\n",
        "[outer\n",
        "[outer]]\n",
        "[outer] inner = 'x'\n",
        "[outer x]\ninner = 'x'\n",
    ]
    .map(said)
    .concat();
    assert_snapshot!(all, @r#"
    "[outer\ninner = 'x'\n"
      config/test.toml:1:7 invalid TOML: the header is not closed; close it with `]`
    "[outer]]\ninner = 'x'\n"
      config/test.toml:1:8 invalid TOML: the header has one `]` too many; remove it
    "[[outer]\ninner = 'x'\n"
      config/test.toml:1:1 `outer` must be a section; write `[outer]`, and its settings below
      config/test.toml:1:9 invalid TOML: the header is not closed; close it with `]]`
    "[outer\n"
      config/test.toml:1:7 invalid TOML: the header is not closed; close it with `]`
    "[outer]]\n"
      config/test.toml:1:8 invalid TOML: the header has one `]` too many; remove it
    "[outer] inner = 'x'\n"
      config/test.toml:1:9 invalid TOML: something follows the header; give it a line of its own
    "[outer x]\ninner = 'x'\n"
      config/test.toml:1:7 invalid TOML: a header of more than one word has no quotes; put the name in quotes
    "#);
}

#[test]
fn a_broken_line_of_dotenv_hides_what_it_names_alone() {
    let said = |text: &str| {
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", "")
            .file(".env", text);
        let report = Loader::new("APP").system(host).load::<Outer>().unwrap_err();
        format!("{text:?}\n{}", lines(&report))
    };
    let all: String = [
        "SETINNER APP_A a\n",
        "set APP_OUTER_INNER=a\n",
        "APP_A=\"x\nAPP_OUTER_INNER=y\n",
        "APP_OUTER_INNER x\nAPP_A=1\n",
    ]
    .map(said)
    .concat();
    assert_snapshot!(all, @r#"
    "SETINNER APP_A a\n"
      .env:1:1 invalid `.env` line: it is not `NAME=value`; write `NAME=value`; a value with spaces or `#` needs quotes
       `outer.inner` is not set, and has no default; set the variable APP_OUTER_INNER, or `outer.inner` in config/test.toml
    "set APP_OUTER_INNER=a\n"
      .env:1:1 invalid `.env` line: the name is not one that a variable can have; write `NAME=value`; a name has letters, digits and `_`
    "APP_A=\"x\nAPP_OUTER_INNER=y\n"
      .env:1:1 invalid `.env` line: the quotes are not closed; close them
    "APP_OUTER_INNER x\nAPP_A=1\n"
      .env:1:1 invalid `.env` line: it is not `NAME=value`; write `NAME=value`; a value with spaces or `#` needs quotes
    "#);
}

#[test]
fn a_key_of_an_override_that_is_malformed_is_shown_as_far_as_it_is_a_key() {
    let said = |argument: &str| {
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", "port = 1");
        let report = Loader::new("APP")
            .system(host)
            .set_args([argument])
            .load::<Settings>()
            .unwrap_err();
        report.to_text() + "\n"
    };
    assert_snapshot!(["server/port=3", "=5", "port:hunter2=3"].map(said).concat(), @"
    1 problem keeps app from starting in test

    error[unknown-key]: an override has a malformed key: it has a `/`
     --> --set server/…
      |
      | server/…=…
      | ^^^^^^^^
      |
      = help: write the key as in a file: `server.port`, `upstreams[0].host`
    1 problem keeps app from starting in test

    error[unknown-key]: an override has no key
     --> --set
      |
      | =…
      | ^
      |
      = help: write `--set key=value`
    1 problem keeps app from starting in test

    error[unknown-key]: an override has a malformed key: it has a `:`
     --> --set port:…
      |
      | port:…=…
      | ^^^^^^
      |
      = help: write the key as in a file: `server.port`, `upstreams[0].host`
    ");
}
