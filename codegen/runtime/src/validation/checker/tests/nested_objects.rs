//! Objects nested in objects: violations are reported with the path to them.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::shown;
use crate::{
    Assertion, Checker, Effect, Facts, Field, FormValue, FormWriter, Literal, Member, Parts, ReadFields,
    Rejected, Report, RequestObject, Rule, RuleSet, Test, ValueWriter, When,
};

const NAME: Field = Field::new(0, "name");
const CODE: Field = Field::new(1, "code");
const INNER: Field = Field::new(2, "in/ner");

const RULES: RuleSet = RuleSet::new(
    &[NAME, CODE, INNER],
    &[],
    &[
        Rule::new("name", Effect::Required(NAME), When::Always, "`name` is required", None),
        Rule::new(
            "one",
            Effect::Groups { groups: &[&[CODE], &[INNER]], least: 0, most: 1 },
            When::Always,
            "`code` and `in/ner` cannot be set together",
            None,
        ),
        Rule::advice("code", Effect::Forbidden(CODE), When::Always, "codes are old", None),
    ],
);

/// An object that can hold another of the same type, three levels deep.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Node<const LEVEL: usize> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<i64>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

impl<const LEVEL: usize> ReadFields for Node<LEVEL> {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        for member in members {
            match member.name() {
                "name" => self.name = check.text(NAME, member),
                "code" => self.code = check.integer(CODE, member),
                "in/ner" if LEVEL == 0 => drop(check.object::<Node<1>>(INNER, member)),
                "in/ner" if LEVEL == 1 => check.list(INNER, member, &mut None, Checker::object::<Node<2>>),
                _ if LEVEL == 2 => check.keep(member, &mut self.more),
                _ => check.unknown(member),
            }
        }
    }
}

impl<const LEVEL: usize> RequestObject for Node<LEVEL> {
    const RULES: &'static RuleSet = &RULES;

    fn read<'m>(members: impl Iterator<Item = Member<'m>>, check: &mut Checker) -> Self {
        let mut node = Self::default();
        node.read_fields(members, check);
        node
    }

    fn check(&self) -> Report {
        let facts = Facts::of(&RULES).present(NAME, self.name.is_some()).present(CODE, self.code.is_some());
        RULES.check(&facts)
    }
}

impl<const LEVEL: usize> FormValue for Node<LEVEL> {
    fn write_form(&self, value: &mut ValueWriter<'_>) {
        value.json(self);
    }
}

fn from_json(body: &Value) -> Result<Node<0>, Rejected> {
    let mut node = Node::default();
    Checker::json(&RULES, body, &mut node).map(|()| node)
}

fn from_form(form: &str) -> Result<Node<0>, Rejected> {
    let mut node = Node::default();
    Checker::form(&RULES, form, &mut node).map(|()| node)
}

#[test]
fn every_level_adds_to_the_path() {
    let body = json!({ "in/ner": { "nam": 1, "in/ner": [{ "name": "n", "free": 1 }, { "code": "x" }, 1] } });
    let expected = "required /name: `name` is required\n\
                    required /in~1ner/name: in `in/ner`: `name` is required\n\
                    required /in~1ner/in~1ner/1/name: in `in/ner.in/ner[1]`: `name` is required\n\
                    wrong_type /in~1ner/in~1ner/1/code: `in/ner.in/ner[1].code` takes an integer, not a string\n\
                    wrong_type /in~1ner/in~1ner/2: `in/ner.in/ner[2]` takes a JSON object, not a number\n\
                    unknown_field /in~1ner/nam: `in/ner.nam` is not a field of this request; did you mean `name`?\n";
    assert_eq!(shown(from_json(&body)), expected);
    let form = format!("in%2Fner={}", body["in/ner"].to_string().replace('"', "%22"));
    assert_eq!(shown(from_form(&form)), expected);
}

#[test]
fn the_pointer_of_a_rule_about_several_members_is_that_of_their_object() {
    let found =
        from_json(&json!({ "name": "n", "in/ner": { "name": "n", "code": 1, "in/ner": [] } })).unwrap_err();
    let [violation] = found.violations() else { panic!("{found}") };
    assert_eq!(violation.message(), "in `in/ner`: `code` and `in/ner` cannot be set together");
    assert_eq!((violation.field(), violation.pointer()), ("in/ner", "/in~1ner"));
    assert_eq!(violation.fields().collect::<Vec<_>>(), ["code", "in/ner"]);
    let [advice] = found.advice() else { panic!("{found}") };
    assert_eq!((advice.message(), advice.pointer()), ("in `in/ner`: codes are old", "/in~1ner/code"));
}

#[test]
fn form_text_must_be_a_json_object() {
    assert_eq!(from_form("name=n&in%2Fner={\"name\":\"x\"}").unwrap().name.as_deref(), Some("n"));
    for (text, expected) in [
        ("{", "format /in~1ner: `in/ner` takes a JSON object, as text\n"),
        ("", "format /in~1ner: `in/ner` takes a JSON object, as text\n"),
        ("[]", "wrong_type /in~1ner: `in/ner` takes a JSON object, not an array\n"),
        ("{\"name\":null}", "wrong_type /in~1ner/name: `in/ner.name` takes a string, not null\n"),
    ] {
        assert_eq!(shown(from_form(&format!("name=n&in%2Fner={text}"))), expected, "{text}");
    }
}

