//! A schema comes in, an [`Item`] for it and for each of its members goes into the operation.
//!
//! References and `allOf` are unfolded, so that it does not matter how a side is divided into components.

use serde_json::Value;

use crate::commands::compare::model::{Facts, Item, Kind, Operation, Side};
use crate::commands::compare::read::document::Node;
use crate::error::Error;

/// Values nested deeper, or more things than this, are nobody's API.
const MAX_DEPTH: usize = 64;
const MAX_STEPS: usize = 300_000;

/// The longest name of a place, and the longest value of a fact, in bytes.
const MAX_PLACE: usize = 1_000;
const MAX_VALUE: usize = 2_000;

/// Said to people, or looked at elsewhere.
const SAID: [&str; 7] = ["$ref", "description", "example", "examples", "externalDocs", "required", "title"];

/// What is beside fields in the spec: rules, and that a request has no other fields.
const RULES: [&str; 9] = [
    "additionalProperties",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "not",
    "oneOf",
    "then",
    "unevaluatedProperties",
];

/// Puts schemas into operations, as long as there is a sensible number of them.
pub(crate) struct Reader {
    pub(crate) side: Side,
    steps: usize,
}

/// Where a schema is put.
pub(crate) struct Spot<'s> {
    pub(crate) place: String,
    pub(crate) kind: Kind,
    /// What the members of it are.
    pub(crate) members: Kind,
    pub(crate) parent: Option<&'s str>,
    /// Whether it has to be there, where that is a question.
    pub(crate) required: Option<bool>,
}

/// A schema and all that it takes in.
#[derive(Default)]
struct Parts<'l> {
    nodes: Vec<Node<'l>>,
    /// Where their references lead.
    targets: Trail<'l>,
    nullable: bool,
    /// Whether it takes in what it is a member of.
    circular: bool,
}

/// The references that were followed on the way to a schema.
type Trail<'l> = Vec<(&'l str, String)>;

impl Reader {
    pub(crate) fn new(side: Side) -> Self {
        Self { side, steps: 0 }
    }

    /// Reads the schema at `node`, and its members.
    pub(crate) fn schema(
        &mut self,
        node: &Node<'_>,
        spot: Spot<'_>,
        to: &mut Operation,
    ) -> Result<(), Error> {
        self.item(node, spot, &mut Vec::new(), to)
    }

