//! Bad specs: what the generator says about each stands beside it, word for word.
//!
//! A folder is named after the code that it is about. Its files replace those of `base`, `without.txt` lists files that
//! are taken away, `expected.txt` is the text for the terminal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

mod support;

use std::collections::BTreeSet;

use flex_codegen::{Code, Diagnostics, Severity, Sources, generate};
use support::diagnosis::{self, bad_spec, bad_specs, reports, spec_files};
use support::{Files, beside, expect};

const COMMAND: &str = "cargo test --package flex-codegen --test diagnostics";

/// A spec with many mistakes of many kinds, for a test of its own.
const MANY: &str = "many_mistakes";

#[test]
fn every_bad_spec_is_told_what_is_wrong() {
    let expected = |name: String| {
        let (sources, diagnostics) = diagnose(&name);
        let mut files = spec_files(&name);
        let drawn = diagnostics.render(&sources, false);
        let wrong = diagnostics.iter().any(|found| found.severity() == Severity::Error);
        let outcome = if wrong { "; nothing was generated" } else { "" };
        let text = format!("{drawn}{} in the spec{outcome}\n", diagnostics.count());
        files.insert("expected.txt".to_owned(), text.into_bytes());
        (beside("diagnostics").join(name), files)
    };
    expect::folders(bad_specs().into_iter().map(expected).collect(), COMMAND);
}

#[test]
fn every_code_has_a_bad_spec_and_says_nothing_else() {
    let mut seen = BTreeSet::new();
    for name in bad_specs().into_iter().filter(|name| name != MANY) {
        let (_, diagnostics) = diagnose(&name);
        for diagnostic in diagnostics.iter() {
            let code = diagnostic.code();
            let prefix = format!("{}_", code.as_str().to_lowercase());
            assert!(name.starts_with(&prefix), "{name}: {code} {}", diagnostic.message());
            seen.insert(code);
        }
    }
    let missing: Vec<_> = Code::ALL.iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "codes without a bad spec: {missing:?}");
}

#[test]
fn every_diagnostic_says_where_and_how_to_mend_it() {
    for name in bad_specs() {
        let (sources, diagnostics) = diagnose(&name);
        assert!(!diagnostics.is_empty(), "{name}: an empty list is no answer");
        for diagnostic in diagnostics.iter() {
            let message = diagnostic.message();
            let (file, line, column) = diagnostic.position(&sources);
            assert!(line > 0 && column > 0, "{name}: {message}");
            let help = diagnostic.help_text().unwrap_or_default();
            assert!(!help.is_empty(), "{name}: no help for: {message}");
            assert!(!message.ends_with('.') && !help.ends_with('.'), "{name}: {message} ({help})");
            // A file that is not UTF-8 has no text to point into.
            let text = sources.get(&file).unwrap_or_default();
            let spot = text.lines().nth(line - 1).map(|line| line.chars().count());
            let inside = spot.is_some_and(|length| column <= length + 1) || (line, column) == (1, 1);
            assert!(inside, "{name}: {file}:{line}:{column} is outside of the file: {message}");
        }
    }
}

/// A range that ends at the start of some later line would have an editor mark what is not meant.
#[test]
fn a_place_ends_with_what_it_is_about() {
    for name in bad_specs() {
        let (sources, diagnostics) = diagnose(&name);
        for report in diagnostics.reports(&sources) {
            let places = report.labels.iter().map(|label| &label.place).chain([&report.place]);
            for place in
                places.filter(|place| (place.line, place.column) != (place.end_line, place.end_column))
            {
                let text = sources.get(&place.file).unwrap_or_default();
                let last = text.lines().nth(place.end_line - 1).unwrap_or_default();
                let last = place.end_column.checked_sub(2).and_then(|at| last.chars().nth(at));
                let message = &report.message;
                assert!(last.is_some_and(|c| !c.is_whitespace()), "{name}: {place:?} of: {message}");
            }
        }
    }
}

