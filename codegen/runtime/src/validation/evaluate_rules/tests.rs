//! Which violations rules give, and in which order.

use super::{Effect, Rule, RuleSet};
use crate::{Assertion, Facts, Field, Literal, Report, Test, Violation, ViolationKind, When};

const NAME: Field = Field::new(0, "Name");
const TYPE: Field = Field::new(1, "Type");
const URL: Field = Field::new(2, "Job.Url");
const ROUTING: Field = Field::new(3, "Routing");
const FIELDS: &[Field] = &[NAME, TYPE, URL, ROUTING];

const TESTS: &[Test] = &[
    Test::new(TYPE, &[], Assertion::OneOf(&[Literal::Text("external")])),
    Test::new(TYPE, &[], Assertion::OneOf(&[Literal::Text("task")])),
    Test::new(ROUTING, &["a/b", "status"], Assertion::OneOf(&[Literal::Text("open")])),
];
const EXTERNAL: When = When::Holds(0);
const TASK: When = When::Holds(1);

const RULES: RuleSet = RuleSet::new(
    FIELDS,
    TESTS,
    &[
        Rule::new(
            "url-external",
            Effect::Required(URL),
            EXTERNAL,
            "`Job.Url` is required when `Type` is `external`",
            Some("Required when type is external"),
        ),
        Rule::new(
            "url-task",
            Effect::Forbidden(URL),
            TASK,
            "`Job.Url` cannot be set when `Type` is `task`",
            None,
        ),
        Rule::new("name", Effect::Required(NAME), When::Always, "`Name` is required", None),
        Rule::advice(
            "url-advice",
            Effect::Forbidden(URL),
            When::Not(&EXTERNAL),
            "`Job.Url` has no effect",
            None,
        ),
        // A duplicate, as two documented passages can give one.
        Rule::new("name", Effect::Required(NAME), When::Always, "`Name` is required", None),
    ],
);

fn facts() -> Facts {
    Facts::of(&RULES)
}

/// Evaluates a single rule, or piece of advice, that always applies.
fn one(rule: Rule, facts: &Facts) -> Report {
    RuleSet::new(FIELDS, TESTS, Vec::leak(vec![rule])).check(facts)
}

/// The violation of a rule with this effect and that of advice, as `kind, kind of advice: fields at pointer`. Empty if there
/// is none.
fn found(effect: Effect, facts: &Facts) -> String {
    let report = one(Rule::new("it", effect, When::Always, "wrong", Some("basis")), facts);
    let advised = one(Rule::advice("it", effect, When::Always, "wrong", Some("basis")), facts);
    assert!(advised.is_valid() && report.advice.is_empty());
    let (Some(violation), Some(advice)) = (report.violations.first(), advised.advice.first()) else {
        assert_eq!((report, advised), (Report::default(), Report::default()));
        return String::new();
    };
    let shown = |violation: &Violation| {
        let fields: Vec<_> = violation.fields().collect();
        assert_eq!(violation.field(), if violation.pointer().is_empty() { "" } else { fields[0] });
        assert_eq!((violation.rule(), violation.basis()), (Some("it"), Some("basis")));
        assert_eq!(violation.message(), "wrong");
        format!("{} at {:?}", fields.join(" "), violation.pointer())
    };
    assert_eq!(shown(violation), shown(advice));
    format!("{}, {}: {}", violation.kind(), advice.kind(), shown(violation))
}

#[test]
fn required_and_forbidden_fields() {
    let (without, with) = (facts(), facts().present(URL, true));
    assert_eq!(found(Effect::Required(URL), &with), "");
    assert_eq!(found(Effect::Required(URL), &without), "required, recommended: Job.Url at \"/Job.Url\"");
    assert_eq!(found(Effect::Forbidden(URL), &without), "");
    assert_eq!(found(Effect::Forbidden(URL), &with), "not_applicable, discouraged: Job.Url at \"/Job.Url\"");
}

#[test]
fn narrowed_values() {
    assert_eq!(found(Effect::Narrowed(0), &facts()), "", "an absent field is not tested");
    assert_eq!(found(Effect::Narrowed(0), &facts().value(TYPE, Some("external"))), "");
    let task = facts().value(TYPE, Some("task"));
    assert_eq!(found(Effect::Narrowed(0), &task), "not_allowed, discouraged: Type at \"/Type\"");
    for json in [r#"{"a/b": {"status": "shut"}}"#, r#"{"a/b": {}}"#, "{}"] {
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        let found = found(Effect::Narrowed(2), &facts().value(ROUTING, Some(&value)));
        assert_eq!(found, "not_allowed, discouraged: Routing at \"/Routing/a~1b/status\"", "{json}");
    }
    for value in [serde_json::json!({"a/b": {"status": "open"}}), serde_json::json!(7)] {
        assert_eq!(found(Effect::Narrowed(2), &facts().value(ROUTING, Some(&value))), "", "{value}");
    }
}

