//! A connect timeout per request, where `reqwest` has one per client.
//!
//! A layer around the connector applies the limit. A connection is started while the request that needs it is polled, so the
//! limit reaches the connector in a task-local variable.

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

/// Runs `request`. A connection that it starts must be established within `limit`.
pub(super) fn with_limit<F: Future>(limit: Duration, request: F) -> impl Future<Output = F::Output> {
    LIMIT.scope(limit, request)
}

/// Applies the limit to a connector.
#[derive(Clone, Copy)]
pub(super) struct ConnectTimeoutLayer;

impl<S> Layer<S> for ConnectTimeoutLayer {
    type Service = ConnectTimeout<S>;

    fn layer(&self, connector: S) -> Self::Service {
        ConnectTimeout(connector)
    }
}

#[derive(Clone)]
pub(super) struct ConnectTimeout<S>(S);

type BoxError = Box<dyn Error + Send + Sync>;

impl<S, T> Service<T> for ConnectTimeout<S>
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
        // Every connection is started for a request, so there is always a limit.
        let limit = LIMIT.try_get().unwrap_or(Duration::MAX);
        let connecting = tokio::time::timeout(limit, self.0.call(target));
        Box::pin(async { connecting.await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))? })
    }
}
