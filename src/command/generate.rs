//! `config generate`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValue;
use clap_complete::Shell;
use similar::TextDiff;

use super::complete;
use super::console::{Console, Failure, Outcome};
use super::file::{self, Readers};
use crate::artifact::Artifact;
use crate::config::Config;
use crate::load::Loader;
use crate::redact;

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
    Artifact(Artifact),
    Completion(Shell),
}

const ALL: [What; 12] = [
    What::Artifact(Artifact::JsonSchema),
    What::Artifact(Artifact::EnvExample),
    What::Artifact(Artifact::DefaultToml),
    What::Artifact(Artifact::Markdown),
    What::Artifact(Artifact::KubernetesConfigMap),
    What::Artifact(Artifact::KubernetesSecret),
    What::Artifact(Artifact::KubernetesEnv),
    What::Artifact(Artifact::SystemdEnvironment),
    What::Artifact(Artifact::SystemdUnit),
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
            Self::Artifact(artifact) => artifact.as_str(),
            Self::Completion(Shell::Bash) => "bash-completion",
            Self::Completion(Shell::Fish) => "fish-completion",
            Self::Completion(Shell::Zsh) => "zsh-completion",
            Self::Completion(_) => return None,
        }))
    }
}

impl What {
    /// Whether values stand in such a file, which somebody may have filled in.
    fn has_values(self) -> bool {
        !matches!(
            self,
            Self::Completion(_) | Self::Artifact(Artifact::JsonSchema | Artifact::Markdown)
        )
    }
}

impl Generate {
    pub(super) fn run<T: Config>(
        &self,
        loader: &Loader,
        console: &mut Console<'_>,
    ) -> Result<Outcome, Failure> {
        let text = match self.what {
            What::Artifact(artifact) => loader.generate::<T>(artifact),
            What::Completion(shell) => complete::script::<T>(shell, console.program(), loader),
        };
        match &self.output {
            None => console.answer(&text).map(|()| Outcome::Fine),
            Some(path) if self.check => compare(path, &text, self.what.has_values(), console),
            Some(path) => file::write(path, &text, Readers::Usual).map(|()| Outcome::Fine),
        }
    }
}

fn compare(
    path: &Path,
    text: &str,
    has_values: bool,
    console: &mut Console<'_>,
) -> Result<Outcome, Failure> {
    let shown = redact::path(path);
    let Some(committed) = file::read(path)? else {
        console.say(&format!("{shown} is not there; run this without `--check`"));
        return Ok(Outcome::Stale);
    };
    if committed == text {
        return Ok(Outcome::Fine);
    }
    let diff = TextDiff::from_lines(committed.as_str(), text);
    let diff = diff
        .unified_diff()
        .header(&format!("{shown} as it is"), "as it would be")
        .to_string();
    let diff = if has_values {
        masked(&diff, text)
    } else {
        diff
    };
    console.say(&format!(
        "{diff}\n{shown} is stale; run this without `--check`"
    ));
    Ok(Outcome::Stale)
}

/// The diff without what was filled in: of a line that is to go, only the name is
/// shown, and that only if the file would have it as well.
///
/// OK to show the other lines because they are as the schema makes them.
fn masked(diff: &str, text: &str) -> String {
    let names: HashSet<_> = text.lines().filter_map(name).collect();
    let line = |(number, line): (usize, &str)| match line.strip_prefix('-') {
        Some(gone) if number > 1 => match name(gone).filter(|name| names.contains(name)) {
            Some(name) => format!("-{name} …\n"),
            None => "-…\n".to_owned(),
        },
        _ => format!("{line}\n"),
    };
    diff.lines().enumerate().map(line).collect()
}

/// What is before the value of a line, whether it is commented out or not.
fn name(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '#']);
    let end = line.find(['=', ':'])?;
    Some(&line[..=end])
}
