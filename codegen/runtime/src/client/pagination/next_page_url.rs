//! Resolving the link to the next page of a list.
//!
//! The result is always on the server that requests are sent to, and a link that leads away from the service is an error. So
//! credentials are never sent to any server but that of the first request.

use http::Uri;
use http::uri::PathAndQuery;

use crate::client::config::edge_and_region::TwilioHost;
use crate::error::page_error::PageError;
use crate::request::base_url::BaseUrl;

/// The URL for `link`. `documented` is the base URL of the description, `effective` the one that requests are sent to.
pub(crate) fn resolve(link: &str, documented: &BaseUrl, effective: &BaseUrl) -> Result<Uri, PageError> {
    let uri = parse(link)?;
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    if !path.starts_with('/') || path.starts_with("//") {
        return Err(PageError::Malformed);
    }
    let (documented, base) = (parse(documented.as_str())?, parse(effective.as_str())?);
    let path = match uri.authority() {
        None => path,
        Some(authority) => {
            let origin = Origin::of(&uri)?;
            if authority.as_str().contains('@') {
                return Err(PageError::ForeignHost { host: origin.host.into() });
            } else if origin == Origin::of(&base)? {
                without_prefix(path, &base)
            } else if origin.is_same_product(Origin::of(&documented)?) {
                without_prefix(path, &documented)
            } else {
                return Err(PageError::ForeignHost { host: origin.host.into() });
            }
        }
    };
    parse(&format!("{effective}{path}"))
}

fn parse(url: &str) -> Result<Uri, PageError> {
    url.parse().map_err(|_| PageError::Malformed)
}

/// `path` without the path prefix of a base URL. A path without the prefix, as behind a proxy that removes it, is unchanged.
fn without_prefix<'p>(path: &'p str, base: &Uri) -> &'p str {
    let prefix = base.path().trim_end_matches('/');
    path.strip_prefix(prefix).filter(|rest| rest.starts_with('/')).unwrap_or(path)
}

/// Scheme, host and port.
#[derive(Clone, Copy, Debug)]
struct Origin<'a> {
    is_secure: bool,
    host: &'a str,
    port: u16,
}

impl<'a> Origin<'a> {
    fn of(uri: &'a Uri) -> Result<Self, PageError> {
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
            return Err(PageError::Malformed);
        };
        let is_secure = scheme.eq_ignore_ascii_case("https");
        let default_port = match scheme {
            _ if is_secure => 443,
            _ if scheme.eq_ignore_ascii_case("http") => 80,
            // A URL with another scheme is foreign, like one with another host. No server has this port.
            _ => return Ok(Self { is_secure, host, port: 0 }),
        };
        Ok(Self { is_secure, host, port: uri.port_u16().unwrap_or(default_port) })
    }

    /// Whether this is `documented`, or the same product at another edge or in another region.
    fn is_same_product(self, documented: Origin<'_>) -> bool {
        let same_product = match (TwilioHost::parse(self.host), TwilioHost::parse(documented.host)) {
            (Some(one), Some(other)) => one.product.eq_ignore_ascii_case(other.product),
            _ => self.host.eq_ignore_ascii_case(documented.host),
        };
        same_product && self.is_secure == documented.is_secure && self.port == documented.port
    }
}

impl PartialEq for Origin<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.is_secure == other.is_secure
            && self.port == other.port
            && self.host.eq_ignore_ascii_case(other.host)
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::request::base_url::BaseUrl;

    const DOCUMENTED: BaseUrl = BaseUrl::from_static("https://flex-api.twilio.com");

    fn to(link: &str, effective: &str) -> Result<String, String> {
        resolve(link, &DOCUMENTED, &BaseUrl::parse(effective).unwrap())
            .map(|uri| uri.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_link_is_resolved_on_the_server_of_the_first_request() {
        let page = "/v1/FlexFlows?PageSize=2&Page=1&PageToken=PTx%3D";
        let servers = [
            "https://flex-api.twilio.com",
            "https://flex-api.dublin.ie1.twilio.com",
            "http://127.0.0.1:4010",
            "http://[::1]:4010/mock",
        ];
        for server in servers {
            let expected = Ok(format!("{server}{page}"));
            for origin in [
                "https://flex-api.twilio.com",
                "https://FLEX-API.twilio.com:443",
                "https://flex-api.ie1.twilio.com",
                server,
                "",
            ] {
                assert_eq!(to(&format!("{origin}{page}"), server), expected, "{origin} on {server}");
            }
        }
        let behind_proxy = to(&format!("http://localhost:4010{page}"), "http://localhost:4010/mock");
        assert_eq!(
            behind_proxy,
            Ok(format!("http://localhost:4010/mock{page}")),
            "a proxy removed the prefix"
        );
    }

    #[test]
    fn a_foreign_link_is_an_error_that_names_only_the_host() {
        for (link, host) in [
            ("https://evil.example/v1/FlexFlows?PageToken=hush", "evil.example"),
            ("https://studio.twilio.com/v1/FlexFlows", "studio.twilio.com"),
            ("https://flex-api.twilio.com.evil.example/v1", "flex-api.twilio.com.evil.example"),
            ("http://flex-api.twilio.com/v1/FlexFlows", "flex-api.twilio.com"),
            ("https://flex-api.twilio.com:8443/v1/FlexFlows", "flex-api.twilio.com"),
            ("https://user:hush@flex-api.twilio.com/v1/FlexFlows", "flex-api.twilio.com"),
            ("ftp://flex-api.twilio.com/v1/FlexFlows", "flex-api.twilio.com"),
        ] {
            let error = to(link, DOCUMENTED.as_str()).unwrap_err();
            assert!(error.contains(&format!("`{host}`")) && !error.contains("hush"), "{error}");
        }
    }

    #[test]
    fn what_is_not_a_url_is_an_error() {
        for link in ["", "//evil.example/v1", "evil.example", "*", "https://", "/a b", "https:///v1"] {
            assert!(to(link, DOCUMENTED.as_str()).is_err(), "{link:?}");
        }
    }
}
