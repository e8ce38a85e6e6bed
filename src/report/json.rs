//! Reports as JSON.

use super::Report;
use crate::value::foreign;

impl Report {
    /// Writes the report as JSON, indented, for other programs to read.
    ///
    /// The object has `program`, `environment`, `problems` and `searched`; a
    /// problem has `code`, `severity`, `key`, `message`, `places`, `found`,
    /// `expected` and `help`; `searched` has `working_dir`, `embedded`,
    /// `config_dir`, `named_by` and `files`, each of which has a `path` and a
    /// `state` (`read`, `not there` or `not read`); a place has `origin` (`default`, `file`, `variable`, `override`
    /// or `provider`), `path`, `line`, `column`, `name`, `label` and `excerpt`.
    /// All of them are always present; absent values are null.
    ///
    /// # Example
    ///
    /// ```
    /// use rehearsal::Report;
    ///
    /// fn refuse(report: &Report) {
    ///     println!("{}", report.to_json());
    /// }
    /// ```
    pub fn to_json(&self) -> String {
        foreign::json(self)
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::Report;
    use crate::report::tests::{missing, wrong_type, wrong_variable};

    #[test]
    fn json_has_all_fields_always() {
        let report = Report::new(
            "cadence".to_owned(),
            None,
            vec![missing(), wrong_type(), wrong_variable()],
        );
        assert_snapshot!(report.to_json(), @r#"
        {
          "program": "cadence",
          "environment": null,
          "problems": [
            {
              "code": "wrong-type",
              "severity": "error",
              "key": "server.port",
              "message": "`server.port` is text",
              "places": [
                {
                  "origin": "file",
                  "path": "config/production.toml",
                  "line": 4,
                  "column": 8,
                  "name": null,
                  "label": "expected an integer",
                  "excerpt": "port = \"eighty\""
                }
              ],
              "found": "text",
              "expected": "an integer from 0 to 65535",
              "help": [
                "write the number without quotes"
              ]
            },
            {
              "code": "wrong-type",
              "severity": "error",
              "key": null,
              "message": "`server.port` is not an integer",
              "places": [
                {
                  "origin": "variable",
                  "path": null,
                  "line": null,
                  "column": null,
                  "name": "CADENCE_PORT",
                  "label": "expected an integer",
                  "excerpt": "CADENCE_PORT=eighty"
                }
              ],
              "found": null,
              "expected": null,
              "help": []
            },
            {
              "code": "missing",
              "severity": "error",
              "key": "api_key",
              "message": "`api_key` is not set",
              "places": [],
              "found": null,
              "expected": null,
              "help": [
                "set CADENCE_API_KEY",
                "or name a file that holds it in CADENCE_API_KEY_FILE"
              ]
            }
          ],
          "searched": null
        }
        "#);
    }
}
