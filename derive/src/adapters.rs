//! Fields that are read as another type than their own: by `parse` and `with`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{GenericArgument, LitStr, Path, PathArguments, Type};

use crate::attributes::Attributes;
use crate::generics::{at, is_option};
use crate::items::Item;
use crate::model::{Adapter, Field, Input};

/// What holds values that are parsed one by one.
const HOLDERS: [&str; 4] = ["Option", "Vec", "BTreeMap", "HashMap"];

/// Reads `parse` and `with = "module"`.
///
/// `at` is unlike any other field of the type.
pub(crate) fn adapter(attributes: &mut Attributes<'_>, at: &str) -> Option<Adapter> {
    let parse = attributes.flag("parse");
    let with = attributes.one("with");
    if let (Some(_), Some(with)) = (parse, &with) {
        attributes.mistake(
            with.span,
            "`parse` reads the field already, keep one of them",
        );
    }
    let Some(with) = with else {
        return parse.map(|_| Adapter::Parse);
    };
    let path = attributes.read(&with, module)?;
    Some(Adapter::With(path, format_ident!("__With_{at}")))
}

/// A path, or as serde has it, one in quotes.
fn module(item: &Item) -> Option<Path> {
    let Some(text) = item.value::<LitStr>() else {
        return item.value();
    };
    let mut path = Path::parse_mod_style.parse_str(&text.value()).ok()?;
    for segment in &mut path.segments {
        segment.ident.set_span(text.span());
    }
    Some(path)
}

/// The type that a field is read as.
pub(crate) fn read_as(field: &Field, private: &TokenStream) -> TokenStream {
    of_type(&field.ty, field.adapter.as_ref(), private)
}

pub(crate) fn of_type(ty: &Type, adapter: Option<&Adapter>, private: &TokenStream) -> TokenStream {
    match adapter {
        None => ty.to_token_stream(),
        Some(Adapter::Parse) => parsed(ty, private),
        // OK because an option may be absent, as that of any other field.
        Some(Adapter::With(_, name)) if is_option(ty) => quote!(#private::OptionWith<#name>),
        Some(Adapter::With(_, name)) => quote!(#private::With<#name>),
    }
}

/// The same type, with what it holds parsed.
fn parsed(ty: &Type, private: &TokenStream) -> TokenStream {
    let span = Span::call_site().located_at(ty.span());
    let private = &at(private, span);
    let whole = || quote_spanned!(span=> #private::Parsed<#ty>);
    let Type::Path(path) = ty else { return whole() };
    let mut path = path.clone();
    let Some(last) = path.path.segments.last_mut() else {
        return whole();
    };
    let is_holder = HOLDERS.iter().any(|holder| last.ident == holder);
    let PathArguments::AngleBracketed(arguments) = &mut last.arguments else {
        return whole();
    };
    // OK because what is held is the last type, but for the hasher of a map.
    let at = usize::from(last.ident.to_string().ends_with("Map"));
    match arguments.args.iter_mut().nth(at) {
        Some(GenericArgument::Type(held)) if is_holder => {
            *held = Type::Verbatim(parsed(held, private));
            path.to_token_stream()
        }
        _ => whole(),
    }
}

/// Puts the types that call the functions of modules beside what reads by them.
pub(crate) fn around(implementation: TokenStream, input: &Input) -> TokenStream {
    let fields = input.field_lists().into_iter().flatten();
    let types: Vec<_> = fields.filter_map(|field| with(field, input)).collect();
    if types.is_empty() {
        return implementation;
    }
    quote! {
        const _: () = {
            #(#types)*
            #implementation
        };
    }
}

/// The type that calls the function of a module.
fn with(field: &Field, input: &Input) -> Option<TokenStream> {
    let Some(Adapter::With(module, name)) = &field.adapter else {
        return None;
    };
    let (private, ty) = (&input.private, &field.ty);
    let span = Span::call_site().located_at(module.span());
    let read = quote_spanned!(span=> #module::deserialize(deserializer));
    Some(quote! {
        #[allow(non_camel_case_types)]
        enum #name {}

        impl #private::Module for #name {
            type Value = #ty;

            fn read<'de, D: #private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<#ty, D::Error> {
                #read
            }
        }
    })
}
