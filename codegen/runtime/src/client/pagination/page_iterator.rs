//! The pages and the items of a list, as iterators.

use std::fmt;
use std::sync::Arc;
use std::vec;

use crate::client::blocking::Client;
use crate::client::pagination::Paged;
use crate::client::pagination::cursor::Cursor;
use crate::error::Error;

impl Client {
    /// The pages of a list. Each is fetched when it is asked for.
    pub fn pages<R: Paged>(&self, list: R) -> Pages<R> {
        Pages::new(self.clone(), Cursor::new(Arc::clone(&self.config), &list))
    }

    /// The items of a list, page after page. A page is fetched when all items of the one before have been taken.
    pub fn items<R: Paged>(&self, list: R) -> Items<R> {
        Items::new(self.pages(list))
    }
}

/// The pages of a list. Each is fetched when it is asked for. An error is the last item.
#[must_use = "nothing is fetched until the iterator is advanced"]
pub struct Pages<R: Paged> {
    client: Client,
    cursor: Cursor<R>,
}

impl<R: Paged> Pages<R> {
    pub(crate) const fn new(client: Client, cursor: Cursor<R>) -> Self {
        Self { client, cursor }
    }
}

impl<R: Paged> Iterator for Pages<R> {
    type Item = Result<R::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let response = self
            .cursor
            .next_request()?
            .and_then(|request| self.client.send_with_retries(&R::OPERATION, request));
        Some(response.and_then(|response| self.cursor.receive(response)))
    }
}

impl<R: Paged> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a list, page after page. Use `take` to end early. An error is the last item.
#[must_use = "nothing is fetched until the iterator is advanced"]
pub struct Items<R: Paged> {
    pages: Pages<R>,
    ready: vec::IntoIter<R::Item>,
}

impl<R: Paged> Items<R> {
    pub(crate) fn new(pages: Pages<R>) -> Self {
        Self { pages, ready: Vec::new().into_iter() }
    }
}

impl<R: Paged> Iterator for Items<R> {
    type Item = Result<R::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.ready = R::items(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
