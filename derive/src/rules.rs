//! From the model to what generated code says of rules.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::WherePredicate;
use syn::spanned::Spanned;

use crate::model::Constraint;
use crate::model::{Allowance, Condition, Field, Input, Probe, Text};

/// What rules there are: the variants of `Fact`, and what each holds.
pub(crate) fn facts(
    field: &Field,
    private: &TokenStream,
) -> [(&'static str, Option<TokenStream>); 7] {
    let slice =
        |items: Vec<TokenStream>| (!items.is_empty()).then(|| quote!(const { &[#(#items),*] }));
    let texts = |texts: &[Text]| {
        let texts = texts.iter().map(|text| &text.value);
        slice(texts.map(|text| quote!(#text)).collect())
    };
    let allowances = |allowances: &[Allowance]| {
        let one = |allowance| self::allowance(allowance, private);
        slice(allowances.iter().map(one).collect())
    };
    let conditions = field.conditions.iter();
    let conditions = conditions.map(|given| condition(&given.value, private));
    let probes = field.probes.iter();
    let probes = probes.map(|given| probe(&given.value, private));
    let rules = field.rules.iter().map(|rule| one(rule, private));
    [
        ("Rules", slice(rules.collect())),
        ("Conditions", slice(conditions.collect())),
        ("LivePrefixes", texts(&field.live_prefixes)),
        ("TestPrefixes", texts(&field.test_prefixes)),
        ("Probes", slice(probes.collect())),
        ("Allowed", allowances(&field.allowed)),
        ("Warned", allowances(&field.warned)),
    ]
}

fn environments(names: &[String], private: &TokenStream) -> TokenStream {
    let names = names.iter().map(|name| format_ident!("{name}"));
    quote!(&[#(#private::Environment::#names),*])
}

fn allowance(allowance: &Allowance, private: &TokenStream) -> TokenStream {
    let (what, reason) = (&allowance.what, &allowance.reason.value);
    let limit = (!allowance.environments.is_empty()).then(|| {
        let environments = environments(&allowance.environments, private);
        quote!(.only_in(#environments))
    });
    quote!(#private::Allowance::new(#what, #reason)#limit)
}

fn condition(condition: &Condition, private: &TokenStream) -> TokenStream {
    match condition {
        Condition::RequiredIn(names) => {
            let names = environments(names, private);
            quote!(#private::Condition::RequiredIn(#names))
        }
        Condition::ForbiddenIn(names) => {
            let names = environments(names, private);
            quote!(#private::Condition::ForbiddenIn(#names))
        }
        Condition::RequiredIf { key, value } => {
            let value = option(value.as_ref());
            quote!(#private::Condition::RequiredIf { key: #key, value: #value })
        }
    }
}

fn probe(probe: &Probe, private: &TokenStream) -> TokenStream {
    match probe {
        Probe::Path {
            dir,
            file,
            readable,
            writable,
        } => quote! {
            #private::Probe::Path(#private::PathNeeds {
                dir: #dir,
                file: #file,
                readable: #readable,
                writable: #writable,
            })
        },
        Probe::Resolves => quote!(#private::Probe::Resolves),
        Probe::FreePort => quote!(#private::Probe::FreePort),
        Probe::TlsCertificate { key, days } => {
            quote!(#private::Probe::TlsCertificate { key: #key, days: #days })
        }
    }
}

fn list(rules: &[Constraint], private: &TokenStream) -> TokenStream {
    let rules = rules.iter().map(|rule| one(rule, private));
    quote!(&[#(#rules),*])
}

fn one(rule: &Constraint, private: &TokenStream) -> TokenStream {
    match rule {
        Constraint::Plain(name) => {
            let variant = format_ident!("{name}");
            quote!(#private::Constraint::#variant)
        }
        Constraint::Text(name, text) => {
            let variant = format_ident!("{name}");
            quote!(#private::Constraint::#variant(#text))
        }
        Constraint::Range { min, max } => {
            let (min, max) = (option(min.as_ref()), option(max.as_ref()));
            quote!(#private::Constraint::Range { min: #min, max: #max })
        }
        Constraint::Length { unit, min, max } => {
            let unit = format_ident!("{unit}");
            let (min, max) = (option(min.as_ref()), option(max.as_ref()));
            quote!(#private::Constraint::Length {
                unit: #private::LengthUnit::#unit,
                min: #min,
                max: #max,
            })
        }
        Constraint::Each(rules) => {
            let rules = list(rules, private);
            quote!(#private::Constraint::Each(#rules))
        }
    }
}

fn option(value: Option<&impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}

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
        const HAS_RULES: bool = true;

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
