//! `.env` as a layer: the lines that set variables of the program.

#[cfg_attr(feature = "dotenv", path = "dotenv/parse.rs")]
#[cfg_attr(not(feature = "dotenv"), path = "dotenv/without.rs")]
mod parse;

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;

use secrecy::zeroize::Zeroizing;

pub(crate) use self::parse::ENABLED;
use crate::format::Lost;
use crate::format::conflict::{self, Conflict};
use crate::layer::source::Source;
use crate::layer::variable::Variable;
use crate::layer::words;
use crate::report::problem::{Excerpt, Place, Problem, Severity};
use crate::value::key::Key;
use crate::value::origin::{Lines, Origin, Site};

/// The most lines that it is said of what is wrong with them.
const MOST_FLAWS: usize = 100;

/// The file, and what of it may be the program's.
pub(crate) struct Dotenv {
    pub(crate) path: PathBuf,
    text: Zeroizing<String>,
    pub(crate) lines: Vec<Variable>,
    /// Where in the text each of them begins.
    starts: Vec<usize>,
    /// Where in the text each line begins, be it the program's or not.
    all_starts: Vec<usize>,
    /// The parts of the text that may set variables of the program, and were not read.
    broken: Vec<Range<usize>>,
}

/// A variable that a line sets.
struct Entry {
    name: String,
    value: Zeroizing<String>,
    /// Counted from one.
    line: usize,
}

/// What is wrong with a line.
struct Flaw {
    /// Counted from one.
    line: usize,
    what: What,
}

/// The ways in which a line can be wrong.
#[cfg_attr(
    not(feature = "dotenv"),
    expect(dead_code, reason = "only the parser finds such")
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Key,
    Syntax,
    /// A carriage return is in it, at which some readers end the line.
    Return,
    /// The rest of the file is inside of the quotes.
    Unterminated,
}

impl Dotenv {
    /// What could not be read of the text, which is the layer with this number.
    pub(crate) fn lost(&self, layer: u16) -> Vec<Lost> {
        let lost = self.broken.iter().map(|part| Lost {
            within: Key::default(),
            site: Site::bytes(layer, part),
            is_anything: false,
        });
        lost.collect()
    }

    /// Takes the text apart. `is_ours` knows the names of the program's
    /// variables; about all others nothing is said.
    pub(crate) fn read(
        path: PathBuf,
        text: Zeroizing<String>,
        is_ours: &dyn Fn(&str) -> bool,
        problems: &mut Vec<Problem>,
        notes: &mut Vec<Problem>,
    ) -> Self {
        let conflicts = conflict::all(&text);
        let (mut entries, flaws) = parse::parse(&without(&text, &conflicts));
        let newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let all_starts = std::iter::once(0).chain(newlines).collect();
        let mut dotenv = Self {
            path,
            text,
            all_starts,
            lines: Vec::new(),
            starts: Vec::new(),
            broken: Vec::new(),
        };
        let lines = Lines::default();
        for conflict in conflicts {
            let place = dotenv.bare_place(conflict.range.start, &lines);
            if dotenv
                .lines_in(&conflict.range)
                .any(|line| dotenv.names_ours(line, is_ours))
            {
                dotenv.broken.push(conflict.range);
                problems.push(words::dotenv_conflict(place));
            } else {
                notes.push(words::dotenv_conflict(place).with_severity(Severity::Note));
            }
        }
        let is_grave =
            |flaw: &Flaw| flaw.what == What::Unterminated || dotenv.names_ours(flaw.line, is_ours);
        let (grave, elsewhere): (Vec<Flaw>, _) = flaws.into_iter().partition(is_grave);
        problems.extend(dotenv.said(&grave, &lines, words::dotenv_flaw));
        notes.extend(dotenv.said(&elsewhere, &lines, words::dotenv_flaw_elsewhere));
        let lost: Vec<_> = grave.iter().map(|flaw| dotenv.lost_by(flaw)).collect();
        dotenv.broken.extend(lost);
        entries.retain(|entry| is_ours(&entry.name));
        problems.extend(dotenv.set_once(&mut entries, &lines));
        for entry in entries {
            if is_cut_by_comment(dotenv.line(entry.line)) {
                let place = dotenv.place(entry.line, &lines);
                problems.push(words::dotenv_cut(&entry.name, place));
            }
            dotenv.starts.push(dotenv.start_of(entry.line));
            let value = entry.value.as_str().into();
            dotenv.lines.push(Variable::new(entry.name, value));
        }
        dotenv
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source::Dotenv {
            path: &self.path,
            text: &self.text,
            lines: &self.lines,
            starts: &self.starts,
            positions: Lines::default(),
        }
    }

    /// Takes lines out of the layer, and says where they stand.
    pub(crate) fn take(&mut self, is_taken: impl Fn(&str) -> bool) -> Vec<(String, Place)> {
        let mut taken = Vec::new();
        let lines = Lines::default();
        for at in (0..self.lines.len()).rev() {
            if is_taken(&self.lines[at].name) {
                let name = self.lines.remove(at).name.clone();
                let start = self.starts.remove(at);
                taken.push((name, self.place_at(start, &lines)));
            }
        }
        taken.reverse();
        taken
    }

    /// What is not read of the text for this flaw.
    fn lost_by(&self, flaw: &Flaw) -> Range<usize> {
        let start = self.start_of_line(flaw.line);
        match flaw.what {
            What::Unterminated => start..self.text.len(),
            _ => start..self.start_of_line(flaw.line + 1),
        }
    }

