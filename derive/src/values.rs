//! Attributes that say what the value of a field is.

use quote::{ToTokens, quote};
use syn::{LitBool, Type};

use crate::attributes::{Argument, Attributes, Item, Read, text};
use crate::fit;
use crate::literal::Literal;
use crate::mistakes::one_of;
use crate::model::{Fact, Said, Text};

const DEFAULT: &str = "a default is a string, a number, `true`, `false`, a character or a list of \
                       these; for another value write `default` alone and implement `Default` for \
                       the type of the field";

/// Reads `default = 10`, or `default` alone.
pub(crate) fn default(attributes: &mut Attributes<'_>, item: &Item, ty: &Type) -> Option<Said> {
    let private = attributes.private.clone();
    let code = match &item.argument {
        Argument::None => quote!(#private::DefaultValue::OfType),
        Argument::Value(tokens) => {
            let literal = item.value::<Literal>();
            let wrong = match &literal {
                Some(literal) => fit::wrong(literal, ty),
                None => Some(DEFAULT.to_owned()),
            };
            if let Some(wrong) = wrong {
                attributes.mistake_in(tokens, &wrong);
            }
            let text = literal.map(Literal::text);
            quote!(#private::DefaultValue::Text(#text))
        }
        Argument::List(_) => {
            attributes.malformed(item);
            return None;
        }
    };
    let Read { text, code } = item.says(code);
    Some(Said {
        fact: Fact::One("Default"),
        name: "default",
        given: text,
        code,
    })
}

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
    vec![Read { text, code }]
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

/// Reads `deprecated = "use x"`.
pub(crate) fn deprecated(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let read = text(attributes, item);
    for Read { text, .. } in &read {
        if text.value.trim().is_empty() {
            let message = "say what to do instead, as in `deprecated = \"use x\"`";
            attributes.mistake(text.span, message);
        }
    }
    read
}
