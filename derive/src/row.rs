//! From the model to the rows of a schema.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::generics::parts_of;
use crate::model::{Fact, Field, Said, Text};

pub(crate) fn retired(schema: TokenStream, keys: &[Text]) -> TokenStream {
    let texts = keys.iter().map(|key| &key.value);
    let keys = (!keys.is_empty()).then(|| quote!(&[#(#texts),*]));
    with(schema, "with_retired", keys)
}

pub(crate) fn rows(fields: &[Field], private: &TokenStream) -> TokenStream {
    let rows = fields.iter().map(|field| row(field, private));
    // OK to be a block of its own because only so may it be borrowed for ever.
    quote!(const { &[#(#rows),*] })
}

fn row(field: &Field, private: &TokenStream) -> TokenStream {
    let (name, docs, shape) = (&field.name.value, &field.docs, shape(field, private));
    let facts = facts(field, private);
    let facts = (!facts.is_empty()).then(|| quote!(const { &[#(#facts),*] }));
    let mut row = quote!(#private::Field::new(#name, #shape));
    row = with(row, "with_docs", (!docs.is_empty()).then(|| quote!(#docs)));
    row = with(row, "with_ident", ident(field));
    row = with(row, "with_secret", secret_by_type(field, private));
    row = with(row, "with_plain", plain(field, private));
    with(row, "with_facts", facts)
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
    alike.filter_map(fact).collect()
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
    let ty = &field.ty;
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
