//! Who reads a configuration.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io;

use clap::Parser;
use rehearsal::command::ConfigCommand;
use rehearsal::parity::Facts;
use rehearsal::{Config, Loader, Template};
use secrecy::SecretString;

use crate::settings;
use crate::shapes::Shape;

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Settings {
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(nested)]
    mirrors: Vec<Region>,
    #[config(default)]
    weights: BTreeMap<String, u16>,
    #[config(default)]
    headers: BTreeMap<String, String>,
    #[config(default)]
    names: Vec<String>,
    #[config(default)]
    tokens: BTreeMap<String, SecretString>,
}

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Region {
    host: String,
    #[config(default = 443)]
    port: u16,
}

/// One who reads a configuration.
pub(crate) struct Reader {
    pub(crate) name: &'static str,
    read: fn(&Loader, usize),
    /// Why it reads nothing of this shape.
    pub(crate) left_out: fn(&Shape) -> Option<&'static str>,
}

impl Reader {
    /// Reads a shape of this size.
    pub(crate) fn read(&self, shape: &Shape, size: usize) {
        (self.read)(&shape.loader(size), size);
    }
}

const fn reader(
    name: &'static str,
    read: fn(&Loader, usize),
    left_out: fn(&Shape) -> Option<&'static str>,
) -> Reader {
    Reader {
        name,
        read,
        left_out,
    }
}

pub(crate) const ALL: [Reader; 9] = [
    reader("load", load, of_values),
    reader("check", |loader, _| run(loader, &["check"]), of_values),
    reader(
        "check --all",
        |loader, _| run(loader, &["check", "--all"]),
        of_a_deploy,
    ),
    reader("parity", |loader, _| run(loader, &["parity"]), of_a_deploy),
    reader("page", page, of_a_deploy),
    reader("show", |loader, _| run(loader, &["show"]), unless_it_starts),
    reader("explain", |loader, _| run(loader, &["explain"]), of_values),
    reader("snapshot, compare", snapshot, unless_it_starts),
    reader("generate", generate, of_schema),
];

fn of_values(shape: &Shape) -> Option<&'static str> {
    shape.is_of_schema.then_some("`generate` reads all of it")
}

fn of_schema(shape: &Shape) -> Option<&'static str> {
    (!shape.is_of_schema).then_some("it reads the schema alone")
}

fn of_a_deploy(shape: &Shape) -> Option<&'static str> {
    let is_brought = shape.name.contains("variables") || shape.name.contains(".env");
    let reason = is_brought.then_some("it reads what is committed alone");
    of_values(shape).or(reason)
}

fn unless_it_starts(shape: &Shape) -> Option<&'static str> {
    let reason = (!shape.starts).then_some("it ends where a check does");
    of_values(shape).or(reason)
}

#[derive(Parser)]
enum Program {
    Config(ConfigCommand),
}

fn run(loader: &Loader, args: &[&str]) {
    let args = ["cadence", "config"].iter().chain(args);
    let Program::Config(command) = Program::parse_from(args);
    command.run_to::<Settings>(loader, &mut io::sink(), &mut io::sink());
}

fn load(loader: &Loader, _: usize) {
    let loaded = loader.load::<Settings>();
    black_box(loaded.map(|loaded| loaded.into_inner().regions.len())).ok();
}

fn page(loader: &Loader, _: usize) {
    black_box(loader.parity::<Settings>().to_html());
}

/// What is in force becomes a record, which is read again and compared with.
fn snapshot(loader: &Loader, _: usize) {
    let loaded = loader.load::<Settings>().expect("it starts");
    let text = loaded
        .snapshot(&Facts::new())
        .expect("it has no key")
        .to_json();
    let old = loader.parse_snapshot("old.json", &text).expect("a record");
    black_box(
        loaded
            .compare(&old, &Facts::new())
            .expect("it has no key")
            .to_text(),
    );
}

/// All files of a program that has so many settings.
fn generate(loader: &Loader, settings: usize) {
    for &template in Template::ALL {
        black_box(settings::generated(loader, template, settings));
    }
}
