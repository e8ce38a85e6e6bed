//! What a value is, as far as it is seen at once.

use crate::schema::Named;

/// Signs of a value, of which each refusal names those that make it look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(u32);

impl Signs {
    pub(crate) const NONE: Self = Self(0);
    /// It is a secret.
    pub(crate) const SECRET: Self = Self(1 << 16);
    /// It is not marked as a secret, and has one in it.
    pub(crate) const CREDENTIAL: Self = Self(1 << 17);
    /// It has the `://` of a URL.
    pub(crate) const URL: Self = Self(1 << 18);
    /// It begins as the address of all interfaces may.
    pub(crate) const ANY_ADDRESS: Self = Self(1 << 19);
    /// Its field knows how the keys of a provider begin.
    pub(crate) const KEY: Self = Self(1 << 20);
    /// Its field is named like a secret, and does not say whether it is one.
    pub(crate) const UNDECIDED: Self = Self(1 << 21);
    /// All that only those know who have the secrets.
    pub(crate) const OF_SECRETS: Self = Self::SECRET.and(Self::CREDENTIAL).and(Self::KEY);

    /// What the name of its field says.
    pub(crate) const fn named(named: Named) -> Self {
        Self(named.bits() as u32)
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of them that are among the others as well.
    pub(crate) const fn among(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Whether there is one of these.
    pub(crate) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}
