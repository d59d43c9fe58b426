//! The ten calls that people make most, counted in public code: each as short as it can be, what it is on the wire, and what is
//! read of its answer.

use flex_runtime::testing::Script;
use serde_json::{Map, Value, json};
use twilio_flex::sid::{
    AccountSid, ChatServiceSid, ConversationSid, FlexFlowSid, InteractionChannelSid, InteractionSid,
    TaskChannelSid, TaskQueueSid, WorkerSid, WorkflowSid, WorkspaceSid,
};
use twilio_flex::v1::channel::{Channel, CreateChannel};
use twilio_flex::v1::configuration::{Configuration, FetchConfiguration, UpdateConfiguration};
use twilio_flex::v1::flex_flow::{ChannelType, CreateFlexFlow, FlexFlow, integration_type::Task};
use twilio_flex::v1::interaction::channel::channel_type::{Sms, Web, Whatsapp};
use twilio_flex::v1::interaction::channel::invite::{
    CreateInteractionChannelInvite, InteractionChannelInvite,
};
use twilio_flex::v1::interaction::channel::participant::{
    InteractionChannelParticipant, ListInteractionChannelParticipant,
};
use twilio_flex::v1::interaction::channel::update_channel_status::Closed;
use twilio_flex::v1::interaction::channel::{RoutingStatus, RoutingUpdate, UpdateInteractionChannel};
use twilio_flex::v1::interaction::initiated_by::{Agent, Api, Customer};
use twilio_flex::v1::interaction::{
    CreateInteraction, Interaction, NewChannel, NewChannelProperties, NewParticipant, Routing,
    RoutingProperties,
};
use twilio_flex::v2::web_channel::{CreateWebChannel, WebChannel};
use twilio_flex::{Client, Config, Credentials, Error, Open, find, sid};

use crate::send::{client, now};

const ACCOUNT: AccountSid = sid!(AccountSid, "AC0123456789abcdef0123456789abcdef");
const CHAT_SERVICE: ChatServiceSid = sid!(ChatServiceSid, "IS0123456789abcdef0123456789abcdef");
const CONVERSATION: ConversationSid = sid!(ConversationSid, "CH0123456789abcdef0123456789abcdef");
const FLOW: FlexFlowSid = sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef");
const INTERACTION: InteractionSid = sid!(InteractionSid, "KD0123456789abcdef0123456789abcdef");
const CHANNEL: InteractionChannelSid = sid!(InteractionChannelSid, "UO0123456789abcdef0123456789abcdef");
const QUEUE: TaskQueueSid = sid!(TaskQueueSid, "WQ0123456789abcdef0123456789abcdef");
const TASK_CHANNEL: TaskChannelSid = sid!(TaskChannelSid, "TC0123456789abcdef0123456789abcdef");
const WORKER: WorkerSid = sid!(WorkerSid, "WK0123456789abcdef0123456789abcdef");
const WORKFLOW: WorkflowSid = sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef");
const WORKSPACE: WorkspaceSid = sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef");

/// An answer about an interaction or an invite.
const ROUTED: &str = r#"{"sid": "KD0123456789abcdef0123456789abcdef",
    "channel": {"sid": "UO0123456789abcdef0123456789abcdef"}, "routing": {"properties": {
    "sid": "WT0123456789abcdef0123456789abcdef",
    "attributes": "{\"conversationSid\":\"CH0123456789abcdef0123456789abcdef\",\"customerName\":\"Ana\"}"}}}"#;

/// 1: a bot hands over a customer whose Conversation exists, and reads where the customer is now.
async fn hand_over(client: &Client) -> Result<Interaction, Error> {
    CreateInteraction::builder()
        .channel(
            NewChannel::builder()
                .type_(Whatsapp)
                .initiated_by(Customer)
                .properties(NewChannelProperties::builder().media_channel_sid(CONVERSATION).build())
                .build(),
        )
        .routing(Routing::builder().properties(to_anyone()).build())
        .send(client)
        .await
}

