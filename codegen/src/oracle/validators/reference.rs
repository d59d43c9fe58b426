//! The reference: the `jsonschema` crate, with the schema from the text of the spec.

use std::collections::BTreeSet;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};

use crate::oracle::spec::Spec;

/// The fields for which a violation may be reported. It is one, except for `not`: JSON Schema does not say which of its fields
/// is wrong. The empty name is the request as a whole.
pub(crate) type PossibleFields = BTreeSet<String>;

/// Validators of the rules and of the advice in a spec.
pub(crate) struct ReferenceValidator {
    rules: Validator,
    advice: Validator,
    /// Only the rules about presence and about values that a builder tells apart.
    typed_rules: Validator,
    typed_advice: Validator,
    /// The fields that are always required.
    required: PossibleFields,
}

impl ReferenceValidator {
    pub(crate) fn new(spec: &Spec) -> Self {
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
        let documented = spec.fields.iter().filter(|field| field.kind.is_extensible()).map(|field| {
            let text = json!({ "if": { "type": "string" }, "then": { "enum": field.kind.known() } });
            json!({ "properties": { field.name: text } })
        });
        let all: Vec<Value> = items(&object["x-advice"]).into_iter().chain(documented).collect();
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

    pub(crate) fn violations(&self, instance: &Value) -> Vec<PossibleFields> {
        violations(&self.rules, instance)
    }

    /// The advice that is not followed. A field that is always required and missing is a violation, and no advice.
    pub(crate) fn advice(&self, instance: &Value) -> Vec<PossibleFields> {
        let mut found = violations(&self.advice, instance);
        let missing = |name: &String| self.required.contains(name) && instance.get(name).is_none();
        // A `not` with such a field requires it, whichever other fields it has.
        found.retain(|fields| !fields.iter().any(missing));
        found
    }

    /// Whether an instance follows all rules.
    pub(crate) fn is_valid(&self, instance: &Value) -> bool {
        self.rules.is_valid(instance)
    }

    /// Whether an instance follows all rules and all advice.
    pub(crate) fn follows_advice(&self, instance: &Value) -> bool {
        self.is_valid(instance) && self.advice.is_valid(instance)
    }

    /// Whether an instance follows those rules that a builder can enforce.
    pub(crate) fn follows_typed_rules(&self, instance: &Value) -> bool {
        self.typed_rules.is_valid(instance)
    }

    /// Whether an instance follows that advice that a builder can enforce.
    pub(crate) fn follows_typed_advice(&self, instance: &Value) -> bool {
        self.typed_advice.is_valid(instance)
    }
}

/// The schema with every `$ref` replaced by its target.
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

fn violations(validator: &Validator, instance: &Value) -> Vec<PossibleFields> {
    let mut all = Vec::new();
    for error in validator.iter_errors(instance) {
        // For a nested member, the field that contains it.
        let path = error.instance_path().to_string();
        if let Some(field) = path.split('/').nth(1) {
            all.push(PossibleFields::from([field.replace("~1", "/").replace("~0", "~")]));
            continue;
        }
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                all.push(PossibleFields::from([property.as_str().unwrap().to_owned()]));
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                all.extend(unexpected.iter().map(|name| PossibleFields::from([name.clone()])));
            }
            ValidationErrorKind::Not { schema } => {
                let mut names = PossibleFields::from([String::new()]);
                mentioned(schema, &mut names);
                all.push(names);
            }
            _ => all.push(PossibleFields::from([String::new()])),
        }
    }
    all
}

/// Adds the fields that a condition mentions.
fn mentioned(condition: &Value, names: &mut PossibleFields) {
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

/// Whether a rule tests only values that a builder tells apart.
fn is_typed(rule: &Value, spec: &Spec) -> bool {
    let free = |name: &str| {
        let kind = spec.field(name).map(|field| field.kind);
        kind.is_none_or(|kind| !kind.is_told_apart())
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
