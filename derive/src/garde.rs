//! What the attributes of `garde` say, as far as it is data.
//!
//! Whatever is not understood is left out without a word: `garde`'s own derive
//! reads the same attributes and says what is wrong with them.

use proc_macro2::TokenStream;
use syn::LitStr;

use crate::attributes::{Argument, Item, split};
use crate::generics::is_option;
use crate::literal::Literal;
use crate::mistakes::Mistakes;
use crate::model::Constraint;

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

/// Whether the type or field carries an attribute of `garde` that is to be read.
pub(crate) fn is_on(attributes: &[syn::Attribute]) -> bool {
    cfg!(feature = "garde") && attributes.iter().any(|a| a.path().is_ident("garde"))
}

/// The rules of one field.
///
/// What is inside an `Option` is the value that a file has, and no element of it.
pub(crate) fn rules(field: &syn::Field) -> Vec<Constraint> {
    let rules = declared(&field.attrs).into_iter();
    if !is_option(&field.ty) {
        return rules.collect();
    }
    let inside = |rule| match rule {
        Constraint::Each(rules) => rules,
        rule => vec![rule],
    };
    rules.flat_map(inside).collect()
}

fn declared(attributes: &[syn::Attribute]) -> Vec<Constraint> {
    let lists = attributes
        .iter()
        .filter(|a| cfg!(feature = "garde") && a.path().is_ident("garde"))
        .filter_map(|a| a.meta.require_list().ok());
    lists.flat_map(|list| of_list(&list.tokens)).collect()
}

fn of_list(tokens: &TokenStream) -> Vec<Constraint> {
    items(tokens).iter().filter_map(rule).collect()
}

fn items(tokens: &TokenStream) -> Vec<Item> {
    split(tokens, &mut Mistakes::default())
}

fn rule(item: &Item) -> Option<Constraint> {
    let named = |names: &'static [(&'static str, &'static str)]| {
        let found = names.iter().find(|(name, _)| item.name == *name);
        found.map(|(_, variant)| *variant)
    };
    match &item.argument {
        Argument::None => named(&PLAIN).map(Constraint::Plain),
        Argument::List(tokens) => match (&item.name[..], named(&TEXT)) {
            (_, Some(variant)) => text(tokens).map(|text| Constraint::Text(variant, text)),
            ("range", _) => range(tokens),
            ("length", _) => length(tokens),
            ("inner", _) => Some(of_list(tokens))
                .filter(|rules| !rules.is_empty())
                .map(Constraint::Each),
            _ => None,
        },
        Argument::Value(_) => None,
    }
}

fn text(tokens: &TokenStream) -> Option<String> {
    syn::parse2::<LitStr>(tokens.clone())
        .ok()
        .map(|text| text.value())
}

fn range(tokens: &TokenStream) -> Option<Constraint> {
    let items = items(tokens);
    let bound = |name: &str| number(&items, name).or_else(|| number(&items, "equal"));
    let (min, max) = (bound("min"), bound("max"));
    (min.is_some() || max.is_some()).then_some(Constraint::Range { min, max })
}

fn length(tokens: &TokenStream) -> Option<Constraint> {
    let items = items(tokens);
    let bound = |name: &str| {
        let text = number(&items, name).or_else(|| number(&items, "equal"))?;
        text.parse().ok()
    };
    let unit = UNITS
        .iter()
        .find(|(name, _)| items.iter().any(|item| item.name == *name));
    let (min, max) = (bound("min"), bound("max"));
    (min.is_some() || max.is_some()).then_some(Constraint::Length {
        unit: unit.map_or("Simple", |(_, variant)| variant),
        min,
        max,
    })
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
        fn said(rule: &Constraint) -> String {
            match rule {
                Constraint::Plain(name) => (*name).to_owned(),
                Constraint::Text(name, text) => format!("{name} {text}"),
                Constraint::Range { min, max } => format!("{min:?} {max:?}"),
                Constraint::Length { unit, min, max } => format!("{unit} {min:?} {max:?}"),
                Constraint::Each(rules) => {
                    format!("each {:?}", rules.iter().map(said).collect::<Vec<_>>())
                }
            }
        }
        let rules = declared(std::slice::from_ref(attribute));
        rules.iter().map(said).collect()
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
                "Some(\"1000\") Some(\"-0.5\")",
                "None Some(\"9\")",
                "Chars Some(8) Some(8)",
                "Pattern ^a+$",
                "each [\"Url\", \"Simple Some(1) None\"]",
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
