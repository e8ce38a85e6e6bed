//! From the model to an implementation of `Config`.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Generics, Type, WhereClause, WherePredicate, parse_quote};

use crate::adapters::{self, read_as};
use crate::generics::{all_static, mentions, parameters};
use crate::mistakes::one_of;
use crate::model::{Body, Enum, Field, Input, Made, Refused, Variant};
use crate::row::{count, is_of_secrecy, retired, rows, shape, shown, spanned};
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
    let implementation = adapters::around(implementation, input);
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
    let private = &input.private;
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
        Self {
            private: input.private.clone(),
            parameters: parameters(&input.generics),
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
        Body::Wrapper(held) => return wrapper(input, held, private),
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

/// A type that holds a section is read as it.
fn wrapper(input: &Input, held: &Type, private: &TokenStream) -> TokenStream {
    let (parameters, arguments, _) = input.generics.split_for_impl();
    let (ident, reader) = (&input.ident, reader());
    let span = Span::call_site().located_at(held.span());
    let mut wheres = with_static(&input.generics);
    if mentions(held, &self::parameters(&input.generics)) {
        wheres
            .predicates
            .push(parse_quote!(#held: #private::Config));
    }
    let of = quote_spanned!(span=> <#held as #private::Config>);
    let checker = Ident::new("__rules", Span::mixed_site());
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #parameters #private::Config for #ident #arguments #wheres {
            const SCHEMA: &'static #private::Schema = #of::SCHEMA;

            fn read(#reader: &mut #private::Reader<'_, '_>) -> ::core::option::Option<Self> {
                ::core::option::Option::map(#of::read(#reader), Self)
            }

            const HAS_RULES: ::core::primitive::bool = #of::HAS_RULES;

            fn rules(&self, #checker: &mut #private::Checker<'_>) {
                #of::rules(&self.0, #checker);
            }
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
        } else {
            quote_spanned!(span=> #private::Leaf)
        };
        let read_as = read_as(field, private);
        wheres.predicates.push(parse_quote!(#read_as: #bound));
        if matches!(field.made, Some(Made::OfType)) {
            let default = quote_spanned!(span=> ::core::default::Default);
            wheres.predicates.push(parse_quote!(#ty: #default));
        }
    }
    let variants = match &input.body {
        Body::Enum(body) => &body.variants[..],
        _ => &[],
    };
    let held = variants.iter().filter_map(|variant| variant.held.as_ref());
    for held in held.filter(|held| mentions(held, &context.parameters)) {
        wheres
            .predicates
            .push(parse_quote!(#held: #private::Config));
    }
    wheres.predicates.extend(rules::predicates(input, private));
    wheres
}

/// A section lives for ever, and so does what it is made of.
fn with_static(generics: &Generics) -> WhereClause {
    let mut wheres = generics.clone().make_where_clause().clone();
    let parameters = generics.type_params().map(|parameter| &parameter.ident);
    let is_static = |ident| -> WherePredicate { parse_quote!(#ident: 'static) };
    wheres.predicates.extend(parameters.map(is_static));
    wheres
}

fn schema(input: &Input, fields: &[Field], context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, docs, rows) = (
        name(&input.ident),
        &input.docs,
        rows(fields, &context.private),
    );
    quote!(#private::Schema::new(#name, #docs, #rows))
}

fn tagged(input: &Input, body: &Enum, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, docs) = (name(&input.ident), &input.docs);
    let tag = body.tag.as_ref().map(|tag| &tag.value);
    let names = one_of(body.variants.iter().map(|variant| &variant.name.value[..]));
    let tag_docs = format!("Which variant this is: {names}.");
    let default = body
        .variants
        .iter()
        .find(|variant| variant.default.is_some());
    let default = default.map(|variant| {
        let name = &variant.name.value;
        quote! {
            .with_facts(const { &[#private::Fact::Default(#private::DefaultValue::Text(#name))] })
        }
    });
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
                    .with_plain(true)
                    #default]
            },
            const { &[#(#variants),*] },
        )
    }
}

fn variant(variant: &Variant, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, docs) = (&variant.name.value, &variant.docs);
    if let Some(held) = &variant.held {
        let span = Span::call_site().located_at(held.span());
        let schema = quote_spanned!(span=> <#held as #private::Config>::SCHEMA);
        return quote!(#private::Variant::of_section(#name, #docs, #schema));
    }
    let rows = rows(&variant.fields, private);
    quote!(#private::Variant::new(#name, #docs, #rows))
}

/// Says so where a type of `secrecy` is to be shown.
fn shows_secrecy(field: &Field, context: &Context) -> Option<TokenStream> {
    shown(field).filter(|_| context.is_known(field) && !mentions_self(field))?;
    let is_secret = is_of_secrecy(&field.ty, &context.private);
    let message = format!(
        "field `{}` has a `secrecy` type, whose value is never shown, remove `secret = false`",
        field.ident.unraw()
    );
    Some(refused_if("IS_SECRET", field, &is_secret, &message))
}

/// Says what is wrong with a field, where code that the compiler runs finds it so.
fn refused_if(name: &str, field: &Field, is_wrong: &TokenStream, message: &str) -> TokenStream {
    let name = format_ident!("{name}");
    // OK to be a static because where a type is unknown in a constant, the compiler
    // says so once more, with a wrong idea of a cure.
    quote_spanned! {spanned(field)=>
        const _: () = {
            #[allow(dead_code, deprecated)]
            static #name: () = {
                let is_wrong = #is_wrong;
                if is_wrong {
                    ::core::panic!(#message);
                }
            };
        };
    }
}

/// Reads every field, and only then asks whether one was missing.
fn value(constructor: &TokenStream, fields: &[Field], context: &Context) -> TokenStream {
    let bindings: Vec<_> = (0..fields.len()).map(binding).collect();
    let reads = fields.iter().enumerate().map(|(at, field)| {
        let row = count(&fields[..at], &context.private);
        read(&row, field, context)
    });
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
        if let Some(held) = &variant.held {
            let part = quote!(#private::Reader::part::<#held>(#reader, 0));
            return quote!(::core::option::Option::map(#part, Self::#ident));
        }
        value(&quote!(Self::#ident), &variant.fields, context)
    });
    quote! {
        match #private::Reader::variant(#reader)? {
            #(#numbers => { #values })*
            _ => ::core::option::Option::None,
        }
    }
}

fn read(row: &TokenStream, field: &Field, context: &Context) -> TokenStream {
    let (private, reader) = (&context.private, reader());
    let (span, shape) = (spanned(field), shape(field, private));
    let read_as = read_as(field, private);
    if field.flatten.is_some() {
        return quote_spanned!(span=> #private::Reader::part::<#read_as>(#reader, #row));
    }
    let read = match made(field, private) {
        _ if field.nested.is_some() => {
            quote!(#private::Reader::nested::<#read_as>(#reader, #row))
        }
        None => quote!(#private::Reader::leaf::<#read_as>(#reader, #row)),
        Some(made) => quote!(#private::Reader::leaf_or::<#read_as>(#reader, #row, || #made)),
    };
    let value = field
        .adapter
        .as_ref()
        .map(|_| quote!(.map(<#read_as as #private::Adapter>::value)));
    quote_spanned! {span=> {
        let _ = #shape;
        #read #value
    }}
}

/// The default that code makes, as what is read has it.
fn made(field: &Field, private: &TokenStream) -> Option<TokenStream> {
    let (ty, span) = (&field.ty, spanned(field));
    let made = match field.made.as_ref()? {
        Made::OfType => quote_spanned!(span=> <#ty as ::core::default::Default>::default()),
        Made::By(code) => code.clone(),
    };
    let read_as = read_as(field, private);
    Some(if field.adapter.is_some() {
        quote!(<#read_as as #private::Adapter>::of(#made))
    } else {
        made
    })
}

/// Says so where a field is read by serde though its type is a section.
fn no_section(field: &Field, context: &Context) -> Option<TokenStream> {
    let is_leaf = field.nested.is_none() && field.adapter.is_none();
    if !is_leaf || !context.is_known(field) || mentions_self(field) {
        return None;
    }
    let (private, ty, shape) = (&context.private, &field.ty, shape(field, &context.private));
    let message = format!(
        "field `{}` is a section, mark it `#[config(nested)]`",
        field.ident.unraw()
    );
    let span = spanned(field);
    let is_section = quote_spanned! {span=> {
        use #private::NotSection as _;
        let _ = #shape;
        #private::Marker::<#ty>::SECTION
    }};
    Some(refused_if("IS_NO_SECTION", field, &is_section, &message))
}

fn mentions_self(field: &Field) -> bool {
    mentions(&field.ty, &HashSet::from(["Self".to_owned()]))
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
