//! Expected files: what was made is compared with what is in a folder, or replaces it when `UPDATE_GOLDEN=1` says so.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Files;

/// The variable with which expected files are rewritten instead of compared.
const UPDATE: &str = "UPDATE_GOLDEN";

/// Lines shown of the first difference, on either side of it.
const CONTEXT: usize = 3;

/// Fails unless each folder holds exactly the files beside it. `command` is what rewrites them.
pub(crate) fn folders(expected: Vec<(PathBuf, Files)>, command: &str) {
    let failures: Vec<_> =
        expected.into_iter().filter_map(|(path, made)| folder(&path, &made).err()).collect();
    assert!(
        failures.is_empty(),
        "{}\n\nif this is as it should be, run `{UPDATE}=1 {command}` and look at the diff",
        failures.join("\n\n")
    );
}

fn folder(folder: &Path, made: &Files) -> Result<(), String> {
    if std::env::var_os(UPDATE).is_some() {
        write(folder, made);
        return Ok(());
    }
    let expected = super::files(folder);
    let mut wrong = Vec::new();
    for (path, bytes) in made {
        match expected.get(path) {
            None => wrong.push(format!("{path}: not expected")),
            Some(known) if known != bytes => wrong.push(format!("{path}: {}", difference(known, bytes))),
            Some(_) => {}
        }
    }
    let missing = expected.keys().filter(|path| !made.contains_key(*path));
    wrong.extend(missing.map(|path| format!("{path}: expected, but not there")));
    if wrong.is_empty() {
        return Ok(());
    }
    let shown = folder.strip_prefix(super::root()).unwrap_or(folder).display();
    Err(format!("{shown}\n{}", wrong.join("\n")))
}

/// Makes `folder` hold exactly `files`. What is right already is not written: a build sees that nothing changed.
pub(crate) fn write(folder: &Path, files: &Files) {
    for path in super::files(folder).keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(folder.join(path)).unwrap();
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        if fs::read(&path).is_ok_and(|known| known == *bytes) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The first lines in which two texts differ.
fn difference(expected: &[u8], made: &[u8]) -> String {
    let [expected, made] = [expected, made].map(|text| String::from_utf8_lossy(text).into_owned());
    let [before, after]: [Vec<&str>; 2] = [&expected, &made].map(|text| text.split('\n').collect());
    let same = before.iter().zip(&after).take_while(|(old, new)| old == new).count();
    let mut shown = format!("differs from line {}", same + 1);
    for line in &before[same.saturating_sub(CONTEXT)..same] {
        shown.push_str(&format!("\n      {line}"));
    }
    for (sign, lines) in [('-', &before), ('+', &after)] {
        for line in lines.iter().skip(same).take(CONTEXT) {
            shown.push_str(&format!("\n    {sign} {line}"));
        }
    }
    shown
}
