//! What a configuration may have much of.

use std::fmt::Write;

use rehearsal::Loader;
use rehearsal::system::Memory;

use crate::settings::MANY;

/// A way to be large.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// So much of it is measured, and half as much.
    pub(crate) size: usize,
    /// Whether a program starts with it.
    pub(crate) starts: bool,
    /// Whether it is the program itself that is so large.
    pub(crate) is_of_schema: bool,
    make: fn(Memory, usize) -> Memory,
}

const fn shape(name: &'static str, size: usize, make: fn(Memory, usize) -> Memory) -> Shape {
    Shape {
        name,
        size,
        starts: true,
        is_of_schema: false,
        make,
    }
}

impl Shape {
    const fn refused(self) -> Self {
        Self {
            starts: false,
            ..self
        }
    }

    /// A program that has this much of it in every environment.
    pub(crate) fn loader(&self, size: usize) -> Loader {
        let host = Memory::new()
            .variable("CADENCE_ENV", "development")
            .file("config/default.toml", "");
        let host = (self.make)(host, size);
        Loader::new("CADENCE").system(host)
    }
}

pub(crate) const ALL: [Shape; 32] = [
    Shape {
        is_of_schema: true,
        ..shape("settings", MANY, |host, _| empty_files(host))
    },
    shape("map entries on many lines", 1_000, entries),
    shape("map entries on one line", 1_000, entries_of_one_line),
    shape("map entries on one line of JSON", 1_000, entries_of_json),
    shape("map entries in YAML", 1_000, entries_of_yaml),
    shape("values of a map", 2_000, values),
    shape("texts of a map", 12_000, texts),
    shape("signs of secrets in texts", 2_000, signs),
    shape("refused secrets of a map", 1_000, references).refused(),
    shape("list elements", 1_000, elements),
    shape("values of a list", 4_000, list),
    shape("unknown keys", 1_000, unknown_keys).refused(),
    shape(
        "unknown keys on one line of JSON",
        1_000,
        unknown_keys_of_json,
    )
    .refused(),
    shape("bad values", 1_000, bad_values).refused(),
    shape("bad values of a leaf", 2_000, bad_values_of_a_leaf).refused(),
    shape("bad values of inline variables", 1_000, bad_inline_values).refused(),
    shape("inline variables without braces", 1_000, pairs).refused(),
    shape("tables in inline variables", 2_000, open_tables).refused(),
    shape("values that are not TOML", 1_000, unreadable_values).refused(),
    shape("syntax errors", 1_000, syntax_errors).refused(),
    shape(
        "syntax errors of one line",
        4_000,
        syntax_errors_of_one_line,
    )
    .refused(),
    shape("syntax errors of JSON", 500, syntax_errors_of_json).refused(),
    shape("parts of a template", 2_000, templates).refused(),
    shape("aliases", 40_000, aliases).refused(),
    shape(
        "missing beside syntax errors",
        500,
        missing_beside_syntax_errors,
    )
    .refused(),
    shape("stray files", 500, stray_files),
    shape("variables", 1_000, variables),
    shape("variables in another order", 1_000, mixed_variables),
    shape("unknown variables", 500, unknown_variables).refused(),
    shape("lines of .env", 1_000, dotenv),
    shape("bad lines of .env", 1_000, bad_lines_of_dotenv).refused(),
    shape("open quotes of .env", 1_000, open_quotes_of_dotenv).refused(),
];

const ENVIRONMENTS: [&str; 4] = ["development", "test", "staging", "production"];

/// The files of all environments, no two of them with the same values.
fn files(host: Memory, extension: &str, text: impl Fn(&str) -> String) -> Memory {
    ENVIRONMENTS.into_iter().fold(host, |host, environment| {
        let path = format!("config/{environment}.{extension}");
        host.file(path, text(environment))
    })
}

fn empty_files(host: Memory) -> Memory {
    files(host, "toml", |_| String::new())
}

fn lines(start: &str, size: usize, line: impl Fn(usize) -> String) -> String {
    (0..size).fold(start.to_owned(), |mut text, number| {
        let _ = writeln!(text, "{}", line(number));
        text
    })
}

fn joined(size: usize, part: impl Fn(usize) -> String) -> String {
    (0..size).map(part).collect::<Vec<_>>().join(", ")
}

fn entries(host: Memory, size: usize) -> Memory {
    files(host, "toml", |environment| {
        lines("[regions]\n", size, |number| {
            format!("r{number} = {{ host = \"{environment}{number}\" }}")
        })
    })
}

fn entries_of_one_line(host: Memory, size: usize) -> Memory {
    files(host, "toml", |environment| {
        let entries = joined(size, |number| {
            format!("r{number} = {{ host = \"{environment}{number}\" }}")
        });
        format!("regions = {{ {entries} }}")
    })
}

fn entries_of_json(host: Memory, size: usize) -> Memory {
    files(host, "json", |environment| {
        let entries = joined(size, |number| {
            format!(r#""r{number}": {{ "host": "{environment}{number}" }}"#)
        });
        format!(r#"{{ "regions": {{ {entries} }} }}"#)
    })
}

fn entries_of_yaml(host: Memory, size: usize) -> Memory {
    // OK because a key without anything below it is null, and no map.
    let head = if size == 0 {
        "regions: {}\n"
    } else {
        "regions:\n"
    };
    files(host, "yaml", |environment| {
        lines(head, size, |number| {
            format!("  r{number}: {{ host: {environment}{number} }}")
        })
    })
}

fn values(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[weights]\n", size, |number| {
            format!("w{number} = {number}")
        })
    })
}

