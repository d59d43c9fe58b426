//! The requests of the generated crate that take data from outside: data comes in, and what must hold for a request out of
//! it is checked.

use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;
use twilio_flex::sid::FlexFlowSid;
use twilio_flex::v1::flex_flow::{CreateFlexFlow, ListFlexFlow, UpdateFlexFlow};
use twilio_flex::{Body, FormWriter, Rejected, Request};

const FLOW: FlexFlowSid = FlexFlowSid::literal("FO0123456789abcdef0123456789abcdef");

/// A request with the two ways in which it is read.
trait FromData: Request + Clone + Debug + PartialEq + Serialize {
    fn form(fields: &str) -> Result<Self, Rejected>;
    fn json(fields: &Value) -> Result<Self, Rejected>;
}

impl FromData for UpdateFlexFlow {
    fn form(fields: &str) -> Result<Self, Rejected> {
        let request = Self::from_form(FLOW, fields)?;
        assert!(request.check().is_valid(), "taken, and against a rule: {:?}", request.check());
        Ok(request)
    }

    fn json(fields: &Value) -> Result<Self, Rejected> {
        let request = Self::from_json(FLOW, fields)?;
        assert!(request.check().is_valid(), "taken, and against a rule: {:?}", request.check());
        Ok(request)
    }
}

impl FromData for CreateFlexFlow {
    fn form(fields: &str) -> Result<Self, Rejected> {
        let request = Self::from_form(fields)?;
        assert!(request.check().is_valid(), "taken, and against a rule: {:?}", request.check());
        Ok(request)
    }

    fn json(fields: &Value) -> Result<Self, Rejected> {
        let request = Self::from_json(fields)?;
        assert!(request.check().is_valid(), "taken, and against a rule: {:?}", request.check());
        Ok(request)
    }
}

impl FromData for ListFlexFlow {
    fn form(fields: &str) -> Result<Self, Rejected> {
        Self::from_form(fields)
    }

    fn json(fields: &Value) -> Result<Self, Rejected> {
        Self::from_json(fields)
    }
}

/// Every request reads the form, and is the same when it is read again.
pub(crate) fn check_form(fields: &str) {
    fn one<R: FromData>(fields: &str) {
        check(&R::form(fields));
    }
    one::<UpdateFlexFlow>(fields);
    one::<CreateFlexFlow>(fields);
    one::<ListFlexFlow>(fields);
}

/// Every request reads the object, and is the same when it is read again.
pub(crate) fn check_json(fields: &Value) {
    fn one<R: FromData>(fields: &Value) {
        check(&R::json(fields));
    }
    one::<UpdateFlexFlow>(fields);
    one::<CreateFlexFlow>(fields);
    one::<ListFlexFlow>(fields);
}

fn check<R: FromData>(read: &Result<R, Rejected>) {
    match read {
        Ok(request) => {
            let form = form(request);
            let json = serde_json::to_value(request);
            let json = json.unwrap_or_else(|error| panic!("{request:?} cannot be written as JSON: {error}"));
            // A form does not say that a list without items is there.
            let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
            if !json.as_object().is_some_and(|members| members.values().any(is_empty)) {
                assert_eq!(R::form(&form).as_ref(), Ok(request), "read again as {form}");
            }
            assert_eq!(R::json(&json).as_ref(), Ok(request), "read again as {json}");
            check_http(request, &form);
        }
        Err(rejected) => {
            assert!(!rejected.violations().is_empty(), "refused without a word");
            let text = rejected.to_string();
            assert!(!text.is_empty() && !text.contains(steers), "{text:?}");
            assert!(serde_json::to_string(rejected).is_ok(), "{rejected:?} cannot be written as JSON");
        }
    }
}

/// The fields of a request as they are sent.
fn form(request: &impl Request) -> String {
    match request.body() {
        Body::Form(form) => form.finish(),
        _ => {
            let mut query = FormWriter::new();
            request.query(&mut query);
            query.finish()
        }
    }
}

/// A request can be sent, unless its address becomes too long.
fn check_http<R: FromData>(request: &R, form: &str) {
    match request.to_http(&R::BASE_URL) {
        Ok(http) => {
            let query = http.uri().query().unwrap_or_default().as_bytes();
            assert!([query, http.body()].contains(&form.as_bytes()), "{form} is not what is sent");
        }
        Err(error) => assert!(form.len() > 65_000, "{error}"),
    }
}

/// Whether a character does more to a terminal or a log than to stand there.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
