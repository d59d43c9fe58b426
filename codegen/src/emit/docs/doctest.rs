//! Examples of the spec as doctests: the chain of setters, and that `from_json` makes the same request of the JSON.

use std::collections::{BTreeMap, BTreeSet};

use super::decision_table;
use crate::emit::builder::markers;
use crate::emit::builder::target::Subject;
use crate::emit::types::field_type;
use crate::ir::{
    Api, Example, ExampleField, ExampleValue, Field, PathParameter, RESERVED_TYPES, RequestObject, Scalar,
    TypeDef, TypeKind,
};

/// The section of a request's docs with its examples.
pub(crate) fn docs(api: &Api, subject: &Subject<'_>) -> Vec<String> {
    let Some(arguments) = arguments(api, subject) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let head = if subject.object.examples.len() > 1 { "# Examples" } else { "# Example" };
    if subject.has_builder() {
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
pub(crate) fn arguments(api: &Api, subject: &Subject<'_>) -> Option<Vec<String>> {
    subject.arguments.iter().map(|argument| argument_value(api, argument)).collect()
}

fn argument_value(api: &Api, argument: &PathParameter) -> Option<String> {
    let text = argument.example.as_ref()?;
    Some(match field_type::id_of(argument.scalar) {
        Some(id) => literal(api.ty(id), text),
        None => format!("{text:?}"),
    })
}

/// A text that is checked while compiling.
fn literal(ty: &TypeDef, text: &str) -> String {
    let check = if matches!(ty.kind, TypeKind::Sid(_)) { "sid" } else { "lit" };
    format!("{check}!({}, {text:?})", ty.name.pascal)
}

/// A value of an example, with the object that it belongs to: the subject itself, or one inside of it.
type Use<'e> = (&'e RequestObject, &'e ExampleField);

/// Every value of an example, those of objects inside included.
fn uses<'e>(api: &'e Api, object: &'e RequestObject, example: &'e Example) -> Vec<Use<'e>> {
    let mut all = Vec::new();
    for value in &example.fields {
        all.push((object, value));
        for (inner, part) in parts(api, object, value) {
            all.extend(uses(api, inner.object, part));
        }
    }
    all
}

