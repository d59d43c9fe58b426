//! The paths of a document come in, the operations of a [`Model`] go out.

use serde_json::Value;

use crate::commands::compare::model::{Facts, Item, Kind, Model, Name, Operation, Side};
use crate::commands::compare::read::document::{Description, Node};
use crate::commands::compare::read::schema::{self, Reader, Spot};
use crate::error::Error;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What is read of an operation, or is for people.
const OPERATION: [&str; 8] = [
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "summary",
    "tags",
];

/// What is read of a path item besides.
const PATH: [&str; 4] = ["$ref", "description", "parameters", "summary"];
const PARAMETER: [&str; 8] =
    ["$ref", "description", "example", "examples", "in", "name", "required", "schema"];
const BODY: [&str; 4] = ["$ref", "content", "description", "required"];
const MEDIA_TYPE: [&str; 3] = ["example", "examples", "schema"];
const RESPONSE: [&str; 4] = ["$ref", "content", "description", "headers"];

/// Reads a document into `model`.
pub(crate) fn read(description: &Description, side: Side, model: &mut Model) -> Result<(), Error> {
    let root = description.root();
    let expected = if side == Side::Theirs { "3.0." } else { "3.1." };
    match root.text_of("openapi")? {
        Some(version) if version.starts_with(expected) => {}
        Some(version) => return Err(root.error(&format!("is OpenAPI {version}, not {expected}x"))),
        None => return Err(root.error("is no OpenAPI document: it has no `openapi`")),
    }
    let paths = root.get("paths").ok_or_else(|| root.error("has no `paths`"))?;
    let mut reader = Reader::new(side);
    for (path, item) in paths.members()? {
        let item = item.resolved()?;
        for (method, node) in item.members()? {
            if METHODS.contains(&method) {
                let name = Name { path: path.to_owned(), method: method.to_uppercase() };
                let operation = operation(&mut reader, &root, &item, &node)?;
                if model.operations.insert(name.clone(), operation).is_some() {
                    return Err(node.error(&format!("is the second description of `{name}`")));
                }
            }
        }
    }
    Ok(())
}

fn operation(
    reader: &mut Reader,
    root: &Node<'_>,
    path: &Node<'_>,
    node: &Node<'_>,
) -> Result<Operation, Error> {
    let mut to = Operation::new();
    let mut facts = others(path, &[&PATH[..], &METHODS[..]].concat())?;
    facts.extend(others(node, &OPERATION)?);
    if let Some(id) = node.text_of("operationId")? {
        facts.insert("operationId".to_owned(), id.to_owned());
    }
    // Both can stand at several levels, of which the innermost holds.
    for key in ["security", "servers"] {
        let stated = node.get(key).or_else(|| path.get(key)).or_else(|| root.get(key));
        facts.remove(key);
        if let Some(stated) = stated {
            facts.insert(
                key.to_owned(),
                if key == "servers" { urls(&stated)? } else { schema::text(stated.value()) },
            );
        }
    }
    schema::insert(
        node,
        &mut to,
        "operation".to_owned(),
        Item { kind: Kind::Operation, parent: None, facts },
    )?;
    for parameter in parameters(path, node)? {
        self::parameter(reader, &parameter, &mut to)?;
    }
    if let Some(body) = node.get("requestBody") {
        let body = body.resolved()?;
        let mut facts = others(&body, &BODY)?;
        facts.insert("required".to_owned(), schema::yes(body.flag("required")?));
        content(reader, &body, Root { place: "body", members: Kind::Field, facts }, &mut to)?;
    }
    responses(reader, node, &mut to)?;
    Ok(to)
}

/// The parameters of an operation, which take the place of equal ones of the path.
fn parameters<'l>(path: &Node<'l>, operation: &Node<'l>) -> Result<Vec<Node<'l>>, Error> {
    let resolved = |node: &Node<'l>| -> Result<Vec<Node<'l>>, Error> {
        node.items_of("parameters")?.iter().map(Node::resolved).collect()
    };
    let key = |node: &Node<'l>| Ok::<_, Error>((node.text_of("in")?, node.text_of("name")?));
    let mut all = resolved(operation)?;
    let own = all.iter().map(key).collect::<Result<Vec<_>, _>>()?;
    for parameter in resolved(path)? {
        if !own.contains(&key(&parameter)?) {
            all.push(parameter);
        }
    }
    Ok(all)
}

