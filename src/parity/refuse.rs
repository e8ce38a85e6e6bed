//! What no deployed environment should have, whatever the others have.

use super::compare::Observation;
use super::side::{Cell, Column, Setting, collect_texts};
use crate::environment::Environment;
use crate::report::problem::{Code, Severity};
use crate::resolve::datum::Datum;
use crate::resource::{HostClass, Resource, Tls, host_class, host_of, tls_parameter};
use crate::schema::kind::Kind;
use crate::value::key::{self, GivenStep};

/// Looks at every side by itself.
pub(crate) fn all(sides: &[Column], settings: &[Setting]) -> Vec<Observation> {
    let mut found = Vec::new();
    for (row, setting) in settings.iter().enumerate() {
        let names = names(setting);
        for (at, (side, cell)) in sides.iter().zip(setting.cells()).enumerate() {
            let Some(datum) = cell.datum.as_ref().filter(|_| side.is_whole()) else {
                continue;
            };
            let look = Look {
                setting,
                names: &names,
                datum,
                cell,
            };
            let refusals = match side.environment() {
                Environment::Development => look.open_listener(),
                Environment::Test => None,
                Environment::Staging | Environment::Production => look.refusal(),
            };
            let refusals = refusals.filter(|refusal| !is_allowed(setting, refusal.code));
            found.extend(refusals.map(|refusal| Observation {
                setting: row,
                code: refusal.code,
                severity: refusal.severity,
                sides: vec![(at, refusal.says)],
            }));
        }
    }
    found
}

/// Whether the program allows it of this setting, with a reason.
fn is_allowed(setting: &Setting, code: Code) -> bool {
    let code = code.as_str().replace('-', "_");
    let allowed = setting.field().allowed().iter();
    allowed
        .map(crate::schema::Allowance::what)
        .any(|what| what == code)
}

struct Refusal {
    code: Code,
    severity: Severity,
    says: String,
}

fn refused(code: Code, says: impl Into<String>) -> Refusal {
    Refusal {
        code,
        severity: Severity::Error,
        says: says.into(),
    }
}

/// The names of the setting and of the section it stands in, the former first.
fn names(setting: &Setting) -> Vec<String> {
    let steps = key::parse(setting.key().as_str()).unwrap_or_default();
    let names = steps.into_iter().rev().filter_map(|step| match step {
        GivenStep::Name(name) => Some(name.to_ascii_lowercase().replace('-', "_")),
        GivenStep::Index(_) => None,
    });
    names.take(2).collect()
}

/// One value being looked at.
struct Look<'l> {
    setting: &'l Setting,
    names: &'l [String],
    datum: &'l Datum,
    cell: &'l Cell,
}

