//! Reports as annotations of a GitHub workflow.

use std::fmt::Write;

use super::{Report, Warnings};
use crate::report::problem::{Problem, Severity};
use crate::value::origin::Origin;
use crate::value::redact;

impl Report {
    /// Writes the report as workflow commands, one line per problem, which GitHub
    /// shows at the file, line and column concerned.
    ///
    /// Paths are as the loader opened them, so run the check in the root of the repository.
    ///
    /// # Example
    ///
    /// ```
    /// use rehearsal::Report;
    ///
    /// fn annotate(report: &Report) {
    ///     print!("{}", report.to_github());
    /// }
    /// ```
    pub fn to_github(&self) -> String {
        annotations(self.problems())
    }
}

impl Warnings<'_> {
    /// Writes them as workflow commands, as [`Report::to_github`] does.
    pub fn to_github(&self) -> String {
        annotations(self.problems())
    }
}

pub(crate) fn annotations<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> String {
    let mut text = String::new();
    for problem in problems {
        annotation(&mut text, problem);
    }
    text
}

fn annotation(text: &mut String, problem: &Problem) {
    let command = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    let origin = problem.origin();
    let path = origin.and_then(Origin::path);
    if let Some(path) = path.or(problem.home()) {
        properties.push(format!("file={}", property(&redact::path(path))));
    }
    if let Some(position) = origin.and_then(|origin| origin.position()) {
        properties.push(format!("line={}", position.line()));
        properties.push(format!("col={}", position.column()));
    }
    properties.push(format!("title={}", property(problem.code().as_str())));
    let _ = writeln!(
        text,
        "::{command} {}::{}",
        properties.join(","),
        data(&whole(problem))
    );
}

/// What is wrong, and what is said of its place beside: where it is if that is no
/// file, and what the label adds to the message.
pub(super) fn headline(problem: &Problem) -> String {
    let message = problem.message();
    let Some(place) = problem.places().first() else {
        return message.to_owned();
    };
    let is_in_file = place.origin().path().is_some();
    let origin = (!is_in_file).then(|| place.origin().to_string());
    let is_new = |word: &str| !message.contains(word);
    let label = Some(place.label()).filter(|label| label.split(' ').any(is_new));
    match (origin, label) {
        (Some(origin), Some(label)) => format!("{message} ({origin}: {label})"),
        (Some(origin), None) => format!("{message} ({origin})"),
        (None, Some(label)) => format!("{message} ({label})"),
        (None, None) => message.to_owned(),
    }
}

/// The headline, the other places, and what to do.
pub(super) fn whole(problem: &Problem) -> String {
    let mut whole = headline(problem);
    for place in problem.places().iter().skip(1) {
        let (origin, label) = (place.origin(), place.label());
        let colon = if label.is_empty() { "" } else { ": " };
        let _ = write!(whole, "\nnote: {origin}{colon}{label}");
    }
    for help in problem.help() {
        let _ = write!(whole, "\nhelp: {help}");
    }
    whole
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use insta::assert_snapshot;

    use super::*;
    use crate::report::problem::{Code, Place};
    use crate::report::tests::{ignored, missing, report, wrong_type, wrong_variable};
    use crate::value::origin::{Origin, Position};

    #[test]
    fn every_problem_is_one_line_at_its_place() {
        let report = report(vec![missing(), wrong_type(), wrong_variable(), ignored()]);
        assert_snapshot!(report.to_github(), @"
        ::error file=config/production.toml,line=4,col=8,title=wrong-type::`server.port` is text (expected an integer)%0Ahelp: write the number without quotes
        ::error title=wrong-type::`server.port` is not an integer (variable CADENCE_PORT: expected an integer)
        ::error title=missing::`api_key` is not set%0Ahelp: set CADENCE_API_KEY%0Ahelp: or name a file that holds it in CADENCE_API_KEY_FILE
        ::notice file=config/local.toml,title=file-ignored::config/local.toml is not read in production%0Ahelp: remove it from the artifact
        ");
    }

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let origin = Origin::File(Position::new(Path::new("a:b,c%.toml"), "x", 0));
        let problem =
            Problem::new(Code::Syntax, "100 %\r\n::error::no").with_place(Place::new(origin, ""));
        assert_snapshot!(annotations(&[problem]), @"::error file=a%3Ab%2Cc%25.toml,line=1,col=1,title=syntax::100 %25␍␊::error::no");
    }
}
