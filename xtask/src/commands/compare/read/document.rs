//! Documents with references, read from a JSON file or a folder of YAML files.
//!
//! A file of Twilio's is whatever somebody downloaded: whatever is wrong with it is an error that names the place.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use flex_codegen::Sources;
use serde_json::{Map, Value};

use crate::cli::escape::escape;
use crate::error::Error;
use crate::workspace::{display_path::display_path, read_spec::MAX_BYTES};

/// The files of one side.
pub(crate) struct Description {
    files: BTreeMap<String, Value>,
    root: String,
    /// The start of every path in a message.
    folder: String,
    /// The file and the pointer of each reference that was followed.
    followed: RefCell<BTreeSet<(String, String)>>,
}

/// A value in a file.
#[derive(Clone)]
pub(crate) struct Node<'l> {
    description: &'l Description,
    file: &'l str,
    pointer: String,
    value: &'l Value,
}

impl Description {
    /// One JSON file, whose references stay inside.
    pub(crate) fn file(path: &Path) -> Result<Self, Error> {
        let shown = display_path(path);
        let file = File::open(path).map_err(Error::io("open", path))?;
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(Error::io("read", path))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Error::Failed(format!("`{shown}` is longer than {} MiB", MAX_BYTES / 1024 / 1024)));
        }
        let value = serde_json::from_slice(&bytes).map_err(|error| {
            Error::Failed(format!(
                "`{shown}` is not JSON: {error}; give a file of the folder spec/json of twilio/twilio-oai"
            ))
        })?;
        Ok(Self::new(String::new(), shown.clone(), BTreeMap::from([(shown, value)])))
    }

    /// The file `root` of a folder, and every file that it refers to.
    pub(crate) fn folder(shown: &str, root: &str, sources: &Sources) -> Result<Self, Error> {
        let (mut files, mut open) = (BTreeMap::new(), vec![root.to_owned()]);
        while let Some(name) = open.pop() {
            if files.contains_key(&name) {
                continue;
            }
            let Some(text) = sources.get(&name) else {
                return Err(Error::Failed(format!("`{shown}/{name}` is not there, or is not UTF-8")));
            };
            let value: Value = serde_yaml::from_str(text)
                .map_err(|error| Error::Failed(format!("`{shown}/{name}` cannot be read: {error}")))?;
            let mut references = Vec::new();
            references_in(&value, &mut references);
            open.extend(references.iter().filter_map(|reference| Some(joined(&name, reference)?.0)));
            files.insert(name, value);
        }
        Ok(Self::new(format!("{shown}/"), root.to_owned(), files))
    }

    fn new(folder: String, root: String, files: BTreeMap<String, Value>) -> Self {
        Self { files, root, folder, followed: RefCell::default() }
    }

    /// The root of the first file.
    pub(crate) fn root(&self) -> Node<'_> {
        let value = self.files.get(&self.root).unwrap_or(&Value::Null);
        Node { description: self, file: &self.root, pointer: String::new(), value }
    }

    /// How many schemas are under `components` of the first file, and how many of them no reference led to.
    pub(crate) fn components(&self) -> (usize, usize) {
        let schemas = self.root().value.pointer("/components/schemas").and_then(Value::as_object);
        let followed = self.followed.borrow();
        let reached = |name: &String| {
            let pointer = format!("/components/schemas/{}", escaped(name));
            followed.contains(&(self.root.clone(), pointer))
        };
        let all = schemas.map_or(0, Map::len);
        let unreachable = schemas.map_or(0, |schemas| schemas.keys().filter(|name| !reached(name)).count());
        (all, unreachable)
    }
}

