//! Interaction webhooks, whose documentation does not agree with itself everywhere.

use serde_json::json;
use twilio_flex::sid::FlexInstanceSid;
use twilio_flex::v1::interaction::UpdateInteraction;
use twilio_flex::v1::interaction_webhook::{
    CreateInteractionWebhook, FetchInteractionWebhook, InteractionWebhook, InteractionWebhookTtid,
    UpdateInteractionWebhook,
};
use twilio_flex::{Request, lit, sid};

const INSTANCE: FlexInstanceSid = FlexInstanceSid::literal("GO0123456789abcdef0123456789abcdef");
const TTID: &str = "flex_interactionwebhook_01hzy3kq7n5v8w2x4m6p9r0stb";

fn fetched(body: &serde_json::Value) -> InteractionWebhook {
    let answer = FetchInteractionWebhook::decode(body.to_string().as_bytes()).unwrap();
    assert_eq!(answer.unread(), []);
    answer.into_value()
}

#[test]
fn the_misspelt_events_of_the_documented_answer_survive() {
    let body = json!({
        "ttid": TTID, "webhook_url": "https://hooks.example.com/flex", "webhook_method": "POST", "type": "global",
        "webhook_eventsfilters": ["onInteractionCreated"], "url": "https:/flex-api.twilio.com/{ttid}",
    });
    let webhook = fetched(&body);
    assert_eq!(webhook.webhook_events, None);
    assert_eq!(webhook.extra()["webhook_eventsfilters"], json!(["onInteractionCreated"]));
    assert_eq!(webhook.url.as_deref(), Some("https:/flex-api.twilio.com/{ttid}"), "an address that is none");
    let written = serde_json::to_value(&webhook).unwrap();
    for (name, value) in body.as_object().unwrap() {
        assert_eq!(&written[name], value, "{name}");
    }
}

#[test]
fn the_ttid_of_an_answer_leads_to_its_webhook_and_goes_into_interactions() {
    let ttid = fetched(&json!({ "ttid": TTID })).ttid.unwrap();
    assert!(ttid.is_known());
    let fetch = FetchInteractionWebhook::new(INSTANCE, ttid.clone());
    assert_eq!(fetch.path(), format!("/v1/Instances/{}/InteractionWebhooks/{TTID}", INSTANCE.as_str()));
    let interaction = sid!(twilio_flex::sid::InteractionSid, "KD0123456789abcdef0123456789abcdef");
    let update = UpdateInteraction::builder(interaction).webhook_ttid(ttid).build();
    assert_eq!(update.webhook_ttid(), Some(TTID));
    assert!(update.check().is_valid() && update.check().advice.is_empty(), "{:?}", update.check());
    let longer = lit!(InteractionWebhookTtid, "flex_interactionwebhook_01hzy3kq7n5v8w2x4m6p9r0stb7");
    assert!(longer.as_str().len() > TTID.len());
}

#[test]
fn what_the_documentation_forbids_is_a_violation() {
    let refused = |fields: &serde_json::Value| {
        let violations = CreateInteractionWebhook::from_json(INSTANCE, fields).unwrap_err();
        violations.to_string()
    };
    for url in ["ftp://hooks.example.com", "hooks.example.com", "", "HTTPS:/hooks.example.com"] {
        let told = refused(&json!({ "WebhookUrl": url, "WebhookEvents": ["onChannelCreated"] }));
        assert!(told.contains("`WebhookUrl`") && told.contains("^https?://"), "{url}: {told}");
    }
    for (name, value) in
        [("WebhookMethod", json!("PUT")), ("WebhookEvents", json!(["onNothing"])), ("Type", json!("all"))]
    {
        let told = refused(&json!({ name: value }));
        assert!(told.contains(name), "{told}");
    }
    // The names in the table of the documentation, which no example sends.
    for name in ["Filters", "Method"] {
        let told = refused(&json!({ name: "POST" }));
        assert!(told.contains(&format!("`{name}`")), "{told}");
    }
    assert!(
        UpdateInteractionWebhook::from_json(
            INSTANCE,
            lit!(InteractionWebhookTtid, "flex_interactionwebhook_01hzy3kq7n5v8w2x4m6p9r0stb"),
            &json!({ "Type": "global" })
        )
        .is_err()
    );
}

#[test]
fn advice_lets_a_request_without_address_pass() {
    let request = CreateInteractionWebhook::from_json(INSTANCE, &json!({})).unwrap();
    let advice = request.check().advice.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(advice.len(), 2, "{advice:?}");
    assert!(advice[0].contains("`WebhookUrl`") && advice[1].contains("`WebhookEvents`"), "{advice:?}");
}
