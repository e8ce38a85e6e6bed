//! Attributes of settings that only show their errors at start.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, LitInt};

use crate::attributes::Attributes;
use crate::conditions::is_key;
use crate::items::{Item, Read};
use crate::mistakes::one_of;

const PATH: [&str; 5] = ["exists", "dir", "file", "readable", "writable"];

/// Reads `resolves`.
pub(crate) fn resolves(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    flag(attributes, item, &quote!(Resolves))
}

/// Reads `free_port`.
pub(crate) fn free_port(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    flag(attributes, item, &quote!(FreePort))
}

fn flag(attributes: &mut Attributes<'_>, item: &Item, probe: &TokenStream) -> Vec<Read> {
    attributes.read(item, Item::flag);
    let private = &attributes.private;
    vec![item.says(quote!(#private::Probe::#probe))]
}

/// Reads `path(dir, writable)`.
pub(crate) fn path(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let idents: Vec<Ident> = attributes.read(item, Item::list).unwrap_or_default();
    let is_unknown = |ident: &&Ident| !PATH.iter().any(|known| *ident == known);
    if let Some(unknown) = idents.iter().find(is_unknown) {
        let message = format!("unknown path check `{unknown}`, expected {}", one_of(PATH));
        attributes.mistake(unknown.span(), message);
    }
    let asks = |name: &str| idents.iter().any(|ident| ident == name);
    let (dir, file) = (asks("dir"), asks("file"));
    if dir && file {
        attributes.mistake(item.span, "a path cannot be both `dir` and `file`");
    }
    let (readable, writable) = (asks("readable"), asks("writable"));
    let private = &attributes.private;
    vec![item.says(quote! {
        #private::Probe::Path(#private::PathNeeds {
            dir: #dir,
            file: #file,
            readable: #readable,
            writable: #writable,
        })
    })]
}

/// Reads `tls_certificate(key = "tls.key", days = 14)`.
pub(crate) fn tls_certificate(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    if !cfg!(feature = "tls") {
        let message = "`tls_certificate` needs the feature `tls` of `rehearsal`";
        attributes.mistake(item.span, message);
        return Vec::new();
    }
    let number = |days: LitInt| days.base10_parse::<u32>().ok();
    let (mut key, mut days) = (None, Some(0));
    for part in attributes.within(item) {
        match &part.name[..] {
            "key" => key = part.text().filter(|key| is_key(&key.value)),
            "days" => days = part.value().and_then(number),
            _ => days = None,
        }
    }
    let (Some(key), Some(days)) = (key, days) else {
        attributes.malformed(item);
        return Vec::new();
    };
    let (private, key) = (&attributes.private, key.value);
    vec![item.says(quote!(#private::Probe::TlsCertificate { key: #key, days: #days }))]
}
