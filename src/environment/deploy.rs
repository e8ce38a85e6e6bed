//! The deploy that a program runs as.

use super::Environment;

/// The deploy that a program runs as: its environment, and its name if it is a
/// [named one](crate::Deployment).
///
/// Rules can depend on it: it is the context of `garde`'s rules if a struct says
/// `#[garde(context(rehearsal::Deploy))]`, and [`Checker::deploy`](crate::Checker::deploy)
/// returns it to a check.
///
/// # Example
///
/// ```
/// use rehearsal::{Deploy, Environment};
///
/// fn tls_only(url: &str, deploy: &Deploy) -> garde::Result {
///     if deploy.environment().is_deployed() && !url.starts_with("https:") {
///         return Err(garde::Error::new("not https"));
///     }
///     Ok(())
/// }
/// # let deploy = Deploy::new(Environment::Production, None);
/// # assert!(tls_only("http://a", &deploy).is_err());
/// # assert!(tls_only("https://a", &deploy).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deploy {
    environment: Environment,
    deployment: Option<String>,
}

impl Deploy {
    /// Returns a deploy, for a test of a rule.
    pub fn new(environment: Environment, deployment: Option<String>) -> Self {
        Self {
            environment,
            deployment,
        }
    }

    /// Returns the environment.
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the name of the deployment, if it is a named one.
    pub fn deployment(&self) -> Option<&str> {
        self.deployment.as_deref()
    }
}
