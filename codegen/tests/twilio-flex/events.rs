//! Events as Flex reports them, over real sockets: a receiver verifies each request before it reads anything of it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, channel};

use base64::Engine as _;
use hmac::{KeyInit as _, Mac as _};
use serde_json::json;
use twilio_flex::sid::{
    AccountSid, FlexInstanceSid, InteractionChannelParticipantSid, InteractionChannelSid, InteractionSid,
    TaskSid,
};
use twilio_flex::v1::interaction::channel::{ChannelStatus, participant::ParticipantType};
use twilio_flex::v1::interaction_webhook::{
    ChannelCreateFailedEvent, ChannelCreatedEvent, ChannelStatusUpdatedEvent, InteractionCreatedEvent,
    InteractionEvent, InteractionEventType, ParticipantEvent,
};
use twilio_flex::webhook::{Payload, SIGNATURE_HEADER, verify};
use twilio_flex::{Open, Unread};

use crate::loopback::server::{Received, Server, response};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

const ACCOUNT: AccountSid = AccountSid::literal("ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
const INSTANCE: FlexInstanceSid = FlexInstanceSid::literal("GO0123456789abcdef0123456789abcdef");
const INTERACTION: InteractionSid = InteractionSid::literal("KD0123456789abcdef0123456789abcdef");
const CHANNEL: InteractionChannelSid = InteractionChannelSid::literal("UO0123456789abcdef0123456789abcdef");
const PARTICIPANT: InteractionChannelParticipantSid =
    InteractionChannelParticipantSid::literal("UT0123456789abcdef0123456789abcdef");
const TASK: TaskSid = TaskSid::literal("WT0123456789abcdef0123456789abcdef");
const CONVERSATION: &str = "CH0123456789abcdef0123456789abcdef";

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// What a receiver makes of a request: the event and what could not be read of it, or what it refused.
type Outcome = Result<(InteractionEvent, Vec<Unread>), String>;

/// A receiver, and what it has made of each request.
fn receiver() -> (Server, Receiver<Outcome>) {
    let (told, outcomes) = channel();
    let server = Server::start(move |_, request| {
        let outcome = receive(request);
        let status = if outcome.is_ok() { "204 No Content" } else { "403 Forbidden" };
        told.send(outcome).unwrap();
        response(status, "", "")
    });
    (server, outcomes)
}

/// As a user would write it.
fn receive(request: &Received) -> Outcome {
    let signature = request.header(&SIGNATURE_HEADER.to_ascii_lowercase()).unwrap_or_default();
    let (method, target) = request.line.split_once(' ').unwrap();
    let url = format!("http://{}{target}", request.header("host").unwrap());
    let payload = if method == "GET" { Payload::Empty } else { Payload::Form(&request.body) };
    let request = verify(&TOKEN.into(), signature, &url, payload).map_err(|error| error.to_string())?;
    let event = InteractionEvent::from_webhook(&request).map_err(|error| error.to_string())?;
    let unread = event.unread().to_vec();
    Ok((event.into_value(), unread))
}

/// How Flex signs a URL and the fields of a form.
fn sign(url: &str, fields: &Fields<'_>) -> String {
    let mut mac = hmac::Hmac::<sha1::Sha1>::new_from_slice(TOKEN.as_bytes()).unwrap();
    mac.update(url.as_bytes());
    let mut sorted = fields.clone();
    sorted.sort_unstable();
    sorted.dedup();
    for (name, value) in sorted {
        mac.update(format!("{name}{value}").as_bytes());
    }
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

/// Sends a request as it is, and returns the status of the response.
fn send(server: &Server, method: &str, target: &str, signature: &str, body: &str) -> String {
    let base = server.base_url().to_string();
    let host = base.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nhost: {host}\r\nX-Twilio-Signature: {signature}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut status = [0; 12];
    stream.read_exact(&mut status).unwrap();
    String::from_utf8(status[9..].to_vec()).unwrap()
}

/// Posts a form, signed as Flex does it, and returns what the receiver makes of it.
fn posted(fields: &Fields<'_>) -> (InteractionEvent, Vec<Unread>) {
    let (server, outcomes) = receiver();
    let url = format!("{}/flex?desk=1", server.base_url().to_string().trim_end_matches('/'));
    let form = serde_urlencoded::to_string(fields).unwrap();
    assert_eq!(send(&server, "POST", "/flex?desk=1", &sign(&url, fields), &form), "204");
    outcomes.recv().unwrap().unwrap()
}

/// Posts a form that can be read to the end.
fn reported(fields: &Fields<'_>) -> InteractionEvent {
    let (event, unread) = posted(fields);
    assert_eq!(unread, []);
    event
}

fn interaction_created() -> Fields<'static> {
    vec![
        ("EventType", "onInteractionCreated"),
        ("AccountSid", ACCOUNT.as_str()),
        ("InstanceSid", INSTANCE.as_str()),
        ("InteractionSid", INTERACTION.as_str()),
        ("MediaChannelSid", CONVERSATION),
        ("MediaChannelType", "sms"),
    ]
}

fn participant(event_type: &'static str) -> Fields<'static> {
    vec![
        ("EventType", event_type),
        ("AccountSid", ACCOUNT.as_str()),
        ("InteractionSid", INTERACTION.as_str()),
        ("ChannelSid", CHANNEL.as_str()),
        ("ParticipantSid", PARTICIPANT.as_str()),
        ("ParticipantType", "agent"),
        ("TaskSid", TASK.as_str()),
        ("MediaChannelSid", CONVERSATION),
        ("MediaChannelType", "whatsapp"),
    ]
}

/// The event of `interaction_created`.
fn created() -> InteractionEvent {
    let mut expected = InteractionCreatedEvent::default();
    expected.account_sid = Some(ACCOUNT.into());
    expected.instance_sid = Some(INSTANCE.into());
    expected.interaction_sid = Some(INTERACTION.into());
    expected.media_channel_sid = Some(CONVERSATION.to_owned());
    expected.media_channel_type = Some("sms".to_owned());
    InteractionEvent::OnInteractionCreated(expected)
}

#[test]
fn an_interaction_was_created() {
    let event = reported(&interaction_created());
    assert_eq!(event, created());
    assert_eq!(event.event_type(), "onInteractionCreated");
}

#[test]
fn a_channel_was_created() {
    let mut fields = interaction_created();
    fields[0].1 = "onChannelCreated";
    fields.push(("ChannelSid", CHANNEL.as_str()));
    let mut expected = ChannelCreatedEvent::default();
    expected.account_sid = Some(ACCOUNT.into());
    expected.instance_sid = Some(INSTANCE.into());
    expected.interaction_sid = Some(INTERACTION.into());
    expected.channel_sid = Some(CHANNEL.into());
    expected.media_channel_sid = Some(CONVERSATION.to_owned());
    expected.media_channel_type = Some("sms".to_owned());
    assert_eq!(reported(&fields), InteractionEvent::OnChannelCreated(expected));
}

#[test]
fn a_channel_could_not_be_created() {
    let fields = vec![
        ("EventType", "onChannelCreateFailed"),
        ("AccountSid", ACCOUNT.as_str()),
        ("ErrorCode", "45005"),
        ("ErrorMessage", "No Task & no channel: 100% lost"),
        ("InteractionSid", INTERACTION.as_str()),
        ("MediaChannelType", "web"),
    ];
    let mut expected = ChannelCreateFailedEvent::default();
    expected.account_sid = Some(ACCOUNT.into());
    expected.error_code = Some(45005);
    expected.error_message = Some("No Task & no channel: 100% lost".to_owned());
    expected.interaction_sid = Some(INTERACTION.into());
    expected.media_channel_type = Some("web".to_owned());
    assert_eq!(reported(&fields), InteractionEvent::OnChannelCreateFailed(expected));
}

#[test]
fn the_status_of_a_channel_changed() {
    let mut fields = interaction_created();
    fields[0].1 = "onChannelStatusUpdated";
    fields.extend([("ChannelSid", CHANNEL.as_str()), ("ChannelStatus", "closed")]);
    let mut expected = ChannelStatusUpdatedEvent::default();
    expected.account_sid = Some(ACCOUNT.into());
    expected.instance_sid = Some(INSTANCE.into());
    expected.interaction_sid = Some(INTERACTION.into());
    expected.channel_sid = Some(CHANNEL.into());
    expected.channel_status = Some(ChannelStatus::Closed.into());
    expected.media_channel_sid = Some(CONVERSATION.to_owned());
    expected.media_channel_type = Some("sms".to_owned());
    assert_eq!(reported(&fields), InteractionEvent::OnChannelStatusUpdated(expected));
}

#[test]
fn a_participant_came_changed_and_went() {
    let mut expected = ParticipantEvent::default();
    expected.account_sid = Some(ACCOUNT.into());
    expected.interaction_sid = Some(INTERACTION.into());
    expected.channel_sid = Some(CHANNEL.into());
    expected.participant_sid = Some(PARTICIPANT.into());
    expected.participant_type = Some(ParticipantType::Agent.into());
    expected.task_sid = Some(TASK.into());
    expected.media_channel_sid = Some(CONVERSATION.to_owned());
    expected.media_channel_type = Some("whatsapp".to_owned());
    for (event_type, variant) in [
        ("onParticipantJoined", InteractionEvent::OnParticipantJoined as fn(_) -> _),
        ("onParticipantUpdated", InteractionEvent::OnParticipantUpdated),
        ("onParticipantLeft", InteractionEvent::OnParticipantLeft),
    ] {
        let event = reported(&participant(event_type));
        assert_eq!(event, variant(expected.clone()));
        assert_eq!(event.event_type(), event_type);
    }
}

#[test]
fn every_event_that_a_webhook_can_ask_for_is_described() {
    for event_type in InteractionEventType::ALL {
        let form = format!("EventType={}", event_type.as_str());
        let event = InteractionEvent::from_unverified_form(&form).unwrap();
        assert!(!matches!(event.value(), InteractionEvent::Other(_)), "{form}");
        assert!(event.unread().iter().any(|unread| unread.path() == "AccountSid"), "{form}");
    }
}

#[test]
fn another_event_keeps_its_fields() {
    let mut fields = participant("onParticipantSneezed");
    fields.push(("Loudness", "very"));
    let InteractionEvent::Other(event) = reported(&fields) else { panic!("it is not described") };
    assert_eq!((event.event_type(), &event.fields()["Loudness"]), ("onParticipantSneezed", &json!("very")));
    assert_eq!(event.fields().len(), fields.len() - 1);
}

#[test]
fn odd_values_are_kept_and_unreadable_ones_told() {
    let fields = vec![
        ("EventType", "onChannelCreateFailed"),
        ("AccountSid", "AC0"),
        ("ErrorCode", "many"),
        ("InteractionSid", ""),
        ("MediaChannelType", "sms"),
        ("MediaChannelType", "web"),
        ("New", "1"),
    ];
    let (InteractionEvent::OnChannelCreateFailed(event), unread) = posted(&fields) else {
        panic!("it failed")
    };
    assert_eq!(event.account_sid.as_ref().map(Open::as_str), Some("AC0"));
    assert_eq!(event.interaction_sid.as_ref().map(Open::as_str), Some(""));
    assert_eq!((event.error_code, event.media_channel_type.as_ref()), (None, None));
    assert_eq!(event.extra()["New"], "1");
    let told: Vec<_> = unread.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "`ErrorCode` is another text, not an integer",
            "`MediaChannelType` has several values",
            "`ErrorMessage` is missing",
        ]
    );
}

