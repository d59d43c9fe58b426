//! Reads the files of a generated package into memory.

use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
};

use flex_codegen::Folder;

use crate::{
    error::Error,
    workspace::{
        display_path::display_path,
        read_dir::{Entry, EntryKind, read_dir},
    },
};

/// Enough of a file to see in its first lines whether it was generated.
const HEAD_BYTES: u64 = 4096;

/// What Cargo and Git create in a package. It is not generated, and not in the way.
const BY_PRODUCTS: [&str; 3] = [".git", "Cargo.lock", "target"];

/// Reads the files below `root`, if it exists: the whole of those that are `wanted`, the first lines of others.
pub(crate) fn read_generated(root: &Path, wanted: impl Fn(&str) -> bool) -> Result<Folder, Error> {
    let mut reader = Reader { wanted, folder: Folder::new() };
    match root.metadata() {
        Ok(found) if found.is_dir() => reader.add(root, "")?,
        Ok(_) => {
            let path = display_path(root);
            return Err(Error::Failed(format!(
                "`{path}` is not a folder; name one to write to, or remove it"
            )));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Error::io("read folder", root)(error)),
    }
    Ok(reader.folder)
}

/// What editors and desktops leave next to a file that somebody looks at, and what Git usually ignores.
fn is_left_by_a_tool(name: &str) -> bool {
    let swap = name
        .strip_prefix('.')
        .and_then(|name| name.rsplit_once('.'))
        .is_some_and(|(_, end)| matches!(end, "swp" | "swo" | "swn" | "swx"));
    let emacs = name.starts_with(".#") || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'));
    swap || emacs || name.ends_with('~') || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

struct Reader<F> {
    wanted: F,
    folder: Folder,
}

impl<F: Fn(&str) -> bool> Reader<F> {
    fn add(&mut self, folder: &Path, prefix: &str) -> Result<(), Error> {
        for entry in read_dir(folder)? {
            if prefix.is_empty() && BY_PRODUCTS.contains(&entry.name.as_str()) {
                continue;
            }
            if entry.kind != EntryKind::Folder && is_left_by_a_tool(&entry.name) {
                continue;
            }
            let path = format!("{prefix}{}", entry.name);
            match entry.kind {
                EntryKind::Folder => self.add(&entry.path, &format!("{path}/"))?,
                EntryKind::File => {
                    let bytes = self.bytes(&entry, &path)?;
                    self.folder.insert(path, bytes);
                }
                // Never followed. Without content it carries no marker, so it counts as foreign.
                EntryKind::Link | EntryKind::Other => {
                    self.folder.insert(path, Vec::new());
                }
            }
        }
        Ok(())
    }

    fn bytes(&self, entry: &Entry, path: &str) -> Result<Vec<u8>, Error> {
        let file = File::open(&entry.path).map_err(Error::io("open", &entry.path))?;
        let limit = if (self.wanted)(path) { u64::MAX } else { HEAD_BYTES };
        let mut bytes = Vec::new();
        file.take(limit).read_to_end(&mut bytes).map_err(Error::io("read", &entry.path))?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_are_read_by_relative_path_and_by_products_left_out() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["src/v1", "target/debug", "tests/target"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        for file in ["Cargo.lock", "src/v1/long.rs", "src/long.rs", "target/debug/a.rs", "tests/target/b.rs"]
        {
            fs::write(root.path().join(file), "x".repeat(5000)).unwrap();
        }
        let folder = read_generated(root.path(), |path| path == "src/long.rs").unwrap();
        let sizes: Vec<_> = folder.iter().map(|(path, bytes)| (path, bytes.len())).collect();
        assert_eq!(sizes, [("src/long.rs", 5000), ("src/v1/long.rs", 4096), ("tests/target/b.rs", 4096)]);
    }

    #[test]
    fn a_missing_folder_is_empty_and_a_file_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(read_generated(&root.path().join("gone"), |_| true).unwrap(), Folder::new());
        fs::write(root.path().join("file"), "").unwrap();
        let error = read_generated(&root.path().join("file"), |_| true).unwrap_err().to_string();
        assert!(error.contains("is not a folder"), "{error}");
    }

    #[test]
    fn what_editors_leave_is_passed_over_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let litter =
            [".lib.rs.swp", ".lib.rs.swo", "lib.rs~", "#lib.rs#", ".#lib.rs", ".DS_Store", "Thumbs.db"];
        let kept = [".rustfmt.toml", ".swp.rs", "lib.rs.orig", "notes.md", "swp"];
        fs::create_dir(root.path().join("src~")).unwrap();
        for file in litter.iter().chain(&kept).chain(&["src~/lib.rs", "src~/lib.rs~"]) {
            fs::write(root.path().join(file), "").unwrap();
        }
        let folder = read_generated(root.path(), |_| true).unwrap();
        let found: Vec<_> = folder.iter().map(|(path, _)| path).collect();
        assert_eq!(found, [".rustfmt.toml", ".swp.rs", "lib.rs.orig", "notes.md", "src~/lib.rs", "swp"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let root = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/", root.path().join("src")).unwrap();
        let folder = read_generated(root.path(), |_| true).unwrap();
        assert_eq!(folder.iter().collect::<Vec<_>>(), [("src", &b""[..])]);
    }
}
