//! Lists that are returned page by page.

pub(crate) mod cursor;
pub(crate) mod next_page_url;
pub(crate) mod page_iterator;
pub(crate) mod page_stream;

use crate::request::Request;

/// A request whose response is one page of a list, with the URL of the next page in `meta.next_page_url`.
///
/// [`Client::pages`](crate::Client::pages) and [`Client::items`](crate::Client::items) follow those links, and so do the
/// methods of [`blocking::Client`](crate::blocking::Client).
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list", label = "expected a request for a list")]
pub trait Paged: Request<Response: 'static> {
    /// The type of an item of the list.
    type Item;

    /// The items of a page.
    fn items(page: Self::Response) -> Vec<Self::Item>;
}
