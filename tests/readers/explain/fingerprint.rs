//! Digests.

use insta::assert_snapshot;
use rehearsal::explain::Fingerprint;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

use crate::settings::{Settings, production};
use crate::support::with;

#[test]
fn digests_are_the_same_everywhere() {
    assert_snapshot!(Fingerprint::of_schema::<Settings>(), @"53ab9890d47dedb8");
    assert_snapshot!(production().load::<Settings>().unwrap().fingerprint(), @"bb1dbc9b21583f6d");
}

#[derive(Config)]
struct Plain {
    #[config(default = 1.0)]
    rate: f64,
    #[config(default = false)]
    verbose: bool,
    key: Option<SecretString>,
    url: Option<url::Url>,
    #[config(default = "1m")]
    wait: std::time::Duration,
}

#[derive(Config)]
struct OtherDefault {
    /// Documentation does not count.
    #[config(default = 1.5)]
    rate: f64,
    #[config(default = false)]
    verbose: bool,
    key: Option<SecretString>,
    url: Option<url::Url>,
    #[config(default = "1m")]
    wait: std::time::Duration,
}

fn of<T: Config>(variables: &[(&str, &str)]) -> Fingerprint {
    let host = with(Memory::new().variable("P_ENV", "test"), variables);
    let loaded = Loader::new("P").system(host).load::<T>().unwrap();
    loaded.fingerprint()
}

#[test]
fn spellings_origins_and_secrets_do_not_count() {
    let plain = of::<Plain>(&[]);
    for same in [("P_RATE", "1"), ("P_VERBOSE", "off"), ("P_WAIT", "60s")] {
        assert_eq!(of::<Plain>(&[same]), plain, "{same:?}");
    }
    let with_key = of::<Plain>(&[("P_KEY", "hunter2")]);
    assert_eq!(of::<Plain>(&[("P_KEY", "hunter3")]), with_key);
    assert_ne!(with_key, plain);
    let with_password = |password| of::<Plain>(&[("P_URL", password)]);
    assert_eq!(
        with_password("redis://:hunter2@a/"),
        with_password("redis://:hunter3@a/")
    );
}

#[test]
fn values_and_defaults_count() {
    assert_ne!(of::<Plain>(&[("P_RATE", "1.5")]), of::<Plain>(&[]));
    assert_ne!(of::<OtherDefault>(&[]), of::<Plain>(&[]));
    assert_eq!(of::<OtherDefault>(&[("P_RATE", "1")]), of::<Plain>(&[]));
    assert_ne!(
        Fingerprint::of_schema::<OtherDefault>(),
        Fingerprint::of_schema::<Plain>()
    );
}
