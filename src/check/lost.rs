//! What the parts of layers may set that could not be read: it is unknown whether they
//! do, so that a value they may replace is not judged.

use crate::layer::source::Layer;
use crate::schema::Field;
use crate::value::key::Key;
use crate::value::origin::Site;

/// The layers above a value that may set its setting in what could not be read of
/// them; all layers where nothing is set.
pub(crate) fn above<'l, 'a>(
    layers: &'l [Layer<'a>],
    value: Option<Site>,
    key: &Key,
    field: &Field,
) -> impl Iterator<Item = &'l Layer<'a>> {
    let lower = value.map_or(0, |site| usize::from(site.layer) + 1);
    let higher = layers.get(lower..).unwrap_or_default().iter();
    higher.filter(move |layer| layer.may_hold(key, field))
}

/// Whether there is such a layer.
pub(crate) fn may_replace(
    layers: &[Layer<'_>],
    value: Option<Site>,
    key: &Key,
    field: &Field,
) -> bool {
    above(layers, value, key, field).next().is_some()
}
