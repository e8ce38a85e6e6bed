//! Reports as SARIF 2.1.0, which code scanning services take.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use serde_json::{Value, json};

use super::github::whole;
use super::{Report, Warnings};
use crate::report::problem::{Code, Place, Problem};
use crate::report::searched::Searched;
use crate::value::foreign;
use crate::value::origin::Origin;
use crate::value::redact;

const DOCS: &str = "https://docs.rs/rehearsal";
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

impl Report {
    /// Writes the report as SARIF 2.1.0: one run with one result per problem.
    ///
    /// A relative path is relative to the directory in which the check ran; columns count
    /// characters. A missing setting is located in the file where it can be set, even if
    /// that file does not exist.
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
        let home = self.searched().and_then(Searched::would_be_read);
        log(self.iter().map(|problem| result(problem, home.as_deref())))
    }
}

impl Warnings<'_> {
    /// Writes them as SARIF 2.1.0, as [`Report::to_sarif`] does; a run without results if
    /// there are none.
    pub fn to_sarif(&self) -> String {
        log(self.problems().iter().map(|problem| result(problem, None)))
    }
}

/// One result and the rule that it breaks.
pub(crate) struct Found {
    code: Code,
    result: Value,
}

pub(crate) fn log(found: impl Iterator<Item = Found>) -> String {
    let found: Vec<Found> = found.collect();
    let codes: BTreeSet<Code> = found.iter().map(|found| found.code).collect();
    let rules: Vec<_> = codes.into_iter().map(rule).collect();
    let results: Vec<_> = found.into_iter().map(|found| found.result).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "rehearsal",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": DOCS,
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    foreign::json_in_order(log)
}

fn rule(code: Code) -> Value {
    let (description, help) = (code.description(), code.help());
    json!({
        "id": code.as_str(),
        "name": code.variant(),
        "shortDescription": { "text": description },
        "fullDescription": { "text": format!("{description} {help}") },
        "help": { "text": help },
        "helpUri": format!("{DOCS}/latest/rehearsal/problems/{}/index.html", code.module()),
    })
}

/// `home` is the file that would be read, for what is in none.
pub(crate) fn result(problem: &Problem, home: Option<&Path>) -> Found {
    let mut result = json!({
        "ruleId": problem.code().as_str(),
        "level": problem.severity().as_str(),
        "message": { "text": whole(problem) },
    });
    let mut locations = problem.places().iter().map(location);
    let first = locations.next();
    result["locations"] = json!([located(first, problem, home)]);
    let related: Vec<_> = locations.collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(key) = problem.key() {
        result["properties"] = json!({ "key": key.as_str() });
    }
    Found {
        code: problem.code(),
        result,
    }
}

/// As [`result`], of what may be permitted, for the reason given.
pub(crate) fn result_or_suppressed(
    problem: &Problem,
    home: Option<&Path>,
    reason: Option<&str>,
) -> Found {
    let mut found = result(problem, home);
    let suppression = |reason| json!({ "kind": "external", "justification": reason });
    let suppressions: Vec<_> = reason.map(suppression).into_iter().collect();
    found.result["suppressions"] = suppressions.into();
    found
}

/// The location, in the file where the setting can be written if it is in none.
fn located(location: Option<Value>, problem: &Problem, home: Option<&Path>) -> Value {
    let mut location = location.unwrap_or_else(|| json!({}));
    let is_in_file = location.get("physicalLocation").is_some();
    if let Some(home) = problem.home().or(home).filter(|_| !is_in_file) {
        location["physicalLocation"] = whole_file(home);
    }
    if problem.places().is_empty() {
        let name = match problem.key() {
            Some(key) => json!({ "fullyQualifiedName": key.as_str(), "kind": "property" }),
            None => json!({ "name": "configuration", "kind": "module" }),
        };
        location["logicalLocations"] = json!([name]);
    }
    location
}

fn location(place: &Place) -> Value {
    let origin = place.origin();
    let mut location = match origin.path() {
        Some(path) => json!({ "physicalLocation": physical(path, origin) }),
        None => json!({ "logicalLocations": [{
            "fullyQualifiedName": origin.to_string(),
            "kind": json!(origin)["origin"],
        }] }),
    };
    if !place.label().is_empty() {
        location["message"] = json!({ "text": place.label() });
    }
    location
}

