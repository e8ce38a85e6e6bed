//! Texts and numbers.

use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::Config;
use secrecy::ExposeSecret;

use super::{Texts, accepted, refused};

#[test]
fn text_arrives_byte_for_byte() {
    for text in [
        "00123",
        "1.10",
        "true",
        "1e5",
        "[x]",
        "{a}",
        "[1, 2]",
        "{ a = 1 }",
        "\"quoted\"",
        "'q'",
        "  spaces  ",
        "two\nlines\r\n",
        "\t",
        "ünïcödé 🦀",
        "a,b",
        "=",
        "#",
        "null",
        "None",
        "-0",
        "0x10",
        "1_000",
        "inf",
        "\\n",
        "$HOME",
        "%20",
        "",
        " ",
        "\u{feff}x",
        "2026-01-01",
        "postgres://a:b@c",
    ] {
        let settings = accepted::<Texts>(&[("CADENCE_TEXT", text)]);
        assert_eq!(settings.text, text);
        // OK because quotes around a secret are a mistake.
        if text.starts_with(['"', '\'']) {
            continue;
        }
        let settings = accepted::<Texts>(&[("CADENCE_TEXT", ""), ("CADENCE_SECRET", text)]);
        let secret = settings.secret.as_ref().map(ExposeSecret::expose_secret);
        assert_eq!(
            secret,
            Some(text).filter(|text| !text.is_empty()),
            "{text:?}"
        );
    }
}

#[test]
fn an_empty_value_is_nothing_for_an_option_and_a_mistake_for_a_number() {
    let settings = accepted::<Texts>(&[("CADENCE_TEXT", ""), ("CADENCE_MAYBE", "")]);
    assert_eq!((settings.text.as_str(), &settings.maybe), ("", &None));
    let said = refused::<Numbers>(&[
        ("CADENCE_PORT", ""),
        ("CADENCE_SWITCH", ""),
        ("CADENCE_WAIT", ""),
    ]);
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in test

    error[empty-value]: CADENCE_PORT is empty, but `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=
      |              ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: CADENCE_SWITCH is empty, but `switch` must be `true` or `false`
     --> variable CADENCE_SWITCH
      |
      | CADENCE_SWITCH=
      |                ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: CADENCE_WAIT is empty, but `wait` must be a duration such as `30s`
     --> variable CADENCE_WAIT
      |
      | CADENCE_WAIT=
      |              ^ empty
      |
      = help: give it a value, or unset it
    ");
}

#[derive(Debug, Config)]
struct Numbers {
    #[config(default = 1)]
    port: u16,
    #[config(default = 1)]
    small: i8,
    #[config(default = 1)]
    huge: u128,
    #[config(default = 1.0)]
    rate: f64,
    #[config(default = false)]
    switch: bool,
    #[config(default = 'x')]
    letter: char,
    #[config(default = "1s")]
    wait: Duration,
    maybe: Option<u16>,
}

#[test]
fn numbers_and_switches() {
    let settings = accepted::<Numbers>(&[
        ("CADENCE_PORT", " 65535 "),
        ("CADENCE_SMALL", "-128"),
        ("CADENCE_HUGE", "340282366920938463463374607431768211455"),
        ("CADENCE_RATE", "1e-3"),
        ("CADENCE_LETTER", "é"),
        ("CADENCE_WAIT", "1h 30m"),
        ("CADENCE_MAYBE", "007"),
    ]);
    assert_eq!(
        (settings.port, settings.small, settings.huge),
        (65535, -128, u128::MAX)
    );
    assert!((settings.rate - 0.001).abs() < f64::EPSILON);
    assert_eq!(settings.letter, 'é');
    assert_eq!(settings.wait, Duration::from_secs(5400));
    assert_eq!(settings.maybe, Some(7));
    for (text, switch) in [
        ("true", true),
        ("TRUE", true),
        ("1", true),
        ("yes", true),
        ("on", true),
        ("false", false),
        ("0", false),
        ("no", false),
        ("Off", false),
    ] {
        assert_eq!(
            accepted::<Numbers>(&[("CADENCE_SWITCH", text)]).switch,
            switch,
            "{text}"
        );
    }
}

#[test]
fn what_is_no_number_of_the_type() {
    let said = refused::<Numbers>(&[
        ("CADENCE_PORT", "65536"),
        ("CADENCE_SMALL", "-129"),
        ("CADENCE_HUGE", "-1"),
        ("CADENCE_RATE", "fast"),
        ("CADENCE_SWITCH", "maybe"),
        ("CADENCE_LETTER", "ab"),
        ("CADENCE_WAIT", "30"),
        ("CADENCE_MAYBE", "1.5"),
    ]);
    assert_snapshot!(said, @"
    8 problems keep cadence from starting in test

    error[out-of-range]: `huge` must be an integer from 0 to 340282366920938463463374607431768211455
     --> variable CADENCE_HUGE
      |
      | CADENCE_HUGE=-1
      |              ^^ out of range

    error[invalid-value]: `letter` must be one character
     --> variable CADENCE_LETTER
      |
      | CADENCE_LETTER=ab
      |                ^^ not accepted

    error[wrong-type]: `maybe` must be an integer from 0 to 65535
     --> variable CADENCE_MAYBE
      |
      | CADENCE_MAYBE=1.5
      |               ^^^ not an integer
      |
      = help: write a whole number, using only digits

    error[out-of-range]: `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=65536
      |              ^^^^^ out of range

    error[wrong-type]: `rate` must be a number
     --> variable CADENCE_RATE
      |
      | CADENCE_RATE=fast
      |              ^^^^ not a number

    error[out-of-range]: `small` must be an integer from -128 to 127
     --> variable CADENCE_SMALL
      |
      | CADENCE_SMALL=-129
      |               ^^^^ out of range

    error[wrong-type]: `switch` must be `true` or `false`
     --> variable CADENCE_SWITCH
      |
      | CADENCE_SWITCH=maybe
      |                ^^^^^ neither true nor false

    error[missing-unit]: `wait` must be a duration with a unit
     --> variable CADENCE_WAIT
      |
      | CADENCE_WAIT=30
      |              ^^ no unit
      |
      = help: write `30s` for seconds; other units are `ms`, `m`, `h` and `d`

    8 problems keep cadence from starting in test
    ");
}
