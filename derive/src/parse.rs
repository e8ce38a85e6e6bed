//! From tokens to the model.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Data, DataStruct, DeriveInput, Expr, ExprLit, Fields, Ident, Lit, Meta, Path, Type};

use crate::adapters;
use crate::attributes::{Attributes, has_garde};
use crate::case::Case;
use crate::defaults;
use crate::foreign;
use crate::forms::{ENUM, FIELD, HELD, STRUCT, VARIANT};
use crate::garde;
use crate::items::Item;
use crate::mistakes::{Mistakes, one_of};
use crate::model::{Body, Draft, Enum, Field, Input, Retired, Text, Variant};
use crate::variables;

/// What the attributes of the struct or enum say.
struct Container {
    private: TokenStream,
    retired: Vec<Retired>,
    checks: Vec<Path>,
    tag: Option<Text>,
    names: Option<Case>,
    field_names: Option<Case>,
}

pub(crate) fn input(input: DeriveInput) -> Draft {
    let mut mistakes = Mistakes::default();
    let container = container(&input, &mut mistakes);
    let on_container = has_garde(&input.attrs);
    let body = body(input.data, &container, &mut mistakes);
    let mut input = Input {
        private: container.private,
        docs: docs(&input.attrs),
        ident: input.ident,
        generics: input.generics,
        retired: container.retired,
        garde: false,
        checks: container.checks,
        body,
    };
    let mut fields = input.field_lists().into_iter().flatten();
    input.garde = on_container || fields.any(|field| field.garde);
    Draft { input, mistakes }
}

fn container(input: &DeriveInput, mistakes: &mut Mistakes) -> Container {
    let (place, other, of_serde) = match input.data {
        Data::Enum(_) => (&ENUM, &STRUCT, foreign::ENUM),
        Data::Struct(_) | Data::Union(_) => (&STRUCT, &ENUM, foreign::STRUCT),
    };
    foreign::refuse(&input.attrs, &[foreign::CONTAINER, of_serde], mistakes);
    let elsewhere = [other, &FIELD, &VARIANT];
    let mut attributes = Attributes::new(&input.attrs, place, &elsewhere, mistakes);
    if matches!(input.data, Data::Enum(_)) && !attributes.has("tag") {
        attributes.mistake(input.ident.span(), NO_TAG);
    }
    Container {
        private: private(&mut attributes).unwrap_or(attributes.private.clone()),
        retired: retired(&mut attributes),
        checks: checks(&mut attributes),
        tag: attributes.text("tag"),
        names: case(&mut attributes, "rename_all"),
        field_names: case(&mut attributes, "rename_all_fields"),
    }
}

const NO_TAG: &str = "an enum of sections needs a setting that chooses the variant, name it with \
                      `#[config(tag = \"kind\")]`; for an enum that is a single value, write \
                      `#[derive(serde::Deserialize)]` instead";

const UNION: &str = "a union cannot be a section, use a struct with named fields or an enum";

const TUPLE_STRUCT: &str = "the fields of a section need names, write `struct Name { field: Type }`; \
                            for a struct that is a single value, write \
                            `#[derive(serde::Deserialize)]` instead";

const UNIT_STRUCT: &str = "a section needs braces, write `struct Name {}` for one without settings";

const TUPLE_VARIANT: &str = "a variant holds one section or fields with names, write `Variant(Section)` \
                             or `Variant { field: Type }`";

