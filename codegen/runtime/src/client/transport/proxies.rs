//! Proxies from the environment. Both clients read them here, so both use the same proxy for the same request.

mod exceptions;

use std::fmt;

use http::uri::Authority;

use crate::client::transport::proxies::exceptions::Exceptions;
use crate::error::config_error::ConfigError;

/// The proxy of each scheme, in the form that a transport needs it in.
#[derive(Clone)]
pub(crate) struct Proxies<P> {
    http: Option<P>,
    https: Option<P>,
    exceptions: Exceptions,
}

/// The URL of a proxy, which may contain a password.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ProxyUrl(String);

const HTTP: [&str; 2] = ["HTTP_PROXY", "http_proxy"];
const HTTPS: [&str; 2] = ["HTTPS_PROXY", "https_proxy"];
const ALL: [&str; 2] = ["ALL_PROXY", "all_proxy"];
const NONE: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// Both HTTP clients can use these. In the last four, the ones without a letter at the end resolve the name of the service
/// themselves.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks5", "socks4a", "socks5h"];

impl Proxies<ProxyUrl> {
    /// Reads the environment variables.
    pub(crate) fn from_env() -> Result<Self, ConfigError> {
        // Text that is not Unicode is not skipped: the URL of a proxy is refused because of it.
        Self::from_variables(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    pub(crate) fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let proxy = |names: &[&'static str]| {
            let set = names.iter().find_map(|name| Some((*name, variable(name)?)));
            set.map(|(name, value)| ProxyUrl::parse(&value).ok_or(ConfigError::InvalidProxy(name)))
                .transpose()
        };
        // In a CGI program, `HTTP_PROXY` is the header `Proxy` of whoever sends the request.
        let http = if variable("REQUEST_METHOD").is_some() { &HTTP[1..] } else { &HTTP[..] };
        let all = proxy(&ALL)?;
        Ok(Self {
            http: proxy(http)?.or_else(|| all.clone()),
            https: proxy(&HTTPS)?.or(all),
            exceptions: Exceptions::parse(&NONE.iter().find_map(|name| variable(name)).unwrap_or_default()),
        })
    }

    /// The same proxies in another form.
    pub(crate) fn try_map<P, E>(
        self,
        mut convert: impl FnMut(&str) -> Result<P, E>,
    ) -> Result<Proxies<P>, E> {
        let mut convert = |url: Option<ProxyUrl>| url.map(|url| convert(&url.0)).transpose();
        Ok(Proxies { http: convert(self.http)?, https: convert(self.https)?, exceptions: self.exceptions })
    }
}

impl<P> Proxies<P> {
    /// Whether there are none.
    #[cfg(feature = "reqwest")]
    pub(crate) const fn is_empty(&self) -> bool {
        self.http.is_none() && self.https.is_none()
    }

    /// The proxy for requests to `host`; `None` for a direct connection.
    pub(crate) fn for_host(&self, is_https: bool, host: &str) -> Option<&P> {
        let proxy = if is_https { &self.https } else { &self.http };
        proxy.as_ref().filter(|_| !self.exceptions.contain(host))
    }
}

impl ProxyUrl {
    /// Reads `http://user:password@host:port`. Without a scheme, it is `http`.
    fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let scheme = SCHEMES.iter().find(|known| known.eq_ignore_ascii_case(scheme))?;
        // Without TLS, a password would be sent to the proxy in the clear.
        if *scheme == "https" && !cfg!(any(feature = "rustls", feature = "native-tls")) {
            return None;
        }
        let authority: Authority = rest.trim_end_matches('/').parse().ok()?;
        let (_, address) = authority.as_str().rsplit_once('@').unwrap_or(("", authority.as_str()));
        let port = address.strip_prefix(authority.host()).filter(|_| !authority.host().is_empty())?;
        let is_valid = port.is_empty() || port.strip_prefix(':')?.parse::<u16>().is_ok();
        is_valid.then(|| Self(format!("{scheme}://{authority}")))
    }
}

impl<P> fmt::Debug for Proxies<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies")
            .field("http", &self.http.is_some())
            .field("https", &self.https.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
