//! Enums of which more values are accepted than documented.

use serde_json::{Value, json};

use super::COLOUR;
use crate::scalars::test_fixtures::Colour;
use crate::{Assertion, Literal};
use crate::{
    Checker, Effect, Facts, Member, Open, Parts, ReadFields, Report, Rule, RuleSet, Test, ViolationKind, When,
};

/// Without any rule that is kept, so that each body leads to a report.
const RULES: RuleSet = RuleSet::new(
    &[super::NAME, COLOUR],
    &[Test::new(COLOUR, &[], Assertion::OneOf(&[Literal::Text("crimson")]))],
    &[
        Rule::new("never", Effect::Required(super::NAME), When::Always, "`Name` is required", None),
        Rule::advice("crimson", Effect::Narrowed(0), When::Always, "`Colour` should be `crimson`", None),
    ],
);

#[derive(Debug, Default)]
struct Params {
    colour: Option<Open<Colour>>,
}

impl ReadFields for Params {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        for member in members {
            match member.name() {
                "Colour" => self.colour = check.open_choice(COLOUR, member),
                _ => check.unknown(member),
            }
        }
    }
}

fn read(colour: &Value) -> (Option<Open<Colour>>, Report) {
    let mut params = Params::default();
    let rejected = Checker::json(&RULES, &json!({ "Colour": colour }), &mut params).unwrap_err();
    (params.colour, rejected.into_report())
}

/// The kinds and messages of advice.
fn advice(report: &Report) -> Vec<(ViolationKind, &str)> {
    report.advice.iter().map(|advice| (advice.kind(), advice.message())).collect()
}

#[test]
fn another_text_is_accepted_with_advice() {
    let (colour, report) = read(&json!("rred"));
    assert_eq!(colour.map(String::from).as_deref(), Some("rred"));
    assert_eq!(
        advice(&report),
        [
            (
                ViolationKind::Undocumented,
                "`Colour` is documented as `red`, `dark-green`, `blue`; did you mean `red`?"
            ),
            (ViolationKind::Discouraged, "`Colour` should be `crimson`"),
        ]
    );
    assert_eq!(report.advice[0].pointer(), "/Colour");
    let (colour, report) = read(&json!("blue"));
    assert_eq!(colour, Some(Open::Known(Colour::Blue)));
    assert_eq!(advice(&report), [(ViolationKind::Discouraged, "`Colour` should be `crimson`")]);
}

#[test]
fn rules_see_the_text_as_it_is() {
    let (_, report) = read(&json!("crimson"));
    let expected = "`Colour` is documented as `red`, `dark-green`, `blue`";
    assert_eq!(advice(&report), [(ViolationKind::Undocumented, expected)]);
}

#[test]
fn what_is_no_text_is_a_violation() {
    let (colour, report) = read(&json!(7));
    assert_eq!((colour, report.violations.len()), (None, 2));
    assert_eq!(report.violations[1].to_string(), "`Colour` takes a string, not a number");
}

#[test]
fn a_check_says_the_same() {
    let colour = Open::<Colour>::from("rred");
    let facts = Facts::of(&RULES).value(COLOUR, Some(colour.as_str()));
    let report = RULES.check_with(&facts, Parts::new().open_choice(COLOUR, Some(&colour)));
    assert_eq!(report, read(&json!("rred")).1);
    let report = RULES.check_with(&facts, Parts::new().open_choice(COLOUR, None::<&Open<Colour>>));
    assert_eq!(report.advice.len(), 1);
}
