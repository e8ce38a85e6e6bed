//! A whole page, kept in a file that a browser can open.

use std::path::Path;

use super::parity;

#[test]
fn a_page_is_as_it_was() {
    let page = parity(&[
        (
            "default",
            "title = 'Cadence'\n[database]\nmax_connections = 20",
        ),
        (
            "development",
            "title = 'Cadence (local)'\n[database]\nurl = 'sqlite:cadence.db'\npassword = 'local'",
        ),
        (
            "test",
            "[database]\nurl = 'postgres://localhost/test'\npassword = 'local'",
        ),
        (
            "staging",
            "[database]\nurl = 'postgres://db.staging.cadence.net/main?sslmode=verify-full'",
        ),
        (
            "production",
            "[database]\nurl = 'postgres://db.cadence.net/main?sslmode=verify-full'\n\
             max_connections = 50",
        ),
        (
            "waivers",
            "[[waiver]]\nkey = 'database.url'\nenvironments = ['development']\n\
             reason = 'no PostgreSQL on the machines of the summer school'\nuntil = 2026-12-31",
        ),
    ])
    .to_html();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/page/small.html");
    if std::fs::read_to_string(&kept).ok().as_deref() != Some(&*page) {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("small.html");
        std::fs::write(&new, page).unwrap();
        panic!(
            "look at {}, and if it is good make it {}",
            new.display(),
            kept.display()
        );
    }
}
