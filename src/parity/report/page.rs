//! For a browser: one page that needs nothing but itself.
//!
//! The page asks for nothing from elsewhere, and its policy lets a browser run
//! the one script and apply the one style sheet that are in it, by their
//! digests. All that is not written here is escaped by `maud`.

mod found;
mod matrix;
mod text;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Mark, ParityReport};
use crate::report::counted;
use crate::report::text::line;

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
    pub fn to_html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (self.summary()) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#settings" { "Skip to the settings" }
                    (self.head())
                    main {
                        (matrix::search())
                        (self.found())
                        (self.matrix())
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        page.into_string() + "\n"
    }

    fn head(&self) -> Markup {
        html! {
            header.head {
                div {
                    p.eyebrow { "Parity of environments" }
                    h1 { (line(self.program())) }
                }
                ul.totals aria-label="Totals" {
                    @if self.is_clean() { li { (chip("clean", "no violation")) } }
                    (self.total(Mark::Violation, "violations", "violation"))
                    (self.total(Mark::Warning, "warnings", "warning"))
                    (self.total(Mark::Note, "notes", "note"))
                    (self.total(Mark::Waived, "waivers", "waived difference"))
                    li { a.chip.plain href="#settings" { (counted(self.settings().len(), "setting")) } }
                    li { (chip("plain", &counted(self.sides().len(), "environment"))) }
                }
                // Shown by the script, since it is of no use without it.
                p.theme hidden id="theme-field" {
                    label for="theme" { "Theme" }
                    select id="theme" autocomplete="off" {
                        option value="" { "system" }
                        option value="light" { "light" }
                        option value="dark" { "dark" }
                    }
                }
            }
        }
    }
}

impl ParityReport {
    /// A count, which leads to what was counted.
    fn total(&self, mark: Mark, id: &str, noun: &str) -> Markup {
        let count = self.count(mark);
        html! {
            @if count > 0 {
                li { a class={ "chip " (mark.as_str()) } href={ "#" (id) } { (counted(count, noun)) } }
            }
        }
    }
}

/// A word of state: its class chooses the colours, its text says the same.
fn chip(class: &str, text: &str) -> Markup {
    html! { span class={ "chip " (class) } { (text) } }
}

#[cfg(test)]
mod tests;
