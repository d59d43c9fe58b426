//! What a client calls itself, in the form of Twilio's libraries: `twilio-go/1.2.3 (linux amd64) go/go1.22`.

/// Name and version of this library, the system, and the Rust that it needs at least.
pub(crate) fn base() -> String {
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
    fn has_the_form_of_twilios_libraries() {
        let agent = super::base();
        let (library, tail) = agent.split_once(" (").unwrap();
        let (system, rust) = tail.split_once(") ").unwrap();
        assert!(library.starts_with("flex-runtime/"), "{agent}");
        assert_eq!(system.split(' ').count(), 2, "{agent}");
        assert!(rust.starts_with("rust/1."), "{agent}");
    }
}
