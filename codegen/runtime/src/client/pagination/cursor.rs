//! The position in a paginated list, without IO: the request for each page, given the response for the one before.

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use http::Uri;
use serde::Deserialize;

use crate::client::config::validated::ValidatedConfig;
use crate::client::pagination::Paged;
use crate::client::pagination::next_page_url;
use crate::error::Error;
use crate::error::page_error::PageError;

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
    pub(crate) fn receive(&mut self, response: http::Response<Bytes>) -> Result<R::Response, Error> {
        let next = next_link(response.body());
        let page = R::from_http(response)?;
        self.next = match next {
            Ok(next) => next.map(|link| self.request_for(&link).map_err(Error::from)),
            Err(error) => Some(Err(error.into())),
        };
        Ok(page)
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
#[derive(Deserialize)]
struct Envelope {
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    next_page_url: Option<String>,
}

/// The link to the next page; `None` on the last page. It is read from the body and not from the generated type, so that a
/// list whose description lacks `meta` does not silently end after its first page.
fn next_link(body: &[u8]) -> Result<Option<String>, PageError> {
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| PageError::Malformed)?;
    envelope.meta.map(|meta| meta.next_page_url).ok_or(PageError::NoMeta)
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
        assert_eq!(next(r#"{"things": []}"#), Err(PageError::NoMeta));
        assert_eq!(next(r#"{"meta": {"next_page_url": 7}}"#), Err(PageError::Malformed));
    }
}
