//! What is wrong with a value in this environment, or with the world it speaks of.

use super::rules::{found, place, with_key};
use crate::check::probe::Failure;
use crate::check::refuse::{Loose, Refusal, Sign, Weakness};
use crate::environment::Environment;
use crate::layer::source::{Layer, Show};
use crate::layer::view::View;
use crate::layer::words::giver;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::resolve::locate::Located;
use crate::resource::{HostClass, tls_twin};
use crate::schema::{Field, Schema};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::Node;

/// A value that deployed environments refuse.
pub(crate) fn refused(
    layers: &[Layer<'_>],
    setting: &Located<'_>,
    refusal: Refusal<'_>,
) -> Problem {
    let key = &setting.key;
    let said = said(refusal, key);
    let problem = Problem::new(refusal.code(), said.message).with_found(found(layers, setting));
    let mut problem = with_key(problem, key);
    if let Some(place) = place(layers, setting, &said.label) {
        problem = problem.with_place(place);
    }
    let problem = match refusal {
        Refusal::CalledLikeSecret => return problem.with_help_for_author(DECIDE),
        _ => problem.with_help(said.help),
    };
    let problem = match refusal {
        Refusal::PlainScheme(_) => problem
            .with_help_for_author("`Loader::private_host` declares the hosts of a private network"),
        Refusal::LooksLikeSecret(_) => {
            problem.with_help_for_author("`#[config(secret)]` marks a field that holds a secret")
        }
        _ => problem,
    };
    let what = refusal.what();
    problem.with_help_for_author(format_args!(
        "`#[config(allow({what} = \"why\"))]` allows it on the field"
    ))
}

/// A setting that is named like a secret and does not say whether it is one.
pub(crate) fn undecided(key: &Key) -> Problem {
    Problem::new(Code::LooksLikeSecret, named_like_secret(key))
        .with_severity(Severity::Warning)
        .with_key(key.clone())
        .with_help_for_author(DECIDE)
}

fn named_like_secret(key: &Key) -> String {
    format!("`{key}` is named like a secret, and is not marked as one: it is not shown")
}

const DECIDE: &str = "mark the field: `#[config(secret)]` if it holds a secret, `#[config(secret = false)]` if it may be shown";

/// A host, where it is none that others could reach.
fn described(host: HostClass) -> &'static str {
    match host {
        HostClass::Loopback => "the machine itself",
        HostClass::Unspecified => "the unspecified address",
        HostClass::Neighbour => "a name of a local network",
        HostClass::ReservedName => "a name reserved for examples and tests",
        HostClass::Documentation => "an address reserved for documentation",
        HostClass::Private | HostClass::Public => "one of a network",
    }
}

struct Said {
    message: String,
    label: String,
    help: String,
}

/// OK to name no environment: several may refuse the same, and are told of it once.
fn said(refusal: Refusal<'_>, key: &Key) -> Said {
    let of = |message: String, label: &str, help: &str| Said {
        message,
        label: label.to_owned(),
        help: help.to_owned(),
    };
    match refusal {
        Refusal::Secret(weakness) => weak(weakness, &format!("`{key}`")),
        Refusal::Password(weakness) => weak(weakness, &format!("the password of `{key}`")),
        Refusal::Untrimmed(loose) => {
            let (what, end) = described_end(loose);
            of(
                format!("`{key}` has {what} at its {end}"),
                "not trimmed",
                &format!("remove {} from the {end} of the value", the(what)),
            )
        }
        Refusal::LooksLikeSecret(what) => of(
            format!(
                "`{key}` holds what looks like {}, and is not marked as a secret",
                what.described()
            ),
            "looks like a secret",
            "move it to the setting it belongs to, or out of this text",
        ),
        Refusal::CalledLikeSecret => of(named_like_secret(key), "named like a secret", ""),
        Refusal::InternalHost(class) => of(
            format!("the host of `{key}` is {}", described(class)),
            "placeholder or local host",
            "set the real host of this environment",
        ),
        Refusal::PlainScheme(scheme) => of(
            format!("`{key}` does not use TLS"),
            &format!("`{scheme}` does not encrypt"),
            &match tls_twin(scheme) {
                Some(twin) => format!("use `{twin}`"),
                None => "tunnel it, and have the host allowed".to_owned(),
            },
        ),
        Refusal::PlainParameter(required) => of(
            format!("`{key}` does not require TLS"),
            "a parameter falls back to plaintext",
            &format!("write `{required}`"),
        ),
        Refusal::WildcardOrigin(why) => of(
            format!("`{key}` lets in more than the program's own pages"),
            why,
            "list the allowed origins, each with its host",
        ),
        Refusal::LiveKey(prefix) => of(
            format!("`{key}` is a live key, and this is not production"),
            &format!("it begins with `{prefix}`"),
            "use the provider's key for tests",
        ),
        Refusal::TestKey(prefix) => of(
            format!("`{key}` is a test key, and this is production"),
            &format!("it begins with `{prefix}`"),
            "use the provider's live key",
        ),
    }
}

/// The same thing, named again.
fn the(what: &str) -> String {
    let bare = what.strip_prefix("a ").or_else(|| what.strip_prefix("an "));
    format!("the {}", bare.unwrap_or(what))
}

/// What is at the end of a secret, and which end it is.
fn described_end(loose: Loose) -> (&'static str, &'static str) {
    let sign = match loose.sign {
        Sign::Mark => "a byte order mark",
        Sign::Space => "white space",
        Sign::LineBreak => "a line break",
        Sign::Unseen => "an invisible character",
    };
    (sign, if loose.in_front { "start" } else { "end" })
}

