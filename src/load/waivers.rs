//! The waivers of a program: `config/waivers.toml`, as data.

use std::path::Path;

use super::Setup;
use super::gather::{Inputs, WaiverFile};
use super::setup::Waiving;
use crate::check::permit::{Ledger, Permits, Waivers};
use crate::check::refuse;
use crate::environment::{Deploy, Deployment, Environment};
use crate::layer::file;
use crate::layer::source::{Layer, Show};
use crate::layer::view::View;
use crate::layer::written::Written;
use crate::load::choose::Choice;
use crate::read::Load;
use crate::read::config::Config;
use crate::read::unknown;
use crate::report::problem::{Code, Place, Problem};
use crate::resolve::Resolution;
use crate::schema::pattern::{Pattern, Reach};
use crate::schema::{Exemption, Schema, Shape, Waiver};
use crate::system::Date;
use crate::value::foreign;
use crate::value::key::{self, GivenStep, Key};
use crate::value::redact;
use crate::value::suggest::{closest, quoted};
use crate::value::tree::{Node, Value};

/// The file as it is written.
#[derive(rehearsal_derive::Config)]
#[config(crate = "crate")]
struct File {
    #[config(nested)]
    waiver: Vec<Given>,
}

#[derive(rehearsal_derive::Config)]
#[config(crate = "crate")]
struct Given {
    /// The key of the setting that it is for, or a pattern of the keys of several.
    key: String,
    /// The environments and deployments that it is for.
    environments: Vec<String>,
    /// The one code that it permits.
    code: Option<String>,
    /// Why it is permitted.
    reason: String,
    /// The last day on which it is.
    until: Date,
}

/// Reads the file of waivers, if there is one. A waiver that cannot be understood is
/// ignored, and what it may permit is not judged. `known` are the names of environments and
/// deployments.
pub(super) fn read(file: &WaiverFile, schema: &'static Schema, known: &[&str]) -> Waivers {
    let mut waivers = match &file.text {
        Some(text) => understood(&text.path, &text.text, schema, known),
        None => Waivers {
            is_lost: file.problem.as_ref().is_some_and(Problem::refuses),
            ..Waivers::default()
        },
    };
    waivers.problems.extend(file.problem.clone());
    waivers
}

/// The waivers of a load; none if there are none.
pub(super) fn ledger(setup: &Setup, inputs: &Inputs, schema: &'static Schema) -> Option<Ledger> {
    let file = &inputs.waivers;
    let is_there = file.text.is_some() || file.problem.is_some();
    (is_there && setup.waiving != Waiving::Nothing).then(|| {
        let waivers = read(file, schema, &known(setup));
        let is_lenient = setup.waiving == Waiving::Leniently && !inputs.committed;
        Ledger::new(waivers, setup.system.today()).lenient(is_lenient)
    })
}

/// Adds what is wrong with what is permitted to what a load has found.
pub(super) fn report(
    setup: &Setup,
    schema: &'static Schema,
    permits: &Permits<'_>,
    awaits_deploy: bool,
    found: &mut Vec<Problem>,
) {
    found.extend(
        setup
            .allowed
            .iter()
            .filter_map(|one| not_allowed(one, schema)),
    );
    // OK because what cannot be read, or is yet to come, may need a waiver.
    let is_known = !awaits_deploy && !found.iter().any(Problem::refuses);
    found.extend(permits.problems(is_known));
}

/// Says of each setting what is permitted of it in a deploy.
pub(super) fn mark(
    (setup, inputs): (&Setup, &Inputs),
    choice: Option<&Choice>,
    schema: &'static Schema,
    resolution: &mut Resolution,
) {
    let deploy = choice.map(Deploy::from);
    let ledger = ledger(setup, inputs, schema);
    let permits = Permits::of(&setup.allowed, ledger.as_ref().zip(deploy.as_ref()));
    permits.mark(resolution);
}

/// What is wrong with what the program allows of a key.
fn not_allowed(allowed: &Exemption, schema: &'static Schema) -> Option<Problem> {
    if let Err((wrong, help)) = setting(&allowed.given, schema) {
        let message = format!("`Loader::allow` names no setting: {wrong}");
        return Some(Problem::new(Code::Schema, message).with_help(help));
    }
    if refuse::named(&allowed.what).is_some() {
        return None;
    }
    let message = format!("`Loader::allow` names no refusal: `{}`", allowed.what);
    let names = refuse::ALL.iter().map(|refusal| refusal.name);
    let help = meant(&allowed.what, names, "name one as in `#[config(allow(…))]`");
    Some(Problem::new(Code::Schema, message).with_help(help))
}

