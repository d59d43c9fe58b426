//! Examples of the spec as doctests: the chain of setters, and that `from_json` makes the same request of the JSON.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Subject;
use super::{builder, marker, scalar, table};
use crate::ir::{
    Api, Argument, Example, ExampleField, ExampleValue, RESERVED_TYPES, Scalar, TypeDef, TypeKind,
};

/// The section of a request's docs with its examples.
pub(super) fn docs(api: &Api, subject: &Subject<'_>) -> Vec<String> {
    let Some(arguments) = arguments(api, subject) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let head = if subject.object.examples.len() > 1 { "# Examples" } else { "# Example" };
    if subject.object.has_fields() {
        for example in &subject.object.examples {
            let title = example.summary.trim().trim_end_matches('.');
            lines.extend([String::new(), format!("{}:", super::markdown::cell(title)), String::new()]);
            lines.extend(doctest(api, subject, example, &arguments));
        }
    } else {
        lines.push(String::new());
        lines.extend(simple(api, subject, &arguments));
    }
    if !lines.is_empty() {
        lines.splice(0..0, [String::new(), head.to_owned()]);
    }
    lines
}

/// The path arguments as expressions; `None` where the spec gives no example of one.
pub(super) fn arguments(api: &Api, subject: &Subject<'_>) -> Option<Vec<String>> {
    subject.arguments.iter().map(|argument| argument_value(api, argument)).collect()
}

fn argument_value(api: &Api, argument: &Argument) -> Option<String> {
    let text = argument.example.as_ref()?;
    Some(match scalar::id_of(argument.scalar) {
        Some(id) => literal(api.ty(id), text),
        None => format!("{text:?}"),
    })
}

/// A text that is checked while compiling.
fn literal(ty: &TypeDef, text: &str) -> String {
    let check = if matches!(ty.kind, TypeKind::Sid(_)) { "sid" } else { "lit" };
    format!("{check}!({}, {text:?})", ty.name.pascal)
}

/// Hidden first lines of a doctest: everything in scope, and `?` at work.
fn open(api: &Api, subject: &Subject<'_>, fields: &[ExampleField]) -> Vec<String> {
    let krate = api.package.name.replace('-', "_");
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let own = subject.module.0.join("::");
    names.entry(own).or_default().insert(subject.name.pascal.clone());
    let used = fields.iter().map(|field| subject.object.fields[field.field].ty.scalar);
    let of_path = subject.arguments.iter().map(|argument| argument.scalar);
    for ty in of_path.chain(used).filter_map(scalar::id_of).map(|id| api.ty(id)) {
        let plain = match &ty.kind {
            TypeKind::Text { .. } => continue,
            TypeKind::Sid(_) => names.entry(String::new()).or_default().insert("sid".to_owned()),
            TypeKind::Bounded(_) | TypeKind::Checked(_) => {
                names.entry(String::new()).or_default().insert("lit".to_owned())
            }
            _ => true,
        };
        let markers = is_only_marked(api, subject, fields, &ty.name.pascal);
        if !markers || !plain {
            names.entry(ty.module.0.join("::")).or_default().insert(ty.name.pascal.clone());
        }
    }
    for field in fields {
        if let Some((module, marker)) = chosen(api, subject, field) {
            let path = scalar::id_of(subject.object.fields[field.field].ty.scalar).map(|id| api.ty(id));
            let path = path.map_or_else(String::new, |ty| ty.module.0.join("::"));
            let name =
                if is_free(api, subject, fields, &marker) { format!("{module}::{marker}") } else { module };
            names.entry(path).or_default().insert(name);
        }
    }
    let mut lines = vec!["```".to_owned()];
    lines.extend(names.iter().rev().map(|(module, names)| import(&krate, module, names)));
    lines
}

/// The marker that a setter takes, and its module.
fn chosen(api: &Api, subject: &Subject<'_>, example: &ExampleField) -> Option<(String, String)> {
    let value = match example.value {
        ExampleValue::Variant(variant) => variant,
        ExampleValue::Boolean(value) => usize::from(!value),
        _ => return None,
    };
    let marker = marker::values(api, subject.object, example.field).into_iter().nth(value)?.marker;
    let module = marker::module(api, subject.object, example.field).to_string();
    subject.object.is_choice(example.field).then_some((module, marker))
}

/// Whether an example names an enum by its markers and in no other way.
fn is_only_marked(api: &Api, subject: &Subject<'_>, fields: &[ExampleField], name: &str) -> bool {
    let mut of_type = fields.iter().filter(|field| {
        scalar::id_of(subject.object.fields[field.field].ty.scalar)
            .is_some_and(|id| api.ty(id).name.pascal == name)
    });
    of_type.clone().next().is_some() && of_type.all(|field| subject.object.is_choice(field.field))
}

