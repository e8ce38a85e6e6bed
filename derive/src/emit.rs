//! From the model to an implementation of `Config`.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Generics, Type, WhereClause, parse_quote};

use crate::generics::{all_static, mentions, parameters, parts_of};
use crate::mistakes::one_of;
use crate::model::{Body, DefaultValue, Enum, Field, Input, ParityRule, Refused, Text, Variant};
use crate::rules;

/// What the parts of one implementation share.
struct Context {
    /// The path of what generated code may call.
    private: TokenStream,
    parameters: HashSet<String>,
}

pub(crate) fn config(input: &Input) -> TokenStream {
    let context = Context::new(input);
    let implementation = implementation(input, &context);
    let fields = input.field_lists().into_iter().flatten();
    let assertions = fields.flat_map(|field| {
        let both = [no_section(field, &context), shows_secrecy(field, &context)];
        both.into_iter().flatten()
    });
    quote!(#implementation #(#assertions)*)
}

/// Keeps the type a section, so that its users are not told of it as well.
pub(crate) fn stand_in(refused: &Refused) -> TokenStream {
    let Refused { input, error } = refused;
    let private = Context::new(input).private;
    let errors = error.to_compile_error();
    let generics = &input.generics;
    let mut owned = generics.clone();
    owned.params = generics
        .params
        .iter()
        .filter(|p| !is_lifetime(p))
        .cloned()
        .collect();
    let (parameters, ..) = owned.split_for_impl();
    let (_, arguments, _) = generics.split_for_impl();
    let (parameters, arguments) = (
        all_static(generics, parameters),
        all_static(generics, arguments),
    );
    let wheres = all_static(generics, with_static(generics));
    let (ident, name) = (&input.ident, name(&input.ident));
    quote! {
        #errors

        #[automatically_derived]
        #[allow(deprecated)]
        impl #parameters #private::Config for #ident #arguments #wheres {
            const SCHEMA: &'static #private::Schema = &#private::Schema::new(#name, "", &[]);

            fn read(_: &mut #private::Reader<'_, '_>) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }
        }
    }
}

impl Context {
    fn new(input: &Input) -> Self {
        let given = input.rehearsal.as_ref();
        let private = given.map_or_else(
            || quote!(::rehearsal::__private),
            |path| quote!(#path::__private),
        );
        let parameters = parameters(&input.generics);
        Self {
            private,
            parameters,
        }
    }

    /// Tells whether the type of a field is known where it is written.
    fn is_known(&self, field: &Field) -> bool {
        !mentions(&field.ty, &self.parameters)
    }
}

fn implementation(input: &Input, context: &Context) -> TokenStream {
    let private = &context.private;
    let (parameters, arguments, _) = input.generics.split_for_impl();
    let (ident, wheres) = (&input.ident, wheres(input, context));
    let (schema, read) = match &input.body {
        Body::Struct(fields) => (
            schema(input, fields, context),
            value(&quote!(Self), fields, context),
        ),
        Body::Enum(body) => (tagged(input, body, context), choice(body, context)),
    };
    let schema = retired(schema, &input.retired);
    let reader = reader();
    let rules = rules::method(input, private);
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #parameters #private::Config for #ident #arguments #wheres {
            const SCHEMA: &'static #private::Schema = &#schema;

            fn read(#reader: &mut #private::Reader<'_, '_>) -> ::core::option::Option<Self> {
                #read
            }

            #rules
        }
    }
}

