//! `config generate`.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::Args;
use clap::builder::PossibleValue;
use clap_complete::Shell;

use super::complete;
use super::console::{Answer, Console, Failure, Outcome};
use super::difference::difference;
use super::file::{self, Readers};
use super::usage;
use crate::generate::Template;
use crate::load::Loader;
use crate::read::config::Config;
use crate::value::redact;

#[derive(Clone, Debug, Args)]
pub(super) struct Generate {
    /// What to generate
    #[arg(value_enum, value_parser = usage::choice::<What>())]
    what: What,
    /// File to write to instead of the standard output
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// Write nothing, but fail if the file is out of date
    #[arg(long, requires = "output")]
    check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Template(Template),
    Completion(Shell),
}

static ALL: LazyLock<Vec<What>> = LazyLock::new(|| {
    let templates = Template::ALL.iter().copied().map(What::Template);
    let shells = [Shell::Bash, Shell::Fish, Shell::Zsh].map(What::Completion);
    templates.chain(shells).collect()
});

impl clap::ValueEnum for What {
    fn value_variants<'a>() -> &'a [Self] {
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Template(template) => template.as_str(),
            Self::Completion(Shell::Bash) => "bash-completion",
            Self::Completion(Shell::Fish) => "fish-completion",
            Self::Completion(Shell::Zsh) => "zsh-completion",
            Self::Completion(_) => return None,
        }))
    }
}

impl Generate {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        let text = match self.what {
            What::Template(template) => loader.generate::<T>(template),
            What::Completion(shell) => complete::script::<T>(shell, console.program(), loader)?,
        };
        match &self.output {
            Some(path) if self.check && file::is_output(path) => Err(Failure::usage(
                "`--check` needs `--output` to name the file to compare with",
            )),
            Some(path) if self.check => compare(path, &text, console),
            path => file::answer(path.as_deref(), &text, Readers::Usual, console),
        }
    }
}

fn compare(path: &Path, text: &str, console: &mut Console<'_>) -> Answer {
    let shown = redact::path(path);
    let Some(committed) = file::read(path)? else {
        console.say(&format!(
            "{shown} does not exist; run this without `--check` to create it"
        ));
        return Ok(Outcome::Stale);
    };
    if committed == text {
        return Ok(Outcome::Fine);
    }
    let lines = committed.replace("\r\n", "\n");
    if lines.len() != committed.len() {
        console.say(&format!(
            "the lines of {shown} end with CRLF instead of LF; keep LF in git with \
             `* text eol=lf` in .gitattributes"
        ));
    }
    if lines != text {
        let names = [&*format!("{shown} as committed"), "as generated"];
        console.say(&difference(&lines, text, names));
    }
    console.say(&format!(
        "\n{shown} is stale; run this without `--check` to update it"
    ));
    Ok(Outcome::Stale)
}
