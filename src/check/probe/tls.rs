//! Whether a certificate can be served: it is one, fits its key, and is valid
//! for long enough.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::time::Validity;

use super::Failure;
use crate::system::{ReadError, System, reason_of};
use crate::value::redact;

/// More than any chain of certificates has.
const SIZE_LIMIT: u64 = 1024 * 1024;

const DAY: u64 = 24 * 60 * 60;

pub(super) fn check(
    host: &dyn System,
    certificate: &str,
    key: Option<&str>,
    days: u32,
) -> Result<(), Failure> {
    let chain = chain(&read(host, certificate, "the certificate")?)?;
    let key = key.ok_or_else(|| Failure::new("its key is not set", "set the path of the key"))?;
    let key = key_of(&read(host, key, "the key")?)?;
    for certificate in &chain {
        is_valid(certificate, days)?;
    }
    let fits = CertifiedKey::from_der(chain, key, &ring::default_provider());
    fits.map(drop).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => Failure::new(
            "the key does not match the certificate",
            "install a matching pair, with the program's own certificate first",
        ),
        _ => Failure::new(
            "unsupported kind of certificate or key",
            "use an RSA, ECDSA or Ed25519 key",
        ),
    })
}

fn read(host: &dyn System, path: &str, what: &str) -> Result<Vec<u8>, Failure> {
    host.read(Path::new(path), SIZE_LIMIT).map_err(|error| {
        let (why, help) = unread(&error);
        Failure::new(format!("{what} cannot be read: {why}"), help)
    })
}

/// Why a file was not read, and what to do.
fn unread(error: &ReadError) -> (String, &'static str) {
    let (why, help) = match error {
        ReadError::Missing => ("no such file", "install it there, or correct the path"),
        ReadError::BrokenLink { target } => {
            let why = format!("broken link to {}", redact::path(target));
            return (why, "restore the link's target, or correct the path");
        }
        ReadError::Folder => ("it is a directory", "name a file in the directory"),
        ReadError::NotRegular => ("it is not a regular file", "name a file"),
        ReadError::Denied => (
            "permission denied",
            "grant read access to the user that runs the program",
        ),
        ReadError::TooLarge { size } => {
            let why = format!("it has {size} bytes, but the limit is {SIZE_LIMIT}");
            return (
                why,
                "install the certificate and its chain, or its key, alone",
            );
        }
        ReadError::Other(error) => return (reason_of(error), "see that the path is right"),
    };
    (why.to_owned(), help)
}

fn chain(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match chain {
        Ok(chain) if !chain.is_empty() => Ok(chain),
        _ => Err(Failure::new(
            "no certificate in the file",
            "install the certificate in PEM, including its `BEGIN CERTIFICATE` line",
        )),
    }
}

fn key_of(pem: &[u8]) -> Result<PrivateKeyDer<'static>, Failure> {
    PrivateKeyDer::from_pem_slice(pem).map_err(|_| {
        Failure::new(
            "no private key in the key file",
            "install the key in PEM, without a password",
        )
    })
}

fn is_valid(certificate: &CertificateDer<'_>, days: u32) -> Result<(), Failure> {
    let certificate = Certificate::from_der(certificate).map_err(|_| {
        Failure::new(
            "the certificate cannot be parsed",
            "install it again as it was issued",
        )
    })?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    within(
        certificate.tbs_certificate().validity(),
        now.unwrap_or_default(),
        days,
    )
}

fn within(validity: &Validity, now: Duration, days: u32) -> Result<(), Failure> {
    let renew = "renew the certificate";
    let end = validity.not_after.to_unix_duration();
    if now < validity.not_before.to_unix_duration() {
        Err(Failure::new(
            format!(
                "the certificate is not valid before {}",
                validity.not_before
            ),
            "correct the clock, or wait until then",
        ))
    } else if now > end {
        let what = format!("the certificate expired on {}", validity.not_after);
        Err(Failure::new(what, renew))
    } else if end.saturating_sub(now) < Duration::from_secs(u64::from(days) * DAY) {
        let what = format!(
            "the certificate expires on {}, in less than {days} days",
            validity.not_after
        );
        Err(Failure::new(what, renew))
    } else {
        Ok(())
    }
}
