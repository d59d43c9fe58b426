//! `README.md` of the generated crate.

use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::{doctest, index_tables, markdown, setter_arguments};
use crate::fileset::MARKER;
use crate::ir::{Api, Operation};

/// The text of the file.
pub(crate) fn text(api: &Api) -> String {
    let mut lines = vec![
        format!("<!-- {MARKER}; edit the spec instead. -->"),
        String::new(),
        format!("# {}", api.package.name),
        String::new(),
        format!("{}.", markdown::cell(api.package.description.trim_end_matches('.'))),
        String::new(),
    ];
    if !api.description.trim().is_empty() {
        lines.extend(markdown::lines(&api.description));
        lines.push(String::new());
    }
    lines.extend(first_example(api));
    lines.push("## Operations".to_owned());
    let name = |operation: &Operation| format!("`{}`", operation.name.pascal);
    lines.extend(index_tables::sections(api, "###", name, |module| format!("`{module}`")));
    lines.extend([
        String::new(),
        "## Rules".to_owned(),
        String::new(),
        "`rules.json` contains the requirements of every operation in a machine-readable form; the docs of each request".to_owned(),
        "show them as a table. Everything in this folder is generated, the `.stderr` files by the compiler.".to_owned(),
    ]);
    lines.push(String::new());
    lines.join("\n")
}

/// The longest example of the operation with the most rules.
fn first_example(api: &Api) -> Vec<String> {
    let operation: Option<&Operation> =
        api.operations.iter().rev().max_by_key(|operation| operation.object.rules.len());
    let Some(operation) = operation.filter(|operation| operation.object.has_fields()) else {
        return Vec::new();
    };
    let Some(longest) = operation.object.examples.iter().max_by_key(|example| example.fields.len()) else {
        return Vec::new();
    };
    let target = BuilderTarget::of_operation(operation);
    let Some(arguments) = setter_arguments::of_path(api, &target) else {
        return Vec::new();
    };
    let mut lines = vec!["```rust".to_owned()];
    let test = doctest::doctest(api, &target, longest, &arguments);
    lines.extend(test.into_iter().skip(1).filter(|line| !line.starts_with("# ")));
    lines.push(String::new());
    lines
}