/// Whether a marker can be imported by its own name: it is no other's, and no name of the prelude.
fn is_free(api: &Api, subject: &Subject<'_>, fields: &[ExampleField], variant: &str) -> bool {
    let same =
        fields.iter().filter_map(|field| chosen(api, subject, field)).filter(|(_, name)| name == variant);
    let types = fields.iter().filter_map(|field| scalar::id_of(subject.object.fields[field.field].ty.scalar));
    same.count() == 1
        && !RESERVED_TYPES.contains(&variant)
        && variant != subject.name.pascal
        && types.map(|id| api.ty(id)).all(|ty| ty.name.pascal != variant)
}

fn import(krate: &str, module: &str, names: &BTreeSet<String>) -> String {
    let path = if module.is_empty() { krate.to_owned() } else { format!("{krate}::{module}") };
    let listed: Vec<_> = names.iter().map(String::as_str).collect();
    match listed.as_slice() {
        [name] => format!("use {path}::{name};"),
        names => format!("use {path}::{{{}}};", names.join(", ")),
    }
}

/// One example as a fenced block; lines that start with `# ` are hidden by rustdoc.
pub(super) fn doctest(
    api: &Api,
    subject: &Subject<'_>,
    example: &Example,
    arguments: &[String],
) -> Vec<String> {
    let mut lines = open(api, subject, &example.fields);
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.push(String::new());
    lines.push(format!("let request = {}::builder({})", subject.name.pascal, arguments.join(", ")));
    for field in &example.fields {
        let name = &subject.object.fields[field.field].name.snake;
        lines.push(format!("    .{name}({})", value(api, subject, &example.fields, field)));
    }
    let end = if subject.object.is_checked_late() { "    .build()?;" } else { "    .build();" };
    lines.push(end.to_owned());
    lines.push(format!("# let json = {}?;", from_str(&example.json)));
    let before = arguments.iter().map(|argument| format!("{argument}, ")).collect::<String>();
    lines.push(format!("# assert_eq!({}::from_json({before}&json)?, request);", subject.name.pascal));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// The JSON of an example as a string literal on one line: in a doc comment a line break would end the hidden line.
fn from_str(json: &serde_json::Value) -> String {
    format!("serde_json::from_str::<serde_json::Value>({:?})", json.to_string())
}

fn simple(api: &Api, subject: &Subject<'_>, arguments: &[String]) -> Vec<String> {
    let mut lines = open(api, subject, &[]);
    lines.push(String::new());
    lines.push(format!("let request = {}::new({});", subject.name.pascal, arguments.join(", ")));
    lines.push("```".to_owned());
    lines
}

/// A value as an argument of its setter.
fn value(api: &Api, subject: &Subject<'_>, fields: &[ExampleField], example: &ExampleField) -> String {
    let field = &subject.object.fields[example.field];
    if let Some((module, marker)) = chosen(api, subject, example) {
        return if is_free(api, subject, fields, &marker) { marker } else { format!("{module}::{marker}") };
    }
    match (&example.value, field.ty.scalar) {
        (ExampleValue::Variant(variant), scalar) => {
            let name = &table::variants(api, subject.object, example.field)[*variant].name.pascal;
            let ty = scalar::id_of(scalar).map(|id| api.ty(id));
            ty.map_or_else(|| name.clone(), |ty| format!("{}::{name}", ty.name.pascal))
        }
        (ExampleValue::Text(text), Scalar::Uri) => format!("{text:?}.parse()?"),
        (ExampleValue::Text(text), Scalar::Named(id)) if !scalar::is_text(api, field.ty.scalar) => {
            literal(api.ty(id), text)
        }
        (ExampleValue::Text(text), _) => format!("{text:?}"),
        (ExampleValue::Integer(value), Scalar::Named(id)) if builder::is_bounded(api, field) => {
            format!("lit!({}, {value})", api.ty(id).name.pascal)
        }
        (ExampleValue::Integer(value), _) => value.to_string(),
        (ExampleValue::Number(value), _) => format!("{value:?}"),
        (ExampleValue::Boolean(value), _) => value.to_string(),
        (ExampleValue::Object(value), Scalar::Any) => format!("serde_json::json!({value})"),
        (ExampleValue::Object(value), _) => format!("serde_json::from_str({:?})?", value.to_string()),
    }
}
