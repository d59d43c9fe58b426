//! What one would write without a generator: a struct for the form of an update, and one for its answer.
#![allow(dead_code, reason = "each benchmark uses a part of it, and nobody looks at the answer")]

use serde::{Deserialize, Serialize};

/// The form of an update.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Plain {
    #[serde(skip_serializing_if = "Option::is_none")]
    friendly_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    integration_type: Option<String>,
    #[serde(rename = "Integration.WorkspaceSid", skip_serializing_if = "Option::is_none")]
    workspace_sid: Option<String>,
    #[serde(rename = "Integration.WorkflowSid", skip_serializing_if = "Option::is_none")]
    workflow_sid: Option<String>,
    #[serde(rename = "Integration.Channel", skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(rename = "Integration.Timeout", skip_serializing_if = "Option::is_none")]
    timeout: Option<i64>,
    #[serde(rename = "Integration.Priority", skip_serializing_if = "Option::is_none")]
    priority: Option<i64>,
}

impl Plain {
    pub(crate) fn new(name: &str, workspace: &str, workflow: &str) -> Self {
        Self {
            friendly_name: Some(name.into()),
            enabled: Some(true),
            integration_type: Some("task".into()),
            workspace_sid: Some(workspace.into()),
            workflow_sid: Some(workflow.into()),
            channel: Some("sms".into()),
            timeout: Some(3600),
            priority: Some(3),
        }
    }

    pub(crate) fn form(&self) -> String {
        serde_urlencoded::to_string(self).unwrap()
    }
}

/// The answer, with every field that is documented.
#[derive(Deserialize)]
pub(crate) struct PlainFlow {
    pub(crate) sid: Option<String>,
    account_sid: Option<String>,
    chat_service_sid: Option<String>,
    friendly_name: Option<String>,
    channel_type: Option<String>,
    contact_identity: Option<String>,
    enabled: Option<bool>,
    integration_type: Option<String>,
    integration: Option<PlainIntegration>,
    long_lived: Option<bool>,
    janitor_enabled: Option<bool>,
    date_created: Option<String>,
    date_updated: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct PlainIntegration {
    channel: Option<String>,
    creation_on_message: Option<bool>,
    flow_sid: Option<String>,
    priority: Option<i64>,
    retry_count: Option<i64>,
    timeout: Option<i64>,
    url: Option<String>,
    workflow_sid: Option<String>,
    workspace_sid: Option<String>,
}