/// 2: a chat channel that writes to a phone number.
async fn write_to_a_number(client: &Client) -> Result<Channel, Error> {
    CreateChannel::builder()
        .flex_flow_sid(FLOW)
        .identity("sms_12025550142")
        .chat_user_friendly_name("Ana Silva")
        .chat_friendly_name("Parcel 4711")
        .target("+12025550142")
        .send(client)
        .await
}

/// 3: a Flex Flow whose messages become Tasks on a Task Channel.
async fn make_tasks(client: &Client) -> Result<FlexFlow, Error> {
    CreateFlexFlow::builder()
        .friendly_name("Parcel support by SMS")
        .chat_service_sid(CHAT_SERVICE)
        .channel_type(ChannelType::Sms)
        .integration_type(Task)
        .integration_workspace_sid(WORKSPACE)
        .integration_workflow_sid(WORKFLOW)
        .integration_channel(TASK_CHANNEL.as_str())
        .send(client)
        .await
}

/// 4: a web chat from a widget, which logs in with a token of its own.
async fn open_a_web_chat(client: &Client) -> Result<WebChannel, Error> {
    CreateWebChannel::builder()
        .address_sid("IG0123456789abcdef0123456789abcdef")
        .chat_friendly_name("Question about an order")
        .pre_engagement_data(json!({"friendlyName": "Ana Silva"}).to_string())
        .send(client)
        .await
}

/// 6: the participants of a channel are listed, its agent is found, and the channel is closed.
async fn close(client: &Client) -> Result<Option<Open<WorkerSid>>, Error> {
    let participants = client
        .items(ListInteractionChannelParticipant::builder(INTERACTION, CHANNEL).build())
        .try_collect()
        .await?;
    UpdateInteractionChannel::builder(INTERACTION, CHANNEL)
        .status(Closed)
        .routing(RoutingUpdate::builder().status(RoutingStatus::Closed).build())
        .send(client)
        .await?;
    Ok(participants.iter().find_map(InteractionChannelParticipant::worker_sid))
}

/// 7: whoever the workflow finds is invited.
async fn invite_anyone(client: &Client) -> Result<InteractionChannelInvite, Error> {
    CreateInteractionChannelInvite::builder(INTERACTION, CHANNEL)
        .routing(Routing::builder().properties(to_anyone()).build())
        .send(client)
        .await
}

/// 7: one worker is invited.
async fn invite_one(client: &Client) -> Result<InteractionChannelInvite, Error> {
    CreateInteractionChannelInvite::builder(INTERACTION, CHANNEL)
        .routing(Routing::builder().properties(to_the_worker()).build())
        .send(client)
        .await
}

/// 8: software opens a chat.
async fn open_by_software(client: &Client) -> Result<Interaction, Error> {
    CreateInteraction::builder()
        .channel(
            NewChannel::builder()
                .type_(Web)
                .initiated_by(Api)
                .participants([NewParticipant::builder().identity("visitor-0815").build()])
                .build(),
        )
        .routing(Routing::builder().properties(to_anyone()).build())
        .send(client)
        .await
}

/// 9: an agent goes on in a Conversation that exists.
async fn go_on(client: &Client) -> Result<Interaction, Error> {
    CreateInteraction::builder()
        .channel(
            NewChannel::builder()
                .type_(Sms)
                .initiated_by(Agent)
                .properties(NewChannelProperties::builder().media_channel_sid(CONVERSATION).build())
                .build(),
        )
        .routing(Routing::builder().properties(to_the_worker()).build())
        .send(client)
        .await
}

/// 10: an agent writes first.
async fn write_first(client: &Client) -> Result<Interaction, Error> {
    let customer = NewParticipant::builder().address("+12025550142").proxy_address("+12025550199").build();
    CreateInteraction::builder()
        .channel(NewChannel::builder().type_(Sms).initiated_by(Agent).participants([customer]).build())
        .routing(Routing::builder().properties(to_the_worker()).build())
        .send(client)
        .await
}

/// The Task for whoever the workflow finds.
fn to_anyone() -> RoutingProperties {
    RoutingProperties::builder().workspace_sid(WORKSPACE).workflow_sid(WORKFLOW).build()
}

