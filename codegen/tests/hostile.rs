//! Names and descriptions are data: nothing that stands in one can become code, markup, or a line of a manifest.
//!
//! The spec in `hostile/spec` has a place for every text that a spec can hold, and gets each text of
//! `hostile/texts.json` there. Either that is a diagnostic, or what is generated has the same shape as with harmless
//! words.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use flex_codegen::FileSet;
use support::shape::{difference, items};
use support::{Files, beside, files, sources};

#[test]
fn no_text_changes_the_shape_of_the_code() {
    let harmless = generated(&spec(None)).unwrap();
    let taken = pieces().iter().filter(|piece| check_text(&harmless, piece)).count();
    assert!(taken > 100, "only {taken} texts are taken everywhere: is the template right?");
}

/// All places at once is quicker; where one of them does not take this text, each has its turn. Returns whether all did.
fn check_text(harmless: &FileSet, piece: &str) -> bool {
    let shown: String = piece.chars().take(60).collect();
    if let Some(files) = generated(&spec_with(&|place| (place.kind == "text").then_some(piece))) {
        assert_eq!(difference(harmless, &files), None, "{shown:?}");
        return true;
    }
    for place in places().iter().filter(|place| place.kind == "text") {
        if let Some(files) = generated(&spec(Some((place, piece)))) {
            assert_eq!(difference(harmless, &files), None, "{} with {shown:?}", place.label);
        }
    }
    false
}

/// A name becomes a part of the code, so that its words differ; the number of its items of each kind does not.
#[test]
fn no_name_changes_the_number_of_items() {
    let harmless = items(&generated(&spec(None)).unwrap());
    for place in places().iter().filter(|place| place.kind == "name" && place.label != "pattern") {
        for piece in texts() {
            for name in [piece.clone(), format!("{}{piece}", place.harmless)] {
                if let Some(files) = generated(&spec(Some((place, &name)))) {
                    assert_eq!(items(&files), harmless, "{} with {name:?}", place.label);
                }
            }
        }
    }
}

#[test]
fn a_pattern_is_only_ever_data() {
    let places = places();
    let place = places.iter().find(|place| place.label == "pattern").unwrap();
    let harmless = items(&generated(&spec(None)).unwrap());
    let mut taken = 0;
    for piece in pieces() {
        for pattern in [format!("^{piece}$"), format!("^OR{piece}12$"), format!("^[{piece}]{{3}}$")] {
            if let Some(files) = generated(&spec(Some((place, &pattern)))) {
                assert_eq!(items(&files), harmless, "{pattern:?}");
                taken += 1;
            }
        }
    }
    assert!(taken > 100, "only {taken} patterns are taken: is the template right?");
}

#[test]
fn long_texts_are_no_trouble() {
    let harmless = generated(&spec(None)).unwrap();
    for long in
        ["a".repeat(10_000), "`".repeat(10_000), "[".repeat(10_000), "a ".repeat(5_000), "|\n".repeat(5_000)]
    {
        check_text(&harmless, &long);
        for place in places().iter().filter(|place| place.kind == "name") {
            let _ = generated(&spec(Some((place, &long))));
        }
    }
}

/// A place for a text in the spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    kind: String,
    label: String,
    harmless: String,
}

/// Every place that a text of the template is meant for.
fn places() -> BTreeSet<Place> {
    let mut places = BTreeSet::new();
    for text in template().into_values() {
        for hole in text.split("{{").skip(1) {
            let (hole, _) = hole.split_once("}}").unwrap();
            places.extend(place(hole).filter(|place| place.kind != "kind"));
        }
    }
    assert!(places.len() > 40, "{places:?}");
    places
}

fn place(hole: &str) -> Option<Place> {
    let (kind, rest) = hole.split_once(':')?;
    let (label, harmless) = rest.split_once('|').unwrap_or((rest, "Some words"));
    Some(Place { kind: kind.to_owned(), label: label.to_owned(), harmless: harmless.to_owned() })
}

fn template() -> BTreeMap<String, String> {
    let files = files(&beside("hostile/spec")).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The template with a text in one place, and harmless ones in all others.
fn spec(hostile: Option<(&Place, &str)>) -> Files {
    spec_with(&|place| hostile.filter(|(known, _)| known.label == place.label).map(|(_, text)| text))
}

/// The template with a text in each place that `hostile` has one for.
fn spec_with<'h>(hostile: &dyn Fn(&Place) -> Option<&'h str>) -> Files {
    let fill = |text: String| {
        let mut pieces = text.split("{{");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            // A pattern may end in a brace of its own.
            let end = piece.find("}}\"").or_else(|| piece.find("}}")).unwrap();
            let end = if piece[end..].starts_with("}}}") { end + 1 } else { end };
            let (hole, rest) = (&piece[..end], &piece[end + 2..]);
            if let Some(place) = place(hole) {
                let value = hostile(&place).unwrap_or(&place.harmless);
                filled.push_str(&escaped(value, &place.kind));
            }
            filled.push_str(rest);
        }
        filled.into_bytes()
    };
    template().into_iter().map(|(path, text)| (path, fill(text))).collect()
}

/// A text between double quotes of YAML, which has the escapes of JSON.
fn escaped(text: &str, kind: &str) -> String {
    let text = if kind == "pointer" {
        let pointer = text.replace('~', "~0").replace('/', "~1");
        pointer.replace('%', "%25").replace('{', "%7B").replace('}', "%7D")
    } else {
        text.to_owned()
    };
    let json = serde_json::Value::from(text).to_string();
    json[1..json.len() - 1].to_owned()
}

/// What could mean something to YAML, Rust, Markdown, TOML, a terminal or a format string.
fn texts() -> Vec<String> {
    serde_json::from_slice(&fs::read(beside("hostile/texts.json")).unwrap()).unwrap()
}

/// Hostile texts: each alone, and in the middle of harmless words.
fn pieces() -> Vec<String> {
    let around = texts().into_iter().map(|text| format!("Some {text} words"));
    texts().into_iter().chain(around).collect()
}

/// What is generated; nothing where the generator rejects the spec, in text that is safe to print.
fn generated(spec: &Files) -> Option<FileSet> {
    let sources = sources(spec);
    match flex_codegen::generate(&sources) {
        Ok(generated) => Some(generated.files),
        Err(diagnostics) => {
            let text = diagnostics.render(&sources, false);
            let unsafe_char =
                |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!text.is_empty() && !text.contains(unsafe_char), "{text:?}");
            None
        }
    }
}
