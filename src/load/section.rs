//! One section of a configuration that several programs share, read alone.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::ignored::is_below;
use super::{Loaded, Loader};
use crate::read::config::Config;
use crate::report::Report;
use crate::schema::{Field, Schema, Shape};
use crate::value::key::{self, GivenStep, Key};

/// The section that is read, and the schema that has nothing else.
#[derive(Clone)]
pub(crate) struct Section {
    pub(crate) key: Key,
    /// How many names lead to it.
    pub(crate) depth: usize,
    pub(crate) schema: &'static Schema,
}

impl Loader {
    /// Loads one section of a configuration that several programs share.
    ///
    /// Everything else in files and variables is left to the other programs: only what is
    /// in the section is unknown if it matches no setting. Keys and variables are those of
    /// the whole, `database.url` and `CADENCE_DATABASE_URL`.
    ///
    /// # Errors
    ///
    /// A [`Report`] of every error of the section, if there is one.
    ///
    /// # Panics
    ///
    /// If the key is not that of a section: names, separated by dots.
    ///
    /// # Example
    ///
    /// ```
    /// use rehearsal::system::Memory;
    /// use rehearsal::{Config, Environment, Loader};
    ///
    /// #[derive(Config)]
    /// struct Pool {
    ///     url: url::Url,
    ///     #[config(default = 10)]
    ///     max_connections: u32,
    /// }
    ///
    /// let shared = "[http]\nport = 80\n\n[database]\nmax_connections = 20";
    /// let system = Memory::new()
    ///     .file("config/test.toml", shared)
    ///     .variable("CADENCE_DATABASE_URL", "postgres://db.internal/cadence");
    /// let loader = Loader::new("CADENCE").environment(Environment::Test).system(system);
    /// let pool = loader.section::<Pool>("database")?;
    /// assert_eq!(pool.max_connections, 20);
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[track_caller]
    pub fn section<T: Config>(&self, key: &str) -> Result<Loaded<T>, Report> {
        let names = names_of(key);
        assert!(
            !names.is_empty(),
            "invalid key of a section {key:?}: use names, separated by dots",
        );
        let section = Section {
            key: Key::from(key.trim()),
            depth: names.len(),
            schema: around::<T>(&names),
        };
        let loader = self.clone().with(|setup| setup.section = Some(section));
        Loaded::load(&loader)
    }
}

/// The names that a key consists of; none if it is not a key, or has an index.
fn names_of(key: &str) -> Vec<String> {
    let names = key::parse(key).unwrap_or_default().into_iter();
    let names = names.map(|step| match step {
        GivenStep::Name(name) => Some(name),
        GivenStep::Index(_) => None,
    });
    names.collect::<Option<_>>().unwrap_or_default()
}

/// The schema of a program that has nothing but a section at the end of these names.
///
/// Schemas are static, so each is made once, and kept. OK because a program names but a
/// few sections, in its code.
fn around<T: Config>(names: &[String]) -> &'static Schema {
    static MADE: Mutex<BTreeMap<(TypeId, Vec<String>), &'static Schema>> =
        Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let id = (TypeId::of::<T>(), names.to_vec());
    made.entry(id).or_insert_with(|| {
        names.iter().rev().fold(T::SCHEMA, |section, name| {
            let name: &'static str = Box::leak(name.clone().into_boxed_str());
            let field = Field::new(name, Shape::Section(section));
            let fields: &'static [Field] = Box::leak(Box::new([field]));
            Box::leak(Box::new(Schema::new(
                section.name(),
                section.docs(),
                fields,
            )))
        })
    })
}

impl Section {
    /// Whether a key belongs to another program.
    pub(crate) fn is_beside(&self, key: &Key) -> bool {
        !key.is_within(&self.key)
    }

    /// Whether a variable of a program with this prefix belongs to another one.
    pub(crate) fn is_beside_variable(&self, variable: &str, prefix: &str) -> bool {
        !is_below(variable, prefix, &self.key)
    }
}
