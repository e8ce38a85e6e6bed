//! What deployed environments refuse, though it is of the right type.
//!
//! The files of the directory are the refusals, all of one form: the name under which a field
//! allows it, its code, where and of what it is asked, what it finds, and a value that is
//! refused beside one that is not. A start asks them of each value that counts, `check` of
//! what is committed, and parity of a record. Whether it is allowed of the field, or only
//! a warning, is decided here for all of them.

mod debug_setting;
mod internal_host;
mod live_key;
mod looks_like_secret;
mod open_listener;
mod placeholder;
mod plaintext;
mod reference;
mod test_key;
mod untrimmed_secret;
mod unverified_tls;
mod weak_secret;
mod wildcard_origin;

use std::cell::{Cell, OnceCell};

pub(crate) use self::looks_like_secret::{hidden_by_debug, named as named_like_secret};
pub(crate) use self::reference::is_reference;
use super::committed;
use super::found::Found;
use super::permit::{Asked, Permits};
use super::private::PrivateHosts;
use super::signs::Signs;
use super::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::resolve::texts::{self, Text, Wanted};
use crate::resource::scheme;
use crate::schema::{Field, Named, Secrets};
use crate::value::key::Path;
use crate::value::redact::{self, What};
use crate::value::tree::{Node, Value};

/// One reason to refuse a value.
pub(crate) struct Refusal {
    /// The name under which a field allows it, or is only warned of it.
    pub(crate) name: &'static str,
    pub(crate) code: Code,
    environments: &'static [Environment],
    /// Of a value with one of these it is asked.
    asks: Signs,
    find: fn(&Subject<'_>) -> Option<Found>,
    #[cfg_attr(not(test), expect(dead_code, reason = "they are for tests"))]
    examples: Examples,
}

impl Refusal {
    fn asked(&self) -> Asked {
        let (name, code) = (self.name, self.code);
        Asked { name, code }
    }
}

/// A value that is refused, and one that is not.
#[cfg_attr(not(test), expect(dead_code, reason = "they are for tests"))]
struct Examples {
    environment: Environment,
    setting: &'static str,
    is_secret: bool,
    refused: &'static str,
    accepted: &'static str,
}

/// All refusals, in the order in which they are asked.
pub(crate) const ALL: &[Refusal] = &[
    live_key::REFUSAL,
    test_key::REFUSAL,
    untrimmed_secret::REFUSAL,
    reference::REFUSAL,
    placeholder::REFUSAL,
    weak_secret::REFUSAL,
    looks_like_secret::REFUSAL,
    wildcard_origin::REFUSAL,
    internal_host::REFUSAL,
    plaintext::REFUSAL,
    unverified_tls::REFUSAL,
    debug_setting::REFUSAL,
    open_listener::REFUSAL,
];

const EVERYWHERE: &[Environment] = &Environment::ALL;

const DEPLOYED: &[Environment] = &[Environment::Staging, Environment::Production];

/// What is asked of a value in each environment.
const ASKED: [Signs; Environment::ALL.len()] = {
    let mut asked = [Signs::NONE; Environment::ALL.len()];
    let mut at = 0;
    while at < ALL.len() {
        let refusal = &ALL[at];
        let mut of = 0;
        while of < refusal.environments.len() {
            let environment = refusal.environments[of] as usize;
            asked[environment] = asked[environment].and(refusal.asks);
            of += 1;
        }
        at += 1;
    }
    asked
};

/// Whether a problem of this code refuses a value, be it for what it is or for where it is.
pub(crate) fn is_refusal(code: Code) -> bool {
    code == committed::ASKED.code || ALL.iter().any(|refusal| refusal.code == code)
}

/// What is asked under this name, as attributes have it, or under this code.
pub(crate) fn named(name: &str) -> Option<Asked> {
    let all = ALL.iter().map(Refusal::asked);
    let mut all = all.chain([committed::ASKED]);
    all.find(|asked| asked.name == name || asked.code.as_str() == name)
}

/// What refusals depend on beside the value.
#[derive(Clone, Copy)]
pub(crate) struct Policy<'p> {
    pub(crate) environment: Environment,
    pub(crate) private: &'p PrivateHosts,
    pub(crate) permits: &'p Permits<'p>,
    /// Whether what real deploys often have is refused as well.
    pub(crate) is_strict: bool,
    /// Whether secrets are left out of values, as they are of records.
    pub(crate) is_without_secrets: bool,
}