/// The predicates of the type, and what its fields ask of its parameters.
fn wheres(input: &Input, context: &Context) -> WhereClause {
    let private = &context.private;
    let mut wheres = with_static(&input.generics);
    for field in input.field_lists().into_iter().flatten() {
        let (ty, span) = (&field.ty, spanned(field));
        if context.is_known(field) {
            continue;
        }
        let bound = if field.nested.is_some() {
            quote_spanned!(span=> #private::Nested)
        } else if field.is_default_of_type() {
            quote_spanned!(span=> #private::Leaf + ::core::default::Default)
        } else {
            quote_spanned!(span=> #private::Leaf)
        };
        wheres.predicates.push(parse_quote!(#ty: #bound));
    }
    wheres.predicates.extend(rules::predicates(input, private));
    wheres
}

/// A section lives for ever, and so does what it is made of.
fn with_static(generics: &Generics) -> WhereClause {
    let mut generics = generics.clone();
    let parameters: Vec<_> = generics
        .type_params()
        .map(|type_| type_.ident.clone())
        .collect();
    let wheres = generics.make_where_clause();
    wheres.predicates.extend(
        parameters
            .iter()
            .map(|ident| -> syn::WherePredicate { parse_quote!(#ident: 'static) }),
    );
    wheres.clone()
}

fn schema(input: &Input, fields: &[Field], context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, docs, rows) = (name(&input.ident), &input.docs, rows(fields, context));
    quote!(#private::Schema::new(#name, #docs, #rows))
}

fn tagged(input: &Input, body: &Enum, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, docs) = (name(&input.ident), &input.docs);
    let tag = body.tag.as_ref().map(|tag| &tag.value);
    let names = one_of(body.variants.iter().map(|variant| &variant.name.value[..]));
    let tag_docs = format!("Which variant this is: {names}.");
    let variants = body
        .variants
        .iter()
        .map(|variant| self::variant(variant, context));
    quote! {
        #private::Schema::tagged(
            #name,
            #docs,
            const {
                &[#private::Field::new(#tag, #private::leaf::<::std::string::String>())
                    .with_docs(#tag_docs)
                    .with_plain(true)]
            },
            const { &[#(#variants),*] },
        )
    }
}

fn variant(variant: &Variant, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, docs) = (&variant.name.value, &variant.docs);
    let rows = rows(&variant.fields, context);
    quote!(#private::Variant::new(#name, #docs, #rows))
}

fn retired(schema: TokenStream, keys: &[Text]) -> TokenStream {
    let keys = keys.iter().map(|key| &key.value);
    with(schema, "with_retired", list(keys))
}

fn rows(fields: &[Field], context: &Context) -> TokenStream {
    let rows = fields.iter().map(|field| row(field, context));
    // OK to be a block of its own because only so may it be borrowed for ever.
    quote!(const { &[#(#rows),*] })
}

fn row(field: &Field, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, docs, shape) = (&field.name.value, &field.docs, shape(field, context));
    let mut row = quote!(#private::Field::new(#name, #shape));
    row = with(row, "with_docs", (!docs.is_empty()).then(|| quote!(#docs)));
    row = with(row, "with_default", default(field, context));
    row = with(
        row,
        "with_variables",
        list(field.variables.iter().map(|text| &text.value)),
    );
    row = with(
        row,
        "with_aliases",
        list(field.aliases.iter().map(|text| &text.value)),
    );
    let deprecated = field
        .deprecated
        .as_ref()
        .map(|text| text.value.to_token_stream());
    row = with(row, "with_deprecated", deprecated);
    row = with(row, "with_secret", secret(field, context));
    row = with(row, "with_shown", shown(field));
    row = with(row, "with_plain", plain(field, context));
    row = with(row, "with_parity", parity(field, context));
    let version_of = field.version_of.as_ref();
    let version_of = version_of.map(|text| text.value.to_token_stream());
    row = with(row, "with_version_of", version_of);
    rules::row(field, private)
        .into_iter()
        .fold(row, |row, (method, argument)| with(row, method, argument))
}

/// Adds a call of `method`, if there is something to say with it.
fn with(object: TokenStream, method: &str, argument: Option<TokenStream>) -> TokenStream {
    let method = format_ident!("{method}");
    match argument {
        Some(argument) => quote!(#object.#method(#argument)),
        None => object,
    }
}

fn list<'a>(texts: impl ExactSizeIterator<Item = &'a String>) -> Option<TokenStream> {
    (texts.len() > 0).then(|| quote!(&[#(#texts),*]))
}

/// Also what a field is refused by whose type cannot be read. Every place that
/// needs it to be readable says this first, so the compiler has one thing to say.
fn shape(field: &Field, context: &Context) -> TokenStream {
    let (private, ty) = (&context.private, &field.ty);
    let span = spanned(field);
    if field.nested.is_some() {
        quote_spanned!(span=> #private::nested::<#ty>())
    } else {
        quote_spanned!(span=> #private::leaf::<#ty>())
    }
}

fn default(field: &Field, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    field.default.as_ref().map(|default| match &default.value {
        DefaultValue::Text(text) => quote!(#private::DefaultValue::Text(#text)),
        DefaultValue::OfType => quote!(#private::DefaultValue::OfType),
    })
}

fn secret(field: &Field, context: &Context) -> Option<TokenStream> {
    let (private, ty) = (&context.private, &field.ty);
    match (field.nested, field.secret) {
        (None, Some(secret)) if secret.is_secret => Some(quote!(true)),
        (Some(_), _) | (None, Some(_)) => None,
        (None, None) => Some(is_of_secrecy(ty, private)),
    }
}

/// Whether the type is one of `secrecy`, or made of one.
fn is_of_secrecy(ty: &Type, private: &TokenStream) -> TokenStream {
    let mut parts = vec![ty];
    parts_of(ty, &mut parts);
    quote! {{
        use #private::NotSecret as _;
        #(#private::Marker::<#parts>::SECRET)||*
    }}
}

/// Says that the value may be shown, where the field says so.
fn shown(field: &Field) -> Option<TokenStream> {
    let says_so = field.nested.is_none() && field.secret.is_some_and(|secret| !secret.is_secret);
    says_so.then(|| quote!(true))
}

/// Whether the type is one of which everyone knows that it keeps no secret by itself.
fn plain(field: &Field, context: &Context) -> Option<TokenStream> {
    let (private, ty) = (&context.private, &field.ty);
    field.nested.is_none().then(|| {
        quote! {{
            use #private::NotPlain as _;
            #private::Marker::<#ty>::PLAIN || !#private::needs_drop::<#ty>()
        }}
    })
}

/// Says so where a type of `secrecy` is to be shown.
fn shows_secrecy(field: &Field, context: &Context) -> Option<TokenStream> {
    shown(field).filter(|_| context.is_known(field) && !mentions_self(field))?;
    let is_secret = is_of_secrecy(&field.ty, &context.private);
    let message = format!(
        "field `{}` has a type of `secrecy`, which is never shown, remove `secret = false`",
        field.ident.unraw()
    );
    Some(quote_spanned! {spanned(field)=>
        const _: () = {
            #[allow(dead_code, deprecated)]
            static IS_SECRET: () = {
                let is_secret = #is_secret;
                if is_secret {
                    ::core::panic!(#message);
                }
            };
        };
    })
}

fn parity(field: &Field, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    let rule = match field.parity.as_ref()?.rule {
        ParityRule::Same => quote!(Same),
        ParityRule::Differ => quote!(Differ),
        ParityRule::Ascending => quote!(Order(#private::Direction::Ascending)),
        ParityRule::Descending => quote!(Order(#private::Direction::Descending)),
        ParityRule::Kind => quote!(Kind),
        ParityRule::Free => quote!(Free),
    };
    Some(quote!(#private::ParityRule::#rule))
}

/// Reads every field, and only then asks whether one was missing.
fn value(constructor: &TokenStream, fields: &[Field], context: &Context) -> TokenStream {
    let bindings: Vec<_> = (0..fields.len()).map(binding).collect();
    let reads = fields
        .iter()
        .enumerate()
        .map(|(row, field)| read(row, field, context));
    let idents = fields.iter().map(|field| &field.ident);
    quote! {
        #(let #bindings = #reads;)*
        ::core::option::Option::Some(#constructor { #(#idents: #bindings?),* })
    }
}

fn choice(body: &Enum, context: &Context) -> TokenStream {
    let (private, reader) = (&context.private, reader());
    let numbers = 0..body.variants.len();
    let values = body.variants.iter().map(|variant| {
        let ident = &variant.ident;
        value(&quote!(Self::#ident), &variant.fields, context)
    });
    quote! {
        match #private::Reader::variant(#reader)? {
            #(#numbers => { #values })*
            _ => ::core::option::Option::None,
        }
    }
}

fn read(row: usize, field: &Field, context: &Context) -> TokenStream {
    let (private, ty, reader) = (&context.private, &field.ty, reader());
    let (span, shape) = (spanned(field), shape(field, context));
    let of_type = field.is_default_of_type();
    let has_default = of_type.then(
        || quote_spanned!(span=> let _: fn() -> #ty = <#ty as ::core::default::Default>::default;),
    );
    let method = match (field.nested, of_type) {
        (Some(_), _) => quote!(nested),
        (None, true) => quote!(leaf_or_default),
        (None, false) => quote!(leaf),
    };
    quote_spanned! {span=> {
        let _ = #shape;
        #has_default
        #private::Reader::#method::<#ty>(#reader, #row)
    }}
}

/// Says so where a field is read by serde though its type is a section.
fn no_section(field: &Field, context: &Context) -> Option<TokenStream> {
    if field.nested.is_some() || !context.is_known(field) || mentions_self(field) {
        return None;
    }
    let (private, ty, shape) = (&context.private, &field.ty, shape(field, context));
    let message = format!(
        "field `{}` is a section, mark it `#[config(nested)]`",
        field.ident.unraw()
    );
    // OK to be a static because where a type is unknown in a constant, the compiler
    // says so once more, with a wrong idea of a cure.
    Some(quote_spanned! {spanned(field)=>
        const _: () = {
            #[allow(dead_code, deprecated)]
            static IS_NO_SECTION: () = {
                use #private::NotSection as _;
                let _ = #shape;
                if #private::Marker::<#ty>::SECTION {
                    ::core::panic!(#message);
                }
            };
        };
    })
}

fn mentions_self(field: &Field) -> bool {
    mentions(&field.ty, &HashSet::from(["Self".to_owned()]))
}

/// Where the type of the field stands, as code that the user did not write.
fn spanned(field: &Field) -> Span {
    Span::call_site().located_at(field.ty.span())
}

fn name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

// OK because local names of a macro's own site meet no name of the user, except
// constants, which are not called like this.
fn reader() -> Ident {
    Ident::new("__reader", Span::mixed_site())
}

fn binding(row: usize) -> Ident {
    format_ident!("__field{row}", span = Span::mixed_site())
}

fn is_lifetime(parameter: &syn::GenericParam) -> bool {
    matches!(parameter, syn::GenericParam::Lifetime(_))
}
