//! The rules of the layout. Each gives one sentence for each offence.

use std::collections::{BTreeMap, BTreeSet};

use crate::arrows::Arrows;

/// A folder, or a file without `.rs`, at the top of a package.
pub(crate) struct Layer {
    pub(crate) name: &'static str,
    /// The layers whose items its files may name, apart from their own.
    pub(crate) may_use: &'static [&'static str],
}

/// Circles of files: each file of one leads to each other file of it. The arrows inside are listed.
pub(crate) fn circles(arrows: &Arrows) -> Vec<String> {
    let files: BTreeSet<&str> = arrows.keys().flat_map(|(from, to)| [from.as_str(), to.as_str()]).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        files.iter().map(|file| (*file, reached_from(file, arrows))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for file in files {
        if seen.contains(file) || !reached[file].contains(file) {
            continue;
        }
        let circle: BTreeSet<&str> =
            reached[file].iter().copied().filter(|other| reached[other].contains(file)).collect();
        let inside =
            |(from, to): &(String, String)| circle.contains(from.as_str()) && circle.contains(to.as_str());
        let lines: String = arrows
            .iter()
            .filter(|(arrow, _)| inside(arrow))
            .map(|(arrow, names)| format!("\n  {}", line(arrow, names)))
            .collect();
        found.push(format!("circle of {} files:{lines}", circle.len()));
        seen.extend(circle);
    }
    found
}

fn reached_from<'a>(file: &str, arrows: &'a Arrows) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(next) = open.pop() {
        for (from, to) in arrows.keys() {
            if from == next && reached.insert(to.as_str()) {
                open.push(to);
            }
        }
    }
    reached
}

/// Folders with more than `most` entries. `x.rs` and `x/` are one; the root of a module is none.
pub(crate) fn crowded_folders(files: &BTreeSet<&str>, most: usize) -> Vec<String> {
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files.iter().filter(|file| !is_root(file)) {
        for (at, part) in parts(file) {
            let name = part.strip_suffix(".rs").unwrap_or(part);
            if name != "mod" {
                folders.entry(&file[..at]).or_default().insert(name);
            }
        }
    }
    let crowded = folders.into_iter().filter(|(_, entries)| entries.len() > most);
    let sentence = |(folder, entries): (&str, BTreeSet<&str>)| {
        let entries: Vec<_> = entries.into_iter().collect();
        format!("`/{folder}` has {} entries, more than {most}: {}", entries.len(), entries.join(", "))
    };
    crowded.map(sentence).collect()
}

fn is_root(file: &str) -> bool {
    file == "lib.rs" || file == "main.rs"
}

/// The parts of a path, each with where it starts.
fn parts(file: &str) -> impl Iterator<Item = (usize, &str)> {
    file.split('/').scan(0, |at, part| {
        let start = *at;
        *at += part.len() + 1;
        Some((start, part))
    })
}

/// Arrows from a layer to one that it may not use, and layers that are not there.
pub(crate) fn arrows_against_the_order(
    files: &BTreeSet<&str>,
    arrows: &Arrows,
    layers: &[Layer],
) -> Vec<String> {
    let is_missing = |layer: &&Layer| !files.iter().any(|file| top(file) == layer.name);
    let missing = layers.iter().filter(is_missing).map(|layer| format!("there is no `{}`", layer.name));
    let layer = |file: &str| layers.iter().find(|layer| layer.name == top(file));
    let is_against = |(from, to): &(String, String)| match (layer(from), layer(to)) {
        (Some(from), Some(to)) => from.name != to.name && !from.may_use.contains(&to.name),
        _ => false,
    };
    let against = arrows.iter().filter(|(arrow, _)| is_against(arrow));
    let against = against.map(|(arrow, names)| format!("against the order: {}", line(arrow, names)));
    missing.chain(against).collect()
}

/// The first folder of a path, or the file itself without `.rs`.
fn top(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn line((from, to): &(String, String), names: &BTreeSet<String>) -> String {
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    format!("{from} -> {to}: {}", names.join(", "))
}
