//! What the attributes of `garde` say, as far as it is data.
//!
//! Whatever is not understood is left out without a word: `garde`'s own derive
//! reads the same attributes and says what is wrong with them.

use std::str::FromStr;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::LitStr;

use crate::attributes::option;
use crate::generics::is_option;
use crate::items::{Argument, Item, split};
use crate::literal::Literal;
use crate::mistakes::Mistakes;
use crate::model::{Fact, Said, Text};

const PLAIN: [(&str, &str); 10] = [
    ("ascii", "Ascii"),
    ("alphanumeric", "Alphanumeric"),
    ("email", "Email"),
    ("url", "Url"),
    ("ip", "Ip"),
    ("ipv4", "IpV4"),
    ("ipv6", "IpV6"),
    ("credit_card", "CreditCard"),
    ("phone_number", "PhoneNumber"),
    ("required", "Required"),
];

const TEXT: [(&str, &str); 4] = [
    ("pattern", "Pattern"),
    ("contains", "Contains"),
    ("prefix", "Prefix"),
    ("suffix", "Suffix"),
];

const UNITS: [(&str, &str); 5] = [
    ("simple", "Simple"),
    ("bytes", "Bytes"),
    ("chars", "Chars"),
    ("graphemes", "Graphemes"),
    ("utf16", "Utf16"),
];

/// The rules of one field.
///
/// What is inside an `Option` is the value that a file has, and no element of it.
pub(crate) fn rules(field: &syn::Field, private: &TokenStream) -> Vec<Said> {
    let lists = field
        .attrs
        .iter()
        .filter(|a| cfg!(feature = "garde") && a.path().is_ident("garde"))
        .filter_map(|a| a.meta.require_list().ok());
    let items = lists.flat_map(|list| items(&list.tokens));
    let items: Vec<Item> = if is_option(&field.ty) {
        items.flat_map(inside).collect()
    } else {
        items.collect()
    };
    let rules = constraints(&items, private).into_iter();
    let said = rules.map(|code| Said {
        fact: Fact::List("Rules"),
        name: "garde",
        given: Text {
            value: String::new(),
            span: Span::call_site(),
        },
        code,
    });
    said.collect()
}

/// What is said of the elements, as what is said of the value.
fn inside(item: Item) -> Vec<Item> {
    match &item.argument {
        Argument::List(tokens) if item.name == "inner" => items(tokens),
        _ => vec![item],
    }
}

fn items(tokens: &TokenStream) -> Vec<Item> {
    split(tokens, &mut Mistakes::default())
}

fn constraints(items: &[Item], private: &TokenStream) -> Vec<TokenStream> {
    let said = items.iter().filter_map(|item| constraint(item, private));
    said.map(|said| quote!(#private::Constraint::#said))
        .collect()
}

fn constraint(item: &Item, private: &TokenStream) -> Option<TokenStream> {
    let named = |names: &'static [(&'static str, &'static str)]| {
        let found = names.iter().find(|(name, _)| item.name == *name);
        found.map(|(_, variant)| format_ident!("{variant}"))
    };
    match &item.argument {
        Argument::None => named(&PLAIN).map(|variant| quote!(#variant)),
        Argument::List(tokens) => match (&item.name[..], named(&TEXT)) {
            (_, Some(variant)) => {
                let text: LitStr = syn::parse2(tokens.clone()).ok()?;
                Some(quote!(#variant(#text)))
            }
            ("range", _) => range(tokens),
            ("length", _) => length(tokens, private),
            ("inner", _) => {
                let rules = constraints(&items(tokens), private);
                (!rules.is_empty()).then(|| quote!(Each(&[#(#rules),*])))
            }
            _ => None,
        },
        Argument::Value(_) => None,
    }
}

fn range(tokens: &TokenStream) -> Option<TokenStream> {
    let [min, max] = bounds::<String>(&items(tokens))?;
    Some(quote!(Range { min: #min, max: #max }))
}

fn length(tokens: &TokenStream, private: &TokenStream) -> Option<TokenStream> {
    let items = items(tokens);
    let [min, max] = bounds::<u64>(&items)?;
    let is_said = |name: &str| items.iter().any(|item| item.name == name);
    let unit = UNITS.iter().find(|(name, _)| is_said(name));
    let unit = format_ident!("{}", unit.map_or("Simple", |(_, variant)| variant));
    Some(quote!(Length { unit: #private::LengthUnit::#unit, min: #min, max: #max }))
}

/// The two bounds as options, where one of them is there.
fn bounds<T: FromStr + ToTokens>(items: &[Item]) -> Option<[TokenStream; 2]> {
    let bound = |name| {
        number(items, name)
            .or_else(|| number(items, "equal"))?
            .parse::<T>()
            .ok()
    };
    let bounds = ["min", "max"].map(bound);
    let is_there = bounds.iter().any(Option::is_some);
    is_there.then(|| bounds.map(option))
}

/// The number that follows `name =`, where it is a literal.
fn number(items: &[Item], name: &str) -> Option<String> {
    let item = items.iter().find(|item| item.name == name)?;
    let Argument::Value(tokens) = &item.argument else {
        return None;
    };
    match syn::parse2::<Literal>(tokens.clone()).ok()? {
        Literal::Bare(text) if text != "true" && text != "false" => Some(text),
        _ => None,
    }
}

#[cfg(all(test, feature = "garde"))]
mod tests {
    use super::*;

    fn of(attribute: &syn::Attribute) -> Vec<String> {
        let field = syn::parse_quote!(#attribute field: Type);
        let rules = rules(&field, &quote!(x));
        let said = |rule: &TokenStream| {
            let rule = rule.to_string().replace("x :: Constraint :: ", "");
            rule.replace(":: core :: option :: Option :: ", "")
        };
        rules.iter().map(|rule| said(&rule.code)).collect()
    }

    #[test]
    fn literals_are_read_and_code_is_left_out() {
        let attribute = syn::parse_quote!(#[garde(
            range(min = 1_000u32, max = -0.5),
            range(min = MIN, max = 9),
            range(min = self.min),
            length(chars, equal = 8),
            length(max = LIMIT),
            pattern(r"^a+$"),
            pattern(PATTERN),
            inner(url, length(min = 1)),
            if(cond = self.on, email),
            custom(|_, _| Ok(())),
            skip,
            required
        )]);
        assert_eq!(
            of(&attribute),
            [
                r#"Range { min : Some ("1000") , max : Some ("-0.5") }"#,
                r#"Range { min : None , max : Some ("9") }"#,
                "Length { unit : x :: LengthUnit :: Chars , min : Some (8u64) , max : Some (8u64) }",
                r#"Pattern (r"^a+$")"#,
                "Each (& [Url , Length { unit : x :: LengthUnit :: Simple , min : Some (1u64) , max : None }])",
                "Required",
            ]
        );
    }

    #[test]
    fn an_attribute_that_is_no_list_says_nothing() {
        assert!(of(&syn::parse_quote!(#[garde])).is_empty());
        assert!(of(&syn::parse_quote!(#[garde = "x"])).is_empty());
        assert!(of(&syn::parse_quote!(#[garde(, range())])).is_empty());
    }
}