impl<'l> Node<'l> {
    /// The value itself.
    pub(crate) fn value(&self) -> &'l Value {
        self.value
    }

    /// A member of an object, if it is there.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        Some(self.child(key, self.value.get(key)?))
    }

    /// The members of an object.
    pub(crate) fn members(&self) -> Result<Vec<(&'l str, Self)>, Error> {
        let object = self.value.as_object().ok_or_else(|| self.error("is not an object"))?;
        Ok(object.iter().map(|(key, value)| (key.as_str(), self.child(key, value))).collect())
    }

    /// The members of the object at `key`, if it is there.
    pub(crate) fn members_of(&self, key: &str) -> Result<Vec<(&'l str, Self)>, Error> {
        self.get(key).map_or(Ok(Vec::new()), |node| node.members())
    }

    /// The items of the list at `key`, if it is there.
    pub(crate) fn items_of(&self, key: &str) -> Result<Vec<Self>, Error> {
        let Some(list) = self.get(key) else { return Ok(Vec::new()) };
        let items = list.value.as_array().ok_or_else(|| list.error("is not a list"))?;
        Ok(items.iter().enumerate().map(|(n, item)| list.child(&n.to_string(), item)).collect())
    }

    /// The text at `key`, if it is there.
    pub(crate) fn text_of(&self, key: &str) -> Result<Option<&'l str>, Error> {
        self.get(key).map(|node| node.text()).transpose()
    }

    /// A text.
    pub(crate) fn text(&self) -> Result<&'l str, Error> {
        self.value.as_str().ok_or_else(|| self.error("is not a string"))
    }

    /// Whether the flag at `key` is there and set.
    pub(crate) fn flag(&self, key: &str) -> Result<bool, Error> {
        let Some(node) = self.get(key) else { return Ok(false) };
        node.value.as_bool().ok_or_else(|| node.error("is neither true nor false"))
    }

    /// What this refers to, if it is a reference.
    pub(crate) fn target(&self) -> Result<Option<Self>, Error> {
        let Some(reference) = self.get("$ref") else { return Ok(None) };
        let text = reference.text()?;
        let lost = || reference.error(&format!("points to nothing: `{text}`"));
        let (file, pointer) = joined(self.file, text).ok_or_else(lost)?;
        let (file, root) = self.description.files.get_key_value(&file).ok_or_else(lost)?;
        let value = root.pointer(&pointer).ok_or_else(lost)?;
        self.description.followed.borrow_mut().insert((file.clone(), pointer.clone()));
        Ok(Some(Self { description: self.description, file, pointer, value }))
    }

    /// What this refers to in one or more steps, or itself.
    pub(crate) fn resolved(&self) -> Result<Self, Error> {
        let mut node = self.clone();
        for _ in 0..16 {
            match node.target()? {
                Some(target) => node = target,
                None => return Ok(node),
            }
        }
        Err(self.error("follows references without end"))
    }

    /// The file and the pointer, which no other value has.
    pub(crate) fn place(&self) -> (&'l str, &str) {
        (self.file, &self.pointer)
    }

    /// An error about this value.
    pub(crate) fn error(&self, what: &str) -> Error {
        let place = format!("{}{}#{}", self.description.folder, self.file, self.pointer);
        Error::Failed(escape(&format!("`{place}` {what}")))
    }

    fn child(&self, key: &str, value: &'l Value) -> Self {
        let pointer = format!("{}/{}", self.pointer, escaped(key));
        Self { description: self.description, file: self.file, pointer, value }
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn references_in<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str));
            object.values().for_each(|value| references_in(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references_in(value, found)),
        _ => {}
    }
}

/// The file and the pointer of a `reference` in `file`.
fn joined(file: &str, reference: &str) -> Option<(String, String)> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let pointer = decoded(fragment)?;
    if path.is_empty() {
        return Some((file.to_owned(), pointer));
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), pointer))
}

/// A fragment with its `%7B` as `{`. None if that is not UTF-8, or no escape.
fn decoded(fragment: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        let byte = if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_relative_to_its_file() {
        let pair = |file: &str, pointer: &str| Some((file.to_owned(), pointer.to_owned()));
        assert_eq!(joined("v1/a.yaml", "#/x"), pair("v1/a.yaml", "/x"));
        assert_eq!(joined("v1/a.yaml", "../common/b.yaml#/x/y"), pair("common/b.yaml", "/x/y"));
        assert_eq!(
            joined("a.yaml", "v1/./b.yaml#/paths/~1v1~1X~1%7BSid%7D"),
            pair("v1/b.yaml", "/paths/~1v1~1X~1{Sid}")
        );
        for reference in ["../../c.yaml#/x", "#/%", "#/%7", "#/%zz", "#/%ff"] {
            assert_eq!(joined("v1/a.yaml", reference), None, "{reference}");
        }
    }
}
