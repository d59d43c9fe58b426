//! The builder beyond single mistakes: what its user can do with it.

use twilio_flex::ViolationKind;
use twilio_flex::v1::flex_flow::integration_type::{self, External, Studio, Task};
use twilio_flex::v1::flex_flow::{IntegrationType, UpdateFlexFlow, UpdateFlexFlowBuilder, update_flex_flow};

use crate::{FLOW, STUDIO_FLOW, WORKFLOW, WORKSPACE};

/// A value known only at run time: each arm finishes its own chain, and all arms give the same type.
fn chosen_at_run_time(kind: IntegrationType) -> UpdateFlexFlow {
    let builder = UpdateFlexFlow::builder(FLOW).friendly_name("x");
    match kind {
        IntegrationType::Studio => builder.integration_type(Studio).integration_flow_sid(STUDIO_FLOW).build(),
        IntegrationType::External => {
            builder.integration_type(External).integration_url("https://example.com".parse().unwrap()).build()
        }
        IntegrationType::Task => builder
            .integration_type(Task)
            .integration_channel("chat")
            .integration_workflow_sid(WORKFLOW)
            .integration_workspace_sid(WORKSPACE)
            .build(),
    }
}

#[test]
fn every_arm_gives_a_request_that_breaks_nothing() {
    for kind in IntegrationType::ALL {
        let request = chosen_at_run_time(kind);
        assert_eq!(request.integration_type(), Some(kind));
        let report = request.check();
        assert!(report.violations.is_empty() && report.advice.is_empty(), "{report:?}");
    }
}

/// A half-filled builder has a type that can be written down.
fn half_done() -> UpdateFlexFlowBuilder<update_flex_flow::state::Fields<integration_type::Studio>> {
    UpdateFlexFlow::builder(FLOW).integration_type(Studio)
}

#[test]
fn a_builder_can_be_kept_and_copied() {
    let template = half_done();
    let first = template.clone().integration_flow_sid(STUDIO_FLOW).friendly_name("first").build();
    let second = template.integration_flow_sid(STUDIO_FLOW).friendly_name("second").build();
    assert_ne!(first, second);
    assert_eq!(first.clone(), first);
    assert!(format!("{first:?}").contains("first"));
}

#[test]
fn a_plain_field_set_again_takes_the_last_value() {
    let request = UpdateFlexFlow::builder(FLOW).enabled(true).enabled(false).build();
    assert_eq!(request.enabled(), Some(false));
}

#[test]
fn a_partial_update_goes_unchecked_and_says_what_it_lacks() {
    let request =
        UpdateFlexFlow::builder(FLOW).integration_type(Task).integration_channel("sms").build_unchecked();
    let report = request.check();
    let lacking: Vec<_> = report.violations.iter().map(|found| (found.field(), found.kind())).collect();
    let required = ViolationKind::Required;
    assert_eq!(lacking, [("Integration.WorkspaceSid", required), ("Integration.WorkflowSid", required)]);
}

#[test]
fn requests_can_go_to_another_thread() {
    fn is_shared<T: Send + Sync + 'static>(value: T) -> T {
        value
    }
    let _ = is_shared(half_done());
    is_shared(chosen_at_run_time(IntegrationType::Task));
}
