//! `config variables`.

use clap::Args;
use serde_json::json;

use super::Format;
use super::console::{Answer, Console, Outcome};
use super::usage;
use crate::generate::{Outline, Setting};
use crate::load::Loader;
use crate::read::config::Config;
use crate::report::table;
use crate::value::foreign;

#[derive(Clone, Debug, Args)]
pub(super) struct Variables {
    /// Output format
    #[arg(long, value_enum, value_parser = usage::choice::<Format>(), default_value_t)]
    format: Format,
}

impl Variables {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        let outline = loader.outline::<T>();
        let answer = match self.format {
            Format::Text => text(&outline, console.width()),
            Format::Json => json(&outline),
        };
        console.answer(&answer).map(|()| Outcome::Fine)
    }
}

/// What a line is too short for.
const ELSEWHERE: &[&str] = &["aliases", "allowed", "warned", "parity"];

fn text(outline: &Outline, width: Option<usize>) -> String {
    let mut rows = vec![["VARIABLE", "SETTING", "TYPE"].map(str::to_owned).to_vec()];
    let environment = outline.environment.iter();
    rows.extend(environment.map(|variable| {
        let kind = "the environment".to_owned();
        vec![variable.clone(), String::new(), kind]
    }));
    for setting in outline.settings() {
        for variable in &setting.variables {
            let facts = setting.facts_but(ELSEWHERE);
            rows.push(vec![variable.clone(), setting.key.clone(), facts]);
        }
    }
    table::draw(&rows, width)
}

fn json(outline: &Outline) -> String {
    let setting = |setting: &Setting| {
        json!({
            "key": setting.key,
            "variables": setting.variables,
            "type": setting.type_words(),
            "default": setting.default(),
            "required": setting.required,
            "secret": setting.is_secret(),
            "docs": setting.field.docs(),
        })
    };
    let settings: Vec<_> = outline.settings().map(setting).collect();
    foreign::json_in_order(json!({
        "environment": outline.environment,
        "settings": settings,
    }))
}
