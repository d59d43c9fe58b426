//! Which base URLs pass, and how each fault is named.

use super::{BaseUrl, Fault};

#[test]
fn valid_urls_are_kept_unchanged() {
    const BUILT_IN: BaseUrl = BaseUrl::from_static("https://api.example.com");
    assert_eq!(BUILT_IN.as_str(), "https://api.example.com");
    for url in [
        "http://localhost",
        "http://localhost:4010",
        "https://127.0.0.1:65535/mock",
        "http://a:1/.b/c./d",
        "https://[::1]:8080",
        "https://[::ffff:1.2.3.4]/a/b.c",
        "HTTPS://EXAMPLE.com/v-1_~!$&'()*+,;=:@%2F",
        "https://a_b.example/...",
    ] {
        let base: BaseUrl = url.parse().unwrap();
        assert_eq!(base.to_string(), url);
        assert_eq!(BaseUrl::try_from(url), Ok(base));
        assert!(
            format!("{url}/v1/x?y=z").parse::<http::Uri>().is_ok(),
            "{url} must be good enough for `http`"
        );
    }
}

#[test]
fn each_fault_is_named_without_repeating_the_url() {
    for (url, fault) in [
        ("", Fault::Scheme),
        ("ftp://host", Fault::Scheme),
        ("host:80", Fault::Scheme),
        ("https:/host", Fault::Scheme),
        (" https://host", Fault::Scheme),
        ("https://user:secret@host", Fault::UserInfo),
        ("https://", Fault::Host),
        ("https:///path", Fault::Host),
        ("https://:80", Fault::Host),
        ("https://ho st", Fault::Host),
        ("https://h☎st", Fault::Host),
        ("https://[]", Fault::Host),
        ("https://[::1", Fault::Host),
        ("https://[g::1]", Fault::Host),
        ("https://[1g::]", Fault::Host),
        ("https://[::1]x", Fault::Host),
        ("https://host:", Fault::Port),
        ("https://host:0", Fault::Port),
        ("https://host:65536", Fault::Port),
        ("https://host:99999999999999999999", Fault::Port),
        ("https://host:8o", Fault::Port),
        ("https://host?q", Fault::QueryOrFragment),
        ("https://host/p?q", Fault::QueryOrFragment),
        ("https://host#f", Fault::QueryOrFragment),
        ("https://host/", Fault::TrailingSlash),
        ("https://host/a/", Fault::TrailingSlash),
        ("https://host//a", Fault::Path),
        ("https://host/a//b", Fault::Path),
        ("https://host/./b", Fault::Path),
        ("https://host/a/..", Fault::Path),
        ("https://host/a b", Fault::Path),
        ("https://host/%4", Fault::Path),
        ("https://host/%zz", Fault::Path),
        ("https://host/%z4", Fault::Path),
        ("https://host/%4z", Fault::Path),
        ("https://host/☎", Fault::Path),
    ] {
        let error = BaseUrl::parse(url).unwrap_err();
        assert_eq!(error.fault, fault, "{url}");
        assert_eq!(error.to_string(), fault.sentence());
        assert!(!error.to_string().contains("secret"));
    }
}

#[test]
fn prints_padded() {
    assert_eq!(format!("{:>10}|", BaseUrl::from_static("http://a")), "  http://a|");
    assert_eq!(
        BaseUrl::parse("https://host:0").unwrap_err().to_string(),
        "the port of a base URL is a number from 1 to 65535"
    );
}

#[test]
fn a_malformed_literal_panics_with_the_sentence() {
    let panic = std::panic::catch_unwind(|| BaseUrl::from_static("https://host/")).unwrap_err();
    let message =
        panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    assert_eq!(message, Some("a base URL must not end with a slash"));
}
