//! Files that a program carries.

use std::panic::{self, AssertUnwindSafe};

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader, testing};

#[derive(Debug, Config)]
struct Settings {
    name: String,
    port: u16,
}

/// As a program embeds its directory; this one belongs to an example.
fn embedded() -> Loader {
    Loader::new("CADENCE").embed(rehearsal::files!("tests/load/carried/"))
}

#[test]
fn a_directory_is_embedded_without_the_file_of_one_machine_and_notes_beside() {
    let loader = embedded().system(Memory::new().current_dir("/"));
    let settings = loader
        .environment(Environment::Production)
        .load::<Settings>();
    let settings = settings.unwrap();
    assert_eq!((&*settings.name, settings.port), ("carried", 80));
    assert_snapshot!(settings.origin("port").unwrap(), @"tests/load/carried/production.json:1:11");
    assert_snapshot!(settings.searched().unwrap(), @"looked in the program: tests/load/carried/default.toml, tests/load/carried/production.json");
    assert!(settings.warnings().problems().is_empty());
}

#[test]
fn files_are_embedded_by_their_paths_and_by_their_text() {
    let files = rehearsal::files!(
        "tests/load/carried/default.toml",
        "tests/load/carried/production.json",
    );
    assert_eq!(
        files.map(|(path, _)| path)[1],
        "tests/load/carried/production.json"
    );
    let loader = Loader::new("CADENCE").embed(files).embed([(
        String::from("config/staging.toml"),
        String::from("port = 1"),
    )]);
    let loader = loader
        .system(Memory::new())
        .environment(Environment::Staging);
    assert_eq!(loader.load::<Settings>().unwrap().port, 1);
}

#[test]
fn what_is_embedded_is_what_is_on_disk() {
    testing::assert_embedded(&embedded());
}

#[test]
fn each_difference_to_what_is_on_disk_is_told() {
    let disk = Memory::new()
        .file("tests/load/carried/default.toml", "name = \"changed\"")
        .file("tests/load/carried/staging.toml", "")
        .file("tests/load/carried/eu-prod.yaml", "")
        .file("tests/load/carried/other.toml", "")
        .file("tests/load/carried/local.toml", "");
    let loader = embedded().deployment("eu-prod", Environment::Production);
    assert_snapshot!(said_of(&loader.system(disk)), @r#"
    the embedded files are not those on disk

    tests/load/carried/default.toml differs on disk
    tests/load/carried/production.json is not on disk
    tests/load/carried/eu-prod.yaml is not embedded
    tests/load/carried/staging.toml is not embedded

    compile the program again, or embed the directory: `rehearsal::files!("config")`
    "#);
    let beside = Loader::new("CADENCE").embed([("default.toml", "")]);
    let disk = Memory::new()
        .file("default.toml", "")
        .file("Cargo.toml", "");
    testing::assert_embedded(&beside.system(disk));
}

#[test]
fn nothing_that_is_embedded_is_no_success() {
    assert_snapshot!(said_of(&Loader::new("CADENCE")), @"the program embeds no files");
}

/// What the assertion panics with.
fn said_of(loader: &Loader) -> String {
    let panic =
        panic::catch_unwind(AssertUnwindSafe(|| testing::assert_embedded(loader))).unwrap_err();
    match panic.downcast::<String>() {
        Ok(said) => *said,
        Err(said) => (*said.downcast::<&str>().unwrap()).to_owned(),
    }
}
