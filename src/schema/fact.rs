//! What attributes say of a field: the one list that every reader loops over.
//!
//! A reader that writes a fact in a way of its own, such as a default in the place of
//! the value, names it and leaves it out of its loop. So an attribute that is added
//! here is in every file and view.

use super::{Allowance, Condition, Constraint, DefaultValue, Field, ParityRule, Probe};
use crate::schema::describe;
use crate::schema::kind::Kind;

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $variant:ident($held:ty): $many:literal, $name:literal, $label:literal, $lead:literal;)+) => {
        /// What one kind of attribute says about a field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Fact {
            $($(#[doc = $doc])+ $variant($held),)+
        }

        /// The names of all facts, and of each whether it says any number of things.
        #[cfg(feature = "json")]
        pub(crate) const NAMES: &[(&str, bool)] = &[$(($name, $many)),+];

        impl Fact {
            /// Returns the name of the fact, as JSON has it.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)+
                }
            }

            /// What is before the texts where they are in a list of facts.
            pub(crate) fn label(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $label,)+
                }
            }

            /// What begins a sentence with its texts.
            #[cfg(feature = "generate")]
            fn lead(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $lead,)+
                }
            }
        }
    };
}

// Whether it says any number of things; its name, its label in a list, and what a
// sentence with it begins with.
facts! {
    /// The value if no layer sets one.
    Default(DefaultValue): false, "default", "default", "";
    /// What its text is, in the words of its author.
    Expects(&'static str): false, "expects", "expects", "expects ";
    /// The variables that set it, besides the one derived from its key.
    Variables(&'static [&'static str]): true, "variables", "variables", "";
    /// Those of the variables that only count where no other one is set.
    Fallbacks(&'static [&'static str]): true, "fallbacks", "fallbacks", "only if no other variable is set: ";
    /// Variables that set fields of the section, by the names of these fields.
    FieldVariables(&'static [(&'static str, &'static str)]): true, "field_variables", "variables", "";
    /// Whether the value is a secret.
    Secret(bool): false, "secret", "secret", "";
    /// Other names under which it may still be set.
    Aliases(&'static [&'static str]): true, "aliases", "aliases", "older name: ";
    /// Rules for the value, beyond its type.
    Rules(&'static [Constraint]): true, "rules", "rules", "";
    /// When it is required or forbidden.
    Conditions(&'static [Condition]): true, "conditions", "rules", "";
    /// The prefixes of a provider's live keys.
    LivePrefixes(&'static [&'static str]): true, "live_prefixes", "rules", "";
    /// The prefixes of a provider's test keys.
    TestPrefixes(&'static [&'static str]): true, "test_prefixes", "rules", "";
    /// What is probed at start.
    Probes(&'static [Probe]): true, "at_start", "at start", "at start ";
    /// The refusals that it is exempt from.
    Allowed(&'static [Allowance]): true, "allowed", "allowed", "allowed: ";
    /// The problems that are only warnings.
    Warned(&'static [Allowance]): true, "warned", "warned", "only a warning: ";
    /// How it may differ between environments.
    Parity(ParityRule): false, "parity", "parity", "parity: ";
    /// That each layer appends to the list of those below it.
    Append(bool): false, "merge", "merge", "merge: ";
    /// What it counts.
    Unit(&'static str): false, "unit", "unit", "unit: ";
    /// The service whose version it states.
    VersionOf(&'static str): false, "version_of", "states", "states ";
    /// What to use instead, if it is deprecated.
    Deprecated(&'static str): false, "deprecated", "deprecated", "deprecated: ";
    /// Since when it is deprecated.
    DeprecatedSince(&'static str): false, "deprecated_since", "deprecated", "deprecated ";
    /// Those of the other names that are deprecated, and since when; empty where nothing
    /// says so.
    DeprecatedAliases(&'static [(&'static str, &'static str)]): true, "deprecated_aliases", "deprecated", "deprecated: ";
}

/// The names of facts that every view has a place of its own for.
const OWN: [&str; 3] = ["default", "variables", "secret"];

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
    /// Whether it says any number of things.
    #[cfg(feature = "json")]
    pub(crate) fn is_many(&self) -> bool {
        NAMES.contains(&(self.name(), true))
    }

    /// Whether it is for readers alone, and changes nothing that the program does.
    #[cfg(feature = "fingerprint")]
    pub(crate) fn is_documentation(&self) -> bool {
        matches!(
            self,
            Self::Expects(_)
                | Self::Unit(_)
                | Self::Deprecated(_)
                | Self::DeprecatedSince(_)
                | Self::DeprecatedAliases(_)
        )
    }

    /// What it says, in words; `kind` is that of the field. A range of an integer is in
    /// the words of its type.
    pub(crate) fn texts(&self, kind: &Kind) -> Vec<String> {
        match self {
            Self::Default(_) | Self::Secret(_) => Vec::new(),
            Self::Variables(names) | Self::Fallbacks(names) | Self::Aliases(names) => owned(names),
            Self::DeprecatedSince(since) => vec![format!("since {since}")],
            Self::DeprecatedAliases(names) => {
                let names = names.iter();
                names
                    .map(|(name, since)| format!("the name `{name}`{}", describe::since(since)))
                    .collect()
            }
            Self::FieldVariables(variables) => {
                let variables = variables.iter();
                variables
                    .map(|(field, name)| format!("`{name}` sets `{field}`"))
                    .collect()
            }
            Self::Rules(rules) => describe::rules(rules, kind),
            Self::Conditions(conditions) => all(conditions),
            Self::LivePrefixes(prefixes) => describe::prefixes(prefixes, "are only for production"),
            Self::TestPrefixes(prefixes) => describe::prefixes(prefixes, "are not for production"),
            Self::Probes(probes) => all(probes),
            Self::Allowed(allowances) | Self::Warned(allowances) => all(allowances),
            Self::Parity(rule) => vec![describe::parity(*rule).to_owned()],
            Self::Append(_) => vec!["each layer appends to the list".to_owned()],
            Self::VersionOf(service) => vec![format!("the version of `{service}`")],
            Self::Expects(text) | Self::Unit(text) | Self::Deprecated(text) => {
                vec![(*text).to_owned()]
            }
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
