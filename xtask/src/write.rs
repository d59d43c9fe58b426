//! The only writer of generated files: outputs with their plans come in, folders on disk change.
//!
//! Every new file is first complete beside the place it goes to; only then are all of them renamed into place. So a
//! full disk or a missing permission leaves everything as it was, and nobody ever reads half a file.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use tempfile::NamedTempFile;

use crate::{
    error::Error,
    output::{Contents, Output},
    workspace,
};

/// Carries out all plans and tells how long it took.
pub(crate) fn apply(outputs: &[Output]) -> Result<Duration, Error> {
    let start = Instant::now();
    let mut stage = Stage::default();
    for output in outputs {
        for path in &output.plan.write {
            stage.add(&output.out.join(path), output.files.get(path).unwrap_or_default())?;
        }
    }
    stage.persist()?;
    for output in outputs {
        remove(output)?;
    }
    Ok(start.elapsed())
}

/// Files that are written but not yet in place. Dropped before `persist`, it takes everything back.
#[derive(Default)]
struct Stage {
    files: Vec<(NamedTempFile, PathBuf)>,
    /// Those that had to be made, outer before inner.
    folders: Vec<PathBuf>,
}

impl Stage {
    fn add(&mut self, path: &Path, text: &str) -> Result<(), Error> {
        let folder = path.parent().unwrap_or(path);
        self.make(folder)?;
        if path.is_dir() {
            return Err(Error::Failed(format!(
                "`{}` is a folder where a generated file belongs; move it elsewhere",
                workspace::shown(path)
            )));
        }
        let mut file = new_file(folder).map_err(Error::io("create a file in", folder))?;
        file.write_all(text.as_bytes()).map_err(Error::io("write a file in", folder))?;
        self.files.push((file, path.to_owned()));
        Ok(())
    }

    fn make(&mut self, folder: &Path) -> Result<(), Error> {
        // A relative path ends in an empty one, which stands for the current folder.
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.make(parent)?;
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
            // Fails for a folder that got files, which is then one to keep.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A temporary file is private by default; a generated one gets the rights of any file its user creates.
fn new_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Removes orphans and the folders that they leave empty, the package's own only when it lost its spec.
fn remove(output: &Output) -> Result<(), Error> {
    let stop = match output.contents {
        Contents::Crate(_) | Contents::HandWritten => Some(output.out.as_path()),
        Contents::Orphan => output.out.parent(),
    };
    for path in output.plan.remove.iter().map(|path| output.out.join(path)) {
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
