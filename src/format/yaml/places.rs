//! From the parser's places, which count characters, to ours in bytes.

/// A place that moves through a text, forth and back.
pub(super) struct Places<'a> {
    text: &'a str,
    is_ascii: bool,
    chars: usize,
    bytes: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            is_ascii: text.is_ascii(),
            chars: 0,
            bytes: 0,
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The byte at which the character with this number begins.
    ///
    /// Short ways only, since the parser asks in the order of the text.
    pub(super) fn byte(&mut self, char: usize) -> usize {
        if self.is_ascii {
            return char.min(self.text.len());
        }
        let forth = self.text[self.bytes..].chars();
        for char in forth.take(char.saturating_sub(self.chars)) {
            self.chars += 1;
            self.bytes += char.len_utf8();
        }
        let back = self.text[..self.bytes].chars().rev();
        for char in back.take(self.chars.saturating_sub(char)) {
            self.chars -= 1;
            self.bytes -= char.len_utf8();
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_bytes_forth_and_back() {
        let mut places = Places::new("aäö€x");
        for (char, byte) in [(0, 0), (2, 3), (5, 9), (1, 1), (4, 8), (99, 9)] {
            assert_eq!(places.byte(char), byte);
        }
    }
}
