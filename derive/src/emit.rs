//! From the model to an implementation of `Config`.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Generics, WhereClause, WherePredicate, parse_quote};

use crate::generics::{all_static, mentions, parameters};
use crate::mistakes::one_of;
use crate::model::{Body, Enum, Field, Input, Refused, Variant};
use crate::row::{is_of_secrecy, retired, rows, shape, shown, spanned};
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
        } else if field.is_default_of_type {
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
    let (span, shape) = (spanned(field), shape(field, &context.private));
    let of_type = field.is_default_of_type;
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