/// The Task for one worker.
fn to_the_worker() -> RoutingProperties {
    let task = RoutingProperties::builder().workspace_sid(WORKSPACE).workflow_sid(WORKFLOW);
    task.queue_sid(QUEUE).worker_sid(WORKER).build()
}

/// 5: the configuration is fetched, an attribute is added, and it is sent.
async fn merge_attributes(client: &Client) -> Result<Configuration, Error> {
    let configuration = FetchConfiguration::builder().send(client).await?;
    let mut attributes: Map<String, Value> = find(&configuration, &["/attributes"]).unwrap_or_default();
    attributes.insert("depot".to_owned(), json!("Lisbon"));
    UpdateConfiguration::builder().account_sid(ACCOUNT).attributes(attributes).send(client).await
}

/// What a scripted service is sent, as `METHOD path body`, with JSON in forms as it is before it is encoded.
fn sent(script: &Script) -> Vec<String> {
    let line = |request: http::Request<bytes::Bytes>| {
        let fields =
            serde_urlencoded::from_bytes::<Vec<(String, String)>>(request.body()).unwrap_or_default();
        let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let json = request.headers().get("content-type").is_some_and(|kind| kind == "application/json");
        let body = if json { String::from_utf8_lossy(request.body()).into_owned() } else { fields.join("&") };
        format!("{} {} {body}", request.method(), request.uri().path())
    };
    script.requests().into_iter().map(line).collect()
}

const ROUTING: &str = r#"Routing={"properties":{"workspace_sid":"WS0123456789abcdef0123456789abcdef","workflow_sid":"WW0123456789abcdef0123456789abcdef""#;
const TO_THE_WORKER: &str = r#","queue_sid":"WQ0123456789abcdef0123456789abcdef","worker_sid":"WK0123456789abcdef0123456789abcdef"}}"#;

/// Holds against each other what is sent and what is expected, and returns what came back.
fn check<T>(answers: &[&str], call: impl AsyncFnOnce(&Client) -> Result<T, Error>, expected: &[String]) -> T {
    let script = answers.iter().fold(Script::new(), |script, answer| script.reply(200, (*answer).to_owned()));
    let answer = now(call(&client(&script))).unwrap();
    assert_eq!(sent(&script), expected);
    answer
}

#[test]
fn a_customer_is_handed_over_or_invited_to() {
    let channel = r#"Channel={"type":"whatsapp","initiated_by":"customer","properties":{"media_channel_sid":"CH0123456789abcdef0123456789abcdef"}}"#;
    let interaction =
        check(&[ROUTED], hand_over, &[format!("POST /v1/Interactions {channel}&{ROUTING}}}}}")]);
    let found = [
        interaction.task_sid().map(|sid| sid.to_string()),
        interaction.conversation_sid().map(|sid| sid.to_string()),
        interaction.channel_sid().map(|sid| sid.to_string()),
        interaction.attributes().map(|attributes| attributes["customerName"].to_string()),
    ];
    let expected = [
        "WT0123456789abcdef0123456789abcdef",
        "CH0123456789abcdef0123456789abcdef",
        "UO0123456789abcdef0123456789abcdef",
        "\"Ana\"",
    ];
    assert_eq!(found.map(Option::unwrap), expected);

    let path = "/v1/Interactions/KD0123456789abcdef0123456789abcdef/Channels/UO0123456789abcdef0123456789abcdef/Invites";
    let invite = check(&[ROUTED], invite_anyone, &[format!("POST {path} {ROUTING}}}}}")]);
    assert_eq!(invite.task_sid().unwrap().as_str(), expected[0]);
    let invite = check(&[ROUTED], invite_one, &[format!("POST {path} {ROUTING}{TO_THE_WORKER}")]);
    assert_eq!(invite.conversation_sid().unwrap().as_str(), expected[1]);
}

