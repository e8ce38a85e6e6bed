//! What deployed environments refuse, though it is of the right type.
//!
//! Each refusal has a code of its own, and a field is exempt only by its own
//! `#[config(allow(...))]`, which gives a reason.

mod ends;
mod origins;
mod private;
mod reference;
mod secret;

use url::Url;

pub(crate) use self::ends::{Loose, Sign};
pub(crate) use self::private::PrivateHosts;
pub(crate) use self::secret::Weakness;
use crate::environment::Environment;
use crate::report::problem::{Code, Severity};
use crate::resolve::texts::{self, Text, Wanted};
use crate::resource::scheme::{self, without_driver};
use crate::resource::{self, HostClass, Tls, bare_host, host_class};
use crate::schema::{Field, Secrets};
use crate::value::key::Path;
use crate::value::redact::{self, What};
use crate::value::tree::{Node, Value};

/// Why a value is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal<'t> {
    Secret(Weakness),
    /// A secret with signs at an end that nobody sees.
    Untrimmed(Loose),
    /// The password of a URL.
    Password(Weakness),
    /// What looks like one, in a setting that is not marked. It is only warned of.
    LooksLikeSecret(What),
    /// A setting that is called like one, and is not marked. It is only warned of.
    CalledLikeSecret,
    InternalHost(HostClass),
    /// A scheme without encryption.
    PlainScheme(&'t str),
    /// A parameter that falls back to plaintext, as it is to be written.
    PlainParameter(&'t str),
    WildcardOrigin(&'static str),
    LiveKey(&'static str),
    TestKey(&'static str),
}

impl Refusal<'_> {
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Secret(weakness) | Self::Password(weakness) => weakness.code(),
            Self::Untrimmed(_) => Code::UntrimmedSecret,
            Self::LooksLikeSecret(_) | Self::CalledLikeSecret => Code::LooksLikeSecret,
            Self::InternalHost(_) => Code::InternalHost,
            Self::PlainScheme(_) | Self::PlainParameter(_) => Code::Plaintext,
            Self::WildcardOrigin(_) => Code::WildcardOrigin,
            Self::LiveKey(_) => Code::LiveKey,
            Self::TestKey(_) => Code::TestKey,
        }
    }

    /// Whether a program that is not deployed is told of it, without being kept
    /// from starting: it is a slip wherever it is.
    fn is_noted(self) -> bool {
        matches!(self, Self::Untrimmed(_) | Self::Secret(Weakness::Reference))
    }

    /// Severity in an environment.
    pub(crate) fn severity(self, environment: Environment) -> Severity {
        match self {
            Self::LooksLikeSecret(_) | Self::CalledLikeSecret => Severity::Warning,
            _ if self.is_noted() && !environment.is_deployed() => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// The name under which a field allows it.
    pub(crate) fn what(self) -> &'static str {
        match self.code() {
            Code::Placeholder => "placeholder",
            Code::WeakSecret => "weak_secret",
            Code::UntrimmedSecret => "untrimmed_secret",
            Code::LooksLikeSecret => "looks_like_secret",
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

impl<'p> Policy<'p> {
    /// What is refused of a field; none where nothing can be.
    pub(crate) fn on(self, field: &'static Field) -> Option<Inspection<'p>> {
        let is_deployed = self.environment.is_deployed();
        let has_keys = !(field.live_prefixes().is_empty() && field.test_prefixes().is_empty());
        (is_deployed || has_keys || field.is_secret()).then(|| Inspection {
            policy: self,
            field,
            // OK because what only the type tells is worth its time where it counts.
            secrets: if is_deployed || field.is_secret() {
                field.secrets()
            } else {
                Secrets::None
            },
            is_undecided: is_deployed && field.is_undecided(),
            has_keys,
            lists_origins: is_deployed && origins::is_list(field.name()),
        })
    }
}

/// A look at the texts of one field.
#[derive(Clone)]
pub(crate) struct Inspection<'p> {
    policy: Policy<'p>,
    field: &'static Field,
    secrets: Secrets,
    /// Whether the author has yet to say that the setting is a secret, or that it is not.
    is_undecided: bool,
    has_keys: bool,
    lists_origins: bool,
}

impl Inspection<'_> {
    /// Judges the texts of the value of the field, or of its default where there is
    /// no node.
    #[inline]
    pub(crate) fn each(
        &self,
        path: &Path<'_>,
        node: Option<&Node<'_>>,
        refuse: &mut dyn FnMut(&Text<'_>, Refusal<'_>),
    ) {
        let wanted = Wanted {
            secret: self.secrets.whole(),
            is: &|text, is_secret| self.wants(text, is_secret),
        };
        if self.is_undecided {
            undecided(path, node, refuse);
        }
        texts::each(self.field, path, node, wanted, &mut |text| {
            self.judge(&text, &mut |refusal| refuse(&text, refusal));
        });
    }

    /// Whether the text is one that may be refused; a quick answer.
    fn wants(&self, text: &str, is_secret: bool) -> bool {
        self.has_keys
            || self.lists_origins
            || is_secret
            || redact::may_hide(text)
            || scheme::split(text).is_some_and(|parts| !is_plainly_fine(parts))
    }

    /// Judges one text of the field.
    fn judge(&self, given: &Text<'_>, refuse: &mut dyn FnMut(Refusal<'_>)) {
        let (text, is_secret) = (given.value, given.is_secret);
        if self.has_keys {
            self.keys(text, refuse);
        }
        if is_secret {
            let loose = ends::loose(text).map(Refusal::Untrimmed);
            loose.into_iter().for_each(&mut *refuse);
            if reference::is_reference(text.trim()) {
                return refuse(Refusal::Secret(Weakness::Reference));
            }
        }
        if !self.policy.environment.is_deployed() {
            return;
        }
        if !is_secret && !self.is_undecided {
            self.unmarked(text, refuse);
        }
        if self.lists_origins {
            let open = origins::open(text).map(Refusal::WildcardOrigin);
            return open.into_iter().for_each(refuse);
        }
        let url = match scheme::split(text) {
            Some(parts) if is_plainly_fine(parts) => return,
            Some(_) => Url::parse(&without_driver(text.trim())).ok(),
            None => None,
        };
        match url {
            Some(url) => self.url(&url, text, refuse),
            None if is_secret => {
                let own = given.is_default(self.field).then_some(Weakness::OwnDefault);
                let found = own.or_else(|| secret::weakness(text, None));
                found.map(Refusal::Secret).into_iter().for_each(refuse);
            }
            None => {}
        }
    }

    /// What reports would hide of a text, in a setting that is not marked. That a
    /// URL may hold a password is known of the type of a URL.
    fn unmarked(&self, text: &str, refuse: &mut dyn FnMut(Refusal<'_>)) {
        let found = redact::hidden_in(text)
            .filter(|what| !(what.is_of_url() && self.field.kind().has_url()));
        let found = found.map(Refusal::LooksLikeSecret);
        found.into_iter().for_each(refuse);
    }

    fn keys(&self, text: &str, refuse: &mut dyn FnMut(Refusal<'_>)) {
        let begins = |prefixes: &'static [&'static str]| {
            let mut prefixes = prefixes.iter().copied();
            prefixes.find(|prefix| text.trim().starts_with(prefix))
        };
        let found = if self.policy.environment.is_production() {
            begins(self.field.test_prefixes()).map(Refusal::TestKey)
        } else {
            begins(self.field.live_prefixes()).map(Refusal::LiveKey)
        };
        found.into_iter().for_each(refuse);
    }

    fn url(&self, url: &Url, text: &str, refuse: &mut dyn FnMut(Refusal<'_>)) {
        if let Some(password) = url.password() {
            let password = written_password(text).unwrap_or(password);
            let weak = secret::weakness(password, Some(url.username()));
            let weak = weak.map(Refusal::Password);
            weak.into_iter().for_each(&mut *refuse);
        }
        let hosts: Vec<&str> = hosts(url).collect();
        if hosts.is_empty() {
            return;
        }
        let declared = |host: &&str| self.policy.private.has(host);
        let strange = hosts.iter().filter(|host| !declared(host));
        let strange = strange.map(|host| host_class(host));
        let internal = strange.clone().find(|class| !class.is_real());
        if let Some(class) = internal {
            refuse(Refusal::InternalHost(class));
        }
        if strange.clone().all(|class| class == HostClass::Loopback) {
            return;
        }
        match resource::tls_of(url) {
            Tls::Plain => refuse(Refusal::PlainScheme(url.scheme())),
            Tls::Off => refuse(Refusal::PlainParameter(
                &resource::required(url).unwrap_or_default(),
            )),
            Tls::Unverified | Tls::On | Tls::Unsaid => {}
        }
    }
}

/// Refuses a value that is there of a setting that is named like a secret.
#[cold]
fn undecided(
    path: &Path<'_>,
    node: Option<&Node<'_>>,
    refuse: &mut dyn FnMut(&Text<'_>, Refusal<'_>),
) {
    let is_there = |node: &Node<'_>| !node.is_nothing() && !matches!(node.value, Value::Bad);
    if node.is_none_or(is_there) {
        refuse(
            &Text::whole(node, &|| path.key()),
            Refusal::CalledLikeSecret,
        );
    }
}

/// The hosts of a URL; some schemes have several, between commas.
fn hosts(url: &Url) -> impl Iterator<Item = &str> {
    let hosts = url.host_str().unwrap_or_default().split(',');
    hosts.map(bare_host).filter(|host| !host.is_empty())
}

/// The password as it is written, where the parser has encoded signs of it.
fn written_password(url: &str) -> Option<&str> {
    let (_, rest) = scheme::split(url)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (userinfo, _) = authority.rsplit_once('@')?;
    userinfo.split_once(':').map(|(_, password)| password)
}

/// Whether a text is a URL in which there is nothing to judge, as is seen
/// without taking it apart: no password, a scheme that encrypts, no parameter, a
/// plain name for its host that is none of examples or tests, and nothing behind
/// it that could be another URL.
///
/// A quick answer for most URLs; the others are parsed.
fn is_plainly_fine((scheme, rest): (&str, &str)) -> bool {
    let end = rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#'));
    let (authority, path) = rest.split_at(end.unwrap_or(rest.len()));
    let (user, server) = authority.split_once('@').unwrap_or(("", authority));
    let (host, port) = server.split_once(':').unwrap_or((server, "0"));
    let last = host.rsplit_once('.').map_or(host, |(_, last)| last);
    let is_mark = |b: u8| matches!(b, b'?' | b'#' | b',' | b'[' | b'{');
    user.bytes().chain(host.bytes()).all(is_plain)
        && last.starts_with(|c: char| c.is_ascii_alphabetic())
        && port.parse::<u16>().is_ok()
        && !path.bytes().any(is_mark)
        && scheme.bytes().all(|b| b.is_ascii_lowercase())
        && !resource::without_tls(scheme)
        && host_class(host).is_real()
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
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
            "postgres://cadence@db.internal/cadence",
        ];
        for url in urls {
            assert!(scheme::split(url).is_some_and(is_plainly_fine), "{url}");
        }
        for url in [
            "http://cadence.app",
            "HTTP://cadence.app",
            "https://a:b@cadence.app",
            "https://a@b@cadence.app",
            "https://a%3ab@cadence.app",
            "https://localhost/",
            "https://localhost.",
            "https://LOCALHOST",
            "https://127.1",
            "https://0x7f000001",
            "https://0x7f00000a",
            "https://[::1]",
            "https://loc\talhost",
            "https:\\\\localhost",
            "https://lo%63alhost",
            "https://cadence.app/a,http://localhost",
            "https://\u{ff4c}ocalhost",
            "https://db.example:443",
            "https://localhost:x",
            "postgres://db.internal?sslmode=disable",
            "https://",
            "no URL",
        ] {
            assert!(!scheme::split(url).is_some_and(is_plainly_fine), "{url}");
        }
    }
}
