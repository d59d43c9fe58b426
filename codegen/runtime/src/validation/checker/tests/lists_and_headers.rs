//! Lists, numbers, headers, and fields outside the form.

use serde_json::{Map, Value, json};

use super::shown;
use crate::scalars::test_fixtures::{Colour, Retries, UnitSid, Word};
use crate::{Checker, Effect, Field, Member, Number, ReadFields, Rejected, Rule, RuleSet, When};

const UNITS: Field = Field::new(0, "Units");
const WORDS: Field = Field::new(1, "Words");
const RETRIES: Field = Field::new(2, "Retries");
const OBJECTS: Field = Field::new(3, "Objects");
const OFFSET: Field = Field::new(4, "Offset");
const OFFSETS: Field = Field::new(5, "Offsets");
const COLOURS: Field = Field::new(6, "Colours");
const FLAGS: Field = Field::new(7, "Flags");
const METADATA: Field = Field::new(8, "X-Metadata");
const NAME: Field = Field::new(9, "Name");

const RULES: RuleSet = RuleSet::new(
    &[UNITS, WORDS, RETRIES, OBJECTS, OFFSET, OFFSETS, COLOURS, FLAGS, METADATA, NAME],
    &[],
    &[
        Rule::new("units", Effect::Required(UNITS), When::Always, "`Units` is required", None),
        Rule::new(
            "name",
            Effect::Required(NAME),
            When::Present(METADATA),
            "`Name` is required where `X-Metadata` is",
            None,
        ),
    ],
);

#[derive(Debug, Default, PartialEq)]
struct Params {
    units: Option<Vec<UnitSid>>,
    words: Option<Vec<Word>>,
    retries: Option<Vec<Retries>>,
    objects: Option<Vec<Map<String, Value>>>,
    offset: Option<Number>,
    offsets: Option<Vec<Number>>,
    colours: Option<Vec<Colour>>,
    flags: Option<Vec<bool>>,
    metadata: Option<String>,
    name: Option<String>,
}

impl ReadFields for Params {
    fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
        for member in members {
            match member.name() {
                "Units" => check.list(UNITS, member, &mut self.units, Checker::sid),
                "Words" => check.list(WORDS, member, &mut self.words, Checker::checked),
                "Retries" => check.list(RETRIES, member, &mut self.retries, Checker::bounded),
                "Objects" => check.list(OBJECTS, member, &mut self.objects, Checker::json_object),
                "Offset" => self.offset = check.number(OFFSET, member),
                "Offsets" => check.list(OFFSETS, member, &mut self.offsets, Checker::number),
                "Colours" => check.list(COLOURS, member, &mut self.colours, Checker::choice),
                "Flags" => check.list(FLAGS, member, &mut self.flags, Checker::boolean),
                "X-Metadata" => self.metadata = check.header(METADATA, member, Checker::text),
                "Name" => self.name = check.text(NAME, member),
                _ => check.unknown(member),
            }
        }
    }
}

fn from_json(body: &Value) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::json(&RULES, body, &mut params).map(|()| params)
}

fn from_form(others: &Value, form: &str) -> Result<Params, Rejected> {
    let mut params = Params::default();
    Checker::form_beside(&RULES, &[METADATA], others, form, &mut params).map(|()| params)
}

#[test]
fn json_and_form_give_the_same_result() {
    let object = json!({ "a": 1 });
    let expected = Params {
        units: Some(vec![UnitSid::literal("UN42"), UnitSid::literal("UN43")]),
        words: Some(vec![Word::literal("ab")]),
        retries: Some(vec![Retries::literal(3), Retries::literal(0)]),
        objects: Some(vec![object.as_object().unwrap().clone()]),
        offset: Some(Number::literal(-6.5)),
        offsets: Some(vec![Number::from(1), Number::literal(0.25)]),
        colours: Some(vec![Colour::Red, Colour::Red]),
        flags: Some(vec![true, false]),
        metadata: Some("{\"a\": 1}".to_owned()),
        name: Some("n".to_owned()),
    };
    let body = json!({
        "Units": ["UN42", "UN43"], "Words": ["ab"], "Retries": [3, 0.0], "Objects": [object], "Offset": -6.5,
        "Offsets": [1, 0.25], "Colours": ["red", "red"], "Flags": [true, false], "X-Metadata": "{\"a\": 1}", "Name": "n",
    });
    assert_eq!(from_json(&body).as_ref(), Ok(&expected));
    let form = "Units=UN42&Words=ab&Retries=3&Offsets=1&Flags=true&Objects=%7B%22a%22:1%7D&Units=UN43&Retries=0\
                &Offset=-6.50&Offsets=0.25&Colours=red&Colours=red&Flags=false&Name=n";
    assert_eq!(from_form(&json!({ "X-Metadata": "{\"a\": 1}" }), form), Ok(expected));
}

#[test]
fn an_empty_list_is_present() {
    let params = from_json(&json!({ "Units": [] })).unwrap();
    assert_eq!(params, Params { units: Some(Vec::new()), ..Params::default() });
    assert_eq!(shown(from_form(&json!({}), "")), "required /Units: `Units` is required\n");
}

