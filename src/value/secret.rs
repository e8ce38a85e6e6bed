//! Types that are secrets.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use secrecy::SecretBox;
use secrecy::zeroize::Zeroize;

/// A type whose values are secrets.
///
/// A field that holds one, in whatever lists, maps and options, is secret without
/// `#[config(secret)]`: its value is never shown. The types of `secrecy` are such types.
/// Within a type that serde reads as one value, the type is not seen; mark that field.
///
/// # Example
///
/// ```
/// use rehearsal::Config;
///
/// #[derive(serde::Deserialize)]
/// struct Token(String);
///
/// impl rehearsal::Secret for Token {}
///
/// #[derive(Config)]
/// struct Settings {
///     tokens: Vec<Token>,
/// }
///
/// assert!(Settings::SCHEMA.fields()[0].is_secret());
/// ```
pub trait Secret {}

impl<S: Zeroize + ?Sized> Secret for SecretBox<S> {}
impl<T: Secret> Secret for Option<T> {}
impl<T: Secret> Secret for Vec<T> {}
impl<S: Secret + ?Sized> Secret for Box<S> {}
impl<S: Secret + ?Sized> Secret for Rc<S> {}
impl<S: Secret + ?Sized> Secret for Arc<S> {}
impl<K, V: Secret> Secret for BTreeMap<K, V> {}
impl<K, V: Secret, S> Secret for HashMap<K, V, S> {}
