//! TLS that accepts any certificate.

use super::{DEPLOYED, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::resource::Tls;
use crate::schema::Named;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "unverified_tls",
    code: Code::UnverifiedTls,
    environments: DEPLOYED,
    asks: Signs::URL.and(Signs::named(
        Named::INSECURE
            .and(Named::VERIFY)
            .and(Named::TLS_PARAMETER)
            .and(Named::OF_SECTION),
    )),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "url",
        is_secret: false,
        refused: "postgres://db.cadence.net/main?sslmode=require",
        accepted: "postgres://db.cadence.net/main?sslmode=verify-full",
    },
};

/// Only warns: who is refused without verifying would rather leave TLS to the driver, and
/// have less.
fn find(subject: &Subject<'_>) -> Option<Found> {
    let is_unverified = match subject.url() {
        Some(url) => url.tls() == Tls::Unverified && subject.leads_away(url),
        None => {
            subject.tls_parameter() == Some(Tls::Unverified)
                || subject.is_switch(true, Named::INSECURE)
                || subject.is_switch(false, Named::VERIFY)
        }
    };
    let found = || {
        Found::new(
            " does not verify TLS certificates",
            "any certificate is accepted",
        )
    };
    is_unverified.then(|| found().help("verify the server's certificate").warned())
}
