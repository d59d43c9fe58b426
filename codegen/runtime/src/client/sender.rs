//! What ends a chain of setters: a client of either kind.

use crate::report::Rejected;
use crate::request::Request;

/// Something that sends requests: a [`Client`](crate::Client), whose output is a future, or a
/// [`blocking::Client`](crate::blocking::Client), whose output is the result.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot send requests",
    label = "expected a `Client` or a `blocking::Client`"
)]
pub trait Sender<R: Request> {
    /// What sending brings.
    type Output;

    /// Sends `request`.
    fn send(&self, request: R) -> Self::Output;

    /// What sending a request brings that was refused before it was made: the error, at once.
    fn refuse(&self, rejected: Rejected) -> Self::Output;
}
