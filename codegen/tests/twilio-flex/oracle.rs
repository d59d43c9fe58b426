//! The validators judged by somebody else: the jsonschema crate, on the schema taken from the spec files themselves.
//!
//! `ORACLE_INSTANCES` and `ORACLE_SEED` choose how many random instances there are, and which; `cargo xtask oracle` sets them.

mod advice;
mod chains;
mod complaint;
mod every_request;
mod form;
mod instances;
// The same numbers as in the tests of the generator.
#[allow(dead_code, reason = "the tests of the generator use all of it")]
#[path = "../../src/oracle/generators/random.rs"]
mod random;

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use twilio_flex::{Rejected, Report};

use self::complaint::complaints;
use self::instances::Shape;
use self::random::Random;
use crate::described::{Described, operations};
use crate::requests::{ALL, Checks};

/// A request, and the schemas that judge what it takes: what the rules say, and what the advice says on top.
struct Oracle {
    rules: Validator,
    advice: Validator,
    shape: Shape,
    checks: &'static Checks,
}

impl Oracle {
    fn new(checks: &'static Checks, described: &Described) -> Self {
        let compile =
            |schema: &Value| jsonschema::options().should_validate_formats(true).build(schema).unwrap();
        Self {
            rules: compile(&described.schema),
            advice: compile(&advice::advice(&described.schema)),
            shape: Shape::of(&described.schema),
            checks,
        }
    }

    fn violations(&self, body: &Value) -> BTreeSet<String> {
        complaints(&self.rules, &self.shape, body)
    }

    fn ignored_advice(&self, body: &Value) -> BTreeSet<String> {
        complaints(&self.advice, &self.shape, body)
    }

    fn name(&self) -> String {
        format!("{}::{}", self.checks.module, self.checks.operation_id)
    }
}

/// Every request that takes fields, with its schema; the two lists name the same.
fn oracles() -> Vec<Oracle> {
    let described: Vec<Described> = operations().into_iter().filter(Described::has_fields).collect();
    let name = |module: &str, id: &str| format!("{module}::{id}");
    let names: BTreeSet<_> = described.iter().map(|each| name(&each.module, &each.operation_id)).collect();
    let known: BTreeSet<_> = ALL.iter().map(|each| name(each.module, each.operation_id)).collect();
    assert_eq!(known, names);
    let oracle = |checks: &'static Checks| {
        let is_meant =
            |each: &&Described| each.module == checks.module && each.operation_id == checks.operation_id;
        Oracle::new(checks, described.iter().find(is_meant).unwrap())
    };
    ALL.iter().map(oracle).collect()
}

/// The oracle for one request of Flex Flows.
fn oracle(id: &str) -> Oracle {
    let is_meant = |each: &Oracle| each.checks.module == "v1::flex_flow" && each.checks.operation_id == id;
    oracles().into_iter().find(is_meant).unwrap()
}

/// What an instance was.
struct Judged {
    valid: bool,
    form: bool,
}

/// Whether validators say of an instance what the oracle says: as JSON, and as a form where one can say the same.
fn compare(oracle: &Oracle, body: &Value) -> Result<Judged, String> {
    let (violations, advice) = (oracle.violations(body), oracle.ignored_advice(body));
    let expected = (&violations, &advice);
    agree("as JSON", (oracle.checks.from_json)(body), expected, body)?;
    let (beside, inside) = split(body, oracle.checks.beside);
    let form =
        oracle.checks.from_form.and_then(|from_form| Some((from_form, form::of(&oracle.shape, &inside)?)));
    if let Some((from_form, form)) = &form {
        agree(&format!("as the form {form}"), from_form(&beside, form), expected, body)?;
    }
    Ok(Judged { valid: violations.is_empty(), form: form.is_some() })
}

/// The members that are sent beside a form, and those inside of it.
fn split(body: &Value, beside: &[&str]) -> (Value, Value) {
    let members = body.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.clone()));
    let (beside, inside): (Map<_, _>, Map<_, _>) =
        members.partition(|(name, _)| beside.contains(&name.as_str()));
    (beside.into(), inside.into())
}

/// Whether the same places are found, and whether what is accepted is what was given.
fn agree(
    how: &str,
    found: Result<(Report, Value), Rejected>,
    expected: (&BTreeSet<String>, &BTreeSet<String>),
    body: &Value,
) -> Result<(), String> {
    let (report, kept) = match found {
        Ok((report, kept)) => (report, Some(kept)),
        Err(rejected) => (rejected.into_report(), None),
    };
    let places = |found: &[twilio_flex::Violation]| -> BTreeSet<String> {
        found.iter().map(|violation| violation.pointer().to_owned()).collect()
    };
    let found = (places(&report.violations), places(&report.advice));
    if [&found.0, &found.1].map(outermost) != [expected.0, expected.1].map(outermost) {
        return Err(format!(
            "{how}, violations and advice of {body} are {found:?}, but the oracle says {expected:?}"
        ));
    }
    match kept {
        Some(kept) if !same(&kept, body) => Err(format!("{how}, {body} became {kept}")),
        _ => Ok(()),
    }
}

/// The places that lie in no other one: of a missing object, a validator may say what had to be in it, too.
fn outermost(places: &BTreeSet<String>) -> BTreeSet<String> {
    let lies_in =
        |place: &str, other: &str| place.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
    let outer =
        places.iter().filter(|place| !places.iter().any(|other| !other.is_empty() && lies_in(place, other)));
    outer.cloned().collect()
}

/// Whether two values say the same; to JSON Schema and to a request, `3.0` is `3`.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, left)| right.get(name).is_some_and(|right| same(left, right)))
        }
        (left, right) => left == right,
    }
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
    for oracle in ["UpdateFlexFlow", "CreateFlexFlow"].map(oracle) {
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
                assert_eq!(compare(&oracle, &body).err(), None);
                // The same with those cleared that can be, in an update.
                for (field, _) in &CONDITIONAL[..4] {
                    if body.get(field).is_some() {
                        body[*field] = json!("");
                        assert_eq!(compare(&oracle, &body).err(), None);
                    }
                }
            }
        }
    }
}

fn number(variable: &str, otherwise: u32) -> u32 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().unwrap())
}

#[test]
fn whatever_a_builder_builds_is_accepted() {
    let oracles = ["UpdateFlexFlow", "CreateFlexFlow"].map(oracle);
    let (count, seed) = (number("ORACLE_INSTANCES", 20_000) / 10, number("ORACLE_SEED", 1));
    let mut random = Random::new(seed.into());
    for _ in 0..count {
        for (oracle, (request, heeds_advice)) in oracles.iter().zip(chains::built(&mut random)) {
            let (rules, advice) = (oracle.violations(&request), oracle.ignored_advice(&request));
            let wrong = !rules.is_empty() || (heeds_advice && !advice.is_empty());
            assert!(!wrong, "{request} was built, but the oracle says {rules:?} and {advice:?}");
        }
        for (oracle, (request, report)) in oracles.iter().zip(chains::unchecked(&mut random)) {
            let (rules, advice) = (oracle.violations(&request), oracle.ignored_advice(&request));
            let found = Ok((report, request.clone()));
            assert_eq!(agree("unchecked", found, (&rules, &advice), &request), Ok(()));
        }
    }
    println!("oracle: {} chains of setters (seed {seed}), all of them accepted or judged alike", 4 * count);
}
