//! How long a connection may take to be established, request by request; `reqwest` has one setting for all of them.
//!
//! In: a limit and the future of a request; and the service that connects. Out: the same future, for which that service
//! gives up in time. The limit reaches the service beside its arguments, because a connection is begun while the request
//! that needs it is polled.

use std::error::Error;
use std::io;
use std::task::{Context, Poll};
use std::time::Duration;

use tower_layer::Layer;
use tower_service::Service;

use crate::client::transport::BoxFuture;

tokio::task_local! {
    static LIMIT: Duration;
}

/// Runs `request`; a connection that it begins has `limit` to come about.
pub(super) fn within<F: Future>(limit: Duration, request: F) -> impl Future<Output = F::Output> {
    LIMIT.scope(limit, request)
}

/// Puts the limit around a service that connects.
#[derive(Clone, Copy)]
pub(super) struct Timed;

impl<S> Layer<S> for Timed {
    type Service = TimedConnector<S>;

    fn layer(&self, connector: S) -> Self::Service {
        TimedConnector(connector)
    }
}

#[derive(Clone)]
pub(super) struct TimedConnector<S>(S);

type BoxError = Box<dyn Error + Send + Sync>;

impl<S, T> Service<T> for TimedConnector<S>
where
    S: Service<T, Response: Send, Error = BoxError, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<S::Response, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, target: T) -> Self::Future {
        // Nothing connects but for a request, so there is a limit.
        let limit = LIMIT.try_get().unwrap_or(Duration::MAX);
        let connecting = tokio::time::timeout(limit, self.0.call(target));
        Box::pin(async { connecting.await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))? })
    }
}
