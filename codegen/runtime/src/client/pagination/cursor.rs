//! The position in a paginated list, without IO: the request for each page, given the response for the one before.

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use http::Uri;
use serde_json::Value;

use crate::client::config::validated::ValidatedConfig;
use crate::client::pagination::Paged;
use crate::client::pagination::next_page_url;
use crate::client::trace::Traced;
use crate::error::Error;
use crate::error::page_error::PageError;
use crate::response::decode;
use crate::response::object::{Contents, ResponseObject, ResponseValue, Shape, Slot, View};

pub(crate) struct Cursor<R> {
    config: Arc<ValidatedConfig>,
    /// The next request, or why there is none; `None` after the last page.
    next: Option<Result<http::Request<Bytes>, Error>>,
    /// The request for the current page.
    current: http::Request<Bytes>,
    /// The URLs of all pages so far.
    seen: BTreeSet<String>,
    list: PhantomData<fn() -> R>,
}

impl<R: Paged> Cursor<R> {
    /// The position before the first page.
    pub(crate) fn new(config: Arc<ValidatedConfig>, request: &R) -> Self {
        let first = config.prepare(request);
        Self {
            config,
            next: Some(first),
            current: http::Request::default(),
            seen: BTreeSet::new(),
            list: PhantomData,
        }
    }

    /// The request for the next page; `None` after the last one.
    pub(crate) fn next_request(&mut self) -> Option<Result<http::Request<Bytes>, Error>> {
        let next = self.next.take()?;
        if let Ok(request) = &next {
            self.seen.insert(request.uri().to_string());
            self.current = request.clone();
        }
        Some(next)
    }

    /// Decodes a page and moves on. If the next page cannot be fetched, the page is returned all the same, and the error
    /// comes after it.
    pub(crate) fn receive(&mut self, response: Traced) -> Result<R::Response, Error> {
        let next = next_link(response.response.body());
        let page = response.read::<R>()?;
        self.next = match next {
            Ok(next) => next.map(|link| self.request_for(&link).map_err(Error::from)),
            Err(error) => Some(Err(error.into())),
        };
        Ok(page.into_value())
    }

    fn request_for(&self, link: &str) -> Result<http::Request<Bytes>, PageError> {
        let documented = R::BASE_URL;
        let uri: Uri = next_page_url::resolve(link, &documented, &self.config.base_url(&documented))?;
        if self.seen.contains(&uri.to_string()) {
            return Err(PageError::Repeated);
        }
        let mut request = self.current.clone();
        *request.uri_mut() = uri;
        Ok(request)
    }
}

/// The part of a page that is the same in every list.
#[derive(Default)]
struct Envelope {
    meta: Option<Value>,
}

impl ResponseObject for Envelope {
    fn member(&mut self, name: &str) -> Option<&mut dyn Slot> {
        (name == "meta").then_some(&mut self.meta)
    }

    fn members(&self, visit: &mut dyn FnMut(&'static str, &dyn Slot)) {
        visit("meta", &self.meta);
    }
}

impl ResponseValue for Envelope {
    const EXPECTED: &'static str = "an object";

    fn empty(shape: Shape) -> Option<Self> {
        (shape == Shape::Object).then(Self::default)
    }

    fn contents(&mut self) -> Contents<'_> {
        Contents::Object(self)
    }

    fn view(&self) -> View<'_> {
        View::Object(self)
    }
}

/// The link to the next page; `None` on the last page. It is read from the body and not from the generated type, so that a
/// list whose description lacks `meta` does not silently end after its first page.
fn next_link(body: &[u8]) -> Result<Option<String>, PageError> {
    let envelope: Envelope = decode::json(body).map_err(|_| PageError::Malformed)?.into_value();
    let Some(Value::Object(mut meta)) = envelope.meta else { return Err(PageError::NoMeta) };
    match meta.remove("next_page_url") {
        Some(Value::String(link)) => Ok(Some(link)),
        Some(Value::Null) | None => Ok(None),
        Some(_) => Err(PageError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::next_link;
    use crate::error::page_error::PageError;

    #[test]
    fn reads_the_link_and_nothing_else() {
        let next = |body: &str| next_link(body.as_bytes());
        let page = r#"{"things": [{"sid": 1}], "meta": {"page": "odd", "next_page_url": "https://h/x"}}"#;
        assert_eq!(next(page), Ok(Some("https://h/x".to_owned())));
        assert_eq!(next(r#"{"meta": {"next_page_url": null}}"#), Ok(None));
        assert_eq!(next(r#"{"meta": {}}"#), Ok(None));
        assert_eq!(
            next("\u{FEFF}{\"meta\": 1, \"a\": \"\\ud800\", \"meta\": {}}"),
            Ok(None),
            "the last `meta` counts"
        );
        for body in ["{}", r#"{"things": []}"#, r#"{"meta": null}"#, r#"{"meta": "x"}"#, r#"{"meta": []}"#] {
            assert_eq!(next(body), Err(PageError::NoMeta), "{body}");
        }
        assert_eq!(next(r#"{"meta": {"next_page_url": 7}}"#), Err(PageError::Malformed));
    }
}
