//! Reads a schema into an operation: an [`Item`] for it and for each of its members.
//!
//! References and `allOf` are unfolded, so that it does not matter how a document is divided into components.

use serde_json::Value;

use crate::commands::compare::model::{Facts, Item, ItemKind, Operation, Side};
use crate::commands::compare::read::document::Node;
use crate::error::Error;

/// No real API nests deeper or has more schemas than this.
const MAX_DEPTH: usize = 64;
const MAX_STEPS: usize = 300_000;

/// The longest name of a place, and the longest value of a fact, in bytes.
const MAX_PLACE: usize = 1_000;
const MAX_VALUE: usize = 2_000;

/// Keywords that are for people, or that are read elsewhere.
const NOT_COMPARED: [&str; 7] =
    ["$ref", "description", "example", "examples", "externalDocs", "required", "title"];

/// Keywords of the spec that are not about a field: rules, and that a request has no other fields.
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

/// Reads schemas, up to a sensible number of them.
pub(crate) struct SchemaReader {
    pub(crate) side: Side,
    steps: usize,
}

/// Where a schema belongs in an operation.
pub(crate) struct Placement<'s> {
    pub(crate) place: String,
    pub(crate) kind: ItemKind,
    /// What its members are.
    pub(crate) members: ItemKind,
    pub(crate) parent: Option<&'s str>,
    /// Whether it is required, for what can be.
    pub(crate) required: Option<bool>,
}

/// A schema with everything that it refers to or includes.
#[derive(Default)]
struct Unfolded<'l> {
    nodes: Vec<Node<'l>>,
    /// Where their references lead.
    targets: RefTrail<'l>,
    nullable: bool,
    /// Whether it includes what it is a member of.
    circular: bool,
}

/// The references that were followed on the way to a schema.
type RefTrail<'l> = Vec<(&'l str, String)>;

impl SchemaReader {
    pub(crate) fn new(side: Side) -> Self {
        Self { side, steps: 0 }
    }

    /// Reads the schema at `node`, and its members.
    pub(crate) fn schema(
        &mut self,
        node: &Node<'_>,
        placement: Placement<'_>,
        to: &mut Operation,
    ) -> Result<(), Error> {
        self.item(node, placement, &mut Vec::new(), to)
    }

