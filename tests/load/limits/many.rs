//! Thousands of entries, variables, keys and mistakes.

use rehearsal::report::{Code, Problem};

use super::{MANY, Settings, codes, host, lines, loader, refused, text};

#[test]
fn a_hundred_thousand_entries_over_two_layers() {
    let all = 100_000;
    let hosts = lines(all, |number| {
        format!("r{number} = {{ host = \"h{number}\" }}")
    });
    let ports = lines(all, |number| format!("r{number}.port = {}", number % 1000));
    let settings = loader(host())
        .embed([("default.toml", format!("[regions]\n{hosts}"))])
        .embed([("production.toml", format!("[regions]\n{ports}"))])
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.regions.len(), all);
    for number in [0, 4_321, 99_999] {
        let region = &settings.regions[&format!("r{number}")];
        assert_eq!(region.host, format!("h{number}"));
        assert_eq!(usize::from(region.port), number % 1000);
    }
}

#[test]
fn many_unrelated_variables() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(format!("OTHER_{number}"), "x")
    });
    assert!(loader(host).load::<Settings>().is_ok());
}

#[test]
fn many_variables_of_one_map_some_of_them_respelled() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(
            format!("CADENCE_REGIONS__EU_{number}__HOST"),
            format!("h{number}"),
        )
    });
    let ports = lines(MANY, |number| format!("eu-{number}.port = 80"));
    let settings = loader(host)
        .embed([("default.toml", format!("[regions]\n{ports}"))])
        .embed([("production.toml", "")])
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.regions.len(), MANY);
    assert_eq!(settings.regions["eu-77"].host, "h77");
    assert_eq!(settings.regions["eu-77"].port, 80);
}

#[test]
fn many_variables_of_one_list() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(
            format!("CADENCE_UPSTREAMS__{number}__HOST"),
            format!("h{number}"),
        )
        .variable(format!("CADENCE_NUMBERS__{number}"), "7")
    });
    let settings = loader(host).load::<Settings>().unwrap();
    assert_eq!(settings.upstreams.len(), MANY);
    assert_eq!(settings.upstreams[9_876].host, "h9876");
    assert_eq!(settings.numbers.len(), MANY);
}

#[test]
fn many_unknown_variables_below_one_entry() {
    let host = (0..MANY).fold(host(), |host, number| {
        host.variable(format!("CADENCE_REGIONS__EU__X{number}"), "x")
    });
    let report = refused(&loader(host));
    assert_eq!(report.len(), MANY);
    assert_eq!(codes(&report), [Code::UnknownVariable]);
}

#[test]
fn many_overrides() {
    let loader = (0..MANY).fold(loader(host()), |loader, number| {
        loader.set(format!("regions.r{number}.host"), "h")
    });
    assert_eq!(loader.load::<Settings>().unwrap().regions.len(), MANY);
}

#[test]
fn many_unknown_keys_are_all_reported() {
    let report = refused(&text(lines(MANY, |number| format!("nmae{number} = 1"))));
    assert_eq!(report.len(), MANY);
    assert_eq!(codes(&report), [Code::UnknownKey]);
}

#[test]
fn many_syntax_errors_are_all_reported() {
    let report = refused(&text(lines(MANY, |number| format!("key{number} = = 1"))));
    let syntax = report
        .iter()
        .filter(|problem| problem.code() == Code::Syntax);
    assert_eq!(syntax.count(), MANY);
}

#[test]
fn many_lists_that_are_never_closed() {
    for list in ["[1,", "[", "{ a = 1", "[{ a = ["] {
        let report = refused(&text(lines(MANY, |number| format!("key{number} = {list}"))));
        assert_eq!(codes(&report), [Code::Syntax]);
        assert!(report.len() >= MANY, "{list}: {}", report.len());
    }
}

#[test]
fn many_keys_without_a_value() {
    let report = refused(&text(lines(MANY, |number| format!("key{number}"))));
    assert_eq!(codes(&report), [Code::Syntax]);
    assert_eq!(report.len(), MANY);
}

#[test]
fn many_keys_set_twice() {
    let report = refused(&text(lines(MANY, |number| {
        format!("key{} = 1", number / 2)
    })));
    let twice = report
        .iter()
        .filter(|problem| problem.code() == Code::DuplicateKey);
    assert_eq!(twice.count(), MANY / 2);
}

#[test]
fn many_sections_of_the_wrong_type() {
    let regions = lines(MANY, |number| {
        format!("r{number} = {{ host = 1, port = -1 }}")
    });
    let report = refused(&text(format!("[regions]\n{regions}")));
    assert_eq!(report.len(), 2 * MANY);
}

#[test]
fn many_missing_settings_and_as_many_typos() {
    let regions = lines(MANY, |number| format!("r{number} = {{ prot = {number} }}"));
    let report = refused(&text(format!("[regions]\n{regions}")));
    assert_eq!(report.len(), 2 * MANY);
    let missing = report.iter().filter(|one| one.code() == Code::Missing);
    assert_eq!(missing.count(), MANY);
}

#[test]
fn of_many_wrong_elements_the_first_are_told_and_that_there_are_more() {
    let numbers = lines(MANY, |_| "\"x\",".to_owned());
    let report = refused(&text(format!("numbers = [\n{numbers}]")));
    assert_eq!(codes(&report), [Code::WrongType]);
    let help: Vec<_> = report.iter().flat_map(Problem::help).collect();
    assert!(
        help.iter().any(|help| help.contains("has more errors")),
        "{help:?}"
    );

    let weights = lines(MANY, |number| format!("w{number} = \"x\""));
    let report = refused(&text(format!("[weights]\n{weights}")));
    assert_eq!(codes(&report), [Code::WrongType]);
}
