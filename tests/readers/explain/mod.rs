//! What is said of a load that succeeds.

mod broken;
mod fingerprint;
mod settings;
#[cfg(feature = "tracing")]
mod trace;
