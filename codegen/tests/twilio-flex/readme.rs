//! The code and the compile error that the README shows are real.

use flex_runtime::testing::Script;
use twilio_flex::v1::flex_flow::FlexFlow;

use crate::send::{client, now};

async fn shown_in_the_readme(client: twilio_flex::Client) -> Result<FlexFlow, twilio_flex::Error> {
    // README
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

fn readme() -> String {
    std::fs::read_to_string("../../README.md").unwrap()
}

/// The first fenced block of a language.
fn block(language: &str) -> Vec<String> {
    let readme = readme();
    let mut lines = readme.lines().skip_while(|line| *line != format!("```{language}"));
    lines.next();
    lines.take_while(|line| *line != "```").map(|line| line.trim().to_owned()).collect()
}

#[test]
fn the_chain_of_setters_is_the_code_above() {
    let source = std::fs::read_to_string("../../codegen/tests/twilio-flex/readme.rs").unwrap();
    let lines = source.lines().map(str::trim).skip_while(|line| *line != "// README").skip(1);
    let code: Vec<_> = lines.take_while(|line| *line != "// end").map(str::to_owned).collect();
    assert_eq!(block("rust"), code);
    let script = Script::new().reply(200, r#"{"friendly_name": "Support"}"#);
    let flow = now(shown_in_the_readme(client(&script))).unwrap();
    assert_eq!(flow.friendly_name.as_deref(), Some("Support"));
    assert!(script.requests()[0].body().ends_with(b"Integration.Channel=sms&Integration.Priority=10"));
}

#[test]
fn the_compile_error_is_what_the_compiler_prints() {
    let case = "tests/compile_fail/v1/flex_flow/update_flex_flow_integration_type_studio.stderr";
    let printed = std::fs::read_to_string(case).unwrap();
    let mut printed = printed.lines().map(str::trim).filter(|line| !line.starts_with("-->"));
    let shown = block("text");
    assert!(shown.len() > 3);
    for line in shown {
        assert_eq!(printed.next(), Some(line.as_str()));
    }
}
