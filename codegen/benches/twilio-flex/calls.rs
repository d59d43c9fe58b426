//! What a call costs in CPU time, of the program and of the kernel for it, and how many threads it starts. Each client runs in a
//! process of its own, in turn, and calls a server in another over one connection. On both sides of a comparison, the answer is
//! read into the same type.
//!
//! CPU time is read from `/proc`, and threads are counted with `strace`, so this needs Linux.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, reason = "a benchmark is read, not used")]

mod plain;
mod server;

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use twilio_flex::sid::{FlexFlowSid, WorkflowSid, WorkspaceSid};
use twilio_flex::v1::flex_flow::integration_type::Task;
use twilio_flex::v1::flex_flow::{FlexFlow, UpdateFlexFlow};
use twilio_flex::{BaseUrl, Client, Config, Credentials, Request as _, blocking, sid};

use plain::Plain;

const FLOW: FlexFlowSid = sid!(FlexFlowSid, "FO0123456789abcdef0123456789abcdef");
const WORKSPACE: WorkspaceSid = sid!(WorkspaceSid, "WS0123456789abcdef0123456789abcdef");
const WORKFLOW: WorkflowSid = sid!(WorkflowSid, "WW0123456789abcdef0123456789abcdef");

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const AUTHORIZATION: &str =
    "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==";
const TIMEOUT: Duration = Duration::from_secs(30);
const FORM: &str = "application/x-www-form-urlencoded";

/// Each client, with what it is compared with. `ureq` has the timeouts of our client and resolves the host for each call.
const CLIENTS: [&str; 4] = ["Client", "reqwest", "blocking::Client", "ureq"];

const ROUNDS: usize = 7;
const CALLS: usize = 10_000;
const TRACED_CALLS: usize = 1_000;

/// `/proc` counts CPU time in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => serve(),
        ["call", client, base, calls] => call(client, base, calls.parse().unwrap()),
        _ => compare(),
    }
}

/// Serves until the process that started this one ends.
fn serve() {
    println!("{}", server::start());
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

macro_rules! update {
    () => {
        UpdateFlexFlow::builder(FLOW)
            .friendly_name("Support ☎ & co")
            .enabled(true)
            .integration_type(Task)
            .integration_workspace_sid(WORKSPACE)
            .integration_workflow_sid(WORKFLOW)
            .integration_channel("sms")
            .integration_timeout(3600)
            .integration_priority(3)
    };
}

/// Calls with one client, and prints the ticks of CPU time that this took.
fn call(client: &str, base: &str, calls: usize) {
    let config = Config::new(Credentials::auth_token(ACCOUNT, TOKEN)).base_url(BaseUrl::parse(base).unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    match client {
        "Client" => runtime.block_on(async {
            let client = Client::new(config).unwrap();
            let start = ticks();
            for _ in 0..calls {
                let _: FlexFlow = update!().send(&client).await.unwrap();
            }
            println!("{}", ticks() - start);
        }),
        "reqwest" => runtime.block_on(by_hand_awaited(base, calls)),
        "blocking::Client" => {
            let client = blocking::Client::new(config).unwrap();
            let start = ticks();
            (0..calls).for_each(|_| drop::<FlexFlow>(update!().send(&client).unwrap()));
            println!("{}", ticks() - start);
        }
        _ => by_hand_waited(base, calls),
    }
}

fn plain() -> Plain {
    Plain::new("Support ☎ & co", WORKSPACE.as_str(), WORKFLOW.as_str())
}

async fn by_hand_awaited(base: &str, calls: usize) {
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let client = reqwest::Client::builder().timeout(TIMEOUT).connect_timeout(TIMEOUT).user_agent("plain/1");
    let client = client.build().unwrap();
    let start = ticks();
    for _ in 0..calls {
        let response = client
            .post(format!("{base}/v1/FlexFlows/{}", FLOW.as_str()))
            .basic_auth(ACCOUNT, Some(TOKEN))
            .header("accept", "application/json")
            .header("accept-charset", "utf-8")
            .header("content-type", FORM)
            .body(plain().form())
            .send()
            .await
            .unwrap();
        let body = response.error_for_status().unwrap().bytes().await.unwrap();
        UpdateFlexFlow::decode(&body).unwrap();
    }
    println!("{}", ticks() - start);
}

fn by_hand_waited(base: &str, calls: usize) {
    let agent = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).timeout_connect(Some(TIMEOUT));
    let agent = agent.user_agent("plain/1").build().new_agent();
    let start = ticks();
    for _ in 0..calls {
        let mut response = agent
            .post(format!("{base}/v1/FlexFlows/{}", FLOW.as_str()))
            .header("authorization", AUTHORIZATION)
            .header("accept", "application/json")
            .header("accept-charset", "utf-8")
            .header("content-type", FORM)
            .send(plain().form())
            .unwrap();
        UpdateFlexFlow::decode(&response.body_mut().read_to_vec().unwrap()).unwrap();
    }
    println!("{}", ticks() - start);
}

/// The CPU time of this process, threads that have ended included.
fn ticks() -> u32 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u32>().unwrap()).sum()
}

/// Runs all clients in turn, and prints the median of each.
fn compare() {
    let mut server = start_server();
    let mut base = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut base).unwrap();
    let mut ticks = [const { Vec::new() }; CLIENTS.len()];
    for _ in 0..ROUNDS {
        for (ticks, client) in ticks.iter_mut().zip(CLIENTS) {
            ticks.push(run(&mut this_program(), client, &base, CALLS).trim().parse::<u32>().unwrap());
        }
    }
    println!("{:<18}{:>14}{:>12}{:>26}", "", "CPU of a call", "by hand", "threads in 1,000 calls");
    let medians = ticks.map(|mut ticks| {
        ticks.sort_unstable();
        ticks[ROUNDS / 2]
    });
    for (number, (client, median)) in CLIENTS.into_iter().zip(medians).enumerate() {
        let time = TICK * median / u32::try_from(CALLS).unwrap();
        let ratio = f64::from(median) / f64::from(medians[number | 1]);
        println!("{client:<18}{:>14}{ratio:>12.3}{:>26}", format!("{time:.1?}"), threads(client, &base));
    }
    server.kill().unwrap();
    server.wait().unwrap();
}

fn start_server() -> Child {
    this_program().arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

fn this_program() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// Calls in another process, and returns what it prints.
fn run(command: &mut Command, client: &str, base: &str, calls: usize) -> String {
    let output = command.args(["call", client, base.trim(), &calls.to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// How many threads the calls start.
fn threads(client: &str, base: &str) -> String {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", "trace=clone,clone3", "-e", "signal=none", "-o", "/dev/stdout"]);
    if Command::new("strace").arg("-V").output().is_err() {
        return "needs strace".to_owned();
    }
    let trace = run(strace.arg(std::env::current_exe().unwrap()), client, base, TRACED_CALLS);
    trace.lines().filter(|line| line.contains(" clone")).count().to_string()
}
