//! Certificates and keys, read and compared before anyone connects.
#![cfg(feature = "tls")]

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(nested)]
    tls: Tls,
}

#[derive(Config)]
#[expect(dead_code)]
struct Tls {
    #[config(tls_certificate(key = ".key", days = 14))]
    certificate: String,
    #[config(secret, allow(weak_secret = "it is the path of the key"))]
    key: String,
}

fn load<T: Config>(certificate: &str, key: &str) -> String {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("certificate.pem", include_str!("tls/certificate.pem"))
        .file("expired.pem", include_str!("tls/expired.pem"))
        .file("key.pem", include_str!("tls/key.pem"))
        .file("other-key.pem", include_str!("tls/other-key.pem"))
        .variable("CADENCE_TLS_CERTIFICATE", certificate)
        .variable("CADENCE_TLS_KEY", key);
    match crate::support::loader("CADENCE", host).load::<T>() {
        Ok(_) => "starts".to_owned(),
        Err(report) => report.to_text(),
    }
}

#[test]
fn a_certificate_that_fits_its_key_is_fine() {
    assert_eq!(load::<Settings>("certificate.pem", "key.pem"), "starts");
}

#[test]
fn everything_else_is_said_before_anyone_connects() {
    let label = |certificate, key| {
        let text = load::<Settings>(certificate, key);
        assert!(text.starts_with("1 problem "), "{text}");
        text.lines()
            .nth(6)
            .unwrap_or_default()
            .replace(['^', '|'], "")
            .trim()
            .to_owned()
    };
    let said = [
        label("certificate.pem", "other-key.pem"),
        label("expired.pem", "key.pem"),
        label("key.pem", "key.pem"),
        label("certificate.pem", "certificate.pem"),
        label("none.pem", "key.pem"),
        label("certificate.pem", "none.pem"),
    ];
    assert_snapshot!(said.join("\n"), @r"
    the key does not match the certificate
    the certificate expired on 2021-01-01T00:00:00Z
    no certificate in the file
    no private key in the key file
    the certificate cannot be read: no such file
    the key cannot be read: no such file
    ");
}

#[test]
fn a_file_that_is_not_read_is_said_with_its_reason_and_a_cure() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("key.pem", include_str!("tls/key.pem"))
        .file("large.pem", vec![b'a'; 2_000_000])
        .unreadable("closed.pem")
        .dir("directory")
        .link("link.pem", "..data/tls.crt")
        .variable("CADENCE_TLS_KEY", "key.pem");
    let said = |path: &str| {
        let host = host.clone().variable("CADENCE_TLS_CERTIFICATE", path);
        let loader = crate::support::loader("CADENCE", host);
        let report = loader.load::<Settings>().map(drop).unwrap_err();
        let problem = &report.problems()[0];
        format!("{}; {}", problem.places()[0].label(), problem.help()[0])
    };
    let paths = [
        "none.pem",
        "closed.pem",
        "large.pem",
        "directory",
        "link.pem",
    ];
    assert_snapshot!(paths.map(said).join("\n"), @"
    the certificate cannot be read: no such file; install it there, or correct the path
    the certificate cannot be read: permission denied; grant read access to the user that runs the program
    the certificate cannot be read: it has 2000000 bytes, but the limit is 1048576; install the certificate and its chain, or its key, alone
    the certificate cannot be read: it is a directory; name a file in the directory
    the certificate cannot be read: broken link to ..data/tls.crt; restore the link's target, or correct the path
    ");
}

#[test]
fn an_end_that_is_near_is_said() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(nested)]
        tls: Near,
    }
    #[derive(Config)]
    #[expect(dead_code)]
    struct Near {
        #[config(tls_certificate(key = "tls.key", days = 365_000))]
        certificate: String,
        key: String,
    }
    let text = load::<Settings>("certificate.pem", "key.pem");
    assert!(text.contains("in less than 365000 days"), "{text}");
    assert!(text.contains("error[tls-certificate]"), "{text}");
}

#[test]
fn a_certificate_without_a_key_is_no_start() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(nested)]
        tls: Tls,
    }
    #[derive(Config)]
    #[expect(dead_code)]
    struct Tls {
        #[config(tls_certificate(key = ".key"))]
        certificate: Option<String>,
        key: Option<String>,
    }
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("certificate.pem", include_str!("tls/certificate.pem"));
    let loader = Loader::new("CADENCE").without_config_dir();
    assert!(
        loader
            .clone()
            .system(host.clone())
            .load::<Settings>()
            .is_ok()
    );
    let host = host.variable("CADENCE_TLS_CERTIFICATE", "certificate.pem");
    let report = loader.system(host).load::<Settings>().unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in production

    error[tls-certificate]: `tls.certificate` is not a usable certificate
     --> variable CADENCE_TLS_CERTIFICATE
      |
      | CADENCE_TLS_CERTIFICATE=certificate.pem
      |                         ^^^^^^^^^^^^^^^ its key is not set
      |
      = help: set the path of the key
    ");
}
