//! Writes generated files. Nothing else does.
//!
//! Each file is first written in full under a temporary name in its folder; only then are all of them renamed. So a
//! full disk or a missing permission leaves everything as it was, and nobody ever reads half a file.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use tempfile::NamedTempFile;

use crate::{
    commands::codegen::package_plan::{Contents, PackagePlan},
    error::Error,
    workspace::display_path::display_path,
};

/// Carries out all plans. Returns how long it took.
pub(crate) fn apply(packages: &[PackagePlan]) -> Result<Duration, Error> {
    let start = Instant::now();
    let mut stage = Stage::default();
    for package in packages {
        for path in &package.plan.write {
            stage.add(&package.folder.join(path), package.files.get(path).unwrap_or_default())?;
        }
    }
    stage.persist()?;
    for package in packages {
        remove(package)?;
    }
    Ok(start.elapsed())
}

/// Files that are written but not renamed yet. Everything is undone if it is dropped before `persist`.
#[derive(Default)]
struct Stage {
    files: Vec<(NamedTempFile, PathBuf)>,
    /// Those that had to be created, outer before inner.
    folders: Vec<PathBuf>,
}

impl Stage {
    fn add(&mut self, path: &Path, text: &str) -> Result<(), Error> {
        let folder = path.parent().unwrap_or(path);
        self.create_folder(folder)?;
        if path.is_dir() {
            return Err(Error::Failed(format!(
                "`{}` is a folder where a generated file belongs; move it elsewhere",
                display_path(path)
            )));
        }
        let mut file = new_file(folder).map_err(Error::io("create a file in", folder))?;
        file.write_all(text.as_bytes()).map_err(Error::io("write a file in", folder))?;
        self.files.push((file, path.to_owned()));
        Ok(())
    }

    fn create_folder(&mut self, folder: &Path) -> Result<(), Error> {
        // The outermost parent of a relative path is empty: the current folder.
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.create_folder(parent)?;
        }
        match fs::create_dir(folder) {
            Ok(()) => self.folders.push(folder.to_owned()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) => return Err(Error::io("create folder", folder)(error)),
        }
        Ok(())
    }

    fn persist(mut self) -> Result<(), Error> {
        for (file, path) in std::mem::take(&mut self.files) {
            file.persist(&path).map_err(|error| Error::io("replace", &path)(error.error))?;
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.files.clear();
        for folder in self.folders.iter().rev() {
            // Fails for a folder with files in it, which is one to keep.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A temporary file is private by default; a generated one gets the permissions of any file that the user creates.
fn new_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Removes orphans and the folders that they leave empty; the folder of the package only if it has no spec any more.
fn remove(package: &PackagePlan) -> Result<(), Error> {
    let stop = match package.contents {
        Contents::Crate(_) | Contents::HandWritten => Some(package.folder.as_path()),
        Contents::Orphan => package.folder.parent(),
    };
    for path in package.plan.remove.iter().map(|path| package.folder.join(path)) {
        fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        let emptied = path.ancestors().skip(1).take_while(|folder| Some(*folder) != stop);
        for folder in emptied {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_that_is_given_up_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("file"), "by hand").unwrap();
        let mut stage = Stage::default();
        stage.add(&root.path().join("a/b/c.rs"), "text").unwrap();
        let error = stage.add(&root.path().join("file/c.rs"), "text").unwrap_err().to_string();
        assert!(error.starts_with("cannot create folder"), "{error}");
        drop(stage);
        let left: Vec<_> =
            fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["file"]);
    }

    #[test]
    fn a_persisted_stage_leaves_the_files_and_no_others() {
        let root = tempfile::tempdir().unwrap();
        let mut stage = Stage::default();
        stage.add(&root.path().join("a/b.rs"), "text").unwrap();
        stage.persist().unwrap();
        assert_eq!(fs::read_to_string(root.path().join("a/b.rs")).unwrap(), "text");
        assert_eq!(fs::read_dir(root.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_in_the_way_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a.rs")).unwrap();
        let error = Stage::default().add(&root.path().join("a.rs"), "text").unwrap_err().to_string();
        assert!(error.contains("is a folder where a generated file belongs"), "{error}");
    }
}
