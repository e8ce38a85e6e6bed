//! The items between the brackets of `#[config(...)]`, before their names mean
//! anything. Every item is taken apart by itself, so an error in one does not
//! hide an error in the next.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Meta, Token};

use crate::mistakes::{Mistakes, nearest, one_of};
use crate::model::{Given, Text};

/// A place where attributes stand, and those that may stand there.
pub(crate) struct Place {
    pub(crate) what: &'static str,
    pub(crate) attributes: &'static [Form],
}

/// An attribute and how it is written.
pub(crate) struct Form {
    name: &'static str,
    written: &'static str,
    is_of_sections: bool,
    /// The variant of `Fact` that holds the text, if it is one text and no more.
    fact: Option<&'static str>,
}

impl Form {
    pub(crate) const fn new(name: &'static str, written: &'static str) -> Self {
        Self {
            name,
            written,
            is_of_sections: true,
            fact: None,
        }
    }

    pub(crate) const fn says(mut self, fact: &'static str) -> Self {
        self.fact = Some(fact);
        self
    }

    /// One of a field that is read as one value, and not of a section.
    pub(crate) const fn of_value(name: &'static str, written: &'static str) -> Self {
        Self {
            is_of_sections: false,
            ..Self::new(name, written)
        }
    }
}

pub(crate) struct Attributes<'m> {
    place: &'static Place,
    items: Vec<Item>,
    mistakes: &'m mut Mistakes,
}

pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) argument: Argument,
}

pub(crate) enum Argument {
    None,
    Value(TokenStream),
    List(TokenStream),
}

impl<'m> Attributes<'m> {
    /// Reads the attributes that are on one thing. Those that may not be
    /// there are errors; `elsewhere` knows where they belong.
    pub(crate) fn new(
        attributes: &[syn::Attribute],
        place: &'static Place,
        elsewhere: &[&Place],
        mistakes: &'m mut Mistakes,
    ) -> Self {
        let mut items = Vec::new();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("config")) {
            match &attribute.meta {
                Meta::List(list) => items.extend(split(&list.tokens, mistakes)),
                meta => mistakes.add(syn::Error::new_spanned(meta, "expected `#[config(...)]`")),
            }
        }
        items.retain(|item| belongs(item, place, elsewhere, mistakes));
        Self {
            place,
            items,
            mistakes,
        }
    }

    /// Drops what a section cannot have; each is an error.
    pub(crate) fn keep_those_of_sections(&mut self) {
        let (place, mistakes) = (self.place, &mut *self.mistakes);
        self.items.retain(|item| {
            let name = &item.name;
            let is_kept = place.form(name).is_none_or(|form| form.is_of_sections);
            if !is_kept {
                let message = not_of_a_section(name);
                mistakes.push(item.span, message);
            }
            is_kept
        });
    }

    /// Takes an attribute that may be there once.
    pub(crate) fn take(&mut self, name: &str) -> Option<Item> {
        let mut items = self.take_all(name).into_iter();
        let first = items.next();
        for item in items {
            let message = format!("duplicate attribute `{name}`, keep one of them");
            self.mistakes.push(item.span, message);
        }
        first
    }

    pub(crate) fn take_all(&mut self, name: &str) -> Vec<Item> {
        self.items
            .extract_if(.., |item| item.name == name)
            .collect()
    }

    /// Takes `name`.
    pub(crate) fn flag(&mut self, name: &str) -> Option<Span> {
        let item = self.take(name)?;
        if !matches!(item.argument, Argument::None) {
            self.malformed(&item);
        }
        Some(item.span)
    }

    /// Takes `name = "text"`.
    pub(crate) fn text(&mut self, name: &str) -> Option<Text> {
        let item = self.take(name)?;
        self.as_text(&item)
    }

    /// Takes every `name = "text"`.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<Text> {
        let items = self.take_all(name);
        items.iter().filter_map(|item| self.as_text(item)).collect()
    }

    /// Takes all that is one text and no more.
    pub(crate) fn facts(&mut self) -> Vec<Given<Text>> {
        let forms = self.place.attributes.iter();
        let named = forms.filter_map(|form| Some((form.name, form.fact?)));
        let given = named.filter_map(|(attribute, name)| {
            let value = self.text(attribute)?;
            let span = value.span;
            Some(Given { name, span, value })
        });
        given.collect()
    }

    /// Takes `name("text", "text")`.
    pub(crate) fn list(&mut self, name: &str) -> Vec<Text> {
        let Some(item) = self.take(name) else {
            return Vec::new();
        };
        let texts = match &item.argument {
            Argument::List(tokens) => literals(tokens),
            _ => None,
        };
        texts.unwrap_or_else(|| {
            self.malformed(&item);
            Vec::new()
        })
    }

    /// The items in the brackets of an item; those that are malformed are errors.
    pub(crate) fn within(&mut self, item: &Item) -> Vec<Item> {
        match &item.argument {
            Argument::List(tokens) => split(tokens, self.mistakes),
            Argument::Value(_) | Argument::None => Vec::new(),
        }
    }

    fn as_text(&mut self, item: &Item) -> Option<Text> {
        let text = match &item.argument {
            Argument::Value(tokens) => syn::parse2(tokens.clone())
                .ok()
                .map(|literal| text_of(&literal)),
            _ => None,
        };
        if text.is_none() {
            self.malformed(item);
        }
        text
    }

    /// Says how an attribute is written.
    pub(crate) fn malformed(&mut self, item: &Item) {
        let written = self.place.form(&item.name).map(|form| form.written);
        self.mistake(
            item.span,
            format!("expected {}", written.unwrap_or_default()),
        );
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.items.iter().any(|item| item.name == name)
    }

    pub(crate) fn mistake(&mut self, span: Span, message: impl Display) {
        self.mistakes.push(span, message);
    }

    pub(crate) fn mistake_in(&mut self, tokens: &TokenStream, message: &str) {
        self.mistakes.add(syn::Error::new_spanned(tokens, message));
    }
}

