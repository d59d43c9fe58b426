//! The host for an edge and a region, as in Twilio's own libraries: `product[.edge][.region].twilio.com`, where an edge
//! without a region implies `us1`.

use std::borrow::Cow;

use crate::request::base_url::BaseUrl;

/// The parts of a Twilio host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TwilioHost<'a> {
    pub(crate) product: &'a str,
    edge: Option<&'a str>,
    region: Option<&'a str>,
}

impl<'a> TwilioHost<'a> {
    /// Parses a host name. `None` if it is not one of Twilio's.
    pub(crate) fn parse(host: &'a str) -> Option<Self> {
        const DOMAIN: &str = ".twilio.com";
        let (labels, domain) = host.split_at_checked(host.len().checked_sub(DOMAIN.len())?)?;
        if !domain.eq_ignore_ascii_case(DOMAIN) {
            return None;
        }
        let mut labels = labels.split('.');
        let product = labels.next().filter(|product| !product.is_empty())?;
        let (edge, region) = match (labels.next(), labels.next(), labels.next()) {
            (region, None, _) => (None, region),
            (edge, region, None) => (edge, region),
            _ => return None,
        };
        Some(Self { product, edge, region })
    }
}

/// `base` with the edge and the region in its host name. Unchanged if neither is given, or the host is not one of Twilio's.
pub(crate) fn apply<'a>(base: &'a BaseUrl, edge: Option<&str>, region: Option<&str>) -> Cow<'a, BaseUrl> {
    with_edge_and_region(base.as_str(), edge, region)
        .and_then(|url| BaseUrl::parse(&url).ok())
        .map_or(Cow::Borrowed(base), Cow::Owned)
}

fn with_edge_and_region(url: &str, edge: Option<&str>, region: Option<&str>) -> Option<String> {
    if edge.is_none() && region.is_none() {
        return None;
    }
    let (scheme, rest) = url.split_once("://")?;
    let (host, rest) = rest.split_at(rest.find([':', '/']).unwrap_or(rest.len()));
    let host = TwilioHost::parse(host)?;
    let edge = edge.or(host.edge);
    let region = region.or(host.region).or(edge.map(|_| "us1"));
    let labels: Vec<_> = [Some(host.product), edge, region].into_iter().flatten().collect();
    Some(format!("{scheme}://{}.twilio.com{rest}", labels.join(".")))
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::request::base_url::BaseUrl;

    fn applied(base: &str, edge: Option<&str>, region: Option<&str>) -> String {
        apply(&BaseUrl::parse(base).unwrap(), edge, region).as_str().to_owned()
    }

    #[test]
    fn follows_the_rule_of_twilios_libraries() {
        let plain = "https://flex-api.twilio.com";
        let cases = [
            (plain, None, None, "https://flex-api.twilio.com"),
            (plain, Some("dublin"), None, "https://flex-api.dublin.us1.twilio.com"),
            (plain, None, Some("ie1"), "https://flex-api.ie1.twilio.com"),
            (plain, Some("dublin"), Some("ie1"), "https://flex-api.dublin.ie1.twilio.com"),
            (
                "https://flex-api.au1.twilio.com",
                Some("sydney"),
                None,
                "https://flex-api.sydney.au1.twilio.com",
            ),
            (
                "https://flex-api.sydney.au1.twilio.com",
                None,
                Some("ie1"),
                "https://flex-api.sydney.ie1.twilio.com",
            ),
            (
                "https://flex-api.twilio.com:8443/v",
                None,
                Some("ie1"),
                "https://flex-api.ie1.twilio.com:8443/v",
            ),
        ];
        for (base, edge, region, expected) in cases {
            assert_eq!(applied(base, edge, region), expected, "{base} {edge:?} {region:?}");
        }
    }

    #[test]
    fn leaves_other_hosts_alone() {
        for base in
            ["http://localhost:4010", "https://twilio.com", "https://a.b.c.d.twilio.com", "http://[::1]:80"]
        {
            assert_eq!(applied(base, Some("dublin"), Some("ie1")), base);
        }
        assert_eq!(applied("https://x.eviltwilio.com", Some("dublin"), None), "https://x.eviltwilio.com");
    }
}
