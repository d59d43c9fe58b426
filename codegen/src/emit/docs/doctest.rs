//! Examples of the spec as doctests: a chain of setters, and a hidden check that `from_json` makes the same request.

use super::doctest_scope::{Scope, built};
use super::{markdown, setter_arguments};
use crate::emit::builder::target::BuilderTarget;
use crate::ir::{Api, Example, ExampleValue, clear_method, null_setter};

/// The section of a request's docs with its examples.
pub(crate) fn docs(api: &Api, target: &BuilderTarget<'_>) -> Vec<String> {
    let Some(arguments) = setter_arguments::of_path(api, target) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let head = if target.object.examples.len() > 1 { "# Examples" } else { "# Example" };
    if target.has_builder() {
        for example in &target.object.examples {
            let title = example.summary.trim().trim_end_matches('.');
            lines.extend([String::new(), format!("{}:", markdown::cell(title)), String::new()]);
            lines.extend(doctest(api, target, example, &arguments));
        }
    } else {
        lines.push(String::new());
        lines.extend(without_fields(api, target, &arguments));
    }
    if !lines.is_empty() {
        lines.splice(0..0, [String::new(), head.to_owned()]);
    }
    lines
}

/// One example as a fenced block; lines that start with `# ` are hidden by rustdoc.
pub(crate) fn doctest(
    api: &Api,
    target: &BuilderTarget<'_>,
    example: &Example,
    arguments: &[String],
) -> Vec<String> {
    let scope = Scope::of_example(api, target, example);
    let mut lines = scope.opening_lines(api);
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.push(String::new());
    let variable = if target.is_request() { "request" } else { &target.name.snake };
    let mut chain = chain(api, target, example, arguments, &scope);
    chain[0].insert_str(0, &format!("let {variable} = "));
    lines.extend(chain);
    if let Some(end) = lines.last_mut() {
        end.push(';');
    }
    lines.push(format!("# let json = {}?;", from_str(&example.json)));
    let before = arguments.iter().map(|argument| format!("{argument}, ")).collect::<String>();
    lines.push(format!("# assert_eq!({}::from_json({before}&json)?, {variable});", target.name.pascal));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// A chain of setters, a line for each call; the lines of a nested object are indented as rustfmt does it.
fn chain(
    api: &Api,
    target: &BuilderTarget<'_>,
    example: &Example,
    arguments: &[String],
    scope: &Scope<'_>,
) -> Vec<String> {
    let mut lines = vec![format!("{}::builder({})", target.name.pascal, arguments.join(", "))];
    for field in &example.fields {
        let name = &target.object.fields[field.field].name.snake;
        let inner: Vec<_> = built(api, target.object, field)
            .into_iter()
            .map(|(nested, example)| chain(api, &nested, example, &[], scope))
            .collect();
        match (inner.as_slice(), &field.value) {
            ([], ExampleValue::Null) => lines.push(format!("    .{}()", null_setter(name))),
            (_, ExampleValue::Cleared) => lines.push(format!("    .{}()", clear_method(name))),
            ([], _) => lines.push(format!(
                "    .{name}({})",
                setter_arguments::of_field(api, target.object, field, scope)
            )),
            (items, ExampleValue::List(_)) => lines.extend(call(name, ("[", "]"), items)),
            (items, _) => lines.extend(call(name, ("", ""), items)),
        }
    }
    for (name, value) in &example.members {
        lines.push(format!("    .member({name:?}, {})?", setter_arguments::of_member(value)));
    }
    lines.push(if target.object.is_checked_late() { "    .build()?" } else { "    .build()" }.to_owned());
    lines
}

/// A setter with objects as its argument, between brackets if they are a list.
fn call(name: &str, (open, close): (&str, &str), items: &[Vec<String>]) -> Vec<String> {
    let items: Vec<_> = items.iter().map(|item| on_one_line(item)).collect();
    if let [item] = items.as_slice()
        && let [line] = item.as_slice()
    {
        return vec![format!("    .{name}({open}{line}{close})")];
    }
    let mut lines = vec![format!("    .{name}({open}")];
    for item in items {
        lines.extend(item.iter().map(|line| format!("        {line}")));
        if let Some(end) = lines.last_mut() {
            end.push(',');
        }
    }
    lines.push(format!("    {close})"));
    lines
}

/// A chain on one line, if it is short and has no nested objects.
fn on_one_line(chain: &[String]) -> Vec<String> {
    let flat = chain.iter().skip(1).all(|line| line.starts_with("    ."));
    let whole: String = chain.iter().map(|line| line.trim_start()).collect();
    if flat && whole.chars().count() <= SHORT { vec![whole] } else { chain.to_vec() }
}

/// The length up to which a chain is on one line.
const SHORT: usize = 60;

/// The JSON of an example as a string literal on one line: in a doc comment a line break would end the hidden line.
fn from_str(json: &serde_json::Value) -> String {
    format!("serde_json::from_str::<serde_json::Value>({:?})", json.to_string())
}

/// A request that has nothing to set.
fn without_fields(api: &Api, target: &BuilderTarget<'_>, arguments: &[String]) -> Vec<String> {
    let mut lines = Scope::of_request(target).opening_lines(api);
    lines.push(String::new());
    lines.push(format!("let request = {}::new({});", target.name.pascal, arguments.join(", ")));
    lines.push("```".to_owned());
    lines
}
