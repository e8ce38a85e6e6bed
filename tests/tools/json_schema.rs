//! The JSON Schema, compiled by ajv in its strict mode, as editors do.

use rehearsal::Template;
use serde_json::{Value, json};

use crate::settings::generated;
use crate::tool;

#[test]
fn ajv_takes_the_schema_and_finds_what_is_wrong_by_it() {
    let Some(mut ajv) = tool::reader("validate_json.js") else {
        return;
    };
    let schema: Value = serde_json::from_str(&generated(Template::JsonSchema)).unwrap();
    let documents = json!([
        {},
        { "name": "metro", "server": { "request_timeout": "10s", "log_level": "info" } },
        { "nmae": "metro" },
        { "server": { "request_timeout": 30 } },
    ]);
    let wrong = ajv.json(&json!({ "schema": schema, "documents": documents }).to_string());
    assert_eq!(
        wrong,
        json!([
            [],
            [],
            [": must NOT have additional properties"],
            ["/server/request_timeout: must be string"],
        ])
    );
}