    fn item<'l>(
        &mut self,
        node: &Node<'l>,
        placement: Placement<'_>,
        trail: &mut RefTrail<'l>,
        to: &mut Operation,
    ) -> Result<(), Error> {
        let (length, mut unfolded) = (trail.len(), Unfolded::default());
        self.unfold(node, trail, length, &mut unfolded)?;
        let mut facts = self.facts(&unfolded)?;
        if unfolded.circular {
            facts.insert("type".to_owned(), "recursive".to_owned());
        }
        if let Some(required) = placement.required {
            facts.insert("required".to_owned(), yes_or_no(required));
        }
        let item = Item { kind: placement.kind, parent: placement.parent.map(str::to_owned), facts };
        insert(node, to, placement.place.clone(), item)?;
        if !unfolded.circular {
            trail.append(&mut unfolded.targets);
            self.members(&unfolded, &placement, trail, to)?;
            trail.truncate(length);
        }
        Ok(())
    }

    /// Collects `node` and everything that it refers to or includes.
    fn unfold<'l>(
        &mut self,
        node: &Node<'l>,
        trail: &RefTrail<'l>,
        depth: usize,
        unfolded: &mut Unfolded<'l>,
    ) -> Result<(), Error> {
        self.steps += 1;
        if self.steps > MAX_STEPS || depth > MAX_DEPTH {
            return Err(node.error("is part of a document that expands without end"));
        }
        node.members()?;
        unfolded.nodes.push(node.clone());
        if let Some(target) = node.target()? {
            let (file, pointer) = target.place();
            let step = (file, pointer.to_owned());
            if trail.contains(&step) {
                unfolded.circular = true;
            } else if !unfolded.targets.contains(&step) {
                unfolded.targets.push(step);
                self.unfold(&target, trail, depth + 1, unfolded)?;
            }
        }
        for part in node.items_of("allOf")? {
            // Items of the spec without a reference are rules.
            if self.side == Side::Theirs || part.get("$ref").is_some() {
                self.unfold(&part, trail, depth + 1, unfolded)?;
            }
        }
        if let Some(given) = or_null(node)? {
            unfolded.nullable = true;
            self.unfold(&given, trail, depth + 1, unfolded)?;
        }
        if self.side == Side::Ours
            && let Some(value) = or_cleared(node)?
        {
            self.unfold(&value, trail, depth + 1, unfolded)?;
        }
        Ok(())
    }

    fn facts(&self, unfolded: &Unfolded<'_>) -> Result<Facts, Error> {
        let (mut facts, mut nullable) = (Facts::new(), unfolded.nullable);
        for part in &unfolded.nodes {
            nullable |= part.flag("nullable")?;
            for (written, node) in part.members()? {
                // The documented values, whether others are accepted or not.
                let is_documented = self.side == Side::Ours && written == "x-extensible-enum";
                let key = if is_documented { "enum" } else { written };
                let value = match key {
                    "type" => {
                        let (name, null) = types(&node)?;
                        nullable |= null;
                        name
                    }
                    "enum" => sorted_values(
                        part.items_of(written)?.iter().map(Node::value).filter(|value| !value.is_null()),
                    ),
                    "anyOf" if or_null(part)?.is_some() || self.side == Side::Ours => continue,
                    "nullable" | "properties" | "items" | "allOf" => continue,
                    key if NOT_COMPARED.contains(&key) || key.starts_with("x-") => continue,
                    // A schema for members without a name is not a rule.
                    "additionalProperties" if node.value().is_object() => one_line(node.value()),
                    key if self.side == Side::Ours && RULES.contains(&key) => continue,
                    _ => one_line(node.value()),
                };
                facts.entry(key.to_owned()).or_insert(value);
            }
        }
        if !facts.contains_key("type") {
            let has = |key| unfolded.nodes.iter().any(|part| part.get(key).is_some());
            let implied = if has("properties") {
                "object"
            } else if has("items") {
                "array"
            } else {
                "any"
            };
            facts.insert("type".to_owned(), implied.to_owned());
        }
        // Any value includes null, unless the document says something about null.
        if nullable || facts.get("type").is_some_and(|name| name != "any") {
            facts.insert("nullable".to_owned(), yes_or_no(nullable));
        }
        Ok(facts)
    }

    fn members<'l>(
        &mut self,
        unfolded: &Unfolded<'l>,
        placement: &Placement<'_>,
        trail: &mut RefTrail<'l>,
        to: &mut Operation,
    ) -> Result<(), Error> {
        let mut required = Vec::new();
        for part in &unfolded.nodes {
            for name in part.items_of("required")? {
                required.push(name.text()?);
            }
        }
        for part in &unfolded.nodes {
            for (name, node) in part.members_of("properties")? {
                let place = format!("{}.{name}", placement.place);
                let required = Some(required.contains(&name));
                let (kind, members) = (placement.members, placement.members);
                let parent = Some(placement.place.as_str());
                self.item(&node, Placement { place, kind, members, parent, required }, trail, to)?;
            }
            if let Some(node) = part.get("items") {
                let (place, kind, members) =
                    (format!("{}[]", placement.place), ItemKind::Part, placement.members);
                let parent = Some(placement.place.as_str());
                self.item(&node, Placement { place, kind, members, parent, required: None }, trail, to)?;
            }
        }
        Ok(())
    }
}

/// Adds an item at a place that is still free.
pub(crate) fn insert(node: &Node<'_>, to: &mut Operation, place: String, item: Item) -> Result<(), Error> {
    if place.len() > MAX_PLACE {
        return Err(node.error("is nested too deeply, or has a name that is too long"));
    }
    if to.contains_key(&place) {
        return Err(node.error(&format!("is the second definition of `{place}`")));
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

/// `X` of `anyOf: [X, {const: ''}]`, a field that an empty text clears.
fn or_cleared<'l>(node: &Node<'l>) -> Result<Option<Node<'l>>, Error> {
    Ok(match node.items_of("anyOf")?.as_slice() {
        [value, nothing] if nothing.value() == &serde_json::json!({ "const": "" }) => Some(value.clone()),
        _ => None,
    })
}

/// The name of a type, and whether null is allowed as well. All types together are any value.
fn types(node: &Node<'_>) -> Result<(String, bool), Error> {
    match node.value() {
        Value::String(name) => Ok((name.clone(), false)),
        Value::Array(names) => {
            let has = |name: &str| names.iter().any(|given| given.as_str() == Some(name));
            let others = names.iter().filter(|name| name.as_str() != Some("null"));
            let any = ["array", "boolean", "number", "object", "string"].into_iter().all(has);
            Ok((if any { "any".to_owned() } else { sorted_values(others) }, has("null")))
        }
        _ => Err(node.error("is neither the name of a type nor a list of them")),
    }
}

/// Values whose order does not matter.
fn sorted_values<'v>(values: impl Iterator<Item = &'v Value>) -> String {
    let mut values: Vec<_> = values.map(one_line).collect();
    values.sort();
    one_line(&Value::String(values.join("|")))
}

/// A value in one line: a string as it is, a whole number without a fraction, anything else as JSON.
pub(crate) fn one_line(value: &Value) -> String {
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

/// A flag as a fact.
pub(crate) fn yes_or_no(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}
