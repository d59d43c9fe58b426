//! The pages and the items of a list, as streams.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use crate::client::Client;
use crate::client::pagination::Paged;
use crate::client::pagination::cursor::Cursor;
use crate::client::send::Sending;
use crate::client::trace::Traced;
use crate::error::Error;

impl Client {
    /// The pages of a list, as a stream. Each is fetched when it is asked for.
    pub fn pages<R: Paged>(&self, list: R) -> Pages<R> {
        Pages::new(self.clone(), Cursor::new(Arc::clone(&self.config), &list))
    }

    /// The items of a list, page after page, as a stream. A page is fetched when all items of the one before have been taken.
    pub fn items<R: Paged>(&self, list: R) -> Items<R> {
        Items::new(self.pages(list))
    }
}

/// The pages of a list. Each is fetched when it is asked for. An error is the last item.
///
/// A [`Stream`]. Its combinators are not needed to use it: see [`next`](Self::next).
#[must_use = "nothing is fetched until the stream is polled"]
pub struct Pages<R: Paged> {
    client: Client,
    cursor: Cursor<R>,
    pending: Option<Sending<Traced>>,
}

impl<R: Paged> Pages<R> {
    pub(crate) const fn new(client: Client, cursor: Cursor<R>) -> Self {
        Self { client, cursor, pending: None }
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R::Response, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Response, Error>>> {
        loop {
            if let Some(pending) = &mut self.pending {
                let response = ready!(Pin::new(pending).poll(context));
                self.pending = None;
                return Poll::Ready(Some(response.and_then(|response| self.cursor.receive(response))));
            }
            let Some(request) = self.cursor.next_request() else { return Poll::Ready(None) };
            self.pending = Some(self.client.send_with_retries(R::OPERATION, request));
        }
    }
}

impl<R: Paged> Stream for Pages<R> {
    type Item = Result<R::Response, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<R: Paged> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a list, page after page. An error is the last item.
///
/// A [`Stream`]. Its combinators are not needed to use it: see [`next`](Self::next) and [`try_collect`](Self::try_collect).
#[must_use = "nothing is fetched until the stream is polled"]
pub struct Items<R: Paged> {
    pages: Pages<R>,
    ready: vec::IntoIter<R::Item>,
    left: usize,
}

// Nothing in it is pinned: items are moved out, and the pending request is boxed.
impl<R: Paged> Unpin for Items<R> {}

impl<R: Paged> Items<R> {
    pub(crate) fn new(pages: Pages<R>) -> Self {
        Self { pages, ready: Vec::new().into_iter(), left: usize::MAX }
    }

    /// Ends after `items` items, and fetches no page that is not needed for them.
    pub fn limit(mut self, items: usize) -> Self {
        self.left = items;
        self
    }

    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// All items.
    ///
    /// # Errors
    /// The first error. The items before it are dropped.
    pub async fn try_collect(mut self) -> Result<Vec<R::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Item, Error>>> {
        loop {
            if self.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(item) = self.ready.next() {
                self.left -= 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.ready = R::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R: Paged> Stream for Items<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("left", &self.left).finish_non_exhaustive()
    }
}
