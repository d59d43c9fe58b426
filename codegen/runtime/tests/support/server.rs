//! A server on the loopback interface with scripted behaviour, valid or not.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flex_runtime::BaseUrl;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// Method and target: `GET /v1/Things/TH1`.
    pub line: String,
    /// Names in lower case, and values, in the order in which they arrived.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// How to react to a request.
#[derive(Clone, Debug)]
pub enum Reaction {
    /// Sends these bytes and keeps the connection open.
    Send(Vec<u8>),
    /// Sends these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Resets the connection.
    Reset,
    /// Never answers.
    Silence,
}

/// A response with a `content-length`.
pub fn response(status: &str, headers: &str, body: &str) -> Reaction {
    let length =
        if status.starts_with("204") { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    Reaction::Send(format!("HTTP/1.1 {status}\r\n{length}{headers}\r\n{body}").into_bytes())
}

/// A JSON response.
pub fn json(status: &str, body: &str) -> Reaction {
    response(status, "content-type: application/json\r\n", body)
}

type Handler = dyn Fn(usize, &Received) -> Reaction + Send + Sync;

/// Serves until the test program ends.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
}

struct State {
    handler: Box<Handler>,
    received: Mutex<Vec<Received>>,
    connections: Mutex<usize>,
    /// How many connections are reset before anything is read from them.
    resets: usize,
}

impl Server {
    /// A server that reacts to each request. `handler` gets its number, counted from 0, and the request.
    pub fn start(handler: impl Fn(usize, &Received) -> Reaction + Send + Sync + 'static) -> Self {
        Self::resetting(0, handler)
    }

    /// A server that resets its first connections before anything is read from them.
    pub fn resetting(
        resets: usize,
        handler: impl Fn(usize, &Received) -> Reaction + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let handler = Box::new(handler);
        let state = State { handler, received: Mutex::default(), connections: Mutex::new(0), resets };
        let state = Arc::new(state);
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let number = {
                    let mut connections = shared.connections.lock().unwrap();
                    *connections += 1;
                    *connections
                };
                if number > shared.resets {
                    let state = Arc::clone(&shared);
                    thread::spawn(move || serve(&state, &stream));
                } else {
                    reset(&stream);
                }
            }
        });
        Self { address, state }
    }

    pub fn base_url(&self) -> BaseUrl {
        BaseUrl::parse(&format!("http://{}", self.address)).unwrap()
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        *self.state.connections.lock().unwrap()
    }
}

/// A URL at which nobody listens.
pub fn nowhere() -> BaseUrl {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    BaseUrl::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap()
}

fn serve(state: &State, stream: &TcpStream) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let number = {
            let mut received = state.received.lock().unwrap();
            received.push(request.clone());
            received.len() - 1
        };
        let (bytes, keep_open) = match (state.handler)(number, &request) {
            Reaction::Send(bytes) => (bytes, true),
            Reaction::SendAndClose(bytes) => (bytes, false),
            Reaction::Reset => {
                reset(stream);
                return;
            }
            Reaction::Silence => (Vec::new(), true),
        };
        let mut stream = stream;
        if stream.write_all(&bytes).is_err() || !keep_open {
            return;
        }
    }
}

/// Makes closing the connection reset it, so the client cannot mistake it for a regular end.
fn reset(stream: &TcpStream) {
    socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO)).unwrap();
}

fn read(reader: &mut BufReader<&TcpStream>) -> Option<Received> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|bytes| *bytes > 0)?;
    let line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok().filter(|bytes| *bytes > 0)?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let mut request = Received { line, headers, body: String::new() };
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    request.body = String::from_utf8(body).unwrap();
    Some(request)
}
