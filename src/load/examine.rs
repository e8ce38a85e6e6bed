//! What there is to say of a load that may have failed.

use super::gather::gather;
use super::stack::Stack;
use super::unread::{self, Unread};
use super::{Loaded, Loader, waivers};
use crate::load::choose::Choice;
use crate::read::config::Config;
use crate::report::Report;
use crate::report::problem::Problem;
use crate::resolve::{self, Resolution};

/// What every setting resolves to, whether or not a program would start with it.
#[derive(Debug)]
pub(crate) struct Examined {
    /// None where no environment could be chosen.
    pub(crate) stage: Option<String>,
    pub(crate) resolution: Resolution,
    pub(crate) unread: Unread,
    /// Why the program would not start.
    pub(crate) report: Option<Report>,
}

impl Loader {
    /// Resolves what the layers say, and tries to load it.
    pub(crate) fn examine<T: Config>(&self) -> Examined {
        let schema = self.setup.schema::<T>();
        let inputs = gather(&self.setup, schema);
        let stage = inputs.choice.as_ref().and_then(Choice::shown);
        // OK because the load finds the same problems again, and reports them.
        let mut known = Vec::<Problem>::new();
        let stack = Stack::build(&inputs, &self.setup, schema, &mut known);
        let mut resolution = resolve::resolve(&stack.layers, schema);
        let read = (&*self.setup, &inputs);
        waivers::mark(read, inputs.choice.as_ref(), schema, &mut resolution);
        let unread = unread::unread(&stack, &resolution, schema, &self.setup.prefix);
        drop(stack);
        let report = Loaded::<T>::from_inputs(self, inputs).err();
        resolution.refuse(report.as_ref().map_or(&[], Report::problems));
        Examined {
            stage,
            resolution,
            unread,
            report,
        }
    }
}
