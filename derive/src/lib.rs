//! The derive macro of the configuration crate `rehearsal`.
//!
//! Use it through `rehearsal`, which re-exports it beside the trait it implements.

mod attributes;
mod case;
mod check;
mod emit;
mod generics;
mod literal;
mod mistakes;
mod model;
mod parse;

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
/// | `rename = "name"` | the name in configuration |
/// | `alias = "name"` | one more name in configuration; may be repeated |
/// | `deprecated = "use x"` | the field should not be set any more; says what to do instead |
/// | `parity = same` | how the value may differ between environments: `same`, `differ`, `order` (the same as `order(asc)`), `order(desc)`, `kind`, `free` |
/// | `allow(committed_secret = "why")` | a secret, or a URL with a password, may stand in a file of a deployed environment |
/// | `version_of = "database"` | the field states the version of a service; it is compared by its major number, and its minor one where that is stated |
///
/// With `nested`, only `rename`, `alias` and `deprecated` may stand on a field.
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
