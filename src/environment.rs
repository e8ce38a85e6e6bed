//! Environments and named deployments.
//!
//! In comes a name as it was written; out goes one of a closed set, or that no environment
//! has this name. Where the name is read is not decided here.

mod deploy;

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

pub use self::deploy::Deploy;
use crate::value::redact;
use crate::value::suggest::{closest, quoted};

/// How strict a deploy is, and which file it reads.
///
/// There are exactly these four, in the order of promotion; a deploy with its own name is a
/// [`Deployment`]. The environment decides nothing else, and does not depend on how the
/// program was compiled.
///
/// # Example
///
/// ```
/// use rehearsal::Environment;
///
/// let environment: Environment = " Prod ".parse()?;
/// assert_eq!(environment, Environment::Production);
/// assert_eq!(environment.to_string(), "production");
/// assert!(Environment::Staging < environment);
/// # Ok::<(), rehearsal::UnknownEnvironment>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// A developer's machine.
    Development,
    /// An automated test run.
    Test,
    /// The rehearsal: all as in production but for the audience.
    Staging,
    /// What users see.
    Production,
}

impl Environment {
    /// All environments, in the order of promotion.
    pub const ALL: [Self; 4] = [
        Self::Development,
        Self::Test,
        Self::Staging,
        Self::Production,
    ];

    /// Returns the canonical name, which is also that of its file.
    pub fn as_str(self) -> &'static str {
        self.names()[0]
    }

    /// Returns all accepted names, the canonical one first.
    ///
    /// Case and surrounding white space are ignored.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Development => &["development", "dev", "local"],
            Self::Test => &["test", "testing", "ci"],
            Self::Staging => &[
                "staging",
                "stage",
                "stg",
                "preprod",
                "pre-production",
                "uat",
            ],
            Self::Production => &["production", "prod", "prd", "live"],
        }
    }

    /// Returns whether it is production.
    pub fn is_production(self) -> bool {
        self == Self::Production
    }

    /// Returns whether programs are deployed to it: staging or production.
    ///
    /// The files of a single machine, `config/local.toml` and `.env`, are not read there.
    pub fn is_deployed(self) -> bool {
        self >= Self::Staging
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let is_meant = |known: &str| known.eq_ignore_ascii_case(name);
        Self::ALL
            .into_iter()
            .find(|environment| environment.names().iter().any(|known| is_meant(known)))
    }
}

pub(crate) fn all_names<'n>() -> impl Iterator<Item = &'n str> {
    let names = |environment: Environment| environment.names().iter().copied();
    Environment::ALL.into_iter().flat_map(names)
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Environment {
    type Err = UnknownEnvironment;

    fn from_str(name: &str) -> Result<Self, UnknownEnvironment> {
        Self::named(name).ok_or_else(|| UnknownEnvironment {
            name: redact::line(name.trim()),
            suggestion: closest(name.trim(), all_names()),
        })
    }
}

/// As its canonical name.
impl Serialize for Environment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// From any of its names.
impl<'de> Deserialize<'de> for Environment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = Environment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&one_of_all())
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Environment, E> {
                name.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Name)
    }
}

/// The name of an unknown environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEnvironment {
    name: String,
    suggestion: Option<&'static str>,
}

impl UnknownEnvironment {
    /// Returns the name that was probably intended.
    pub fn suggestion(&self) -> Option<&'static str> {
        self.suggestion
    }
}

impl fmt::Display for UnknownEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown environment `{}`, ", self.name)?;
        match self.suggestion {
            Some(suggestion) => write!(f, "did you mean `{suggestion}`?"),
            None => write!(f, "expected {}", one_of_all()),
        }
    }
}

impl std::error::Error for UnknownEnvironment {}

fn one_of_all() -> String {
    format!(
        "one of {}",
        quoted(Environment::ALL.map(Environment::as_str))
    )
}

/// A deploy with its own name, such as `qa` or `eu-prod`.
///
/// It is as strict as its environment, reads that environment's file, and may add
/// `config/{name}.toml` to it. The name consists of letters, digits, `-` and `_`; case and
/// surrounding white space are ignored when it is chosen. It must not be a name of an
/// [environment](Environment::names), nor `default`.
///
/// # Example
///
/// ```
/// use rehearsal::{Deployment, Environment};
///
/// let qa = Deployment::new("qa", Environment::Staging);
/// assert_eq!(qa.name(), "qa");
/// assert!(!qa.environment().is_production());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deployment {
    name: String,
    environment: Environment,
}

impl Deployment {
    /// Names a deploy of an environment.
    ///
    /// An invalid name is reported by the load.
    pub fn new(name: impl Into<String>, environment: Environment) -> Self {
        Self {
            name: name.into().trim().to_owned(),
            environment,
        }
    }

    /// Returns the name, which is also that of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the environment that it is a deploy of.
    pub fn environment(&self) -> Environment {
        self.environment
    }

    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.trim())
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};

    use super::*;

    #[test]
    fn every_name_is_understood_as_typed_by_people() {
        for environment in Environment::ALL {
            for name in environment.names() {
                let upper = format!("\t{} \n", name.to_uppercase());
                assert_eq!(name.parse(), Ok(environment), "{name}");
                assert_eq!(upper.parse(), Ok(environment), "{upper}");
            }
        }
    }

    #[test]
    fn no_name_means_two_environments() {
        let mut names: Vec<_> = all_names().collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn environments_stand_in_the_order_of_promotion() {
        assert!(Environment::ALL.is_sorted());
        assert_eq!(
            Environment::ALL.map(Environment::is_deployed),
            [false, false, true, true]
        );
        assert_eq!(
            Environment::ALL.map(Environment::is_production),
            [false, false, false, true]
        );
        assert_eq!(format!("{:>8}", Environment::Test), "    test");
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_one_meant_or_with_all() {
        let error = |name: &str| name.parse::<Environment>().unwrap_err().to_string();
        assert_eq!(
            error(" Prodution"),
            "unknown environment `Prodution`, did you mean `production`?"
        );
        assert_eq!(
            error("pre_production"),
            "unknown environment `pre_production`, did you mean `pre-production`?"
        );
        assert_eq!(
            error("blue"),
            "unknown environment `blue`, expected one of \
             `development`, `test`, `staging`, `production`"
        );
        assert_eq!(
            "live2".parse::<Environment>().unwrap_err().suggestion(),
            Some("live")
        );
    }

    #[test]
    fn serde_reads_any_name_and_writes_the_canonical_one() {
        let read = |name: &'static str| {
            let name: StrDeserializer<'_, Error> = name.into_deserializer();
            Environment::deserialize(name).map_err(|error| error.to_string())
        };
        assert_eq!(read("PRD"), Ok(Environment::Production));
        assert_eq!(
            read("stagin"),
            Err("unknown environment `stagin`, did you mean `staging`?".to_owned())
        );
        let written = figment::value::Value::serialize(Environment::Production).unwrap();
        assert_eq!(written.as_str(), Some("production"));
        assert_eq!(
            crate::schema::Kind::of::<Environment>().to_string(),
            "one of `development`, `test`, `staging`, `production`"
        );
    }
}
