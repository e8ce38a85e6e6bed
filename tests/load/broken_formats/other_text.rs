//! Files that are something else than what their name says.

use insta::assert_snapshot;
use rehearsal::Loader;
use rehearsal::system::Memory;

use super::{Settings, lines, report, table};

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
    toml:1:1 invalid TOML: merge conflict markers; resolve the conflict, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`
    json:2:17 `limits.a` must be an integer from 0 to 65535; 
    json:3:1 invalid JSON: merge conflict markers; resolve the conflict, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`
    yaml:2:6 `limits.a` must be an integer from 0 to 65535; 
    yaml:3:1 invalid YAML: merge conflict markers; resolve the conflict, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`
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
    assert_snapshot!(lines(&report), @"  .env:2:1 invalid `.env`: merge conflict markers; resolve the conflict, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`");
    let text = format!("APP_PORT=80\n{}", conflict("OTHER=80", "OTHER=81"));
    let loaded = Loader::new("APP")
        .system(host(&text))
        .load::<Settings>()
        .unwrap();
    assert_snapshot!(loaded.warnings(), @"
    note[syntax]: invalid `.env`: merge conflict markers
     --> .env:2:1
      |
      = help: resolve the conflict, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`
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
      toml:1:8 invalid TOML: unrendered template; render it before the program reads it
    "{% if eu %}\nport = {{ port }}\n{% endif %}\nname = {{ name }}\n"
      toml:1:1 invalid TOML: unrendered template; render it before the program reads it
    "port = {{ port }}\nname = x\n"
      toml:1:8 invalid TOML: unrendered template; render it before the program reads it
      toml:2:8 invalid TOML: the string is not quoted; put text in quotes
    "#);
    assert_snapshot!(table("yaml", &[
        "port: {{ port }}\nname: x\n",
        "{% if eu %}\nport: {{ port }}\n{% endif %}\nlimits: {a: x}\n",
        "port: 1\nname: {{ a }}-{{ b }}\ntags:\n  - {{ c }}\n",
        "{{- if .Values.eu }}\nport: {{ .Values.port }}\n{{- end }}\n",
    ]), @r#"
    "port: {{ port }}\nname: x\n"
      yaml:1:7 invalid YAML: unrendered template; render it before the program reads it
    "{% if eu %}\nport: {{ port }}\n{% endif %}\nlimits: {a: x}\n"
      yaml:1:1 invalid YAML: unrendered template; render it before the program reads it
      yaml:4:13 `limits.a` must be an integer from 0 to 65535; 
    "port: 1\nname: {{ a }}-{{ b }}\ntags:\n  - {{ c }}\n"
      yaml:2:7 invalid YAML: unrendered template; render it before the program reads it
    "{{- if .Values.eu }}\nport: {{ .Values.port }}\n{{- end }}\n"
      yaml:1:1 invalid YAML: unrendered template; render it before the program reads it
    "#);
    assert_snapshot!(table("json", &[
        "{\"port\": {{ port }}, \"limits\": {\"a\": \"x\"}}",
        "{\n{% if eu %}\n\"port\": 1,\n{% endif %}\n\"name\": {{ name }}\n}",
    ]), @r#"
    "{\"port\": {{ port }}, \"limits\": {\"a\": \"x\"}}"
      json:1:10 invalid JSON: unrendered template; render it before the program reads it
      json:1:38 `limits.a` must be an integer from 0 to 65535; 
    "{\n{% if eu %}\n\"port\": 1,\n{% endif %}\n\"name\": {{ name }}\n}"
      json:2:1 invalid JSON: unrendered template; render it before the program reads it
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
      toml:1:1 invalid TOML: the file is a Git LFS pointer, not its content; run `git lfs pull` in the repository
    "---\nport: 80\nname: x\n"
      toml:1:1 invalid TOML: the file is YAML; write it as TOML, or give it the extension `yaml`
    "# about\nport: 80\ntags:\n  - a\n"
      toml:2:1 invalid TOML: the file is YAML; write it as TOML, or give it the extension `yaml`
    "{\n  \"port\": 80\n}\n"
      toml:1:1 invalid TOML: the file is JSON; write it as TOML, or give it the extension `json`
    "##);
    assert_snapshot!(table("yaml", &[pointer, "port = 5", "[limits]\na = 1\n", "- a"]), @r#"
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
      yaml:1:1 invalid YAML: the file is a Git LFS pointer, not its content; run `git lfs pull` in the repository
    "port = 5"
      yaml:1:1 invalid YAML: the file is TOML; write it as YAML, or give it the extension `toml`
    "[limits]\na = 1\n"
      yaml:1:1 invalid YAML: the file is TOML; write it as YAML, or give it the extension `toml`
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "- a"
      yaml:1:1 a configuration file must be a table of settings, not a list; write `key: value`
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
    assert_snapshot!(table("json", &[pointer, "port = 5\n", "---\nport: 80", "port: 80\n", "[1]"]), @r#"
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
      json:1:1 invalid JSON: the file is a Git LFS pointer, not its content; run `git lfs pull` in the repository
    "port = 5\n"
      json:1:1 invalid JSON: the file is TOML; write it as JSON, or give it the extension `toml`
    "---\nport: 80"
      json:1:1 invalid JSON: the file is YAML; write it as JSON, or give it the extension `yaml`
    "port: 80\n"
      json:1:1 invalid JSON: the file is YAML; write it as JSON, or give it the extension `yaml`
    "[1]"
      json:1:1 a configuration file must be a table of settings, not a list; write `{ "key": value }`
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
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
      toml:1:2 invalid TOML: a Cyrillic letter looks like a Latin one; retype the word in Latin letters
    "port\u{a0}= 1\n"
      toml:1:5 invalid TOML: no-break space; replace it with a plain space
    "port =\u{a0}1\n"
      toml:1:7 invalid TOML: no-break space; replace it with a plain space
    "\u{a0}port = 1\n"
      toml:1:1 invalid TOML: no-break space; replace it with a plain space
    "po\u{200b}rt = 1\n"
      toml:1:3 invalid TOML: invisible character; remove it, or retype the line
    "ｐort = 1\n"
      toml:1:1 invalid TOML: full-width character; retype it as a plain character
    "pοrt = 1\n"
      toml:1:2 invalid TOML: a Greek letter looks like a Latin one; retype the word in Latin letters
    "grün = 1\n"
      toml:1:1 invalid TOML: a character in the key needs quotes; quote the key, or use only letters, digits, `_` and `-`
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
    assert_snapshot!(table("yaml", &[
        "port: 1\nname:\u{a0}x\ntags: []\n",
        "name:\u{a0}x\n",
        "limits:\n\u{a0}\u{a0}a: 1\n",
    ]), @r#"
    "port: 1\nname:\u{a0}x\ntags: []\n"
      yaml:2:6 invalid YAML: no-break space; replace it with a plain space; the rest of the file was not read, and may contain more errors
    "name:\u{a0}x\n"
      yaml:1:6 invalid YAML: no-break space; replace it with a plain space
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "limits:\n\u{a0}\u{a0}a: 1\n"
      yaml:1:8 `limits` must be a table; 
      yaml:2:1 there is no setting `"  a"`; remove it
       `port` is not set, and has no default; set the variable APP_PORT, or `port` in config/test.toml
    "#);
}