fn parameter(reader: &mut Reader, node: &Node<'_>, to: &mut Operation) -> Result<(), Error> {
    let name = node.text_of("name")?.ok_or_else(|| node.error("has no `name`"))?;
    let location = node.text_of("in")?.ok_or_else(|| node.error("has no `in`"))?;
    let place = format!("{location}.{name}");
    let required = Some(node.flag("required")?);
    let kind = Kind::Parameter;
    if let Some(schema) = node.get("schema") {
        let spot = Spot { place: place.clone(), kind, members: Kind::Part, parent: None, required };
        reader.schema(&schema, spot, to)?;
    } else {
        schema::insert(node, to, place.clone(), Item { kind, parent: None, facts: Facts::new() })?;
    }
    if let Some(item) = to.get_mut(&place) {
        item.facts.extend(others(node, &PARAMETER)?);
    }
    Ok(())
}

/// A body, or a successful answer.
struct Root {
    place: &'static str,
    members: Kind,
    facts: Facts,
}

/// Reads what has a `content`. One media type is the rule; of several, each is a place of its own.
fn content(reader: &mut Reader, node: &Node<'_>, root: Root, to: &mut Operation) -> Result<(), Error> {
    let media_types = node.members_of("content")?;
    let names: Vec<_> = media_types.iter().map(|(name, _)| *name).collect();
    let mut facts = root.facts;
    if !names.is_empty() {
        facts.insert("content".to_owned(), names.join(", "));
    }
    for (name, media_type) in &media_types {
        let place = if names.len() == 1 { root.place.to_owned() } else { format!("{}({name})", root.place) };
        if let Some(schema) = media_type.get("schema") {
            let spot = Spot {
                place: place.clone(),
                kind: Kind::Part,
                members: root.members,
                parent: None,
                required: None,
            };
            reader.schema(&schema, spot, to)?;
        }
        facts.extend(others(media_type, &MEDIA_TYPE)?);
    }
    match to.get_mut(root.place) {
        Some(item) => item.facts.extend(facts),
        None => {
            let item = Item { kind: Kind::Part, parent: None, facts };
            schema::insert(node, to, root.place.to_owned(), item)?;
        }
    }
    Ok(())
}

fn responses(reader: &mut Reader, node: &Node<'_>, to: &mut Operation) -> Result<(), Error> {
    let (mut good, mut errors) = (Vec::new(), Vec::new());
    for (status, response) in node.members_of("responses")? {
        if status.starts_with('2') {
            good.push((status, response.resolved()?));
        } else if !status.starts_with("x-") {
            errors.push(status);
        }
    }
    let mut facts = Facts::new();
    let statuses: Vec<_> = good.iter().map(|(status, _)| *status).collect();
    for (aspect, found) in [("errors", errors), ("status", statuses)] {
        if !found.is_empty() {
            facts.insert(aspect.to_owned(), found.join(", "));
        }
    }
    // Of several successes, those after the first are only named, which is a difference that somebody looks at.
    let Some((_, response)) = good.first() else {
        return schema::insert(
            node,
            to,
            "response".to_owned(),
            Item { kind: Kind::Part, parent: None, facts },
        );
    };
    facts.extend(others(response, &RESPONSE)?);
    content(reader, response, Root { place: "response", members: Kind::Property, facts }, to)?;
    let list = match reader.side {
        Side::Theirs => listed(to),
        Side::Ours => node.text_of("x-paged")?.map(str::to_owned),
    };
    if let (Some(list), Some(item)) = (list, to.get_mut("response")) {
        item.facts.insert("list".to_owned(), list);
    }
    Ok(())
}

/// The one array beside `meta`, where that says in `key` what the array is called.
fn listed(operation: &Operation) -> Option<String> {
    operation.get("response.meta.key")?;
    let array = |item: &Item| item.facts.get("type").is_some_and(|name| name == "array");
    let mut lists = operation
        .iter()
        .filter(|(_, item)| item.parent.as_deref() == Some("response") && array(item))
        .filter_map(|(place, _)| place.strip_prefix("response."));
    let first = lists.next()?;
    lists.next().is_none().then(|| first.to_owned())
}

fn urls(servers: &Node<'_>) -> Result<String, Error> {
    let list = servers.value().as_array().ok_or_else(|| servers.error("is not a list"))?;
    let url = |server: &Value| server.get("url").and_then(Value::as_str).map(str::to_owned);
    let urls: Option<Vec<_>> = list.iter().map(url).collect();
    Ok(urls.ok_or_else(|| servers.error("has a server without a `url`"))?.join(", "))
}

/// What nobody here knows, each by its keyword, so that nothing new is passed over.
fn others(node: &Node<'_>, known: &[&str]) -> Result<Facts, Error> {
    let members = node.members()?;
    let others = members.into_iter().filter(|(key, _)| !known.contains(key) && !key.starts_with("x-"));
    Ok(others.map(|(key, value)| (key.to_owned(), schema::text(value.value()))).collect())
}
