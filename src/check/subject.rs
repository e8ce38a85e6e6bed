//! What is refused or not: one value, and what that depends on.

use std::cell::OnceCell;

use super::private::PrivateHosts;
use super::refuse::is_reference;
use super::signs::Signs;
use super::strength::{Weakness, weakness};
use crate::coerce::free_bool;
use crate::environment::Environment;
use crate::resource::{Address, HostClass, Tls, host_class, is_in_cluster, tls_parameter};
use crate::schema::kind::Kind;
use crate::schema::{Field, Named};
use crate::value::key::Path;
use crate::value::redact::What;

/// One text of a setting where it counts, or a switch as its word.
pub(crate) struct Subject<'s> {
    pub(crate) field: &'static Field,
    pub(crate) path: Path<'s>,
    pub(crate) text: &'s str,
    /// Whether it is what the field is by default.
    pub(crate) is_default: bool,
    pub(crate) environment: Environment,
    pub(crate) private: &'s PrivateHosts,
    pub(crate) is_strict: bool,
    pub(crate) signs: Signs,
    /// The first that looks like a secret in it, where it is not marked as one.
    pub(crate) hidden: Option<What>,
    pub(crate) address: OnceCell<Option<Address<'s>>>,
    pub(crate) weakness: OnceCell<Option<(&'static str, Weakness)>>,
}

impl<'s> Subject<'s> {
    pub(crate) fn is_secret(&self) -> bool {
        self.signs.has(Signs::SECRET)
    }

    /// Whether it refers to a secret instead of being one.
    pub(crate) fn is_reference(&self) -> bool {
        self.is_secret() && is_reference(self.text.trim())
    }

    /// The URL that it is; none of a reference, which leads nowhere.
    pub(crate) fn url(&self) -> Option<&Address<'s>> {
        let address = || {
            let is_url = self.signs.has(Signs::URL) && !self.is_reference();
            is_url.then(|| Address::of(self.text)).flatten()
        };
        self.address.get_or_init(address).as_ref()
    }

    /// The classes of the hosts of its URL that are not declared to be private.
    pub(crate) fn strange_hosts(&self, url: &Address<'_>) -> impl Iterator<Item = HostClass> {
        let hosts = url.hosts().filter(|host| !self.private.has(host));
        hosts.map(host_class)
    }

    /// Whether its URL leads to another machine, one that is not declared to be private.
    pub(crate) fn leads_away(&self, url: &Address<'_>) -> bool {
        let mut classes = self.strange_hosts(url);
        classes.any(|class| class != HostClass::Loopback)
    }

    /// Whether its URL leads away only to names that nobody outside of the cluster resolves.
    pub(crate) fn stays_in_cluster(&self, url: &Address<'_>) -> bool {
        let mut hosts = url.hosts().filter(|host| !self.private.has(host));
        hosts.all(|host| is_in_cluster(host) || host_class(host) == HostClass::Loopback)
    }

    /// Whether telemetry goes there, or requests on their way out, by the name of the setting
    /// or of its section.
    pub(crate) fn is_of_sidecar(&self) -> bool {
        self.field.named().has(Named::SIDECAR) || self.is_section(Named::SIDECAR)
    }

    /// What is weak about the secret that it is, or about the password of the URL that it
    /// is, and which of the two.
    pub(crate) fn weakness(&self) -> Option<(&'static str, Weakness)> {
        *self.weakness.get_or_init(|| match self.url() {
            Some(url) => {
                let weakness = weakness(url.password()?, Some(url.user()));
                // OK because it is the platform that chose how long it is.
                let weakness = weakness.filter(|one| self.is_strict || *one != Weakness::Short);
                weakness.map(|weakness| ("the password of ", weakness))
            }
            None if self.is_secret() => {
                let weakness = match weakness(self.text, None) {
                    Some(Weakness::Reference) => None,
                    _ if self.is_default => Some(Weakness::OwnDefault),
                    weakness => weakness,
                };
                let weakness = weakness.filter(|_| !self.is_number());
                weakness.map(|weakness| ("", weakness))
            }
            None => None,
        })
    }

    /// Whether the type of the setting holds no text.
    pub(crate) fn is_number(&self) -> bool {
        let kind = self.field.kind();
        matches!(
            kind.without_optional(),
            Kind::Integer { .. } | Kind::Float | Kind::Float32 | Kind::Bool | Kind::Duration
        )
    }

    /// Whether it is the word for a switch in this position, and its name, or that of its
    /// section, says one of these.
    pub(crate) fn is_switch(&self, on: bool, any: Named) -> bool {
        let named = self.field.named();
        named.has(any.and(Named::OF_SECTION))
            && free_bool(self.text.trim()) == Some(on)
            && (named.has(any) || self.is_section(any))
    }

    /// Whether the name of its section says one of these.
    pub(crate) fn is_section(&self, any: Named) -> bool {
        let section = self.path.section();
        section.is_some_and(|section| Named::among(section, any).has(any))
    }

    /// What it says as a parameter of TLS, if its name is one and it is not a switch.
    pub(crate) fn tls_parameter(&self) -> Option<Tls> {
        let is_one = self.field.named().has(Named::TLS_PARAMETER);
        let is_one = is_one && free_bool(self.text.trim()).is_none();
        is_one
            .then(|| tls_parameter(self.field.name(), self.text))
            .flatten()
    }

    /// Whether the program listens there: by the names of the setting and of its section,
    /// or by the type, which is that of an address.
    pub(crate) fn listens(&self) -> bool {
        let is_address = || match self.field.kind().without_optional() {
            Kind::Text { expecting } => expecting.contains("address"),
            _ => false,
        };
        self.field.named().has(Named::LISTENER)
            || self.is_section(Named::LISTENER)
            || is_address()
            || self.may_listen()
    }

    /// Whether it is called `host`, and by its section that of the program itself.
    pub(crate) fn may_listen(&self) -> bool {
        self.field.named().has(Named::OWN_HOST)
            && match self.path.section() {
                Some(section) => Named::among(section, Named::SERVER).has(Named::SERVER),
                None => true,
            }
    }

    /// The first of the prefixes that it starts with.
    pub(crate) fn begins_with_one(
        &self,
        prefixes: &'static [&'static str],
    ) -> Option<&'static str> {
        let text = self.text.trim();
        let mut prefixes = prefixes.iter().copied();
        prefixes.find(|prefix| text.starts_with(prefix))
    }
}