impl Look<'_> {
    fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    fn is_listener(&self) -> bool {
        let is_named = |name: &String| name.contains("listen") || name.contains("bind");
        let is_address = match self.setting.kind().without_optional() {
            Kind::Text { expecting } => expecting.contains("address"),
            _ => false,
        };
        is_address || self.names.iter().any(is_named)
    }

    fn open_listener(&self) -> Option<Refusal> {
        let Datum::Text(text) = self.datum else {
            return None;
        };
        let is_open = host_class(host_of(text)?) == HostClass::Unspecified;
        (self.is_listener() && is_open).then(|| Refusal {
            code: Code::OpenListener,
            severity: Severity::Note,
            says: format!("open to the network (`{text}`)"),
        })
    }

    fn refusal(&self) -> Option<Refusal> {
        match self.datum {
            Datum::Bool(on) => self.switch(*on),
            Datum::Text(_) | Datum::List(_) | Datum::Table(_) => self
                .wildcard()
                .or_else(|| self.level())
                .or_else(|| self.hosts())
                .or_else(|| self.tls()),
            _ => None,
        }
    }

    /// A switch by whose name it is known what it does.
    fn switch(&self, on: bool) -> Option<Refusal> {
        let name = match (self.name(), self.names.get(1)) {
            ("enabled" | "enable" | "required", Some(section)) => section,
            (name, _) => name,
        };
        let is = |known: &[&str]| known.contains(&name);
        let says = if on { "on" } else { "off" };
        if on && is(DEBUG) {
            Some(refused(Code::DebugSetting, says))
        } else if on && is(INSECURE) || !on && is(VERIFY) {
            Some(refused(Code::UnverifiedTls, says))
        } else if !on && is(TLS) {
            Some(refused(Code::Plaintext, says))
        } else {
            None
        }
    }

    fn level(&self) -> Option<Refusal> {
        let name = self.name();
        let is_level = name.ends_with("level")
            || name.contains("verbosity")
            || matches!(name, "log" | "filter" | "log_filter" | "rust_log");
        let Datum::Text(text) = self.datum else {
            return None;
        };
        let lower = text.to_ascii_lowercase();
        let is_verbose = lower
            .split([',', '='])
            .any(|word| matches!(word.trim(), "debug" | "trace" | "verbose" | "all"));
        (is_level && is_verbose).then(|| refused(Code::DebugSetting, format!("`{text}`")))
    }

    fn wildcard(&self) -> Option<Refusal> {
        let is_list = self.names.iter().any(|name| {
            [
                "origin",
                "cors",
                "allowed_host",
                "trusted_host",
                "allow_host",
            ]
            .iter()
            .any(|known| name.contains(known))
        });
        if !is_list {
            return None;
        }
        let texts = self.texts();
        if let Some(text) = texts.iter().find(|text| text.contains('*')) {
            return Some(refused(Code::WildcardOrigin, format!("open to `{text}`")));
        }
        let own = texts.iter().find_map(|text| own_host(text));
        own.map(|host| refused(Code::InternalHost, format!("open to `{host}`")))
    }

    fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        collect_texts(self.datum, &mut texts);
        texts
    }

    /// Hosts that nobody else can reach, or that there are only in examples.
    fn hosts(&self) -> Option<Refusal> {
        let resources = self.cell.resources();
        let mut hosts: Vec<String> = resources
            .iter()
            .flat_map(|resource| resource.hosts().iter().cloned())
            .collect();
        if self.is_host() {
            let texts = self.texts().into_iter();
            hosts.extend(texts.filter_map(host_of).map(str::to_owned));
        }
        let is_internal = |host: &&String| !host_class(host).is_real();
        let host = hosts.iter().find(is_internal)?;
        Some(refused(Code::InternalHost, format!("on `{host}`")))
    }

    /// Whether the setting holds hosts of others, without a scheme.
    fn is_host(&self) -> bool {
        let name = self.name();
        let is_named = |known: &&str| name == *known || name.ends_with(&format!("_{known}"));
        let known = [
            "host", "hosts", "hostname", "endpoint", "broker", "brokers", "server",
        ];
        known.iter().any(is_named) && !self.is_listener()
    }

    fn tls(&self) -> Option<Refusal> {
        if let Datum::Text(text) = self.datum
            && let Some(tls) = tls_parameter(self.name(), text)
        {
            return without_tls(tls, format!("`{text}`"));
        }
        self.cell.resources().iter().find_map(|resource| {
            let is_near = resource
                .class()
                .is_none_or(|class| class == HostClass::Private);
            let says = resource.tls().described()?;
            match resource.tls() {
                Tls::Plain if is_near => None,
                tls => without_tls(tls, says.to_owned()),
            }
        })
    }
}

fn without_tls(tls: Tls, says: String) -> Option<Refusal> {
    match tls {
        Tls::Plain | Tls::Off => Some(refused(Code::Plaintext, says)),
        Tls::Unverified => Some(refused(Code::UnverifiedTls, says)),
        Tls::On | Tls::Unsaid => None,
    }
}

/// The host of an origin or a bare host, if it is the machine itself.
fn own_host(text: &str) -> Option<String> {
    let resource = Resource::of(text);
    let host = match &resource {
        Some(resource) => resource.host()?,
        None => host_of(text)?,
    };
    host_class(host).is_own().then(|| host.to_owned())
}

/// Switches that help to develop.
const DEBUG: &[&str] = &[
    "debug",
    "debug_mode",
    "debug_toolbar",
    "debug_errors",
    "verbose",
    "verbose_errors",
    "show_errors",
    "expose_errors",
    "stack_traces",
    "backtraces",
];

/// Switches that leave TLS unverified when they are on.
const INSECURE: &[&str] = &[
    "insecure",
    "insecure_tls",
    "tls_insecure",
    "skip_verify",
    "insecure_skip_verify",
    "skip_tls_verify",
    "accept_invalid_certs",
    "danger_accept_invalid_certs",
    "allow_invalid_certificates",
    "trust_server_certificate",
];

/// Switches that leave TLS unverified when they are off.
const VERIFY: &[&str] = &[
    "verify_tls",
    "tls_verify",
    "verify_ssl",
    "ssl_verify",
    "verify_certificate",
    "verify_certificates",
    "verify_hostname",
    "verify_peer",
];

/// Switches that leave TLS out when they are off.
const TLS: &[&str] = &[
    "tls",
    "ssl",
    "use_tls",
    "use_ssl",
    "force_tls",
    "force_ssl",
    "require_tls",
    "require_ssl",
    "tls_enabled",
    "ssl_enabled",
    "tls_required",
    "https_only",
    "secure_cookies",
    "starttls",
];
