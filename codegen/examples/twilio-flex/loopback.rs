//! Sends requests to a server in this very process: `cargo run -p twilio-flex --example loopback`.
//!
//! With the line of `base_url` taken out and credentials in the environment (`Client::from_env()`), the same requests
//! would go to Twilio.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::{io, thread};

use twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};
use twilio_flex::v1::flex_flow::{FetchFlexFlow, ListFlexFlow, UpdateFlexFlow, integration_type::Task};
use twilio_flex::{BaseUrl, Client, Config, Credentials, Error, sid};

const FLOW: FlexFlowSid = FlexFlowSid::literal("FO0123456789abcdef0123456789abcdef");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::new(Credentials::auth_token("AC0123456789abcdef0123456789abcdef", "example"))
        .base_url(serve()?)
        .user_agent_extension("loopback-example/1.0");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(&Client::new(config)?))?;
    Ok(())
}

async fn run(client: &Client) -> Result<(), Error> {
    let flow = UpdateFlexFlow::builder(FLOW)
        .friendly_name("Support")
        .integration_type(Task)
        .integration_workspace_sid(sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef"))
        .integration_workflow_sid(sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef"))
        .integration_channel("sms")
        .integration_priority(10)
        .send(client)
        .await?;
    println!("updated: {}", flow.friendly_name.unwrap_or_default());

    let mut flows = client.items(ListFlexFlow::builder().build());
    while let Some(flow) = flows.next().await {
        println!("listed: {}", flow?.friendly_name.unwrap_or_default());
    }

    match FetchFlexFlow::new(FLOW).send(client).await {
        Err(error) if error.is_not_found() => println!("not found: {error}"),
        other => println!("unexpected: {other:?}"),
    }
    Ok(())
}

/// Answers as the service would, on a thread of its own, until the program ends.
fn serve() -> Result<BaseUrl, Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = BaseUrl::parse(&format!("http://{}", listener.local_addr()?))?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || while let Ok(true) = answer(&stream) {});
        }
    });
    Ok(address)
}

/// Answers one request; false when there are no more.
fn answer(mut stream: &TcpStream) -> io::Result<bool> {
    let mut reader = BufReader::new(stream);
    let mut start = String::new();
    reader.read_line(&mut start)?;
    let mut length = 0;
    for line in reader.by_ref().lines() {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
    }
    reader.take(length).read_to_end(&mut Vec::new())?;
    let next = r#""https://flex-api.twilio.com/v1/FlexFlows?PageSize=50&Page=1&PageToken=PT1""#;
    let (status, body) = match start.as_str() {
        "" => return Ok(false),
        line if line.starts_with("POST ") => ("200 OK", r#"{"friendly_name":"Support"}"#.to_owned()),
        line if line.starts_with("GET /v1/FlexFlows ") => ("200 OK", page("Support", next)),
        line if line.starts_with("GET /v1/FlexFlows?") => ("200 OK", page("Sales", "null")),
        _ => ("404 Not Found", r#"{"code":20404,"message":"not here","status":404}"#.to_owned()),
    };
    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len())?;
    Ok(true)
}

fn page(name: &str, next: &str) -> String {
    format!(r#"{{"flex_flows":[{{"friendly_name":"{name}"}}],"meta":{{"next_page_url":{next}}}}}"#)
}
