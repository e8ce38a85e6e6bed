//! Texts of files that are broken, or hold the secret where no value is.

use super::values::Row;

/// Files in TOML.
pub(crate) const TOML: &[Row] = &[
    (
        "in an inline section with a wrong type",
        r#"database = { password = "{s}", port = "x" } # {s}"#,
    ),
    ("twice", "api_key = \"{s}\"\napi_key = \"{s}\""),
    (
        "twice in one inline table",
        r#"database = { password = "{s}", password = "{s}" }"#,
    ),
    (
        "as the name of an entry, twice",
        "[passwords]\n{s} = 1\n{s} = 2",
    ),
    ("beside a duplicate", "port = 1 # {s}\nport = 2 # {s}"),
    ("behind another mistake on the line", r#"port = "x" # {s}"#),
    (
        "in the fragment",
        r#"port = "https://host/#access_token={s}""#,
    ),
    (
        "as a key twice",
        "url_map.\"postgres://app:{s}@db\" = 1\nurl_map.\"postgres://app:{s}@db\" = 1",
    ),
    ("without quotes", "api_key = {s}"),
    ("without quotes, with a space", "api_key = a {s}"),
    ("without `=`", "api_key {s}"),
    ("with `:`", "api_key: {s}"),
    ("with `:` and quotes", r#"api_key: "{s}""#),
    ("with `=>`", r#"api_key => "{s}""#),
    ("with `==`", r#"api_key == "{s}""#),
    ("with `:=`", "api_key := {s}"),
    ("with `export`", "export api_key={s}"),
    ("JSON", r#"{ "api_key": "{s}" }"#),
    ("YAML", "database:\n  password: {s}\n  port: 1\n"),
    ("INI", "[database]\npassword={s}\n; {s}\n"),
    ("an unclosed quote", r#"api_key = "{s}"#),
    ("an unclosed quote and more", "api_key = \"{s}\nport = 1\n"),
    ("an unclosed literal quote", "api_key = '{s}\nport = 1\n"),
    ("an unopened quote", "api_key = {s}\"\nport = 1\n"),
    ("unlike quotes", "api_key = \"{s}'\nport = 1\n"),
    ("typographic quotes", "api_key = “{s}”\nport = 1\n"),
    ("text behind the value", r#"api_key = "x" {s}"#),
    ("a value behind the value", r#"port = 1 api_key = "{s}""#),
    ("a bad escape", r#"api_key = "\q{s}""#),
    ("a bad escape behind it", r#"api_key = "{s}\q{s}""#),
    ("a control character", "api_key = \"{s}\u{1}{s}\""),
    (
        "an unclosed multi-line string",
        "api_key = \"\"\"\n{s}\nport = 1\n",
    ),
    (
        "an unclosed multi-line string with `=`",
        "api_key = \"\"\"\n{s}==\n{s} = {s}\nport = 1\n",
    ),
    (
        "an unclosed multi-line literal",
        "api_key = '''\n{s}==\nport = 1\n",
    ),
    (
        "a multi-line string closed wrongly",
        "api_key = \"\"\"\n{s}==\n\"\"\nport = 1\n",
    ),
    (
        "a multi-line string closed wrongly, with `=`",
        "api_key = \"\"\"\n{s}\n{s}=1\n\"\"\nport=1\n",
    ),
    (
        "a multi-line string closed wrongly, with a header",
        "api_key = \"\"\"\n[{s}]\n{s} = 1\n\"\"\nport=1\n",
    ),
    (
        "a secret left open before a key",
        "named_keys = {\n{s} = 1\n",
    ),
    ("a secret left out before a key", "passwords =\n{s} = 1\n"),
    (
        "a bad escape in a multi-line string",
        "api_key = \"\"\"\n{s}\n\\q {s} = {s}\n\"\"\"\n",
    ),
    (
        "a line too many behind a multi-line string",
        "api_key = \"\"\"\nabc\n\"\"\"\n{s}\n",
    ),
    (
        "a key file without quotes",
        "api_key = -----BEGIN KEY-----\n{s}{s}=\n{s}==\n-----END KEY-----\nport = 1\n",
    ),
    ("on the next line", "api_key =\n\"{s}\"\n"),
    ("on the next line without quotes", "api_key =\n{s}\n"),
    ("on the next line with `=` at its end", "api_key =\n{s}==\n"),
    (
        "on the next line with one `=` at its end",
        "api_key =\n  {s}=\n",
    ),
    ("on the next line with `.`", "api_key = a\\\n  {s}.{s}\n"),
    ("continued", "api_key = \"abc\"\n  \"{s}\"\n"),
    ("continued with a `+`", "api_key = \"abc\" +\n  \"{s}\"\n"),
    (
        "continued with a `\\`",
        "api_key = \"abc\\\n  {s}\"\nport = 1\n",
    ),
    ("an unclosed list", "tokens = [1, {s}\nport = 1\n"),
    (
        "an unclosed list of lines",
        "keys = [\n  \"{s}\",\n  \"{s}\"\nport = 1\n",
    ),
    (
        "an unclosed list of words",
        "keys = [\n  {s},\n  {s}=\nport = 1\n",
    ),
    (
        "an unclosed inline table",
        "database = { password = \"{s}\"\nport = 1\n",
    ),
    (
        "an unclosed inline table of lines",
        "database = {\n  password = {s}\n  {s} = {s}\nport = 1\n",
    ),
    ("a missing comma in a list", r#"keys = ["{s}" "{s}"]"#),
    (
        "a missing comma in an inline table",
        r#"database = { password = "{s}" port = 1 }"#,
    ),
    (
        "no quotes in an inline table",
        "database = { password = {s}, port = 1 }",
    ),
    (
        "a key without a value in an inline table",
        r#"database = { {s}, password = "x" }"#,
    ),
    ("a header without an end", "[database\npassword = \"{s}\"\n"),
    (
        "a header with text behind",
        "[database] password = \"{s}\"\n",
    ),
    ("a header with the secret in it", "[database {s}]\n"),
    ("a quoted key without an end", "\"{s} = 1\n"),
    (
        "a comment with a control character",
        "port = 1 # {s}\u{1}\n",
    ),
    ("a comment behind a mistake", "port = # {s}\n"),
    ("a comment behind another mistake", "port = 1 1 # {s}\n"),
    ("a comment of another language", "// {s}\nport = 1\n"),
    ("a number that starts it", "pin = 12x{s}\n"),
    ("a key with `.` at its end", "api_key. = \"{s}\"\n"),
    ("a value in an entry named by it", "[passwords]\n{s} = 5x\n"),
    ("a bare carriage return", "api_key = \"{s}\"\rport = 1\n"),
    ("null bytes", "api_key = \"{s}\0{s}\"\nport = 1\n"),
    ("behind a byte order mark", "\u{feff}pin = \"{s}\""),
    ("with a byte order mark inside", "pin = \u{feff}\"{s}\""),
    ("as a key of a map without a value", "[headers]\n{s}=\n"),
    ("in a map without `=`", "[headers]\na = 'b'\n{s}\n"),
    (
        "a key file in a map",
        "[headers]\n-----BEGIN PRIVATE KEY-----\n{s}{s}\n{s}==\n-----END PRIVATE KEY-----\n",
    ),
    ("as a section without a value", "[accounts]\n{s} =\n"),
    ("in a list of a map", "[headers]\na = [{s}, {s}=1]\n"),
    ("with CRLF", "port = \"x\" # {s}\r\npin = \"{s}\"\r\n"),
];

/// Files in TOML, of secrets that nothing but their looks tells from names.
pub(crate) const RANDOM_TOML: &[Row] = &[
    ("as an unknown key", "{s} = 'x'\n"),
    ("as an unknown key of a section", "[database]\n{s} = 'x'\n"),
    ("as an unknown section", "[{s}]\nport = 1\n"),
    ("as a key with a known beginning", "ghp_{s}{s} = 1\n"),
];

/// Files in JSON.
#[cfg(feature = "json")]
pub(crate) const JSON: &[Row] = &[
    ("without quotes", r#"{ "api_key": {s} }"#),
    ("in single quotes", "{ \"api_key\": '{s}' }"),
    ("an unclosed quote", r#"{ "api_key": "{s}"#),
    (
        "an unclosed quote and more",
        "{ \"api_key\": \"{s}\n, \"port\": 1 }",
    ),
    ("an unclosed object", r#"{ "api_key": "{s}""#),
    ("an unclosed list", r#"{ "keys": ["{s}", "{s}" }"#),
    ("a missing comma", r#"{ "api_key": "{s}" "port": 1 }"#),
    ("a missing colon", r#"{ "api_key" "{s}" }"#),
    ("a trailing comma", r#"{ "api_key": ["{s}",], }"#),
    ("a comment", "{ \"port\": \"x\" // {s}\n}"),
    ("a bad escape", r#"{ "api_key": "\q{s}" }"#),
    ("a control character", "{ \"api_key\": \"{s}\u{1}{s}\" }"),
    ("a key without quotes", r#"{ {s}: "{s}" }"#),
    ("text behind the end", r#"{ "port": 1 } {s}"#),
    ("a list", r#"["{s}"]"#),
    ("only text", r#""{s}""#),
    ("twice", r#"{ "api_key": "{s}", "api_key": "{s}" }"#),
    (
        "on one line with a mistake",
        r#"{ "api_key": "{s}", "port": "x", "key": "{s}" }"#,
    ),
    ("TOML", "api_key = \"{s}\"\n"),
    (
        "behind a secret map",
        r#"{ "passwords": { "a": 1 }, "{s}": 2 }"#,
    ),
    ("behind an empty one", r#"{ "named_keys": {}, "{s}": "x" }"#),
    ("behind nothing", r#"{ "passwords": null, "{s}": "x" }"#),
    (
        "behind a wrong secret",
        "{ \"api_key\": \"a\n{s}\": \"{s}\", \"port\": 1 }",
    ),
    (
        "a key in PEM",
        "{ \"api_key\": \"-----BEGIN KEY-----\n{s}\n-----END KEY-----\n\" }",
    ),
];

/// Files in YAML.
#[cfg(feature = "yaml")]
pub(crate) const YAML: &[Row] = &[
    ("an unclosed quote", "api_key: \"{s}\nport: 1\n"),
    ("an unclosed single quote", "api_key: '{s}\nport: 1\n"),
    ("a tab", "database:\n\tpassword: {s}\n"),
    ("a lost indent", "database:\npassword: {s}\nport: 1\n"),
    ("a lost indent of an entry", "passwords:\n{s}: 1\n"),
    (
        "a lost indent of a quoted entry",
        "passwords:\n\"{s}==\": 1\n",
    ),
    (
        "an indent too many of an entry",
        "passwords:\n  a: 1\n   {s}: 2\n",
    ),
    (
        "a lost indent of a second entry",
        "passwords:\n  a: 1\n{s}: 2\nport: 1\n",
    ),
    (
        "a lost indent in a section",
        "database:\n  password:\n  {s}: 2\n  port: 1\n",
    ),
    (
        "a lost indent of a block",
        "api_key: |\n{s}: {s}\nport: 1\n",
    ),
    ("a lost indent of a list", "keys:\n  - {s}\n{s}\n"),
    ("no space behind the colon", "api_key:{s}\n"),
    ("a value behind the value", "api_key: \"x\" {s}\n"),
    ("an alias", "api_key: *{s}\n"),
    ("an anchor", "api_key: &{s} [x]\n"),
    ("a tag", "api_key: !{s} x\n"),
    ("a merge", "database:\n  <<: {s}\n"),
    ("an unclosed list", "keys: [{s}, {s}\nport: 1\n"),
    ("an unclosed map", "database: {password: {s}\nport: 1\n"),
    ("a block", "pin: |\n  {s}\n  {s}\n"),
    (
        "a block with a lost indent",
        "api_key: |\n  abc\n {s}\nport: 1\n",
    ),
    ("a comment", "port: x # {s}\n"),
    ("twice", "api_key: {s}\napi_key: {s}\n"),
    ("two documents", "api_key: {s}\n---\napi_key: {s}\n"),
    ("a directive", "%{s}\n---\nport: x\n"),
    ("a plain text of several lines", "pin: {s}\n  {s}\n"),
    ("a key of several words", "? [{s}]\n: 1\n"),
    ("TOML", "api_key = \"{s}\"\n"),
    ("only text", "{s}\n"),
];

/// Lines of `.env`.
#[cfg(feature = "dotenv")]
pub(crate) const DOTENV: &[Row] = &[
    ("without `=`", "CADENCE_API_KEY {s}\n"),
    ("with `:`", "CADENCE_API_KEY: {s}\n"),
    ("with `set`", "set CADENCE_API_KEY={s}\n"),
    ("with `-`", "- CADENCE_API_KEY={s}\n"),
    ("with `export:`", "export: CADENCE_API_KEY={s}\n"),
    (
        "an unclosed quote",
        "CADENCE_API_KEY=\"{s}\nCADENCE_PORT=x\n",
    ),
    (
        "an unclosed single quote",
        "CADENCE_API_KEY='{s}\nCADENCE_PORT=x\n",
    ),
    ("text behind the quotes", "CADENCE_API_KEY=\"x\" {s}\n"),
    ("cut by a comment", "CADENCE_API_KEY={s}#{s}\n"),
    (
        "cut by a comment behind a space",
        "CADENCE_API_KEY=x #{s}\n",
    ),
    ("on the next line", "CADENCE_API_KEY=\n{s}\n"),
    ("as the name", "{s}=1\n"),
    (
        "as the path of the file of an entry",
        "CADENCE_URL_MAP__A_FILE=postgres://u:{s}@h/db\n",
    ),
    (
        "an unclosed quote and `=`",
        "CADENCE_API_KEY=\"x\n{s}=1\nCADENCE_PORT=x\n",
    ),
    (
        "a broken map",
        "CADENCE_PASSWORDS={a=1\n{s}=1\nCADENCE_PORT=x\n",
    ),
    ("twice", "CADENCE_API_KEY={s}\nCADENCE_API_KEY={s}{s}\n"),
    ("for a number", "CADENCE_PORT=postgres://app:{s}@db/main\n"),
    (
        "a key in PEM",
        "CADENCE_API_KEY=-----BEGIN KEY-----\n{s}{s}=\n-----END KEY-----\n",
    ),
    ("JSON", "{ \"CADENCE_API_KEY\": \"{s}\" }\n"),
];
