//! Workspaces for generated crates: in go crates as files in memory, out comes a folder that Cargo can build.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Files, expect, root, scratch};

/// A folder with a manifest like the one of this project, and crates below it.
///
/// It stays after the test, and so does what is built from it: a second run finds nothing new to compile.
pub(crate) struct Workspace {
    pub(crate) folder: PathBuf,
    /// Whether clippy compiles it, so that what is built is linted without being compiled once more.
    pub(crate) linted: bool,
}

impl Workspace {
    /// The workspace `name` with these crates, whatever it held before.
    pub(crate) fn new(name: &str, crates: &[(String, Files)]) -> Self {
        let folder = scratch(name);
        let mut files = Files::from([("Cargo.toml".to_owned(), manifest(crates).into_bytes())]);
        // The versions this project was tested with: nothing is looked up, nothing new is downloaded.
        for name in ["Cargo.lock", "rust-toolchain.toml", ".clippy.toml"] {
            files.insert(name.to_owned(), fs::read(root().join(name)).unwrap());
        }
        for (name, of_crate) in crates {
            files.extend(of_crate.iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes.clone())));
        }
        expect::write(&folder, &files);
        Self { folder, linted: false }
    }

    /// The same, compiled by clippy.
    pub(crate) fn linted(self) -> Self {
        Self { linted: true, ..self }
    }
}

/// The manifest of this project with other members. Paths lead to this checkout, profiles are left out: speed of the
/// compiler is all that counts here.
fn manifest(crates: &[(String, Files)]) -> String {
    let text = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut manifest = String::new();
    let mut section = "";
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        }
        if line.starts_with("members") {
            let names: Vec<_> = crates.iter().map(|(name, _)| name.as_str()).collect();
            manifest.push_str(&format!("members = {names:?}\n"));
        } else if !section.starts_with("[profile") {
            manifest.push_str(&absolute(line));
            manifest.push('\n');
        }
    }
    for (name, files) in crates {
        let own = String::from_utf8_lossy(&files["Cargo.toml"]);
        let features = groups(&own);
        let dependency = format!("{{ path = {name:?}, default-features = false, features = [{features}] }}");
        manifest = manifest.replacen(
            "[workspace.dependencies]\n",
            &format!("[workspace.dependencies]\n{name} = {dependency}\n"),
            1,
        );
    }
    manifest.push_str("[profile.dev]\ndebug = false\nincremental = false\n");
    assert!(manifest.contains("[workspace.package]") && manifest.contains("[workspace.lints.rust]"));
    manifest
}

/// The groups of resources of a generated crate: what it has by default but for a client, which would bring a hundred packages.
pub(crate) fn groups(manifest: &str) -> &str {
    let default = manifest.split_once("default = [\"reqwest\", \"rustls\"");
    let groups = default.and_then(|(_, rest)| rest.split_once(']'));
    groups.map_or("", |(groups, _)| groups.trim_start_matches(", "))
}

/// `path = "codegen"` as a path that holds everywhere.
fn absolute(line: &str) -> String {
    let Some((before, rest)) = line.split_once("path = \"") else { return line.to_owned() };
    let (path, after) = rest.split_once('"').unwrap();
    let path = serde_json::Value::from(root().join(Path::new(path)).to_str().unwrap());
    format!("{before}path = {path}{after}")
}

/// A file with other files as modules.
pub(crate) fn modules(head: &str, paths: impl Iterator<Item = String>) -> Vec<u8> {
    let mut text = head.to_owned();
    for (number, path) in paths.enumerate() {
        text.push_str(&format!("\n#[path = {path:?}]\nmod case_{number};\n"));
    }
    text.into_bytes()
}