/// The path of what generated code may call.
fn private(attributes: &mut Attributes<'_>) -> Option<TokenStream> {
    let text = attributes.text("crate")?;
    let Ok(mut path) = Path::parse_mod_style.parse_str(&text.value) else {
        attributes.mistake(text.span, format!("`{}` is not a path", text.value));
        return None;
    };
    for segment in &mut path.segments {
        segment
            .ident
            .set_span(Span::call_site().located_at(text.span));
    }
    Some(quote!(#path::__private))
}

/// The keys of `retired("old", "old.key", since = "1.4")`, and since when they are.
fn retired(attributes: &mut Attributes<'_>) -> Vec<Retired> {
    let mut all = Vec::new();
    for item in attributes.all("retired") {
        let Some((first, more)) = attributes.retired_keys(&item) else {
            continue;
        };
        let since = attributes.since(&more);
        all.extend(first.into_iter().map(|key| Retired {
            key,
            since: since.clone(),
        }));
    }
    all
}

/// Functions that judge a value.
fn checks(attributes: &mut Attributes<'_>) -> Vec<Path> {
    let items = attributes.all("check").into_iter();
    let paths = items.filter_map(|item| attributes.read(&item, Item::value));
    paths.collect()
}

fn case(attributes: &mut Attributes<'_>, name: &str) -> Option<Case> {
    let text = attributes.text(name)?;
    let case = Case::named(&text.value);
    if case.is_none() {
        let known = one_of(Case::names());
        attributes.mistake(
            text.span,
            format!("unknown case `{}`, expected {known}", text.value),
        );
    }
    case
}

fn body(data: Data, container: &Container, mistakes: &mut Mistakes) -> Body {
    match data {
        Data::Enum(data) => Body::Enum(Enum {
            tag: container.tag.clone(),
            variants: data
                .variants
                .into_iter()
                .map(|variant| self::variant(variant, container, mistakes))
                .collect(),
        }),
        Data::Struct(data) => {
            if let Some(held) = held(&data.fields, mistakes) {
                return Body::Wrapper(Box::new(held));
            }
            let named = struct_fields(data, mistakes);
            Body::Struct(fields(named, (container.names, ""), container, mistakes))
        }
        Data::Union(data) => {
            mistakes.push(data.union_token.span, UNION);
            Body::Struct(Vec::new())
        }
    }
}

fn struct_fields(data: DataStruct, mistakes: &mut Mistakes) -> Vec<syn::Field> {
    match data.fields {
        Fields::Named(fields) => fields.named.into_iter().collect(),
        Fields::Unnamed(fields) => refuse(&fields, TUPLE_STRUCT, mistakes),
        Fields::Unit => {
            mistakes.push(data.struct_token.span, UNIT_STRUCT);
            Vec::new()
        }
    }
}

/// The section that is the only field, without a name.
fn held(fields: &Fields, mistakes: &mut Mistakes) -> Option<Type> {
    let Fields::Unnamed(fields) = fields else {
        return None;
    };
    let field = fields
        .unnamed
        .first()
        .filter(|_| fields.unnamed.len() == 1)?;
    let elsewhere = [&STRUCT, &ENUM, &VARIANT, &FIELD];
    Attributes::new(&field.attrs, &HELD, &elsewhere, mistakes).flag("nested");
    Some(field.ty.clone())
}

fn refuse(tokens: &impl ToTokens, message: &str, mistakes: &mut Mistakes) -> Vec<syn::Field> {
    mistakes.add(syn::Error::new_spanned(tokens, message));
    Vec::new()
}

fn variant(variant: syn::Variant, container: &Container, mistakes: &mut Mistakes) -> Variant {
    foreign::refuse(&variant.attrs, &[foreign::VARIANT], mistakes);
    let elsewhere = [&STRUCT, &ENUM, &FIELD];
    let mut attributes = Attributes::new(&variant.attrs, &VARIANT, &elsewhere, mistakes);
    let name = attributes.text("rename").unwrap_or_else(|| {
        let case = container.names.unwrap_or(Case::Snake);
        of_ident(&variant.ident, |name| case.of_variant(name))
    });
    let default = attributes.flag("default");
    let held = held(&variant.fields, mistakes);
    let named = match variant.fields {
        Fields::Named(fields) => fields.named.into_iter().collect(),
        Fields::Unnamed(_) if held.is_some() => Vec::new(),
        Fields::Unnamed(fields) => refuse(&fields, TUPLE_VARIANT, mistakes),
        Fields::Unit => Vec::new(),
    };
    let at = variant.ident.unraw().to_string();
    Variant {
        name,
        docs: docs(&variant.attrs),
        fields: fields(named, (container.field_names, &at), container, mistakes),
        held,
        default,
        ident: variant.ident,
    }
}

/// `names` are the case of their names, and the variant that they are in.
fn fields(
    fields: Vec<syn::Field>,
    names: (Option<Case>, &str),
    container: &Container,
    mistakes: &mut Mistakes,
) -> Vec<Field> {
    fields
        .into_iter()
        .filter_map(|field| self::field(field, names, container, mistakes))
        .collect()
}

fn field(
    field: syn::Field,
    (case, variant): (Option<Case>, &str),
    container: &Container,
    mistakes: &mut Mistakes,
) -> Option<Field> {
    let mut facts = garde::rules(&field, &container.private);
    let of_serde = [foreign::FIELD, foreign::of_field(&field)];
    foreign::refuse(&field.attrs, &of_serde, mistakes);
    let ident = field.ident?;
    let elsewhere = [&STRUCT, &ENUM, &VARIANT];
    let mut attributes = Attributes::new(&field.attrs, &FIELD, &elsewhere, mistakes);
    attributes.private = container.private.clone();
    let flatten = attributes.flag("flatten");
    if flatten.is_some() {
        attributes.keep_those_of_parts();
    } else if attributes.has("nested") {
        attributes.keep_those_of_sections();
    }
    let name = attributes.text("rename").unwrap_or_else(|| {
        let case = case.unwrap_or(Case::Snake);
        of_ident(&ident, |name| case.of_field(name))
    });
    let at = format!("{variant}_{}", ident.unraw());
    let adapter = adapters::adapter(&mut attributes, &at);
    let (default, made) = defaults::default(&mut attributes, &field.ty, adapter.as_ref()).unzip();
    facts.extend(default);
    let inner_variables = variables::of_fields(&mut attributes);
    facts.extend(attributes.facts());
    Some(Field {
        name,
        docs: docs(&field.attrs),
        nested: attributes.flag("nested").or(flatten),
        flatten,
        inner_variables,
        adapter,
        made: made.flatten(),
        ty: field.ty,
        garde: attributes.garde,
        facts,
        ident,
    })
}

fn of_ident(ident: &Ident, write: impl Fn(&str) -> String) -> Text {
    Text {
        value: write(&ident.unraw().to_string()),
        span: ident.span(),
    }
}

/// Joins the lines of a doc comment, without the space that begins each.
fn docs(attributes: &[syn::Attribute]) -> String {
    let lines: Vec<_> = attributes.iter().filter_map(doc).collect();
    let lines: Vec<_> = lines
        .iter()
        .flat_map(|text| text.split('\n'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
        .collect();
    lines.join("\n").trim().to_owned()
}

fn doc(attribute: &syn::Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
