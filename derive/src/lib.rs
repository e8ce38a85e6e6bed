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

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a type a section of a program's settings.
///
/// For structs with named fields, and for enums whose variants have named
/// fields or none. Doc comments become the documentation of the settings. All
/// mistakes of a type are reported at once.
///
/// # On the struct or enum
///
/// | attribute | meaning |
/// | --- | --- |
/// | `rename_all = "kebab-case"` | how fields (of a struct) or variants (of an enum) are called in configuration; the rules are those of serde |
/// | `rename_all_fields = "kebab-case"` | how the fields of all variants are called; enums only |
/// | `tag = "kind"` | the setting that chooses the variant; every enum has one |
/// | `retired("old", "old.key")` | keys that must never be used again |
/// | `check = path` | a function of `&Self` and `&mut rehearsal::Checker<'_>` that judges a value of the type; may be repeated |
/// | `crate = "path"` | where to find `rehearsal`, if not at `::rehearsal` |
///
/// # On a variant
///
/// | attribute | meaning |
/// | --- | --- |
/// | `rename = "name"` | the value of the tag; otherwise the name of the variant in `snake_case` |
///
/// # On a field
///
/// | attribute | meaning |
/// | --- | --- |
/// | `nested` | the field is a section, or an `Option`, list or map of sections |
/// | `default = 10` | the value where no layer sets one: a string, number, `true`, `false`, character, or a list of these |
/// | `default` | the [`Default`] of the field's type where no layer sets a value |
/// | `env = "NAME"` | one more variable that sets the field; may be repeated |
/// | `secret` | the value is never shown; types of `secrecy` are secret without it |
/// | `secret = false` | the value is not a secret and may be shown, whatever its name or type suggests |
/// | `rename = "name"` | the name in configuration |
/// | `alias = "name"` | one more name in configuration; may be repeated |
/// | `deprecated = "use x"` | the field should not be set any more; says what to do instead |
/// | `parity = same` | how the value may differ between environments: `same`, `differ`, `order` (the same as `order(asc)`), `order(desc)`, `kind`, `free` |
/// | `unit = "requests per second"` | what the value counts; for readers alone |
/// | `version_of = "database"` | the field states the version of a service; it is compared by its major number, and its minor one where that is stated |
/// | `allow(weak_secret = "why")` | what deployed environments refuse is allowed of this field: `committed_secret`, `dropped_fields` (a typo in a value that serde reads), `placeholder`, `weak_secret`, `untrimmed_secret`, `looks_like_secret`, `internal_host`, `plaintext`, `unverified_tls`, `wildcard_origin`, `live_key`, `test_key`, `debug_setting`, `open_listener`; `in(Staging)` beside it limits where |
/// | `warn(plaintext = "why")` | as `allow`, but a warning stays; not of `committed_secret`. It is also what makes a mere warning of a broken rule of `garde` (`rule`), of a condition that does not hold (`required`, `forbidden`), and of what is found at start (`probe`) |
/// | `required_in = [Staging, Production]` | has to be set there, though it is optional or has a default |
/// | `forbidden_in = [Production]` | must not be set there |
/// | `required_if = "mail.enabled"` | has to be set where that setting is true; or, as `"mail.kind = smtp"`, where it has this value. A key behind a dot is one of the same struct |
/// | `live_prefix = "sk_live_"`, `test_prefix = "sk_test_"` | how keys of a provider begin: live ones are refused below production, those for tests in production; may be repeated |
/// | `path(exists, dir, file, readable, writable)` | what is asked at start of the path that the value is |
/// | `resolves` | the host that the value is, or that stands in it, has to resolve at start |
/// | `free_port` | the port or address has to be free at start |
/// | `tls_certificate(key = "tls.key", days = 14)` | the file of this path holds a certificate that fits the key in the file of that other setting, and stays valid for so many days; needs the feature `tls` |
///
/// # Rules of `garde`
///
/// Where the type or a field carries a `#[garde(...)]` attribute, the type's own
/// `garde::Validate` is asked after it was read, so the type derives that too.
/// Ranges, lengths and patterns that are literals stand in the schema. The
/// context of the rules is `()`, `rehearsal::Environment` or `rehearsal::Deploy`.
///
/// With `nested`, only `rename`, `alias`, `deprecated`, the conditions, and a
/// `warn` of these or of a `rule` may stand on a field. Such a `warn` is of the
/// section as a value, and not of the fields within.
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
