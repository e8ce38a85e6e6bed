//! `rename_all` makes of every name what serde makes of it.

use rehearsal::Config;
use rehearsal::schema::{Field, Kind, Variant};
use serde::Deserialize;

/// Names of fields and variants: signs in a row and at the ends, digits, keywords,
/// acronyms, and letters that are not of ASCII.
macro_rules! both {
    ($case:tt) => {{
        both!(
            $case,
            { a, max_connections, _leading, trailing_, two__signs, r#type, x1_y2, größe_über, HTTP_Host }
            { A, LocalDisk, S3, S3Bucket, HTTPServer, Größe, NachÜbergang, Two_Words }
        )
    }};
    ($case:tt, { $($field:ident),* } { $($variant:ident),* }) => {{
        #[derive(Config)]
        #[config(rename_all = $case)]
        #[allow(dead_code, non_snake_case, reason = "only its names count")]
        struct Ours {
            $($field: u8,)*
        }

        #[derive(Deserialize)]
        #[serde(rename_all = $case)]
        #[allow(dead_code, non_snake_case, reason = "only its names count")]
        struct Theirs {
            $($field: u8,)*
        }

        #[derive(Config)]
        #[config(tag = "kind", rename_all = $case)]
        #[allow(dead_code, non_camel_case_types, reason = "only its names count")]
        enum OurChoice {
            $($variant,)*
        }

        #[derive(Deserialize)]
        #[serde(rename_all = $case)]
        #[allow(dead_code, non_camel_case_types, reason = "only its names count")]
        enum TheirChoice {
            $($variant,)*
        }

        let fields: Vec<_> = Ours::SCHEMA.fields().iter().map(Field::name).collect();
        assert_eq!(fields, fields_of(&Kind::of::<Theirs>()), $case);
        let variants = OurChoice::SCHEMA.tag().unwrap().variants().iter();
        let variants: Vec<_> = variants.map(Variant::name).collect();
        assert_eq!(variants, variants_of(&Kind::of::<TheirChoice>()), $case);
    }};
}

fn fields_of(kind: &Kind) -> Vec<&'static str> {
    match kind {
        Kind::Struct { fields, .. } => fields.iter().map(|(name, _)| *name).collect(),
        kind => panic!("{kind} is no struct"),
    }
}

fn variants_of(kind: &Kind) -> Vec<&'static str> {
    match kind {
        Kind::Enum { variants, .. } => variants.to_vec(),
        kind => panic!("{kind} is no enum"),
    }
}

#[test]
fn every_case_writes_names_as_serde_does() {
    both!("lowercase");
    both!("UPPERCASE");
    both!("snake_case");
    both!("SCREAMING_SNAKE_CASE");
    both!("camelCase");
    both!("PascalCase");
    both!("kebab-case");
    both!("SCREAMING-KEBAB-CASE");
}
