//! Reports that do not fit on a screen, and terminals that are narrow.

use super::*;

fn typo(number: usize) -> Problem {
    let key = format!("key_{number}");
    let text = format!("{}{key} = 1\n", "\n".repeat(number));
    Problem::new(Code::UnknownKey, format!("there is no setting `{key}`"))
        .with_place(written(
            "config/default.toml",
            &text,
            number + 1,
            &key,
            "unknown key",
        ))
        .with_help("remove it")
        .with_rank(Rank {
            layer: 0,
            at: u32::try_from(number).unwrap(),
        })
}

fn typos(count: usize) -> Report {
    report((0..count).map(typo).chain([wrong_type()]).collect())
}

#[test]
fn the_count_is_repeated_where_it_has_scrolled_away() {
    let count = |report: &Report| report.to_text().matches("keep cadence from").count();
    assert_eq!(count(&typos(1)), 1);
    let long = typos(5);
    assert_eq!(count(&long), 2);
    assert_eq!(
        long.to_text().lines().last(),
        Some("6 problems keep cadence from starting in production")
    );
}

#[test]
fn the_count_is_repeated_where_it_is_above_the_terminal() {
    let count = |height: usize| {
        let look = Look {
            height: Some(height),
            ..Look::PLAIN
        };
        let drawn = typos(2).draw(look);
        (drawn.lines().count(), drawn.matches("keep cadence").count())
    };
    let (lines, once) = count(usize::MAX);
    assert_eq!(once, 1);
    assert_eq!(count(lines + 1), (lines, 1));
    // With the line of the prompt, the first one is no longer seen.
    assert_eq!(count(lines), (lines + 2, 2));
}

#[test]
fn up_to_fifty_of_one_kind_are_drawn_whole() {
    let text = typos(50).to_text();
    assert_eq!(text.matches("^ unknown key").count(), 50);
    assert!(!text.contains("more of this kind"));
}