#[test]
fn interactions_are_opened_by_agents_and_by_software() {
    let channel =
        r#"Channel={"type":"web","initiated_by":"api","participants":[{"identity":"visitor-0815"}]}"#;
    check(&[ROUTED], open_by_software, &[format!("POST /v1/Interactions {channel}&{ROUTING}}}}}")]);
    let channel = r#"Channel={"type":"sms","initiated_by":"agent","properties":{"media_channel_sid":"CH0123456789abcdef0123456789abcdef"}}"#;
    check(&[ROUTED], go_on, &[format!("POST /v1/Interactions {channel}&{ROUTING}{TO_THE_WORKER}")]);
    let channel = r#"Channel={"type":"sms","initiated_by":"agent","participants":[{"address":"+12025550142","proxy_address":"+12025550199"}]}"#;
    check(&[ROUTED], write_first, &[format!("POST /v1/Interactions {channel}&{ROUTING}{TO_THE_WORKER}")]);
}

#[test]
fn chats_and_flows_are_created() {
    let expected = "POST /v1/Channels FlexFlowSid=FO0123456789abcdef0123456789abcdef&Identity=sms_12025550142&\
                    ChatUserFriendlyName=Ana Silva&ChatFriendlyName=Parcel 4711&Target=+12025550142";
    check(&["{}"], write_to_a_number, &[expected.to_owned()]);
    let expected = "POST /v1/FlexFlows FriendlyName=Parcel support by SMS&ChatServiceSid=IS0123456789abcdef0123456789abcdef&\
                    ChannelType=sms&IntegrationType=task&Integration.WorkspaceSid=WS0123456789abcdef0123456789abcdef&\
                    Integration.WorkflowSid=WW0123456789abcdef0123456789abcdef&\
                    Integration.Channel=TC0123456789abcdef0123456789abcdef";
    check(&["{}"], make_tasks, &[expected.to_owned()]);
    let expected = "POST /v2/WebChats AddressSid=IG0123456789abcdef0123456789abcdef&\
                    ChatFriendlyName=Question about an order&PreEngagementData={\"friendlyName\":\"Ana Silva\"}";
    check(&["{}"], open_a_web_chat, &[expected.to_owned()]);
}

/// A widget has no account: it logs in as the user `token`, with a JWT as its password.
#[test]
fn a_widget_logs_in_with_a_token() {
    let script = Script::new().reply(200, "{}");
    let config = Config::new(Credentials::auth_token("token", "a.b.c"));
    let client = Client::with_transport(config, script.clone()).unwrap();
    now(open_a_web_chat(&client)).unwrap();
    assert_eq!(script.requests()[0].headers()["authorization"], "Basic dG9rZW46YS5iLmM=");
}

#[test]
fn the_configuration_is_fetched_merged_and_sent() {
    let fetched = r#"{"attributes": {"language": "pt"}, "ui_version": "2.n"}"#;
    let merged = r#"POST /v1/Configuration {"account_sid":"AC0123456789abcdef0123456789abcdef","attributes":{"depot":"Lisbon","language":"pt"}}"#;
    check(&[fetched, "{}"], merge_attributes, &["GET /v1/Configuration ".to_owned(), merged.to_owned()]);
}

#[test]
fn the_agent_is_found_and_the_channel_closed() {
    let participants = r#"{"participants": [{"type": "customer", "routing_properties": null},
        {"type": "agent", "routing_properties": {"worker_sid": "WK0123456789abcdef0123456789abcdef"}}], "meta": {}}"#;
    let channel =
        "/v1/Interactions/KD0123456789abcdef0123456789abcdef/Channels/UO0123456789abcdef0123456789abcdef";
    let expected = [
        format!("GET {channel}/Participants "),
        format!(r#"POST {channel} Status=closed&Routing={{"status":"closed"}}"#),
    ];
    let agent = check(&[participants, "{}"], close, &expected);
    assert_eq!(agent.unwrap().as_str(), "WK0123456789abcdef0123456789abcdef");
}

/// Printed for whoever wants to know how long these calls are.
#[test]
fn the_calls_stay_short() {
    let source = include_str!("frequent_calls.rs");
    let calls = source.split("\n/// ").filter(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let lines: Vec<_> = calls
        .map(|call| {
            let (name, body) = call.split_once(" {\n").unwrap();
            let lines = body.lines().take_while(|line| *line != "}").count();
            println!("{lines} lines: {}", name.lines().next().unwrap());
            lines
        })
        .collect();
    assert_eq!(lines.len(), 11);
    assert!(lines.iter().all(|lines| *lines <= 11), "{lines:?}");
}