impl<'p> Policy<'p> {
    /// A look at the values of a field.
    pub(crate) fn on(self, field: &'static Field) -> Look<'p> {
        let asked = ASKED[self.environment as usize];
        let is_deployed = self.environment.is_deployed();
        let mut signs = Signs::named(field.named());
        if !(field.live_prefixes().is_empty() && field.test_prefixes().is_empty()) {
            signs = signs.and(Signs::KEY);
        }
        Look {
            policy: self,
            field,
            // OK because what only the type tells is worth its time where it counts.
            secrets: if is_deployed || field.is_secret() {
                field.secrets()
            } else {
                Secrets::None
            },
            is_undecided: is_deployed && field.is_undecided(),
            signs: signs.among(asked),
            asked,
        }
    }
}

/// A look at the texts of one field.
pub(crate) struct Look<'p> {
    policy: Policy<'p>,
    field: &'static Field,
    secrets: Secrets,
    /// Whether the author has yet to say that the setting is a secret, or that it is not.
    is_undecided: bool,
    /// What is known of every value of the field.
    signs: Signs,
    /// What is asked of a value at all.
    asked: Signs,
}

/// What is seen of a text at once.
#[derive(Clone, Copy, Default)]
struct Seen {
    signs: Signs,
    hidden: Option<What>,
}

impl Look<'_> {
    /// Tells why texts of the value of the field are refused, or of its default where
    /// there is no node.
    #[inline]
    pub(crate) fn each(
        &self,
        path: &Path<'_>,
        node: Option<&Node<'_>>,
        tell: &mut dyn FnMut(&Text<'_>, &'static Refusal, Found),
    ) {
        // OK because a text is shown right after it was wanted.
        let seen = Cell::new(Seen::default());
        let wanted = Wanted {
            secret: self.secrets.whole(),
            is: &|text, is_secret| {
                seen.set(self.see(text, is_secret));
                seen.get().signs != Signs::NONE
            },
        };
        if self.is_undecided && self.asked.has(Signs::UNDECIDED) && node.is_none_or(is_there) {
            let key = || path.key();
            let whole = Text::whole(node, &key);
            let seen = Seen {
                signs: Signs::UNDECIDED,
                hidden: None,
            };
            self.ask(path, &whole, seen, tell);
        }
        texts::each(self.field, path, node, wanted, &mut |text| {
            self.ask(path, &text, seen.get(), tell);
        });
    }

    /// What is seen of a text, as far as somebody asks for it.
    fn see(&self, text: &str, is_secret: bool) -> Seen {
        let (mut signs, mut hidden) = (self.signs, None);
        if is_secret {
            signs = signs.and(Signs::SECRET);
        } else if self.asked.has(Signs::CREDENTIAL) && !self.is_undecided {
            hidden = redact::hidden_in(text);
            if hidden.is_some() {
                signs = signs.and(Signs::CREDENTIAL);
            }
        }
        if self.asked.has(Signs::URL)
            && !signs.has(Signs::named(Named::ORIGINS))
            && scheme::split(text).is_some()
        {
            signs = signs.and(Signs::URL);
        }
        if self.asked.has(Signs::ANY_ADDRESS) && text.starts_with(['0', ':', '[']) {
            signs = signs.and(Signs::ANY_ADDRESS);
        }
        Seen {
            signs: signs.among(self.asked),
            hidden,
        }
    }

    fn ask(
        &self,
        path: &Path<'_>,
        text: &Text<'_>,
        Seen { signs, hidden }: Seen,
        tell: &mut dyn FnMut(&Text<'_>, &'static Refusal, Found),
    ) {
        let subject = Subject {
            field: self.field,
            path: *path,
            text: text.value,
            is_default: text.is_default(self.field),
            environment: self.policy.environment,
            private: self.policy.private,
            is_strict: self.policy.is_strict,
            signs,
            hidden,
            address: OnceCell::new(),
            weakness: OnceCell::new(),
        };
        let asked = ALL.iter().filter(|one| one.asks.has(signs));
        for refusal in asked.filter(|one| self.is_asked(one)) {
            let found = (refusal.find)(&subject);
            if let Some(found) = found.and_then(|found| self.permitted(text, refusal, found)) {
                tell(text, refusal, found);
            }
        }
    }

    /// Whether it is asked here. What the field allows is not worth asking.
    fn is_asked(&self, refusal: &Refusal) -> bool {
        let environment = self.policy.environment;
        let is_of_secrets = refusal.asks.has(Signs::OF_SECRETS);
        refusal.environments.contains(&environment)
            && !(is_of_secrets && self.policy.is_without_secrets)
            && !self.field.allows(refusal.name, environment)
    }

    /// What is left of it by what is permitted.
    #[cold]
    fn permitted(&self, text: &Text<'_>, refusal: &Refusal, found: Found) -> Option<Found> {
        let Policy {
            permits,
            environment,
            ..
        } = self.policy;
        let permission = permits.ask(self.field, text.key, refusal.asked(), environment);
        permission.of_found(found)
    }
}

