//! The request example printed in Twilio's documentation sets every field at once and breaks four patterns: it is a
//! request that has to be refused, for exactly the right reasons.

use serde_json::json;
use twilio_flex::v1::flex_flow::UpdateFlexFlow;
use twilio_flex::{Rejected, ViolationKind};

use crate::FLOW;

const FORM: &str = "ChannelType=web&ChatServiceSid=string&ContactIdentity=string&Enabled=true&FriendlyName=string&\
    Integration.Channel=string&Integration.CreationOnMessage=true&Integration.FlowSid=string&Integration.Priority=42&\
    Integration.RetryCount=42&Integration.Timeout=42&Integration.Url=https%3A%2F%2Fexample.com&\
    Integration.WorkflowSid=string&Integration.WorkspaceSid=string&IntegrationType=studio&JanitorEnabled=true&\
    LongLived=true";

fn judged(rejected: &Rejected) -> (Vec<(String, ViolationKind)>, Vec<String>) {
    let violations = rejected.violations().iter();
    let mut violations: Vec<_> = violations.map(|found| (found.field().to_owned(), found.kind())).collect();
    violations.sort_by(|a, b| a.0.cmp(&b.0));
    let mut advice: Vec<_> = rejected.advice().iter().map(|found| found.field().to_owned()).collect();
    advice.sort();
    (violations, advice)
}

#[test]
fn the_printed_example_breaks_these_rules_and_no_others() {
    let body = json!({
        "ChannelType": "web", "ChatServiceSid": "string", "ContactIdentity": "string", "Enabled": true,
        "FriendlyName": "string", "Integration.Channel": "string", "Integration.CreationOnMessage": true,
        "Integration.FlowSid": "string", "Integration.Priority": 42, "Integration.RetryCount": 42,
        "Integration.Timeout": 42, "Integration.Url": "https://example.com", "Integration.WorkflowSid": "string",
        "Integration.WorkspaceSid": "string", "IntegrationType": "studio", "JanitorEnabled": true, "LongLived": true,
    });
    let (violations, advice) = judged(&UpdateFlexFlow::from_json(FLOW, &body).unwrap_err());
    let expected = [
        ("ChatServiceSid", ViolationKind::Pattern),
        ("Integration.Channel", ViolationKind::NotApplicable),
        ("Integration.FlowSid", ViolationKind::Pattern),
        ("Integration.Priority", ViolationKind::NotApplicable),
        ("Integration.RetryCount", ViolationKind::OutOfRange),
        ("Integration.Timeout", ViolationKind::NotApplicable),
        ("Integration.WorkflowSid", ViolationKind::Pattern),
        ("Integration.WorkspaceSid", ViolationKind::Pattern),
    ];
    assert_eq!(violations, expected.map(|(field, kind)| (field.to_owned(), kind)));
    assert_eq!(advice, ["Integration.Url", "Integration.WorkflowSid", "Integration.WorkspaceSid"]);
}

#[test]
fn the_printed_form_is_judged_like_the_printed_json() {
    let form = judged(&UpdateFlexFlow::from_form(FLOW, FORM).unwrap_err());
    let body: serde_json::Map<_, _> = serde_urlencoded::from_str::<Vec<(String, String)>>(FORM)
        .unwrap()
        .into_iter()
        .map(|(name, value)| (name, serde_json::from_str(&value).unwrap_or(value.into())))
        .collect();
    let json = judged(&UpdateFlexFlow::from_json(FLOW, &body.into()).unwrap_err());
    assert_eq!(form, json);
}

#[test]
fn every_violation_says_where_and_what() {
    let body =
        json!({ "Friendlyname": "x", "Enabled": "yes", "ChannelType": "whatsup", "IntegrationType": "task" });
    let rejected = UpdateFlexFlow::from_json(FLOW, &body).unwrap_err();
    let text = rejected.to_string();
    for expected in [
        "`Enabled` takes a boolean, not a string",
        "did you mean `whatsapp`?",
        "`Friendlyname` is not a field of this request; did you mean `FriendlyName`?",
        "`Integration.WorkspaceSid` is required when `IntegrationType` is `task`",
        "`Integration.WorkflowSid` is required when `IntegrationType` is `task`",
        "`Integration.Channel` is required when `IntegrationType` is `task`",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in:\n{text}");
    }
    let channel = rejected.violations().iter().find(|found| found.field() == "Integration.Channel").unwrap();
    assert_eq!(channel.pointer(), "/Integration.Channel");
    assert_eq!(channel.rule(), Some("IntegrationChannelRequired"));
    assert_eq!(channel.basis(), Some("Applicable and required when `integrationType` is `task`"));
    assert_eq!(rejected.violations().len(), 6);
}
