//! Connections that do not use TLS.

use super::{DEPLOYED, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::resource::{self, Address, Tls, tls_twin};
use crate::schema::Named;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "plaintext",
    code: Code::Plaintext,
    environments: DEPLOYED,
    asks: Signs::URL.and(Signs::named(
        Named::TLS.and(Named::TLS_PARAMETER).and(Named::OF_SECTION),
    )),
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "url",
        is_secret: false,
        refused: "http://api.mail.net",
        accepted: "https://api.mail.net",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    if let Some(url) = subject.url() {
        return of_url(subject, url);
    }
    let found = if subject.is_switch(false, Named::TLS) {
        Found::new(" turns TLS off", "without TLS")
    } else if subject.tls_parameter() == Some(Tls::Off) {
        Found::new(" does not require TLS", "falls back to plaintext")
    } else {
        return None;
    };
    // OK because a server may leave TLS to a proxy before it.
    let is_of_server = subject.is_section(Named::SERVER.and(Named::LISTENER));
    (!is_of_server).then(|| found.help("require TLS").warned())
}

fn of_url(subject: &Subject<'_>, url: &Address<'_>) -> Option<Found> {
    let is_plain = matches!(url.tls(), Tls::Plain | Tls::Off);
    if !is_plain || !subject.leads_away(url) || is_identifier(subject, url) {
        return None;
    }
    let found = without_tls(subject, url);
    Some(if !subject.is_strict && subject.stays_in_cluster(url) {
        found.warned()
    } else {
        found
    })
}

fn without_tls(subject: &Subject<'_>, url: &Address<'_>) -> Found {
    if url.tls() == Tls::Off {
        let written = resource::url(subject.text);
        let required = written.and_then(|url| resource::required(&url));
        let found = Found::new(
            " does not require TLS",
            "a parameter falls back to plaintext",
        );
        return found.help(format!("set `{}`", required.unwrap_or_default()));
    }
    let scheme = url.scheme();
    let found = Found::new(" does not use TLS", format!("`{scheme}` is not encrypted"));
    let found = match tls_twin(scheme) {
        Some(twin) => found.help(format!("use `{twin}`")),
        None => found.help("tunnel it, and allow the host"),
    };
    found.author("`Loader::private_host` declares the hosts of a private network")
}

/// Hosts whose URLs are names, of namespaces and the like, which nobody connects to.
const OF_NAMES: [&str; 6] = [
    "www.w3.org",
    "json-schema.org",
    "ns.adobe.com",
    "purl.org",
    "schemas.xmlsoap.org",
    "xmlns.com",
];

fn is_identifier(subject: &Subject<'_>, url: &Address<'_>) -> bool {
    let is_of_names = || url.hosts().all(|host| OF_NAMES.contains(&host));
    url.scheme() == "http" && (subject.field.named().has(Named::IDENTIFIER) || is_of_names())
}
