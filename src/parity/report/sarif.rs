//! For services that scan code.

use super::ParityReport;
use crate::report::sarif;
use crate::report::searched::Searched;

impl ParityReport {
    /// Writes the report as SARIF 2.1.0, as
    /// [`Report::to_sarif`](crate::Report::to_sarif) does.
    ///
    /// A waived difference is a suppressed result, with the waiver's reason.
    pub fn to_sarif(&self) -> String {
        let home = self.searched().and_then(Searched::would_be_read);
        sarif::log(self.differences().iter().map(|difference| {
            let waiver = difference.waiver.and_then(|at| self.waivers().get(at));
            let reason =
                waiver.map(|waiver| format!("{} (until {})", waiver.reason(), waiver.until()));
            sarif::result_or_suppressed(difference.problem(), home.as_deref(), reason.as_deref())
        }))
    }
}
