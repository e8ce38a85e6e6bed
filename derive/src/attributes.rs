//! The attributes of one place: which of them may be there, how often, and how they are
//! written.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Meta;

use crate::items::{Argument, Item, Read, split};
use crate::mistakes::{Mistakes, nearest, one_of};
use crate::model::{Fact, Said, Text};

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
    is_repeated: bool,
    /// What it says of a field, and what reads that.
    says: Option<(Fact, Reader)>,
}

/// Reads an attribute as the fact that it is; what is wrong with it is a mistake.
type Reader = fn(&mut Attributes<'_>, &Item) -> Vec<Read>;

impl Form {
    pub(crate) const fn new(name: &'static str, written: &'static str) -> Self {
        Self {
            name,
            written,
            is_of_sections: true,
            is_repeated: false,
            says: None,
        }
    }

    pub(crate) const fn says(mut self, fact: Fact, read: Reader) -> Self {
        self.says = Some((fact, read));
        self
    }

    pub(crate) const fn repeated(mut self) -> Self {
        self.is_repeated = true;
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
    /// The path of what generated code may call.
    pub(crate) private: TokenStream,
    /// Whether `garde` has rules for it.
    pub(crate) garde: bool,
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
            private: quote!(::rehearsal::__private),
            garde: has_garde(attributes),
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

    /// Drops what a section cannot have whose settings are among others; each is an error.
    pub(crate) fn keep_those_of_parts(&mut self) {
        let mistakes = &mut *self.mistakes;
        self.items.retain(|item| {
            let is_kept = matches!(&item.name[..], "flatten" | "nested" | "env");
            if !is_kept {
                let message = not_of_a_section(&item.name);
                mistakes.push(item.span, message);
            }
            is_kept
        });
    }

    /// An attribute that may be there once.
    pub(crate) fn one(&mut self, name: &str) -> Option<Item> {
        let mut items = self.all(name).into_iter();
        let first = items.next();
        for item in items {
            let message = format!("duplicate attribute `{name}`, keep one of them");
            self.mistake(item.span, message);
        }
        first
    }

    pub(crate) fn all(&self, name: &str) -> Vec<Item> {
        let items = self.items.iter().filter(|item| item.name == name);
        items.cloned().collect()
    }

    /// `name = "text"`.
    pub(crate) fn text(&mut self, name: &str) -> Option<Text> {
        let item = self.one(name)?;
        self.read(&item, Item::text)
    }

    /// All that attributes say of a field, in the order of the table.
    pub(crate) fn facts(&mut self) -> Vec<Said> {
        let mut facts = Vec::new();
        for form in self.place.attributes {
            let Some((fact, read)) = form.says else {
                continue;
            };
            let items = if form.is_repeated {
                self.all(form.name)
            } else {
                Vec::from_iter(self.one(form.name))
            };
            let mut said: Vec<_> = items.iter().flat_map(|item| read(self, item)).collect();
            said.sort_by_key(|read| read.also.is_some());
            facts.extend(said.into_iter().map(|Read { text, code, also }| Said {
                fact: also.unwrap_or(fact),
                name: form.name,
                given: text,
                code,
            }));
        }
        facts
    }

    /// What an item is, if it is written as it should be.
    pub(crate) fn read<T>(&mut self, item: &Item, read: impl Fn(&Item) -> Option<T>) -> Option<T> {
        let value = read(item);
        if value.is_none() {
            self.malformed(item);
        }
        value
    }

    /// Where `name` is, which has no value.
    pub(crate) fn flag(&mut self, name: &str) -> Option<Span> {
        let item = self.one(name)?;
        self.read(&item, Item::flag);
        Some(item.span)
    }

    /// `name("text", more)`; the items that are not among `known` are errors.
    pub(crate) fn text_and(&mut self, item: &Item, known: &[&str]) -> Option<(Text, Vec<Item>)> {
        let Some((text, behind)) = item.next_text() else {
            self.malformed(item);
            return None;
        };
        let more = split(&behind, self.mistakes);
        for other in more.iter().filter(|more| !known.contains(&&more.name[..])) {
            let message = format!(
                "unknown `{}`, expected {}",
                other.name,
                one_of(known.iter().copied())
            );
            self.mistake(other.span, message);
        }
        Some((text, more))
    }

    /// `name("text", "text", more)`: the texts, one at least, and what is behind them.
    pub(crate) fn retired_keys(&mut self, item: &Item) -> Option<(Vec<Text>, Vec<Item>)> {
        let mut texts = Vec::new();
        let mut rest = item.clone();
        while let Some((text, behind)) = rest.next_text() {
            texts.push(text);
            rest.argument = Argument::List(behind);
        }
        let more = self.within(&rest);
        if texts.is_empty() || more.iter().any(|item| item.name != "since") {
            self.malformed(item);
            return None;
        }
        Some((texts, more))
    }

    /// The text of `since = "1.4"` among these items.
    pub(crate) fn since(&mut self, items: &[Item]) -> Option<Text> {
        let since = items.iter().find(|item| item.name == "since")?;
        let text = since.text().filter(|text| !text.value.trim().is_empty());
        if text.is_none() {
            self.mistake(since.span, "expected `since = \"1.4\"`");
        }
        text
    }

    /// The items in the brackets of an item; those that are malformed are errors.
    pub(crate) fn within(&mut self, item: &Item) -> Vec<Item> {
        match &item.argument {
            Argument::List(tokens) => split(tokens, self.mistakes),
            Argument::Value(_) | Argument::None => Vec::new(),
        }
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

/// Reads `name = "text"`.
pub(crate) fn text(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let text = attributes.read(item, Item::text);
    Vec::from_iter(text.map(Read::of))
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

/// Whether the type or field carries an attribute of `garde` that is to be read.
pub(crate) fn has_garde(attributes: &[syn::Attribute]) -> bool {
    cfg!(feature = "garde") && attributes.iter().any(|a| a.path().is_ident("garde"))
}

/// A value that may be absent, as code.
pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}
