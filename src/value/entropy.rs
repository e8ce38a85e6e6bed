//! How hard a text is to guess, by the frequency of its bytes.

/// One bit of [`of`].
pub(crate) const BIT: u64 = 1 << FRACTION;

const FRACTION: u32 = 16;

/// The bits of a text by Shannon's measure, in parts of [`BIT`]: integers need no
/// mathematics of floats, which most programs would link for nothing else.
pub(crate) fn of(text: &str) -> u64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let weight = |count: u64| count * log2(count);
    let repeated = counts.into_iter().filter(|count| *count > 1);
    let repeated: u64 = repeated.map(|count| weight(count.into())).sum();
    weight(text.len().max(1) as u64).saturating_sub(repeated)
}

/// The logarithm of a number that is not zero, rounded down.
fn log2(number: u64) -> u64 {
    let whole = number.ilog2();
    // What is left of the number: one to two, of which one is 1 << 31.
    let mut rest = (number << (63 - whole)) >> 32;
    (0..FRACTION).fold(whole.into(), |log: u64, _| {
        rest = (rest * rest) >> 31;
        let bit = rest >> 32;
        rest >>= bit;
        (log << 1) | bit
    })
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_floats_say(text in "[a-d]{0,8}|[a-z0-9ü]{0,80}") {
            let all = text.len() as f64;
            let share = |byte| text.bytes().filter(|other| *other == byte).count() as f64 / all;
            let bits: f64 = text.bytes().map(|byte| -share(byte).log2()).sum();
            let found = of(&text) as f64 / BIT as f64;
            prop_assert!((found - bits).abs() < 0.01, "{} for {}", found, bits);
        }
    }

    #[test]
    fn what_is_whole_is_exact() {
        for (text, bits) in [
            ("", 0),
            ("aaaa", 0),
            ("ab", 2),
            ("abcdefgh", 24),
            ("aabb", 4),
        ] {
            assert_eq!(of(text), bits * BIT, "{text}");
        }
    }
}
