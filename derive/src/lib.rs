//! The macros of the configuration crate `rehearsal`.
//!
//! Use them through `rehearsal`, which re-exports them.

mod adapters;
mod allowances;
mod attributes;
mod case;
mod check;
mod conditions;
mod defaults;
mod emit;
mod files;
mod fit;
mod foreign;
mod forms;
mod garde;
mod generics;
mod items;
mod literal;
mod mistakes;
mod model;
mod parse;
mod probes;
mod row;
mod rules;
mod values;
mod variables;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a type a section of a program's settings.
///
/// It is for structs with named fields, and for enums whose variants have named
/// fields, hold a section, or neither. A struct that only holds a section, such as
/// `struct Shared(Arc<Database>)`, is read as that section. Doc comments become the
/// documentation of the settings. All errors in a type are reported at once.
///
/// # On the struct or enum
///
/// | attribute | meaning |
/// | --- | --- |
/// | `rename_all = "kebab-case"` | the names of fields (of a struct) or variants (of an enum) in configuration, by the rules of serde |
/// | `rename_all_fields = "kebab-case"` | the names of the fields of all variants; enums only |
/// | `tag = "kind"` | the setting that chooses the variant; required for enums |
/// | `retired("old", "old.key")` | keys that must never be used again; `since = "1.4"` behind them says since when; may be repeated |
/// | `check = path` | a function of `&Self` and `&mut rehearsal::Checker<'_>` that checks a value of the type; may be repeated |
/// | `crate = "path"` | where to find `rehearsal`, if not at `::rehearsal` |
///
/// # On a variant
///
/// | attribute | meaning |
/// | --- | --- |
/// | `rename = "name"` | the value of the tag; by default, the name of the variant in `snake_case` |
/// | `default` | the variant if no layer sets the tag |
///
/// # On a field
///
/// | attribute | meaning |
/// | --- | --- |
/// | `nested` | the field is a section, or an `Option`, list or map of sections |
/// | `flatten` | the field is a struct that is a section, and its settings are beside those of this one |
/// | `default = 10` | the value if no layer sets one: a literal or a list of literals, written as in a variable, or an expression such as `10 * 1024`, `Level::Info` or `DEFAULT_PORT` |
/// | `default` | the [`Default`] of the field's type if no layer sets a value |
/// | `default_with = function` | what the function returns if no layer sets a value |
/// | `parse` | the value is text that is read by the `FromStr` of the field's type, which needs no `Deserialize`; of an `Option`, `Vec` or map, each value |
/// | `with = "module"` | the value is read by the function `deserialize` of the module, as serde's attribute of this name does |
/// | `expects = "a size such as `64MiB`"` | what the value is, for messages and documentation |
/// | `env = "NAME"` | one more variable that sets the field; may be repeated |
/// | `env(fallback = "NAME")` | the same, but only if no other variable of the field is set |
/// | `env(field = "NAME")` | on a section: one more variable that sets this field of it, in this place alone |
/// | `secret` | the value is never shown; types of `secrecy` and those that implement `rehearsal::Secret` are secret without it |
/// | `secret = false` | the value is not a secret and may be shown, whatever its name or type suggests |
/// | `rename = "name"` | the name in configuration |
/// | `alias = "name"` | one more name in configuration; may be repeated. `alias("name", deprecated, since = "1.4")` warns of this name alone |
/// | `deprecated = "use x"` | the field is deprecated; says what to do instead. `deprecated("use x", since = "1.4")` says since when, too |
/// | `parity = same` | how the value may differ between environments: `same`, `differ`, `order` (the same as `order(asc)`), `order(desc)`, `kind`, `free` |
/// | `merge = append` | each layer appends to the list of those below it, instead of replacing it; the default only applies if no layer sets the list |
/// | `unit = "requests per second"` | the unit of the value, for documentation only |
/// | `version_of = "database"` | the field states the version of a service; it is compared by its major number, and by its minor one if given |
/// | `allow(weak_secret = "why")` | exempts the field from what staging and production refuse: `committed_secret`, `dropped_fields` (typos in a value that serde reads), `placeholder`, `weak_secret`, `untrimmed_secret`, `looks_like_secret`, `internal_host`, `plaintext`, `unverified_tls`, `wildcard_origin`, `live_key`, `test_key`, `debug_setting`, `open_listener`; `in(Staging)` limits it to environments |
/// | `warn(plaintext = "why")` | like `allow`, but keeps a warning; not for `committed_secret`. It also turns a broken rule of `garde` (`rule`), an unmet condition (`required`, `forbidden`) or a failed probe (`probe`) into a warning |
/// | `required_in = [Staging, Production]` | must be set there, even if it is optional or has a default |
/// | `forbidden_in = [Production]` | must not be set there |
/// | `required_if = "mail.enabled"` | must be set if that setting is true or, as in `"mail.kind = smtp"`, has this value. A key that starts with a dot is in the same struct |
/// | `live_prefix = "sk_live_"`, `test_prefix = "sk_test_"` | prefixes of a provider's keys: live keys are refused outside of production, test keys in production; may be repeated |
/// | `path(exists, dir, file, readable, writable)` | what is probed at start about the path |
/// | `resolves` | the host in the value must resolve at start |
/// | `free_port` | the port or address must be free at start |
/// | `tls_certificate(key = "tls.key", days = 14)` | the file at this path holds a certificate that matches the key file of the other setting and stays valid for that many days; needs the feature `tls` |
///
/// # Rules of `garde`
///
/// If the type or a field has a `#[garde(...)]` attribute, the type's own
/// `garde::Validate` runs after it was read, so derive that too. Ranges, lengths
/// and patterns that are literals are in the schema. The context of the rules is
/// `()`, `rehearsal::Environment` or `rehearsal::Deploy`.
///
/// With `nested`, a field can only have `rename`, `alias`, `deprecated`, `merge`, `env(field = …)`,
/// the conditions, and a `warn` of these or of a `rule`. Such a `warn` applies to the
/// section as a value, not to its fields. With `flatten`, it can only have `env(field = …)`.
///
/// # Examples
///
/// Types that know nothing of serde, and defaults that are more than a literal:
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader};
/// use std::{net::Ipv4Addr, str::FromStr, time::Duration};
///
/// const PORT: u16 = 8080;
///
/// #[derive(Config)]
/// struct Settings {
///     #[config(default = PORT)]
///     port: u16,
///     #[config(default = 10 * 1024)]
///     buffer: usize,
///     #[config(default = Duration::from_secs(5))]
///     timeout: Duration,
///     #[config(default_with = workers)]
///     workers: usize,
///     #[config(parse, default = Level::Info)]
///     level: Level,
///     #[config(with = "mebibytes", expects = "a size such as `64MiB`")]
///     cache: Option<u64>,
/// }
///
/// fn workers() -> usize {
///     4
/// }
///
/// #[derive(Debug, PartialEq)]
/// enum Level {
///     Info,
///     Debug,
/// }
///
/// impl FromStr for Level {
///     type Err = String;
///
///     fn from_str(text: &str) -> Result<Self, String> {
///         match text {
///             "info" => Ok(Self::Info),
///             "debug" => Ok(Self::Debug),
///             _ => Err("neither `info` nor `debug`".to_owned()),
///         }
///     }
/// }
///
/// mod mebibytes {
///     use serde::de::{Deserialize, Deserializer, Error};
///
///     pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<u64>, D::Error> {
///         let text = String::deserialize(input)?;
///         let number = text.strip_suffix("MiB").and_then(|text| text.parse().ok());
///         number.map(Some).ok_or_else(|| D::Error::custom("not in MiB"))
///     }
/// }
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "test")
///     .variable("CADENCE_LEVEL", "debug")
///     .variable("CADENCE_CACHE", "64MiB");
/// let settings = Loader::new("CADENCE").system(host.clone()).load::<Settings>()?;
/// assert_eq!((settings.port, settings.buffer, settings.workers), (8080, 10_240, 4));
/// assert_eq!(settings.timeout, Duration::from_secs(5));
/// assert_eq!((&settings.level, settings.cache), (&Level::Debug, Some(64)));
///
/// let wrong = host.variable("CADENCE_LEVEL", "loud").variable("CADENCE_CACHE", "64");
/// let report = Loader::new("CADENCE").system(wrong).load::<Settings>().unwrap_err();
/// assert!(report.to_string().contains("neither `info` nor `debug`"));
/// assert!(report.to_string().contains("write a size such as `64MiB`"));
/// # Ok::<(), rehearsal::Report>(())
/// ```
///
/// Sections that several programs share, and the choice between some:
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader};
/// use std::{collections::BTreeMap, sync::Arc};
///
/// #[derive(Config)]
/// struct Settings {
///     #[config(flatten)]
///     common: Common,
///     #[config(nested, env(url = "DATABASE_URL"))]
///     database: Shared<Database>,
///     #[config(nested)]
///     store: Store,
///     #[config(nested)]
///     mail: Option<Mail>,
///     #[config(nested)]
///     shards: BTreeMap<u16, Database>,
/// }
///
/// #[derive(Config)]
/// struct Common {
///     #[config(default = 80, env(fallback = "PORT"))]
///     port: u16,
/// }
///
/// #[derive(Config)]
/// struct Mail {
///     port: u16,
/// }
///
/// #[derive(Config)]
/// struct Database {
///     url: String,
/// }
///
/// #[derive(Config)]
/// struct Shared<T>(Arc<T>);
///
/// #[derive(Config)]
/// #[config(tag = "kind")]
/// enum Store {
///     #[config(default)]
///     Memory,
///     Remote(Database),
/// }
///
/// let host = Memory::new()
///     .file("config/default.toml", "[mail]\nport = 25\n[shards.7]\nurl = \"c\"\n")
///     .file("config/test.toml", "mail = false\n")
///     .variable("CADENCE_ENV", "test")
///     .variable("PORT", "8080")
///     .variable("DATABASE_URL", "a")
///     .variable("CADENCE_STORE", "remote")
///     .variable("CADENCE_STORE_URL", "b");
/// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
/// assert_eq!(settings.common.port, 8080);
/// assert_eq!(settings.database.0.url, "a");
/// assert!(matches!(&settings.store, Store::Remote(remote) if remote.url == "b"));
/// assert!(settings.mail.is_none());
/// assert_eq!(settings.shards[&7].url, "c");
/// # Ok::<(), rehearsal::Report>(())
/// ```
///
/// Names that are on their way out:
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader};
///
/// #[derive(Config)]
/// #[config(retired("socket", since = "2.0"))]
/// struct Settings {
///     #[config(alias("listen_port", deprecated, since = "1.4"))]
///     port: u16,
///     #[config(deprecated("use `port`", since = "1.5"))]
///     service: Option<String>,
/// }
///
/// let host = Memory::new()
///     .file("config/test.toml", "listen_port = 80\n")
///     .variable("CADENCE_ENV", "test");
/// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
/// assert_eq!(settings.port, 80);
/// let warning = &settings.warnings().problems()[0];
/// assert_eq!(warning.message(), "`listen_port` is deprecated since 1.4");
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[proc_macro_derive(Config, attributes(config))]
pub fn derive_config(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    check::draft(parse::input(input))
        .map_or_else(
            |refused| emit::stand_in(&refused),
            |input| emit::config(&input),
        )
        .into()
}

/// The files of the program's package, to [embed] them.
///
/// It takes the paths of files, or of directories, as seen from the `Cargo.toml` of the
/// package, and returns an array of each path with the text of its file. Of a directory,
/// these are all files in TOML, JSON and YAML, but for the `local` one.
///
/// When a file changes, the program is compiled again. When one is added to a directory, it
/// is not: [`testing::assert_embedded`] compares what is embedded with what is on disk.
///
/// [embed]: https://docs.rs/rehearsal/latest/rehearsal/struct.Loader.html#method.embed
/// [`testing::assert_embedded`]: https://docs.rs/rehearsal/latest/rehearsal/testing/fn.assert_embedded.html
#[proc_macro]
pub fn files(input: TokenStream) -> TokenStream {
    let given = parse_macro_input!(input as files::Given);
    files::expand(&given).into()
}