#[test]
fn the_work_for_hostile_objects_is_limited() {
    let wide = |count: usize| -> Value {
        (0..count).map(|index| (format!("m{index}"), Value::Null)).collect::<Map<_, _>>().into()
    };
    let body = json!({ "name": "n", "in/ner": wide(2_001) });
    assert_eq!(shown(from_json(&body)), "malformed /in~1ner: `in/ner` has more than 2000 members\n");
    let found = from_json(&json!({ "name": "n", "in/ner": { "name": "n", "in/ner": vec![json!({}); 500] } }));
    assert_eq!(found.unwrap_err().violations().len(), 100, "one for each of a hundred items");
    let mut members = wide(1_500);
    members["in/ner"] = wide(1_500);
    let found = from_json(&members).unwrap_err();
    let unknown =
        found.violations().iter().filter(|found| found.kind() == crate::ViolationKind::UnknownField);
    assert_eq!(unknown.count(), 2_000, "on all levels together");
}

/// An object with a list of integers and a list of objects of the same type.
#[derive(Default, Serialize)]
struct Row {}

const ROW: RuleSet = RuleSet::new(&[NAME, CODE], &[], &[]);

impl ReadFields for Row {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        for member in members {
            match member.name() {
                "name" => check.list(NAME, member, &mut None, Checker::object::<Self>),
                _ => check.list(CODE, member, &mut None, Checker::integer),
            }
        }
    }
}

impl RequestObject for Row {
    const RULES: &'static RuleSet = &ROW;

    fn read<'m>(members: impl Iterator<Item = Member<'m>>, check: &mut Checker) -> Self {
        let mut row = Self::default();
        row.read_fields(members, check);
        row
    }

    fn check(&self) -> Report {
        Report::default()
    }
}

#[test]
fn wrong_items_of_nested_lists_are_counted_together() {
    let rows =
        |count: usize, codes: usize| json!({ "name": vec![json!({ "code": vec!["x"; codes] }); count] });
    let wrong = |body: Value| Checker::json(&ROW, &body, &mut Row::default()).unwrap_err().violations().len();
    assert_eq!(wrong(rows(1, 500)), 100);
    assert_eq!(wrong(rows(500, 500)), 100, "plus the object around the last one, which is wrong as well");
    assert_eq!(wrong(rows(500, 1)), 50, "each code and the object around it");
}

#[test]
fn the_name_of_a_field_cannot_be_an_additional_member() {
    let members = RULES.undescribed([("free", 1), ("more", 2)]).unwrap();
    assert_eq!(Value::from(members), json!({ "free": 1, "more": 2 }));
    let expected = "duplicate /name: `name` is a field with a setter of its own, and no other member\n\
                    duplicate /code: `code` is a field with a setter of its own, and no other member\n";
    assert_eq!(shown(RULES.undescribed([("code", 1), ("free", 2), ("name", 3)])), expected);
}

#[test]
fn rules_see_what_is_sent_in_place_of_a_field() {
    const TESTS: &[Test] = &[Test::new(CODE, &[], Assertion::OneOf(&[Literal::Integer(1)]))];
    const ONE: RuleSet = RuleSet::new(
        &[NAME, CODE],
        TESTS,
        &[
            Rule::new("name", Effect::Required(NAME), When::Always, "`name` is required", None),
            Rule::new("one", Effect::Narrowed(0), When::Always, "`code` has to be 1", None),
        ],
    );
    let facts = Facts::of(&ONE).value(CODE, Some(1_i64));
    let report = |members: Value| {
        let members = members.as_object().cloned().unwrap();
        ONE.check_with(&facts.overridden(&members), Parts::new().overridden(&ONE, &members)).to_string()
    };
    assert_eq!(report(json!({ "free": 2 })), "`name` is required");
    let advice = "advice: `name` is overridden, and sent unchecked";
    assert_eq!(report(json!({ "name": [1] })), advice);
    let both = "`code` has to be 1\nadvice: `name` is overridden, and sent unchecked\n\
                advice: `code` is overridden, and sent unchecked";
    assert_eq!(report(json!({ "code": "1", "name": null })), both, "the value before does not count");
}

#[test]
fn a_typed_request_is_checked_with_its_nested_objects() {
    let mut node = Node::<2> { code: Some(1), ..Node::default() };
    node.more.insert("free".to_owned(), json!([1]));
    let inside = Parts::new().object(NAME, Some(&node)).list(CODE, Some(&[node.clone()]));
    let report = RULES.check_with(&Facts::of(&RULES), inside);
    assert_eq!(
        report.to_string(),
        "in `name`: `name` is required\n`name` is required\nin `code[0]`: `name` is required\n\
         advice: in `name`: codes are old\nadvice: in `code[0]`: codes are old"
    );
    let mut form = FormWriter::new();
    form.list("N", Some(&[node]));
    assert_eq!(form.as_str(), "N=%7B%22code%22%3A1%2C%22free%22%3A%5B1%5D%7D");
}
