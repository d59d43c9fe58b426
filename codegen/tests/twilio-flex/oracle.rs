//! The validators judged by somebody else: the jsonschema crate, on the schema taken from the spec files themselves.

use std::collections::BTreeSet;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value, json};
use twilio_flex::v1::flex_flow::{CreateFlexFlow, UpdateFlexFlow};
use twilio_flex::{Rejected, Report};

use crate::FLOW;
use crate::schema::schema;

/// The schemas of one operation: what the rules say, and what the advice says on top.
struct Oracle {
    rules: Validator,
    advice: Validator,
    judge: fn(&Value) -> Result<Report, Rejected>,
}

fn oracles() -> [Oracle; 2] {
    let advice = json!({ "allOf": schema("FlexFlowSettings")["x-advice"] });
    let compile = |schema: &Value| jsonschema::options().should_validate_formats(true).build(schema).unwrap();
    let oracle = |name, judge| Oracle { rules: compile(&schema(name)), advice: compile(&advice), judge };
    [
        oracle("UpdateFlexFlowRequest", |body| {
            UpdateFlexFlow::from_json(FLOW, body).map(|request| request.check())
        }),
        oracle("CreateFlexFlowRequest", |body| {
            CreateFlexFlow::from_json(body).map(|request| request.check())
        }),
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
                let path = error.instance_path().to_string();
                fields.insert(path.trim_start_matches('/').replace("~1", "/").replace("~0", "~"));
            }
        }
    }
    fields
}

fn compare(oracle: &Oracle, body: &Value) {
    let fields = |found: &[twilio_flex::Violation]| -> BTreeSet<String> {
        found.iter().map(|violation| violation.field().to_owned()).collect()
    };
    let (violations, advice) = match (oracle.judge)(body) {
        Ok(report) => (BTreeSet::new(), fields(&report.advice)),
        Err(rejected) => (fields(rejected.violations()), fields(rejected.advice())),
    };
    assert_eq!(violations, complaints(&oracle.rules, body), "violations of {body}");
    assert_eq!(advice, complaints(&oracle.advice, body), "advice about {body}");
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
                compare(oracle, &body);
            }
        }
    }
}

/// Values that some field takes, nearly takes, or has no idea about. Integers stay within 64 bits: JSON Schema knows no
/// end to them, a request does.
const VALUES: [&str; 29] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "2",
    "3",
    "4",
    "-1",
    "3.0",
    "2.5",
    "1e2",
    "9223372036854775807",
    r#""""#,
    r#""true""#,
    r#""2""#,
    r#""web""#,
    r#""WEB""#,
    r#""studio""#,
    r#""task""#,
    r#""https://example.com/a#b""#,
    r#""no uri""#,
    r#""example.com""#,
    r#""FW0123456789abcdef0123456789abcdef""#,
    r#""WS0123456789abcdef0123456789ABCDEF""#,
    r#""WW0123456789abcdef0123456789abcdef\n""#,
    r#""IS0123456789abcdef0123456789abcdeg""#,
    r#""☎ é""#,
    "[]",
];

#[test]
fn random_bodies_are_judged_alike() {
    let oracles = oracles();
    let mut fields: Vec<String> =
        schema("FlexFlowSettings")["properties"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(fields.len(), 17);
    fields.extend(["Friendlyname", "integration.flowsid", "a~b/c"].map(str::to_owned));
    let mut random = Random(0x5eed);
    for _ in 0..3_000 {
        let mut body = Map::new();
        for field in &fields {
            if random.below(3) == 0 {
                body.insert(field.clone(), serde_json::from_str(VALUES[random.below(VALUES.len())]).unwrap());
            }
        }
        if random.below(2) == 0 {
            let kinds = ["studio", "external", "task"];
            body.insert("IntegrationType".to_owned(), kinds[random.below(3)].into());
        }
        let body = Value::Object(body);
        compare(&oracles[0], &body);
        compare(&oracles[1], &body);
    }
}

/// A linear congruential generator: the same bodies on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(limit).unwrap()).unwrap()
    }
}
