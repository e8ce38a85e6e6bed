//! What the layers have at a place, and the table of what was set.
//!
//! In come the schema and the layers; out goes, for each setting, the effective value,
//! where it comes from and what it overrides. Precedence and merging are decided here, and
//! nowhere else. It never reads a value as the program's type.

pub(crate) mod asked;
pub(crate) mod datum;
mod dump;
#[cfg(feature = "figment")]
mod figment;
#[cfg(feature = "fingerprint")]
pub(crate) mod fingerprint;
pub(crate) mod locate;
mod merge;
mod permitted;
mod place;
pub(crate) mod quiet;
mod refused;
pub(crate) mod texts;
pub(crate) mod written;

use std::borrow::Cow;
use std::fmt;

pub(crate) use self::asked::Asked;
#[cfg(feature = "figment")]
pub(crate) use self::figment::figment;
pub(crate) use self::place::{At, Nodes, Place, Setting};
use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::resolve::datum::Datum;
use crate::schema::kind::Kind;
use crate::schema::{Exemption, Field, Schema, Waiver};
use crate::value::key::Key;
use crate::value::origin::{Origin, Site};
use crate::value::tree::Node;

/// What was set, one row per setting, in the order of the schema.
#[derive(Clone, Debug)]
pub struct Resolution {
    rows: Vec<Row>,
}

impl Resolution {
    /// Returns the rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns where the value of a key comes from, or the highest origin below it.
    pub(crate) fn origin(&self, key: &str) -> Option<Origin> {
        let wanted = Key::from(key);
        let below = |row: &&Row| !key.is_empty() && row.key.is_within(&wanted);
        let rows = self.rows.iter().filter(below);
        let highest = rows.max_by_key(|row| row.site.map(|site| site.layer))?;
        highest.origin.clone()
    }
}

/// One setting: its value as it may be shown, and its origin.
#[derive(Clone)]
pub struct Row {
    key: Key,
    field: &'static Field,
    value: Option<String>,
    /// The value as views show it, whatever source has it.
    shown: Option<String>,
    datum: Option<Datum>,
    origin: Option<Origin>,
    /// The values of lower layers, highest first.
    lower: Vec<Overridden>,
    /// How many of them are merged into the value.
    merged: usize,
    site: Option<Site>,
    waivers: Vec<Waiver>,
    allowed: Vec<Exemption>,
}

impl Row {
    /// Returns the key of the setting.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Returns the row of the schema it belongs to.
    pub fn field(&self) -> &'static Field {
        self.field
    }

    /// Returns the value as it may be shown, in the form of its source.
    ///
    /// A secret is `[redacted]`; `None` if nothing is set.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// The value as views show it, whatever source has it.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// Returns where the value was written; `None` if nothing is set.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Returns the values that this one overrides, highest first.
    pub fn overridden(&self) -> &[Overridden] {
        &self.lower[self.merged..]
    }

    /// Returns the values of lower layers that are merged into this one, highest first.
    pub fn merged(&self) -> &[Overridden] {
        &self.lower[..self.merged]
    }

    /// The values of all lower layers, highest first.
    pub(crate) fn lower(&self) -> &[Overridden] {
        &self.lower
    }

    /// Returns what the setting is, as serde knows it.
    pub fn kind(&self) -> Kind {
        self.field.kind()
    }

    /// The value with its type; none where nothing is set, where it is the default
    /// of its type, which only the program knows, and where it is refused.
    pub(crate) fn datum(&self) -> Option<&Datum> {
        self.datum.as_ref()
    }

    /// Whether a layer says it, so that it is not a default.
    #[cfg(feature = "tracing")]
    pub(crate) fn is_written(&self) -> bool {
        self.site.is_some()
    }

    /// Where the value is among the layers; none for a default.
    pub(crate) fn site(&self) -> Option<Site> {
        self.site
    }

    /// The row of a setting in a section that is not there.
    pub(crate) fn unset(key: Key, field: &'static Field) -> Self {
        Self {
            key,
            field,
            value: None,
            shown: None,
            datum: None,
            origin: None,
            lower: Vec::new(),
            merged: 0,
            site: None,
            waivers: Vec::new(),
            allowed: Vec::new(),
        }
    }
}