/// The objects that are the value of a field, or the items of it.
fn parts<'e>(
    api: &'e Api,
    object: &RequestObject,
    value: &'e ExampleField,
) -> Vec<(Subject<'e>, &'e Example)> {
    let id = field_type::id_of(object.fields[value.field].ty.scalar);
    let Some(subject) = id.and_then(|id| Subject::of_type(api.ty(id))) else { return Vec::new() };
    let values = match &value.value {
        ExampleValue::List(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    let built = values.iter().filter_map(|value| match value {
        ExampleValue::Built(example) => Some((subject, example)),
        _ => None,
    });
    built.collect()
}

/// Hidden first lines of a doctest: everything in scope, and `?` at work.
fn open(api: &Api, subject: &Subject<'_>, uses: &[Use<'_>]) -> Vec<String> {
    let krate = api.crate_name();
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let own = subject.module.0.join("::");
    names.entry(own).or_default().insert(subject.name.pascal.clone());
    let of_fields = uses.iter().map(|(object, field)| object.fields[field.field].ty.scalar);
    let of_path = subject.arguments.iter().map(|argument| argument.scalar);
    for ty in of_path.chain(of_fields).filter_map(field_type::id_of).map(|id| api.ty(id)) {
        let plain = match &ty.kind {
            TypeKind::String { .. } => continue,
            TypeKind::Sid(_) => names.entry(String::new()).or_default().insert("sid".to_owned()),
            TypeKind::BoundedInteger(_) | TypeKind::ConstrainedString(_) => {
                names.entry(String::new()).or_default().insert("lit".to_owned())
            }
            _ => true,
        };
        let markers = is_only_marked(api, uses, &ty.name.pascal);
        if !markers || !plain {
            names.entry(ty.module.0.join("::")).or_default().insert(ty.name.pascal.clone());
        }
    }
    if uses.iter().any(|(object, field)| object.fields[field.field].ty.scalar == Scalar::Number) {
        names.entry(String::new()).or_default().extend(["lit", "Number"].map(str::to_owned));
    }
    for (object, field) in uses {
        if let Some((module, marker)) = chosen(api, object, field) {
            let path = field_type::id_of(object.fields[field.field].ty.scalar).map(|id| api.ty(id));
            let path = path.map_or_else(String::new, |ty| ty.module.0.join("::"));
            let name =
                if is_free(api, subject, uses, &marker) { format!("{module}::{marker}") } else { module };
            names.entry(path).or_default().insert(name);
        }
    }
    let mut lines = vec!["```".to_owned()];
    lines.extend(names.iter().rev().map(|(module, names)| import(&krate, module, names)));
    lines
}

/// The marker that a setter takes, and its module.
fn chosen(api: &Api, object: &RequestObject, example: &ExampleField) -> Option<(String, String)> {
    let value = match example.value {
        ExampleValue::Variant(variant) => variant,
        ExampleValue::Boolean(value) => usize::from(!value),
        _ => return None,
    };
    let marker = markers::values(api, object, example.field).into_iter().nth(value)?.marker;
    let module = markers::module(api, object, example.field).to_string();
    object.holds_marker(example.field).then_some((module, marker))
}

/// Whether an example names an enum by its markers and in no other way.
fn is_only_marked(api: &Api, uses: &[Use<'_>], name: &str) -> bool {
    let mut of_type = uses.iter().filter(|(object, field)| {
        field_type::id_of(object.fields[field.field].ty.scalar)
            .is_some_and(|id| api.ty(id).name.pascal == name)
    });
    of_type.clone().next().is_some() && of_type.all(|(object, field)| object.holds_marker(field.field))
}

/// Whether a marker can be imported by its own name: it is no other's, and no name of the prelude.
fn is_free(api: &Api, subject: &Subject<'_>, uses: &[Use<'_>], variant: &str) -> bool {
    let same = uses
        .iter()
        .filter_map(|(object, field)| chosen(api, object, field))
        .filter(|(_, name)| name == variant);
    let types =
        uses.iter().filter_map(|(object, field)| field_type::id_of(object.fields[field.field].ty.scalar));
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
pub(crate) fn doctest(
    api: &Api,
    subject: &Subject<'_>,
    example: &Example,
    arguments: &[String],
) -> Vec<String> {
    let uses = uses(api, subject.object, example);
    let mut lines = open(api, subject, &uses);
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.push(String::new());
    let variable = if subject.is_sent() { "request" } else { &subject.name.snake };
    let mut chain = chain(api, subject, example, arguments, &Scope { subject, uses: &uses });
    chain[0].insert_str(0, &format!("let {variable} = "));
    lines.extend(chain);
    if let Some(end) = lines.last_mut() {
        end.push(';');
    }
    lines.push(format!("# let json = {}?;", from_str(&example.json)));
    let before = arguments.iter().map(|argument| format!("{argument}, ")).collect::<String>();
    lines.push(format!("# assert_eq!({}::from_json({before}&json)?, {variable});", subject.name.pascal));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// What stands in one doctest together.
struct Scope<'s> {
    subject: &'s Subject<'s>,
    uses: &'s [Use<'s>],
}

/// A chain of setters, a line for each call; the lines of an object inside are indented as rustfmt does it.
fn chain(
    api: &Api,
    subject: &Subject<'_>,
    example: &Example,
    arguments: &[String],
    scope: &Scope<'_>,
) -> Vec<String> {
    let mut lines = vec![format!("{}::builder({})", subject.name.pascal, arguments.join(", "))];
    for field in &example.fields {
        let name = &subject.object.fields[field.field].name.snake;
        let inner: Vec<_> = parts(api, subject.object, field)
            .into_iter()
            .map(|(inner, part)| chain(api, &inner, part, &[], scope))
            .collect();
        match (inner.as_slice(), &field.value) {
            ([], _) => lines.push(format!("    .{name}({})", value(api, subject.object, field, scope))),
            (items, ExampleValue::List(_)) => lines.extend(call(name, ("[", "]"), items)),
            (items, _) => lines.extend(call(name, ("", ""), items)),
        }
    }
    for (name, value) in &example.members {
        lines.push(format!("    .member({name:?}, {})?", member(value)));
    }
    lines.push(if subject.object.is_checked_late() { "    .build()?" } else { "    .build()" }.to_owned());
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

/// A chain on one line, if it is short and there is nothing inside.
fn on_one_line(chain: &[String]) -> Vec<String> {
    let flat = chain.iter().skip(1).all(|line| line.starts_with("    ."));
    let whole: String = chain.iter().map(|line| line.trim_start()).collect();
    if flat && whole.chars().count() <= SHORT { vec![whole] } else { chain.to_vec() }
}

/// A chain that is no longer stands on one line.
const SHORT: usize = 60;

/// A JSON value as an argument of `member`.
fn member(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => format!("{text:?}"),
        serde_json::Value::Bool(value) => value.to_string(),
        serde_json::Value::Number(number) if number.is_i64() => format!("{number}_i64"),
        other => format!("serde_json::from_str::<serde_json::Value>({:?})?", other.to_string()),
    }
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
fn value(api: &Api, object: &RequestObject, example: &ExampleField, scope: &Scope<'_>) -> String {
    let field = &object.fields[example.field];
    if let Some((module, marker)) = chosen(api, object, example) {
        let free = is_free(api, scope.subject, scope.uses, &marker);
        return if free { marker } else { format!("{module}::{marker}") };
    }
    match &example.value {
        ExampleValue::List(items) if items.is_empty() => no_items(api, field),
        ExampleValue::List(items) => {
            let items: Vec<String> = items.iter().map(|item| one(api, field.ty.scalar, item)).collect();
            format!("[{}]", items.join(", "))
        }
        value => one(api, field.ty.scalar, value),
    }
}

/// An empty array, with the type of its items where the setter takes several.
fn no_items(api: &Api, field: &Field) -> String {
    let zero = match field.ty.scalar {
        Scalar::Number => "0; 0",
        scalar if field_type::is_text(api, scalar) => "\"\"; 0",
        _ => "",
    };
    format!("[{zero}]")
}

/// A value that is no list.
fn one(api: &Api, scalar: Scalar, value: &ExampleValue) -> String {
    let ty = field_type::id_of(scalar).map(|id| api.ty(id));
    match (value, ty) {
        (ExampleValue::Variant(variant), ty) => {
            let name = &decision_table::variants(api, scalar)[*variant].name.pascal;
            ty.map_or_else(|| name.clone(), |ty| format!("{}::{name}", ty.name.pascal))
        }
        (ExampleValue::String(text), _) if scalar == Scalar::Uri => format!("{text:?}.parse()?"),
        (ExampleValue::String(text), Some(ty)) if !field_type::is_text(api, scalar) => literal(ty, text),
        (ExampleValue::String(text), _) => format!("{text:?}"),
        (ExampleValue::Integer(value), Some(ty)) if matches!(ty.kind, TypeKind::BoundedInteger(_)) => {
            format!("lit!({}, {value})", ty.name.pascal)
        }
        (ExampleValue::Integer(value), _) => value.to_string(),
        (ExampleValue::Number(value), _) => format!("lit!(Number, {value:?})"),
        (ExampleValue::Boolean(value), _) => value.to_string(),
        (ExampleValue::Object(value), _) if scalar == Scalar::Any => format!("serde_json::json!({value})"),
        (ExampleValue::Object(value), _) => format!("serde_json::from_str({:?})?", value.to_string()),
        // No item is a list, and an object has lines of its own.
        (ExampleValue::List(_) | ExampleValue::Built(_), _) => String::new(),
    }
}
