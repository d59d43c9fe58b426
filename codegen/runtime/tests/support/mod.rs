//! Shared by the tests of clients: a request for each method, as the generator writes it, and a configuration.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a helper of tests may panic")]
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(unreachable_pub, reason = "this file is a part of several crates")]

pub mod clients;
pub mod server;

use std::borrow::Cow;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use flex_runtime::{
    BaseUrl, Body, Config, Credentials, DecodeError, Decoded, Extra, FormWriter, Operation, Paged,
    PathWriter, Request, decode,
};
use http::Method;

/// Must never appear anywhere but in the `Authorization` header.
pub const SECRET: &str = "hush0123456789abcdef";

pub const BASE_URL: BaseUrl = BaseUrl::from_static("https://flex-api.twilio.com");

pub const PRODUCT: &str = "twilio-things/7.8.9";

pub fn config() -> Config {
    Config::new(Credentials::auth_token("AC0123", SECRET))
}

/// A thing of the service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    pub sid: Option<String>,
    extra: Extra,
}

flex_runtime::impl_response_object!(Thing { sid });

impl Thing {
    pub fn new(sid: &str) -> Self {
        Self { sid: Some(sid.to_owned()), ..Self::default() }
    }

    pub fn sid(&self) -> &str {
        self.sid.as_deref().unwrap_or_default()
    }
}

/// Fetches a thing.
#[derive(Clone, Debug)]
pub struct FetchThing(pub &'static str);

impl Request for FetchThing {
    type Response = Thing;
    const BASE_URL: BaseUrl = BASE_URL;
    const OPERATION: Operation = Operation::new("FetchThing", Method::GET, "/v1/Things/{Sid}");

    fn path(&self) -> Cow<'static, str> {
        PathWriter::new("/v1/Things/").segment(self.0).finish()
    }

    fn decode(body: &[u8]) -> Result<Decoded<Thing>, DecodeError> {
        decode::json(body)
    }
}

/// Creates a thing.
#[derive(Clone, Debug)]
pub struct CreateThing(pub &'static str);

impl Request for CreateThing {
    type Response = Thing;
    const BASE_URL: BaseUrl = BASE_URL;
    const PRODUCT: &'static str = PRODUCT;
    const OPERATION: Operation = Operation::new("CreateThing", Method::POST, "/v1/Things");

    fn path(&self) -> Cow<'static, str> {
        Cow::Borrowed("/v1/Things")
    }

    fn body(&self) -> Body {
        let mut form = FormWriter::new();
        form.field("FriendlyName", Some(self.0));
        Body::Form(form)
    }

    fn decode(body: &[u8]) -> Result<Decoded<Thing>, DecodeError> {
        decode::json(body)
    }
}

/// Deletes a thing.
#[derive(Clone, Debug)]
pub struct DeleteThing(pub &'static str);

impl Request for DeleteThing {
    type Response = ();
    const BASE_URL: BaseUrl = BASE_URL;
    const OPERATION: Operation = Operation::new("DeleteThing", Method::DELETE, "/v1/Things/{Sid}");

    fn path(&self) -> Cow<'static, str> {
        PathWriter::new("/v1/Things/").segment(self.0).finish()
    }

    fn decode(body: &[u8]) -> Result<Decoded<()>, DecodeError> {
        decode::empty(body)
    }
}

/// Runs a future that never waits for anything outside.
pub fn now_or_never<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("the future waits for something")
}

/// A page of things.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThingPage {
    pub things: Vec<Thing>,
    extra: Extra,
}

flex_runtime::impl_response_object!(ThingPage { things } required { "things" });

/// Lists things.
#[derive(Clone, Debug)]
pub struct ListThing {
    pub page_size: Option<i64>,
}

impl Request for ListThing {
    type Response = ThingPage;
    const BASE_URL: BaseUrl = BASE_URL;
    const OPERATION: Operation = Operation::new("ListThing", Method::GET, "/v1/Things");

    fn path(&self) -> Cow<'static, str> {
        Cow::Borrowed("/v1/Things")
    }

    fn query(&self, query: &mut FormWriter) {
        query.field("PageSize", self.page_size.as_ref());
    }

    fn decode(body: &[u8]) -> Result<Decoded<ThingPage>, DecodeError> {
        decode::json(body)
    }
}

impl Paged for ListThing {
    type Item = Thing;

    fn items(page: ThingPage) -> Vec<Thing> {
        page.things
    }
}
