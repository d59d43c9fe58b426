//! A service in this process: requests come in over the loopback interface, answers as Twilio gives them go out. It keeps
//! what it is told, and checks every body by the rules that the request was generated from.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde::Serialize;
use serde_json::{Value, json};
use twilio_flex::sid::FlexFlowSid;
use twilio_flex::v1::flex_flow::{CreateFlexFlow, UpdateFlexFlow};
use twilio_flex::{BaseUrl, Rejected};

/// What the service knows.
#[derive(Default)]
struct State {
    flows: BTreeMap<FlexFlowSid, Value>,
    created: u32,
}

/// A status and a body.
type Answer = (u16, Value);

/// Serves on a thread of its own until the program ends.
pub(crate) fn start() -> Result<BaseUrl, Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base_url = BaseUrl::parse(&format!("http://{}", listener.local_addr()?))?;
    let state = Arc::new(Mutex::new(State::default()));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let state = Arc::clone(&state);
            thread::spawn(move || serve(&stream, &state));
        }
    });
    Ok(base_url)
}

/// Answers all requests of one connection.
fn serve(mut stream: &TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some((line, body)) = read(&mut reader)? {
        let mut words = line.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let (status, answer) = answer(&mut state, method, target, &body);
        let body = if answer.is_null() { String::new() } else { answer.to_string() };
        write!(stream, "HTTP/1.1 {status} \r\ncontent-length: {}\r\n\r\n{body}", body.len())?;
    }
    Ok(())
}

/// The first line and the body of a request; `None` when there are no more.
fn read(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<(String, String)>> {
    let (mut first, mut length) = (String::new(), 0);
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    for line in reader.by_ref().lines() {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
    }
    let mut body = String::new();
    reader.take(length).read_to_string(&mut body)?;
    Ok(Some((first, body)))
}

fn answer(state: &mut State, method: &str, target: &str, body: &str) -> Answer {
    let path = target.split('?').next().unwrap_or_default();
    if path == "/v1/FlexFlows" {
        return match method {
            "GET" => list(state),
            "POST" => create(state, body),
            _ => error(405, 20004, "Method not allowed"),
        };
    }
    let sid = path.strip_prefix("/v1/FlexFlows/").and_then(|sid| FlexFlowSid::parse(sid).ok());
    let Some((sid, flow)) = sid.and_then(|sid| Some((sid, state.flows.get_mut(&sid)?))) else {
        return error(404, 20404, &format!("The requested resource {path} was not found"));
    };
    match method {
        "GET" => (200, flow.clone()),
        "POST" => match UpdateFlexFlow::from_form(sid, body) {
            Ok(update) => (200, keep(flow, &update)),
            Err(rejected) => refuse(&rejected),
        },
        "DELETE" => {
            state.flows.remove(&sid);
            (204, Value::Null)
        }
        _ => error(405, 20004, "Method not allowed"),
    }
}

fn list(state: &State) -> Answer {
    let flows: Vec<_> = state.flows.values().collect();
    (200, json!({ "flex_flows": flows, "meta": { "key": "flex_flows", "next_page_url": null } }))
}

fn create(state: &mut State, body: &str) -> Answer {
    state.created += 1;
    let sid = FlexFlowSid::parse(&format!("FO{:032x}", state.created));
    match (CreateFlexFlow::from_form(body), sid) {
        (Ok(create), Ok(sid)) => {
            let flow = state.flows.entry(sid).or_insert(json!({ "sid": sid.as_str() }));
            (201, keep(flow, &create))
        }
        (Err(rejected), _) => refuse(&rejected),
        (_, Err(fault)) => error(500, 20500, &fault.to_string()),
    }
}

/// Puts the fields of a request into a flow: `Integration.Url` becomes `integration.url`.
fn keep(flow: &mut Value, request: &impl Serialize) -> Value {
    if let Ok(Value::Object(fields)) = serde_json::to_value(request) {
        for (name, value) in fields {
            let place = name.split('.').fold(&mut *flow, |place, part| &mut place[snake_case(part)]);
            *place = value;
        }
    }
    flow.clone()
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

/// The answer to a request that breaks rules.
fn refuse(rejected: &Rejected) -> Answer {
    let sentences: Vec<_> = rejected.violations().iter().map(ToString::to_string).collect();
    error(400, 45004, &sentences.join("; "))
}

/// An error in Twilio's shape.
fn error(status: u16, code: u32, message: &str) -> Answer {
    let more_info = format!("https://www.twilio.com/docs/errors/{code}");
    (status, json!({ "code": code, "message": message, "more_info": more_info, "status": status }))
}
