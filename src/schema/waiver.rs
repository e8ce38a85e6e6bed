//! What is permitted of settings from outside of their struct: by the program, and by whom
//! it is run by.

use std::fmt;

use serde::{Serialize, Serializer};

use super::pattern::Pattern;
use crate::report::problem::{Code, Place, Problem};
use crate::system::Date;
use crate::value::foreign;
use crate::value::key::Key;
use crate::value::redact;

/// A dated, reasoned permission for a refusal or a difference between environments.
///
/// It is in `config/waivers.toml`:
///
/// ```toml
/// [[waiver]]
/// key = "vault.*"                  # or `upstreams[*].url`, or one key
/// environments = ["staging", "production"]
/// code = "internal-host"           # a refusal, or a difference between environments
/// reason = "the agent is a sidecar"
/// until = 2026-12-31
/// ```
///
/// Without a code it permits all differences of a setting between environments, and no
/// refusal.
#[derive(Clone, Debug, Serialize)]
pub struct Waiver {
    #[serde(rename = "key", serialize_with = "key")]
    pub(crate) pattern: Pattern,
    pub(crate) code: Option<Code>,
    pub(crate) environments: Vec<String>,
    pub(crate) reason: String,
    pub(crate) until: Date,
    #[serde(rename = "origin", serialize_with = "origin")]
    pub(crate) place: Place,
}

fn key<S: Serializer>(pattern: &Pattern, serializer: S) -> Result<S::Ok, S::Error> {
    pattern.key().serialize(serializer)
}

fn origin<S: Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place.origin())
}

impl Waiver {
    /// Returns the key of the setting, or the pattern of the keys of several.
    pub fn key(&self) -> &Key {
        self.pattern.key()
    }

    /// Returns the one code it permits; `None` if it permits all differences.
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// Returns the environments and deployments that it is for.
    pub fn environments(&self) -> &[String] {
        &self.environments
    }

    /// Returns the reason, without anything secret in it.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Returns the last day on which it applies.
    pub fn until(&self) -> Date {
        self.until
    }

    /// Returns where it is written.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Whether it is for one of these names of an environment or deployment.
    pub(crate) fn is_for(&self, names: [&str; 2]) -> bool {
        let is_named = |name: &String| names.contains(&name.as_str());
        self.environments.iter().any(is_named)
    }

    pub(crate) fn is_expired(&self, today: Date) -> bool {
        self.until < today
    }

    pub(crate) fn expired(&self, today: Date) -> Problem {
        let message = format!("the waiver for `{}` expired on {}", self.key(), self.until);
        self.problem(Code::WaiverExpired, message)
            .with_help("resolve what it permits and remove the waiver, or extend it")
            .with_found(Some(format!("today is {today}")))
    }

    pub(crate) fn unused(&self) -> Problem {
        let message = match self.code {
            Some(code) => format!("the waiver for `{}` matches no `{code}`", self.key()),
            None => format!("the waiver for `{}` matches no difference", self.key()),
        };
        self.problem(Code::WaiverUnused, message)
            .with_help("remove it")
    }

    fn problem(&self, code: Code, message: String) -> Problem {
        Problem::new(code, message)
            .with_key(self.key().clone())
            .with_place(self.place.clone())
    }
}

/// Since when, by whom and why: `until 2026-12-31 by config/waivers.toml:2:7: the reason`.
impl fmt::Display for Waiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (until, origin, reason) = (self.until, self.place.origin(), &self.reason);
        write!(f, "until {until} by {origin}: {reason}")
    }
}

/// A refusal that the program allows of settings, be they its own or those of another crate.
#[derive(Clone, Debug)]
pub(crate) struct Exemption {
    /// The key or pattern as it was given; none where it is neither.
    pub(crate) pattern: Option<Pattern>,
    pub(crate) given: String,
    /// The name of the refusal, as in the attribute.
    pub(crate) what: String,
    pub(crate) reason: String,
}

impl Exemption {
    pub(crate) fn new(key: &str, what: &str, reason: &str) -> Self {
        Self {
            pattern: Pattern::parse(key),
            given: key.to_owned(),
            what: what.to_owned(),
            reason: foreign::line(&redact::text(reason)).into_owned(),
        }
    }

    pub(crate) fn covers(&self, key: &Key) -> bool {
        self.pattern
            .as_ref()
            .is_some_and(|pattern| pattern.covers(key))
    }

    /// Whether it covers the key, or something within.
    pub(crate) fn meets(&self, key: &Key) -> bool {
        self.pattern
            .as_ref()
            .is_some_and(|pattern| pattern.meets(key))
    }
}

/// As an [`Allowance`](super::Allowance) of the field is shown.
impl fmt::Display for Exemption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.what, self.reason)
    }
}
