//! Reports as SARIF, by the schema of SARIF 2.1.0.

use rehearsal::Loader;
use rehearsal::system::Memory;
use serde_json::json;

use crate::settings::Settings;
use crate::tool;

const SCHEMA: &str = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

#[test]
fn a_report_of_many_problems_is_valid_sarif() {
    let Some(sarif) = tool::reader("validate_sarif.py") else {
        return;
    };
    let Some(schema) = tool::installed(SCHEMA) else {
        return;
    };
    let host = Memory::new()
        .file(
            "config/default.toml",
            "nmae = 'x'\n[server]\nlisten = 1\nlog_level = 'loud'\n[database]\nurl = 'http://a b'\n",
        )
        .file("config/production.toml", "[server\nname = ü\n")
        .variable("METRONOME_ENV", "production")
        .variable("METRONOME_SERVER_TLS", "perhaps")
        .variable("METRONOME_SERVR_TLS", "yes");
    let report = Loader::new("METRONOME")
        .system(host)
        .load::<Settings>()
        .unwrap_err();
    assert!(report.problems().len() > 5, "{report}");
    assert_eq!(sarif.arg(schema).json(&report.to_sarif()), json!([]));
}

#[test]
fn a_comparison_with_a_waived_difference_is_valid_sarif() {
    let Some(sarif) = tool::reader("validate_sarif.py") else {
        return;
    };
    let Some(schema) = tool::installed(SCHEMA) else {
        return;
    };
    let host = Memory::new()
        .today("2026-11-23".parse().unwrap())
        .file("config/default.toml", "name = 'metro'\n")
        .file(
            "config/staging.toml",
            "[server]\ntls = false\nlog_level = 'debug'\n",
        )
        .file(
            "config/production.toml",
            "[server]\ntls = true\nlog_level = 'info'\n",
        )
        .file(
            "config/waivers.toml",
            "[[waiver]]\nkey = 'server.tls'\nenvironments = ['production']\n\
             reason = 'staging has no certificate yet'\nuntil = 2026-12-31\n",
        );
    let parity = Loader::new("METRONOME").system(host).parity::<Settings>();
    assert_eq!(parity.waived().count(), 1, "{parity}");
    assert!(parity.violations().count() > 0, "{parity}");
    assert_eq!(sarif.arg(schema).json(&parity.to_sarif()), json!([]));
}
