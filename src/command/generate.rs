//! `config generate`.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValue;
use clap_complete::Shell;

use super::complete;
use super::console::{Console, Failure, Outcome};
use super::difference::difference;
use super::file::{self, Readers};
use crate::generate::Template;
use crate::load::Loader;
use crate::read::config::Config;
use crate::value::redact;

#[derive(Clone, Debug, Args)]
pub(super) struct Generate {
    /// What to make
    #[arg(value_enum)]
    what: What,
    /// File to write it to, instead of the standard output
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// Write nothing, but fail if the file is not what would be written
    #[arg(long, requires = "output")]
    check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Template(Template),
    Completion(Shell),
}

const ALL: [What; 12] = [
    What::Template(Template::JsonSchema),
    What::Template(Template::EnvExample),
    What::Template(Template::DefaultToml),
    What::Template(Template::Markdown),
    What::Template(Template::KubernetesConfigMap),
    What::Template(Template::KubernetesSecret),
    What::Template(Template::KubernetesEnv),
    What::Template(Template::SystemdEnvironment),
    What::Template(Template::SystemdUnit),
    What::Completion(Shell::Bash),
    What::Completion(Shell::Fish),
    What::Completion(Shell::Zsh),
];

impl clap::ValueEnum for What {
    fn value_variants<'a>() -> &'a [Self] {
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Template(artifact) => artifact.as_str(),
            Self::Completion(Shell::Bash) => "bash-completion",
            Self::Completion(Shell::Fish) => "fish-completion",
            Self::Completion(Shell::Zsh) => "zsh-completion",
            Self::Completion(_) => return None,
        }))
    }
}

impl Generate {
    pub(super) fn run<T: Config>(
        &self,
        loader: &Loader,
        console: &mut Console<'_>,
    ) -> Result<Outcome, Failure> {
        let text = match self.what {
            What::Template(artifact) => loader.generate::<T>(artifact),
            What::Completion(shell) => complete::script::<T>(shell, console.program(), loader)?,
        };
        match &self.output {
            Some(path) if self.check && file::is_output(path) => Err(Failure::usage(
                "`--check` compares with a file, and `--output` names none",
            )),
            Some(path) if self.check => compare(path, &text, console),
            path => file::answer(path.as_deref(), &text, Readers::Usual, console),
        }
    }
}

fn compare(path: &Path, text: &str, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let shown = redact::path(path);
    let Some(committed) = file::read(path)? else {
        console.say(&format!("{shown} is not there; run this without `--check`"));
        return Ok(Outcome::Stale);
    };
    if committed == text {
        return Ok(Outcome::Fine);
    }
    let lines = committed.replace("\r\n", "\n");
    if lines.len() != committed.len() {
        console.say(&format!(
            "the lines of {shown} end with CRLF instead of LF; let git keep LF by \
             `* text eol=lf` in `.gitattributes`"
        ));
    }
    if lines != text {
        let names = [&*format!("{shown} as it is"), "as it would be"];
        console.say(&difference(&lines, text, names));
    }
    console.say(&format!("\n{shown} is stale; run this without `--check`"));
    Ok(Outcome::Stale)
}
