//! The judge: jsonschema, on the schema that stands in the text of the spec. An instance comes in, what is complained about
//! goes out.

use std::collections::BTreeSet;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};

use super::spec::Spec;

/// A complaint, as the names under which it may be reported. There is one of them, but for `not`: which of its fields is
/// to blame is not for JSON Schema to say. The empty name is the request as a whole.
pub(super) type Complaint = BTreeSet<String>;

/// What the spec says, once as rules and once as advice.
pub(super) struct Judge {
    rules: Validator,
    advice: Validator,
    /// Only what is about presence and about values that a builder knows.
    typed_rules: Validator,
    typed_advice: Validator,
    /// The fields that are always required.
    required: Complaint,
}

impl Judge {
    pub(super) fn new(spec: &Spec) -> Self {
        let file: Value = serde_json::from_str(&spec.text()).unwrap();
        let object = inline(&file["components"]["schemas"]["MakeOrderRequest"], &file);
        let advice =
            |items: Vec<Value>| if items.is_empty() { json!(true) } else { json!({ "allOf": items }) };
        let mut typed = object.clone();
        if let Value::Object(members) = &mut typed {
            members.retain(|keyword, value| {
                let shape = ["type", "properties", "additionalProperties", "required", "allOf"];
                shape.contains(&keyword.as_str()) || is_typed(value, spec)
            });
        }
        let items = |list: &Value| list.as_array().cloned().unwrap_or_default();
        if let Some(rules) = typed.get_mut("allOf") {
            let typed: Vec<Value> = items(rules).into_iter().filter(|rule| is_typed(rule, spec)).collect();
            *rules = if typed.is_empty() { json!([true]) } else { json!(typed) };
        }
        let all = items(&object["x-advice"]);
        let some = all.iter().filter(|item| is_typed(item, spec)).cloned().collect();
        Self {
            rules: jsonschema::validator_for(&object).unwrap(),
            typed_rules: jsonschema::validator_for(&typed).unwrap(),
            typed_advice: jsonschema::validator_for(&advice(some)).unwrap(),
            advice: jsonschema::validator_for(&advice(all)).unwrap(),
            required: spec
                .fields
                .iter()
                .filter(|field| field.required)
                .map(|field| field.name.to_owned())
                .collect(),
        }
    }

    pub(super) fn violations(&self, instance: &Value) -> Vec<Complaint> {
        complaints(&self.rules, instance)
    }

    /// What is advised, but for fields that are missing and always required: that is a violation, and no advice as well.
    pub(super) fn advice(&self, instance: &Value) -> Vec<Complaint> {
        let mut complaints = complaints(&self.advice, instance);
        let missing = |name: &String| self.required.contains(name) && instance.get(name).is_none();
        // A `not` that names such a field asks for it, whatever else it names.
        complaints.retain(|complaint| !complaint.iter().any(missing));
        complaints
    }

    /// Whether it follows all rules.
    pub(super) fn allows(&self, instance: &Value) -> bool {
        self.rules.is_valid(instance)
    }

    /// Whether it follows all rules and all advice.
    pub(super) fn approves(&self, instance: &Value) -> bool {
        self.allows(instance) && self.advice.is_valid(instance)
    }

    /// Whether it follows those rules and that advice which are about nothing but what a builder knows.
    pub(super) fn approves_types(&self, instance: &Value) -> bool {
        self.typed_rules.is_valid(instance) && self.typed_advice.is_valid(instance)
    }
}

/// Every `$ref` replaced by what it points at.
fn inline(schema: &Value, file: &Value) -> Value {
    match schema {
        Value::Object(members) => match members.get("$ref").and_then(Value::as_str) {
            Some(target) => file.pointer(target.trim_start_matches('#')).unwrap().clone(),
            None => members.iter().map(|(name, value)| (name.clone(), inline(value, file))).collect(),
        },
        Value::Array(items) => items.iter().map(|item| inline(item, file)).collect(),
        other => other.clone(),
    }
}

fn complaints(validator: &Validator, instance: &Value) -> Vec<Complaint> {
    let mut all = Vec::new();
    for error in validator.iter_errors(instance) {
        // Of a member deep inside, the field that holds it.
        let path = error.instance_path().to_string();
        if let Some(field) = path.split('/').nth(1) {
            all.push(Complaint::from([field.replace("~1", "/").replace("~0", "~")]));
            continue;
        }
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                all.push(Complaint::from([property.as_str().unwrap().to_owned()]));
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                all.extend(unexpected.iter().map(|name| Complaint::from([name.clone()])));
            }
            ValidationErrorKind::Not { schema } => {
                let mut names = Complaint::from([String::new()]);
                mentioned(schema, &mut names);
                all.push(names);
            }
            _ => all.push(Complaint::from([String::new()])),
        }
    }
    all
}

/// The fields that a condition names.
fn mentioned(condition: &Value, names: &mut Complaint) {
    for (keyword, value) in condition.as_object().into_iter().flatten() {
        match keyword.as_str() {
            "required" => {
                names.extend(
                    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned),
                );
            }
            "properties" => {
                names.extend(value.as_object().into_iter().flatten().map(|(name, _)| name.clone()));
            }
            "not" => mentioned(value, names),
            _ => value.as_array().into_iter().flatten().for_each(|part| mentioned(part, names)),
        }
    }
}

/// Whether a rule asks for no value that is free.
fn is_typed(rule: &Value, spec: &Spec) -> bool {
    let free = |name: &str| {
        let kind = spec.field(name).map(|field| field.kind);
        kind.is_none_or(|kind| kind.known().is_empty())
    };
    match rule {
        Value::Object(members) => members.iter().all(|(keyword, value)| match value {
            Value::Object(tested) if keyword == "properties" => {
                tested.iter().all(|(name, test)| test.is_boolean() || !free(name))
            }
            value => is_typed(value, spec),
        }),
        Value::Array(items) => items.iter().all(|item| is_typed(item, spec)),
        _ => true,
    }
}
