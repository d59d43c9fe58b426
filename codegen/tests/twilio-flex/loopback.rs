//! Requests of the generated crate, sent by both kinds of client over real sockets: answers as documented, and answers that
//! no documentation announces.

#[allow(dead_code, unreachable_pub, reason = "the tests of the runtime need all of it")]
#[path = "../../runtime/tests/support/server.rs"]
pub(crate) mod server;

use serde_json::json;
use twilio_flex::v1::flex_flow::{
    ChannelType, CreateFlexFlow, DeleteFlexFlow, FetchFlexFlow, FlexFlow, ListFlexFlow,
};
use twilio_flex::{Client, Config, Credentials, Error, Open, Request, blocking};

use self::server::{Reaction, Received, Server, response};
use crate::{CHAT_SERVICE, FLOW};

/// What both clients make of an answer, and the request as it arrived.
fn both<R>(reaction: &Reaction, request: R) -> (Result<R::Response, Error>, Received)
where
    R: Request<Response: PartialEq + std::fmt::Debug + Send + 'static> + Clone,
{
    let answer = reaction.clone();
    let server = Server::start(move |_, _| answer.clone());
    let config = Config::new(Credentials::auth_token("AC0", "hush")).base_url(server.base_url());
    let waited = blocking::Client::new(config.clone()).unwrap().send(request.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let awaited = runtime.block_on(async { Client::new(config).unwrap().send(request).await });
    assert_eq!(format!("{waited:?}"), format!("{awaited:?}"));
    let [first, second] = &server.received()[..] else { panic!("one request of each client") };
    assert_eq!((&first.line, &first.body), (&second.line, &second.body));
    for request in [first, second] {
        let agent = request.header("user-agent").unwrap();
        assert!(agent.starts_with("twilio-flex/") && agent.contains(" flex-runtime/"), "{agent}");
    }
    (waited, first.clone())
}

fn json(status: &str, body: &serde_json::Value) -> Reaction {
    response(status, "content-type: application/json\r\n", &body.to_string())
}

fn fetched(body: &serde_json::Value) -> FlexFlow {
    both(&json("200 OK", body), FetchFlexFlow::new(FLOW)).0.unwrap()
}

#[test]
fn each_request_has_its_success() {
    let flow = json!({ "sid": FLOW.as_str(), "friendly_name": "Support" });
    let create = CreateFlexFlow::builder()
        .friendly_name("Support & co")
        .chat_service_sid(CHAT_SERVICE)
        .channel_type(ChannelType::Web)
        .build();
    for status in ["200 OK", "201 Created"] {
        let (created, received) = both(&json(status, &flow), create.clone());
        assert_eq!(created.unwrap().friendly_name.as_deref(), Some("Support"));
        assert_eq!(received.line, "POST /v1/FlexFlows");
        assert_eq!(
            received.body,
            format!("FriendlyName=Support+%26+co&ChatServiceSid={}&ChannelType=web", CHAT_SERVICE.as_str())
        );
    }
    let (deleted, received) = both(&response("204 No Content", "", ""), DeleteFlexFlow::new(FLOW));
    deleted.unwrap();
    assert_eq!(received.line, format!("DELETE /v1/FlexFlows/{}", FLOW.as_str()));
}

#[test]
fn an_unknown_value_of_an_enum_is_kept() {
    let flow = fetched(&json!({ "channel_type": "carrier-pigeon", "integration_type": "task" }));
    assert_eq!(flow.channel_type.as_ref().map(Open::as_str), Some("carrier-pigeon"));
    assert!(flow.channel_type.is_some_and(|value| !value.is_known()));
    assert!(flow.integration_type.is_some_and(|value| value.is_known()));
}

#[test]
fn an_unknown_field_is_passed_over() {
    let flow =
        fetched(&json!({ "new": { "a": [1] }, "friendly_name": "Support", "integration": { "new": 1 } }));
    assert_eq!(flow.friendly_name.as_deref(), Some("Support"));
}

#[test]
fn nulls_and_missing_fields_are_the_same() {
    let names =
        ["account_sid", "channel_type", "date_created", "enabled", "friendly_name", "integration", "sid"];
    let nulls: serde_json::Map<_, _> =
        names.iter().map(|name| ((*name).to_owned(), serde_json::Value::Null)).collect();
    let flow = fetched(&nulls.into());
    assert_eq!(flow, fetched(&json!({})));
    assert!(flow.sid.is_none() && flow.enabled.is_none());
}

#[test]
fn an_odd_sid_is_kept_and_leads_to_its_resource() {
    let flow = fetched(&json!({ "sid": "XX/1", "chat_service_sid": "" }));
    let sid = flow.sid.unwrap();
    assert_eq!((sid.as_str(), sid.is_known()), ("XX/1", false));
    let (_, received) = both(&json("200 OK", &json!({})), FetchFlexFlow::new(sid));
    assert_eq!(received.line, "GET /v1/FlexFlows/XX%2F1");
}

#[test]
fn a_body_that_ends_early_is_an_error_and_a_member_of_another_type_is_none() {
    let (flow, _) = both(&response("200 OK", "", r#"{"sid":"FO"#), FetchFlexFlow::new(FLOW));
    assert!(flow.unwrap_err().to_string().contains("`sid`"), "it names the place");
    let page =
        json!({ "flex_flows": [{ "enabled": "perhaps", "url": "x" }], "meta": { "next_page_url": null } });
    let (page, _) = both(&json("200 OK", &page), ListFlexFlow::builder().build());
    let flow = page.unwrap().flex_flows.remove(0);
    assert_eq!((flow.enabled, flow.url.as_deref()), (None, Some("x")));
}
