//! From the model to the rows of a schema.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::generics::parts_of;
use crate::model::{DefaultValue, Field, ParityRule, Text};
use crate::rules;

pub(crate) fn retired(schema: TokenStream, keys: &[Text]) -> TokenStream {
    let keys = keys.iter().map(|key| &key.value);
    with(schema, "with_retired", list(keys))
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
    let texts = |texts: &[Text]| list(texts.iter().map(|text| &text.value));
    let own = [
        ("Default", default(field, private)),
        ("Variables", texts(&field.variables)),
        ("Secret", secret(field)),
    ];
    let others = [
        ("Aliases", texts(&field.aliases)),
        ("Parity", parity(field, private)),
    ];
    let texts = field.texts.iter();
    let texts = texts.map(|given| (given.name, Some(given.value.value.to_token_stream())));
    let facts = own.into_iter().chain(rules::facts(field, private));
    let facts = facts.chain(others).chain(texts);
    let facts = facts.filter_map(|(name, argument)| Some((format_ident!("{name}"), argument?)));
    let fact = |(name, argument)| quote!(#private::Fact::#name(#argument));
    facts.map(fact).collect()
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

fn list<'a>(texts: impl ExactSizeIterator<Item = &'a String>) -> Option<TokenStream> {
    (texts.len() > 0).then(|| quote!(&[#(#texts),*]))
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

fn default(field: &Field, private: &TokenStream) -> Option<TokenStream> {
    field.default.as_ref().map(|default| match default {
        DefaultValue::Text(text) => quote!(#private::DefaultValue::Text(#text)),
        DefaultValue::OfType => quote!(#private::DefaultValue::OfType),
    })
}

/// What the field says itself; a section says nothing.
fn secret(field: &Field) -> Option<TokenStream> {
    let secret = field.secret.filter(|_| field.nested.is_none());
    secret.map(|secret| quote!(#secret))
}

fn secret_by_type(field: &Field, private: &TokenStream) -> Option<TokenStream> {
    let is_open = field.nested.is_none() && field.secret.is_none();
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
    let says_so = field.nested.is_none() && field.secret == Some(false);
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

fn parity(field: &Field, private: &TokenStream) -> Option<TokenStream> {
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

/// Where the type of the field is, as code that the user did not write.
pub(crate) fn spanned(field: &Field) -> Span {
    Span::call_site().located_at(field.ty.span())
}
