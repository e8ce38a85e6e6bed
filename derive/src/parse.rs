//! From tokens to the model.

use proc_macro2::Span;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Data, DataStruct, DeriveInput, Expr, ExprLit, Fields, Ident, Lit, LitBool, Meta, Path};

use crate::allowances;
use crate::attributes::{Argument, Attributes};
use crate::case::Case;
use crate::conditions;
use crate::fit;
use crate::foreign;
use crate::forms::{ENUM, FIELD, STRUCT, VARIANT};
use crate::garde;
use crate::literal::Literal;
use crate::mistakes::{Mistakes, one_of};
use crate::model::{
    Body, DefaultValue, Draft, Enum, Field, Input, Parity, ParityRule, Text, Variant,
};
use crate::probes;

const PARITY_RULES: [(&str, ParityRule); 7] = [
    ("same", ParityRule::Same),
    ("differ", ParityRule::Differ),
    ("order", ParityRule::Ascending),
    ("order(asc)", ParityRule::Ascending),
    ("order(desc)", ParityRule::Descending),
    ("kind", ParityRule::Kind),
    ("free", ParityRule::Free),
];

/// What the attributes of the struct or enum say.
struct Container {
    rehearsal: Option<Path>,
    retired: Vec<Text>,
    checks: Vec<Path>,
    tag: Option<Text>,
    names: Option<Case>,
    field_names: Option<Case>,
}

pub(crate) fn input(input: DeriveInput) -> Draft {
    let mut mistakes = Mistakes::default();
    let container = container(&input, &mut mistakes);
    let on_container = garde::is_on(&input.attrs);
    let body = body(input.data, &container, &mut mistakes);
    let mut input = Input {
        rehearsal: container.rehearsal,
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
        rehearsal: rehearsal(&mut attributes),
        retired: attributes.list("retired"),
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

const TUPLE_VARIANT: &str = "the fields of a variant need names, write `Variant { field: Type }`";

const DEFAULT: &str = "a default is a string, a number, `true`, `false`, a character or a list of \
                       these; for another value write `default` alone and implement `Default` for \
                       the type of the field";

fn rehearsal(attributes: &mut Attributes<'_>) -> Option<Path> {
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
    Some(path)
}

fn checks(attributes: &mut Attributes<'_>) -> Vec<Path> {
    let mut paths = Vec::new();
    for item in attributes.take_all("check") {
        let path = match &item.argument {
            Argument::Value(tokens) => syn::parse2(tokens.clone()).ok(),
            _ => None,
        };
        if path.is_none() {
            attributes.malformed(&item);
        }
        paths.extend(path);
    }
    paths
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
            let named = struct_fields(data, mistakes);
            Body::Struct(fields(named, container.names, mistakes))
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
    let named = match variant.fields {
        Fields::Named(fields) => fields.named.into_iter().collect(),
        Fields::Unnamed(fields) => refuse(&fields, TUPLE_VARIANT, mistakes),
        Fields::Unit => Vec::new(),
    };
    Variant {
        ident: variant.ident,
        name,
        docs: docs(&variant.attrs),
        fields: fields(named, container.field_names, mistakes),
    }
}

fn fields(fields: Vec<syn::Field>, case: Option<Case>, mistakes: &mut Mistakes) -> Vec<Field> {
    fields
        .into_iter()
        .filter_map(|field| self::field(field, case, mistakes))
        .collect()
}

fn field(field: syn::Field, case: Option<Case>, mistakes: &mut Mistakes) -> Option<Field> {
    let rules = garde::rules(&field);
    let of_serde = [foreign::FIELD, foreign::of_field(&field)];
    foreign::refuse(&field.attrs, &of_serde, mistakes);
    let ident = field.ident?;
    let elsewhere = [&STRUCT, &ENUM, &VARIANT];
    let mut attributes = Attributes::new(&field.attrs, &FIELD, &elsewhere, mistakes);
    if attributes.has("nested") {
        attributes.keep_those_of_sections();
    }
    let name = attributes.text("rename").unwrap_or_else(|| {
        let case = case.unwrap_or(Case::Snake);
        of_ident(&ident, |name| case.of_field(name))
    });
    let garde = garde::is_on(&field.attrs);
    let warned = allowances::all(&mut attributes, "warn");
    allowances::useless(&mut attributes, &warned, garde);
    Some(Field {
        name,
        docs: docs(&field.attrs),
        nested: attributes.flag("nested"),
        default: default(&mut attributes, &field.ty),
        ty: field.ty,
        variables: attributes.texts("env"),
        aliases: attributes.texts("alias"),
        parity: parity(&mut attributes),
        allowed: allowances::all(&mut attributes, "allow"),
        warned,
        conditions: conditions::all(&mut attributes),
        probes: probes::all(&mut attributes),
        live_prefixes: attributes.texts("live_prefix"),
        test_prefixes: attributes.texts("test_prefix"),
        texts: attributes.facts(),
        secret: secret(&mut attributes),
        garde,
        rules,
        ident,
    })
}

fn of_ident(ident: &Ident, write: impl Fn(&str) -> String) -> Text {
    Text {
        value: write(&ident.unraw().to_string()),
        span: ident.span(),
    }
}

fn default(attributes: &mut Attributes<'_>, ty: &syn::Type) -> Option<DefaultValue> {
    let item = attributes.take("default")?;
    match &item.argument {
        Argument::None => Some(DefaultValue::OfType),
        Argument::Value(tokens) => {
            let literal = syn::parse2::<Literal>(tokens.clone()).ok();
            let wrong = match &literal {
                Some(literal) => fit::wrong(literal, ty),
                None => Some(DEFAULT.to_owned()),
            };
            if let Some(wrong) = wrong {
                attributes.mistake_in(tokens, &wrong);
            }
            literal.map(|literal| DefaultValue::Text(literal.text()))
        }
        Argument::List(_) => {
            attributes.malformed(&item);
            None
        }
    }
}

fn secret(attributes: &mut Attributes<'_>) -> Option<bool> {
    let item = attributes.take("secret")?;
    let is_secret = match &item.argument {
        Argument::None => Some(true),
        Argument::Value(tokens) => syn::parse2(tokens.clone())
            .ok()
            .map(|literal: LitBool| literal.value),
        Argument::List(_) => None,
    };
    if is_secret.is_none() {
        attributes.malformed(&item);
    }
    // OK to take what is malformed for a secret: nothing is compiled from it.
    Some(is_secret.unwrap_or(true))
}

fn parity(attributes: &mut Attributes<'_>) -> Option<Parity> {
    let item = attributes.take("parity")?;
    let Argument::Value(tokens) = &item.argument else {
        attributes.malformed(&item);
        return None;
    };
    let name = tokens.to_string().replace(' ', "");
    let rule = parity_rule(&name);
    if rule.is_none() {
        attributes.mistake_in(tokens, &unknown_parity(&name));
    }
    rule.map(|rule| Parity {
        span: item.span,
        rule,
    })
}

fn parity_rule(name: &str) -> Option<ParityRule> {
    PARITY_RULES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, rule)| *rule)
}

fn unknown_parity(name: &str) -> String {
    let bare = name.trim_matches('"');
    if parity_rule(bare).is_some() {
        return format!("a parity rule is not quoted, write `parity = {bare}`");
    }
    let known = one_of(PARITY_RULES.map(|(known, _)| known));
    format!("unknown parity rule `{name}`, expected {known}")
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
