//! From the model to the code that judges a section.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::WherePredicate;
use syn::spanned::Spanned;

use crate::model::Input;

/// The part of the implementation that judges a section that was read.
pub(crate) fn method(input: &Input, private: &TokenStream) -> Option<TokenStream> {
    if !input.garde && input.checks.is_empty() {
        return None;
    }
    let rules = Ident::new("__rules", Span::mixed_site());
    let garde = input.garde.then(|| garde(private, &rules));
    let checks = input.checks.iter().map(|check| {
        let span = Span::call_site().located_at(check.span());
        quote_spanned!(span=> #check(self, #rules);)
    });
    Some(quote! {
        const HAS_RULES: ::core::primitive::bool = true;

        fn rules(&self, #rules: &mut #private::Checker<'_>) {
            #garde
            #(#checks)*
        }
    })
}

fn garde(private: &TokenStream, rules: &Ident) -> TokenStream {
    let local = |name: &str| Ident::new(name, Span::mixed_site());
    let (context, report) = (local("__context"), local("__report"));
    let (path, error) = (local("__path"), local("__error"));
    quote! {
        let #context = <<Self as ::garde::Validate>::Context as #private::RuleContext>::of(
            #private::Checker::deploy(#rules),
        );
        let mut #report = ::garde::Report::new();
        ::garde::Validate::validate_into(
            self,
            &#context,
            &mut ::garde::Path::empty,
            &mut #report,
        );
        for (#path, #error) in #report.iter() {
            #private::broken(#rules, #path, #error);
        }
    }
}

/// What the rules of `garde` ask of a type whose parameters are not yet known.
pub(crate) fn predicates(input: &Input, private: &TokenStream) -> Vec<WherePredicate> {
    if !input.garde || input.generics.type_params().next().is_none() {
        return Vec::new();
    }
    vec![
        syn::parse_quote!(Self: ::garde::Validate),
        syn::parse_quote!(<Self as ::garde::Validate>::Context: #private::RuleContext),
    ]
}
