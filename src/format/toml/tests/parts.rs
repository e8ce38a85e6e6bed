//! Long lists, which are parsed in parts.

use super::super::{by_statement, whole};
use super::{flaws, read, shape};

fn numbers(separator: &str) -> String {
    let numbers = (0..100).map(|number| format!("{number},{separator}"));
    numbers.collect()
}

#[test]
fn a_list_in_parts_is_the_list_as_a_whole() {
    for separator in ["", " ", "\n", " # 1\n\n"] {
        let list = numbers(separator);
        for text in [
            format!("a = [{list}]\nb = 1\n"),
            format!("[c]\n'a' . b = [ {list}100 ] # d\n[[e]]\na = [{list}]"),
            format!("a = [[{list}], [{list}], {list}{{ b = [{list}], c = {{ d = 1 }} }}]\n"),
        ] {
            let in_parts = format!("{:?}", by_statement(&text, 0, 64));
            let whole = whole(&text, 0, 64).expect("nothing is wrong with it");
            assert!(in_parts == format!("{whole:?}"), "{text}");
        }
    }
}

#[test]
fn a_mistake_anywhere_in_it_is_found_where_it_is() {
    for at in 0..60 {
        let elements: Vec<_> = (0..60)
            .map(|number| if number == at { "x" } else { "1" })
            .collect();
        let text = format!("a = [\n{},\n]\nb = 2\n", elements.join(",\n"));
        let parsed = read(&text, 0, 64);
        let list = elements.join(", ").replace('x', "?");
        assert_eq!(shape(&parsed.root), format!("{{a: [{list}], b: 2}}"));
        let starts: Vec<_> = parsed.flaws.iter().map(|flaw| flaw.site.start).collect();
        assert_eq!(starts, [6 + 3 * u32::try_from(at).unwrap()]);
    }
}

#[test]
fn what_is_wrong_with_all_of_it_is_told_once() {
    let list = numbers("\n");
    for (text, said) in [
        (
            format!("{}a = [\n{list}]\nb = 1\n", "a.".repeat(70)),
            "TooDeep",
        ),
        (format!("a = [\n{list}\nb = 1\n"), "unclosed list"),
        (
            format!("a = [\n{list}]]\nb = 1\n"),
            "unmatched closing bracket",
        ),
    ] {
        let found = flaws(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(said), "{found:?}");
        let root = shape(&read(&text, 0, 64).root);
        assert!(root.ends_with("b: 1}"), "{root}");
    }
}

/// The parser does not take it for a list, and each line for a statement.
#[test]
fn what_only_looks_like_a_list_is_not_parted() {
    let list = numbers("\n");
    for key in ["a a", "a =", "[a]"] {
        let text = format!("{key} = [\n{list}]\nb = 1\n");
        assert!(!flaws(&text).is_empty(), "{text}");
        let root = shape(&read(&text, 0, 64).root);
        assert!(root.contains("b: 1"), "{root}");
    }
}
