//! `config parity`.

use clap::{Args, ValueEnum};

use super::console::{Answer, Console, Outcome};
use super::page::Page;
use super::usage;
use crate::load::Loader;
use crate::parity::ParityReport;
use crate::read::config::Config;
use crate::report::text::wrapped;

#[derive(Clone, Debug, Args)]
pub(super) struct Parity {
    /// Output format of the findings
    #[arg(long, value_enum, value_parser = usage::choice::<Format>(), default_value_t)]
    format: Format,
    #[command(flatten)]
    page: Page,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table and every place, for people
    #[default]
    Text,
    /// JSON
    Json,
    /// Markdown, for a comment on a pull request
    Markdown,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// One self-contained page, for a browser
    #[cfg(feature = "page")]
    Html,
}

impl Parity {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        if let Some(answer) = self.page.answer(console) {
            return answer;
        }
        self.format.answer(&loader.parity::<T>(), console)
    }
}

impl Format {
    /// Writes what was found, and says whether it is clean.
    pub(super) fn answer(self, parity: &ParityReport, console: &mut Console<'_>) -> Answer {
        let answer = match self {
            Self::Text => text(parity, console),
            Self::Json => parity.to_json(),
            Self::Markdown => parity.to_markdown(),
            Self::Github => parity.to_github(),
            Self::Sarif => parity.to_sarif(),
            #[cfg(feature = "page")]
            Self::Html => parity.to_html(),
        };
        console.answer(&answer)?;
        Ok(Outcome::refused_if(!parity.is_clean()))
    }
}

fn text(parity: &ParityReport, console: &Console<'_>) -> String {
    let look = console.look();
    let drawn = parity.draw(look);
    let Some(violation) = parity.violations().next() else {
        return drawn;
    };
    let offer = console.offer(parity.program(), violation.code());
    format!("{drawn}\n\n{}", wrapped(&offer, 0, look))
}