fn understood(path: &Path, text: &str, schema: &'static Schema, known: &[&str]) -> Waivers {
    let mut problems = Vec::new();
    let layers = [file::read(path, text, 0, 8, File::SCHEMA, &mut problems)];
    let mut load = Load::new(&layers, None);
    let file = load.read::<File>();
    problems.extend(load.found);
    unknown::keys(&layers, (File::SCHEMA, ""), &|_| false, &mut problems);
    let missing = load.missing.iter().filter(|_| problems.is_empty());
    let missing: Vec<_> = missing.map(|one| lacking(&one.key, &layers[0])).collect();
    problems.extend(missing);
    let Some(file) = file.filter(|_| problems.is_empty()) else {
        let unclear = patterns(&layers[0]);
        return Waivers {
            problems,
            is_lost: unclear.is_none(),
            unclear: unclear.unwrap_or_default(),
            ..Waivers::default()
        };
    };
    let mut waivers = Waivers::default();
    for (index, given) in file.waiver.into_iter().enumerate() {
        // OK because a pattern is no key, and has no name that is not in the schema.
        let is_shown =
            schema.shown_text(given.key.trim()) == given.key.trim() || given.key.contains('*');
        let place = |name: &str| place(&layers[0], index, name, is_shown || name != "key");
        match understand(&given, place("key"), schema, known) {
            Ok(waiver) => waivers.all.push(waiver),
            Err(wrong) => {
                waivers
                    .problems
                    .push(wrong.problem(index, place(wrong.name)));
                waivers.unclear.extend(Pattern::parse(&given.key));
            }
        }
    }
    waivers
}

/// The settings that the file names, of whatever else it consists; none if one
/// of its waivers names no setting.
fn patterns(layer: &Layer<'_>) -> Option<Vec<Pattern>> {
    if !layer.lost.is_empty() {
        return None;
    }
    let pattern = |node: &Node<'_>| match &node.as_table()?.get("key")?.node.value {
        Value::String(key) => Pattern::parse(key),
        _ => None,
    };
    all(layer)?.iter().map(pattern).collect()
}

fn all<'l, 'a>(layer: &'l Layer<'a>) -> Option<&'l [Node<'a>]> {
    match &layer.root.as_table()?.get("waiver")?.node.value {
        Value::List(nodes) => Some(nodes),
        _ => None,
    }
}

fn lacking(key: &Key, layer: &Layer<'_>) -> Problem {
    let index = key::parse(key.as_str()).and_then(|steps| match steps.get(1) {
        Some(GivenStep::Index(index)) => Some(*index),
        _ => None,
    });
    let name = key.as_str().rsplit('.').next().unwrap_or_default();
    let problem = match index {
        Some(index) => Problem::new(Code::Waiver, format!("the waiver has no `{name}`"))
            .with_place(place(layer, index, "key", true)),
        None => Problem::new(Code::Waiver, format!("the file has no `{name}`"))
            .with_place(layer.place(layer.root.site, "", Written::Key.show())),
    };
    problem.with_help("a waiver needs `key`, `environments`, `reason` and `until`")
}

/// Where one waiver of the file has a value; if it has none of this name, where it is.
fn place(layer: &Layer<'_>, index: usize, name: &str, is_shown: bool) -> Place {
    let waiver = all(layer).and_then(|nodes| nodes.get(index));
    let value = waiver.and_then(|waiver| Some(&waiver.as_table()?.get(name)?.node));
    let site = value.or(waiver).map_or(layer.root.site, |node| node.site);
    let view = View::outside(&[]);
    let written = value.map_or(Written::Key, |node| Written::of(layer, view, node));
    let show = if is_shown {
        written.show()
    } else {
        Show::Masked
    };
    layer.place(site, "", show)
}

/// What is wrong with a value of a waiver.
struct Wrong {
    name: &'static str,
    message: String,
    help: String,
}

impl Wrong {
    fn new(name: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            name,
            message: message.into(),
            help: help.into(),
        }
    }

    fn problem(&self, index: usize, place: Place) -> Problem {
        let mut key = Key::from("waiver");
        key.push_index(index);
        key.push_name(self.name);
        Problem::new(Code::Waiver, &*self.message)
            .with_key(key)
            .with_place(place)
            .with_help(&*self.help)
    }
}

