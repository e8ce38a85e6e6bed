//! What a URL or a host reveals about the service behind it.
//!
//! Everything here is asked of text alone, without a network and without knowing what it is
//! for.

mod address;
mod authority;
mod family;
mod host;
pub(crate) mod scheme;
mod slip;
mod tls;

use url::Url;

pub(crate) use self::address::Address;
pub(crate) use self::authority::{hosts, url};
use self::family::Family;
pub(crate) use self::host::{HostClass, bare as bare_host, class as host_class, is_in_cluster};
pub(crate) use self::slip::{Slip, likely_url, slip};
pub(crate) use self::tls::{Tls, parameter as tls_parameter, required};

/// The scheme that asks for TLS where this one does not, if there is one.
pub(crate) fn tls_twin(scheme: &str) -> Option<&'static str> {
    family::of_scheme(scheme)?.twin(scheme)
}

/// The service that a URL leads to, as far as the URL tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resource {
    family: &'static Family,
    /// The scheme, where no family is known that has it.
    scheme: String,
    /// Its credentials and parameters left out.
    identity: String,
    hosts: Vec<String>,
    class: Option<HostClass>,
    tls: Tls,
    version: Option<String>,
}

impl Resource {
    /// Reads a URL; none where the text is none, or only looks like one.
    ///
    /// Without `//` behind the colon it is taken for a URL where the scheme is
    /// that of a known service: `sqlite:cadence.db`, but not `note:this`.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let written = &*scheme::without_driver(text.trim());
        let (scheme, rest) = written.split_once(':')?;
        let family = family::of_scheme(&scheme.to_ascii_lowercase());
        if !rest.starts_with("//") && !family.is_some_and(Family::may_lack_slashes) {
            return None;
        }
        let url = url(written)?;
        let hosts = if rest.starts_with("//") {
            hosts(written)
        } else {
            Vec::new()
        };
        Some(Self {
            family: family.unwrap_or(&family::OTHER),
            scheme: url.scheme().to_owned(),
            identity: identity(&url, written),
            class: hosts.first().map(|host| host_class(host)),
            hosts,
            tls: tls::of(&url, family.unwrap_or(&family::OTHER)),
            version: version(&url),
        })
    }

    /// What kind of service it is: `PostgreSQL`, or the scheme of an unknown one.
    pub(crate) fn kind(&self) -> &str {
        match self.family.name() {
            "" => &self.scheme,
            name => name,
        }
    }

    /// Whether it keeps data or messages, so that two deploys on one of them
    /// would meet.
    pub(crate) fn is_store(&self) -> bool {
        self.family.is_store()
    }

    /// Where the service is, without credentials and parameters.
    pub(crate) fn identity(&self) -> &str {
        &self.identity
    }

    /// The first of its hosts.
    pub(crate) fn host(&self) -> Option<&str> {
        self.hosts.first().map(String::as_str)
    }

    /// What its first host is.
    pub(crate) fn class(&self) -> Option<HostClass> {
        self.class
    }

    pub(crate) fn tls(&self) -> Tls {
        self.tls
    }

    /// The version that its path or its parameters name: `v2`, `2026-01-31`.
    pub(crate) fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// The region that its host names: `eu-west-1`.
    pub(crate) fn region(&self) -> Option<&str> {
        host::region(self.host()?)
    }

    /// The last two labels of its host: those of one owner share them.
    pub(crate) fn domain(&self) -> Option<&str> {
        let host = self.host()?;
        let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
        Some(dots.nth(1).map_or(host, |at| &host[at + 1..]))
    }
}

fn identity(url: &Url, written: &str) -> String {
    let servers = &written[authority::servers(written)];
    let server = if servers.contains(',') {
        servers.to_ascii_lowercase()
    } else {
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        let port = url.port_or_known_default();
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        format!("{host}{port}")
    };
    format!("{server}{}", url.path().trim_end_matches('/'))
}

