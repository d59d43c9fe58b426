//! What the server sends is kept, even where it is not what the description says.

use bytes::Bytes;
use serde_json::json;
use twilio_flex::v1::flex_flow::{
    ChannelType, DeleteFlexFlow, FetchFlexFlow, FlexFlow, IntegrationType, ListFlexFlow, UpdateFlexFlow,
};
use twilio_flex::{Error, Open, Request};

use crate::FLOW;

fn fetched(body: &serde_json::Value) -> FlexFlow {
    FetchFlexFlow::decode(body.to_string().as_bytes()).unwrap()
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
fn a_page_without_its_list_is_an_error_that_names_the_place() {
    let error = ListFlexFlow::decode(br#"{"meta": {}, "flex_flows": [{"sid": 5}]}"#).unwrap_err();
    assert!(error.to_string().contains("flex_flows[0].sid"), "{error}");
    let response = http::Response::new(Bytes::from_static(b"{\"meta\": {}}"));
    assert!(matches!(ListFlexFlow::from_http(response), Err(Error::Decode(_))));
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
