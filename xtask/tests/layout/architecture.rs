//! The architecture page of the generator names files, and each of them exists.

use std::{fs, path::Path};

/// The page, from the root of the workspace. Its paths are relative to its folder.
pub(crate) const PAGE: &str = "codegen/README.md";

/// The heading of the table that says which file to open for a change.
const TABLE: &str = "## I want to … → open …";

/// Fewer rows than this do not cover what people change.
const MIN_ROWS: usize = 30;

/// What is wrong with the page.
pub(crate) fn offences(root: &Path) -> Vec<String> {
    let page = root.join(PAGE);
    let text = fs::read_to_string(&page).unwrap();
    let folder = page.parent().unwrap();
    let exists = |path: &str| folder.join(path).exists();
    let mut offences: Vec<_> =
        paths(&text).filter(|path| !exists(path)).map(|path| format!("`{path}` does not exist")).collect();
    let rows: Vec<_> = rows(&text).collect();
    if rows.len() < MIN_ROWS {
        offences.push(format!("the table has {} rows, fewer than {MIN_ROWS}", rows.len()));
    }
    let unnamed = rows.iter().filter(|row| paths(row).count() != 1);
    offences.extend(unnamed.map(|row| format!("a row names one file: {row}")));
    offences
}

/// What looks like a path, in backquotes.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2));
    quoted.filter(|quoted| {
        let below = ["src/", "runtime/", "../"].iter().any(|folder| quoted.starts_with(folder));
        below && !quoted.contains(' ')
    })
}

fn rows(text: &str) -> impl Iterator<Item = &str> {
    let table = text.split_once(TABLE).map_or("", |(_, rest)| rest);
    table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
}

#[test]
fn the_page_is_read() {
    let text = format!(
        "`src/a.rs`\n```text\n`src/b.rs`\n```\n`Api`\n{TABLE}\n\n| x | y |\n|---|---|\n| c | `src/c.rs` |\n\n| d |"
    );
    assert_eq!(paths(&text).collect::<Vec<_>>(), ["src/a.rs", "src/c.rs"]);
    assert_eq!(rows(&text).collect::<Vec<_>>(), ["| c | `src/c.rs` |"]);
}
