//! The `User-Agent` of a client, in the format of Twilio's own libraries: `twilio-go/1.2.3 (linux amd64) go/go1.22`.

/// The name and version of this library, the system, and the minimum Rust version.
pub(crate) fn default() -> String {
    format!(
        "{}/{} ({} {}) rust/{}",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        env!("CARGO_PKG_RUST_VERSION"),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn has_the_format_of_twilios_libraries() {
        let agent = super::default();
        let (library, tail) = agent.split_once(" (").unwrap();
        let (system, rust) = tail.split_once(") ").unwrap();
        assert!(library.starts_with("flex-runtime/"), "{agent}");
        assert_eq!(system.split(' ').count(), 2, "{agent}");
        assert!(rust.starts_with("rust/1."), "{agent}");
    }
}
