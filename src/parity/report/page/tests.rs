use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use super::{POLICY, SCRIPT, STYLE};

#[test]
fn the_policy_has_the_digests_of_what_stands_in_the_page() {
    let source = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let expected = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        source(STYLE),
        source(SCRIPT),
    );
    assert_eq!(
        POLICY, expected,
        "put the digests on the right into the policy"
    );
}

#[test]
fn what_stands_in_the_page_does_not_end_its_element() {
    assert!(!STYLE.contains("</"));
    assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
}
