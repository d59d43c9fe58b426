//! Members that are sent in place of described ones, and values that may be of two types.

use serde_json::{Value, json};
use twilio_flex::sid::{AccountSid, WorkspaceSid};
use twilio_flex::v1::configuration::UpdateConfiguration;
use twilio_flex::v1::interaction::channel::channel_type::Sms;
use twilio_flex::v1::interaction::channel::invite::CreateInteractionChannelInvite;
use twilio_flex::v1::interaction::{
    CreateInteraction, NewChannel, Routing, RoutingProperties, initiated_by::Api,
};
use twilio_flex::{BASE_URL, IntegerOrDigits, JsonObjectOrText, Request, lit, sid};

use crate::WORKSPACE;

/// What is sent as a JSON object in a field of a form.
fn sent(request: &impl Request, field: &str) -> Value {
    let http = request.to_http(&BASE_URL).unwrap();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(http.body()).unwrap();
    let text = pairs.into_iter().find(|(name, _)| name == field).unwrap().1;
    serde_json::from_str(&text).unwrap()
}

#[test]
fn other_json_is_sent_once_in_place_of_a_described_member() {
    let expected = json!({ "workspace_sid": "default", "priority": { "high": true }, "free": [1] });
    let described =
        RoutingProperties::builder().override_member("priority", json!({ "high": true })).priority(5);
    let described = described.member("free", json!([1])).unwrap();
    let properties = described
        .override_member("workspace_sid", "WS")
        .override_member("workspace_sid", "default")
        .workspace_sid(WORKSPACE)
        .build();
    assert_eq!(serde_json::to_string(&properties).unwrap().matches("priority").count(), 1);
    assert_eq!(serde_json::to_value(&properties).unwrap(), expected);
    assert_eq!((properties.priority(), properties.workspace_sid()), (None, None));
    assert_eq!(Value::from(properties.members().clone()), expected);
    let channel = NewChannel::builder().type_(Sms).initiated_by(Api).build();
    let routing = Routing::builder().properties(properties).build();
    let request = CreateInteraction::builder().channel(channel).routing(routing).build();
    assert_eq!(sent(&request, "Routing"), json!({ "properties": expected }));
    let report = request.check();
    assert!(report.is_valid());
    let advice: Vec<_> = report.advice.iter().map(ToString::to_string).collect();
    let expected = ["workspace_sid", "priority"]
        .map(|name| format!("`Routing.properties.{name}` is overridden, and sent unchecked"));
    assert_eq!(advice, expected);
}

/// The compiler does not count it, `check` does.
#[test]
fn what_is_overridden_is_not_set_for_the_compiler() {
    let account = sid!(AccountSid, "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    let update = UpdateConfiguration::builder().override_member("account_sid", 7).build_despite_advice();
    let advice: Vec<_> = update.check().advice.iter().map(ToString::to_string).collect();
    assert_eq!(advice, ["`account_sid` is overridden, and sent unchecked"]);
    let update =
        UpdateConfiguration::builder().account_sid(account).override_member("account_sid", 7).build();
    assert_eq!(serde_json::to_value(&update).unwrap(), json!({ "account_sid": 7 }));
    let refused = UpdateConfiguration::from_json(&json!({ "account_sid": 7 })).unwrap_err();
    assert_eq!(refused.to_string(), "`account_sid` takes a string, not a number");
}

#[test]
fn attributes_and_numbers_are_sent_as_they_are_given() {
    let workspace: WorkspaceSid = WORKSPACE;
    let text = r#"{"customerName":"Ana"}"#;
    let object = JsonObjectOrText::try_from(json!({ "customerName": "Ana" })).unwrap();
    let start = || RoutingProperties::builder().workspace_sid(workspace);
    let as_text = start().attributes(text).priority(lit!(IntegerOrDigits, "10")).timeout(60).build();
    let as_object =
        start().attributes(object).priority(10).timeout("060".parse::<IntegerOrDigits>().unwrap());
    let expected = [
        json!({ "workspace_sid": workspace.as_str(), "attributes": text, "priority": "10", "timeout": 60 }),
        json!({
            "workspace_sid": workspace.as_str(), "attributes": { "customerName": "Ana" }, "priority": 10,
            "timeout": "060",
        }),
    ];
    for (properties, expected) in [as_text, as_object.build()].into_iter().zip(expected) {
        let routing = json!({ "Routing": { "properties": expected } });
        let (interaction, channel) =
            ("KD0123456789abcdef0123456789abcdef", "UO0123456789abcdef0123456789abcdef");
        let built = CreateInteractionChannelInvite::builder(
            twilio_flex::sid::InteractionSid::literal(interaction),
            twilio_flex::sid::InteractionChannelSid::literal(channel),
        );
        let built = built.routing(Routing::builder().properties(properties.clone()).build()).build();
        assert_eq!(sent(&built, "Routing"), routing["Routing"]);
        assert_eq!(RoutingProperties::from_json(&expected).unwrap(), properties);
    }
}

#[test]
fn what_is_of_neither_type_is_refused_in_a_plain_sentence() {
    let refused =
        RoutingProperties::from_json(&json!({ "priority": "ten", "timeout": true, "attributes": 1 }));
    let refused = refused.unwrap_err();
    let lines: Vec<_> = refused.violations().iter().map(ToString::to_string).collect();
    let expected = [
        "`attributes` takes a JSON object, or JSON as text, not a number",
        "`priority` takes an integer, or its digits as text",
        "`timeout` takes an integer, or its digits as text, not a boolean",
    ];
    assert_eq!(lines, expected);
}
