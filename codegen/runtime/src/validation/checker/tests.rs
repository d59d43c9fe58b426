//! Tests of the checker: every kind of violation, in JSON and in forms.

mod clearable;
mod extensible;
mod form;
mod json;
mod lists_and_headers;
mod nested_objects;
mod rule_inputs;
mod unions;

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::scalars::test_fixtures::{Colour, Label, Retries, UnitSid, Word};
use crate::{
    Assertion, Checker, Effect, Field, Literal, Member, ReadFields, Rejected, Rule, RuleSet, Test, Uri, When,
};

const NAME: Field = Field::new(0, "Name");
const COLOUR: Field = Field::new(1, "Colour");
const UNIT: Field = Field::new(2, "Job.UnitSid");
const RETRIES: Field = Field::new(3, "Job.Retries");
const PRIORITY: Field = Field::new(4, "Job.Priority");
const ENABLED: Field = Field::new(5, "Enabled");
const URL: Field = Field::new(6, "Job.Url");
const LABEL: Field = Field::new(7, "Label");
const ROUTING: Field = Field::new(8, "Routing");
const WORD: Field = Field::new(9, "Word");

const TESTS: &[Test] = &[
    Test::new(COLOUR, &[], Assertion::OneOf(&[Literal::Text("red")])),
    Test::new(COLOUR, &[], Assertion::OneOf(&[Literal::Text("blue")])),
    Test::new(COLOUR, &[], Assertion::OneOf(&[Literal::Text("dark-green")])),
];

const RULES: RuleSet = RuleSet::new(
    &[NAME, COLOUR, UNIT, RETRIES, PRIORITY, ENABLED, URL, LABEL, ROUTING, WORD],
    TESTS,
    &[
        Rule::new("name", Effect::Required(NAME), When::Always, "`Name` is required", None),
        Rule::new(
            "unit-red",
            Effect::Required(UNIT),
            When::Holds(0),
            "`Job.UnitSid` is required when `Colour` is `red`",
            Some("Required when red"),
        ),
        Rule::new(
            "retries-blue",
            Effect::Forbidden(RETRIES),
            When::Not(&When::Holds(1)),
            "`Job.Retries` can only be set when `Colour` is `blue`",
            None,
        ),
        Rule::advice(
            "url-advice",
            Effect::Forbidden(URL),
            When::Not(&When::Holds(2)),
            "`Job.Url` has no effect unless `Colour` is something else than `red`",
            None,
        ),
    ],
);

/// What a generated request looks like to the checker.
#[derive(Debug, Default, PartialEq)]
struct Params {
    name: Option<String>,
    colour: Option<Colour>,
    unit: Option<UnitSid>,
    retries: Option<Retries>,
    priority: Option<i64>,
    enabled: Option<bool>,
    url: Option<Uri>,
    label: Option<Label>,
    routing: Option<Map<String, Value>>,
    word: Option<Word>,
}

impl ReadFields for Params {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        for member in members {
            match member.name() {
                "Name" => self.name = check.text(NAME, member),
                "Colour" => self.colour = check.choice(COLOUR, member),
                "Job.UnitSid" => self.unit = check.sid(UNIT, member),
                "Job.Retries" => self.retries = check.bounded(RETRIES, member),
                "Job.Priority" => self.priority = check.integer(PRIORITY, member),
                "Enabled" => self.enabled = check.boolean(ENABLED, member),
                "Job.Url" => self.url = check.uri(URL, member),
                "Label" => self.label = check.text(LABEL, member),
                "Routing" => self.routing = check.json_object(ROUTING, member),
                "Word" => self.word = check.checked(WORD, member),
                _ => check.unknown(member),
            }
        }
    }
}

fn from_json(body: &Value) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::json(&RULES, body, &mut params)?;
    Ok(params)
}

fn from_form(body: &str) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::form(&RULES, body, &mut params)?;
    Ok(params)
}

/// The violations as `kind pointer: message`, one per line.
fn shown<T: std::fmt::Debug>(result: Result<T, Rejected>) -> String {
    let rejected = result.unwrap_err();
    let mut lines = String::new();
    for violation in rejected.violations() {
        writeln!(lines, "{} {}: {violation}", violation.kind(), violation.pointer()).unwrap();
    }
    lines
}

/// A valid request with every field set.
fn complete() -> Params {
    Params {
        name: Some("A & B".to_owned()),
        colour: Some(Colour::Blue),
        unit: UnitSid::parse("UN42").ok(),
        retries: Retries::new(3).ok(),
        priority: Some(-10),
        enabled: Some(true),
        url: Uri::parse("https://h/#rc=2").ok(),
        label: Some(Label::from("☎")),
        routing: serde_json::from_str(r#"{"status": {"a": 1.0}}"#).ok(),
        word: Word::parse("word").ok(),
    }
}
