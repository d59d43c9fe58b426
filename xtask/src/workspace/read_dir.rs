//! The entries of a folder, sorted by name so that no output depends on the file system.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{error::Error, workspace::display_path::display_path};

/// One file or folder in a folder.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) kind: EntryKind,
}

/// What an entry is. Links are not followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    Folder,
    File,
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// The entries of `folder`.
pub(crate) fn read_dir(folder: &Path) -> Result<Vec<Entry>, Error> {
    let unreadable = |source| Error::io("read folder", folder)(source);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        let name = entry.file_name().into_string().map_err(|_| {
            Error::Failed(format!("the name of `{}` is not UTF-8; rename it", display_path(&path)))
        })?;
        let kind = entry.file_type().map_err(unreadable)?;
        let kind = match () {
            () if kind.is_symlink() => EntryKind::Link,
            () if kind.is_dir() => EntryKind::Folder,
            () if kind.is_file() => EntryKind::File,
            () => EntryKind::Other,
        };
        entries.push(Entry { name, path, kind });
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}
