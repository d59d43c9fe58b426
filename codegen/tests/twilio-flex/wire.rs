//! Requests byte for byte.

use bytes::Bytes;
use http::Method;
use twilio_flex::paging::PageSize;
use twilio_flex::v1::flex_flow::integration_type::{External, Studio, Task};
use twilio_flex::v1::flex_flow::{
    ChannelType, CreateFlexFlow, DeleteFlexFlow, FetchFlexFlow, ListFlexFlow, RetryCount, TaskChannel,
    UpdateFlexFlow,
};
use twilio_flex::{BASE_URL, BaseUrl, Clearable, Request, ViolationKind, lit};

use crate::{CHAT_SERVICE, FLOW, STUDIO_FLOW, WORKFLOW, WORKSPACE};

fn http(request: &impl Request) -> http::Request<Bytes> {
    request.to_http(&BASE_URL).unwrap()
}

fn header<'r>(request: &'r http::Request<Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn an_update_with_spaces_symbols_and_a_task() {
    let request = UpdateFlexFlow::builder(FLOW)
        .friendly_name("Support ☎ & co")
        .enabled(true)
        .integration_type(Task)
        .integration_workspace_sid(WORKSPACE)
        .integration_workflow_sid(WORKFLOW)
        .integration_channel("sms")
        .integration_priority(3)
        .build();
    let http = http(&request);
    assert_eq!(*http.method(), Method::POST);
    assert_eq!(*http.uri(), "https://flex-api.twilio.com/v1/FlexFlows/FO0123456789abcdef0123456789abcdef");
    assert_eq!(header(&http, "content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(header(&http, "accept"), Some("application/json"));
    assert_eq!(
        std::str::from_utf8(http.body()).unwrap(),
        "FriendlyName=Support+%E2%98%8E+%26+co&Enabled=true&IntegrationType=task\
         &Integration.WorkspaceSid=WS0123456789abcdef0123456789abcdef\
         &Integration.WorkflowSid=WW0123456789abcdef0123456789abcdef&Integration.Channel=sms&Integration.Priority=3"
    );
}

#[test]
fn what_the_caller_did_not_set_is_not_sent() {
    let http = http(&UpdateFlexFlow::builder(FLOW).build());
    assert!(http.body().is_empty());
}

#[test]
fn a_creation_with_every_field_that_studio_allows() {
    let request = CreateFlexFlow::builder()
        .friendly_name("a")
        .chat_service_sid(CHAT_SERVICE)
        .channel_type(ChannelType::Whatsapp)
        .contact_identity("whatsapp:+12025550142")
        .enabled(false)
        .integration_type(Studio)
        .integration_flow_sid(STUDIO_FLOW)
        .integration_creation_on_message(true)
        .long_lived(true)
        .janitor_enabled(false)
        .integration_retry_count(lit!(RetryCount, 0))
        .build();
    assert_eq!(
        std::str::from_utf8(http(&request).body()).unwrap(),
        "FriendlyName=a&ChatServiceSid=IS0123456789abcdef0123456789abcdef&ChannelType=whatsapp\
         &ContactIdentity=whatsapp%3A%2B12025550142&Enabled=false&IntegrationType=studio\
         &Integration.FlowSid=FW0123456789abcdef0123456789abcdef&Integration.CreationOnMessage=true&LongLived=true\
         &JanitorEnabled=false&Integration.RetryCount=0"
    );
}

#[test]
fn a_field_is_cleared_by_an_empty_text() {
    let request = UpdateFlexFlow::builder(FLOW)
        .integration_type(Studio)
        .integration_flow_sid(STUDIO_FLOW)
        .clear_integration_workspace_sid()
        .clear_integration_workflow_sid()
        .build();
    let body = "IntegrationType=studio&Integration.FlowSid=FW0123456789abcdef0123456789abcdef\
                &Integration.WorkspaceSid=&Integration.WorkflowSid=";
    assert_eq!(std::str::from_utf8(http(&request).body()).unwrap(), body);
    assert_eq!(UpdateFlexFlow::from_form(FLOW, body).unwrap(), request);
    let json = serde_json::to_value(&request).unwrap();
    assert_eq!(json["Integration.WorkspaceSid"], "");
    assert_eq!(UpdateFlexFlow::from_json(FLOW, &json).unwrap(), request);
    assert!(request.integration_workspace_sid().is_some_and(Clearable::is_cleared));
    let report = request.check();
    assert!(report.violations.is_empty() && report.advice.is_empty(), "{report}");
}

#[test]
fn what_the_type_needs_cannot_be_cleared() {
    let form = "IntegrationType=external&Integration.Url=&Integration.FlowSid=";
    let rejected = UpdateFlexFlow::from_form(FLOW, form).unwrap_err();
    assert_eq!(
        rejected.to_string(),
        "`Integration.Url` cannot be cleared when `IntegrationType` is `external`"
    );
    let created = CreateFlexFlow::from_form("Integration.Url=").unwrap_err();
    assert!(created.violations().iter().any(|violation| violation.kind() == ViolationKind::Format));
}

#[test]
fn an_url_keeps_its_fragment() {
    let url = "https://example.com/hook?a=b c#rc=2&rt=4000".replace(' ', "%20");
    let request = UpdateFlexFlow::builder(FLOW)
        .integration_type(External)
        .integration_url(url.parse().unwrap())
        .build();
    assert_eq!(request.integration_url().map(Clearable::as_str), Some(url.as_str()));
    assert_eq!(
        std::str::from_utf8(http(&request).body()).unwrap(),
        "IntegrationType=external\
         &Integration.Url=https%3A%2F%2Fexample.com%2Fhook%3Fa%3Db%2520c%23rc%3D2%26rt%3D4000"
    );
}

#[test]
fn a_body_out_of_the_builder_is_read_back_as_the_same_request() {
    let request = UpdateFlexFlow::builder(FLOW)
        .friendly_name("100% +=& ☎ \u{1f600}\n")
        .integration_type(Task)
        .integration_workspace_sid(WORKSPACE)
        .integration_workflow_sid(WORKFLOW)
        .integration_channel(TaskChannel::DEFAULT)
        .integration_timeout(i64::MIN)
        .build();
    let body = String::from_utf8(http(&request).body().to_vec()).unwrap();
    assert_eq!(UpdateFlexFlow::from_form(FLOW, &body).unwrap(), request);
    let json = serde_json::to_value(&request).unwrap();
    assert_eq!(UpdateFlexFlow::from_json(FLOW, &json).unwrap(), request);
}

#[test]
fn requests_without_a_body() {
    let fetch = http(&FetchFlexFlow::new(FLOW));
    assert_eq!(*fetch.method(), Method::GET);
    assert_eq!(fetch.uri().path(), "/v1/FlexFlows/FO0123456789abcdef0123456789abcdef");
    assert_eq!(header(&fetch, "content-type"), None);
    let delete = http(&DeleteFlexFlow::new(FLOW));
    assert_eq!(*delete.method(), Method::DELETE);
    assert!(delete.body().is_empty());
}

#[test]
fn a_list_goes_into_the_query() {
    let plain = http(&ListFlexFlow::builder().build());
    assert_eq!(plain.uri(), "https://flex-api.twilio.com/v1/FlexFlows");
    let request = ListFlexFlow::builder().friendly_name("a b&c").page_size(lit!(PageSize, 1000)).build();
    let http = http(&request);
    assert_eq!(http.uri().query(), Some("FriendlyName=a+b%26c&PageSize=1000"));
    assert_eq!(ListFlexFlow::from_form("FriendlyName=a+b%26c&PageSize=1000").unwrap(), request);
    assert!(ListFlexFlow::from_form("PageSize=1001&Pagesize=1").is_err());
}

#[test]
fn another_server_is_a_matter_of_the_base() {
    let base = BaseUrl::parse("http://127.0.0.1:4010").unwrap();
    let http = FetchFlexFlow::new(FLOW).to_http(&base).unwrap();
    assert_eq!(*http.uri(), "http://127.0.0.1:4010/v1/FlexFlows/FO0123456789abcdef0123456789abcdef");
}
