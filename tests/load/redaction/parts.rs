//! Only what is secret in a text is replaced; the rest stays as it was written.

use std::collections::BTreeMap;

use rehearsal::Config;
use url::Url;

use super::{file, told, variables};

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Texts {
    #[config(default = "http://a:1,http://b:2")]
    upstreams: String,
    store: Option<String>,
    stores: Option<BTreeMap<String, String>>,
    urls: Option<Vec<Url>>,
    port: Option<u16>,
}

#[test]
fn what_holds_no_secret_is_shown_as_it_is() {
    let settings = variables(&[]).load::<Texts>().unwrap();
    let resolution = settings.resolution();
    assert_eq!(resolution.rows()[0].value(), Some("http://a:1,http://b:2"));
    #[cfg(feature = "generate")]
    for &template in rehearsal::Template::ALL {
        let text = variables(&[]).generate::<Texts>(template);
        assert!(!text.contains("redacted"), "{text}");
    }
}

#[test]
fn the_cause_of_a_mistake_is_shown() {
    let told = told::<Texts>(&variables(&[("APP_URLS", "http://a:1,b:2,")]));
    assert!(told.contains("APP_URLS=http://a:1,b:2,"), "{told}");
}

#[cfg(feature = "generate")]
#[test]
fn a_default_with_a_password_is_not_written_into_files_in_part() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Database {
        #[config(default = "postgres://cadence:hunter2@localhost/cadence")]
        url: String,
    }
    for &template in rehearsal::Template::ALL {
        let text = variables(&[]).generate::<Database>(template);
        assert!(
            !text.contains("redacted") && !text.contains("hunter2"),
            "{text}"
        );
    }
}

#[test]
fn a_connection_string_shows_all_but_what_is_secret() {
    for (given, shown) in [
        (
            "Server=db;Password=hunter2;Callback=https://h/",
            "Server=db;Password=[redacted];Callback=https://h/",
        ),
        (
            "password=hunter2 url=redis://h:1",
            "password=[redacted] url=redis://h:1",
        ),
        (
            "postgres://u:hunter2@a,postgres://u:hunter2@b",
            "postgres://u:[redacted]@a,postgres://u:[redacted]@b",
        ),
    ] {
        let loader = variables(&[("APP_STORE", given)]);
        let settings = loader.load::<Texts>().unwrap();
        assert_eq!(settings.resolution().rows()[1].value(), Some(shown));
        let in_a_map = format!(r#"{{"main":"{given}"}}"#);
        for loader in [
            file(&format!("store = \"{given}\"")),
            file(&format!("stores.main = \"{given}\"")),
            variables(&[("APP_STORES", &in_a_map)]),
            variables(&[("APP_PORT", given)]),
            variables(&[("APP_URLS", given)]),
            file(&format!("urls = [\"{given}\"]")),
        ] {
            let told = told::<Texts>(&loader);
            assert!(!told.contains("hunter2"), "{told}");
        }
    }
}
