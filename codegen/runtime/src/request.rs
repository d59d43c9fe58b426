//! Requests without IO: a request describes itself, becomes an `http::Request`, and decodes its `http::Response`.
//!
//! A [`Client`](crate::Client) sends it, or any other HTTP client.

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
use crate::error::response_parts::ResponseParts;
use crate::request::base_url::BaseUrl;
use crate::response::Reply;
use crate::response::decode::Decoded;

/// The parts of an operation that are the same for all its requests.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The `operationId` of the description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, with parameters in braces.
    pub path: &'static str,
}

impl Operation {
    /// An operation of the description.
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
    /// `application/json`, as text.
    Json(String),
}

impl Body {
    /// A JSON body.
    pub fn json<T: Serialize>(value: &T) -> Self {
        // Serialising fails only for keys that are not strings, or for a type that fails on purpose. There are neither here.
        Self::Json(serde_json::to_string(value).unwrap_or_default())
    }
}

/// A request that can be expressed in HTTP, and whose response can be decoded.
///
/// ```
/// use std::borrow::Cow;
///
/// use flex_runtime::{BaseUrl, DecodeError, Decoded, FormWriter, Operation, PathWriter, Request, decode};
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
///     fn decode(body: &[u8]) -> Result<Decoded<Self::Response>, DecodeError> {
///         decode::json(body)
///     }
/// }
///
/// let fetch = FetchNames { team: "R&D".to_owned(), page_size: Some(20) };
/// let request = fetch.to_http(&FetchNames::BASE_URL)?;
/// assert_eq!(request.uri(), "https://api.example.com/v1/Teams/R%26D/Names?PageSize=20");
///
/// // Any HTTP client can send it. The response is decoded here.
/// let response = http::Response::new(r#"["Ann", "Bob"]"#.into());
/// assert_eq!(FetchNames::from_http(response)?, ["Ann", "Bob"]);
/// # Ok::<_, flex_runtime::Error>(())
/// ```
pub trait Request {
    /// The body of a success, decoded.
    type Response;

    /// The server of the API. Clients can override it.
    const BASE_URL: BaseUrl;

    /// The product that the `User-Agent` names first, with its version, such as `twilio-flex/0.1.0`. None by default.
    const PRODUCT: &'static str = "";

    /// The operation.
    const OPERATION: Operation;

    /// The path from the first `/` on, percent-encoded. See [`PathWriter`](crate::PathWriter).
    fn path(&self) -> Cow<'static, str>;

    /// Writes the query. Empty by default.
    fn query(&self, _query: &mut FormWriter) {}

    /// Writes the header parameters of the operation. None by default. They do not override headers that
    /// [`to_http`](Self::to_http) and clients set.
    fn headers(&self, _headers: &mut HeaderWriter) {}

    /// The body. Empty by default.
    fn body(&self) -> Body {
        Body::Empty
    }

    /// Decodes the body of a success.
    ///
    /// # Errors
    /// When the body as a whole is not what the description says. Of a part of it, [`Decoded`] tells.
    fn decode(body: &[u8]) -> Result<Decoded<Self::Response>, DecodeError>;

    /// The HTTP request, without credentials.
    ///
    /// # Errors
    /// [`Error::Request`] when a path parameter is empty, `.` or `..`, which would address another resource; when the URL has
    /// more than 65,534 bytes; or when the value of a header parameter cannot be sent in a header.
    fn to_http(&self, base: &BaseUrl) -> Result<http::Request<Bytes>, Error> {
        let operation = Self::OPERATION;
        let mut query = FormWriter::new();
        self.query(&mut query);
        let uri = build_uri(base, &self.path(), query.as_str(), operation.path)?;
        let mut headers = HeaderWriter::new();
        self.headers(&mut headers);
        let headers =
            headers.finish().map_err(|name| RequestError::new(operation.path, Problem::Header(name)))?;
        let mut request = http::Request::new(Bytes::new());
        *request.headers_mut() = headers;
        *request.uri_mut() = uri;
        set_default_headers(request.headers_mut(), &operation.method);
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

    /// Decodes the response.
    ///
    /// # Errors
    /// [`Error::Api`] when the status is not 2xx, [`Error::Decode`] when it is but the body cannot be decoded.
    fn from_http(response: http::Response<Bytes>) -> Result<Self::Response, Error> {
        Self::reply_from_http(response).map(Reply::into_value)
    }

    /// Like [`from_http`](Self::from_http), but returns the status, the headers and what could not be read as well.
    ///
    /// # Errors
    /// Those of [`from_http`](Self::from_http).
    fn reply_from_http(response: http::Response<Bytes>) -> Result<Reply<Self::Response>, Error> {
        if !response.status().is_success() {
            return Err(ApiError::from_http(response).into());
        }
        match Self::decode(response.body()) {
            Ok(body) => Ok(Reply::new(response.into_parts().0, body)),
            Err(error) => Err(error.with_response(ResponseParts::of(response)).into()),
        }
    }
}

/// Sets the headers that Twilio's own libraries send. They omit `Accept` where no body is expected.
fn set_default_headers(headers: &mut HeaderMap, method: &Method) {
    if *method != Method::DELETE {
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    }
    headers.insert(ACCEPT_CHARSET, HeaderValue::from_static("utf-8"));
}

/// The URL of a request.
fn build_uri(base: &BaseUrl, path: &str, query: &str, template: &'static str) -> Result<Uri, RequestError> {
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
