//! What is permitted of each setting, beside what its field says.

use super::{Resolution, Row};
use crate::schema::{Exemption, Waiver};

impl Resolution {
    /// Notes what waivers, and the program, permit of each setting.
    pub(crate) fn permit(&mut self, waivers: &[&Waiver], allowed: &[Exemption]) {
        if waivers.is_empty() && allowed.is_empty() {
            return;
        }
        for row in &mut self.rows {
            let own = waivers
                .iter()
                .filter(|waiver| waiver.pattern.meets(&row.key));
            row.waivers = own.map(|&waiver| waiver.clone()).collect();
            let own = allowed.iter().filter(|one| one.meets(&row.key));
            row.allowed = own.cloned().collect();
        }
    }
}

impl Row {
    /// Returns the waivers that are for this setting, or for a part of its value, in this
    /// environment.
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }

    /// What the program allows of the setting beside what its field says.
    pub(crate) fn allowed(&self) -> &[Exemption] {
        &self.allowed
    }
}
