//! Tests of the proxies from the environment.

use super::Proxies;
use crate::error::config_error::ConfigError;

/// The proxies for `https` and for `http`.
fn read(variables: &[(&str, &str)]) -> Result<(Option<String>, Option<String>), ConfigError> {
    let proxies = Proxies::from_variables(|name| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    })?;
    let url = |is_https| proxies.for_host(is_https, "flex-api.twilio.com").map(|url| url.0.clone());
    Ok((url(true), url(false)))
}

fn both(https: &str, http: &str) -> (Option<String>, Option<String>) {
    let url = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (url(https), url(http))
}

#[test]
fn each_scheme_has_its_variable_and_all_is_for_both() {
    assert_eq!(read(&[]).unwrap(), both("", ""));
    assert_eq!(read(&[("HTTPS_PROXY", "http://a:1")]).unwrap(), both("http://a:1", ""));
    assert_eq!(read(&[("https_proxy", "http://a:1"), ("HTTPS_PROXY", "")]).unwrap(), both("http://a:1", ""));
    assert_eq!(
        read(&[("HTTP_PROXY", "b"), ("ALL_PROXY", "socks5://c")]).unwrap(),
        both("socks5://c", "http://b")
    );
    assert_eq!(
        read(&[("all_proxy", "SOCKS5h://u:p@[::1]:9/")]).unwrap(),
        both("socks5h://u:p@[::1]:9", "socks5h://u:p@[::1]:9")
    );
}

#[test]
fn exceptions_are_reached_directly() {
    let proxy = ("ALL_PROXY", "http://a:1");
    assert_eq!(read(&[proxy, ("NO_PROXY", "twilio.com")]).unwrap(), both("", ""));
    assert_eq!(read(&[proxy, ("no_proxy", "example.com")]).unwrap(), both("http://a:1", "http://a:1"));
}

#[test]
fn a_cgi_program_does_not_trust_a_header() {
    let header = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://evil.test")];
    assert_eq!(read(&header).unwrap(), both("", ""));
    assert_eq!(read(&[header[0], ("http_proxy", "http://a:1")]).unwrap(), both("", "http://a:1"));
}

#[test]
fn what_is_not_a_proxy_is_refused_without_repeating_it() {
    for url in
        ["ftp://hush@a", "http://", "http://hush@", "a b", "http://a:99999", "http://a:x", "socks6://a"]
    {
        let error = read(&[("HTTPS_PROXY", url)]).unwrap_err();
        assert_eq!(error, ConfigError::InvalidProxy("HTTPS_PROXY"));
        let text = format!("{error} {error:?}");
        assert!(text.contains("HTTPS_PROXY") && !text.contains("hush"), "{text}");
    }
}

#[test]
fn debug_shows_no_password() {
    let proxies = Proxies::from_variables(|name| (name == "ALL_PROXY").then(|| "http://u:hush@a".to_owned()));
    assert!(!format!("{proxies:?}").contains("hush"));
}
