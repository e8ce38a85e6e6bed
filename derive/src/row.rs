//! From the model to the rows of a schema.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::adapters::read_as;
use crate::generics::{at, is_option, of_option, parts_of};
use crate::model::{Fact, Field, Retired, Said};
use crate::variables;

pub(crate) fn retired(schema: TokenStream, keys: &[Retired]) -> TokenStream {
    if keys.is_empty() {
        return schema;
    }
    let texts = keys.iter().map(|retired| &retired.key.value);
    let since = keys.iter().map(|Retired { since, .. }| match since {
        Some(since) => &since.value[..],
        None => "",
    });
    quote!(#schema.with_retired(&[#(#texts),*], &[#(#since),*]))
}

pub(crate) fn rows(fields: &[Field], private: &TokenStream) -> TokenStream {
    if fields.iter().all(|field| field.flatten.is_none()) {
        let rows = fields.iter().map(|field| row(field, private));
        // OK to be a block of its own because only so may it be borrowed for ever.
        return quote!(const { &[#(#rows),*] });
    }
    let lists = fields.iter().map(|field| {
        if field.flatten.is_some() {
            part(field, private)
        } else {
            let row = row(field, private);
            quote!(&[#row])
        }
    });
    let count = count(fields, private);
    let first = fields.iter().find(|field| field.flatten.is_some());
    let private = at(private, first.map_or_else(Span::call_site, spanned));
    quote!(const { &#private::joined::<{ #count }>(&[#(#lists),*]) })
}

/// How many rows there are of these fields.
pub(crate) fn count(fields: &[Field], private: &TokenStream) -> TokenStream {
    let parts = fields.iter().filter(|field| field.flatten.is_some());
    let parts = parts.map(|field| {
        let ty = &field.ty;
        quote_spanned!(spanned(field)=> <#ty as #private::Config>::SCHEMA.fields().len())
    });
    let own = fields
        .iter()
        .filter(|field| field.flatten.is_none())
        .count();
    quote!(#own #(+ #parts)*)
}

/// The rows of a section whose settings are among others.
fn part(field: &Field, private: &TokenStream) -> TokenStream {
    let ty = &field.ty;
    let fields = quote_spanned!(spanned(field)=> <#ty as #private::Config>::SCHEMA.part());
    renamed(field, ty, &fields, private).unwrap_or(fields)
}

/// The fields of a section, with the variables that they have here.
fn renamed(
    field: &Field,
    ty: &Type,
    fields: &TokenStream,
    private: &TokenStream,
) -> Option<TokenStream> {
    let private = &at(private, spanned(field));
    let variables = field.inner_variables.iter().map(|(name, variable)| {
        let (name, variable) = (&name.value, &variable.value);
        quote!((#name, &[#variable]))
    });
    let variables = variables.collect::<Vec<_>>();
    (!variables.is_empty()).then(|| {
        quote_spanned! {spanned(field)=>
            const {
                &#private::with_variables::<{ <#ty as #private::Config>::SCHEMA.fields().len() }>(
                    #fields,
                    &[#(#variables),*],
                )
            }
        }
    })
}

/// The shape of a section, whose fields have variables of their own here if it says so.
fn section(field: &Field, private: &TokenStream) -> TokenStream {
    let (ty, span) = (&field.ty, spanned(field));
    let inner = if is_option(ty) {
        of_option(ty)
    } else {
        Some(ty)
    };
    let renamed = inner.and_then(|inner| {
        let fields = quote_spanned!(span=> <#inner as #private::Config>::SCHEMA.part());
        let fields = renamed(field, inner, &fields, private)?;
        Some(quote_spanned! {span=>
            #private::Shape::Section(
                const { &<#inner as #private::Config>::SCHEMA.with_fields(#fields) },
            )
        })
    });
    match renamed {
        None => quote_spanned!(span=> #private::nested::<#ty>()),
        Some(shape) if is_option(ty) => quote!(#private::Shape::Optional(const { &#shape })),
        Some(shape) => shape,
    }
}

fn row(field: &Field, private: &TokenStream) -> TokenStream {
    let (name, docs) = (&field.name.value, &field.docs);
    let shape = match field.nested {
        Some(_) => section(field, private),
        None => shape(field, private),
    };
    let facts = facts(field, private);
    let facts = (!facts.is_empty()).then(|| quote!(const { &[#(#facts),*] }));
    let mut row = quote!(#private::Field::new(#name, #shape));
    row = with(row, "with_docs", (!docs.is_empty()).then(|| quote!(#docs)));
    row = with(row, "with_ident", ident(field));
    row = with(row, "with_secret", secret_by_type(field, private));
    row = with(row, "with_plain", plain(field, private));
    row = with(row, "with_hides", hides(field, private));
    with(row, "with_facts", facts)
}

/// How to find out whether the `Debug` of the type hides the value, where nothing else
/// says what it is.
fn hides(field: &Field, private: &TokenStream) -> Option<TokenStream> {
    let read_as = read_as(field, private);
    let plain = plain(field, private)?;
    field.secret().is_none().then(|| {
        quote! {{
            use #private::NotDebug as _;
            if #plain {
                ::core::option::Option::None
            } else {
                #private::Marker::<#read_as>::HIDES
            }
        }}
    })
}

/// What the attributes say, each as a variant of `Fact`, in the order of the views.
fn facts(field: &Field, private: &TokenStream) -> Vec<TokenStream> {
    let alike = field.facts.chunk_by(|one, next| one.fact == next.fact);
    let fact = |said: &[Said]| {
        let code = said.iter().map(|said| &said.code);
        let (name, held) = match said.first()?.fact {
            Fact::One(name) => (name, quote!(#(#code)*)),
            Fact::List(name) => (name, quote!(const { &[#(#code),*] })),
        };
        let name = format_ident!("{name}");
        Some(quote!(#private::Fact::#name(#held)))
    };
    let inner = (!field.inner_variables.is_empty()).then(|| {
        let pairs = variables::fact(&field.inner_variables);
        quote!(#private::Fact::FieldVariables(const { &[#pairs] }))
    });
    alike.filter_map(fact).chain(inner).collect()
}

/// The name in the struct, where it is another than in configuration.
fn ident(field: &Field) -> Option<TokenStream> {
    let ident = field.ident.unraw().to_string();
    (ident != field.name.value).then(|| quote!(#ident))
}

/// Adds a call of `method`, if there is something to say with it.
fn with(object: TokenStream, method: &str, argument: Option<TokenStream>) -> TokenStream {
    let method = format_ident!("{method}");
    match argument {
        Some(argument) => quote!(#object.#method(#argument)),
        None => object,
    }
}

/// Also what a field is refused by whose type cannot be read. Every place that
/// needs it to be readable says this first, so the compiler has one thing to say.
pub(crate) fn shape(field: &Field, private: &TokenStream) -> TokenStream {
    let ty = read_as(field, private);
    let span = spanned(field);
    if field.nested.is_some() {
        quote_spanned!(span=> #private::nested::<#ty>())
    } else {
        quote_spanned!(span=> #private::leaf::<#ty>())
    }
}

fn secret_by_type(field: &Field, private: &TokenStream) -> Option<TokenStream> {
    let is_open = field.nested.is_none() && field.secret().is_none();
    is_open.then(|| is_of_secrecy(&field.ty, private))
}

/// Whether the type is one of `secrecy`, or made of one.
pub(crate) fn is_of_secrecy(ty: &Type, private: &TokenStream) -> TokenStream {
    let mut parts = vec![ty];
    parts_of(ty, &mut parts);
    quote! {{
        use #private::NotSecret as _;
        #(#private::Marker::<#parts>::SECRET)||*
    }}
}

/// Says that the value may be shown, where the field says so.
pub(crate) fn shown(field: &Field) -> Option<TokenStream> {
    let says_so = field.nested.is_none() && field.secret() == Some(false);
    says_so.then(|| quote!(true))
}

/// Whether the type is one of which everyone knows that it keeps no secret by itself.
fn plain(field: &Field, private: &TokenStream) -> Option<TokenStream> {
    let ty = &field.ty;
    field.nested.is_none().then(|| {
        quote! {{
            use #private::NotPlain as _;
            #private::Marker::<#ty>::PLAIN || !#private::needs_drop::<#ty>()
        }}
    })
}

/// Where the type of the field is, as code that the user did not write.
pub(crate) fn spanned(field: &Field) -> Span {
    Span::call_site().located_at(field.ty.span())
}
