//! Questions to ask of generics and of the types that use them.

use std::collections::HashSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{GenericArgument, GenericParam, Generics, Lifetime, PathArguments, Type};

/// The names of the parameters a type may mention.
pub(crate) fn parameters(generics: &Generics) -> HashSet<String> {
    let name = |parameter: &GenericParam| match parameter {
        GenericParam::Type(parameter) => Some(parameter.ident.unraw().to_string()),
        GenericParam::Const(parameter) => Some(parameter.ident.unraw().to_string()),
        GenericParam::Lifetime(_) => None,
    };
    generics.params.iter().filter_map(name).collect()
}

/// Tells whether one of the names is in `tokens`, not as part of a longer path.
pub(crate) fn mentions(tokens: impl ToTokens, names: &HashSet<String>) -> bool {
    first_mention(tokens.into_token_stream(), names).is_some()
}

pub(crate) fn first_mention(tokens: TokenStream, names: &HashSet<String>) -> Option<Ident> {
    let mut colons = 0;
    for token in tokens {
        let found = match &token {
            TokenTree::Ident(ident) if colons < 2 && names.contains(&ident.unraw().to_string()) => {
                Some(ident.clone())
            }
            TokenTree::Group(group) => first_mention(group.stream(), names),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        let is_colon = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
        colons = if is_colon { colons + 1 } else { 0 };
    }
    None
}

/// Puts `'static` in the place of every lifetime parameter.
///
/// A type with lifetimes is refused, and its stand-in must still be a type that
/// lives for ever.
pub(crate) fn all_static(generics: &Generics, tokens: impl ToTokens) -> TokenStream {
    let names = generics
        .lifetimes()
        .map(|parameter| parameter.lifetime.ident.to_string());
    replaced(tokens.into_token_stream(), &names.collect())
}

fn replaced(tokens: TokenStream, names: &HashSet<String>) -> TokenStream {
    let mut output = TokenStream::new();
    let mut after_quote = false;
    for token in tokens {
        let is_quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        output.extend([match token {
            TokenTree::Ident(ident) if after_quote && names.contains(&ident.to_string()) => {
                Lifetime::new("'static", Span::call_site()).ident.into()
            }
            TokenTree::Group(group) => {
                Group::new(group.delimiter(), replaced(group.stream(), names)).into()
            }
            token => token,
        }]);
        after_quote = is_quote;
    }
    output
}

/// The types that a type is written with: a list of options of secrets is
/// secret, however deep they lie in it.
pub(crate) fn parts_of<'t>(ty: &'t Type, parts: &mut Vec<&'t Type>) {
    let mut part = |ty: &'t Type| {
        parts.push(ty);
        parts_of(ty, parts);
    };
    match ty {
        Type::Path(path) => {
            for segment in &path.path.segments {
                let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
                    continue;
                };
                for argument in &arguments.args {
                    if let GenericArgument::Type(ty) = argument {
                        part(ty);
                    }
                }
            }
        }
        Type::Tuple(tuple) => tuple.elems.iter().for_each(part),
        Type::Array(array) => part(&array.elem),
        Type::Paren(paren) => part(&paren.elem),
        Type::Group(group) => part(&group.elem),
        _ => {}
    }
}

/// A path as if it were written there, so that the compiler points there alone.
pub(crate) fn at(path: &TokenStream, span: Span) -> TokenStream {
    let tokens = path.clone().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}

/// What is in an option.
pub(crate) fn of_option(ty: &Type) -> Option<&Type> {
    let mut parts = Vec::new();
    parts_of(ty, &mut parts);
    parts.first().copied().filter(|_| is_option(ty))
}

/// Whether the type of a field could be absent, by the look of it.
pub(crate) fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|segment| segment.ident == "Option"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{all_static, mentions};

    #[test]
    fn a_parameter_is_found_where_it_stands_by_itself() {
        let names = HashSet::from(["T".to_owned()]);
        for (ty, expected) in [
            ("T", true),
            ("Vec<Option<T>>", true),
            ("fn(x: T) -> u8", true),
            ("[u8; T]", true),
            ("T::Item", true),
            ("Tree", false),
            ("other::T", false),
            ("Vec<u8>", false),
        ] {
            let ty: syn::Type = syn::parse_str(ty).unwrap();
            assert_eq!(mentions(&ty, &names), expected);
        }
    }

    #[test]
    fn only_parameters_become_static() {
        let input: syn::DeriveInput =
            syn::parse_str("struct S<'a, T> where T: 'a, for<'x> fn(&'x T): Copy;").unwrap();
        let wheres = &input.generics.where_clause;
        assert_eq!(
            all_static(&input.generics, wheres)
                .to_string()
                .replace(' ', ""),
            "whereT:'static,for<'x>fn(&'xT):Copy"
        );
    }
}
