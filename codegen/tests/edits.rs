//! Suggested edits: each one is made, and what it was suggested for is no longer said.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use flex_codegen::{Code, Report};
use support::Files;
use support::diagnosis::{bad_spec, bad_specs, mended, reports};

#[test]
fn an_edit_mends_what_it_is_suggested_for() {
    let mut made = 0;
    for name in bad_specs() {
        let spec = bad_spec(&name);
        let before = reports(&spec);
        for report in before.iter().filter(|report| !report.edits.is_empty()) {
            let mended = mended(&spec, report);
            let after = reports(&mended);
            let what = format!("{name}: {} {}", report.code, report.message);
            assert!(alike(&after, report) < alike(&before, report), "{what}\n{after:#?}");
            let broken = |found: &Report| found.code == Code::Syntax.as_str();
            for (path, bytes) in mended.iter().filter(|(path, _)| path.contains(".json")) {
                let json = serde_json::from_slice::<serde_json::Value>(bytes);
                assert!(json.is_ok(), "{what}: {path} is no longer JSON");
            }
            let count = |list: &[Report]| list.iter().filter(|found| broken(found)).count();
            assert!(count(&after) <= count(&before), "{what}: the file is no longer YAML\n{after:#?}");
            made += 1;
        }
    }
    assert!(made > 40, "only {made} edits: are they still suggested?");
}

/// Bad specs with mistakes of another kind behind those that are mended: what is said after an edit is true, and was so
/// before it.
const BEHIND: &[(&str, &str)] = &[
    // The file that is named does not hold what is looked for there.
    ("fg0104_missing_file", "FG0301"),
    ("fg0104_from_folder", "FG0301"),
    // The path is one of its parameters short.
    ("fg0105_path_not_in_root", "FG0601"),
    // A number is no name, be it in quotes or not; then the operation is read on.
    ("fg0202_wrong_type", "FG0401"),
    ("fg0202_wrong_type", "FG0504"),
    ("fg0202_wrong_type", "FG0201"),
    // The path has none of its parameters.
    ("fg0204_bad_value", "FG0601"),
    // Of an enum that could not be read, nothing is said about the rules.
    ("fg0208_duplicate_item", "FG0606"),
];

#[test]
fn an_edit_leads_to_no_other_mistake() {
    for name in bad_specs() {
        let spec = bad_spec(&name);
        let before = reports(&spec);
        for report in before.iter().filter(|report| !report.edits.is_empty()) {
            let after = reports(&mended(&spec, report));
            let new = after.iter().filter(|found| alike(&after, found) > alike(&before, found));
            let mut new = new.filter(|found| !BEHIND.contains(&(name.as_str(), found.code)));
            assert_eq!(new.next(), None, "{name}: after the edits of {report:#?}");
        }
    }
}

/// How many of the reports say the same of the same file.
fn alike(list: &[Report], report: &Report) -> usize {
    let same = |other: &&Report| {
        (other.code, &other.message, &other.place.file) == (report.code, &report.message, &report.place.file)
    };
    list.iter().filter(same).count()
}

/// What is mended in all the ways suggested has nothing left that could be suggested.
#[test]
fn edits_one_after_the_other_lead_to_an_end() {
    for name in bad_specs() {
        let mut spec = bad_spec(&name);
        let mut rounds = 0;
        while let Some(report) = reports(&spec).into_iter().find(|report| !report.edits.is_empty()) {
            spec = mended(&spec, &report);
            rounds += 1;
            assert!(rounds < 100, "{name}: {report:#?}");
        }
    }
}

#[test]
fn an_edit_changes_no_more_than_it_has_to() {
    let cases = [
        (
            "fg0206_superseded",
            "type: string\n          nullable: true # as of 3.0\n",
            "type: [string, 'null']\n",
        ),
        ("fg0206_superseded", "{type: string, nullable: true}", "{type: [string, 'null']}"),
        ("fg0206_superseded", "{nullable: true, type: string}", "{type: [string, 'null']}"),
        ("fg0206_superseded", "exclusiveMinimum: true\n      minimum: 0\n", "minimum: 1\n"),
        ("fg0208_duplicate_item", "\n        - Kind # once more\n", "\n"),
        ("fg0208_duplicate_item", "[City, City, Street]", "[City, Street]"),
        ("fg0603_rule_form", "if: {properties: {Kind", "if: {required: [Kind], properties: {Kind"),
        ("fg0101_kinds", "description: Use this: not that", "description: 'Use this: not that'"),
        ("fg0201_bounds", "const: parcel", "enum: [parcel]"),
        ("fg0201_in_json", "\"sumary\"", "\"summary\""),
        (
            "fg0204_bad_value",
            "- in: path\n          name",
            "- required: true\n          in: path\n          name",
        ),
        ("fg0104_from_folder", "../comon/paging.yaml", "../common/paging.yaml"),
        ("fg0104_from_folder", "v2/shared/paging.yaml", "../common/paging.yaml"),
        (
            "fg0201_examples",
            "              example:\n                # The first page.\n                total: 3\n                \
             title: >-\n                  All\n                  orders\n",
            "              examples:\n                example:\n                  value:\n                    \
             # The first page.\n                    total: 3\n                    title: >-\n                      \
             All\n                      orders\n",
        ),
    ];
    for (name, from, to) in cases {
        let spec = bad_spec(name);
        let file = spec.iter().find(|(_, bytes)| text(bytes).contains(from)).map(|(path, _)| path.clone());
        let file = file.unwrap_or_else(|| unreachable!("{name} has no {from:?}"));
        let expected = text(&spec[&file]).replacen(from, to, 1);
        let made: Vec<String> = reports(&spec)
            .iter()
            .filter(|report| !report.edits.is_empty())
            .map(|report| text(&mended(&spec, report)[&file]))
            .collect();
        assert!(
            made.contains(&expected),
            "{name}: {from:?} does not become {to:?}\n{}",
            made.join("\n---\n")
        );
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Windows line ends, text that is not ASCII, and entries at the start of a list item.
#[test]
fn an_edit_finds_its_place_in_any_text() {
    let mut spec: Files = bad_spec("fg0206_superseded");
    let order = text(&spec["order.yaml"]).replace("Name of the customer.", "Nämé 🎈 of the customer.");
    let order = order.replace("          description: Orders.", "          description: Örders 🎈.");
    spec.insert("order.yaml".to_owned(), order.replace('\n', "\r\n").into_bytes());
    let superseded =
        |spec: &Files| reports(spec).iter().filter(|found| found.code == Code::Superseded.as_str()).count();
    assert_eq!(superseded(&spec), 9);
    let found = reports(&spec);
    for report in found.iter().filter(|report| !report.edits.is_empty()) {
        let mended = mended(&spec, report);
        assert_eq!(superseded(&mended), 8, "{}", text(&mended["order.yaml"]));
        let lone = text(&mended["order.yaml"]).replace("\r\n", "").contains(['\r', '\n']);
        assert!(!lone, "half a line end is left: {:?}", text(&mended["order.yaml"]));
    }
}
