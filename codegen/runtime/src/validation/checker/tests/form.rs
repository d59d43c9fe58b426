//! Violations in forms.

use super::{Params, complete, from_form, shown};
use crate::{Checker, Field, Member, ReadFields, RuleSet, ViolationKind};

#[test]
fn a_valid_form_is_read() {
    let form = "Name=A+%26+B&Colour=blue&Job.UnitSid=UN42&Job.Retries=3&Job%2EPriority=-10&Enabled=true\
                &&Job.Url=https%3A%2F%2Fh%2F%23rc%3D2&Label=%E2%98%8E&Word=word&\
                Routing=%7B%22status%22:+%7B%22a%22:1.0%7D%7D&";
    assert_eq!(from_form(form).unwrap(), complete());
    let bare = Params { name: Some(String::new()), enabled: Some(false), ..Params::default() };
    assert_eq!(from_form("Name&Enabled=false").unwrap(), bare);
}

#[test]
fn every_violation_is_reported_in_order() {
    let form = "zzz=1&na%6De=1&Routing=secret&Label=%FF&Job.Url=example.com&Enabled=True&Job.Priority=1.0&Job.Retries=4\
                &Job.UnitSid=secret&Colour=rred&Name=%4";
    assert_eq!(
        shown(from_form(form)),
        "malformed /Name: `Name` has a `%` that two hexadecimal digits do not follow\n\
         not_in_enum /Colour: `Colour` takes one of `red`, `dark-green`, `blue`; did you mean `red`?\n\
         pattern /Job.UnitSid: `Job.UnitSid` does not match `^UN[0-9]{2}$`\n\
         out_of_range /Job.Retries: `Job.Retries` is out of range (0 to 3)\n\
         not_applicable /Job.Retries: `Job.Retries` can only be set when `Colour` is `blue`\n\
         wrong_type /Job.Priority: `Job.Priority` takes an integer in decimal digits\n\
         wrong_type /Enabled: `Enabled` takes a boolean, `true` or `false`\n\
         format /Job.Url: `Job.Url` takes a URI with a scheme (RFC 3986)\n\
         malformed /Label: `Label` is not UTF-8 after percent-decoding\n\
         format /Routing: `Routing` takes a JSON object, as text\n\
         unknown_field /zzz: `zzz` is not a field of this request\n\
         unknown_field /name: `name` is not a field of this request; did you mean `Name`?\n"
    );
}

#[test]
fn a_repeated_field_is_one_violation_and_the_first_value_counts() {
    assert_eq!(
        shown(from_form("Name=&Colour=red&Colour=blue&Colour=odd&Name=x")),
        "duplicate /Name: `Name` appears in the body more than once\n\
         duplicate /Colour: `Colour` appears in the body more than once\n\
         required /Job.UnitSid: `Job.UnitSid` is required when `Colour` is `red`\n"
    );
    assert_eq!(
        shown(from_form("Name=&odd=1&odd=2")),
        "unknown_field /odd: `odd` is not a field of this request\n"
    );
}

#[test]
fn a_name_that_cannot_be_decoded_is_malformed() {
    assert_eq!(
        shown(from_form("Name=&a%zz=1&%FF")),
        "malformed /a%zz: the field name `a%zz` has a `%` that two hexadecimal digits do not follow\n\
         malformed /%FF: the field name `%FF` is not UTF-8 after percent-decoding\n"
    );
}

#[test]
fn a_name_that_cannot_be_decoded_is_no_field() {
    const RATE: Field = Field::new(0, "Rate%");
    const RATES: RuleSet = RuleSet::new(&[RATE], &[], &[]);
    struct Rate(Option<i64>);
    impl ReadFields for Rate {
        fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
            for member in members {
                match member.name() {
                    "Rate%" => self.0 = check.integer(RATE, member),
                    _ => check.unknown(member),
                }
            }
        }
    }
    let read = |form: &str| {
        let mut rate = Rate(None);
        Checker::form(&RATES, form, &mut rate).map(|()| rate.0)
    };
    assert_eq!(read("Rate%25=5"), Ok(Some(5)));
    let expected =
        "malformed /Rate%: the field name `Rate%` has a `%` that two hexadecimal digits do not follow\n";
    assert_eq!(shown(read("Rate%=5")), expected);
}

#[test]
fn an_empty_form_is_an_empty_object() {
    for form in ["", "&", "&&&"] {
        assert_eq!(shown(from_form(form)), "required /Name: `Name` is required\n", "{form:?}");
    }
    assert_eq!(
        shown(from_form("Name=&=x")),
        "unknown_field /: `` is not a field of this request\n",
        "an empty name is a name"
    );
}

#[test]
fn integers_are_decimal_text() {
    let priority =
        |text: &str| from_form(&format!("Name=&Job.Priority={text}")).map(|params| params.priority);
    assert_eq!(priority("007"), Ok(Some(7)));
    assert_eq!(priority("-9223372036854775808"), Ok(Some(i64::MIN)));
    for text in ["", "%2B1", "+1", "1e3", "1.0", "0x1"] {
        let rejected = priority(text).unwrap_err();
        assert_eq!(rejected.to_string(), "`Job.Priority` takes an integer in decimal digits", "{text}");
    }
    let rejected = priority("9223372036854775808").unwrap_err();
    let expected = "`Job.Priority` is out of range (-9223372036854775808 to 9223372036854775807)";
    assert_eq!(rejected.to_string(), expected);
}

#[test]
fn huge_forms_are_rejected_unread() {
    let form = "a&".repeat(Checker::MAX_MEMBERS);
    assert_eq!(from_form(&form).unwrap_err().violations().len(), 2);
    let form = "a&".repeat(Checker::MAX_MEMBERS + 1);
    assert_eq!(shown(from_form(&form)), "malformed : the body has more than 2000 members\n");
}

#[test]
fn an_object_is_json_text() {
    let routing = |text: &str| from_form(&format!("Name=&Routing={text}")).map(|params| params.routing);
    assert_eq!(routing("%7B%7D").unwrap(), Some(serde_json::Map::new()));
    assert_eq!(
        routing("+%7B+%7D%0A").unwrap(),
        Some(serde_json::Map::new()),
        "white space is allowed as in any JSON text"
    );
    for (text, found) in
        [("null", "null"), ("5", "a number"), ("[%7B%7D]", "an array"), ("%22%7B%7D%22", "a string")]
    {
        let rejected = routing(text).unwrap_err();
        assert_eq!(rejected.violations()[0].kind(), ViolationKind::WrongType);
        assert_eq!(rejected.to_string(), format!("`Routing` takes a JSON object, not {found}"));
    }
    let nested = "%5B".repeat(100_000);
    for text in ["", "%7B", "secret", "%7B%7D%7B%7D", "%7B'a':1%7D", "%7B%22a%22:NaN%7D", &nested] {
        let rejected = routing(text).unwrap_err();
        assert_eq!(rejected.violations()[0].kind(), ViolationKind::Format);
        assert_eq!(rejected.to_string(), "`Routing` takes a JSON object, as text");
    }
}
