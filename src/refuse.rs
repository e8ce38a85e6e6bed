//! What deployed environments refuse, though it is of the right type.
//!
//! Each refusal has a code of its own, and a field is exempt only by its own
//! `#[config(allow(...))]`, which gives a reason.

pub(crate) mod hosts;
mod plaintext;
mod secret;

use url::Url;

use self::hosts::{HostKind, PrivateHosts};
pub(crate) use self::secret::Weakness;
use crate::environment::Environment;
use crate::problem::Code;
use crate::schema::Field;

/// Why a value is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Secret(Weakness),
    /// The password of a URL.
    Password(Weakness),
    InternalHost(HostKind),
    /// Without encryption: what says so, and what would be right.
    Plaintext(&'static str, &'static str),
    WildcardOrigin(&'static str),
    LiveKey(&'static str),
    TestKey(&'static str),
}

impl Refusal {
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Secret(weakness) | Self::Password(weakness) => weakness.code(),
            Self::InternalHost(_) => Code::InternalHost,
            Self::Plaintext(..) => Code::Plaintext,
            Self::WildcardOrigin(_) => Code::WildcardOrigin,
            Self::LiveKey(_) => Code::LiveKey,
            Self::TestKey(_) => Code::TestKey,
        }
    }

    /// The name under which a field allows it.
    pub(crate) fn what(self) -> &'static str {
        match self.code() {
            Code::Placeholder => "placeholder",
            Code::WeakSecret => "weak_secret",
            Code::InternalHost => "internal_host",
            Code::Plaintext => "plaintext",
            Code::WildcardOrigin => "wildcard_origin",
            Code::LiveKey => "live_key",
            _ => "test_key",
        }
    }
}

/// What refusals depend on beside the value.
#[derive(Clone, Copy)]
pub(crate) struct Policy<'p> {
    pub(crate) environment: Environment,
    pub(crate) private: &'p PrivateHosts,
}

impl Policy<'_> {
    /// Whether anything of the field can be refused.
    pub(crate) fn concerns(self, field: &Field) -> bool {
        self.environment.is_deployed() || !field.live_prefixes().is_empty()
    }

    /// Whether the text is one that may be refused; a quick answer.
    pub(crate) fn wants(field: &Field, text: &str) -> bool {
        let has_prefixes = !(field.live_prefixes().is_empty() && field.test_prefixes().is_empty());
        // OK because one byte is sooner looked for than three.
        let is_url = || text.as_bytes().contains(&b':') && text.contains("://");
        has_prefixes || field.is_secret() || is_url() || is_origin_list(field.name())
    }

    /// Judges one text of a setting; `is_default` where nothing sets it.
    pub(crate) fn judge(
        self,
        field: &'static Field,
        text: &str,
        is_default: bool,
        refuse: &mut dyn FnMut(Refusal),
    ) {
        self.keys(field, text, refuse);
        if !self.environment.is_deployed() {
            return;
        }
        if is_origin_list(field.name()) {
            if let Some(why) = hosts::open_origin(text) {
                refuse(Refusal::WildcardOrigin(why));
            }
            return;
        }
        if is_plainly_fine(text) {
            return;
        }
        let url = if text.contains("://") {
            Url::parse(text.trim()).ok()
        } else {
            None
        };
        match &url {
            Some(url) => self.url(url, refuse),
            None if field.is_secret() => {
                let own = is_default.then_some(Weakness::OwnDefault);
                let found = own.or_else(|| secret::weakness(text, None));
                found.map(Refusal::Secret).into_iter().for_each(refuse);
            }
            None => {}
        }
    }

    fn keys(self, field: &'static Field, text: &str, refuse: &mut dyn FnMut(Refusal)) {
        let begins = |prefixes: &'static [&'static str]| {
            prefixes
                .iter()
                .copied()
                .find(|prefix| text.trim().starts_with(prefix))
        };
        let found = if self.environment.is_production() {
            begins(field.test_prefixes()).map(Refusal::TestKey)
        } else {
            begins(field.live_prefixes()).map(Refusal::LiveKey)
        };
        found.into_iter().for_each(refuse);
    }

    fn url(self, url: &Url, refuse: &mut dyn FnMut(Refusal)) {
        if let Some(password) = url.password() {
            let weak = secret::weakness(password, Some(url.username()));
            weak.map(Refusal::Password)
                .into_iter()
                .for_each(&mut *refuse);
        }
        let mut hosts = hosts::of(url).peekable();
        if hosts.peek().is_none() {
            return;
        }
        let hosts: Vec<&str> = hosts.collect();
        let declared = |host: &&str| self.private.has(host);
        let kind = hosts
            .iter()
            .filter(|host| !declared(host))
            .find_map(|host| hosts::kind(host));
        if let Some(kind) = kind {
            refuse(Refusal::InternalHost(kind));
        }
        let is_near = |host: &&str| declared(host) || hosts::kind(host) == Some(HostKind::Loopback);
        if !hosts.iter().all(is_near)
            && let Some((what, instead)) = plaintext::of(url)
        {
            refuse(Refusal::Plaintext(what, instead));
        }
    }
}

/// Whether a text is a URL in which there is nothing to judge, as is seen
/// without taking it apart: no password, a scheme that encrypts, no parameter,
/// and a plain name for its host that is none of examples or tests.
///
/// A quick answer for most URLs; the others are parsed.
fn is_plainly_fine(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.split_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => host,
        Some(_) => return false,
        None => authority,
    };
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let last = host.rsplit('.').next().unwrap_or_default();
    !rest.contains('?')
        && scheme.bytes().all(|b| b.is_ascii_lowercase())
        && !plaintext::is_scheme(scheme)
        && host.bytes().all(is_plain)
        && last.starts_with(|c: char| c.is_ascii_alphabetic())
        && hosts::kind(host).is_none()
}

/// Whether the name says that the setting lists who may call the program.
fn is_origin_list(name: &str) -> bool {
    if !(name.ends_with("ins") || name.ends_with("in") || name.ends_with("hosts")) {
        return false;
    }
    let name = name.to_ascii_lowercase().replace('-', "_");
    let listed = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    listed(&["origins", "allowed_origin", "cors_origin"])
        || listed(&["allowed_hosts", "trusted_hosts", "allow_hosts"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_answer_passes_over_nothing() {
        let urls = [
            "https://cadence.app/a",
            "postgres://db.internal:5432/a",
            "rediss://cache",
        ];
        for url in urls {
            assert!(is_plainly_fine(url), "{url}");
        }
        for url in [
            "http://cadence.app",
            "HTTP://cadence.app",
            "https://a:b@cadence.app",
            "https://localhost/",
            "https://localhost.",
            "https://LOCALHOST",
            "https://127.1",
            "https://0x7f000001",
            "https://[::1]",
            "https://loc\talhost",
            "https:\\\\localhost",
            "https://lo%63alhost",
            "https://\u{ff4c}ocalhost",
            "https://db.example:443",
            "https://localhost:x",
            "postgres://db.internal?sslmode=disable",
            "https://",
            "no URL",
        ] {
            assert!(!is_plainly_fine(url), "{url}");
        }
    }
}
