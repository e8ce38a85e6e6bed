//! What is read behind an error, and what is lost.

use super::{flaws, read, shape};
use crate::format::Format;

/// What was read, and of which parts of the text nothing was.
fn saved(text: &str) -> (String, Vec<(String, &str)>) {
    let parsed = read(text, 0, 64);
    let lost = parsed.lost.iter();
    let lost = lost.map(|lost| (lost.within.to_string(), &text[lost.site.range()]));
    (shape(&parsed.root), lost.collect())
}

#[test]
fn a_broken_value_is_bad_at_its_key_and_all_else_is_read() {
    for (text, expected) in [
        ("a = x\nb = 1", "{a: ?, b: 1}"),
        ("a =\nb = 1", "{a: ?, b: 1}"),
        ("a = 1 2 3\nb = 1", "{a: ?, b: 1}"),
        ("a = \"x\nb = 1", "{a: ?, b: 1}"),
        ("a = [1,\nb = 1", "{a: ?, b: 1}"),
        ("a = { c = 1\nb = 1", "{a: ?, b: 1}"),
        ("a = {\n c = 1,\n[b]\nd = 1", "{a: ?, b: {d: 1}}"),
        ("a = \"\"\"x\ny\n[b]\nc = 1", "{a: ?, b: {c: 1}}"),
        ("a = '''x\nb = 1\nc = x", "{a: ?, b: 1, c: ?}"),
        (
            "a = [\n 1,\n x,\n 'y',\n]\nb = 1",
            "{a: [1, ?, \"y\"], b: 1}",
        ),
        ("a = [\n 1\n 2\n]\nb = 1", "{a: ?, b: 1}"),
        ("a = { c = x }\nb = 1", "{a: ?, b: 1}"),
        (
            "a = {\n c = x,\n d = 1\n}\nb = 1",
            "{a: {c: ?, d: 1}, b: 1}",
        ),
        ("a = [{ {b = 1}, c = 2 }]\nb = 1", "{a: [?], b: 1}"),
        ("a.b = x\na.c = 1", "{a: {b: ?, c: 1}}"),
        ("[a] x\nb = 1", "{a: {b: 1}}"),
        ("[a x]\nb = 1", "{}"),
        ("[a\nb = 1", "{a: {b: 1}}"),
        ("[[a]\nb = 1\n[[a]]\nb = 2", "{a: [{b: 1}, {b: 2}]}"),
    ] {
        let parsed = read(text, 0, 64);
        assert_eq!(shape(&parsed.root), expected, "{text}");
        let lines = 1 + usize::from(text.ends_with("\nc = x"));
        assert_eq!(parsed.flaws.len(), lines, "{text}");
    }
}

#[test]
fn what_has_no_key_is_lost_in_its_table() {
    let (read, lost) =
        saved("a = 1\n[b]\nport 80\nc = 1\n[d]\nx y = 2\n=3\n\n[e e]\nf = 1\n[g]\nh = 1");
    assert_eq!(read, "{a: 1, b: {c: 1}, d: {}, g: {h: 1}}");
    let expected = [("b", "port 80"), ("d", "x y = 2\n=3"), ("", "[e e]\nf = 1")];
    assert_eq!(lost, expected.map(|(table, text)| (table.to_owned(), text)));
}

#[test]
fn a_pem_file_without_quotes_makes_no_keys_and_one_flaw() {
    let pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg==\nabc/def+ghi=\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n";
    for before in ["", "a = 1\n", "key = x\n"] {
        let text = format!("[headers]\n{before}{pem}b = 2\n[c]\nd = x\n");
        let parsed = read(&text, 0, 64);
        let headers = match before {
            "" => "{b: 2}",
            "a = 1\n" => "{a: 1, b: 2}",
            _ => "{b: 2, key: ?}",
        };
        assert_eq!(
            shape(&parsed.root),
            format!("{{c: {{d: ?}}, headers: {headers}}}")
        );
        let expected = if before == "key = x\n" { 3 } else { 2 };
        assert_eq!(parsed.flaws.len(), expected, "{:?}", flaws(&text));
    }
}

#[test]
fn lines_of_base64_behind_a_broken_line_make_no_keys() {
    let (read, lost) =
        saved("[headers]\nkey = MIIEvQIBADANBg\nMIIEvQIBADANBg\nabc==\nabc=\n[b]\nc = 1");
    assert_eq!(read, "{b: {c: 1}, headers: {key: ?}}");
    assert_eq!(
        lost,
        [("headers".to_owned(), "MIIEvQIBADANBg\nabc==\nabc=")]
    );
}

#[test]
fn the_markers_of_a_merge_conflict_are_one_flaw() {
    for (text, read) in [
        (
            "a = 1\n<<<<<<< HEAD\nb = 1\nc = x\n=======\nb = 2\nd = 3\n>>>>>>> other\ne = 1\n",
            "{a: 1, b: ?, c: ?, e: 1}",
        ),
        (
            "a = 1\n<<<<<<< HEAD\nb = 1\n||||||| base\nc = 1\n=======\nb = 2\nd = 3\n>>>>>>> other\ne = 1\n",
            "{a: 1, b: ?, e: 1}",
        ),
    ] {
        let parsed = Format::Toml.read(text, 0, 64);
        assert_eq!(parsed.flaws.len(), 1, "{:?}", parsed.flaws);
        assert_eq!(shape(&parsed.root), read);
        assert_eq!(&text[parsed.lost[0].site.range()], &text[6..text.len() - 6]);
    }
    let list = "a = [\n<<<<<<< HEAD\n  1,\n=======\n  2,\n>>>>>>> other\n]\nb = 1\n";
    let parsed = Format::Toml.read(list, 0, 64);
    assert_eq!(parsed.flaws.len(), 1, "{:?}", parsed.flaws);
    assert_eq!(shape(&parsed.root), "{a: [?], b: 1}");
}

#[test]
fn each_bad_line_of_a_list_or_table_is_a_flaw() {
    let lines = "abc,\n".repeat(5_000);
    let of_list = read(&format!("names = [\n{lines}]\n"), 0, 64).flaws;
    let only_counted: usize = of_list.iter().map(|flaw| flaw.more).sum();
    assert_eq!((of_list.len(), only_counted), (100, 4_900));
    let lines: Vec<_> = (0..5_000)
        .map(|number| format!("k{number} = abc"))
        .collect();
    let lines = lines.join("\n");
    assert_eq!(
        read(&format!("[headers]\n{lines}"), 0, 64).flaws.len(),
        5_000
    );
}

#[test]
fn lists_and_strings_that_are_never_closed_hide_nothing_behind_them() {
    for line in [
        "k = [1,",
        "k = { a = 1,",
        "k = [{",
        "k = {\n a = [",
        "k = x",
    ] {
        let lines: String = (0..2_000)
            .map(|number| line.replace('k', &format!("k{number}")) + "\n[t]\n")
            .collect();
        let flaws = read(&lines, 0, 64).flaws.len();
        assert!(flaws >= 2_000, "{line}: {flaws}");
    }
    let parsed = read("a = '''x\nb = \"\"\"y\nc = [1,\nd = {\n[e]\nf = 1", 0, 64);
    assert_eq!(shape(&parsed.root), "{a: ?, b: ?, c: ?, d: ?, e: {f: 1}}");
    assert_eq!(parsed.flaws.len(), 4);
}
