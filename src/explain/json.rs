//! Explanations as JSON.

use serde_json::{Value, json};

use super::{Explained, Explanation};
use crate::load::Loaded;
use crate::read::config::Config;
use crate::report::problem::Problem;
use crate::resolve::Overridden;
use crate::resolve::datum::Datum;
use crate::schema::kind::Kind;
use crate::schema::{Allowance, Exemption, Fact, describe, fact};
use crate::value::foreign;

impl<T: Config> Loaded<T> {
    /// Writes the settings as JSON without secrets, for an admin route of the program.
    ///
    /// The object has `program`, `environment`, `deployment`, `settings` and `warnings`. The
    /// settings are in the tables of their sections, each with its `value` and `origin`; a
    /// secret is `"[redacted]"`. A warning has `code`, `severity`, `key` and `message`.
    ///
    /// It shows paths, hosts and names of variables, so the route is for those who run the
    /// program, and not for the public.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(default = 8080)] port: u16, token: secrecy::SecretString }
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "test")
    ///     .variable("CADENCE_TOKEN", "hunter2hunter2");
    /// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
    /// let json: serde_json::Value = serde_json::from_str(&settings.to_json()).unwrap();
    /// assert_eq!(json["settings"]["port"]["value"], 8080);
    /// assert_eq!(json["settings"]["port"]["origin"], "default");
    /// assert_eq!(json["settings"]["token"]["value"], "[redacted]");
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    pub fn to_json(&self) -> String {
        let warnings = self.warnings().problems().iter().map(|problem| {
            json!({
                "code": problem.code().as_str(),
                "severity": problem.severity(),
                "key": problem.key(),
                "message": problem.message(),
            })
        });
        foreign::json_in_order(json!({
            "program": self.loader().program_name(),
            "environment": self.environment().as_str(),
            "deployment": self.deployment(),
            "settings": self.resolution().with_origins(),
            "warnings": warnings.collect::<Vec<_>>(),
        }))
    }
}

impl Explanation {
    /// Writes the explanation as JSON, indented, for other programs to read.
    ///
    /// The object has `program`, `environment` and `settings`; a setting has `key`,
    /// `value`, `origin`, `merges`, `overrides`, `type`, `default`, `default_of_type`,
    /// `required`, `secret`, `shown` (whether the field says that it is not a secret),
    /// `variables`, `docs`, `by_deploy`, `unread`, `problems`, `waivers`, and what attributes
    /// and [`Loader::allow`](crate::Loader::allow) say, each under the [name](crate::schema::Fact::name) of the fact. All of them are always
    /// present; absent ones are null or an empty list, and a secret is `"[redacted]"`. A
    /// value is also null if one of the `problems` refuses it, or if it could not be read.
    pub fn to_json(&self) -> String {
        let settings: Vec<_> = self.rows.iter().map(setting).collect();
        foreign::json_in_order(json!({
            "program": self.program,
            "environment": self.environment,
            "settings": settings,
        }))
    }
}

fn setting(explained: &Explained) -> Value {
    let (row, field) = (&explained.row, explained.row.field());
    let kind = row.kind();
    let all = |lower: &[Overridden]| {
        let lower = lower.iter();
        let lower = lower.map(|one| json!({ "value": one.value(), "origin": one.origin() }));
        lower.collect::<Vec<_>>()
    };
    let default = field.default_text();
    let default = default.map(|text| Datum::of_default(&text, field, &kind));
    let mut setting = json!({
        "key": row.key().as_str(),
        "value": row.datum(),
        "origin": row.origin(),
        "merges": all(row.merged()),
        "overrides": all(row.overridden()),
        "type": kind.to_string(),
        "default": default,
        "default_of_type": default.is_none() && field.default().is_some(),
        "required": describe::is_required(field, &kind),
        "secret": field.is_secret_as(&kind),
        "shown": field.is_shown(),
        "variables": explained.variables,
        "parity": describe::parity(explained.parity),
        "docs": Some(field.docs()).filter(|docs| !docs.is_empty()),
        "by_deploy": explained.by_deploy,
        "unread": explained.unread,
        "problems": explained.problems.iter().map(problem).collect::<Vec<_>>(),
        "waivers": row.waivers(),
    });
    for &(name, is_many) in fact::NAMES {
        if setting.get(name).is_none() {
            let fact = field.facts().iter().find(|fact| fact.name() == name);
            let absent = if is_many { json!([]) } else { Value::Null };
            setting[name] = fact.map_or(absent, said);
        }
    }
    if let Value::Array(allowed) = &mut setting["allowed"] {
        allowed.extend(row.allowed().iter().map(exemption));
    }
    setting
}

fn said(fact: &Fact) -> Value {
    match fact {
        Fact::Rules(rules) => rules.iter().map(|rule| format!("must {rule}")).collect(),
        Fact::LivePrefixes(texts) | Fact::TestPrefixes(texts) => json!(texts),
        Fact::Allowed(allowances) | Fact::Warned(allowances) => {
            allowances.iter().map(allowance).collect()
        }
        Fact::VersionOf(service) => json!(service),
        fact => match &*fact.texts(&Kind::Any) {
            [text] if !fact.is_many() => json!(text),
            texts => json!(texts),
        },
    }
}

fn problem(problem: &Problem) -> Value {
    json!({ "code": problem.code().as_str(), "message": problem.message() })
}

fn allowance(allowance: &Allowance) -> Value {
    let environments = allowance.environments().iter();
    json!({
        "what": allowance.what(),
        "reason": allowance.reason(),
        "in": environments.map(|environment| environment.as_str()).collect::<Vec<_>>(),
    })
}

fn exemption(allowed: &Exemption) -> Value {
    json!({ "what": allowed.what, "reason": allowed.reason, "in": [] })
}