fn text_of(literal: &LitStr) -> Text {
    Text {
        value: literal.value(),
        span: literal.span(),
    }
}

fn literals(tokens: &TokenStream) -> Option<Vec<Text>> {
    let parser = syn::punctuated::Punctuated::<LitStr, Token![,]>::parse_terminated;
    let literals = syn::parse::Parser::parse2(parser, tokens.clone()).ok()?;
    (!literals.is_empty()).then(|| literals.iter().map(text_of).collect())
}

fn belongs(item: &Item, place: &Place, elsewhere: &[&Place], mistakes: &mut Mistakes) -> bool {
    let name = &item.name;
    if place.has(name) {
        return true;
    }
    let owners = elsewhere
        .iter()
        .filter(|place| place.has(name))
        .map(|place| place.what);
    let message = match owners.collect::<Vec<_>>() {
        owners if owners.is_empty() => unknown(name, place),
        owners => format!(
            "`{name}` belongs on {}, not on {}",
            owners.join(" or "),
            place.what
        ),
    };
    mistakes.push(item.span, message);
    false
}

pub(crate) fn not_of_a_section(name: &str) -> String {
    format!("`{name}` has no effect on a section, put it on the section's fields")
}

fn unknown(name: &str, place: &Place) -> String {
    let known = || place.attributes.iter().map(|form| form.name);
    match nearest(name, known()) {
        Some(meant) => format!("unknown attribute `{name}`, did you mean `{meant}`?"),
        None => format!("unknown attribute `{name}`, expected {}", one_of(known())),
    }
}

impl Place {
    fn form(&self, name: &str) -> Option<&'static Form> {
        self.attributes.iter().find(|form| form.name == name)
    }

    fn has(&self, name: &str) -> bool {
        self.form(name).is_some()
    }
}

/// Takes a list of attributes apart.
pub(crate) fn split(tokens: &TokenStream, mistakes: &mut Mistakes) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = tokens.clone().into_iter().peekable();
    while rest.peek().is_some() {
        let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
        let mut item = TokenStream::new();
        while let Some(token) = rest.next_if(|token| !comma(token)) {
            item.extend([token]);
        }
        let end = rest.next();
        match (item.is_empty(), end) {
            (true, Some(comma)) => mistakes.push(comma.span(), "expected an attribute before `,`"),
            _ => match syn::parse2(item) {
                Ok(item) => items.push(item),
                Err(error) => mistakes.add(error),
            },
        }
    }
    items
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = Ident::parse_any(input)
            .map_err(|error| syn::Error::new(error.span(), "expected the name of an attribute"))?;
        let argument = input.parse()?;
        if !input.is_empty() {
            return Err(input.error(format_args!("expected `,` or nothing after `{name}`")));
        }
        Ok(Self {
            span: name.span(),
            name: name.to_string(),
            argument,
        })
    }
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![=]) {
            let sign = input.parse::<Token![=]>()?;
            if input.is_empty() {
                return Err(syn::Error::new(sign.span, "expected a value after `=`"));
            }
            input.parse().map(Self::Value)
        } else if input.peek(syn::token::Paren) {
            let list;
            syn::parenthesized!(list in input);
            list.parse().map(Self::List)
        } else {
            Ok(Self::None)
        }
    }
}
