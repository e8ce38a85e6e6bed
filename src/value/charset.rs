//! Sets of characters of ASCII, for loops over the bytes of a text.

/// A set of bytes, in which one is found at once.
pub(crate) struct Charset([bool; 256]);

impl Charset {
    /// Letters, digits, and these.
    pub(crate) const fn alphanumeric_and(more: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            set[byte as usize] = byte.is_ascii_alphanumeric() || contains(more, byte);
            byte += 1;
        }
        Self(set)
    }

    /// All but control characters and these.
    pub(crate) const fn visible_but(not: &[u8]) -> Self {
        let mut set = [true; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            set[byte as usize] = !byte.is_ascii_control() && !contains(not, byte);
            byte += 1;
        }
        Self(set)
    }

    pub(crate) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// Whether nothing else is in the text.
    pub(crate) fn covers(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.has(byte))
    }
}

const fn contains(bytes: &[u8], byte: u8) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == byte {
            return true;
        }
        at += 1;
    }
    false
}
