//! One event for each load that succeeds, and one for each of its warnings.

use tracing::{Level, event, event_enabled};

use super::Loaded;
use crate::read::config::Config;
use crate::report::problem::Severity;
use crate::value::key::Key;

/// Names, counts and digests only, never a value.
pub(super) fn loaded<T: Config>(loaded: &Loaded<T>) {
    if event_enabled!(Level::INFO) {
        let resolution = loaded.resolution();
        let set = resolution.rows().iter().filter(|row| row.is_written());
        event!(
            Level::INFO,
            program = loaded.loader().program_name(),
            environment = loaded.environment().as_str(),
            deployment = loaded.deployment(),
            fingerprint = crate::resolve::fingerprint::Fingerprint::of(&resolution).as_str(),
            settings = resolution.rows().len(),
            set = set.count(),
            notes = loaded.warnings().problems().len(),
            searched = loaded.searched().map(tracing::field::display),
            "settings loaded"
        );
    }
    for problem in loaded.warnings().problems() {
        let (code, key) = (problem.code().as_str(), problem.key().map(Key::as_str));
        // OK because each event has one level, which is known when it is compiled.
        if problem.severity() == Severity::Note {
            event!(Level::INFO, code, key, "{problem}");
        } else {
            event!(Level::WARN, code, key, "{problem}");
        }
    }
}
