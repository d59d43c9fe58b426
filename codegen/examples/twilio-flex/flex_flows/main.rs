//! The life of a Flex Flow: `cargo run --example flex_flows` creates one, lists some, updates it, has an
//! update refused and deletes it, and says so line by line.
//!
//! It needs no account: without credentials in the environment it talks to a server in this very process. With
//! `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` (or `TWILIO_API_KEY` and `TWILIO_API_SECRET`), and the SID of a chat service
//! in `TWILIO_CHAT_SERVICE_SID`, the same code talks to Twilio.

mod server;

use std::env;
use std::error::Error as StdError;

use twilio_flex::sid::{ChatServiceSid, FlexFlowSid};
use twilio_flex::v1::flex_flow::{
    ChannelType, CreateFlexFlow, DeleteFlexFlow, FetchFlexFlow, ListFlexFlow, UpdateFlexFlow,
    integration_type::{External, Studio},
};
use twilio_flex::{Client, Config, Credentials, Error, Open, Uri};

type Failure = Box<dyn StdError>;

fn main() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let has_account = ["TWILIO_ACCOUNT_SID", "TWILIO_API_KEY"].into_iter().any(|name| env::var(name).is_ok());
    if has_account {
        println!("talking to Twilio, with the credentials of the environment");
        let chat_service = env::var("TWILIO_CHAT_SERVICE_SID")
            .map_err(|_| "set TWILIO_CHAT_SERVICE_SID to the chat service of the new flow")?;
        return runtime.block_on(run(&Client::from_env()?, ChatServiceSid::parse(&chat_service)?));
    }
    let base_url = server::start()?;
    println!("talking to a server in this process, as there are no credentials in the environment");
    let config = Config::new(Credentials::auth_token("AC0123456789abcdef0123456789abcdef", "example"));
    let chat_service = ChatServiceSid::literal("IS0123456789abcdef0123456789abcdef");
    runtime.block_on(run(&Client::new(config.base_url(base_url))?, chat_service))
}

async fn run(client: &Client, chat_service: ChatServiceSid) -> Result<(), Failure> {
    let flow = CreateFlexFlow::builder()
        .friendly_name("Example, to be deleted")
        .chat_service_sid(chat_service)
        .channel_type(ChannelType::Web)
        .enabled(false)
        .integration_type(External)
        .integration_url(Uri::parse("https://example.com/flex")?)
        .send(client)
        .await?;
    let sid = flow.sid.ok_or("the service created a flow without a SID")?;
    println!("created:  {sid}");

    // Whatever goes wrong between here and the deletion, the flow is deleted.
    let used = use_flow(client, &sid).await;
    let deleted = DeleteFlexFlow::new(&sid).send(client).await;
    match &deleted {
        Ok(()) => println!("deleted:  {sid}"),
        Err(error) => println!("left behind: {sid}, as {error}"),
    }
    used?;
    deleted?;
    match FetchFlexFlow::new(&sid).send(client).await {
        Err(error) if error.is_not_found() => println!("gone:     {error}"),
        other => println!("still there: {:?}", other?.sid),
    }
    Ok(())
}

async fn use_flow(client: &Client, sid: &Open<FlexFlowSid>) -> Result<(), Failure> {
    let mut flows = client.items(ListFlexFlow::builder().build()).limit(20);
    while let Some(flow) = flows.next().await {
        let flow = flow?;
        println!("listed:   {}", flow.friendly_name.as_deref().unwrap_or("(no name)"));
    }

    let flow = UpdateFlexFlow::builder(sid).friendly_name("Example, renamed").send(client).await?;
    println!("updated:  {}", flow.friendly_name.as_deref().unwrap_or("(no name)"));

    // With `build()` in place of `build_unchecked()`, this does not compile.
    let incomplete = UpdateFlexFlow::builder(sid).integration_type(Studio).build_unchecked();
    println!("about to send an update that lacks something: {}", incomplete.check());
    match incomplete.send(client).await {
        Err(Error::Api(error)) => println!("refused:  {error}"),
        other => println!("accepted: {:?}", other?.sid),
    }
    Ok(())
}
