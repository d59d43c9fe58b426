//! What the tests share: in go names of folders beside this one, out come specs and ways to look at what is made of them.

#![allow(dead_code, reason = "every test is a crate of its own and uses a part of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

pub(crate) mod cargo;
pub(crate) mod cpu_time;
pub(crate) mod diagnosis;
pub(crate) mod expect;
pub(crate) mod mutation;
pub(crate) mod shape;
pub(crate) mod words;
pub(crate) mod workspace;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use flex_codegen::{Generated, Sources};

/// Files by path relative to some folder, with `/` between folders.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A folder beside the tests.
pub(crate) fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The description of Twilio Flex, without the page about it.
pub(crate) fn twilio_flex() -> Files {
    let mut files = files(&root().join("spec/twilio-flex"));
    files.retain(|path, _| Path::new(path).extension().is_some_and(|extension| extension == "yaml"));
    files
}

/// Every file below `folder`; none where there is no folder.
pub(crate) fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

/// The names of the folders in `folder`, sorted.
pub(crate) fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn sources(files: &Files) -> Sources {
    let mut sources = Sources::new();
    for (path, bytes) in files {
        sources.insert(path.as_str(), bytes.clone());
    }
    sources
}

/// What is generated for a spec that has to be right.
pub(crate) fn generate(files: &Files) -> Generated {
    let sources = sources(files);
    match flex_codegen::generate(&sources) {
        Ok(generated) => generated,
        Err(diagnostics) => panic!("{}", diagnostics.render(&sources, false)),
    }
}

/// A path where builds of tests go: below the folder in which this test was built, so that it is kept between runs.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    target.join("golden").join(name)
}

/// How many blocks in the docs of a source file are code that rustdoc would run.
pub(crate) fn doctests(source: &str) -> usize {
    let mut open: Option<&str> = None;
    let mut found = 0;
    for line in source.lines().map(str::trim_start) {
        let Some(text) = line.strip_prefix("///").or(line.strip_prefix("//!")) else { continue };
        let text = text.trim();
        let marks = text.len() - text.trim_start_matches(['`', '~']).len();
        let (fence, rest) = text.split_at(marks);
        // Between backticks on one line there is a code span.
        let span = fence.starts_with('`') && rest.contains('`');
        match open {
            None if marks > 2 && !span => {
                open = Some(fence);
                found += usize::from(rest != "text");
            }
            Some(known) if fence.starts_with(known) && rest.is_empty() => open = None,
            _ => {}
        }
    }
    found
}
