//! `files!`: the files of the program's package, each as its path and its text.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{LitStr, Token};

use crate::mistakes::Mistakes;

/// The extensions of files that the loader reads.
const EXTENSIONS: [&str; 4] = ["toml", "json", "yaml", "yml"];

/// The file of one machine, which must not go elsewhere.
const LOCAL: &str = "local";

/// The paths that are given, of files or of directories.
pub(crate) struct Given(Punctuated<LitStr, Token![,]>);

impl Parse for Given {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let given = Punctuated::parse_terminated(input)?;
        if given.is_empty() {
            return Err(input.error("name a file or a directory, such as \"config\""));
        }
        Ok(Self(given))
    }
}

/// An array of pairs, or what is wrong with the paths.
pub(crate) fn expand(given: &Given) -> TokenStream {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.unwrap_or_default();
    let (mut paths, mut mistakes) = (Vec::new(), Mistakes::default());
    for literal in &given.0 {
        match named(&package, &literal.value()) {
            Ok(found) => paths.extend(found),
            Err(why) => mistakes.push(literal.span(), why),
        }
    }
    if let Some(error) = mistakes.into_error() {
        let error = error.into_compile_error();
        return quote!({ #error [("", ""); 0] });
    }
    quote! {
        [#((
            #paths,
            ::core::include_str!(::core::concat!(
                ::core::env!("CARGO_MANIFEST_DIR"), "/", #paths
            )),
        )),*]
    }
}

/// The files that a path means, seen from the package.
fn named(package: &Path, path: &str) -> Result<Vec<String>, String> {
    if Path::new(path).is_absolute() {
        return Err("write the path as seen from Cargo.toml".to_owned());
    }
    let path = path.trim_end_matches('/');
    let place = package.join(path);
    if place.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let names = match names(&place) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let package = package.display();
            return Err(format!(
                "there is no file or directory `{path}` in {package}"
            ));
        }
        Err(error) => return Err(format!("the directory `{path}` cannot be read: {error}")),
    };
    if names.is_empty() {
        return Err(format!("the directory `{path}` has no configuration files"));
    }
    let paths = names.iter().map(|name| format!("{path}/{name}"));
    Ok(paths.collect())
}

/// The configuration files of a directory, but for that of one machine.
fn names(directory: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let is_text = |part: Option<&OsStr>, known: &[&str]| {
            part.is_some_and(|part| known.iter().any(|known| part == *known))
        };
        let is_wanted = is_text(path.extension(), &EXTENSIONS)
            && !is_text(path.file_stem(), &[LOCAL])
            && path.is_file();
        let name = path.file_name().and_then(OsStr::to_str);
        names.extend(name.filter(|_| is_wanted).map(ToOwned::to_owned));
    }
    names.sort_unstable();
    Ok(names)
}
