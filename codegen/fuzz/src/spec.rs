//! Specs: a bundle of files comes in. Either it is refused with diagnostics, or it becomes a crate that parses; both are
//! the same on every run.

use flex_codegen::{Diagnostics, Generated, Place, Sources};

use super::bundle::MARK;

/// Generates twice, and looks at what comes out.
///
/// # Panics
/// When the generator panics, is not deterministic, generates what is no Rust, or says something that cannot be shown.
pub fn run(data: &[u8]) {
    let sources = sources(data);
    match (flex_codegen::generate(&sources), flex_codegen::generate(&sources)) {
        (Ok(first), Ok(second)) => {
            assert!(first.files == second.files, "the same spec gives other files");
            check_crate(&first);
            check_diagnostics(&first.warnings, &second.warnings, &sources);
        }
        (Err(first), Err(second)) => {
            assert!(!first.is_empty(), "refused without a word");
            check_diagnostics(&first, &second, &sources);
        }
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => panic!("the same spec is taken and refused"),
    }
}

/// The files of a bundle. What stands before the first mark belongs to none.
pub fn split(bundle: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bundle.split_inclusive(|byte| *byte == b'\n') {
        if let Some(path) = line.strip_prefix(MARK.as_bytes()) {
            files.push((String::from_utf8_lossy(path.trim_ascii()).into_owned(), Vec::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.extend_from_slice(line);
        }
    }
    files
}

fn sources(bundle: &[u8]) -> Sources {
    let mut sources = Sources::new();
    for (path, text) in split(bundle) {
        sources.insert(path, text);
    }
    sources
}

fn check_crate(generated: &Generated) {
    assert!(!generated.files.is_empty(), "a crate without files");
    for (path, text) in generated.files.iter() {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension);
        if extension == Some("rs")
            && let Err(error) = syn::parse_file(text)
        {
            panic!("{path} does not parse: {error}\n{text}");
        }
        if extension == Some("json")
            && let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text)
        {
            panic!("{path} does not parse: {error}\n{text}");
        }
    }
}

fn check_diagnostics(first: &Diagnostics, second: &Diagnostics, sources: &Sources) {
    let text = first.render(sources, false);
    assert_eq!(text, second.render(sources, false), "the same spec gives other diagnostics");
    assert_eq!(first.is_empty(), text.is_empty(), "diagnostics that are not drawn");
    assert!(!text.contains(steers), "a diagnostic steers the terminal: {text:?}");
    for report in first.reports(sources) {
        assert!(report.help.is_some(), "{}: no help", report.code);
        // Of something that is missing altogether there is no text.
        if sources.get(&report.place.file).is_none() {
            continue;
        }
        let labels = report.labels.iter().map(|label| &label.place);
        let edits = report.edits.iter().map(|edit| &edit.place);
        for place in [&report.place].into_iter().chain(labels).chain(edits) {
            check_place(place, sources);
        }
    }
}

fn check_place(place: &Place, sources: &Sources) {
    let Some(text) = sources.get(&place.file) else { panic!("{} is no file", place.file) };
    let start = (place.line, place.column);
    let end = (place.end_line, place.end_column);
    assert!(start <= end, "{place:?} ends before it starts");
    for (line, column) in [start, end] {
        let inside = line > 0
            && column > 0
            && text.split('\n').nth(line - 1).is_some_and(|text| column <= text.chars().count() + 1);
        assert!(inside, "{place:?} is outside of the file");
    }
}

/// Whether a character does more to a terminal than to stand there.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
