//! Values beyond the documented ones, where Twilio's description of the API takes any.

use serde_json::{Value, json};
use twilio_flex::sid::{InteractionChannelSid, InteractionSid};
use twilio_flex::v1::interaction::channel::channel_type::Sms;
use twilio_flex::v1::interaction::channel::participant::MediaProperties;
use twilio_flex::v1::interaction::channel::update_channel_status::{Closed, Inactive};
use twilio_flex::v1::interaction::channel::{ChannelType, RoutingUpdate, UpdateInteractionChannel};
use twilio_flex::v1::interaction::initiated_by::{Api, Undocumented};
use twilio_flex::v1::interaction::{InitiatedBy, NewChannel, NewChannelBuilder, NewParticipant, new_channel};
use twilio_flex::{BASE_URL, Open, Report, Request, Violation, ViolationKind};

fn advice(report: &Report) -> Vec<(&str, &str)> {
    report.advice.iter().map(|advice| (advice.pointer(), advice.message())).collect()
}

fn kinds(report: &Report) -> Vec<ViolationKind> {
    report.advice.iter().map(Violation::kind).collect()
}

#[test]
fn any_text_is_sent_and_reported_as_advice() {
    let participant = NewParticipant::builder().level_despite_advice("reply-to").build();
    let channel = NewChannel::builder()
        .type_despite_advice("custom")
        .initiated_by_despite_advice("Customer")
        .participants([participant])
        .build();
    let json = json!({
        "type": "custom", "initiated_by": "Customer", "participants": [{ "level": "reply-to" }],
    });
    assert_eq!(serde_json::to_value(&channel).unwrap(), json);
    assert_eq!(NewChannel::from_json(&json).unwrap(), channel);
    assert_eq!(channel.type_().map(Open::as_str), Some("custom"));
    let report = channel.check();
    assert!(report.is_valid());
    assert_eq!(kinds(&report), [ViolationKind::Undocumented; 3]);
    let types =
        "`type` is documented as `voice`, `sms`, `email`, `web`, `whatsapp`, `chat`, `messenger`, `gbm`";
    let level = "`participants[0].level` is documented as `to`, `cc`, `bcc`";
    let initiated_by = "`initiated_by` is documented as `customer`, `agent`, `api`; did you mean `customer`?";
    let expected = [("/type", types), ("/initiated_by", initiated_by), ("/participants/0/level", level)];
    assert_eq!(advice(&report), expected);
}

#[test]
fn a_documented_text_is_the_documented_value() {
    let channel = NewChannel::builder().type_despite_advice("sms").initiated_by_despite_advice("api").build();
    assert_eq!(channel.initiated_by(), Some(&Open::Known(InitiatedBy::Api)));
    let documented = NewChannel::builder().type_(Sms).initiated_by(Api).build();
    assert_eq!(channel, documented);
    assert!(channel.check().advice.is_empty());
    // Without a rule, the setter takes a value, and its twin that and any text.
    let media = MediaProperties::builder();
    let documented = media.clone().type_(ChannelType::Sms).build();
    assert_eq!(media.clone().type_despite_advice(ChannelType::Sms).build(), documented);
    assert_eq!(media.type_despite_advice("sms").build(), documented);
}

/// The state of a chain with another text has a name.
fn named(
    builder: NewChannelBuilder,
) -> NewChannelBuilder<impl new_channel::state::State<InitiatedBy = Undocumented>> {
    builder.initiated_by_despite_advice("supervisor".to_owned())
}

#[test]
fn a_marker_is_a_marker_without_its_advice_as_well() {
    let _: NewChannelBuilder<_> = named(NewChannel::builder());
    let channel = NewChannel::builder().type_(Sms).initiated_by_despite_advice(Api).build();
    assert_eq!(channel.initiated_by(), Some(&Open::Known(InitiatedBy::Api)));
}

const INTERACTION: InteractionSid = InteractionSid::literal("KD0123456789abcdef0123456789abcdef");
const CHANNEL: InteractionChannelSid = InteractionChannelSid::literal("UO0123456789abcdef0123456789abcdef");

#[test]
fn a_rule_about_the_value_holds_for_any_text() {
    let routing = |status: &str| RoutingUpdate::builder().status_despite_advice(status).build();
    let update = || UpdateInteractionChannel::builder(INTERACTION, CHANNEL);
    let request = update().status(Closed).routing(routing("wrap_up")).build().unwrap();
    let http = request.to_http(&BASE_URL).unwrap();
    let body = "Status=closed&Routing=%7B%22status%22%3A%22wrap_up%22%7D";
    assert_eq!(std::str::from_utf8(http.body()).unwrap(), body);
    let expected = "`Routing.status` is documented as `closed`, `wrapup`; did you mean `wrapup`?";
    assert_eq!(advice(&request.check()), [("/Routing/status", expected)]);
    let rejected = update().status(Inactive).routing(routing("wrap_up")).build().unwrap_err();
    assert_eq!(rejected.violations().len(), 1);
    assert_eq!(rejected.violations()[0].pointer(), "/Routing/status");
}

#[test]
fn what_is_no_text_is_refused() {
    for value in [Value::Null, json!(7), json!(["sms"])] {
        let rejected = NewChannel::from_json(&json!({ "type": value })).unwrap_err();
        assert_eq!(rejected.violations()[0].kind(), ViolationKind::WrongType);
    }
}
