//! The validators judged by somebody else: the jsonschema crate, on the schema taken from the spec files themselves.
//!
//! `ORACLE_INSTANCES` and `ORACLE_SEED` choose how many random instances there are, and which; `cargo xtask oracle` sets them.

mod chains;
mod form;
mod instances;
// The same numbers as in the tests of the generator.
#[allow(dead_code, reason = "the tests of the generator use all of it")]
#[path = "../../src/oracle/random.rs"]
mod random;

use std::collections::BTreeSet;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};
use twilio_flex::v1::flex_flow::{CreateFlexFlow, UpdateFlexFlow};
use twilio_flex::{Rejected, Report};

use self::instances::{Fields, instance};
use self::random::Random;
use crate::FLOW;
use crate::schema::schema;

/// The schemas of one operation: what the rules say, and what the advice says on top.
struct Oracle {
    rules: Validator,
    advice: Validator,
    from_json: fn(&Value) -> Result<Report, Rejected>,
    from_form: fn(&str) -> Result<Report, Rejected>,
}

fn oracles() -> [Oracle; 2] {
    let advice = json!({ "allOf": schema("FlexFlowSettings")["x-advice"] });
    let compile = |schema: &Value| jsonschema::options().should_validate_formats(true).build(schema).unwrap();
    let rules = |name| compile(&schema(name));
    [
        Oracle {
            rules: rules("UpdateFlexFlowRequest"),
            advice: compile(&advice),
            from_json: |body| UpdateFlexFlow::from_json(FLOW, body).map(|request| request.check()),
            from_form: |body| UpdateFlexFlow::from_form(FLOW, body).map(|request| request.check()),
        },
        Oracle {
            rules: rules("CreateFlexFlowRequest"),
            advice: compile(&advice),
            from_json: |body| CreateFlexFlow::from_json(body).map(|request| request.check()),
            from_form: |body| CreateFlexFlow::from_form(body).map(|request| request.check()),
        },
    ]
}

/// The fields that a schema complains about.
fn complaints(validator: &Validator, body: &Value) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for error in validator.iter_errors(body) {
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                fields.insert(property.as_str().unwrap().to_owned());
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                fields.extend(unexpected.iter().cloned());
            }
            _ => {
                // Of an item of a list, the field that holds it.
                let path = error.instance_path().to_string();
                let field = path.split('/').nth(1).unwrap_or_default();
                fields.insert(field.replace("~1", "/").replace("~0", "~"));
            }
        }
    }
    fields
}

/// Whether validators say of an instance what the oracle says: as JSON, and as a form where one can say the same.
fn compare(oracle: &Oracle, fields: &Fields, body: &Value) -> Result<Judged, String> {
    let violations = complaints(&oracle.rules, body);
    let advice = complaints(&oracle.advice, body);
    let expected = (&violations, &advice);
    agree("as JSON", (oracle.from_json)(body), expected, body)?;
    let form = form::of(fields, body);
    if let Some(form) = &form {
        agree(&format!("as the form {form}"), (oracle.from_form)(form), expected, body)?;
    }
    Ok(Judged { valid: violations.is_empty(), form: form.is_some() })
}

/// What an instance was.
struct Judged {
    valid: bool,
    form: bool,
}

fn agree(
    how: &str,
    found: Result<Report, Rejected>,
    expected: (&BTreeSet<String>, &BTreeSet<String>),
    body: &Value,
) -> Result<(), String> {
    let report = found.unwrap_or_else(Rejected::into_report);
    let fields = |found: &[twilio_flex::Violation]| -> BTreeSet<String> {
        found.iter().map(|violation| violation.field().to_owned()).collect()
    };
    let found = (fields(&report.violations), fields(&report.advice));
    if (&found.0, &found.1) == expected {
        return Ok(());
    }
    Err(format!("{how}, violations and advice of {body} are {found:?}, but the oracle says {expected:?}"))
}

