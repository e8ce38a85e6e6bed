//! Aliases of what is not there, at which the parser stops.

/// The text with null in place of what may be an alias, and where each of them is.
///
/// Some may be the inside of a text: those the parser never meets as a value.
pub(super) fn masked(text: &str) -> (String, Vec<usize>) {
    let mut bytes = text.as_bytes().to_vec();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(star) = text[at..].find('*').map(|found| at + found) {
        at = star + 1;
        if !begins_value(&text[..star]) {
            continue;
        }
        let name = text[at..]
            .find(ends_name)
            .map_or(text.len(), |end| at + end);
        if name > at {
            places.push(star);
            bytes[star] = b'~';
            bytes[at..name].fill(b' ');
            at = name;
        }
    }
    (String::from_utf8_lossy(&bytes).into_owned(), places)
}

fn ends_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}')
}

/// Whether what follows this may be a value.
fn begins_value(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\t']);
    let is_behind_space = line.len() < before.len();
    match line.chars().next_back() {
        None | Some('\n' | '[' | '{' | ',') => true,
        Some(':' | '-' | '?') => is_behind_space,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn only_what_may_be_a_value_is_left_out() {
        for (text, expected, places) in [
            ("a: *b\nc: 1", "a: ~ \nc: 1", vec![3]),
            ("a: [*b, *c]\n- *d", "a: [~ , ~ ]\n- ~ ", vec![4, 8, 14]),
            ("*a : 1", "~  : 1", vec![0]),
            ("a: 2 * 3 *x", "a: 2 * 3 *x", vec![]),
            ("a: * b", "a: * b", vec![]),
            ("a: *\u{e4}b", "a: ~   ", vec![3]),
        ] {
            assert_eq!(masked(text), (expected.to_owned(), places), "{text}");
        }
    }
}
