//! The same spec gives the same bytes: in go all specs there are, each in several guises, out comes one text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

mod support;

use flex_codegen::{FileSet, Sources};
use support::{Files, beside, expect, files, folders, generate, sources, twilio_flex};

/// Every spec that can be generated from, by name.
fn specs() -> Vec<(String, Files)> {
    let golden = |name: String| (name.clone(), files(&beside("golden").join(name).join("spec")));
    let mut specs: Vec<_> = folders(&beside("golden")).into_iter().map(golden).collect();
    specs.push(("twilio-flex".to_owned(), twilio_flex()));
    specs
}

fn generated(sources: &Sources) -> FileSet {
    flex_codegen::generate(sources).unwrap_or_else(|wrong| panic!("{}", wrong.render(sources, false))).files
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    for (name, spec) in specs() {
        let sources = sources(&spec);
        assert!(generated(&sources) == generated(&sources), "{name}");
    }
}

#[test]
fn the_order_in_which_files_are_read_does_not_matter() {
    for (name, spec) in specs() {
        let mut backwards = Sources::new();
        for (path, bytes) in spec.iter().rev() {
            backwards.insert(path.as_str(), bytes.clone());
        }
        assert!(generated(&backwards) == generated(&sources(&spec)), "{name}");
    }
}

#[test]
fn a_copy_elsewhere_gives_the_same_bytes() {
    for (name, spec) in specs() {
        let folder = tempfile::tempdir().unwrap();
        expect::write(folder.path(), &spec);
        assert!(generate(&files(folder.path())).files == generate(&spec).files, "{name}");
    }
}

#[test]
fn mistakes_are_reported_in_the_same_order() {
    let mut spec = files(&beside("diagnostics/base"));
    spec.extend(files(&beside("diagnostics/many_mistakes")));
    let sources = sources(&spec);
    let render = || flex_codegen::generate(&sources).unwrap_err().render(&sources, false);
    assert_eq!(render(), render());
}