#[test]
fn many_mistakes_are_reported_in_one_run() {
    let (sources, diagnostics) = diagnose(MANY);
    let found = diagnostics.iter().map(|diagnostic| {
        let (file, line, column) = diagnostic.position(&sources);
        format!("{:?} {} {file}:{line}:{column}", diagnostic.severity(), diagnostic.code())
    });
    let expected = [
        "Error FG0501 common/shared.yaml:5:16",
        "Error FG0201 openapi.yaml:5:3",
        "Error FG0104 openapi.yaml:14:11",
        "Error FG0101 v1/item.yaml:6:16",
        "Warning FG0207 v1/order.yaml:6:20",
        "Error FG0301 v1/order.yaml:11:19",
        "Error FG0402 v1/order.yaml:20:17",
        "Error FG0103 v1/order.yaml:31:7",
        "Error FG0402 v1/order.yaml:43:20",
        "Error FG0601 v1/order.yaml:61:29",
        "Error FG0302 v1/order.yaml:69:17",
        "Error FG0401 v1/order.yaml:72:20",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

/// Marks of an encoding and the line ends of any system are no part of a text, and no place moves.
#[test]
fn the_same_is_said_of_a_text_from_any_system() {
    let changed = |spec: &Files, change: &dyn Fn(&str) -> String| -> Files {
        let change = |bytes: &Vec<u8>| {
            std::str::from_utf8(bytes).map_or_else(|_| bytes.clone(), |text| change(text).into_bytes())
        };
        spec.iter().map(|(path, bytes)| (path.clone(), change(bytes))).collect()
    };
    for name in bad_specs() {
        let spec = bad_spec(&name);
        let expected = reports(&spec);
        assert_eq!(reports(&changed(&spec, &|text| format!("\u{feff}{text}"))), expected, "{name}: a mark");
        let returns = |text: &str| text.replace("\r\n", "\n").replace('\n', "\r");
        assert_eq!(reports(&changed(&spec, &returns)), expected, "{name}: carriage returns");
    }
}

/// A mark anywhere but at the start is a character that nobody sees.
#[test]
fn a_byte_order_mark_inside_is_an_error_with_its_place() {
    let mut spec = bad_spec("fg0207_empty_description");
    let order = spec.get_mut("order.yaml").unwrap();
    *order = String::from_utf8(order.clone()).unwrap().replacen("  /", "  \u{feff}/", 1).into_bytes();
    let found = reports(&spec);
    let places: Vec<_> =
        found.iter().map(|found| (found.code, found.place.line, found.place.column)).collect();
    assert_eq!(places.first(), Some(&("FG0101", 2, 3)), "{found:#?}");
}

/// A spec may hold a line of many kilobytes, and an edit may put one in.
#[test]
fn a_long_line_is_drawn_in_part() {
    let long = "words and ".repeat(1_000);
    for (name, from, to) in [
        ("fg0101_kinds", "Use this: not that", format!("{long}: {long}")),
        (
            "fg0208_duplicate_item",
            "[City, City, Street]",
            format!("[City, City,{}Street]", " ".repeat(10_000)),
        ),
        ("fg0206_superseded", "as of 3.0", long.clone()),
        ("fg0201_in_json", "\"sumary\"", format!("{}\"sumary\"", " ".repeat(10_000))),
    ] {
        let mut spec = bad_spec(name);
        for text in spec.values_mut() {
            *text = String::from_utf8(text.clone()).unwrap().replacen(from, &to, 1).into_bytes();
        }
        let (sources, found) = diagnosis::diagnose(&spec);
        let drawn = found.render(&sources, false);
        let longest = drawn.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(160), "{name}: {longest:?}\n{drawn}");
        assert_eq!(found.len(), reports(&bad_spec(name)).len(), "{name}");
    }
}

#[test]
fn no_spec_at_all_is_a_diagnostic_too() {
    let sources = Sources::new();
    let diagnostics = generate(&sources).unwrap_err();
    let codes: Vec<_> = diagnostics.iter().map(flex_codegen::Diagnostic::code).collect();
    assert_eq!(codes, [Code::MissingFile; 2]);
    assert!(diagnostics.render(&sources, false).contains("openapi.yaml"));
}

#[test]
fn color_is_used_only_when_asked_for() {
    let (sources, diagnostics) = diagnose("fg0101_syntax");
    assert!(!diagnostics.render(&sources, false).contains('\u{1b}'));
    assert!(diagnostics.render(&sources, true).contains('\u{1b}'));
}

fn diagnose(name: &str) -> (Sources, Diagnostics) {
    diagnosis::diagnose(&bad_spec(name))
}
