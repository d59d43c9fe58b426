//! Fields that an empty text clears.

use serde_json::{Value, json};

use super::{UNIT, URL, shown};
use crate::scalars::test_fixtures::UnitSid;
use crate::{
    Assertion, Checker, Clearable, Effect, Literal, Member, ReadFields, Rejected, Rule, RuleSet, Test, Uri,
    When,
};

const RULES: RuleSet = RuleSet::new(
    &[super::NAME, super::COLOUR, UNIT, super::RETRIES, super::PRIORITY, super::ENABLED, URL],
    &[
        Test::new(UNIT, &[], Assertion::OneOf(&[Literal::Text("")])),
        Test::new(URL, &[], Assertion::Not(&Assertion::OneOf(&[Literal::Text("")]))),
    ],
    &[
        Rule::new(
            "url-kept",
            Effect::Narrowed(1),
            When::Present(UNIT),
            "`Job.Url` cannot be cleared when `Job.UnitSid` is set",
            None,
        ),
        Rule::advice(
            "unit-cleared",
            Effect::Narrowed(0),
            When::Present(URL),
            "`Job.UnitSid` should not be set, only cleared, when `Job.Url` is set",
            None,
        ),
    ],
);

#[derive(Debug, Default, PartialEq)]
struct Params {
    unit: Option<Clearable<UnitSid>>,
    url: Option<Clearable<Uri>>,
}

impl ReadFields for Params {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        for member in members {
            match member.name() {
                "Job.UnitSid" => self.unit = check.clearable(UNIT, member, Checker::sid),
                "Job.Url" => self.url = check.clearable(URL, member, Checker::uri),
                _ => check.unknown(member),
            }
        }
    }
}

fn from_json(body: &Value) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::json(&RULES, body, &mut params).map(|()| params)
}

fn from_form(body: &str) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::form(&RULES, body, &mut params).map(|()| params)
}

#[test]
fn an_empty_text_clears_and_any_other_is_a_value() {
    let params = from_json(&json!({"Job.UnitSid": ""})).unwrap();
    assert_eq!(params, Params { unit: Some(Clearable::Cleared), url: None });
    assert_eq!(from_form("Job.UnitSid=").unwrap(), params);
    assert_eq!(from_form("Job.UnitSid").unwrap(), params);
    let set = from_form("Job.UnitSid=UN42").unwrap();
    assert_eq!(set.unit, UnitSid::parse("UN42").ok().map(Clearable::Value));
    assert_eq!(from_json(&json!({})).unwrap(), Params::default());
}

#[test]
fn what_is_neither_is_a_violation() {
    assert_eq!(
        shown(from_json(&json!({"Job.UnitSid": " ", "Job.Url": null}))),
        "pattern /Job.UnitSid: `Job.UnitSid` does not match `^UN[0-9]{2}$`\n\
         wrong_type /Job.Url: `Job.Url` takes a string, not null\n"
    );
    assert_eq!(
        shown(from_form("Job.UnitSid=&Job.UnitSid=UN42&Job.Url=%F")),
        "duplicate /Job.UnitSid: `Job.UnitSid` appears in the body more than once\n\
         malformed /Job.Url: `Job.Url` has a `%` that two hexadecimal digits do not follow\n\
         not_allowed /Job.Url: `Job.Url` cannot be cleared when `Job.UnitSid` is set\n"
    );
    assert_eq!(
        shown(from_form("Job.UnitSid=UN42&Job.UnitSid=")),
        "duplicate /Job.UnitSid: `Job.UnitSid` appears in the body more than once\n"
    );
}

#[test]
fn rules_tell_a_cleared_field_from_one_with_a_value() {
    assert_eq!(
        shown(from_form("Job.UnitSid=&Job.Url=")),
        "not_allowed /Job.Url: `Job.Url` cannot be cleared when `Job.UnitSid` is set\n"
    );
    assert!(from_form("Job.UnitSid=&Job.Url=urn:x:y").is_ok());
    let rejected = from_form("Job.UnitSid=UN42&Job.Url=").unwrap_err();
    assert_eq!(
        rejected.to_string(),
        "`Job.Url` cannot be cleared when `Job.UnitSid` is set\n\
         advice: `Job.UnitSid` should not be set, only cleared, when `Job.Url` is set"
    );
}
