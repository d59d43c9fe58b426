//! One folder's entries: a path comes in, its entries go out, sorted by name so that no output depends on the disk.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{error::Error, workspace::display_path::display_path};

/// One file or folder in a folder.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) kind: Kind,
}

/// What an entry is, links not followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Folder,
    File,
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// The entries of `folder`.
pub(crate) fn entries(folder: &Path) -> Result<Vec<Entry>, Error> {
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
            () if kind.is_symlink() => Kind::Link,
            () if kind.is_dir() => Kind::Folder,
            () if kind.is_file() => Kind::File,
            () => Kind::Other,
        };
        entries.push(Entry { name, path, kind });
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}
