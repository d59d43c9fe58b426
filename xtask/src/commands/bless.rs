//! `cargo xtask bless`: rewrites the `.stderr` files of the generated packages with what the compiler says.

use std::{collections::BTreeSet, fs, path::Path};

use flex_codegen::Folder;

use crate::{
    cli::terminal,
    error::Error,
    workspace::{cargo, layout, read_dir::read_dir, read_generated::read_generated},
};

/// The test of a generated package that runs its compile-fail cases.
const TEST: &str = "ui";

/// Blesses every generated package.
pub(crate) fn run() -> Result<(), Error> {
    let (mut packages, generated) = (layout::package_names()?, layout::generated_folder()?);
    packages.retain(|package| generated.join(package).join(format!("tests/{TEST}.rs")).is_file());
    if packages.is_empty() {
        return Err(Error::Failed(format!(
            "no package in `generated` has a `tests/{TEST}.rs`; run `cargo xtask codegen` first"
        )));
    }
    packages.iter().try_for_each(|package| bless(package))
}

fn bless(package: &str) -> Result<(), Error> {
    let root = layout::generated_folder()?.join(package);
    remove_leftovers(&root)?;
    let before = read_generated(&root, |_| true)?;
    let arguments = ["test", "--package", package, "--test", TEST];
    let result = cargo::run(&arguments, Some(("TRYBUILD", "overwrite")));
    remove_leftovers(&root)?;
    let after = read_generated(&root, |_| true)?;
    // Printed even if a case failed: the others were blessed.
    terminal::out(&changes(package, &before, &after));
    result
}

/// Removes what trybuild leaves in `wip/`, and nothing else.
fn remove_leftovers(root: &Path) -> Result<(), Error> {
    let wip = root.join("wip");
    if !wip.is_dir() {
        return Ok(());
    }
    for entry in read_dir(&wip)? {
        if entry.name == ".gitignore" || entry.name.ends_with(".stderr") {
            fs::remove_file(&entry.path).map_err(Error::io("remove", &entry.path))?;
        }
    }
    // Fails for a folder with something else in it, which is one to keep.
    let _ = fs::remove_dir(&wip);
    Ok(())
}

fn changes(package: &str, before: &Folder, after: &Folder) -> String {
    let mut lines = Vec::new();
    let paths: BTreeSet<&str> = before.iter().chain(after.iter()).map(|(path, _)| path).collect();
    for path in paths {
        let what = match (before.get(path), after.get(path)) {
            (None, _) => "new",
            (_, None) => "removed",
            (old, new) if old != new => "changed",
            _ => continue,
        };
        lines.push(format!("  {what:<9} generated/{package}/{path}"));
    }
    match lines.len() {
        0 => format!("{package}: nothing changed; the compiler says what it said before"),
        1 => format!("{package}: 1 file changed; read it before you commit\n{}", lines[0]),
        more => format!("{package}: {more} files changed; read them before you commit\n{}", lines.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> Folder {
        let mut folder = Folder::new();
        for (path, text) in files {
            folder.insert(*path, *text);
        }
        folder
    }

    #[test]
    fn changes_are_named() {
        let before = folder(&[("a.stderr", "1"), ("b.stderr", "1"), ("c.stderr", "1")]);
        let after = folder(&[("b.stderr", "2"), ("c.stderr", "1"), ("d.stderr", "1")]);
        let text = changes("p", &before, &after);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "p: 3 files changed; read them before you commit",
                "  removed   generated/p/a.stderr",
                "  changed   generated/p/b.stderr",
                "  new       generated/p/d.stderr",
            ]
        );
        assert!(changes("p", &after, &after).contains("nothing changed"));
    }

    #[test]
    fn leftovers_go_and_notes_stay() {
        let root = tempfile::tempdir().unwrap();
        let wip = root.path().join("wip");
        let put = |name: &str| {
            fs::create_dir_all(&wip).unwrap();
            fs::write(wip.join(name), "").unwrap();
        };
        put(".gitignore");
        put("a.stderr");
        remove_leftovers(root.path()).unwrap();
        assert!(!wip.exists());
        put("notes.md");
        put("a.stderr");
        remove_leftovers(root.path()).unwrap();
        assert!(wip.join("notes.md").is_file() && !wip.join("a.stderr").exists());
        remove_leftovers(&root.path().join("gone")).unwrap();
    }
}
