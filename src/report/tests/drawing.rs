use super::*;

#[test]
fn a_wrong_type_in_a_file() {
    assert_snapshot!(drawn(wrong_type()), @r#"
    error[wrong-type]: `server.port` is text
     --> config/production.toml:4:8
      |
    4 | port = "eighty"
      |        ^^^^^^^^ expected an integer
      |
      = help: write the number without quotes
    "#);
}

#[test]
fn two_places_in_one_file() {
    let path = "config/production.toml";
    let problem = Problem::new(Code::DuplicateKey, "`server.port` is written twice")
        .with_place(written(path, PRODUCTION, 5, "port", "written again here"))
        .with_place(written(path, PRODUCTION, 4, "port", "written first here"))
        .with_help("keep one of them");
    assert_snapshot!(drawn(problem), @r#"
    error[duplicate-key]: `server.port` is written twice
     --> config/production.toml:5:1
      |
    5 | port = 81
      | ^^^^ written again here
      |
     --> config/production.toml:4:1
      |
    4 | port = "eighty"
      | ---- written first here
      |
      = help: keep one of them
    "#);
}

#[test]
fn two_places_in_two_files_with_line_numbers_of_different_widths() {
    let long = format!("{}name = 1\n", "\n".repeat(119));
    let problem = Problem::new(Code::Conflict, "`name` is set under two names")
        .with_place(written("a.toml", "title = 2\n", 1, "title", ""))
        .with_place(written("b.toml", &long, 120, "name", "its other name"));
    assert_snapshot!(drawn(problem), @r"
    error[conflict]: `name` is set under two names
       --> a.toml:1:1
        |
      1 | title = 2
        | ^^^^^
        |
       --> b.toml:120:1
        |
    120 | name = 1
        | ---- its other name
    ");
}

#[test]
fn a_place_in_a_file_without_an_excerpt_keeps_its_label() {
    let position = Position::new(Path::new("config/production.toml"), PRODUCTION, 29);
    let place = |label: &str| Place::new(Origin::File(position.clone()), label);
    let problem = Problem::new(Code::WrongType, "`server.port` is text")
        .with_place(place("expected an integer"))
        .with_place(place(""));
    assert_snapshot!(drawn(problem), @"
    error[wrong-type]: `server.port` is text
     --> config/production.toml:4:8 (expected an integer)
     --> config/production.toml:4:8
    ");
}

#[test]
fn a_variable() {
    assert_snapshot!(drawn(wrong_variable()), @r"
    error[wrong-type]: `server.port` is not an integer
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=eighty
      |              ^^^^^^ expected an integer
    ");
}

#[test]
fn a_variable_and_a_file() {
    let problem =
        wrong_variable().with_place(written("c.toml", PRODUCTION, 4, "port", "also here"));
    assert_snapshot!(drawn(problem), @r#"
    error[wrong-type]: `server.port` is not an integer
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=eighty
      |              ^^^^^^ expected an integer
      |
     --> c.toml:4:1
      |
    4 | port = "eighty"
      | ---- also here
    "#);
}

#[test]
fn places_without_excerpt() {
    let problem = Problem::new(Code::Conflict, "`port` is set twice")
        .with_place(Place::new(
            Origin::Variable("CADENCE_PORT".to_owned()),
            "one",
        ))
        .with_place(Place::new(Origin::Override("port".to_owned()), "other"))
        .with_help("keep one of them");
    assert_snapshot!(drawn(problem), @"
    error[conflict]: `port` is set twice
     --> variable CADENCE_PORT (one)
     --> override of port (other)
      |
      = help: keep one of them
    ");
}

#[test]
fn nothing_written() {
    assert_snapshot!(drawn(missing()), @r"
    error[missing]: `api_key` is not set
      |
      = help: set CADENCE_API_KEY
      = help: or name a file that holds it in CADENCE_API_KEY_FILE
    ");
}

#[test]
fn the_column_is_the_true_one_where_the_line_is_masked() {
    let origin = Origin::File(Position::new(
        Path::new("c.toml"),
        "url = \"pg://u:a-long-secret@h/x\"",
        28,
    ));
    let excerpt = Excerpt::new("url = \"pg://u:***@h/x\"", 18..19);
    let problem = Problem::new(Code::InvalidValue, "`url` has no port")
        .with_place(Place::new(origin, "expected a port").with_excerpt(excerpt));
    assert_snapshot!(drawn(problem), @r#"
    error[invalid-value]: `url` has no port
     --> c.toml:1:29
      |
    1 | url = "pg://u:***@h/x"
      |                   ^ expected a port
    "#);
}

#[test]
fn carets_stand_under_wide_characters_and_after_tabs() {
    let text = "\t{ 名前 = \"漢字\",\tport = x }";
    let at = |word| {
        let place = written("c.toml", text, 1, word, "here");
        drawn(Problem::new(Code::Syntax, "what is this").with_place(place))
    };
    assert_snapshot!(at("漢字"), @r#"
    error[syntax]: what is this
     --> c.toml:1:10
      |
    1 |     { 名前 = "漢字",    port = x }
      |               ^^^^ here
    "#);
    assert_snapshot!(at("port"), @r#"
    error[syntax]: what is this
     --> c.toml:1:15
      |
    1 |     { 名前 = "漢字",    port = x }
      |                         ^^^^ here
    "#);
}

#[test]
fn an_empty_mark_is_one_caret() {
    let at = |offset, label| {
        let text = "port =";
        let origin = Origin::File(Position::new(Path::new("c.toml"), text, offset));
        let excerpt = Excerpt::new(text, offset..offset);
        let place = Place::new(origin, label).with_excerpt(excerpt);
        drawn(Problem::new(Code::Syntax, "no value").with_place(place))
    };
    assert_snapshot!(at(6, "expected a value"), @r"
    error[syntax]: no value
     --> c.toml:1:7
      |
    1 | port =
      |       ^ expected a value
    ");
    assert_snapshot!(at(0, ""), @r"
    error[syntax]: no value
     --> c.toml:1:1
      |
    1 | port =
      | ^
    ");
}

#[test]
fn a_long_line_is_cut_around_the_mark() {
    let text = format!("list = [{}\"x\", {}]", "1, ".repeat(100), "2, ".repeat(100));
    let place = written("c.toml", &text, 1, "\"x\"", "expected an integer");
    let problem = Problem::new(Code::WrongType, "text among integers").with_place(place);
    assert_snapshot!(drawn(problem), @r#"
    error[wrong-type]: text among integers
     --> c.toml:1:309
      |
    1 | ..., 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "x", 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, ...
      |                                                         ^^^ expected an integer
    "#);
}

#[test]
fn control_characters_are_drawn_and_not_sent() {
    let esc = "\x1b[31mred\x1b[0m";
    let text = format!("a\x07 = \"{esc}\u{9b}0m\r\n\u{202e}\"");
    let origin = Origin::WholeFile(format!("con\nfig/{esc}.toml").into());
    let marked = text.find('"').unwrap()..text.len();
    let place =
        Place::new(origin, format!("la\nbel {esc}\x7f")).with_excerpt(Excerpt::new(&text, marked));
    let problem = Problem::new(Code::Syntax, format!("two\r\nlines {esc}"))
        .with_place(place)
        .with_help(format!("help {esc}\twith\ntwo lines"));
    let name = format!("cad\nence{esc}");
    let report = Report::new(name, Some(esc.to_owned()), vec![problem]);
    assert_snapshot!(report, @r#"
    1 problem keeps cad␊ence␛[31mred␛[0m from starting in ␛[31mred␛[0m

    error[syntax]: two␍␊lines ␛[31mred␛[0m
     --> con␊fig/␛[31mred␛[0m.toml
      |
      | a␇ = "␛[31mred␛[0m�0m␍␊�"
      |      ^^^^^^^^^^^^^^^^^^^^ la␊bel ␛[31mred␛[0m␡
      |
      = help: help ␛[31mred␛[0m    with␊two lines
    "#);
    let kept = |ch: char| ch == '\n' || !ch.is_control();
    assert!(report.to_text().chars().all(kept));
}

#[test]
fn no_excerpt_makes_the_drawing_panic() {
    let texts = [
        String::new(),
        "a".to_owned(),
        "ä漢\t\u{301}\u{200d}".to_owned(),
        "漢".repeat(500),
        "\t".repeat(300),
    ];
    for text in &texts {
        for (start, end) in [
            (0, 0),
            (0, 1),
            (1, 2),
            (2, 9999),
            (9999, 0),
            (400, 401),
            (0, 9999),
        ] {
            let excerpt = Excerpt::new(text, start..end);
            let place = Place::new(Origin::Default, "漢 label").with_excerpt(excerpt);
            let problem = Problem::new(Code::Schema, "")
                .with_place(place.clone())
                .with_place(place);
            assert!(drawn(problem).starts_with("error[schema]: \n --> default\n  |"));
        }
    }
}
