//! Attributes of settings that only show their errors at start.

use syn::{LitInt, LitStr};

use crate::attributes::{Argument, Attributes, Item};
use crate::conditions::{idents, is_key};
use crate::mistakes::one_of;
use crate::model::{Given, Probe};

const PATH: [&str; 5] = ["exists", "dir", "file", "readable", "writable"];

pub(crate) fn all(attributes: &mut Attributes<'_>) -> Vec<Given<Probe>> {
    let path = attributes.take("path").and_then(|item| {
        Some(Given {
            name: "path",
            span: item.span,
            value: path(attributes, &item)?,
        })
    });
    let mut flag = |name, value| {
        let span = attributes.flag(name)?;
        Some(Given { name, span, value })
    };
    let resolves = flag("resolves", Probe::Resolves);
    let free_port = flag("free_port", Probe::FreePort);
    let tls = attributes.take("tls_certificate").and_then(|item| {
        Some(Given {
            name: "tls_certificate",
            span: item.span,
            value: tls_certificate(attributes, &item)?,
        })
    });
    [path, resolves, free_port, tls]
        .into_iter()
        .flatten()
        .collect()
}

fn path(attributes: &mut Attributes<'_>, item: &Item) -> Option<Probe> {
    let Argument::List(tokens) = &item.argument else {
        attributes.malformed(item);
        return None;
    };
    let Some(idents) = idents(tokens).filter(|idents| !idents.is_empty()) else {
        attributes.malformed(item);
        return None;
    };
    for ident in &idents {
        let name = ident.to_string();
        if !PATH.contains(&&name[..]) {
            let message = format!("unknown path check `{name}`, expected {}", one_of(PATH));
            attributes.mistake(ident.span(), message);
            return None;
        }
    }
    let asks = |name: &str| idents.iter().any(|ident| ident == name);
    if asks("dir") && asks("file") {
        attributes.mistake(item.span, "a path cannot be both `dir` and `file`");
        return None;
    }
    Some(Probe::Path {
        dir: asks("dir"),
        file: asks("file"),
        readable: asks("readable"),
        writable: asks("writable"),
    })
}

fn tls_certificate(attributes: &mut Attributes<'_>, item: &Item) -> Option<Probe> {
    if !cfg!(feature = "tls") {
        let message = "`tls_certificate` needs the feature `tls` of `rehearsal`";
        attributes.mistake(item.span, message);
        return None;
    }
    let items = attributes.within(item);
    let value = |name: &str| match items.iter().find(|item| item.name == name)?.argument {
        Argument::Value(ref tokens) => Some(tokens.clone()),
        Argument::None | Argument::List(_) => None,
    };
    let key = value("key").and_then(|tokens| syn::parse2::<LitStr>(tokens).ok());
    let days = value("days").and_then(|tokens| syn::parse2::<LitInt>(tokens).ok());
    let days = match (&days, value("days").is_some()) {
        (Some(days), _) => days.base10_parse().ok(),
        (None, true) => None,
        (None, false) => Some(0),
    };
    let given = items
        .iter()
        .all(|item| matches!(&item.name[..], "key" | "days"));
    match (key.map(|key| key.value()), days) {
        (Some(key), Some(days)) if given && is_key(&key) => {
            Some(Probe::TlsCertificate { key, days })
        }
        _ => {
            attributes.malformed(item);
            None
        }
    }
}

#[cfg(all(test, feature = "tls"))]
mod tests {
    use syn::{Field, parse_quote};

    use super::all;
    use crate::attributes::Attributes;
    use crate::forms::FIELD;
    use crate::mistakes::Mistakes;

    #[test]
    fn no_part_of_a_certificate_is_dropped() {
        let field: Field = parse_quote! {
            #[config(tls_certificate(key = "tls.key", days 14))]
            certificate: PathBuf
        };
        let mut mistakes = Mistakes::default();
        let mut attributes = Attributes::new(&field.attrs, &FIELD, &[], &mut mistakes);
        all(&mut attributes);
        let error = mistakes.into_error().map(|error| error.to_string());
        let expected = "expected `,` or nothing after `days`";
        assert_eq!(error.as_deref(), Some(expected));
    }
}
