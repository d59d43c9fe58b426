//! The `User-Agent` of a client, in the format of Twilio's own libraries: `twilio-go/1.2.3 (linux amd64) go/go1.22`.

use std::sync::OnceLock;

use http::HeaderValue;

use crate::error::config_error::ConfigError;

/// The name and version of this library, the system, and the minimum Rust version. The product comes before it.
pub(super) fn default() -> String {
    format!(
        "{}/{} ({} {}) rust/{}",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        env!("CARGO_PKG_RUST_VERSION"),
    )
}

/// The header for a product, such as `twilio-flex/0.1.0`, or for none.
pub(super) fn header(product: &str, rest: &str) -> Result<HeaderValue, ConfigError> {
    HeaderValue::from_str(format!("{product} {rest}").trim_start())
        .ok()
        .filter(|value| value.to_str().is_ok())
        .ok_or(ConfigError::Invalid("a User-Agent has visible ASCII characters only"))
}

/// The header for the first product that a client sends for. Nearly all programs have only one.
#[derive(Debug, Default)]
pub(super) struct KnownHeader(OnceLock<(&'static str, HeaderValue)>);

impl KnownHeader {
    pub(super) fn get(&self, product: &'static str, rest: &str) -> Result<HeaderValue, ConfigError> {
        if let Some((_, header)) = self.0.get().filter(|(known, _)| *known == product) {
            return Ok(header.clone());
        }
        let header = header(product, rest)?;
        // If there is one already, it stays.
        let _ = self.0.set((product, header.clone()));
        Ok(header)
    }
}

#[cfg(test)]
mod tests {
    use super::{KnownHeader, header};

    #[test]
    fn has_the_format_of_twilios_libraries() {
        let agent = super::default();
        let (library, tail) = agent.split_once(" (").unwrap();
        let (system, rust) = tail.split_once(") ").unwrap();
        assert!(library.starts_with("flex-runtime/"), "{agent}");
        assert_eq!(system.split(' ').count(), 2, "{agent}");
        assert!(rust.starts_with("rust/1."), "{agent}");
    }

    #[test]
    fn the_product_comes_first_whichever_was_first() {
        let known = KnownHeader::default();
        for product in ["a/1", "b/2", "", "a/1"] {
            let agent = known.get(product, "library/3").unwrap();
            assert_eq!(agent, format!("{product} library/3").trim());
        }
        assert!(header("a/1", "x\ny").is_err() && header("☎", "x").is_err());
    }
}