#[test]
fn the_fields_of_a_get_are_in_the_query() {
    let (server, outcomes) = receiver();
    let target = format!("/flex?{}", serde_urlencoded::to_string(interaction_created()).unwrap());
    let url = format!("{}{target}", server.base_url().to_string().trim_end_matches('/'));
    assert_eq!(send(&server, "GET", &target, &sign(&url, &Vec::new()), ""), "204");
    assert_eq!(outcomes.recv().unwrap(), Ok((created(), Vec::new())));
}

#[test]
fn without_the_right_signature_nothing_is_read() {
    let (server, outcomes) = receiver();
    let url = format!("{}/flex", server.base_url().to_string().trim_end_matches('/'));
    let fields = interaction_created();
    let form = serde_urlencoded::to_string(&fields).unwrap();
    let right = sign(&url, &fields);
    let refused = |method: &str, target: &str, signature: &str, body: &str| {
        assert_eq!(send(&server, method, target, signature, body), "403", "{method} {target} {body}");
        assert_eq!(outcomes.recv().unwrap(), Err("the signature does not match the request".to_owned()));
    };
    refused("POST", "/flex", "", &form);
    refused("POST", "/flex", &sign(&url, &Vec::new()), &form);
    refused("POST", "/other", &right, &form);
    refused("POST", "/flex", &right, &form.replace("=sms", "=web"));
    refused("POST", "/flex", &right, &format!("{form}&MediaChannelType=web"));
    refused("POST", "/flex", &right, &format!("{form}&EventType=onParticipantLeft"));
    refused("GET", &format!("/flex?{form}"), &right, "");
    // It would be an error of another kind, had it been read.
    refused("POST", "/flex", &right, "no event");
    assert_eq!(send(&server, "POST", "/flex", &right, &form), "204");
    assert_eq!(outcomes.recv().unwrap(), Ok((created(), Vec::new())));
}