#[test]
fn most_of_a_hundred_typos_are_one_line_each() {
    let text = typos(100).to_text();
    assert_eq!(text.matches("^ unknown key").count(), 10);
    for number in 0..100 {
        assert!(text.contains(&format!("there is no setting `key_{number}`")));
    }
    let lines: Vec<_> = text.lines().collect();
    let group = lines
        .iter()
        .position(|line| line.contains("more of this kind"))
        .unwrap();
    assert_snapshot!(lines[group - 2..group + 4].join("\n"), @"
       = help: remove it

    error[unknown-key]: 90 more of this kind
      config/default.toml:11:1: there is no setting `key_10` (unknown key)
      config/default.toml:12:1: there is no setting `key_11` (unknown key)
      config/default.toml:13:1: there is no setting `key_12` (unknown key)
    ");
    assert_snapshot!(lines[group + 89..].join("\n"), @r#"
      config/default.toml:99:1: there is no setting `key_98` (unknown key)
      config/default.toml:100:1: there is no setting `key_99` (unknown key)
      = help: remove it

    error[wrong-type]: `server.port` is text
     --> config/production.toml:4:8
      |
    4 | port = "eighty"
      |        ^^^^^^^^ expected an integer
      |
      = help: write the number without quotes

    101 problems keep cadence from starting in production
    "#);
}

#[test]
fn what_is_left_of_a_kind_has_its_colours_and_no_controls() {
    let nasty = |at| {
        Problem::new(Code::UnknownKey, format!("a\u{1b}[2J\nb{at}")).with_help(format!("c\r{at}"))
    };
    let report = report((0..51).map(nasty).collect());
    let text = report.to_text();
    assert!(
        text.contains("\n  a\u{241b}[2J\u{240a}b10; c\u{240d}10\n"),
        "{text}"
    );
    let heading = "\u{1b}[1m\u{1b}[91merror[unknown-key]\u{1b}[0m\u{1b}[1m: 41 more of this kind";
    assert!(report.to_ansi().contains(heading));
}

#[cfg(feature = "cli")]
#[test]
fn sentences_are_wrapped_to_the_terminal_and_not_elsewhere() {
    let problem = Problem::new(
        Code::FileIgnored,
        "`server.request_timeout` is set in a file that is not read in production",
    )
    .with_place(written("config/default.toml", &"\n".repeat(99), 99, "", ""))
    .with_help("set the variable CADENCE_SERVER_REQUEST_TIMEOUT, or `server.request_timeout` in config/production.toml");
    let report = report(vec![problem]);
    let narrow = Look {
        width: Some(60),
        ..Look::PLAIN
    };
    let drawn = report.draw(narrow);
    assert!(
        drawn.lines().all(|line| line.chars().count() <= 60),
        "{drawn}"
    );
    assert_snapshot!(drawn, @"
    1 problem keeps cadence from starting in production

    error[file-ignored]: `server.request_timeout` is set in a
                         file that is not read in production
      --> config/default.toml:99:1
       |
    99 |
       | ^
       |
       = help: set the variable CADENCE_SERVER_REQUEST_TIMEOUT,
               or `server.request_timeout` in
               config/production.toml
    ");
    assert!(
        report
            .to_text()
            .lines()
            .any(|line| line.chars().count() > 100)
    );
}

#[cfg(feature = "cli")]
#[test]
fn no_line_is_wider_than_the_terminal() {
    let long = format!(
        "{}port = \"eighty\" # {}\n",
        "\n".repeat(1000),
        "x".repeat(60)
    );
    let label = "expected an integer from 0 to 65535, as every port of a host is";
    let wide = format!("list = [{}\"x\", {}]", "1, ".repeat(60), "2, ".repeat(60));
    let problem = Problem::new(Code::WrongType, "`server.port` must be an integer")
        .with_place(written("config/a.toml", &long, 1001, "\"eighty\"", label))
        .with_place(written("config/b.toml", &wide, 1, "\"x\"", label))
        .with_place(written("config/c.toml", "port = 1", 1, "1", "also here"))
        .with_place(variable("CADENCE_SERVER_PORT", "漢字漢字", label))
        .with_place(variable(
            "CADENCE_SERVER_HOST",
            &"long.".repeat(64),
            "no port",
        ));
    let report = report(vec![problem]);
    for width in [40, 60, 80] {
        let look = Look {
            width: Some(width),
            ..Look::PLAIN
        };
        let drawn = report.draw(look);
        for line in drawn.lines() {
            let columns = terminal::columns(line);
            assert!(columns <= width, "{columns} of {width}\n{drawn}");
        }
        if width == 60 {
            assert_snapshot!(drawn, @r#"
            1 problem keeps cadence from starting in production

            error[wrong-type]: `server.port` must be an integer
                --> config/a.toml:1001:8
                 |
            1001 | port = "eighty" # xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
                 |        ^^^^^^^^
                 |
                 = note: expected an integer from 0 to 65535, as every
                         port of a host is
                 |
                --> config/b.toml:1:189
                 |
               1 | ... 1, 1, 1, 1, 1, 1, 1, "x", 2, 2, 2, 2, 2, 2, 2,...
                 |                          ---
                 |
                 = note: expected an integer from 0 to 65535, as every
                         port of a host is
                 |
                --> config/c.toml:1:8
                 |
               1 | port = 1
                 |        - also here
                 |
                --> variable CADENCE_SERVER_PORT
                 |
                 | CADENCE_SERVER_PORT=漢字漢字
                 |                     --------
                 |
                 = note: expected an integer from 0 to 65535, as every
                         port of a host is
                 |
                --> variable CADENCE_SERVER_HOST
                 |
                 | long.long.long.long.long.long.long.long.long.long.lo…
                 | -----------------------------------------------------
                 |
                 = note: no port
            "#);
        }
    }
}

#[cfg(feature = "cli")]
#[test]
fn a_title_with_the_longest_code_fits_a_narrow_terminal() {
    let message = "a word of few or more or all of them is a word";
    let narrow = Look {
        width: Some(40),
        ..Look::PLAIN
    };
    for code in Code::ALL {
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let problem = Problem::new(*code, message).with_severity(severity);
            let other = Problem::new(Code::Missing, "a word");
            let drawn = report(vec![problem, other]).draw(narrow);
            let widest = drawn.lines().map(terminal::columns).max();
            assert!(widest <= Some(40), "{widest:?}\n{drawn}");
        }
    }
}
