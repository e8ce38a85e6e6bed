//! What a field is if no layer sets it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use syn::{Expr, Lit, Path, Type};

use crate::adapters::of_type;
use crate::attributes::Attributes;
use crate::fit;
use crate::items::{Argument, Item, Read};
use crate::literal::Literal;
use crate::model::{Adapter, Fact, Made, Said};

const DEFAULT: &str = "a default is a literal, an expression such as `10 * 1024` or `Level::Info`, \
                       or a list of these";

/// Types that a default is turned into: text is written as `&str`, a list as an array.
const CONVERTED: [&str; 3] = ["String", "PathBuf", "Vec"];

/// Reads `default`, `default = 10` and `default_with = function`: what the schema says, and
/// the code that makes the value, if code does.
pub(crate) fn default(
    attributes: &mut Attributes<'_>,
    ty: &Type,
    adapter: Option<&Adapter>,
) -> Option<(Said, Option<Made>)> {
    let (default, with) = (attributes.one("default"), attributes.one("default_with"));
    if let (Some(_), Some(with)) = (&default, &with) {
        let message = "the field has a `default` already, keep one of them";
        attributes.mistake(with.span, message);
    }
    let private = attributes.private.clone();
    let (item, code, made) = match (default, with) {
        (Some(item), _) => {
            let (code, made) = value(attributes, &item, ty, adapter)?;
            (item, code, made)
        }
        (None, Some(item)) => {
            let function: Path = attributes.read(&item, Item::value)?;
            let made = quote!(#function());
            let source = spelled(&made);
            let none = quote!(|| ::core::option::Option::None);
            let code =
                quote!(#private::DefaultValue::Computed(#private::Computed::new(#source, #none)));
            (item, code, Some(Made::By(made)))
        }
        (None, None) => return None,
    };
    let Read { text, code, .. } = item.says(code);
    let said = Said {
        fact: Fact::One("Default"),
        name: "default",
        given: text,
        code,
    };
    Some((said, made))
}

/// Reads `default = 10`, or `default` alone.
fn value(
    attributes: &mut Attributes<'_>,
    item: &Item,
    ty: &Type,
    adapter: Option<&Adapter>,
) -> Option<(TokenStream, Option<Made>)> {
    let private = attributes.private.clone();
    let tokens = match &item.argument {
        Argument::None => {
            return Some((quote!(#private::DefaultValue::OfType), Some(Made::OfType)));
        }
        Argument::Value(tokens) => tokens,
        Argument::List(_) => {
            attributes.malformed(item);
            return None;
        }
    };
    if let Some(literal) = item.value::<Literal>() {
        // OK because the text of an own type is not that of its name.
        let wrong = adapter.is_none().then(|| fit::wrong(&literal, ty));
        if let Some(wrong) = wrong.flatten() {
            attributes.mistake_in(tokens, &wrong);
        }
        let text = literal.text();
        return Some((quote!(#private::DefaultValue::Text(#text)), None));
    }
    if !is_expression(tokens) {
        attributes.mistake_in(tokens, DEFAULT);
        return None;
    }
    let made = converted(tokens, ty);
    let code = computed(&made, &spelled(tokens), ty, adapter, &private);
    Some((code, Some(Made::By(made))))
}

/// Whether it is an expression that may be a default.
fn is_expression(tokens: &TokenStream) -> bool {
    let begins_with_list = |tokens: &TokenStream| {
        let first = tokens.clone().into_iter().next();
        matches!(first, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket)
    };
    // OK because a list is more than this parser of expressions knows.
    begins_with_list(tokens)
        || match syn::parse2(tokens.clone()) {
            Ok(Expr::Lit(literal)) => matches!(literal.lit, Lit::Byte(_)),
            parsed => parsed.is_ok(),
        }
}

/// The expression as a value of the type, where it is often written as another one.
fn converted(tokens: &TokenStream, ty: &Type) -> TokenStream {
    let name = match ty {
        Type::Path(path) => path.path.segments.last().map(|last| &last.ident),
        _ => None,
    };
    if name.is_some_and(|name| CONVERTED.iter().any(|converted| name == converted)) {
        quote!(<#ty as ::core::convert::From<_>>::from(#tokens))
    } else {
        tokens.clone()
    }
}

/// What the schema says of an expression: how it is written, and its text.
fn computed(
    made: &TokenStream,
    source: &str,
    ty: &Type,
    adapter: Option<&Adapter>,
    private: &TokenStream,
) -> TokenStream {
    let read_as = of_type(ty, adapter, private);
    let of = if adapter.is_some() {
        quote!(<#read_as as #private::Adapter>::value)
    } else {
        quote!(|value: #read_as| value)
    };
    let texts = if let Some(Adapter::Parse) = adapter {
        quote!([said.display(), said.serde()])
    } else {
        quote!([said.serde(), said.display()])
    };
    quote! {
        #private::DefaultValue::Computed(#private::Computed::new(#source, || {
            use #private::{ByDisplay as _, ByNothing as _, BySerde as _};
            let value: #ty = #made;
            #private::text_of(&value, #of, |value| {
                let said = &#private::Said(value);
                #texts
            })
        }))
    }
}

/// How code is written; nothing where there is text in it, which may be secret.
fn spelled(tokens: &TokenStream) -> String {
    if has_text(tokens) {
        return String::new();
    }
    let text = tokens.to_string();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [" :: ", " . ", " ! "]
        .iter()
        .fold(text, |text, sign| text.replace(sign, sign.trim()))
}

fn has_text(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Literal(literal) => literal.to_string().contains(['"', '\'']),
        TokenTree::Group(group) => has_text(&group.stream()),
        _ => false,
    })
}