fn physical(path: &Path, origin: &Origin) -> Value {
    let mut physical = whole_file(path);
    if let Some(position) = origin.position() {
        physical["region"] = json!({
            "startLine": position.line(),
            "startColumn": position.column(),
        });
    }
    physical
}

/// At its first line, because services show nothing that has no line.
fn whole_file(path: &Path) -> Value {
    json!({
        "artifactLocation": { "uri": uri(Path::new(&redact::path(path))) },
        "region": { "startLine": 1 },
    })
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
        let mut log: Value = serde_json::from_str(&report.to_sarif()).unwrap();
        let driver = &mut log["runs"][0]["tool"]["driver"];
        assert_eq!(driver["rules"].as_array().unwrap().len(), 2);
        driver["rules"] = Value::Null;
        driver["version"] = Value::Null;
        assert_snapshot!(format!("{log:#}"), @r#"
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
                    "text": "`server.port` is text (expected an integer)\nhelp: write the number without quotes"
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
                    "text": "`server.port` is not an integer (variable CADENCE_PORT: expected an integer)"
                  },
                  "ruleId": "wrong-type"
                },
                {
                  "level": "error",
                  "locations": [
                    {
                      "logicalLocations": [
                        {
                          "fullyQualifiedName": "api_key",
                          "kind": "property"
                        }
                      ]
                    }
                  ],
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
                  "rules": null,
                  "version": null
                }
              }
            }
          ],
          "version": "2.1.0"
        }
        "#);
    }

    #[test]
    fn what_is_set_nowhere_is_located_where_it_can_be_set() {
        let located = |problem: Problem| result(&problem, None).result["locations"].clone();
        assert_snapshot!(format!("{:#}", located(missing().with_home("config/staging.toml".into()))), @r#"
        [
          {
            "logicalLocations": [
              {
                "fullyQualifiedName": "api_key",
                "kind": "property"
              }
            ],
            "physicalLocation": {
              "artifactLocation": {
                "uri": "config/staging.toml"
              },
              "region": {
                "startLine": 1
              }
            }
          }
        ]
        "#);
        let home = Some(Path::new("config/default.toml"));
        let nowhere = result(&missing(), home).result["locations"].clone();
        assert_eq!(
            nowhere[0]["physicalLocation"]["artifactLocation"]["uri"],
            "config/default.toml"
        );
        assert_eq!(
            located(missing()),
            json!([{ "logicalLocations": [{ "fullyQualifiedName": "api_key", "kind": "property" }] }])
        );
        assert_eq!(
            located(Problem::new(Code::EnvironmentUnset, "no environment")),
            json!([{ "logicalLocations": [{ "name": "configuration", "kind": "module" }] }])
        );
        let variable = located(wrong_variable().with_home("config/staging.toml".into()));
        assert_eq!(
            variable[0]["physicalLocation"]["artifactLocation"]["uri"],
            "config/staging.toml"
        );
        assert_eq!(variable[0]["logicalLocations"][0]["kind"], "variable");
    }

    #[test]
    fn every_rule_says_what_is_wrong_and_what_to_do() {
        for &code in Code::ALL {
            for sentence in [code.description(), code.help()] {
                let first = sentence.chars().next().unwrap();
                assert!(
                    !first.is_lowercase() && sentence.ends_with('.'),
                    "{code}: {sentence}"
                );
            }
        }
        assert_snapshot!(format!("{:#}", rule(Code::CommittedSecret)), @r#"
        {
          "fullDescription": {
            "text": "A secret is in a file that is committed with the program. Remove the secret, rotate it, and supply the new one through a variable or a secret file."
          },
          "help": {
            "text": "Remove the secret, rotate it, and supply the new one through a variable or a secret file."
          },
          "helpUri": "https://docs.rs/rehearsal/latest/rehearsal/problems/committed_secret/index.html",
          "id": "committed-secret",
          "name": "CommittedSecret",
          "shortDescription": {
            "text": "A secret is in a file that is committed with the program."
          }
        }
        "#);
    }

    #[test]
    fn no_problem_is_an_empty_run() {
        let log: Value = serde_json::from_str(&Warnings::new(&[]).to_sarif()).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri(Path::new("./config/a b%.toml")), "config/a%20b%25.toml");
        assert_eq!(uri(Path::new("../ü.toml")), "../%C3%BC.toml");
        assert_eq!(uri(Path::new("/etc/a b.toml")), "file:///etc/a%20b.toml");
    }
}
