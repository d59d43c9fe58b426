//! Reads the operations of a document into a [`Model`].

use serde_json::Value;

use crate::commands::compare::model::{Facts, Item, ItemKind, Model, Operation, OperationName, Side};
use crate::commands::compare::read::document::{Description, Node};
use crate::commands::compare::read::schema::{self, Placement, SchemaReader};
use crate::error::Error;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Keywords of an operation that are read, or that are for people only.
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

/// Keywords of a path item besides its operations.
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
        None => return Err(root.error("is not an OpenAPI document: it has no `openapi`")),
    }
    let paths = root.get("paths").ok_or_else(|| root.error("has no `paths`"))?;
    let mut reader = SchemaReader::new(side);
    for (path, item) in paths.members()? {
        let item = item.resolved()?;
        for (method, node) in item.members()? {
            if METHODS.contains(&method) {
                let name = OperationName { path: path.to_owned(), method: method.to_uppercase() };
                let operation = read_operation(&mut reader, &root, &item, &node)?;
                if model.operations.insert(name.clone(), operation).is_some() {
                    return Err(node.error(&format!("is the second description of `{name}`")));
                }
            }
        }
    }
    Ok(())
}

fn read_operation(
    reader: &mut SchemaReader,
    root: &Node<'_>,
    path: &Node<'_>,
    node: &Node<'_>,
) -> Result<Operation, Error> {
    let mut to = Operation::new();
    let mut facts = unknown_keywords(path, &[&PATH[..], &METHODS[..]].concat())?;
    facts.extend(unknown_keywords(node, &OPERATION)?);
    if let Some(id) = node.text_of("operationId")? {
        facts.insert("operationId".to_owned(), id.to_owned());
    }
    // Both may be given at several levels; the innermost counts.
    for key in ["security", "servers"] {
        let stated = node.get(key).or_else(|| path.get(key)).or_else(|| root.get(key));
        facts.remove(key);
        if let Some(stated) = stated {
            facts.insert(
                key.to_owned(),
                if key == "servers" { server_urls(&stated)? } else { schema::one_line(stated.value()) },
            );
        }
    }
    schema::insert(
        node,
        &mut to,
        "operation".to_owned(),
        Item { kind: ItemKind::Operation, parent: None, facts },
    )?;
    for parameter in parameters(path, node)? {
        read_parameter(reader, &parameter, &mut to)?;
    }
    if let Some(body) = node.get("requestBody") {
        let body = body.resolved()?;
        let mut facts = unknown_keywords(&body, &BODY)?;
        facts.insert("required".to_owned(), schema::yes_or_no(body.flag("required")?));
        read_content(reader, &body, Content { place: "body", members: ItemKind::Field, facts }, &mut to)?;
    }
    read_responses(reader, node, &mut to)?;
    Ok(to)
}

/// The parameters of an operation, and those of its path that it does not override.
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

fn read_parameter(reader: &mut SchemaReader, node: &Node<'_>, to: &mut Operation) -> Result<(), Error> {
    let name = node.text_of("name")?.ok_or_else(|| node.error("has no `name`"))?;
    let location = node.text_of("in")?.ok_or_else(|| node.error("has no `in`"))?;
    let place = format!("{location}.{name}");
    let required = Some(node.flag("required")?);
    let kind = ItemKind::Parameter;
    if let Some(schema) = node.get("schema") {
        let placement =
            Placement { place: place.clone(), kind, members: ItemKind::Part, parent: None, required };
        reader.schema(&schema, placement, to)?;
    } else {
        schema::insert(node, to, place.clone(), Item { kind, parent: None, facts: Facts::new() })?;
    }
    if let Some(item) = to.get_mut(&place) {
        item.facts.extend(unknown_keywords(node, &PARAMETER)?);
    }
    Ok(())
}

/// What is known of a request body or a response before its `content` is read.
struct Content {
    place: &'static str,
    members: ItemKind,
    facts: Facts,
}

/// Reads a request body or a response. Usually there is one media type; several are a place each.
fn read_content(
    reader: &mut SchemaReader,
    node: &Node<'_>,
    content: Content,
    to: &mut Operation,
) -> Result<(), Error> {
    let media_types = node.members_of("content")?;
    let names: Vec<_> = media_types.iter().map(|(name, _)| *name).collect();
    let mut facts = content.facts;
    if !names.is_empty() {
        facts.insert("content".to_owned(), names.join(", "));
    }
    for (name, media_type) in &media_types {
        let place =
            if names.len() == 1 { content.place.to_owned() } else { format!("{}({name})", content.place) };
        if let Some(schema) = media_type.get("schema") {
            let placement = Placement {
                place: place.clone(),
                kind: ItemKind::Part,
                members: content.members,
                parent: None,
                required: None,
            };
            reader.schema(&schema, placement, to)?;
        }
        facts.extend(unknown_keywords(media_type, &MEDIA_TYPE)?);
    }
    match to.get_mut(content.place) {
        Some(item) => item.facts.extend(facts),
        None => {
            let item = Item { kind: ItemKind::Part, parent: None, facts };
            schema::insert(node, to, content.place.to_owned(), item)?;
        }
    }
    Ok(())
}

fn read_responses(reader: &mut SchemaReader, node: &Node<'_>, to: &mut Operation) -> Result<(), Error> {
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
    // Only the first success is read. Others are named in `status`, which makes a difference that somebody will look at.
    let Some((_, response)) = good.first() else {
        return schema::insert(
            node,
            to,
            "response".to_owned(),
            Item { kind: ItemKind::Part, parent: None, facts },
        );
    };
    facts.extend(unknown_keywords(response, &RESPONSE)?);
    read_content(reader, response, Content { place: "response", members: ItemKind::Property, facts }, to)?;
    let list = match reader.side {
        Side::Theirs => list_property(to),
        Side::Ours => node.text_of("x-paged")?.map(str::to_owned),
    };
    if let (Some(list), Some(item)) = (list, to.get_mut("response")) {
        item.facts.insert("list".to_owned(), list);
    }
    Ok(())
}

/// The property that holds the list: the only array beside a `meta` with a `key`.
fn list_property(operation: &Operation) -> Option<String> {
    operation.get("response.meta.key")?;
    let array = |item: &Item| item.facts.get("type").is_some_and(|name| name == "array");
    let mut lists = operation
        .iter()
        .filter(|(_, item)| item.parent.as_deref() == Some("response") && array(item))
        .filter_map(|(place, _)| place.strip_prefix("response."));
    let first = lists.next()?;
    lists.next().is_none().then(|| first.to_owned())
}

fn server_urls(servers: &Node<'_>) -> Result<String, Error> {
    let list = servers.value().as_array().ok_or_else(|| servers.error("is not a list"))?;
    let url = |server: &Value| server.get("url").and_then(Value::as_str).map(str::to_owned);
    let urls: Option<Vec<_>> = list.iter().map(url).collect();
    Ok(urls.ok_or_else(|| servers.error("has a server without a `url`"))?.join(", "))
}

/// Keywords that are not known here, so that nothing new goes unnoticed.
fn unknown_keywords(node: &Node<'_>, known: &[&str]) -> Result<Facts, Error> {
    let members = node.members()?;
    let others = members.into_iter().filter(|(key, _)| !known.contains(key) && !key.starts_with("x-"));
    Ok(others.map(|(key, value)| (key.to_owned(), schema::one_line(value.value()))).collect())
}
