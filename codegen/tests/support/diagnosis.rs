//! Bad specs: names of folders come in, what the generator says about each goes out.

use flex_codegen::{Diagnostics, Report, Sources};

use super::{Files, beside, files, folders, sources};

/// The folders with bad specs.
pub(crate) fn bad_specs() -> Vec<String> {
    folders(&beside("diagnostics")).into_iter().filter(|name| name != "base").collect()
}

/// The files of one folder, without what is expected.
pub(crate) fn spec_files(name: &str) -> Files {
    let mut files = files(&beside("diagnostics").join(name));
    files.remove("expected.txt");
    files
}

/// The whole spec that a folder stands for.
pub(crate) fn bad_spec(name: &str) -> Files {
    let mut spec = files(&beside("diagnostics").join("base"));
    spec.extend(spec_files(name));
    let without = spec.remove("without.txt").unwrap_or_default();
    for path in String::from_utf8(without).unwrap().lines() {
        spec.remove(path).unwrap();
    }
    spec
}

/// Everything that is said about a spec, be it generated or not.
pub(crate) fn diagnose(spec: &Files) -> (Sources, Diagnostics) {
    let sources = sources(spec);
    let diagnostics = match flex_codegen::generate(&sources) {
        Ok(generated) => generated.warnings,
        Err(diagnostics) => diagnostics,
    };
    (sources, diagnostics)
}

/// The same, as plain data.
pub(crate) fn reports(spec: &Files) -> Vec<Report> {
    let (sources, diagnostics) = diagnose(spec);
    diagnostics.reports(&sources).collect()
}

/// `spec` with the edits of a report made.
pub(crate) fn mended(spec: &Files, report: &Report) -> Files {
    let mut spec = spec.clone();
    // From the end on, so that no edit moves the place of another one.
    for edit in report.edits.iter().rev() {
        let bytes = spec.get_mut(&edit.place.file).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let start = offset(&text, edit.place.line, edit.place.column);
        let end = offset(&text, edit.place.end_line, edit.place.end_column);
        *bytes = format!("{}{}{}", &text[..start], edit.replacement, &text[end..]).into_bytes();
    }
    spec
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let in_line = text[before..].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    before + in_line
}