#[test]
fn groups_of_fields() {
    const MISSING: &str = "required, recommended: Name Type Job.Url at \"\"";
    let groups = |groups, least, most| Effect::Groups { groups, least, most };
    let none = facts();
    let name = none.present(NAME, true);
    let pair = name.present(TYPE, true);
    let url = none.present(URL, true);
    let all = pair.present(URL, true);

    // The groups are out of order. The fields of the report are not.
    let one_of = groups(&[&[URL], &[NAME, TYPE]], 1, 1);
    assert_eq!(found(one_of, &none), MISSING);
    assert_eq!(found(one_of, &name), MISSING, "half a group does not count");
    assert_eq!(found(one_of, &pair), "");
    assert_eq!(found(one_of, &url), "");
    assert_eq!(found(one_of, &all), "conflict, discouraged: Name Type Job.Url at \"\"");

    let at_most_two = groups(&[&[NAME], &[URL], &[ROUTING], &[NAME]], 0, 2);
    assert_eq!(found(at_most_two, &name), "");
    assert_eq!(
        found(at_most_two, &all),
        "conflict, discouraged: Name Job.Url at \"\"",
        "only those that are set"
    );

    let never_both = groups(&[&[NAME, TYPE]], 0, 0);
    assert_eq!(found(never_both, &name), "");
    assert_eq!(found(never_both, &pair), "conflict, discouraged: Name Type at \"\"");
    assert_eq!(found(groups(&[], 0, 0), &all), "");
    assert_eq!(found(groups(&[], 1, 1), &all), "required, recommended:  at \"\"");
}

#[test]
fn violations_are_in_the_order_of_the_fields() {
    let report = RULES.check(&facts().value(TYPE, Some("external")));
    let found: Vec<_> = report
        .violations
        .iter()
        .map(|violation| (violation.field(), violation.kind(), violation.rule(), violation.basis()))
        .collect();
    assert_eq!(
        found,
        [
            ("Name", ViolationKind::Required, Some("name"), None),
            (
                "Job.Url",
                ViolationKind::Required,
                Some("url-external"),
                Some("Required when type is external")
            ),
        ]
    );
    assert!(report.advice.is_empty() && !report.is_valid());
}

#[test]
fn groups_are_sorted_by_their_first_field() {
    const MIXED: RuleSet = RuleSet::new(
        FIELDS,
        &[],
        &[
            Rule::new("routing", Effect::Required(ROUTING), When::Always, "routing", None),
            Rule::new("url", Effect::Required(URL), When::Always, "url", None),
            Rule::new(
                "either",
                Effect::Groups { groups: &[&[ROUTING], &[URL]], least: 1, most: 2 },
                When::Always,
                "either",
                None,
            ),
            Rule::new("type", Effect::Required(TYPE), When::Always, "type", None),
        ],
    );
    assert_eq!(MIXED.check(&Facts::of(&MIXED)).to_string(), "type\nurl\neither\nrouting");
}

#[test]
fn advice_is_separate() {
    let named = facts().present(NAME, true).present(URL, true);
    let report = RULES.check(&named);
    assert!(report.is_valid());
    assert_eq!(report.advice.len(), 1);
    assert_eq!(report.to_string(), "advice: `Job.Url` has no effect");
    assert_eq!(report.into_result(), Ok(()));

    let report = RULES.check(&named.value(TYPE, Some("task")));
    assert_eq!(report.violations.len(), 1);
    assert_eq!(
        report.to_string(),
        "`Job.Url` cannot be set when `Type` is `task`\nadvice: `Job.Url` has no effect"
    );
    assert_eq!(report.clone().into_result().unwrap_err().into_report(), report);
}

#[test]
fn a_valid_request_gives_an_empty_report() {
    let facts = facts().present(NAME, true).value(TYPE, Some("external")).present(URL, true);
    let report = RULES.check(&facts);
    assert_eq!(report, Report::default());
    assert_eq!(report.to_string(), "");
}

#[test]
fn two_rules_about_one_field_are_two_violations() {
    const TWICE: RuleSet = RuleSet::new(
        &[NAME],
        &[],
        &[
            Rule::new("one", Effect::Required(NAME), When::Always, "one", None),
            Rule::new("other", Effect::Required(NAME), When::Always, "other", None),
        ],
    );
    assert_eq!(TWICE.check(&Facts::of(&TWICE)).to_string(), "one\nother");
}

#[test]
#[should_panic(expected = "a rule refers to a test that is not there")]
fn a_narrowing_without_its_test_does_not_compile_in_a_constant() {
    const RULE: Rule = Rule::new("it", Effect::Narrowed(3), When::Always, "", None);
    let _ = RuleSet::new(FIELDS, TESTS, &[RULE]);
}

#[test]
#[should_panic(expected = "a rule refers to a test that is not there")]
fn a_condition_without_its_test_does_not_compile_in_a_constant() {
    const RULE: Rule = Rule::new("it", Effect::Narrowed(2), When::Holds(3), "", None);
    let _ = RuleSet::new(FIELDS, TESTS, &[RULE]);
}

#[test]
#[should_panic(expected = "the rules of a request use at most 128 tests")]
fn more_than_128_tests_do_not_compile_in_a_constant() {
    const MANY: [Test; 129] = [Test::new(NAME, &[], Assertion::Present); 129];
    let _ = RuleSet::new(FIELDS, &MANY, &[]);
}

#[test]
#[should_panic(expected = "a request has at most 128 fields")]
fn more_than_128_fields_do_not_compile_in_a_constant() {
    let _ = RuleSet::new(&[NAME; 129], &[], &[]);
}
