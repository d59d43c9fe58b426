//! The configuration is fetched, changed and sent back: nothing of it is lost, and null stays null.

use flex_runtime::testing::Script;
use serde_json::{Map, Value, json};
use twilio_flex::sid::AccountSid;
use twilio_flex::v1::configuration::{Configuration, FetchConfiguration, Skill, UpdateConfiguration};
use twilio_flex::{BASE_URL, Nullable, Request};

use crate::send::{client, now};

const ACCOUNT: AccountSid = AccountSid::literal("ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

/// Properties of an answer that the description does not know.
fn undescribed() -> Map<String, Value> {
    let all = json!({
        "ai_features": { "summaries": true, "limits": [1, 2.5, null] },
        "beta": true,
        "call_limit": 9_007_199_254_740_993_i64,
        "empty": {},
        "flags": [],
        "keyboard_shortcuts": "⌘K",
        "nothing": null,
        "ratio": 0.25,
        "teams": [{ "name": "Lisbon" }],
        "zero": 0,
    });
    all.as_object().cloned().unwrap()
}

/// The answer of the service.
fn answer() -> Value {
    let mut answer = undescribed();
    answer.extend(
        json!({
            "account_sid": ACCOUNT.as_str(),
            "attributes": { "parcel_plugin": { "depot": "Lisbon" }, "other": [1] },
            "status": "ok",
            "ui_attributes": null,
            "ui_version": "2.n",
        })
        .as_object()
        .cloned()
        .unwrap(),
    );
    answer.into()
}

fn fetched(script: &Script) -> Configuration {
    now(FetchConfiguration::builder().send(&client(script))).unwrap()
}

/// The body of the update, which was the second request.
fn sent(script: &Script) -> Value {
    let [_, update] = &script.requests()[..] else { panic!("two requests") };
    serde_json::from_slice(update.body()).unwrap()
}

#[test]
fn one_setting_is_changed_and_what_is_not_described_is_sent_along() {
    let script = Script::new().reply(200, answer().to_string()).reply(200, "{}");
    let configuration = fetched(&script);
    assert_eq!(configuration.extra().len(), 10);
    let Some(Value::Object(mut attributes)) = configuration.attributes.clone() else { panic!("an object") };
    attributes["parcel_plugin"] = json!({ "depot": "Porto" });
    let update = UpdateConfiguration::builder().account_sid(ACCOUNT).attributes(attributes);
    let update = update.members(configuration.extra().clone()).unwrap();
    now(update.send(&client(&script))).unwrap();
    let mut expected = undescribed();
    expected.insert("account_sid".to_owned(), json!(ACCOUNT.as_str()));
    expected.insert("attributes".to_owned(), json!({ "parcel_plugin": { "depot": "Porto" }, "other": [1] }));
    assert_eq!(sent(&script), Value::Object(expected));
}

/// The JSON of an answer, not a `Configuration`: that is written with null for all that the answer left out.
#[test]
fn the_json_of_an_answer_is_taken_with_its_nulls() {
    let script = Script::new().reply(200, "{}").reply(200, "{}");
    assert!(fetched(&script).extra().is_empty());
    let mut whole = answer();
    whole["ui_version"] = json!("2.1.0");
    let update = UpdateConfiguration::from_json(&whole).unwrap();
    assert!(update.check().advice.is_empty());
    assert_eq!(update.ui_attributes(), Some(Nullable::Null));
    now(update.send(&client(&script))).unwrap();
    assert_eq!(sent(&script), whole);
}

#[test]
fn null_is_sent_only_where_it_is_asked_for() {
    let update = UpdateConfiguration::builder().account_sid(ACCOUNT).attributes_null().ui_version("2.n");
    let update = update.call_recording_enabled(true).taskrouter_skills_null().build();
    let body = json!({
        "account_sid": ACCOUNT.as_str(), "attributes": null, "ui_version": "2.n", "call_recording_enabled": true,
        "taskrouter_skills": null,
    });
    let http = update.to_http(&BASE_URL).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(http.body()).unwrap(), body);
    assert_eq!(UpdateConfiguration::from_json(&body).unwrap(), update);
    assert_eq!(update.attributes(), Some(Nullable::Null));
    assert_eq!(update.ui_version(), Some(Nullable::Value("2.n")));
    assert_eq!(update.call_recording_enabled(), Some(Nullable::Value(true)));
    assert_eq!(update.taskrouter_skills().map(|skills| skills.is_null()), Some(true));
    assert_eq!(update.ui_attributes(), None);
}

/// The setter that is called last counts.
#[test]
fn null_and_a_value_replace_each_other() {
    let skill =
        Skill::builder().name("portuguese").minimum(1).minimum_null().maximum_null().maximum(5).build();
    assert_eq!(skill.minimum(), Some(Nullable::Null));
    assert_eq!(
        serde_json::to_value(skill).unwrap(),
        json!({ "name": "portuguese", "minimum": null, "maximum": 5 })
    );
}

#[test]
fn a_described_name_is_refused_among_other_members() {
    let members = json!({ "ui_version": "2.n", "beta": true, "attributes": {} });
    let refused = UpdateConfiguration::builder().members(members.as_object().cloned().unwrap()).unwrap_err();
    let lines = refused.to_string();
    let expected = [
        "`attributes` is a field with a setter of its own, and no other member",
        "`ui_version` is a field with a setter of its own, and no other member",
    ];
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
}