#[test]
fn every_wrong_item_is_reported() {
    let body = json!({
        "Units": ["UN42", "x", null, "UN43", ["UN42"]], "Words": ["A", "abcde"], "Retries": [0, 4, 1.5], "Objects": [[], {}],
        "Offsets": [1, "1"], "Colours": ["rad"], "Flags": ["true"], "Name": ["n"],
    });
    let expected = "pattern /Units/1: `Units[1]` does not match `^UN[0-9]{2}$`\n\
                    wrong_type /Units/2: `Units[2]` takes a string, not null\n\
                    wrong_type /Units/4: `Units[4]` takes a string, not an array\n\
                    pattern /Words/0: `Words[0]` does not match `^[a-z]+$`\n\
                    length /Words/0: `Words[0]` takes 2 to 4 characters\n\
                    length /Words/1: `Words[1]` takes 2 to 4 characters\n\
                    out_of_range /Retries/1: `Retries[1]` is out of range (0 to 3)\n\
                    wrong_type /Retries/2: `Retries[2]` takes an integer, not a number with a fraction\n\
                    wrong_type /Objects/0: `Objects[0]` takes a JSON object, not an array\n\
                    wrong_type /Offsets/1: `Offsets[1]` takes a number, not a string\n\
                    not_in_enum /Colours/0: `Colours[0]` takes one of `red`, `dark-green`, `blue`; did you mean `red`?\n\
                    wrong_type /Flags/0: `Flags[0]` takes a boolean, not a string\n\
                    wrong_type /Name: `Name` takes a string, not an array\n";
    assert_eq!(shown(from_json(&body)), expected);
    let form = "Units=UN42&Units=x&Units=UN43&Units=%FF&Objects=x&Offsets=1e3&Flags=1&Offset=1&Offset=2";
    assert_eq!(
        shown(from_form(&json!({}), form)),
        "pattern /Units/1: `Units[1]` does not match `^UN[0-9]{2}$`\n\
         malformed /Units/3: `Units[3]` is not UTF-8 after percent-decoding\n\
         format /Objects/0: `Objects[0]` takes a JSON object, as text\n\
         duplicate /Offset: `Offset` appears in the body more than once\n\
         wrong_type /Offsets/0: `Offsets[0]` takes a number in decimal digits\n\
         wrong_type /Flags/0: `Flags[0]` takes a boolean, `true` or `false`\n"
    );
    let text = shown(from_json(&json!({ "Units": "UN42" })));
    assert_eq!(text, "wrong_type /Units: `Units` takes an array, not a string\n");
}

#[test]
fn at_most_a_hundred_wrong_items_are_reported() {
    let items = vec![json!("x"); 150];
    let found = from_json(&json!({ "Units": items, "Words": items, "Offset": "x" })).unwrap_err();
    assert_eq!(found.violations().len(), 101);
    let form = "Units=x&".repeat(150);
    assert_eq!(from_form(&json!({}), &form).unwrap_err().violations().len(), 100);
}

#[test]
fn numbers_are_finite() {
    let large = format!("Units=UN42&Offset={}", "9".repeat(400));
    let text = "out_of_range /Offset: `Offset` is out of range (64-bit floating point)\n";
    assert_eq!(shown(from_form(&json!({}), &large)), text);
    for wrong in ["NaN", "inf", "1e3", "", ".5", "5."] {
        let text = "wrong_type /Offset: `Offset` takes a number in decimal digits\n";
        assert_eq!(shown(from_form(&json!({}), &format!("Units=UN42&Offset={wrong}"))), text);
    }
}

#[test]
fn a_header_takes_what_is_sent_unchanged() {
    for wrong in ["a\r\nX: b", "é", " a", "\u{0}"] {
        let found = shown(from_json(&json!({ "Units": [], "Name": "n", "X-Metadata": wrong })));
        assert!(
            found.starts_with("format /X-Metadata: `X-Metadata` is a header, which takes ASCII"),
            "{found}"
        );
    }
}

#[test]
fn fields_outside_the_form_are_checked_together_with_it() {
    let ok = from_form(&json!({ "X-Metadata": "m" }), "Units=UN42&Name=n").unwrap();
    assert_eq!((ok.metadata.as_deref(), ok.name.as_deref()), (Some("m"), Some("n")));
    assert_eq!(
        shown(from_form(&json!({ "X-Metadata": "m", "Units": [], "Zzz": 1 }), "X-Metadata=m&X-metadata=m")),
        "required /Units: `Units` is required\n\
         required /Name: `Name` is required where `X-Metadata` is\n\
         unknown_field /Zzz: `Zzz` is not a field of this request\n\
         unknown_field /X-metadata: `X-metadata` is not a field of this request; did you mean `X-Metadata`?\n\
         unknown_field /Units: `Units` is sent in the form\n\
         unknown_field /X-Metadata: `X-Metadata` is sent outside the form\n"
    );
    let text = shown(from_form(&json!([]), ""));
    assert_eq!(text, "malformed : the fields outside the form must be a JSON object, not an array\n");
    assert!(shown(from_form(&json!({}), &"a&".repeat(2_001))).contains("more than 2000"));
}
