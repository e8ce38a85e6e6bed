//! For a browser: one page that needs nothing but itself.
//!
//! The page asks for nothing from elsewhere, and its policy lets a browser run
//! the one script and apply the one style sheet that are in it, by their
//! digests. All that the template is given is escaped where it is put in.

mod text;
mod view;

use minijinja::{Environment, Error, Value};

use super::ParityReport;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// Nothing is loaded, and only [`STYLE`] and [`SCRIPT`] count.
const POLICY: &str = "default-src 'none'; \
     style-src 'sha256-fnyQvjJg/K0xZekxoXLYOQH+GIp9C2k6JWlFLMuvmjs='; \
     script-src 'sha256-Ee2nEaN41U9w2CbArm4vEId62/cIPD601bEol+KWAcU='; \
     base-uri 'none'; form-action 'none'";

impl ParityReport {
    /// Writes the report as one HTML page: the differences and waivers, then a
    /// matrix of all settings by environments.
    ///
    /// The page is self-contained: it loads no script, style, font or image. Every value is
    /// escaped and none is a secret. The same report gives the same page, so it can be kept
    /// and compared.
    ///
    /// # Example
    ///
    /// ```
    /// use rehearsal::system::Memory;
    /// use rehearsal::{Config, Loader};
    ///
    /// #[derive(Config)]
    /// struct Settings {
    ///     title: String,
    /// }
    ///
    /// let host = Memory::new().file("config/default.toml", "title = '<b>Cadence</b>'");
    /// let page = Loader::new("CADENCE").system(host).parity::<Settings>().to_html();
    /// assert!(page.starts_with("<!DOCTYPE html>"));
    /// assert!(page.contains("&lt;b&gt;Cadence&lt;/b&gt;"));
    /// ```
    #[expect(clippy::missing_panics_doc, reason = "it cannot panic")]
    pub fn to_html(&self) -> String {
        // OK because the template is the same for every page, and a test draws one.
        let page = draw(&view::page(self)).expect("the template fits what it is given");
        page + "\n"
    }
}

fn draw(page: &Value) -> Result<String, Error> {
    let template: String = TEMPLATE.lines().map(str::trim).collect();
    let mut environment = Environment::new();
    environment.set_formatter(|out, _, value| {
        let text = value.to_string();
        let text = if value.is_safe() {
            text
        } else {
            text::escaped(&text)
        };
        Ok(out.write_str(&text)?)
    });
    let safe = Value::from_safe_string;
    environment.add_filter("prose", move |text: &str| safe(text::prose(text)));
    environment.add_filter("key", move |text: &str| safe(text::key(text)));
    environment.add_filter("path", move |text: &str| safe(text::path(text)));
    environment.add_template("page.html", &template)?;
    environment.get_template("page.html")?.render(page)
}

#[cfg(test)]
mod tests;
