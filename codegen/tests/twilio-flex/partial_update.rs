//! Updates that change one field and leave out the rest: the service keeps what is not sent.

use serde_json::{Value, json};
use twilio_flex::v1::flex_flow::integration_type::Task;
use twilio_flex::v1::flex_flow::{ChannelType, RetryCount, UpdateFlexFlow};
use twilio_flex::{BASE_URL, Request, lit};

use crate::{CHAT_SERVICE, FLOW, STUDIO_FLOW, WORKFLOW, WORKSPACE};

/// Each field that can be set alone: through its setter, and as a JSON value.
fn alone() -> Vec<(&'static str, UpdateFlexFlow, Value)> {
    let flow = || UpdateFlexFlow::builder(FLOW);
    let url = "https://example.com/hook";
    vec![
        ("FriendlyName", flow().friendly_name("Support").build(), json!("Support")),
        ("ChatServiceSid", flow().chat_service_sid(CHAT_SERVICE).build(), json!(CHAT_SERVICE.as_str())),
        ("ChannelType", flow().channel_type(ChannelType::Web).build(), json!("web")),
        ("ContactIdentity", flow().contact_identity("me").build(), json!("me")),
        ("Enabled", flow().enabled(true).build(), json!(true)),
        (
            "Integration.FlowSid",
            flow().integration_flow_sid(STUDIO_FLOW).build(),
            json!(STUDIO_FLOW.as_str()),
        ),
        ("Integration.Url", flow().integration_url(url.parse().unwrap()).build(), json!(url)),
        (
            "Integration.WorkspaceSid",
            flow().integration_workspace_sid(WORKSPACE).build(),
            json!(WORKSPACE.as_str()),
        ),
        (
            "Integration.WorkflowSid",
            flow().integration_workflow_sid(WORKFLOW).build(),
            json!(WORKFLOW.as_str()),
        ),
        ("Integration.Channel", flow().integration_channel("sms").build(), json!("sms")),
        ("Integration.Timeout", flow().integration_timeout(60).build(), json!(60)),
        ("Integration.Priority", flow().integration_priority(1).build(), json!(1)),
        ("Integration.CreationOnMessage", flow().integration_creation_on_message(true).build(), json!(true)),
        ("LongLived", flow().long_lived(true).build(), json!(true)),
        ("JanitorEnabled", flow().janitor_enabled(false).build(), json!(false)),
        ("Integration.RetryCount", flow().integration_retry_count(lit!(RetryCount, 2)).build(), json!(2)),
    ]
}

#[test]
fn every_field_can_be_changed_alone() {
    let fields = alone();
    // All but `IntegrationType`, which needs what belongs to the type.
    assert_eq!(fields.len(), 16);
    for (name, built, value) in fields {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let form = format!("{name}={}", text.replace(':', "%3A").replace('/', "%2F"));
        let from_json = UpdateFlexFlow::from_json(FLOW, &json!({ name: value })).unwrap();
        let from_form = UpdateFlexFlow::from_form(FLOW, &form).unwrap();
        for request in [built, from_json, from_form] {
            let report = request.check();
            assert!(report.violations.is_empty() && report.advice.is_empty(), "{name}: {report:?}");
            let http = request.to_http(&BASE_URL).unwrap();
            assert_eq!(std::str::from_utf8(http.body()).unwrap(), form);
        }
    }
}

#[test]
fn whatever_can_be_cleared_can_be_cleared_alone() {
    let flow = || UpdateFlexFlow::builder(FLOW);
    let cleared = [
        ("Integration.FlowSid=", flow().clear_integration_flow_sid().build()),
        ("Integration.Url=", flow().clear_integration_url().build()),
        ("Integration.WorkspaceSid=", flow().clear_integration_workspace_sid().build()),
        ("Integration.WorkflowSid=", flow().clear_integration_workflow_sid().build()),
    ];
    for (form, request) in cleared {
        assert_eq!(std::str::from_utf8(request.to_http(&BASE_URL).unwrap().body()).unwrap(), form);
        assert_eq!(UpdateFlexFlow::from_form(FLOW, form).unwrap(), request);
    }
}

#[test]
fn a_type_that_is_restated_without_its_fields_can_be_sent_all_the_same() {
    let request = UpdateFlexFlow::builder(FLOW).integration_type(Task).build_unchecked();
    assert_eq!(request.check().violations.len(), 3);
    let http = request.to_http(&BASE_URL).unwrap();
    assert_eq!(std::str::from_utf8(http.body()).unwrap(), "IntegrationType=task");
}
