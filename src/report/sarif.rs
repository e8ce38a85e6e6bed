//! Reports as SARIF 2.1.0, which code scanning services take.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use serde_json::{Value, json};

use super::github::whole;
use super::{Notes, Report, serialize};
use crate::foreign;
use crate::origin::Origin;
use crate::problem::{Place, Problem, Severity};
use crate::redact;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

impl Report {
    /// Writes the report as SARIF 2.1.0: one run with one result a problem.
    ///
    /// A path that is not absolute is relative to the folder that the check ran
    /// in; columns count characters.
    ///
    /// # Example
    ///
    /// ```
    /// use rehearsal::Report;
    ///
    /// fn keep(report: &Report) -> std::io::Result<()> {
    ///     std::fs::write("rehearsal.sarif", report.to_sarif())
    /// }
    /// ```
    pub fn to_sarif(&self) -> String {
        log(self.problems())
    }
}

impl Notes<'_> {
    /// Writes them as SARIF 2.1.0, as [`Report::to_sarif`] does; a run without
    /// results for none.
    pub fn to_sarif(&self) -> String {
        log(self.problems())
    }
}

fn log(problems: &[Problem]) -> String {
    let codes: BTreeSet<_> = problems.iter().map(Problem::code).collect();
    let rules: Vec<_> = codes
        .iter()
        .map(|code| json!({ "id": code.as_str() }))
        .collect();
    let results: Vec<_> = problems.iter().map(result).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "rehearsal",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://docs.rs/rehearsal",
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    foreign::json(format!("{log:#}"))
}

fn result(problem: &Problem) -> Value {
    let mut result = json!({
        "ruleId": problem.code().as_str(),
        "level": level(problem.severity()),
        "message": { "text": whole(problem) },
    });
    let mut locations = problem.places().iter().map(location);
    if let Some(first) = locations.next() {
        result["locations"] = json!([first]);
    }
    let related: Vec<_> = locations.collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(key) = problem.key() {
        result["properties"] = json!({ "key": key.as_str() });
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(place: &Place) -> Value {
    let origin = place.origin();
    let mut location = match serialize::path(origin) {
        Some(path) => json!({ "physicalLocation": physical(path, origin) }),
        None => json!({ "logicalLocations": [{
            "fullyQualifiedName": origin.to_string(),
            "kind": serialize::kind(origin),
        }] }),
    };
    if !place.label().is_empty() {
        location["message"] = json!({ "text": place.label() });
    }
    location
}

fn physical(path: &Path, origin: &Origin) -> Value {
    let mut physical =
        json!({ "artifactLocation": { "uri": uri(Path::new(&redact::path(path))) } });
    if let Some(position) = origin.position() {
        physical["region"] = json!({
            "startLine": position.line(),
            "startColumn": position.column(),
        });
    }
    physical
}

/// A URI of an absolute path, a reference of any other.
fn uri(path: &Path) -> String {
    if let Ok(url) = url::Url::from_file_path(path) {
        return url.into();
    }
    let parts = path.components().filter_map(|part| match part {
        Component::CurDir => None,
        part => Some(escaped(&part.as_os_str().to_string_lossy())),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// With all escaped but what a URI may hold anywhere.
fn escaped(part: &str) -> String {
    let mut escaped = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(byte.into());
            }
            _ => {
                use std::fmt::Write;
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::report::tests::{missing, report, wrong_type, wrong_variable};

    #[test]
    fn a_log_has_one_result_a_problem() {
        let report = report(vec![missing(), wrong_type(), wrong_variable()]);
        let sarif = report
            .to_sarif()
            .replace(env!("CARGO_PKG_VERSION"), "VERSION");
        assert_snapshot!(sarif, @r#"
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "runs": [
            {
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "level": "error",
                  "locations": [
                    {
                      "message": {
                        "text": "expected an integer"
                      },
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "config/production.toml"
                        },
                        "region": {
                          "startColumn": 8,
                          "startLine": 4
                        }
                      }
                    }
                  ],
                  "message": {
                    "text": "`server.port` is text\nhelp: write the number without quotes"
                  },
                  "properties": {
                    "key": "server.port"
                  },
                  "ruleId": "wrong-type"
                },
                {
                  "level": "error",
                  "locations": [
                    {
                      "logicalLocations": [
                        {
                          "fullyQualifiedName": "variable CADENCE_PORT",
                          "kind": "variable"
                        }
                      ],
                      "message": {
                        "text": "expected an integer"
                      }
                    }
                  ],
                  "message": {
                    "text": "`server.port` is not an integer (variable CADENCE_PORT)"
                  },
                  "ruleId": "wrong-type"
                },
                {
                  "level": "error",
                  "message": {
                    "text": "`api_key` is not set\nhelp: set CADENCE_API_KEY\nhelp: or name a file that holds it in CADENCE_API_KEY_FILE"
                  },
                  "properties": {
                    "key": "api_key"
                  },
                  "ruleId": "missing"
                }
              ],
              "tool": {
                "driver": {
                  "informationUri": "https://docs.rs/rehearsal",
                  "name": "rehearsal",
                  "rules": [
                    {
                      "id": "missing"
                    },
                    {
                      "id": "wrong-type"
                    }
                  ],
                  "version": "VERSION"
                }
              }
            }
          ],
          "version": "2.1.0"
        }
        "#);
    }

    #[test]
    fn no_problem_is_an_empty_run() {
        let log: Value = serde_json::from_str(&Notes::new(&[]).to_sarif()).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri(Path::new("./config/a b%.toml")), "config/a%20b%25.toml");
        assert_eq!(uri(Path::new("../ü.toml")), "../%C3%BC.toml");
        assert_eq!(uri(Path::new("/etc/a b.toml")), "file:///etc/a%20b.toml");
    }
}
