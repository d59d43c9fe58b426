//! How a connection is made: through a proxy or not, to which address, and with which configuration.
//!
//! `ureq` resolves the name of the host before it looks for an open connection, on a thread for each request. Here the name is
//! resolved by the connector, which is called only when there is no open connection.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use http::Uri;
use http::uri::Scheme;
use ureq::Error;
use ureq::config::Config;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::time::Duration as MaybeDuration;
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport};

use crate::client::transport::proxies::Proxies;
use crate::client::transport::ureq::names::{Names, NoAddress};

/// Makes connections.
#[derive(Debug)]
pub(super) struct Connect {
    connector: Arc<DefaultConnector>,
    resolver: NameResolver,
    /// The configuration of the agent, for direct connections.
    direct: Config,
    /// The same with the proxy of each scheme.
    proxied: Proxies<Config>,
}

impl Connect {
    pub(super) fn new(direct: Config, proxied: Proxies<Config>, names: Names) -> Self {
        Self { connector: Arc::default(), resolver: NameResolver(names), direct, proxied }
    }

    fn config(&self, uri: &Uri) -> &Config {
        let is_https = uri.scheme() == Some(&Scheme::HTTPS);
        uri.host().and_then(|host| self.proxied.for_host(is_https, host)).unwrap_or(&self.direct)
    }

    fn establish(&self, details: &ConnectionDetails<'_>) -> Result<Option<Box<dyn Transport>>, Error> {
        let start = Instant::now();
        let config = self.config(details.uri);
        // Most proxies resolve the name themselves.
        let addrs = if config.proxy().is_none_or(ureq::Proxy::resolve_target) {
            self.resolver.resolve(details.uri, config, details.timeout)?
        } else {
            self.resolver.empty()
        };
        let connector = Arc::clone(&self.connector);
        let connected = self.connector.connect(
            &ConnectionDetails {
                uri: details.uri,
                addrs,
                config,
                // So that the TLS configuration, with the certificates of the system, is made once.
                request_level: false,
                resolver: &self.resolver,
                now: (details.current_time)(),
                timeout: remaining(details.timeout, start)?,
                current_time: Arc::clone(&details.current_time),
                // For the connection to a proxy. It must not go through the proxy itself.
                run_connector: Arc::new(move |details| connect_to_proxy(&connector, details)),
                register_shutdown: Arc::clone(&details.register_shutdown),
            },
            None,
        );
        if connected.is_err() {
            self.resolver.forget(details.uri);
            config.proxy().into_iter().for_each(|proxy| self.resolver.forget(proxy.uri()));
        }
        connected
    }
}

impl Connector for Connect {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Self::Out>, Error> {
        self.establish(details).map_err(|error| Error::Other(Box::new(NotConnected(error))))
    }
}

/// What is left of a timeout that began at `start`.
fn remaining(timeout: NextTimeout, start: Instant) -> Result<NextTimeout, Error> {
    let MaybeDuration::Exact(limit) = timeout.after else { return Ok(timeout) };
    let left = limit.checked_sub(start.elapsed()).filter(|left| !left.is_zero());
    Ok(NextTimeout { after: left.ok_or(Error::Timeout(timeout.reason))?.into(), ..timeout })
}

fn connect_to_proxy(
    connector: &DefaultConnector,
    details: &ConnectionDetails<'_>,
) -> Result<Box<dyn Transport>, Error> {
    connector.connect(details, None)?.ok_or(Error::ConnectionFailed)
}

/// The resolver of the agent. It is called before an open connection is looked for, so it does nothing.
#[derive(Debug)]
pub(super) struct Later;

impl Resolver for Later {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        Ok(self.empty())
    }
}

/// The resolver of the connector.
#[derive(Debug)]
struct NameResolver(Names);

impl Resolver for NameResolver {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let (Some(host), Some(port)) = (host(uri), port(uri)) else {
            return Err(Error::HostNotFound);
        };
        let found = self.0.addresses(host, *timeout.after).map_err(|error| match error {
            NoAddress::TimedOut => Error::Timeout(timeout.reason),
            NoAddress::Failed(error) => Error::Other(Box::new(error)),
        })?;
        let mut addresses = self.empty();
        for address in found.iter() {
            let mut address = *address;
            address.set_port(port);
            // There is room for more than are worth trying.
            if addresses.try_push(address).is_err() {
                break;
            }
        }
        Ok(addresses)
    }
}

impl NameResolver {
    fn forget(&self, uri: &Uri) {
        if let Some(host) = host(uri) {
            self.0.forget(host);
        }
    }
}

/// The host, without the brackets of an IPv6 address.
fn host(uri: &Uri) -> Option<&str> {
    let host = uri.host()?;
    Some(host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host))
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str()? {
        "http" => Some(80),
        "https" => Some(443),
        scheme if scheme.starts_with("socks") => Some(1080),
        _ => None,
    })
}

/// The error of a connection that was not established, so that nothing was sent.
#[derive(Debug)]
pub(super) struct NotConnected(pub(super) Error);

impl fmt::Display for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for NotConnected {}
