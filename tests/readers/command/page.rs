//! The page of a code.

use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Loader, Report};

use super::{mistaken, run};

#[test]
fn a_code_is_explained_where_nothing_can_be_loaded() {
    for command in ["check", "parity"] {
        let loader = Loader::new("METRONOME").system(Memory::new());
        let (status, page, err) = run(&loader, &format!("{command} --explain missing"));
        assert_eq!((status, err.as_str()), (0, ""), "{command}");
        assert!(page.starts_with("missing: A setting without a default is not set.\n"));
    }
}

#[test]
fn every_code_of_a_report_has_its_page() {
    let (status, json, _) = run(&mistaken(), "check --format json");
    assert_eq!(status, Report::EXIT_STATUS);
    let codes = Code::ALL
        .iter()
        .filter(|code| json.contains(&format!("\"{code}\"")));
    let codes: Vec<&Code> = codes.collect();
    assert!(!codes.is_empty());
    for code in codes {
        let (status, page, _) = run(&mistaken(), &format!("check --explain {code}"));
        assert_eq!(status, 0);
        assert!(
            page.starts_with(&format!("{code}: {}", code.description())),
            "{page}"
        );
    }
}
