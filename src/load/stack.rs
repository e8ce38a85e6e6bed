//! The layers of one load, from what was gathered.

use smallvec::SmallVec;

use super::Setup;
use super::gather::Inputs;
use crate::layer::respell::respell;
use crate::layer::service_link;
use crate::layer::source::{Layer, Source};
use crate::layer::variable::Variable;
use crate::layer::{LayerKind, file, overrides, provider, variables};
use crate::report::problem::Problem;
use crate::schema::Schema;
use crate::value::origin::Site;

/// All layers of one load, lowest first.
pub(crate) struct Stack<'a> {
    pub(crate) layers: Vec<Layer<'a>>,
    /// The numbers of the layers that are committed with the program, in which no
    /// secret may be where it is deployed.
    pub(super) committed: SmallVec<[u16; 3]>,
    /// The variables that match no setting.
    pub(crate) unowned: Vec<Site>,
}

impl<'a> Stack<'a> {
    pub(crate) fn build(
        inputs: &'a Inputs,
        setup: &'a Setup,
        schema: &'static Schema,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut stack = Self {
            layers: Vec::with_capacity(inputs.len() + 2 + setup.providers.len()),
            committed: SmallVec::new(),
            unowned: Vec::new(),
        };
        let mut files = inputs.files.iter().peekable();
        for kind in LayerKind::FILES {
            while let Some(file) = files.next_if(|file| file.kind == kind) {
                let number = stack.next();
                if kind <= LayerKind::DeploymentFile {
                    stack.committed.push(number);
                }
                let layer = file::read(
                    &file.path,
                    &file.text,
                    number,
                    setup.depth_limit,
                    schema,
                    problems,
                );
                stack.layers.push(layer);
            }
            stack.lost(kind, inputs);
            stack.providers(kind, inputs, setup, problems);
        }
        for texts in &inputs.texts {
            let source = Source::Texts {
                provider: &texts.provider,
                pairs: &texts.pairs,
            };
            stack.variables(source, &texts.pairs, setup, schema, problems);
        }
        stack.providers(LayerKind::TextProvider, inputs, setup, problems);
        stack.lost(LayerKind::Dotenv, inputs);
        if let Some(dotenv) = &inputs.dotenv {
            stack.variables(dotenv.source(), &dotenv.lines, setup, schema, problems);
            if let Some(layer) = stack.layers.last_mut() {
                layer.lost = dotenv.lost(layer.root.site.layer).into();
            }
        }
        stack.providers(LayerKind::Dotenv, inputs, setup, problems);
        for files in &inputs.secrets {
            let source = Source::Secrets(files);
            stack.variables(source, files, setup, schema, problems);
        }
        stack.lost(LayerKind::Secrets, inputs);
        stack.providers(LayerKind::Secrets, inputs, setup, problems);
        if !inputs.variables.is_empty() {
            let source = Source::Variables(&inputs.variables);
            stack.variables(source, &inputs.variables, setup, schema, problems);
        }
        stack.providers(LayerKind::Variables, inputs, setup, problems);
        if !setup.overrides.is_empty() {
            let number = stack.next();
            let layer = overrides::read(&setup.overrides, schema, number, problems);
            stack.layers.push(layer);
        }
        stack.providers(LayerKind::Overrides, inputs, setup, problems);
        stack
    }

    fn next(&self) -> u16 {
        u16::try_from(self.layers.len()).unwrap_or(u16::MAX)
    }

    /// Adds the layers of this kind of which nothing could be read: they may set
    /// anything.
    fn lost(&mut self, kind: LayerKind, inputs: &'a Inputs) {
        for lost in inputs.lost.iter().filter(|lost| lost.kind == kind) {
            let number = self.next();
            self.layers.push(Layer::lost(&lost.path, number));
        }
    }

    fn providers(
        &mut self,
        below: LayerKind,
        inputs: &Inputs,
        setup: &Setup,
        problems: &mut Vec<Problem>,
    ) {
        for (kind, provider) in &setup.providers {
            if *kind == below {
                let layer = provider::read(provider, inputs.environment, self.next(), problems);
                self.layers.push(layer);
            }
        }
    }

    fn variables(
        &mut self,
        source: Source<'a>,
        variables: &'a [Variable],
        setup: &Setup,
        schema: &'static Schema,
        problems: &mut Vec<Problem>,
    ) {
        let (prefix, number) = (&setup.prefix, self.next());
        let mut found = variables::read(source, variables, schema, prefix, number, problems);
        let doubts = found.entry_files.iter();
        problems.extend(doubts.filter_map(|file| file.judge(&found.layer, &self.layers)));
        if found.names_entries {
            let lower: Vec<_> = self.layers.iter().rev().map(|layer| &layer.root).collect();
            respell(&mut found.layer.root, &lower);
        }
        let strange = |index: &usize| !is_foreign(&variables[*index], setup);
        let unowned = found.unowned.into_iter().filter(strange);
        self.unowned
            .extend(unowned.map(|index| Site::entry(number, index)));
        self.layers.push(found.layer);
    }
}

fn is_foreign(variable: &Variable, setup: &Setup) -> bool {
    let is_link = |value: &str| service_link::is_service_link(&variable.name, value);
    is_listed(&variable.name, &setup.foreign)
        || variable.text().is_some_and(is_link)
        || setup.is_variable_of_others(variable.variable())
}

/// Whether the program has listed the name, whole or as its beginning and a `*`.
pub(super) fn is_listed(name: &str, patterns: &[String]) -> bool {
    patterns
        .iter()
        .any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_name_is_whole_or_a_beginning() {
        let patterns = ["CADENCE_LEGACY_*".to_owned(), "CADENCE_VERSION".to_owned()];
        assert!(is_listed("CADENCE_LEGACY_A", &patterns));
        assert!(is_listed("CADENCE_VERSION", &patterns));
        assert!(!is_listed("CADENCE_VERSION_2", &patterns));
    }
}
