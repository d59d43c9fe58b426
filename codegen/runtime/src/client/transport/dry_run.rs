//! A transport that prints each request as a `curl` command instead of sending it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::AUTHORIZATION;

use crate::client::transport::blocking;
use crate::client::transport::{BoxFuture, Limits, Transport};
use crate::error::transport_error::{TransportError, TransportErrorKind};

/// A transport for both clients that prints each request as a `curl` command and sends nothing.
///
/// Every request fails with an error for which [`Error::is_dry_run`](crate::Error::is_dry_run) is true. Sensitive headers
/// are not printed: the command takes the credentials from `$TWILIO_ACCOUNT_SID` and `$TWILIO_AUTH_TOKEN`. Path, query and
/// body are printed unchanged.
///
/// ```
/// use flex_runtime::{Config, Credentials, DryRun, blocking};
///
/// let config = Config::new(Credentials::auth_token("AC1", "token"));
/// let client = blocking::Client::with_transport(config, DryRun::to_stdout())?;
/// # Ok::<_, flex_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct DryRun {
    print: Arc<dyn Fn(&str) + Send + Sync>,
}

impl DryRun {
    /// Prints to standard output.
    pub fn to_stdout() -> Self {
        Self::to(|command| println!("{command}"))
    }

    /// Passes each command to `print`.
    pub fn to(print: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { print: Arc::new(print) }
    }

    fn print(&self, request: &http::Request<Bytes>) -> TransportError {
        (self.print)(&curl_command(request));
        TransportError::new(TransportErrorKind::DryRun)
    }
}

impl fmt::Debug for DryRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DryRun").finish_non_exhaustive()
    }
}

impl blocking::Transport for DryRun {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        Err(self.print(&request))
    }
}

impl Transport for DryRun {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Err(self.print(&request))))
    }

    fn sleep(&self, _duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// The request as a command for a POSIX shell.
fn curl_command(request: &http::Request<Bytes>) -> String {
    let mut command = format!("curl -X {} {}", request.method(), quoted(&request.uri().to_string()));
    for (name, value) in request.headers() {
        command.push(' ');
        command.push_str(&header_option(name.as_str(), value));
    }
    if !request.body().is_empty() {
        command.push_str(" --data-raw ");
        command.push_str(&quoted(&String::from_utf8_lossy(request.body())));
    }
    command
}

fn header_option(name: &str, value: &HeaderValue) -> String {
    match value.to_str() {
        _ if name == AUTHORIZATION => r#"-u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN""#.to_owned(),
        Ok(text) if !value.is_sensitive() => format!("-H {}", quoted(&format!("{name}: {text}"))),
        _ => format!("-H {}", quoted(&format!("{name}: <hidden>"))),
    }
}

/// `text` as a single word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderValue;

    use super::curl_command;

    #[test]
    fn the_command_sends_the_same_request_and_hides_what_is_sensitive() {
        let mut hidden = HeaderValue::from_static("hush");
        hidden.set_sensitive(true);
        let request = http::Request::post("https://api.example.com/v1/Things?a=b&c=%27")
            .header("authorization", "Basic aHVzaA==")
            .header("accept", "application/json")
            .header("x-other", hidden)
            .body(Bytes::from_static(b"Name=it's;$(x)"))
            .unwrap();
        assert_eq!(
            curl_command(&request),
            "curl -X POST 'https://api.example.com/v1/Things?a=b&c=%27' \
             -u \"$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN\" -H 'accept: application/json' -H 'x-other: <hidden>' \
             --data-raw 'Name=it'\\''s;$(x)'"
        );
    }
}
