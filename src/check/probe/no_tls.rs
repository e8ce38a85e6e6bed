//! Certificates, where the crate was built without the means to read them.

use super::Failure;
use crate::system::System;

/// Fails: what cannot be checked must not look checked.
pub(super) fn check(_: &dyn System, _: &str, _: Option<&str>, _: u32) -> Result<(), Failure> {
    Err(Failure::new(
        "the program was built without TLS support",
        "build it with the feature `tls` of `rehearsal`",
    ))
}
