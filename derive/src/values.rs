//! Attributes that say what the value of a field is.

use quote::{ToTokens, quote};
use syn::LitBool;

use crate::attributes::{Attributes, text};
use crate::items::{Argument, Item, Read};
use crate::mistakes::one_of;
use crate::model::{Fact, Text};

/// Reads `secret` and `secret = false`.
pub(crate) fn secret(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let value = |item: &Item| {
        let literal = item.value().map(|literal: LitBool| literal.value);
        literal.or_else(|| item.flag().map(|()| true))
    };
    // OK to take what is malformed for a secret: nothing is compiled from it.
    let is_secret = attributes.read(item, value).unwrap_or(true);
    let text = Text {
        value: is_secret.to_string(),
        span: item.span,
    };
    let code = is_secret.to_token_stream();
    vec![Read {
        text,
        code,
        also: None,
    }]
}

/// Reads `parity = same`.
pub(crate) fn parity(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let Argument::Value(tokens) = &item.argument else {
        attributes.malformed(item);
        return Vec::new();
    };
    let private = &attributes.private;
    let order = |direction| quote!(Order(#private::Direction::#direction));
    let rules = [
        ("same", quote!(Same)),
        ("differ", quote!(Differ)),
        ("order", order(quote!(Ascending))),
        ("order(asc)", order(quote!(Ascending))),
        ("order(desc)", order(quote!(Descending))),
        ("kind", quote!(Kind)),
        ("free", quote!(Free)),
    ];
    let name = tokens.to_string().replace(' ', "");
    let named = |name: &str| rules.iter().find(|(known, _)| *known == name);
    if let Some((_, rule)) = named(&name) {
        return vec![item.says(quote!(#private::ParityRule::#rule))];
    }
    let bare = name.trim_matches('"');
    let message = if named(bare).is_some() {
        format!("a parity rule is not quoted, write `parity = {bare}`")
    } else {
        let known = one_of(rules.iter().map(|(known, _)| *known));
        format!("unknown parity rule `{name}`, expected {known}")
    };
    attributes.mistake_in(tokens, &message);
    Vec::new()
}

/// Reads `merge = append`.
pub(crate) fn merge(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let Argument::Value(tokens) = &item.argument else {
        attributes.malformed(item);
        return Vec::new();
    };
    let name = tokens.to_string();
    let message = match name.trim_matches('"') {
        "append" if name == "append" => return vec![item.says(quote!(true))],
        "append" => "how a list is merged is not quoted, write `merge = append`".to_owned(),
        "replace" => "lists are replaced as a whole without `merge`".to_owned(),
        name => format!("unknown way of merging `{name}`, write `merge = append`"),
    };
    attributes.mistake_in(tokens, &message);
    Vec::new()
}

/// Reads `deprecated = "use x"`, and `deprecated("use x", since = "1.4")`.
pub(crate) fn deprecated(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let read: Vec<_> = if let Argument::List(_) = item.argument {
        let Some((instead, more)) = attributes.text_and(item, &["since"]) else {
            return Vec::new();
        };
        let since = attributes.since(&more).map(Read::of);
        let since = since.map(|since| since.also(Fact::One("DeprecatedSince")));
        [Read::of(instead)].into_iter().chain(since).collect()
    } else {
        text(attributes, item)
    };
    for Read { text, .. } in read.iter().take(1) {
        if text.value.trim().is_empty() {
            let message = "say what to do instead, as in `deprecated = \"use x\"`";
            attributes.mistake(text.span, message);
        }
    }
    read
}

/// Reads `alias = "name"`, and `alias("name", deprecated, since = "1.4")`.
pub(crate) fn alias(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let Argument::List(_) = item.argument else {
        return text(attributes, item);
    };
    let Some((name, more)) = attributes.text_and(item, &["deprecated", "since"]) else {
        return Vec::new();
    };
    let since = attributes.since(&more);
    let deprecated = more.iter().find(|item| item.name == "deprecated");
    match (deprecated, &since) {
        (Some(item), _) if item.flag().is_none() => {
            attributes.mistake(item.span, "expected `deprecated` without a value");
        }
        (None, Some(since)) => {
            attributes.mistake(since.span, "`since` says when the name was `deprecated`");
        }
        _ => {}
    }
    let since = since.map_or(String::new(), |since| since.value);
    let value = &name.value;
    let old = deprecated.map(|_| Read {
        code: quote!((#value, #since)),
        text: name.clone(),
        also: Some(Fact::List("DeprecatedAliases")),
    });
    [Read::of(name)].into_iter().chain(old).collect()
}