fn version(url: &Url) -> Option<String> {
    let in_path = url
        .path_segments()
        .and_then(|mut segments| segments.find(|segment| is_version(segment)));
    let in_query = || {
        let mut pairs = url.query_pairs();
        let named = |name: &str| matches!(name, "api-version" | "api_version" | "version");
        pairs.find_map(|(name, value)| named(&name).then(|| value.into_owned()))
    };
    in_path.map(str::to_owned).or_else(in_query)
}

/// `v2`, `v1.1`, `v1beta1`, or a day such as `2026-01-31`.
fn is_version(segment: &str) -> bool {
    let is_numbered = |rest: &str| {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        digits > 0 && is_suffix(&rest[digits..])
    };
    segment.strip_prefix(['v', 'V']).is_some_and(is_numbered)
        || segment.parse::<crate::system::date::Date>().is_ok()
}

fn is_suffix(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let tail = ["alpha", "beta", "rc", "preview"]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    rest.is_empty() || tail.is_some_and(|tail| tail.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<String> {
        Resource::of(text).map(|resource| resource.kind().to_owned())
    }

    #[test]
    fn spellings_of_one_service_are_one_kind() {
        for (text, expected) in [
            ("postgres://db/main", "PostgreSQL"),
            ("postgresql+asyncpg://db/main", "PostgreSQL"),
            ("jdbc:postgresql://db/main", "PostgreSQL"),
            ("sqlite:cadence.db", "SQLite"),
            ("sqlite::memory:", "SQLite"),
            ("rediss://cache", "Redis"),
            ("https://api.mail.net", "HTTP"),
            ("http://api.mail.net", "HTTP"),
            ("mongodb+srv://db/main", "MongoDB"),
            ("mongodb://u:p@a:27017,b:27017/main", "MongoDB"),
            ("weird://x", "weird"),
        ] {
            assert_eq!(kind(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "cadence",
            "note:this",
            "10:30",
            "localhost:5432",
            "c:\\x",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn a_version_is_a_segment_or_a_parameter() {
        let version = |text: &str| Resource::of(text)?.version;
        for (text, expected) in [
            ("https://api.mail.net/v2/send", "v2"),
            ("https://api.mail.net/api/v1.1", "v1.1"),
            ("https://api.mail.net/v1beta1", "v1beta1"),
            ("https://api.mail.net/2026-01-31/send", "2026-01-31"),
            ("https://api.mail.net/?api-version=7", "7"),
        ] {
            assert_eq!(version(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["https://a.net/vx", "https://a.net/video", "https://a.net/v"] {
            assert_eq!(version(text), None, "{text}");
        }
    }

    #[test]
    fn an_identity_has_neither_credentials_nor_parameters() {
        let identity = |text: &str| Resource::of(text).unwrap().identity;
        assert_eq!(
            identity("postgres://a:b@DB.internal/main?sslmode=require"),
            "db.internal/main"
        );
        assert_eq!(identity("https://API.mail.net/v1/"), "api.mail.net:443/v1");
        assert_eq!(identity("sqlite:cadence.db"), "cadence.db");
        assert_eq!(identity("mongodb://u:p@A:1,b:2/main"), "a:1,b:2/main");
    }

    #[test]
    fn a_resource_may_have_several_hosts() {
        let resource = Resource::of("postgres://u:p@a.net:5432,localhost:5432/main").unwrap();
        assert_eq!(resource.hosts, ["a.net", "localhost"]);
        assert_eq!(resource.host(), Some("a.net"));
        for text in ["sqlite:a@b", "sqlite:/data/a@b.db", "sqlite:///data/a@b.db"] {
            assert_eq!(Resource::of(text).unwrap().host(), None, "{text}");
        }
    }

    #[test]
    fn the_domain_is_that_of_the_owner() {
        let resource = Resource::of("https://api.eu.mail.net").unwrap();
        assert_eq!(resource.domain(), Some("mail.net"));
        assert_eq!(
            Resource::of("redis://cache").unwrap().domain(),
            Some("cache")
        );
    }
}
