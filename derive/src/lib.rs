//! The derive macro of the configuration crate `rehearsal`.
//!
//! Use it through `rehearsal`, which re-exports it beside the trait it implements.

mod allowances;
mod attributes;
mod case;
mod check;
mod conditions;
mod emit;
mod fit;
mod foreign;
mod forms;
mod garde;
mod generics;
mod literal;
mod mistakes;
mod model;
mod parse;
mod probes;
mod row;
mod rules;
mod values;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a type a section of a program's settings.
///
/// It is for structs with named fields, and for enums whose variants have named
/// fields or none. Doc comments become the documentation of the settings. All
/// errors in a type are reported at once.
///
/// # On the struct or enum
///
/// | attribute | meaning |
/// | --- | --- |
/// | `rename_all = "kebab-case"` | the names of fields (of a struct) or variants (of an enum) in configuration, by the rules of serde |
/// | `rename_all_fields = "kebab-case"` | the names of the fields of all variants; enums only |
/// | `tag = "kind"` | the setting that chooses the variant; required for enums |
/// | `retired("old", "old.key")` | keys that must never be used again |
/// | `check = path` | a function of `&Self` and `&mut rehearsal::Checker<'_>` that checks a value of the type; may be repeated |
/// | `crate = "path"` | where to find `rehearsal`, if not at `::rehearsal` |
///
/// # On a variant
///
/// | attribute | meaning |
/// | --- | --- |
/// | `rename = "name"` | the value of the tag; by default, the name of the variant in `snake_case` |
///
/// # On a field
///
/// | attribute | meaning |
/// | --- | --- |
/// | `nested` | the field is a section, or an `Option`, list or map of sections |
/// | `default = 10` | the value if no layer sets one: a string, number, `true`, `false`, character, or a list of these |
/// | `default` | the [`Default`] of the field's type if no layer sets a value |
/// | `env = "NAME"` | one more variable that sets the field; may be repeated |
/// | `secret` | the value is never shown; types of `secrecy` are secret without it |
/// | `secret = false` | the value is not a secret and may be shown, whatever its name or type suggests |
/// | `rename = "name"` | the name in configuration |
/// | `alias = "name"` | one more name in configuration; may be repeated |
/// | `deprecated = "use x"` | the field is deprecated; says what to do instead |
/// | `parity = same` | how the value may differ between environments: `same`, `differ`, `order` (the same as `order(asc)`), `order(desc)`, `kind`, `free` |
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
/// With `nested`, a field can only have `rename`, `alias`, `deprecated`, the
/// conditions, and a `warn` of these or of a `rule`. Such a `warn` applies to the
/// section as a value, not to its fields.
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
