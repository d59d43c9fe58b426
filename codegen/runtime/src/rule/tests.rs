//! When rules apply, what they find, and in which order.

use super::{Effect, Field, Rule, RuleSet, When};
use crate::facts::Facts;
use crate::violation::ViolationKind;

const NAME: Field = Field::new(0, "Name");
const TYPE: Field = Field::new(1, "Type");
const URL: Field = Field::new(2, "Job.Url");
const LAST: Field = Field::new(127, "Last");

fn holds(when: When, facts: &Facts) -> bool {
    when.holds(facts)
}

#[test]
fn conditions() {
    let absent = Facts::new();
    let studio = Facts::new().chosen(TYPE, Some("studio"));
    let task = Facts::new().chosen(TYPE, Some("task"));
    let invalid = Facts::new().present(TYPE, true);
    let table = [
        ("always", When::always(), [true, true, true, true]),
        ("is", When::is(TYPE, &["studio"]), [false, true, false, false]),
        ("is either", When::is(TYPE, &["task", "studio"]), [false, true, true, false]),
        ("is not", When::is_not(TYPE, &["task"]), [true, true, false, true]),
        ("is neither", When::is_not(TYPE, &["task", "studio"]), [true, false, false, true]),
        ("is none of nothing", When::is_not(TYPE, &[]), [true, true, true, true]),
        ("is one of nothing", When::is(TYPE, &[]), [false, false, false, false]),
    ];
    for (name, when, expected) in table {
        let found = [&absent, &studio, &task, &invalid].map(|facts| holds(when, facts));
        assert_eq!(found, expected, "{name}, for absent, studio, task, invalid");
    }
}

#[test]
fn a_condition_looks_at_its_own_field() {
    let facts = Facts::new().chosen(NAME, Some("studio"));
    assert!(!holds(When::is(TYPE, &["studio"]), &facts));
}

#[test]
fn facts_count_fields_up_to_the_last() {
    let facts = Facts::new().present(NAME, true).present(URL, false).chosen(TYPE, None).present(LAST, true);
    assert_eq!([NAME, TYPE, URL, LAST].map(|field| facts.has(field)), [true, false, false, true]);
    let beyond = Field { index: 200, name: "Beyond" };
    assert!(
        !Facts::new().present(beyond, true).has(beyond),
        "must not panic, and must not hit another field"
    );
}

#[test]
#[should_panic(expected = "a request has at most 128 fields")]
fn a_field_beyond_the_last_does_not_compile_in_a_constant() {
    let _ = Field::new(128, "Beyond");
}

const RULES: RuleSet = RuleSet::new(
    &[NAME, TYPE, URL],
    &[
        Rule::new(
            "url-external",
            URL,
            Effect::Required,
            When::is(TYPE, &["external"]),
            "`Job.Url` is required when `Type` is `external`",
            Some("Required when type is external"),
        ),
        Rule::new(
            "url-task",
            URL,
            Effect::Forbidden,
            When::is(TYPE, &["task"]),
            "`Job.Url` cannot be set when `Type` is `task`",
            None,
        ),
        Rule::new("name", NAME, Effect::Required, When::always(), "`Name` is required", None),
        Rule::new(
            "url-advice",
            URL,
            Effect::Discouraged,
            When::is_not(TYPE, &["external"]),
            "`Job.Url` has no effect",
            None,
        ),
        // The same again, as it arises when two documented phrases say the same.
        Rule::new("name", NAME, Effect::Required, When::always(), "`Name` is required", None),
    ],
);

#[test]
fn violations_stand_in_the_order_of_the_fields() {
    let report = RULES.check(&Facts::new().chosen(TYPE, Some("external")));
    let found: Vec<_> = report
        .violations
        .iter()
        .map(|violation| {
            (violation.field(), violation.pointer(), violation.kind(), violation.rule(), violation.basis())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Name", "/Name", ViolationKind::Required, Some("name"), None),
            (
                "Job.Url",
                "/Job.Url",
                ViolationKind::Required,
                Some("url-external"),
                Some("Required when type is external")
            ),
        ]
    );
    assert!(report.advice.is_empty() && !report.is_valid());
}

#[test]
fn advice_stands_apart() {
    let named = Facts::new().present(NAME, true).present(URL, true);
    let report = RULES.check(&named);
    assert!(report.is_valid());
    assert_eq!(report.advice.len(), 1);
    assert_eq!(report.advice[0].kind(), ViolationKind::Discouraged);
    assert_eq!(report.to_string(), "advice: `Job.Url` has no effect");

    let report = RULES.check(&named.chosen(TYPE, Some("task")));
    assert_eq!(report.violations.len(), 1);
    assert_eq!(report.violations[0].kind(), ViolationKind::NotApplicable);
    assert_eq!(
        report.to_string(),
        "`Job.Url` cannot be set when `Type` is `task`\nadvice: `Job.Url` has no effect"
    );
}

#[test]
fn nothing_wrong_gives_an_empty_report() {
    let facts = Facts::new().present(NAME, true).chosen(TYPE, Some("external")).present(URL, true);
    let report = RULES.check(&facts);
    assert_eq!(report, crate::Report::default());
    assert_eq!(report.to_string(), "");
}

#[test]
fn two_rules_about_one_field_are_two_violations() {
    const TWICE: RuleSet = RuleSet::new(
        &[NAME],
        &[
            Rule::new("one", NAME, Effect::Required, When::always(), "one", None),
            Rule::new("other", NAME, Effect::Required, When::always(), "other", None),
        ],
    );
    assert_eq!(TWICE.check(&Facts::new()).to_string(), "one\nother");
}
