//! The items between the brackets of `#[config(...)]`, before their names mean
//! anything. Every item is taken apart by itself, so an error in one does not
//! hide an error in the next.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token};

use crate::mistakes::Mistakes;
use crate::model::{Fact, Text};

#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) argument: Argument,
}

#[derive(Clone)]
pub(crate) enum Argument {
    None,
    Value(TokenStream),
    List(TokenStream),
}

/// What an attribute was read as: its text, if it has one, and what it says.
pub(crate) struct Read {
    pub(crate) text: Text,
    pub(crate) code: TokenStream,
    /// Another fact than the one of the attribute, which it says as well.
    pub(crate) also: Option<Fact>,
}

impl Read {
    /// A text that is said as it is.
    pub(crate) fn of(text: Text) -> Self {
        Self {
            code: text.value.to_token_stream(),
            text,
            also: None,
        }
    }

    pub(crate) fn also(self, fact: Fact) -> Self {
        Self {
            also: Some(fact),
            ..self
        }
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

impl Item {
    /// What is behind `=`.
    pub(crate) fn value<T: Parse>(&self) -> Option<T> {
        match &self.argument {
            Argument::Value(tokens) => syn::parse2(tokens.clone()).ok(),
            Argument::None | Argument::List(_) => None,
        }
    }

    /// What is between brackets, with commas between; one at least.
    pub(crate) fn list<T: Parse>(&self) -> Option<Vec<T>> {
        let Argument::List(tokens) = &self.argument else {
            return None;
        };
        let list = Punctuated::<T, Token![,]>::parse_terminated.parse2(tokens.clone());
        Some(list.ok()?.into_iter().collect()).filter(|list: &Vec<T>| !list.is_empty())
    }

    /// That there is nothing behind the name.
    pub(crate) fn flag(&self) -> Option<()> {
        matches!(self.argument, Argument::None).then_some(())
    }

    pub(crate) fn text(&self) -> Option<Text> {
        self.value().map(|literal: LitStr| text_of(&literal))
    }

    /// What it says, of an attribute without a text.
    pub(crate) fn says(&self, code: TokenStream) -> Read {
        let text = Text {
            value: String::new(),
            span: self.span,
        };
        Read {
            text,
            code,
            also: None,
        }
    }

    /// The text that is first between the brackets, and what is behind it.
    pub(crate) fn next_text(&self) -> Option<(Text, TokenStream)> {
        let Argument::List(tokens) = &self.argument else {
            return None;
        };
        let mut tokens = tokens.clone().into_iter();
        let literal: LitStr = syn::parse2(tokens.next()?.into()).ok()?;
        match tokens.next() {
            Some(TokenTree::Punct(comma)) if comma.as_char() != ',' => None,
            Some(TokenTree::Punct(_)) | None => Some((text_of(&literal), tokens.collect())),
            Some(_) => None,
        }
    }
}

fn text_of(literal: &LitStr) -> Text {
    Text {
        value: literal.value(),
        span: literal.span(),
    }
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