    /// The lines that begin in a part of the text, counted from one.
    fn lines_in(&self, part: &Range<usize>) -> Range<usize> {
        let number = |at: usize| self.all_starts.partition_point(|&start| start < at) + 1;
        number(part.start)..number(part.end)
    }

    /// What is wrong with the first of these lines, and how many more there are.
    fn said(&self, flaws: &[Flaw], lines: &Lines, say: fn(Place, What) -> Problem) -> Vec<Problem> {
        let (told, others) = flaws.split_at(flaws.len().min(MOST_FLAWS));
        let said = |flaw: &Flaw| say(self.place(flaw.line, lines), flaw.what);
        let mut said: Vec<Problem> = told.iter().map(said).collect();
        if let Some(last) = said.pop() {
            said.push(last.and_more(others.len(), "line", "of the file"));
        }
        said
    }

    /// Keeps the last of the lines that set a variable, and tells of those before.
    fn set_once(&self, entries: &mut Vec<Entry>, lines: &Lines) -> Vec<Problem> {
        let (mut later, mut twice) = (HashMap::new(), Vec::new());
        let is_last: Vec<bool> = entries
            .iter()
            .rev()
            .map(|entry| match later.insert(entry.name.clone(), entry.line) {
                None => true,
                Some(later) => {
                    twice.push((later, entry.line));
                    false
                }
            })
            .collect();
        let mut is_last = is_last.into_iter().rev();
        entries.retain(|_| is_last.next().unwrap_or_default());
        let told = twice.iter().rev().take(MOST_FLAWS).map(|&(later, line)| {
            let place = self.place(later, lines);
            words::dotenv_twice(self.name_in(line), place, self.place(line, lines))
        });
        let mut told: Vec<_> = told.collect();
        if let Some(last) = told.last_mut()
            && twice.len() > MOST_FLAWS
        {
            last.leave_out(twice.len() - MOST_FLAWS);
        }
        told
    }

    fn line(&self, line: usize) -> &str {
        let rest = &self.text[self.start_of_line(line)..];
        let line = rest.lines().next().unwrap_or_default();
        line.trim_start_matches('\u{feff}')
    }

    /// Whether a line that sets nothing was meant to set a variable of the
    /// program: `set APP_PORT=80`, `export: APP_PORT`, `- APP_PORT: 80`.
    fn names_ours(&self, line: usize, is_ours: &dyn Fn(&str) -> bool) -> bool {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let mut words = self.name_in(line).split(|c| !is_part(c));
        words.any(|word| !word.is_empty() && is_ours(word))
    }

    /// What precedes the `=` of a line, without `export`.
    fn name_in(&self, line: usize) -> &str {
        let line = self.line(line).trim_start();
        let exported = line.strip_prefix("export");
        let exported = exported.filter(|rest| rest.starts_with(char::is_whitespace));
        let line = exported.unwrap_or(line);
        line.split('=').next().unwrap_or_default().trim()
    }

    fn start_of_line(&self, line: usize) -> usize {
        let start = self.all_starts.get(line.saturating_sub(1)).copied();
        start.unwrap_or(self.text.len())
    }

    /// Where the name in a line begins.
    fn start_of(&self, line: usize) -> usize {
        let name = self.name_in(line);
        let offset = self.start_of_line(line);
        let indent = self.text[offset..].find(name).unwrap_or_default();
        offset + indent
    }

    fn place(&self, line: usize, lines: &Lines) -> Place {
        self.place_at(self.start_of(line), lines)
    }

    /// The place alone.
    fn bare_place(&self, start: usize, lines: &Lines) -> Place {
        let position = lines.position(&self.path, &self.text, start);
        Place::new(Origin::File(position), "")
    }

    /// The place, and of its line no more than the name.
    fn place_at(&self, start: usize, lines: &Lines) -> Place {
        let position = lines.position(&self.path, &self.text, start);
        let name = self.name_in(position.line()).to_owned();
        let place = Place::new(Origin::File(position), "");
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        let is_bare = !name.is_empty() && name.bytes().all(is_name);
        if is_bare
            && self.text[start..]
                .trim_start_matches(&*name)
                .trim_start()
                .starts_with('=')
        {
            let marked = 0..name.len();
            place.with_excerpt(Excerpt::new(&format!("{name}=…"), marked))
        } else {
            place
        }
    }
}

/// The text with empty lines in place of the conflicts.
fn without(text: &str, conflicts: &[Conflict]) -> Zeroizing<String> {
    let (mut rest, mut at) = (Zeroizing::new(String::with_capacity(text.len())), 0);
    for Conflict { range, .. } in conflicts {
        rest.push_str(&text[at..range.start]);
        let newlines = text[range.clone()].matches('\n').count();
        rest.push_str(&"\n".repeat(newlines));
        at = range.end;
    }
    rest.push_str(&text[at..]);
    rest
}

/// Whether a comment begins directly behind a value without quotes, where other
/// readers of such files see a part of the value.
fn is_cut_by_comment(line: &str) -> bool {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let in_quotes = value.starts_with(['"', '\'', '`']);
    let hash = value.find('#').filter(|_| !in_quotes);
    hash.is_some_and(|at| !value[..at].is_empty() && !value[..at].ends_with([' ', '\t']))
}
