//! Reads a spec: every YAML and JSON file of a folder, and of the folders in it.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use flex_codegen::Sources;

use crate::{
    error::Error,
    workspace::{
        display_path::display_path,
        read_dir::{Entry, EntryKind, read_dir},
    },
};

/// Nobody writes a longer spec. Twilio's longest published document has 2 MiB.
pub(crate) const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Reads the files below `spec`. Their paths in the result are relative to it.
pub(crate) fn read_spec(spec: &Path) -> Result<Sources, Error> {
    let root = fs::canonicalize(spec).map_err(Error::io("read folder", spec))?;
    let mut reader = Reader { root, sources: Sources::shown_in(&display_path(spec)), files: 0 };
    reader.folder(spec, "")?;
    if reader.files == 0 {
        return Err(Error::Failed(format!(
            "`{}` has no *.yaml, *.yml or *.json file; name the folder that holds openapi.yaml",
            display_path(spec)
        )));
    }
    Ok(reader.sources)
}

struct Reader {
    /// Without links, to see where a link leads.
    root: PathBuf,
    sources: Sources,
    files: usize,
}

impl Reader {
    fn folder(&mut self, folder: &Path, prefix: &str) -> Result<(), Error> {
        for entry in read_dir(folder)? {
            // Editors keep locks and backups in dot files next to the file that is edited.
            if entry.name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{}", entry.name);
            match entry.kind {
                EntryKind::Folder => self.folder(&entry.path, &format!("{path}/"))?,
                EntryKind::File if is_source(&entry.name) => self.file(&entry, path)?,
                EntryKind::Link => self.link(&entry, path)?,
                EntryKind::File | EntryKind::Other => {}
            }
        }
        Ok(())
    }

    fn file(&mut self, entry: &Entry, path: String) -> Result<(), Error> {
        let file = File::open(&entry.path).map_err(Error::io("open", &entry.path))?;
        let mut text = Vec::new();
        // One byte more than allowed shows that a file is too long, even one that grows meanwhile.
        file.take(MAX_BYTES + 1).read_to_end(&mut text).map_err(Error::io("read", &entry.path))?;
        if text.len() as u64 > MAX_BYTES {
            return Err(Error::Failed(format!(
                "`{}` is longer than {} MiB; split it with `$ref`",
                display_path(&entry.path),
                MAX_BYTES / 1024 / 1024
            )));
        }
        self.sources.insert(path, text);
        self.files += 1;
        Ok(())
    }

    /// A link to a file of the same spec is a second name for it. Any other makes the output depend on what is not in
    /// the spec, or leads around in a circle.
    fn link(&mut self, entry: &Entry, path: String) -> Result<(), Error> {
        let target = fs::canonicalize(&entry.path).map_err(Error::io("follow link", &entry.path))?;
        if target.is_file() && !is_source(&entry.name) {
            return Ok(());
        }
        if target.is_file() && target.starts_with(&self.root) {
            return self.file(entry, path);
        }
        Err(Error::Failed(format!(
            "`{}` is a link to a folder or out of the spec, which is not followed; put a copy in its place",
            display_path(&entry.path)
        )))
    }
}

fn is_source(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["yaml", "yml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(files: &[&str]) -> tempfile::TempDir {
        let spec = tempfile::tempdir().unwrap();
        for file in files {
            let path = spec.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("name: {file}\n")).unwrap();
        }
        spec
    }

    fn count(spec: &tempfile::TempDir) -> Result<usize, String> {
        let root = fs::canonicalize(spec.path()).unwrap();
        let mut reader = Reader { root, sources: Sources::new(), files: 0 };
        reader.folder(spec.path(), "").map(|()| reader.files).map_err(|error| error.to_string())
    }

    #[test]
    fn every_source_below_the_folder_is_read() {
        let spec = spec(&["a.yaml", "v1/b.yml", "v1/x/c.json", "README.md", ".#a.yaml", ".git/d.yaml"]);
        assert_eq!(count(&spec), Ok(3));
    }

    #[test]
    fn a_folder_without_sources_is_an_error() {
        let spec = spec(&["README.md"]);
        assert!(read_spec(spec.path()).err().unwrap().to_string().contains("has no *.yaml"));
        assert!(
            read_spec(&spec.path().join("gone")).err().unwrap().to_string().starts_with("cannot read folder")
        );
    }

    #[test]
    fn a_file_that_is_too_long_is_an_error() {
        let spec = spec(&["a.yaml"]);
        File::create(spec.path().join("b.yaml")).unwrap().set_len(MAX_BYTES + 1).unwrap();
        assert!(count(&spec).unwrap_err().ends_with("b.yaml` is longer than 16 MiB; split it with `$ref`"));
        File::create(spec.path().join("b.yaml")).unwrap().set_len(MAX_BYTES).unwrap();
        assert_eq!(count(&spec), Ok(2));
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside() {
        use std::os::unix::fs::symlink;

        let (spec, other) = (spec(&["a.yaml", "v1/b.yaml"]), spec(&["a.yaml", "README.md"]));
        symlink("../a.yaml", spec.path().join("v1/a.yaml")).unwrap();
        symlink(other.path().join("README.md"), spec.path().join("README.md")).unwrap();
        assert_eq!(count(&spec), Ok(3));
        for (target, name) in [(other.path().join("a.yaml"), "z.yaml"), (spec.path().into(), "z")] {
            symlink(target, spec.path().join(name)).unwrap();
            assert!(count(&spec).unwrap_err().contains("out of the spec"), "{name}");
            fs::remove_file(spec.path().join(name)).unwrap();
        }
    }
}
