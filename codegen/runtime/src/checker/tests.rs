//! Every kind of violation, in JSON and in forms.

mod form;
mod json;

use std::fmt::Write as _;

use serde_json::Value;

use crate::samples::{Colour, Label, Retries, UnitSid, Word};
use crate::{Checker, Effect, Field, Member, Rejected, Rule, RuleSet, Uri, When};

const NAME: Field = Field::new(0, "Name");
const COLOUR: Field = Field::new(1, "Colour");
const UNIT: Field = Field::new(2, "Job.UnitSid");
const RETRIES: Field = Field::new(3, "Job.Retries");
const PRIORITY: Field = Field::new(4, "Job.Priority");
const ENABLED: Field = Field::new(5, "Enabled");
const URL: Field = Field::new(6, "Job.Url");
const LABEL: Field = Field::new(7, "Label");
const WORD: Field = Field::new(8, "Word");

const RULES: RuleSet = RuleSet::new(
    &[NAME, COLOUR, UNIT, RETRIES, PRIORITY, ENABLED, URL, LABEL, WORD],
    &[
        Rule::new("name", NAME, Effect::Required, When::always(), "`Name` is required", None),
        Rule::new(
            "unit-red",
            UNIT,
            Effect::Required,
            When::is(COLOUR, &["red"]),
            "`Job.UnitSid` is required when `Colour` is `red`",
            Some("Required when red"),
        ),
        Rule::new(
            "retries-blue",
            RETRIES,
            Effect::Forbidden,
            When::is_not(COLOUR, &["blue"]),
            "`Job.Retries` can only be set when `Colour` is `blue`",
            None,
        ),
        Rule::new(
            "url-advice",
            URL,
            Effect::Discouraged,
            When::is_not(COLOUR, &["dark-green"]),
            "`Job.Url` has no effect unless `Colour` is something else than `red`",
            None,
        ),
    ],
);

/// What generated code collects.
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
    word: Option<Word>,
}

impl Params {
    fn read(&mut self, member: &Member<'_>, check: &mut Checker) {
        match member.name() {
            "Name" => self.name = check.text(NAME, member),
            "Colour" => self.colour = check.choice(COLOUR, member),
            "Job.UnitSid" => self.unit = check.sid(UNIT, member),
            "Job.Retries" => self.retries = check.bounded(RETRIES, member),
            "Job.Priority" => self.priority = check.integer(PRIORITY, member),
            "Enabled" => self.enabled = check.boolean(ENABLED, member),
            "Job.Url" => self.url = check.uri(URL, member),
            "Label" => self.label = check.text(LABEL, member),
            "Word" => self.word = check.checked(WORD, member),
            _ => check.unknown(member),
        }
    }
}

fn from_json(body: &Value) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::json(&RULES, body, |member, check| params.read(member, check))?;
    Ok(params)
}

fn from_form(body: &str) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::form(&RULES, body, |member, check| params.read(member, check))?;
    Ok(params)
}

/// `kind pointer: message`, a line each.
fn shown(result: Result<Params, Rejected>) -> String {
    let rejected = result.unwrap_err();
    let mut lines = String::new();
    for violation in rejected.violations() {
        writeln!(lines, "{} {}: {violation}", violation.kind(), violation.pointer()).unwrap();
    }
    lines
}

/// Everything set, and nothing wrong.
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
        word: Word::parse("word").ok(),
    }
}
