//! What the rules of `garde` may know of the deploy.

use crate::environment::{Deploy, Environment};

/// A context that the rules of `garde` may have.
#[diagnostic::on_unimplemented(
    message = "rules cannot have the context `{Self}`",
    label = "not a context that a load can give",
    note = "the context of `#[garde(context(...))]` is `rehearsal::Deploy` or `rehearsal::Environment`, or there is none"
)]
pub trait RuleContext {
    #[doc(hidden)]
    fn of(deploy: &Deploy) -> Self;
}

impl RuleContext for () {
    fn of(_: &Deploy) -> Self {}
}

impl RuleContext for Environment {
    fn of(deploy: &Deploy) -> Self {
        deploy.environment()
    }
}

impl RuleContext for Deploy {
    fn of(deploy: &Deploy) -> Self {
        deploy.clone()
    }
}
