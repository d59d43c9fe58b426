//! Requests of the generated crate, sent by both kinds of client through a scripted service.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use flex_runtime::testing::Script;
use twilio_flex::v1::flex_flow::{
    CreateFlexFlow, DeleteFlexFlow, FetchFlexFlow, ListFlexFlow, UpdateFlexFlow, integration_type::Task,
};
use twilio_flex::{Client, Config, Credentials, blocking};

use crate::{CHAT_SERVICE, FLOW, WORKFLOW, WORKSPACE};

const ANSWER: &str = r#"{"sid": "FO0123456789abcdef0123456789abcdef", "friendly_name": "Support"}"#;

fn blocking(script: &Script) -> blocking::Client {
    let config = Config::new(Credentials::auth_token("AC0", "hush"));
    blocking::Client::with_transport(config, script.clone()).unwrap()
}

pub(crate) fn client(script: &Script) -> Client {
    let config = Config::new(Credentials::auth_token("AC0", "hush"));
    Client::with_transport(config, script.clone()).unwrap()
}

/// The script never lets a future wait.
pub(crate) fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

#[test]
fn a_chain_of_setters_ends_in_a_response() {
    let script = Script::new().reply(200, ANSWER).reply(200, ANSWER);
    let update = UpdateFlexFlow::builder(FLOW)
        .friendly_name("Support")
        .integration_type(Task)
        .integration_workspace_sid(WORKSPACE)
        .integration_workflow_sid(WORKFLOW)
        .integration_channel("sms")
        .integration_priority(10);
    let waited = update.clone().send(&blocking(&script)).unwrap();
    let awaited = now(update.send(&client(&script))).unwrap();
    assert_eq!(waited, awaited);
    assert_eq!(waited.friendly_name.as_deref(), Some("Support"));
    for request in script.requests() {
        let uri = "https://flex-api.twilio.com/v1/FlexFlows/FO0123456789abcdef0123456789abcdef";
        assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", uri));
        assert!(request.body().starts_with(b"FriendlyName=Support&"));
    }
}

#[test]
fn every_request_can_be_sent_as_a_value() {
    let create = CreateFlexFlow::from_json(&serde_json::json!({
        "FriendlyName": "Support", "ChatServiceSid": CHAT_SERVICE.as_str(), "ChannelType": "web",
    }));
    let script = Script::new().reply(201, ANSWER).reply(200, ANSWER).reply(204, "");
    let client = blocking(&script);
    assert!(create.unwrap().send(&client).is_ok());
    assert!(client.send(FetchFlexFlow::new(FLOW)).is_ok());
    DeleteFlexFlow::new(FLOW).send(&client).unwrap();
    let methods: Vec<_> = script.requests().iter().map(|request| request.method().to_string()).collect();
    assert_eq!(methods, ["POST", "GET", "DELETE"]);
}

#[test]
fn a_list_is_read_to_its_end() {
    let page = |names: &[&str], next: Option<&str>| {
        let flows: Vec<_> = names.iter().map(|name| serde_json::json!({ "friendly_name": name })).collect();
        serde_json::json!({ "flex_flows": flows, "meta": { "key": "flex_flows", "next_page_url": next } })
            .to_string()
    };
    let next = "https://flex-api.twilio.com/v1/FlexFlows?PageSize=2&Page=1&PageToken=PT1";
    let script = || Script::new().reply(200, page(&["a", "b"], Some(next))).reply(200, page(&["c"], None));
    let list =
        || ListFlexFlow::builder().page_size(twilio_flex::lit!(twilio_flex::paging::PageSize, 2)).build();
    let (first, second) = (script(), script());
    let waited: Vec<_> = blocking(&first).items(list()).collect::<Result<_, _>>().unwrap();
    let awaited = now(client(&second).items(list()).try_collect()).unwrap();
    let names: Vec<_> = waited.iter().filter_map(|flow| flow.friendly_name.as_deref()).collect();
    assert_eq!((names.as_slice(), waited == awaited), (["a", "b", "c"].as_slice(), true));
    for script in [first, second] {
        let asked: Vec<_> = script.requests().iter().map(|request| request.uri().to_string()).collect();
        assert_eq!(asked, ["https://flex-api.twilio.com/v1/FlexFlows?PageSize=2", next]);
    }
}

/// What a future mentions decides what the compiler repeats: a chain in any state gives one and the same type.
#[test]
fn the_future_of_a_chain_does_not_mention_its_state() {
    fn name<T>(_: &T) -> &'static str {
        std::any::type_name::<T>()
    }
    let client = client(&Script::new());
    let typed = UpdateFlexFlow::builder(FLOW)
        .integration_type(Task)
        .integration_workspace_sid(WORKSPACE)
        .integration_workflow_sid(WORKFLOW)
        .integration_channel("sms");
    let (empty, typed) = (UpdateFlexFlow::builder(FLOW).send(&client), typed.send(&client));
    assert_eq!(name(&empty), name(&typed));
    assert!(!name(&typed).contains("state"), "{}", name(&typed));
}