fn understand(
    given: &Given,
    place: Place,
    schema: &'static Schema,
    known: &[&str],
) -> Result<Waiver, Wrong> {
    let wrong_key = |(message, help)| Wrong::new("key", message, help);
    let pattern = setting(&given.key, schema).map_err(wrong_key)?;
    let reason = given.reason.trim();
    if reason.is_empty() {
        let help = "explain why it is permitted";
        return Err(Wrong::new("reason", "a waiver needs a reason", help));
    }
    Ok(Waiver {
        pattern,
        environments: environments(&given.environments, known)?,
        code: given.code.as_deref().map(code).transpose()?,
        place,
        reason: foreign::line(&redact::text(reason)).into_owned(),
        until: given.until,
    })
}

/// The names of environments and deployments that the program knows.
pub(super) fn known(setup: &Setup) -> Vec<&str> {
    let environments = Environment::ALL.iter().map(|one| one.as_str());
    let deployments = setup.deployments.iter().map(Deployment::name);
    environments.chain(deployments).collect()
}

/// The key or pattern that is given, or what is wrong with it and what to do.
pub(super) fn setting(given: &str, schema: &'static Schema) -> Result<Pattern, (String, String)> {
    let Some(pattern) = Pattern::parse(given) else {
        let message = format!("`{}` is not a key", key::readable(given.trim()));
        let help = "write a key such as `database.url`, or a pattern such as `upstreams[*].url` \
                    or `telemetry.*`";
        return Err((message, help.to_owned()));
    };
    let key = pattern.key();
    match pattern.reach(schema) {
        Reach::Setting => Ok(pattern),
        Reach::Section => Err((
            format!("`{key}` is a section, not a setting"),
            format!("name a setting, or write `{key}.*` for all settings in it"),
        )),
        Reach::Nothing if pattern.is_key() => {
            let help = near(schema, key);
            let shown = schema.shown_text(key.as_str());
            Err((format!("there is no setting `{shown}`"), help))
        }
        Reach::Nothing => Err((format!("`{key}` matches no setting"), near(schema, key))),
    }
}

/// What was probably meant, or what to do where nothing is near.
fn meant<'k>(name: &str, known: impl Iterator<Item = &'k str>, otherwise: &str) -> String {
    match closest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}

fn near(schema: &'static Schema, key: &Key) -> String {
    let mut leaves = Vec::new();
    schema.each(&mut |key, field| {
        if matches!(field.shape(), Shape::Leaf(_)) {
            leaves.push(key.as_str().replace("[0]", "[*]").replace(".NAME", ".*"));
        }
    });
    let leaves = leaves.iter().map(String::as_str);
    meant(key.as_str(), leaves, "name a setting of the program")
}

fn code(name: &str) -> Result<Code, Wrong> {
    let is_waivable = |code: &Code| refuse::is_refusal(*code) || code.is_difference();
    let known = || Code::ALL.iter().copied();
    let shown = redact::line(name);
    match known().find(|code| code.as_str() == name) {
        Some(code) if is_waivable(&code) => Ok(code),
        Some(_) => Err(Wrong::new(
            "code",
            format!("`{shown}` cannot be waived"),
            "name a refusal such as `weak-secret`, or a difference between environments such as \
             `different-value`",
        )),
        None => {
            let near = known().filter(is_waivable).map(Code::as_str);
            let help = meant(
                name,
                near,
                "omit it to permit all differences of the setting",
            );
            Err(Wrong::new(
                "code",
                format!("there is no code `{shown}`"),
                help,
            ))
        }
    }
}

fn environments(given: &[String], known: &[&str]) -> Result<Vec<String>, Wrong> {
    let names = || known.iter().copied();
    let some_of_them = format!("name one or more of {}", quoted(names()));
    if given.is_empty() {
        let message = "a waiver needs at least one environment";
        return Err(Wrong::new("environments", message, some_of_them));
    }
    let understand = |name: &String| {
        let side = names().find(|known| known.eq_ignore_ascii_case(name.trim()));
        let side = side.or_else(|| Some(name.parse::<Environment>().ok()?.as_str()));
        side.map(str::to_owned).ok_or_else(|| {
            let message = format!("unknown environment `{}`", redact::line(name));
            Wrong::new("environments", message, meant(name, names(), &some_of_them))
        })
    };
    given.iter().map(understand).collect()
}
