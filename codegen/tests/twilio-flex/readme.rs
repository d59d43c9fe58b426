//! The code and the compile error that the README shows are real.

use flex_runtime::testing::Script;
use twilio_flex::v1::configuration::Configuration;
use twilio_flex::v1::flex_flow::FlexFlow;
use twilio_flex::v1::interaction::Interaction;

use crate::CRATE;
use crate::send::{client, now};

async fn shown_in_the_readme(client: twilio_flex::Client) -> Result<FlexFlow, twilio_flex::Error> {
    // README 0
    use twilio_flex::sid;
    use twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};
    use twilio_flex::v1::flex_flow::{UpdateFlexFlow, integration_type::Task};

    let flow = UpdateFlexFlow::builder(sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef"))
        .friendly_name("Support")
        .integration_type(Task)
        .integration_workspace_sid(sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef"))
        .integration_workflow_sid(sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef"))
        .integration_channel("sms")
        .integration_priority(10)
        .send(&client)
        .await?;
    // end
    Ok(flow)
}

async fn also_shown(client: twilio_flex::Client) -> Result<Interaction, twilio_flex::Error> {
    // README 1
    use twilio_flex::sid;
    use twilio_flex::sid::{ConversationSid, WorkflowSid, WorkspaceSid};
    use twilio_flex::v1::interaction::channel::channel_type::Sms;
    use twilio_flex::v1::interaction::{CreateInteraction, initiated_by::Customer};
    use twilio_flex::v1::interaction::{NewChannel, NewChannelProperties, Routing, RoutingProperties};

    let conversation = NewChannelProperties::builder()
        .media_channel_sid(sid!(ConversationSid, "CH0123456789abcdef0123456789abcdef"))
        .build();
    let task = RoutingProperties::builder()
        .workspace_sid(sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef"))
        .workflow_sid(sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef"))
        .task_channel_unique_name("sms")
        .build();
    let interaction = CreateInteraction::builder()
        .channel(NewChannel::builder().type_(Sms).initiated_by(Customer).properties(conversation).build())
        .routing(Routing::builder().properties(task).build())
        .send(&client)
        .await?;
    // end
    Ok(interaction)
}

async fn shown_at_last(client: twilio_flex::Client) -> Result<Configuration, twilio_flex::Error> {
    // README 2
    use serde_json::{Map, Value, json};
    use twilio_flex::sid::AccountSid;
    use twilio_flex::v1::configuration::{FetchConfiguration, UpdateConfiguration};
    use twilio_flex::{find, sid};

    let configuration = FetchConfiguration::builder().send(&client).await?;
    let mut attributes: Map<String, Value> = find(&configuration, &["/attributes"]).unwrap_or_default();
    attributes.insert("depot".to_owned(), json!("Porto"));
    let changed = UpdateConfiguration::builder()
        .account_sid(sid!(AccountSid, "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))
        .attributes(attributes)
        .members(configuration.extra().clone())?
        .send(&client)
        .await?;
    // end
    Ok(changed)
}

fn shown_for_events(signature: &str, url: &str, body: &str) -> Result<(), Box<dyn std::error::Error>> {
    // README 3
    use twilio_flex::v1::interaction_webhook::InteractionEvent;
    use twilio_flex::webhook::{Payload, verify};

    let auth_token = std::env::var("TWILIO_AUTH_TOKEN")?.into();
    let request = verify(&auth_token, signature, url, Payload::Form(body))?;
    match InteractionEvent::from_webhook(&request)?.into_value() {
        InteractionEvent::OnChannelStatusUpdated(event) => println!("{:?}", event.channel_status),
        InteractionEvent::OnParticipantLeft(event) => println!("{:?} left", event.participant_type),
        other => println!("not handled: {}", other.event_type()),
    }
    // end
    Ok(())
}

fn readme() -> String {
    std::fs::read_to_string("../../README.md").unwrap()
}

/// One of the fenced blocks of a language.
fn block(language: &str, number: usize) -> Vec<String> {
    let start = format!("```{language}\n");
    let block = readme().split(&start).nth(number + 1).unwrap_or_default().to_owned();
    block.lines().take_while(|line| *line != "```").map(|line| line.trim().to_owned()).collect()
}

/// The code of this file that the README shows.
fn code(number: usize) -> Vec<String> {
    let source = std::fs::read_to_string("../../codegen/tests/twilio-flex/readme.rs").unwrap();
    let start = format!("// README {number}");
    let lines = source.lines().map(str::trim).skip_while(|line| *line != start).skip(1);
    lines.take_while(|line| *line != "// end").map(str::to_owned).collect()
}

#[test]
fn the_chains_of_setters_are_the_code_above() {
    for number in 0..4 {
        assert_eq!(block("rust", number), code(number));
    }
    let script = Script::new().reply(200, r#"{"friendly_name": "Support"}"#).reply(200, "{}");
    let flow = now(shown_in_the_readme(client(&script))).unwrap();
    assert_eq!(flow.friendly_name.as_deref(), Some("Support"));
    now(also_shown(client(&script))).unwrap();
    assert!(shown_for_events("", "", "").is_err(), "nothing is signed");
    let script = script.reply(200, r#"{"attributes": {"other": 1}, "beta": true}"#).reply(200, "{}");
    now(shown_at_last(client(&script))).unwrap();
    let [update, create, _, configured] = &script.requests()[..] else { panic!("four requests") };
    let account = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    let expected = serde_json::json!({
        "account_sid": account, "attributes": { "other": 1, "depot": "Porto" }, "beta": true,
    });
    assert_eq!(serde_json::from_slice::<serde_json::Value>(configured.body()).unwrap(), expected);
    assert!(update.body().ends_with(b"Integration.Channel=sms&Integration.Priority=10"));
    let body = String::from_utf8_lossy(create.body()).into_owned();
    assert!(
        body.starts_with("Channel=%7B%22type%22%3A%22sms%22%2C%22initiated_by%22%3A%22customer%22"),
        "{body}"
    );
    assert!(body.ends_with("%22task_channel_unique_name%22%3A%22sms%22%7D%7D"), "{body}");
}

#[test]
fn the_compile_error_is_what_the_compiler_prints() {
    let case = "tests/compile_fail/v1/flex_flow/update_flex_flow_integration_type_studio.stderr";
    let printed = std::fs::read_to_string(format!("{CRATE}/{case}")).unwrap();
    let mut printed = printed.lines().map(str::trim).filter(|line| !line.starts_with("-->"));
    let shown = block("text", 0);
    assert!(shown.len() > 3);
    for line in shown {
        assert_eq!(printed.next(), Some(line.as_str()));
    }
}