const CONDITIONAL: [(&str, &str); 8] = [
    ("Integration.FlowSid", r#""FW0123456789abcdef0123456789abcdef""#),
    ("Integration.Url", r#""https://example.com/""#),
    ("Integration.WorkspaceSid", r#""WS0123456789abcdef0123456789abcdef""#),
    ("Integration.WorkflowSid", r#""WW0123456789abcdef0123456789abcdef""#),
    ("Integration.Channel", r#""sms""#),
    ("Integration.Timeout", "60"),
    ("Integration.Priority", "1"),
    ("Integration.RetryCount", "2"),
];

#[test]
fn every_combination_of_conditional_fields_is_judged_alike() {
    let kinds = [Value::Null, json!("studio"), json!("external"), json!("task"), json!("bogus")];
    let fields = Fields::read();
    for oracle in &oracles() {
        for kind in &kinds {
            for subset in 0_u32..256 {
                let mut body = json!({
                    "FriendlyName": "x", "ChatServiceSid": "IS0123456789abcdef0123456789abcdef", "ChannelType": "web",
                });
                if !kind.is_null() {
                    body["IntegrationType"] = kind.clone();
                }
                for (index, (field, value)) in CONDITIONAL.iter().enumerate() {
                    if subset & (1 << index) != 0 {
                        body[*field] = serde_json::from_str(value).unwrap();
                    }
                }
                assert_eq!(compare(oracle, &fields, &body).err(), None);
            }
        }
    }
}

fn number(variable: &str, otherwise: u32) -> u32 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().unwrap())
}

#[test]
fn random_instances_are_judged_alike() {
    let oracles = oracles();
    let fields = Fields::read();
    assert_eq!(fields.len(), 17);
    let (count, seed) = (number("ORACLE_INSTANCES", 20_000), number("ORACLE_SEED", 1));
    let mut random = Random::new(seed.into());
    let (mut valid, mut forms) = (0, 0);
    for round in 0..count {
        let oracle = &oracles[usize::from(round % 2 == 1)];
        let body = instance(&mut random, &fields, |body| complaints(&oracle.rules, body));
        let judged = compare(oracle, &fields, &body)
            .unwrap_or_else(|_| panic!("instance {round}: {}", smallest(oracle, &fields, body)));
        (valid, forms) = (valid + u32::from(judged.valid), forms + u32::from(judged.form));
    }
    println!(
        "oracle: {count} instances (seed {seed}) judged alike as JSON, {valid} of them valid; {forms} as forms, too"
    );
    assert!(valid > count / 5 && forms > count / 3, "too many instances are of one kind");
}

/// What is wrong with the smallest instance that is not judged alike.
fn smallest(oracle: &Oracle, fields: &Fields, mut body: Value) -> String {
    let fails = |body: &Value| compare(oracle, fields, body).err();
    loop {
        let names: Vec<String> =
            body.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
        let without = names.iter().map(|name| {
            let mut body = body.clone();
            body.as_object_mut().unwrap().remove(name);
            body
        });
        match without.into_iter().find(|body| fails(body).is_some()) {
            Some(smaller) => body = smaller,
            None => return fails(&body).unwrap_or_default(),
        }
    }
}

#[test]
fn whatever_a_builder_builds_is_accepted() {
    let oracles = oracles();
    let (count, seed) = (number("ORACLE_INSTANCES", 20_000) / 10, number("ORACLE_SEED", 1));
    let mut random = Random::new(seed.into());
    for _ in 0..count {
        for (oracle, request) in oracles.iter().zip(chains::built(&mut random)) {
            let wrong = [&oracle.rules, &oracle.advice].map(|schema| complaints(schema, &request));
            assert!(
                wrong.iter().all(BTreeSet::is_empty),
                "{request} was built, but the oracle says {wrong:?}"
            );
        }
        for (oracle, (request, report)) in oracles.iter().zip(chains::unchecked(&mut random)) {
            let expected = [&oracle.rules, &oracle.advice].map(|schema| complaints(schema, &request));
            assert_eq!(agree("unchecked", Ok(report), (&expected[0], &expected[1]), &request), Ok(()));
        }
    }
    println!("oracle: {} chains of setters (seed {seed}), all of them accepted or judged alike", 4 * count);
}
