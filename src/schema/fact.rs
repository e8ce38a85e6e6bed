//! What attributes say of a field: the one list that every reader loops over.
//!
//! A reader that writes a fact in a way of its own, such as a default in the place of
//! the value, names it and leaves it out of its loop. So an attribute that is added
//! here is in every file and view.

use super::{Allowance, Condition, Constraint, DefaultValue, Field, ParityRule, Probe};
use crate::schema::describe;
use crate::schema::kind::Kind;

/// What one kind of attribute says about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// The value if no layer sets one.
    Default(DefaultValue),
    /// The variables that set it, besides the one derived from its key.
    Variables(&'static [&'static str]),
    /// Whether the value is a secret.
    Secret(bool),
    /// Other names under which it may still be set.
    Aliases(&'static [&'static str]),
    /// Rules for the value, beyond its type.
    Rules(&'static [Constraint]),
    /// When it is required or forbidden.
    Conditions(&'static [Condition]),
    /// The prefixes of a provider's live keys.
    LivePrefixes(&'static [&'static str]),
    /// The prefixes of a provider's test keys.
    TestPrefixes(&'static [&'static str]),
    /// What is probed at start.
    Probes(&'static [Probe]),
    /// The refusals that it is exempt from.
    Allowed(&'static [Allowance]),
    /// The problems that are only warnings.
    Warned(&'static [Allowance]),
    /// How it may differ between environments.
    Parity(ParityRule),
    /// What it counts.
    Unit(&'static str),
    /// The service whose version it states.
    VersionOf(&'static str),
    /// What to use instead, if it is deprecated.
    Deprecated(&'static str),
}

/// The names of facts that every view has a place of its own for.
const OWN: [&str; 3] = ["default", "variables", "secret"];

/// The names of all facts, and of each whether it says any number of things.
#[cfg(feature = "json")]
pub(crate) const NAMES: [(&str, bool); 15] = [
    ("default", false),
    ("variables", true),
    ("secret", false),
    ("rules", true),
    ("conditions", true),
    ("live_prefixes", true),
    ("test_prefixes", true),
    ("at_start", true),
    ("aliases", true),
    ("allowed", true),
    ("warned", true),
    ("parity", false),
    ("unit", false),
    ("version_of", false),
    ("deprecated", false),
];

impl Field {
    /// What attributes say of the field, without what the view has another place for.
    pub(crate) fn facts_but(
        &self,
        elsewhere: &'static [&'static str],
    ) -> impl Iterator<Item = &'static Fact> + use<> {
        let is_elsewhere = move |name| OWN.contains(&name) || elsewhere.contains(&name);
        let facts = self.facts().iter();
        facts.filter(move |fact| !is_elsewhere(fact.name()))
    }

    /// The same in words.
    #[cfg(feature = "generate")]
    pub(crate) fn sentences_but(
        &self,
        elsewhere: &'static [&'static str],
    ) -> impl Iterator<Item = String> + use<> {
        let kind = self.kind();
        let facts = self.facts_but(elsewhere);
        facts.flat_map(move |fact| fact.sentences(&kind))
    }
}

impl Fact {
    /// Returns the name of the fact, as JSON has it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Default(_) => "default",
            Self::Variables(_) => "variables",
            Self::Secret(_) => "secret",
            Self::Aliases(_) => "aliases",
            Self::Rules(_) => "rules",
            Self::Conditions(_) => "conditions",
            Self::LivePrefixes(_) => "live_prefixes",
            Self::TestPrefixes(_) => "test_prefixes",
            Self::Probes(_) => "at_start",
            Self::Allowed(_) => "allowed",
            Self::Warned(_) => "warned",
            Self::Parity(_) => "parity",
            Self::Unit(_) => "unit",
            Self::VersionOf(_) => "version_of",
            Self::Deprecated(_) => "deprecated",
        }
    }

    /// Whether it says any number of things.
    #[cfg(feature = "json")]
    pub(crate) fn is_many(&self) -> bool {
        NAMES.contains(&(self.name(), true))
    }

    /// Whether it is for readers alone, and changes nothing that the program does.
    #[cfg(feature = "fingerprint")]
    pub(crate) fn is_documentation(&self) -> bool {
        matches!(self, Self::Unit(_) | Self::Deprecated(_))
    }

    /// What is before the texts where they are in a list of facts; those of rules speak
    /// for themselves.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Rules(_)
            | Self::Conditions(_)
            | Self::LivePrefixes(_)
            | Self::TestPrefixes(_) => "rules",
            Self::Probes(_) => "at start",
            Self::VersionOf(_) => "states",
            _ => self.name(),
        }
    }

    /// What it says, in words; `kind` is that of the field. A range of an integer is in
    /// the words of its type.
    pub(crate) fn texts(&self, kind: &Kind) -> Vec<String> {
        match self {
            Self::Default(_) | Self::Secret(_) => Vec::new(),
            Self::Variables(names) | Self::Aliases(names) => owned(names),
            Self::Rules(rules) => describe::rules(rules, kind),
            Self::Conditions(conditions) => all(conditions),
            Self::LivePrefixes(prefixes) => describe::prefixes(prefixes, "are only for production"),
            Self::TestPrefixes(prefixes) => describe::prefixes(prefixes, "are not for production"),
            Self::Probes(probes) => all(probes),
            Self::Allowed(allowances) | Self::Warned(allowances) => all(allowances),
            Self::Parity(rule) => vec![describe::parity(*rule).to_owned()],
            Self::VersionOf(service) => vec![format!("the version of `{service}`")],
            Self::Unit(text) | Self::Deprecated(text) => vec![(*text).to_owned()],
        }
    }

    /// What begins a sentence with its texts.
    #[cfg(feature = "generate")]
    fn lead(&self) -> &'static str {
        match self {
            Self::Default(_)
            | Self::Variables(_)
            | Self::Secret(_)
            | Self::Rules(_)
            | Self::Conditions(_)
            | Self::LivePrefixes(_)
            | Self::TestPrefixes(_) => "",
            Self::Probes(_) => "at start ",
            Self::Aliases(_) => "older name: ",
            Self::Allowed(_) => "allowed: ",
            Self::Warned(_) => "only a warning: ",
            Self::Parity(_) => "parity: ",
            Self::Unit(_) => "unit: ",
            Self::VersionOf(_) => "states ",
            Self::Deprecated(_) => "deprecated: ",
        }
    }

    /// What it says where it is beside other facts, without a label.
    #[cfg(feature = "generate")]
    pub(crate) fn sentences(&self, kind: &Kind) -> Vec<String> {
        let (lead, texts) = (self.lead(), self.texts(kind));
        if lead.ends_with(": ") && !texts.is_empty() {
            return vec![format!("{lead}{}", texts.join(", "))];
        }
        texts.iter().map(|text| format!("{lead}{text}")).collect()
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn all(facts: &[impl ToString]) -> Vec<String> {
    facts.iter().map(ToString::to_string).collect()
}