    fn item<'l>(
        &mut self,
        node: &Node<'l>,
        spot: Spot<'_>,
        trail: &mut Trail<'l>,
        to: &mut Operation,
    ) -> Result<(), Error> {
        let (length, mut parts) = (trail.len(), Parts::default());
        self.unfold(node, trail, length, &mut parts)?;
        let mut facts = self.facts(&parts)?;
        if parts.circular {
            facts.insert("type".to_owned(), "recursive".to_owned());
        }
        if let Some(required) = spot.required {
            facts.insert("required".to_owned(), yes(required));
        }
        let item = Item { kind: spot.kind, parent: spot.parent.map(str::to_owned), facts };
        insert(node, to, spot.place.clone(), item)?;
        if !parts.circular {
            trail.append(&mut parts.targets);
            self.members(&parts, &spot, trail, to)?;
            trail.truncate(length);
        }
        Ok(())
    }

    /// Collects what `node` consists of.
    fn unfold<'l>(
        &mut self,
        node: &Node<'l>,
        trail: &Trail<'l>,
        depth: usize,
        parts: &mut Parts<'l>,
    ) -> Result<(), Error> {
        self.steps += 1;
        if self.steps > MAX_STEPS || depth > MAX_DEPTH {
            return Err(node.error("is part of a document that unfolds without end"));
        }
        node.members()?;
        parts.nodes.push(node.clone());
        if let Some(target) = node.target()? {
            let (file, pointer) = target.place();
            let step = (file, pointer.to_owned());
            if trail.contains(&step) {
                parts.circular = true;
            } else if !parts.targets.contains(&step) {
                parts.targets.push(step);
                self.unfold(&target, trail, depth + 1, parts)?;
            }
        }
        for part in node.items_of("allOf")? {
            // Items of the spec without a reference are rules.
            if self.side == Side::Theirs || part.get("$ref").is_some() {
                self.unfold(&part, trail, depth + 1, parts)?;
            }
        }
        if let Some(given) = or_null(node)? {
            parts.nullable = true;
            self.unfold(&given, trail, depth + 1, parts)?;
        }
        Ok(())
    }

    fn facts(&self, parts: &Parts<'_>) -> Result<Facts, Error> {
        let (mut facts, mut nullable) = (Facts::new(), parts.nullable);
        for part in &parts.nodes {
            nullable |= part.flag("nullable")?;
            for (key, node) in part.members()? {
                let value = match key {
                    "type" => {
                        let (name, null) = types(&node)?;
                        nullable |= null;
                        name
                    }
                    "enum" => {
                        words(part.items_of("enum")?.iter().map(Node::value).filter(|value| !value.is_null()))
                    }
                    "anyOf" if or_null(part)?.is_some() || self.side == Side::Ours => continue,
                    "nullable" | "properties" | "items" | "allOf" => continue,
                    key if SAID.contains(&key) || key.starts_with("x-") => continue,
                    // A schema of the members that have no name is no rule.
                    "additionalProperties" if node.value().is_object() => text(node.value()),
                    key if self.side == Side::Ours && RULES.contains(&key) => continue,
                    _ => text(node.value()),
                };
                facts.entry(key.to_owned()).or_insert(value);
            }
        }
        if !facts.contains_key("type") {
            let has = |key| parts.nodes.iter().any(|part| part.get(key).is_some());
            let implied = if has("properties") {
                "object"
            } else if has("items") {
                "array"
            } else {
                "any"
            };
            facts.insert("type".to_owned(), implied.to_owned());
        }
        // Where any value may stand, null may, unless one side speaks of it.
        if nullable || facts.get("type").is_some_and(|name| name != "any") {
            facts.insert("nullable".to_owned(), yes(nullable));
        }
        Ok(facts)
    }

    fn members<'l>(
        &mut self,
        parts: &Parts<'l>,
        spot: &Spot<'_>,
        trail: &mut Trail<'l>,
        to: &mut Operation,
    ) -> Result<(), Error> {
        let mut required = Vec::new();
        for part in &parts.nodes {
            for name in part.items_of("required")? {
                required.push(name.text()?);
            }
        }
        for part in &parts.nodes {
            for (name, node) in part.members_of("properties")? {
                let place = format!("{}.{name}", spot.place);
                let required = Some(required.contains(&name));
                let (kind, members) = (spot.members, spot.members);
                let parent = Some(spot.place.as_str());
                self.item(&node, Spot { place, kind, members, parent, required }, trail, to)?;
            }
            if let Some(node) = part.get("items") {
                let (place, kind, members) = (format!("{}[]", spot.place), Kind::Part, spot.members);
                let parent = Some(spot.place.as_str());
                self.item(&node, Spot { place, kind, members, parent, required: None }, trail, to)?;
            }
        }
        Ok(())
    }
}

/// Puts an item where nothing stands yet.
pub(crate) fn insert(node: &Node<'_>, to: &mut Operation, place: String, item: Item) -> Result<(), Error> {
    if place.len() > MAX_PLACE {
        return Err(node.error("is nested too deep, or has too long a name"));
    }
    if to.contains_key(&place) {
        return Err(node.error(&format!("is the second thing to be `{place}`")));
    }
    to.insert(place, item);
    Ok(())
}

/// `X` of `anyOf: [X, {type: 'null'}]`.
fn or_null<'l>(node: &Node<'l>) -> Result<Option<Node<'l>>, Error> {
    let null = |node: &Node<'_>| node.value() == &serde_json::json!({ "type": "null" });
    Ok(match node.items_of("anyOf")?.as_slice() {
        [given, other] if null(other) && !null(given) => Some(given.clone()),
        _ => None,
    })
}

/// The name of a type, and whether `null` is another. All types together are any value.
fn types(node: &Node<'_>) -> Result<(String, bool), Error> {
    match node.value() {
        Value::String(name) => Ok((name.clone(), false)),
        Value::Array(names) => {
            let has = |name: &str| names.iter().any(|given| given.as_str() == Some(name));
            let others = names.iter().filter(|name| name.as_str() != Some("null"));
            let any = ["array", "boolean", "number", "object", "string"].into_iter().all(has);
            Ok((if any { "any".to_owned() } else { words(others) }, has("null")))
        }
        _ => Err(node.error("is neither the name of a type nor a list of them")),
    }
}

/// Values whose order says nothing.
fn words<'v>(values: impl Iterator<Item = &'v Value>) -> String {
    let mut words: Vec<_> = values.map(text).collect();
    words.sort();
    text(&Value::String(words.join("|")))
}

/// A value in one line: a text as it is, a whole number without a fraction, anything else as JSON.
pub(crate) fn text(value: &Value) -> String {
    let mut text = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    if value.is_number()
        && let Some(whole) = text.strip_suffix(".0")
    {
        text = whole.to_owned();
    }
    if text.len() > MAX_VALUE {
        let bytes = text.len();
        text = text.chars().take(MAX_VALUE / 4).collect();
        text.push_str(&format!("… ({bytes} bytes)"));
    }
    text
}

/// How a fact says so.
pub(crate) fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}