/// Without the site: where it ends tells how long a secret is.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("key", &self.key)
            .field("field", &self.field)
            .field("value", &self.value)
            .field("origin", &self.origin)
            .field("merged", &self.merged())
            .field("overridden", &self.overridden())
            .finish_non_exhaustive()
    }
}

/// A value that a higher layer overrides, or is merged with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overridden {
    origin: Origin,
    value: String,
}

impl Overridden {
    /// Returns where the value was written.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns the value as it may be shown; a secret is `[redacted]`.
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// Makes the table of what the layers set.
pub(crate) fn resolve(layers: &[Layer<'_>], schema: &'static Schema) -> Resolution {
    resolve_seen(layers, schema, &mut |_, _, _| {})
}

/// Who is shown the value of each row as it is, and what may be shown of it.
pub(crate) type See<'s> = dyn FnMut(View<'_>, &'static Field, Option<&Node<'_>>) + 's;

/// Makes the table, and shows `see` the value of each row as it is, secret or
/// not; none where no layer sets it.
pub(crate) fn resolve_seen(
    layers: &[Layer<'_>],
    schema: &'static Schema,
    see: &mut See<'_>,
) -> Resolution {
    let mut resolver = Resolver {
        layers,
        rows: Vec::new(),
        see,
    };
    let root = Place::root(schema, layers);
    root.settings(&|_| true, &mut |setting| {
        if let At::Leaf = setting.place.at {
            resolver.leaf(setting.field, &written(setting));
        }
    });
    Resolution {
        rows: resolver.rows,
    }
}

struct Resolver<'l, 'a, 's> {
    layers: &'l [Layer<'a>],
    rows: Vec<Row>,
    see: &'s mut See<'s>,
}

impl Resolver<'_, '_, '_> {
    fn leaf(&mut self, field: &'static Field, place: &Place<'_, '_>) {
        let kind = field.kind();
        let view = View::of(self.layers, field, &kind);
        let layers = self.layers;
        let origin_of = |node: &Node<'_>| layers[usize::from(node.site.layer)].origin(node.site);
        let (found_value, overridden) = place.value().unzip();
        let mut found = place.nodes.iter().map(|&node| Overridden {
            origin: origin_of(node),
            value: view.value(&Node::closed(Cow::Borrowed(node))),
        });
        let (origin, lower) = (
            found.next().map(|found| found.origin),
            found.collect::<Vec<_>>(),
        );
        let merged = lower.len() - overridden.map_or(0, <[_]>::len);
        (self.see)(view, field, found_value.as_deref());
        let default_text = field.default_text();
        let default = field.default().map(|default| match &default_text {
            Some(text) => [view.default_line(text), view.default_value(text)],
            None => [default.summary(), default.summary()],
        });
        let is_default = origin.is_none() && default.is_some();
        let written = found_value.as_deref();
        let is_nothing = written.is_some_and(|node| kind.is_optional() && node.is_nothing());
        let [value, shown] = written
            .map(|node| [view.line(node), view.value(node)])
            .or(default)
            .filter(|_| !is_nothing)
            .map_or([None, None], |texts| texts.map(Some));
        let datum = match (found_value.as_deref(), &default_text) {
            (Some(node), _) => (!node.is_broken()).then(|| Datum::of(node, view)),
            (None, Some(text)) => Some(Datum::of_default(text, field, &kind)),
            (None, _) => None,
        };
        self.rows.push(Row {
            key: place.path.key(),
            field,
            value,
            shown,
            datum,
            origin: if is_default {
                Some(Origin::Default)
            } else {
                origin
            },
            lower,
            merged,
            site: place.nodes.first().map(|node| node.site),
            waivers: Vec::new(),
            allowed: Vec::new(),
        });
    }
}

/// The place with what is written of the setting alone: not with what nobody can
/// read, which may have it.
fn written<'s, 'n>(setting: &Setting<'s, 'n>) -> Place<'s, 'n> {
    let mut place = setting.place.clone();
    let above = &setting.section.nodes;
    place
        .nodes
        .retain(|node| !above.iter().any(|above| std::ptr::eq(*above, *node)));
    place
}
