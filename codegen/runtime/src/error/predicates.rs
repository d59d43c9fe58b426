//! Common questions about an [`Error`], so that callers need not match on it.

use http::StatusCode;

use crate::error::Error;
use crate::error::transport_error::TransportErrorKind;

impl Error {
    /// The HTTP status of the response, if there was one.
    pub fn http_status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.http_status()),
            Self::Decode(error) => error.http_status(),
            _ => None,
        }
    }

    /// Twilio's error code, such as 20404, if the response has one.
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Api(error) => error.code(),
            _ => None,
        }
    }

    /// The request ID, by which Twilio finds the request in its logs, if there was a response. Include it in support tickets.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            _ => None,
        }
    }

    /// Whether the resource does not exist, or is not visible with these credentials (404).
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Whether the credentials are invalid (401).
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the credentials do not permit the request (403).
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Whether there were too many requests, even after all retries (429).
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the service failed (5xx).
    pub fn is_server_error(&self) -> bool {
        matches!(self, Self::Api(error) if error.http_status().is_server_error())
    }

    /// Whether connecting or responding took too long.
    pub fn is_timeout(&self) -> bool {
        self.is_transport(TransportErrorKind::Timeout)
    }

    /// Whether no connection could be established. Nothing was sent then.
    pub fn is_connect(&self) -> bool {
        self.is_transport(TransportErrorKind::Connect) || self.is_transport(TransportErrorKind::Tls)
    }

    /// Whether nothing was sent because the transport is a [`DryRun`](crate::DryRun).
    pub fn is_dry_run(&self) -> bool {
        self.is_transport(TransportErrorKind::DryRun)
    }

    /// Whether the request was rejected before it was sent, because it breaks a documented rule.
    pub fn is_rejected(&self) -> bool {
        matches!(self, Self::Rejected(_))
    }

    fn has_status(&self, status: StatusCode) -> bool {
        matches!(self, Self::Api(error) if error.http_status() == status)
    }

    fn is_transport(&self, kind: TransportErrorKind) -> bool {
        matches!(self, Self::Transport(error) if error.kind() == kind)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use crate::error::transport_error::{TransportError, TransportErrorKind};
    use crate::{ApiError, Error};

    fn api_error(status: u16) -> Error {
        let body = Bytes::from_static(br#"{"code": 20404}"#);
        let response = http::Response::builder().status(status).header("twilio-request-id", "RQ1").body(body);
        ApiError::from_http(response.unwrap()).into()
    }

    #[test]
    fn predicates_follow_the_status() {
        type Question = fn(&Error) -> bool;
        let questions: [(u16, Question); 5] = [
            (401, Error::is_unauthorized),
            (403, Error::is_forbidden),
            (404, Error::is_not_found),
            (429, Error::is_rate_limited),
            (503, Error::is_server_error),
        ];
        for (status, _) in questions {
            let error = api_error(status);
            for (other, is_it) in questions {
                assert_eq!(is_it(&error), status == other, "{status} {other}");
            }
            assert!(
                !error.is_timeout() && !error.is_connect() && !error.is_dry_run() && !error.is_rejected()
            );
            assert_eq!(error.http_status().map(|status| status.as_u16()), Some(status));
            assert_eq!((error.code(), error.request_id()), (Some(20404), Some("RQ1")));
        }
    }

    #[test]
    fn predicates_follow_the_kind_of_failure() {
        use TransportErrorKind::{Connect, DryRun, Interrupted, Timeout, Tls};
        let questions = [Error::is_connect, Error::is_timeout, Error::is_dry_run];
        for (kind, expected) in [
            (Connect, [true, false, false]),
            (Tls, [true, false, false]),
            (Timeout, [false, true, false]),
            (DryRun, [false, false, true]),
            (Interrupted, [false; 3]),
        ] {
            let error = Error::from(TransportError::new(kind));
            assert_eq!(questions.map(|is_it| is_it(&error)), expected, "{kind:?}");
            assert_eq!((error.http_status(), error.code(), error.request_id()), (None, None, None));
        }
    }
}
