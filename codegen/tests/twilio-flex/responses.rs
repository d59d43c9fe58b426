//! What the server sends is kept, even where it is not what the description says.

use bytes::Bytes;
use serde_json::{Map, Value, json};
use twilio_flex::testing::Script;
use twilio_flex::v1::configuration::{Configuration, FetchConfiguration};
use twilio_flex::v1::flex_flow::{
    ChannelType, DeleteFlexFlow, FetchFlexFlow, FlexFlow, IntegrationType, ListFlexFlow, UpdateFlexFlow,
};
use twilio_flex::{Config, Credentials, Error, Open, PageError, Request, Unread, blocking};

use crate::FLOW;

fn fetched(body: &serde_json::Value) -> FlexFlow {
    FetchFlexFlow::decode(body.to_string().as_bytes()).unwrap().into_value()
}

#[test]
fn unknown_values_and_fields_are_no_errors() {
    let flow = fetched(&json!({
        "sid": "ZZ-not-a-sid", "channel_type": "carrier-pigeon", "integration_type": "studio",
        "integration": { "flow_sid": null, "retry_count": 99, "new": [1] },
        "date_created": "yesterday", "something_new": { "a": 1 },
    }));
    assert_eq!(flow.channel_type.as_ref().map(Open::as_str), Some("carrier-pigeon"));
    assert!(flow.channel_type.is_some_and(|value| value.known().is_none()));
    assert_eq!(flow.integration_type.and_then(Open::known), Some(IntegrationType::Studio));
    assert_eq!(flow.integration.unwrap().retry_count, Some(99));
    assert_eq!(flow.date_created.unwrap().to_system_time(), None);
    assert_eq!(flow.enabled, None);
}

#[test]
fn a_sid_of_another_kind_still_leads_to_its_resource() {
    let flow = fetched(&json!({ "sid": "XX/../1" }));
    let request = UpdateFlexFlow::builder(flow.sid.unwrap()).build();
    assert_eq!(request.path(), "/v1/FlexFlows/XX%2F..%2F1");
    let known = fetched(&json!({ "sid": FLOW.as_str(), "channel_type": "line" }));
    assert_eq!(known.sid.and_then(Open::known), Some(FLOW));
    assert_eq!(known.channel_type.and_then(Open::known), Some(ChannelType::Line));
}

#[test]
fn nulls_and_missing_fields_are_the_same() {
    let nulls = json!({
        "account_sid": null, "chat_service_sid": null, "contact_identity": null, "date_created": null, "enabled": null,
        "friendly_name": null, "integration": null, "long_lived": null, "sid": null, "url": null,
    });
    assert_eq!(fetched(&nulls), fetched(&json!({})));
}

#[test]
fn dates_are_times() {
    let flow = fetched(
        &json!({ "date_created": "2016-08-01T22:10:40Z", "date_updated": "2016-08-02T00:10:40+02:00" }),
    );
    let created = flow.date_created.unwrap();
    assert_eq!(created.as_str(), "2016-08-01T22:10:40Z");
    assert_eq!(created.to_system_time(), flow.date_updated.unwrap().to_system_time());
}

#[test]
fn what_cannot_be_read_is_left_out_and_told() {
    let page =
        ListFlexFlow::decode(br#"{"meta": {}, "flex_flows": [{"sid": 5, "enabled": true}, null]}"#).unwrap();
    let told: Vec<_> = page.unread().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["`flex_flows[0].sid` is a number, not a string", "`flex_flows[1]` is null, not an object"]
    );
    let flows = page.into_value().flex_flows;
    assert_eq!((flows.len(), &flows[0].sid, flows[0].enabled), (1, &None, Some(true)));
    let page = ListFlexFlow::decode(b"{\"meta\": {}}").unwrap();
    assert_eq!((page.unread()[0].path(), page.value().flex_flows.len()), ("flex_flows", 0));
    let response =
        http::Response::new(Bytes::from_static(b"{\"flex_flows\": [{\"sid\": 7}], \"meta\": null}"));
    let reply = ListFlexFlow::reply_from_http(response).unwrap();
    assert_eq!(reply.unread().iter().map(Unread::path).collect::<Vec<_>>(), ["flex_flows[0].sid", "meta"]);
}

#[test]
fn a_body_that_is_no_object_is_an_error() {
    for body in ["", "[]", "null", "\"a\"", "{", "{\"meta\": {}", "<html>"] {
        assert!(
            matches!(ListFlexFlow::from_http(http::Response::new(body.into())), Err(Error::Decode(_))),
            "{body}"
        );
    }
}

#[test]
fn a_page_without_meta_keeps_its_items_and_ends_in_an_error() {
    for meta in ["", ", \"meta\": null", ", \"meta\": \"x\"", ", \"meta\": []"] {
        let script =
            Script::new().reply(200, format!("{{\"flex_flows\": [{{\"sid\": \"a\"}}, {{}}]{meta}}}"));
        let config = Config::new(Credentials::auth_token("AC0", "hush"));
        let client = blocking::Client::with_transport(config, script).unwrap();
        let mut items = client.items(ListFlexFlow::builder().build());
        assert_eq!(items.next().unwrap().unwrap().sid.unwrap().as_str(), "a");
        assert!(items.next().unwrap().is_ok());
        let error = items.next().unwrap().unwrap_err();
        assert!(matches!(error, Error::Page(PageError::NoMeta)), "{error}");
        assert!(items.next().is_none());
    }
}

#[test]
fn properties_that_are_not_described_come_back_when_an_answer_is_written() {
    let extra: Map<String, Value> =
        (0..10).map(|number| (format!("new_{number}"), json!([number, null]))).collect();
    let mut body = json!({"account_sid": "AC0", "ui_version": "1.0"});
    body.as_object_mut().unwrap().extend(extra.clone());
    let read = FetchConfiguration::decode(body.to_string().as_bytes()).unwrap();
    assert!(read.unread().is_empty());
    let mut configuration = read.into_value();
    assert_eq!(configuration.extra().len(), 10);
    configuration.ui_version = Some("2.0".to_owned());
    let written = serde_json::to_value(&configuration).unwrap();
    assert_eq!((&written["ui_version"], &written["account_sid"]), (&json!("2.0"), &json!("AC0")));
    for (name, value) in &extra {
        assert_eq!(written.get(name), Some(value), "{name}");
    }
    assert_eq!(serde_json::from_value::<Configuration>(written).unwrap(), configuration);
}

#[test]
fn a_deletion_has_no_body_and_an_error_has_one() {
    let gone = http::Response::builder().status(204).body(Bytes::new()).unwrap();
    assert!(matches!(DeleteFlexFlow::from_http(gone), Ok(())));
    let body = r#"{"code":20404,"message":"not found","more_info":"https://www.twilio.com/docs/errors/20404","status":404}"#;
    let missing = http::Response::builder().status(404).body(Bytes::from_static(body.as_bytes())).unwrap();
    let Err(Error::Api(error)) = DeleteFlexFlow::from_http(missing) else {
        panic!("a 404 is an error of the service")
    };
    assert_eq!(error.body().code, Some(20404));
    assert_eq!(error.http_status(), 404);
}