fn weak(weakness: Weakness, what: &str) -> Said {
    let of = |message: String, label: &str, help: String| Said {
        message,
        label: label.to_owned(),
        help,
    };
    let own = "set a secret of this environment's own".to_owned();
    let longer = format!(
        "use a random text of at least {} characters",
        Weakness::LEAST_CHARS
    );
    match weakness {
        Weakness::Placeholder => of(format!("{what} is a placeholder, not a secret"), "", own),
        Weakness::Reference => of(
            format!("{what} is a reference to a secret, and nothing has resolved it"),
            "taken as it is written",
            "let the platform resolve it before the program starts, or set the secret itself"
                .to_owned(),
        ),
        Weakness::OwnDefault => of(
            format!("{what} is a secret, and is left at its default"),
            "the default is public",
            own,
        ),
        Weakness::Short => {
            let message = format!("{what} is too short for a secret");
            let label = format!("fewer than {} characters", Weakness::LEAST_CHARS);
            of(message, &label, longer)
        }
        Weakness::Guessable => {
            let message = format!("{what} is too predictable for a secret");
            let label = format!("fewer than {} bits of entropy", Weakness::LEAST_BITS);
            of(message, &label, longer)
        }
    }
}

/// A setting that this environment requires, whatever is its default.
///
/// `empty` is the empty text that counts as nothing, if one was given.
pub(crate) fn required_in(
    layers: &[Layer<'_>],
    key: &Key,
    field: &Field,
    empty: Option<&Node<'_>>,
    environment: Environment,
) -> Problem {
    let message = match emptied(layers, empty) {
        Some((layer, site)) => {
            let giver = giver(layer, site);
            format!("{giver} is empty, and {environment} requires `{key}`")
        }
        None if field.default().is_some() => {
            format!("`{key}` is left at its default, and {environment} requires it to be set")
        }
        None => format!("`{key}` is not set, and {environment} requires it"),
    };
    let problem = Problem::new(Code::Missing, message).with_key(key.clone());
    at_empty(problem, layers, empty)
}

/// Where an empty text was written.
fn emptied<'l, 'a>(
    layers: &'l [Layer<'a>],
    empty: Option<&Node<'_>>,
) -> Option<(&'l Layer<'a>, Site)> {
    let site = empty?.site;
    Some((layers.get(usize::from(site.layer))?, site))
}

fn at_empty(problem: Problem, layers: &[Layer<'_>], empty: Option<&Node<'_>>) -> Problem {
    match emptied(layers, empty) {
        Some((layer, site)) => problem.with_place(layer.place(site, "empty", Show::Value(""))),
        None => problem,
    }
}

/// A setting that the value of another one requires.
pub(crate) fn required_by(
    layers: &[Layer<'_>],
    key: &Key,
    empty: Option<&Node<'_>>,
    other: &Located<'_>,
    value: &str,
) -> Problem {
    let switch = &other.key;
    let value = if value == "true" {
        value.to_owned()
    } else {
        format!("`{value}`")
    };
    let how = match emptied(layers, empty) {
        Some((layer, site)) => {
            format!("{} is empty, and `{key}` has to be set", giver(layer, site))
        }
        None => format!("`{key}` is not set, and has to be"),
    };
    let problem = Problem::new(Code::Missing, format!("{how} where `{switch}` is {value}"))
        .with_key(key.clone());
    let problem = at_empty(problem, layers, empty);
    match place(layers, other, "this requires it") {
        Some(place) => problem.with_place(place),
        None => problem,
    }
}

/// A setting that this environment forbids.
pub(crate) fn forbidden(
    layers: &[Layer<'_>],
    key: &Key,
    field: &'static Field,
    node: &Node<'_>,
) -> Problem {
    let problem = Problem::new(
        Code::Forbidden,
        format!("`{key}` must not be set in this environment"),
    )
    .with_key(key.clone())
    .with_help("remove it here");
    let kind = field.kind();
    let view = View::of(layers, field, &kind);
    match super::rules::placed(layers, view, key, node, "") {
        Some(place) => problem.with_place(place),
        None => problem,
    }
}

pub(crate) fn no_host_pattern(pattern: &str) -> Problem {
    Problem::new(
        Code::Schema,
        format!("`{pattern}` is not a pattern of private hosts"),
    )
    .with_help("write a host, `*.` and a domain, or a network such as `10.0.0.0/8`")
}

/// A key in a condition that names no switch.
pub(crate) fn no_switch(schema: &Schema, key: &str) -> Problem {
    let section = schema.name();
    Problem::new(
        Code::Schema,
        format!("a condition of `{section}` asks whether `{key}` is true, and it is not a `bool`"),
    )
    .with_help(format!("name a `bool`, or write `{key} = value`"))
}

/// A setting that is rehearsed, as it can be told of should that fail.
pub(crate) struct Rehearsed {
    key: Key,
    place: Option<Place>,
    found: Option<String>,
}

impl Rehearsed {
    pub(crate) fn new(layers: &[Layer<'_>], setting: &Located<'_>) -> Self {
        Self {
            key: setting.key.clone(),
            place: place(layers, setting, ""),
            found: found(layers, setting),
        }
    }

    pub(crate) fn failed(self, code: Code, failure: &Failure) -> Problem {
        let key = &self.key;
        let message = match code {
            Code::UnresolvedHost => format!("the host of `{key}` does not resolve"),
            Code::PortTaken => format!("the program cannot listen on `{key}`"),
            Code::TlsCertificate => format!("`{key}` is not a usable certificate"),
            _ => format!("the path check of `{key}` failed"),
        };
        let problem = Problem::new(code, message).with_found(self.found);
        let problem = with_key(problem, key);
        let problem = match self.place {
            Some(place) => problem.with_place(place.with_label(&*failure.what)),
            None => problem.with_help(&*failure.what),
        };
        problem.with_help(failure.help)
    }
}
