//! The tables of operations and modules, for the docs of the crate, the docs of its modules and the README.

use super::{markdown, title};
use crate::ir::{Api, Module, Operation, Resource};

/// A table of operations, each with a name made by `link`.
pub(crate) fn operations<'a>(
    operations: impl IntoIterator<Item = &'a Operation>,
    link: impl Fn(&Operation) -> String,
) -> Vec<String> {
    let mut lines = vec!["| request | description | HTTP |".to_owned(), "|---|---|---|".to_owned()];
    for each in operations {
        let call = format!("`{} {}`", each.method.as_str(), each.path);
        lines.push(format!("| {} | {} | {call} |", link(each), title::of_operation(each)));
    }
    lines
}

/// All operations: a heading, the module and its feature, and a table for each resource.
pub(crate) fn sections(
    api: &Api,
    heading: &str,
    link: impl Fn(&Operation) -> String,
    module: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut lines = Vec::new();
    if !api.features.is_empty() {
        lines.extend([
            String::new(),
            "Groups of resources are Cargo features, all of which are on by default. With `default-features = false`,"
                .to_owned(),
            "name the ones you need; a feature turns on the others that it requires.".to_owned(),
        ]);
    }
    let mut shown: Vec<&Module> = Vec::new();
    for first in &api.operations {
        if shown.contains(&&first.module) {
            continue;
        }
        shown.push(&first.module);
        let path = first.module.0.join("::");
        let title = title::of_resource(api, &first.module).unwrap_or_else(|| format!("`{path}`"));
        let feature = api.feature(&first.module).map(|name| format!(", with the feature `{name}`"));
        lines.extend([String::new(), format!("{heading} {title}"), String::new()]);
        lines.extend([format!("In {}{}:", module(&path), feature.unwrap_or_default()), String::new()]);
        let operations_of = api.operations.iter().filter(|operation| operation.module == first.module);
        lines.extend(operations(operations_of, &link));
    }
    lines
}

/// How the docs of a module begin: its title (`otherwise` if it has none), its description and its feature.
pub(crate) fn about(api: &Api, module: &Module, otherwise: String) -> Vec<String> {
    let mut lines = vec![title::of_resource(api, module).map_or(otherwise, |title| format!("{title}."))];
    let description = api.resource(module).map_or("", |resource| resource.description.trim());
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(markdown::lines(description));
    }
    if let Some(feature) = api.feature(module) {
        lines.extend([String::new(), format!("Requires the feature `{feature}`, which is on by default.")]);
    }
    lines
}

/// A table of the child modules of a module.
pub(crate) fn modules(api: &Api, parent: &Module, names: &[String]) -> Vec<String> {
    let mut lines = vec!["| module | contents |".to_owned(), "|---|---|".to_owned()];
    for name in names {
        let module = Module([parent.0.as_slice(), std::slice::from_ref(name)].concat());
        lines.push(format!("| {} | {} |", link_to_module(name), contents(api, &module)));
    }
    lines
}

/// A link to a module in rustdoc, unambiguous if a macro has the same name.
pub(crate) fn link_to_module(path: &str) -> String {
    if path.contains("::") { format!("[`{path}`]") } else { format!("[`mod@{path}`]") }
}

/// The contents of a module in a few words: its title, its operations, or its child modules.
fn contents(api: &Api, module: &Module) -> String {
    if let Some(title) = title::of_resource(api, module) {
        return title;
    }
    let operations = api.operations.iter().filter(|operation| operation.module == *module);
    let titles: Vec<String> = operations.map(title::of_operation).collect();
    if !titles.is_empty() {
        return titles.join(", ");
    }
    let below = |resource: &&Resource| {
        resource.module.0.starts_with(&module.0) && resource.module.0.len() == module.0.len() + 1
    };
    let name = |resource: &Resource| {
        let own = resource.module.0.last().map_or("", String::as_str);
        title::of_resource(api, &resource.module).unwrap_or_else(|| format!("`{own}`"))
    };
    let below: Vec<String> = api.resources.iter().filter(below).map(name).collect();
    if below.is_empty() { "Types".to_owned() } else { below.join(", ") }
}
