//! The table of keywords in `spec/README.md` against the specs there are: no keyword is documented and never used.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

mod support;

use std::collections::BTreeSet;
use std::fs;

use serde_yaml::Value;
use support::{Files, beside, files, folders, root, twilio_flex};

/// Which object stands behind a key of another one; `*` is any key. A list is what its items are.
const OBJECTS: &[(&str, &str, &str)] = &[
    ("Root", "info", "Info"),
    ("Root", "servers", "Server"),
    ("Root", "paths", "Paths"),
    ("Root", "webhooks", "Webhooks"),
    ("Root", "components", "Components"),
    ("Info", "license", "License"),
    ("Components", "securitySchemes", "Security Schemes"),
    ("Security Schemes", "*", "Security Scheme"),
    ("Components", "schemas", "Schemas"),
    ("Schemas", "*", "Schema"),
    ("Components", "parameters", "Parameters"),
    ("Parameters", "*", "Parameter"),
    ("Components", "responses", "Responses"),
    ("Responses", "*", "Response"),
    ("Paths", "*", "Path Item"),
    ("Webhooks", "*", "Webhook"),
    ("Webhook", "post", "Webhook Operation"),
    ("Webhook Operation", "requestBody", "Request Body"),
    ("Path Item", "parameters", "Parameter"),
    ("Path Item", "*", "Operation"),
    ("Operation", "parameters", "Parameter"),
    ("Operation", "externalDocs", "External Documentation"),
    ("Operation", "requestBody", "Request Body"),
    ("Operation", "responses", "Responses"),
    ("Parameter", "schema", "Schema"),
    ("Request Body", "content", "Content"),
    ("Response", "content", "Content"),
    ("Content", "*", "Media Type"),
    ("Media Type", "schema", "Schema"),
    ("Media Type", "examples", "Examples"),
    ("Examples", "*", "Example"),
    ("Schema", "properties", "Schemas"),
    ("Schema", "items", "Schema"),
    ("Schema", "allOf", "Schema"),
    ("Schema", "anyOf", "Schema"),
    ("Schema", "if", "Schema"),
    ("Schema", "then", "Schema"),
    ("Schema", "else", "Schema"),
    ("Schema", "x-advice", "Schema"),
    ("Schema", "x-accessors", "Accessors"),
    ("Accessors", "*", "Accessor"),
    ("Accessor", "schema", "Schema"),
];

#[test]
fn every_documented_keyword_is_used_by_some_spec() {
    let documented = documented();
    assert!(documented.len() > 60, "only {} keywords found in the table", documented.len());
    let used = used();
    let unused: Vec<_> = documented.difference(&used).collect();
    assert!(unused.is_empty(), "documented, but in no spec: {unused:?}");
}

#[test]
fn every_used_keyword_is_documented() {
    // Of these the keys are names, not keywords.
    const NAMES: [&str; 10] = [
        "Paths",
        "Webhooks",
        "Schemas",
        "Parameters",
        "Responses",
        "Content",
        "Examples",
        "Security Schemes",
        "Security",
        "Accessors",
    ];
    let documented = documented();
    let used = used().into_iter().filter(|(object, _)| !NAMES.contains(&object.as_str()));
    let unknown: Vec<_> = used.filter(|keyword| !documented.contains(keyword)).collect();
    assert!(unknown.is_empty(), "in a spec, but not documented: {unknown:?}");
}

/// Object and keyword of each row of the table; a row may hold several keywords.
fn documented() -> BTreeSet<(String, String)> {
    let readme = fs::read_to_string(root().join("spec/README.md")).unwrap();
    let (_, table) = readme.split_once("<!-- keywords:begin -->").unwrap();
    let (table, _) = table.split_once("<!-- keywords:end -->").unwrap();
    let mut keywords = BTreeSet::new();
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let [_, names, object, ..] = cells.as_slice() else { panic!("{row}") };
        // Between backticks stands every second piece.
        for name in names.split('`').skip(1).step_by(2) {
            keywords.insert(((*object).to_owned(), name.to_owned()));
        }
    }
    keywords
}

/// Object and keyword of everything that stands in a golden spec or in that of Twilio Flex.
fn used() -> BTreeSet<(String, String)> {
    let mut specs: Vec<Files> = vec![twilio_flex()];
    specs.extend(
        folders(&beside("golden")).iter().map(|name| files(&beside("golden").join(name).join("spec"))),
    );
    let mut used = BTreeSet::new();
    for (path, bytes) in specs.into_iter().flatten() {
        // These two describe nothing.
        if !["codegen.yaml", "differences.yaml"].contains(&path.as_str()) {
            let tree: Value = serde_yaml::from_slice(&bytes).unwrap();
            collect("Root", &tree, &mut used);
        }
    }
    used
}

fn collect(object: &str, value: &Value, used: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Sequence(items) => items.iter().for_each(|item| collect(object, item, used)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let Some(key) = key.as_str() else { continue };
                used.insert((object.to_owned(), key.to_owned()));
                let inner = OBJECTS.iter().find(|(of, name, _)| *of == object && [key, "*"].contains(name));
                if let Some((_, _, inner)) = inner {
                    collect(inner, value, used);
                }
            }
        }
        _ => {}
    }
}
