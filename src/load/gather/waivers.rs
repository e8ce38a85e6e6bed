//! Gathering the file of waivers, which is beside the layers.

use super::FileText;
use super::shelf::Shelf;
use crate::layer::LayerKind;
use crate::layer::file::names::{OLD_WAIVERS, WAIVERS};
use crate::layer::words;
use crate::report::problem::{Problem, Severity};

/// The file of waivers, if there is one, and what is wrong with how it is there.
#[derive(Default)]
pub(crate) struct WaiverFile {
    pub(crate) text: Option<FileText>,
    pub(crate) problem: Option<Problem>,
}

impl WaiverFile {
    pub(super) fn of(shelf: &Shelf<'_>) -> Self {
        let mut found = Self::default();
        if shelf.may_have(WAIVERS) {
            found.read(shelf, WAIVERS);
        }
        if shelf.may_have(OLD_WAIVERS) {
            let new = found.text.take();
            found.read(shelf, OLD_WAIVERS);
            let old = found.text.as_ref().map(|old| &*old.path);
            found.problem = found.problem.or_else(|| match &new {
                Some(new) => Some(words::two_waiver_files(&new.path, old?)),
                None => Some(words::old_waiver_file(old?)),
            });
            found.text = new.or(found.text);
        }
        found
    }

    fn read(&mut self, shelf: &Shelf<'_>, name: &str) {
        let path = shelf.path(name.as_ref());
        match shelf.read(&path) {
            Ok(text) => {
                let kind = LayerKind::DefaultFile;
                self.text = text.map(|text| FileText { kind, path, text });
            }
            // OK because each load says of the folder that it may not be entered.
            Err(_) if shelf.is_closed() => {}
            Err(problem) => self.problem = Some(problem.with_severity(Severity::Error)),
        }
    }
}
