//! Requests without IO.
//!
//! In: a generated request, which only describes itself. Out: an `http::Request`; and from an `http::Response`, the
//! response type or an [`Error`]. Sending is the business of a [`Client`](crate::Client), or of any other HTTP client.

pub(crate) mod base_url;

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_CHARSET, CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Uri};
use serde::Serialize;

use crate::encoding::form_encode::FormWriter;
use crate::encoding::headers::HeaderWriter;
use crate::encoding::path::matches_template;
use crate::error::Error;
use crate::error::api_error::ApiError;
use crate::error::decode_error::DecodeError;
use crate::error::request_error::{MAX_URI, Problem, RequestError};
use crate::error::response_context::ResponseParts;
use crate::request::base_url::BaseUrl;

/// What is the same for every request of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The `operationId` of the description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The template of the path, with its parameters in braces.
    pub path: &'static str,
}

impl Operation {
    /// An operation, as the description states it.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self { id, method, path }
    }
}

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// No body, and no `Content-Type`.
    #[default]
    Empty,
    /// `application/x-www-form-urlencoded`.
    Form(FormWriter),
    /// `application/json`: the text.
    Json(String),
}

impl Body {
    /// A JSON body.
    pub fn json<T: Serialize>(value: &T) -> Self {
        // Only keys that are no strings, or a type that fails on purpose, are errors; here are neither.
        Self::Json(serde_json::to_string(value).unwrap_or_default())
    }
}

/// A request that can be put into HTTP, and whose response can be read from it.
///
/// ```
/// use std::borrow::Cow;
///
/// use flex_runtime::{BaseUrl, DecodeError, FormWriter, Operation, PathWriter, Request, decode};
///
/// struct FetchNames {
///     team: String,
///     page_size: Option<i64>,
/// }
///
/// impl Request for FetchNames {
///     type Response = Vec<String>;
///     const BASE_URL: BaseUrl = BaseUrl::from_static("https://api.example.com");
///     const OPERATION: Operation = Operation::new("FetchNames", http::Method::GET, "/v1/Teams/{Team}/Names");
///
///     fn path(&self) -> Cow<'static, str> {
///         PathWriter::new("/v1/Teams/").segment(&self.team).text("/Names").finish()
///     }
///
///     fn query(&self, query: &mut FormWriter) {
///         query.field("PageSize", self.page_size.as_ref());
///     }
///
///     fn decode(body: &[u8]) -> Result<Self::Response, DecodeError> {
///         decode::json(body)
///     }
/// }
///
/// let fetch = FetchNames { team: "R&D".to_owned(), page_size: Some(20) };
/// let request = fetch.to_http(&FetchNames::BASE_URL)?;
/// assert_eq!(request.uri(), "https://api.example.com/v1/Teams/R%26D/Names?PageSize=20");
///
/// // Any HTTP client sends it; what comes back is read here.
/// let response = http::Response::new(r#"["Ann", "Bob"]"#.into());
/// assert_eq!(FetchNames::from_http(response)?, ["Ann", "Bob"]);
/// # Ok::<_, flex_runtime::Error>(())
/// ```
pub trait Request {
    /// What a success brings.
    type Response;

    /// Where the API is served, unless a client is told otherwise.
    const BASE_URL: BaseUrl;

    /// The operation that this requests.
    const OPERATION: Operation;

    /// The path, percent-encoded, from the first `/` on; see `PathWriter`.
    fn path(&self) -> Cow<'static, str>;

    /// Writes the query; none unless overridden.
    fn query(&self, _query: &mut FormWriter) {}

    /// Writes the headers that belong to the operation; none unless overridden. What [`to_http`](Self::to_http) and clients
    /// set is not overwritten.
    fn headers(&self, _headers: &mut HeaderWriter) {}

    /// The body; empty unless overridden.
    fn body(&self) -> Body {
        Body::Empty
    }

    /// Reads the body of a success.
    ///
    /// # Errors
    /// When the body is not what the description promises.
    fn decode(body: &[u8]) -> Result<Self::Response, DecodeError>;

    /// The request as HTTP, without credentials.
    ///
    /// # Errors
    /// [`Error::Request`] when a path parameter is empty, `.` or `..` (it would address something else), when the address
    /// has more than 65,534 bytes, or when a header has a value that no header can hold.
    fn to_http(&self, base: &BaseUrl) -> Result<http::Request<Bytes>, Error> {
        let operation = Self::OPERATION;
        let mut query = FormWriter::new();
        self.query(&mut query);
        let uri = address(base, &self.path(), query.as_str(), operation.path)?;
        let mut headers = HeaderWriter::new();
        self.headers(&mut headers);
        let headers =
            headers.finish().map_err(|name| RequestError::new(operation.path, Problem::Header(name)))?;
        let mut request = http::Request::new(Bytes::new());
        *request.headers_mut() = headers;
        *request.uri_mut() = uri;
        set_headers(request.headers_mut(), &operation.method);
        *request.method_mut() = operation.method;
        let content = match self.body() {
            Body::Empty => None,
            Body::Form(form) => Some(("application/x-www-form-urlencoded", form.finish())),
            Body::Json(text) => Some(("application/json", text)),
        };
        if let Some((media, text)) = content {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media));
            *request.body_mut() = Bytes::from(text);
        }
        Ok(request)
    }

    /// Reads the response, whatever the service or something on the way to it answered.
    ///
    /// # Errors
    /// [`Error::Api`] when the status is not 2xx, [`Error::Decode`] when it is and the body cannot be read.
    fn from_http(response: http::Response<Bytes>) -> Result<Self::Response, Error> {
        if !response.status().is_success() {
            return Err(ApiError::from_http(response).into());
        }
        Self::decode(response.body()).map_err(|error| error.with_response(ResponseParts::of(response)).into())
    }
}

/// The headers that Twilio's own libraries send, which leave `Accept` out where no body is expected.
fn set_headers(headers: &mut HeaderMap, method: &Method) {
    if *method != Method::DELETE {
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    }
    headers.insert(ACCEPT_CHARSET, HeaderValue::from_static("utf-8"));
}

/// Puts the address together.
fn address(base: &BaseUrl, path: &str, query: &str, template: &'static str) -> Result<Uri, RequestError> {
    if !matches_template(path, template) {
        return Err(RequestError::new(template, Problem::Segment));
    }
    let base = base.as_str();
    let mut text = String::with_capacity(base.len() + path.len() + 1 + query.len());
    text.push_str(base);
    text.push_str(path);
    if !query.is_empty() {
        text.push('?');
        text.push_str(query);
    }
    if text.len() > MAX_URI {
        return Err(RequestError::new(template, Problem::TooLong { bytes: text.len() }));
    }
    Uri::try_from(text).map_err(|error| RequestError::new(template, Problem::Address(error)))
}

#[cfg(test)]
mod tests;