fn is_there(node: &Node<'_>) -> bool {
    !node.is_nothing() && !matches!(node.value, Value::Bad)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::schema::{Fact, Kind, Shape};

    /// What is found of a value, allowed or not.
    fn found(examples: &Examples, value: &str) -> Vec<&'static str> {
        let field = Field::new(examples.setting, Shape::Leaf(Kind::of::<String>))
            .with_secret(examples.is_secret)
            .with_facts(&[
                Fact::LivePrefixes(&["sk_live_"]),
                Fact::TestPrefixes(&["sk_test_"]),
            ]);
        let field: &'static Field = Box::leak(Box::new(field));
        let private = PrivateHosts::default();
        let permits = Permits::of(&[], None);
        let policy = Policy {
            environment: examples.environment,
            private: &private,
            permits: &permits,
            is_strict: false,
            is_without_secrets: false,
        };
        let node = Node::new(
            Value::String(value.into()),
            crate::value::origin::Site::DEFAULT,
        );
        let mut found = Vec::new();
        let path = Path::ROOT;
        let look = policy.on(field);
        look.each(
            &path.name(examples.setting),
            Some(&node),
            &mut |_, refusal, _| {
                found.push(refusal.name);
            },
        );
        found
    }

    #[test]
    fn every_refusal_finds_its_example_and_no_other_does() {
        for refusal in ALL {
            let examples = &refusal.examples;
            assert_eq!(found(examples, examples.refused), [refusal.name]);
            assert_eq!(found(examples, examples.accepted), [""; 0]);
        }
    }

    #[test]
    fn the_attributes_know_each_refusal_and_no_other() {
        let named = |file: &str, from: &str, to: &str| {
            let path = format!("{}/derive/src/{file}", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let (_, list) = text.split_once(from).unwrap();
            let (list, _) = list.split_once(to).unwrap();
            let words = list.split(|c: char| !c.is_ascii_lowercase() && c != '_');
            let names = words.filter(|word| {
                word.contains('_') || *word == "placeholder" || *word == "plaintext"
            });
            names.map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let all: BTreeSet<_> = ALL.iter().map(|one| one.name.to_owned()).collect();
        let accepted = named("allowances.rs", "const REFUSALS", "];");
        assert_eq!(accepted, all);
        // OK because these are asked of layers and of types, not of a value that counts.
        let others = ["committed_secret", "dropped_fields"].map(str::to_owned);
        let documented = named("lib.rs", "production refuse: ", "; `in(Staging)`");
        assert_eq!(documented, all.into_iter().chain(others).collect());
    }

    #[test]
    fn a_refusal_is_called_after_its_code() {
        for refusal in ALL {
            assert_eq!(refusal.name, refusal.code.as_str().replace('-', "_"));
        }
    }
}
