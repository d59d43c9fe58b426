//! A server in this process that answers every request with the same flow, over connections that stay open.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

pub(crate) const ANSWER: &str = r#"{"account_sid":"AC0123456789abcdef0123456789abcdef","channel_type":"web","chat_service_sid":"IS0123456789abcdef0123456789abcdef","contact_identity":null,"date_created":"2026-01-15T09:30:00Z","date_updated":"2026-02-03T14:05:21Z","enabled":true,"friendly_name":"Website chat","integration":{"channel":"chat","priority":10,"timeout":3600,"workflow_sid":"WW0123456789abcdef0123456789abcdef","workspace_sid":"WS0123456789abcdef0123456789abcdef"},"integration_type":"task","janitor_enabled":false,"long_lived":true,"sid":"FO0123456789abcdef0123456789abcdef","url":"https://flex-api.twilio.com/v1/FlexFlows/FO0123456789abcdef0123456789abcdef"}"#;

/// Serves until the program ends, and returns its address.
pub(crate) fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            thread::spawn(move || answer(&stream));
        }
    });
    address
}

/// Answers every request of a connection alike.
fn answer(mut stream: &TcpStream) {
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            let mut body = [0; 1024];
            reader.read_exact(&mut body[..length]).unwrap();
            if stream.write_all(response.as_bytes()).is_err() {
                return;
            }
        }
        line.clear();
    }
}
