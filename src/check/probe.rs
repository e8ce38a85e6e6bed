//! Probes: trying at start what would otherwise only fail later.
//!
//! Checks change nothing, run beside each other, and have a limit of time.

mod net;
mod path;
#[cfg(feature = "tls")]
#[path = "probe/tls.rs"]
mod tls;
#[cfg(not(feature = "tls"))]
#[path = "probe/no_tls.rs"]
mod tls;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::report::problem::Code;
use crate::schema::PathNeeds;
use crate::system::System;

/// One check, with all that it needs to run by itself.
#[derive(Clone, Debug)]
pub(crate) enum Check {
    Path(String, PathNeeds),
    Resolves(String),
    FreePort(String),
    Tls {
        certificate: String,
        /// None where it is not set.
        key: Option<String>,
        days: u32,
    },
}

/// Why a check failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) what: String,
    pub(crate) help: &'static str,
}

impl Failure {
    fn new(what: impl Into<String>, help: &'static str) -> Self {
        Self {
            what: what.into(),
            help,
        }
    }
}

impl Check {
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Path(..) => Code::Path,
            Self::Resolves(_) => Code::UnresolvedHost,
            Self::FreePort(_) => Code::PortTaken,
            Self::Tls { .. } => Code::TlsCertificate,
        }
    }

    fn run(&self, host: &dyn System) -> Result<(), Failure> {
        match self {
            Self::Path(path, needs) => path::check(host, path, *needs),
            Self::Resolves(text) => net::resolves(host, text),
            Self::FreePort(text) => net::is_free(host, text),
            Self::Tls {
                certificate,
                key,
                days,
            } => tls::check(host, certificate, key.as_deref(), *days),
        }
    }
}

/// The most checks that run at one time.
const MOST_AT_ONCE: usize = 16;

/// Runs all checks; one that has not answered in time has failed.
///
/// A thread that still waits for the system then is left alone: it changes
/// nothing, and ends when the system answers.
pub(crate) fn run(
    host: &Arc<dyn System + Send + Sync>,
    checks: &[Check],
    limit: Duration,
) -> Vec<Result<(), Failure>> {
    let late = || {
        let message = format!("no answer within {}", humantime::format_duration(limit));
        Err(Failure::new(
            message,
            "find out why it hangs; in the program, `Loader::probe_timeout` raises the limit",
        ))
    };
    let mut results: Vec<Result<(), Failure>> = checks.iter().map(|_| late()).collect();
    let queue: VecDeque<_> = checks.iter().cloned().enumerate().collect();
    let queue = Arc::new(Mutex::new(queue));
    let (sender, receiver) = mpsc::channel();
    for _ in 0..checks.len().min(MOST_AT_ONCE) {
        let (host, queue, sender) = (Arc::clone(host), Arc::clone(&queue), sender.clone());
        let work = move || {
            while let Some((number, check)) = next(&queue) {
                if sender.send((number, check.run(&*host))).is_err() {
                    break;
                }
            }
        };
        // OK to go on without the thread: another takes its work, or the limit
        // of time says that nobody did.
        let _ = thread::Builder::new()
            .name("rehearsal".to_owned())
            .spawn(work);
    }
    drop(sender);
    let end = Instant::now().checked_add(limit);
    let left = || end.map_or(limit, |end| end.saturating_duration_since(Instant::now()));
    while let Ok((number, result)) = receiver.recv_timeout(left()) {
        results[number] = result;
    }
    results
}

fn next<T>(queue: &Mutex<VecDeque<T>>) -> Option<T> {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    queue.pop_front()
}
