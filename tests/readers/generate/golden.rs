//! Every generated file, kept whole.

use std::path::{Path, PathBuf};

use rehearsal::system::Memory;
use rehearsal::{Loader, Template};

use crate::settings::{Settings, loader};

fn golden(template: Template) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/readers/generate/golden")
        .join(template.file_name())
}

fn generated(template: Template) -> String {
    Loader::new("METRONOME").generate::<Settings>(template)
}

#[test]
fn files_are_as_they_were_reviewed() {
    for &template in Template::ALL {
        let (path, text) = (golden(template), generated(template));
        if std::env::var_os("REHEARSAL_UPDATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, reviewed, "{}", path.display());
    }
}

#[test]
fn no_file_has_a_secret_or_depends_on_what_is_set() {
    for &template in Template::ALL {
        let text = generated(template);
        assert!(!text.contains("hunter2"), "{template}");
        let host = Memory::new().variable("METRONOME_NAME", "other");
        assert_eq!(text, loader(host).generate::<Settings>(template));
    }
}

/// What has this mark, set: `#key` is, `##key` and `# words` are not.
fn uncommented(text: &str, mark: &str) -> String {
    let line = |line: &str| match line.strip_prefix(mark) {
        Some(rest) if !rest.starts_with([' ', '#', ':']) => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_default_file_is_toml_with_and_without_its_comments() {
    let text = generated(Template::DefaultToml);
    assert!(toml::from_str::<toml::Table>(&text).is_ok());
    let defaults = uncommented(&text, "#");
    let table: toml::Table = toml::from_str(&defaults).unwrap();
    assert_eq!(table["server"]["request_timeout"].as_str(), Some("30s"));
    assert!(!table.contains_key("regions"));
    let second_variant = defaults.find("# A bucket.").unwrap();
    let all = uncommented(&defaults[..second_variant], "##");
    let table: toml::Table = toml::from_str(&all).unwrap();
    assert_eq!(table["storage"]["kind"].as_str(), Some("disk"));
    assert!(table["regions"]["NAME"]["mirrors"].is_array());
}

#[test]
fn the_default_file_is_a_layer_that_changes_nothing() {
    let host = |text: String| {
        Memory::new()
            .file("config/default.toml", text)
            .file("config/test.toml", crate::settings::DEFAULT)
            .variable("METRONOME_ENV", "test")
            .variable("METRONOME_API_KEY", "hunter2")
    };
    let loaded = |text| {
        let settings = loader(host(text)).load::<Settings>().unwrap();
        format!("{:?}", *settings)
    };
    assert_eq!(
        loaded(generated(Template::DefaultToml)),
        loaded(String::new())
    );
}