/// Secrets whose names are not shown, so that a report says the same of all of them.
fn references(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[tokens]\n", size, |number| {
            format!("a{number:06} = \"op://cadence/{number:06}/key\"")
        })
    })
}

fn texts(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[headers]\n", size, |number| format!("k{number} = \"v\""))
    })
}

/// What each way of looking for a secret in a text looks far ahead or back from.
const SIGNS: [(&str, &str); 9] = [
    ("", "password=x "),
    ("password=x", ", "),
    ("password={x", "}"),
    ("", "a=%25"),
    ("", "https://a:b@c,"),
    ("https://h/x?", "@"),
    ("https://h,h:1", "/@"),
    ("", "-----BEGIN CERTIFICATE-----"),
    ("", "hooks.slack.com"),
];

fn signs(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[headers]\n", SIGNS.len(), |number| {
            let (start, sign) = SIGNS[number];
            format!("k{number} = '{start}{}'", sign.repeat(size))
        })
    })
}

fn elements(host: Memory, size: usize) -> Memory {
    files(host, "toml", |environment| {
        lines("", size, |number| {
            format!("[[mirrors]]\nhost = \"{environment}{number}\"")
        })
    })
}

fn list(host: Memory, size: usize) -> Memory {
    files(host, "toml", |environment| {
        let values = joined(size, |number| format!("\"{environment}{number}\""));
        format!("names = [{values}]")
    })
}

fn unknown_keys(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[regions]\n", size, |number| format!("a.key{number} = 1"))
    })
}

fn unknown_keys_of_json(host: Memory, size: usize) -> Memory {
    files(host, "json", |_| {
        let keys = joined(size, |number| format!(r#""key{number}": 1"#));
        format!("{{ {keys} }}")
    })
}

fn bad_values(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[regions]\n", size, |number| {
            format!("r{number} = {{ host = 1 }}")
        })
    })
}

fn bad_values_of_a_leaf(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[weights]\n", size, |number| format!("w{number} = \"x\""))
    })
}

fn inline(host: Memory, size: usize, text: String) -> Memory {
    // OK because an empty variable is refused, and the values of one are not.
    if size == 0 {
        return empty_files(host);
    }
    let host = host.variable("CADENCE_WEIGHTS", &text);
    empty_files(host).variable("CADENCE_HEADERS", text)
}

fn bad_inline_values(host: Memory, size: usize) -> Memory {
    let text = joined(size, |number| format!("k{number}=1x"));
    inline(host, size, format!("{{{text}}}"))
}

fn pairs(host: Memory, size: usize) -> Memory {
    let text = joined(size, |number| format!("k{number}=abc"));
    inline(host, size, text)
}

fn open_tables(host: Memory, size: usize) -> Memory {
    inline(host, size, "{a=".repeat(size))
}

fn unreadable_values(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("names = [\n", size, |_| "abc,".to_owned()) + "]"
    })
}

fn syntax_errors(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("[regions]\n", size, |number| format!("a.key{number} = = 1"))
    })
}

fn syntax_errors_of_one_line(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| "=".repeat(size))
}

/// With each kind of what is looked for up to the end of a line.
fn syntax_errors_of_json(host: Memory, size: usize) -> Memory {
    files(host, "json", |_| {
        format!(
            "{{\"regions\": [{}]}}",
            "'a', (b, ${c, \"d\": x, ".repeat(size)
        )
    })
}

fn templates(host: Memory, size: usize) -> Memory {
    files(host, "yaml", |_| {
        format!("regions: {}", "{% {{ a }} ".repeat(size))
    })
}

fn aliases(host: Memory, size: usize) -> Memory {
    files(host, "yaml", |_| {
        format!("regions: *a\nnames: {}", "*".repeat(size))
    })
}

fn missing_beside_syntax_errors(host: Memory, size: usize) -> Memory {
    files(host, "toml", |_| {
        lines("", size, |number| {
            format!("[regions.r{number}]\nport = 1\n= = 1")
        })
    })
}

fn stray_files(host: Memory, size: usize) -> Memory {
    (0..size).fold(empty_files(host), |host, number| {
        host.file(format!("config/x{number:06}.toml"), "")
            .file(format!("/run/secrets/x{number:06}"), "")
    })
}

fn variables(host: Memory, size: usize) -> Memory {
    (0..size).fold(empty_files(host), |host, number| {
        host.variable(format!("CADENCE_REGIONS__R{number}__HOST"), "h")
    })
}

/// Entries whose order is another one in lower case.
fn mixed_variables(host: Memory, size: usize) -> Memory {
    (0..size).fold(empty_files(host), |host, number| {
        let name = if number % 2 == 0 { "RA" } else { "R_" };
        host.variable(format!("CADENCE_REGIONS__{name}{number:06}__HOST"), "h")
    })
}

fn unknown_variables(host: Memory, size: usize) -> Memory {
    (0..size).fold(empty_files(host), |host, number| {
        host.variable(format!("CADENCE_REGIONS__EU__X{number}"), "x")
    })
}

fn dotenv(host: Memory, size: usize) -> Memory {
    let line = |number| format!("CADENCE_REGIONS__R{number}__HOST='h' # a host");
    empty_files(host).file(".env", lines("", size, line))
}

fn bad_lines_of_dotenv(host: Memory, size: usize) -> Memory {
    let line = |number| format!("set CADENCE_HEADERS__R{number} = h");
    empty_files(host).file(".env", lines("", size, line))
}

fn open_quotes_of_dotenv(host: Memory, size: usize) -> Memory {
    let line = |number| format!("CADENCE_HEADERS__R{number}='h\nCADENCE_HEADERS__S{number}=\"h");
    empty_files(host).file(".env", lines("", size, line))
}
