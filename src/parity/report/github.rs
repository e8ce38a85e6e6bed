//! For a workflow of GitHub: annotations at the lines concerned.

use super::{Difference, ParityReport};
use crate::report::github::annotations;

impl ParityReport {
    /// Writes what was found as workflow commands, one line each, which GitHub
    /// shows at the file, line and column of the offending value.
    ///
    /// Paths are as the loader opened them, so run the check in the root of the repository.
    /// Waived differences are left out.
    pub fn to_github(&self) -> String {
        annotations(self.not_waived().map(Difference::problem))
    }
}
