//! The hosts that are reached without a proxy, as `NO_PROXY` lists them.

use std::net::IpAddr;

/// The hosts that are reached without a proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Exceptions(Vec<Exception>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Exception {
    /// Every host.
    All,
    /// The addresses that begin with the same bits.
    Network { address: IpAddr, bits: u32 },
    /// The host of this name, in lower case, and those below it.
    Domain(Box<str>),
}

impl Exceptions {
    /// Reads names, addresses and networks, with commas between them.
    pub(super) fn parse(list: &str) -> Self {
        Self(list.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(Exception::parse).collect())
    }

    /// Whether `host` is one of them.
    pub(super) fn contain(&self, host: &str) -> bool {
        let host = without_brackets(host);
        self.0.iter().any(|exception| exception.matches(host))
    }
}

impl Exception {
    fn parse(entry: &str) -> Self {
        if entry == "*" {
            return Self::All;
        }
        let (address, bits) = entry.split_once('/').unwrap_or((entry, "128"));
        match (without_brackets(address).parse(), bits.parse()) {
            (Ok(address), Ok(bits)) => Self::Network { address, bits },
            _ => Self::Domain(
                entry.trim_start_matches('*').trim_start_matches('.').to_ascii_lowercase().into(),
            ),
        }
    }

    fn matches(&self, host: &str) -> bool {
        match self {
            Self::All => true,
            Self::Network { address, bits } => {
                host.parse().is_ok_and(|other| have_equal_bits(*address, other, *bits))
            }
            Self::Domain(domain) => {
                let host = host.to_ascii_lowercase();
                let above = host.strip_suffix(&**domain);
                above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
            }
        }
    }
}

/// The address of `[::1]`.
fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// Whether the first bits of two addresses are equal.
fn have_equal_bits(one: IpAddr, other: IpAddr, bits: u32) -> bool {
    match (one, other) {
        (IpAddr::V4(one), IpAddr::V4(other)) => {
            (one.to_bits() ^ other.to_bits()).leading_zeros() >= bits.min(32)
        }
        (IpAddr::V6(one), IpAddr::V6(other)) => {
            (one.to_bits() ^ other.to_bits()).leading_zeros() >= bits.min(128)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    #[test]
    fn names_networks_and_all() {
        let list =
            Exceptions::parse("localhost, .twilio.com,*.example.org ,10.0.0.0/8,::1,192.0.2.7,fd00::/8,");
        for host in [
            "localhost",
            "LOCALHOST",
            "twilio.com",
            "flex-api.twilio.com",
            "a.example.org",
            "10.1.2.3",
            "[::1]",
            "192.0.2.7",
            "fd12::1",
        ] {
            assert!(list.contain(host), "{host}");
        }
        for host in [
            "mylocalhost",
            "nottwilio.com",
            "twilio.com.evil.test",
            "11.0.0.1",
            "::2",
            "192.0.2.8",
            "fe00::1",
        ] {
            assert!(!list.contain(host), "{host}");
        }
        assert!(Exceptions::parse("*").contain("anything"));
        assert!(!Exceptions::parse("").contain("anything"));
    }
}
