//! Signatures from Twilio's own documentation and libraries, and slightly different ones.

use super::{Payload, SignatureError, verify, with_port, without_port};

const URL: &str = "https://mycompany.com/myapp.php?foo=1&bar=2";
const FORM: &str =
    "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
const SIGNATURE: &str = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

/// A JSON body and its SHA-256, from the tests of Twilio's libraries.
const BODY: &[u8] = br#"{"property": "value", "boolean": true}"#;
const HASH: &str = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

fn check(signature: &str, url: &str, payload: Payload<'_>) -> bool {
    verify(&"12345".into(), signature, url, payload).is_ok()
}

/// A valid signature, for tests with other content.
fn sign(text: &str) -> String {
    use base64::Engine as _;
    use hmac::{KeyInit as _, Mac as _};

    let mut mac = hmac::Hmac::<sha1::Sha1>::new_from_slice(b"12345").unwrap();
    mac.update(text.as_bytes());
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

#[test]
fn the_documented_example_is_accepted_with_and_without_a_port() {
    assert!(check(SIGNATURE, URL, Payload::Form(FORM)));
    let shuffled =
        "To=%2B18005551212&Digits=1234&CallSid=CA1234567890ABCDE&From=%2B14158675309&Caller=%2B14158675309";
    assert!(check(SIGNATURE, URL, Payload::Form(shuffled)), "the order does not matter");
    let with_port = "https://mycompany.com:443/myapp.php?foo=1&bar=2";
    assert!(check(SIGNATURE, with_port, Payload::Form(FORM)), "signed without the port");
    let signed_with_port = sign(&format!("{with_port}Aa"));
    assert!(check(&signed_with_port, URL, Payload::Form("A=a")), "signed with the port");
}

#[test]
fn anything_else_is_rejected() {
    for (signature, url, payload) in [
        ("", URL, Payload::Form(FORM)),
        ("RSOYDt4T1cUTdK1PDd93/VVr8B9=", URL, Payload::Form(FORM)),
        (&SIGNATURE[..27], URL, Payload::Form(FORM)),
        (SIGNATURE, "https://mycompany.com/myapp.php?foo=1", Payload::Form(FORM)),
        (SIGNATURE, "http://mycompany.com/myapp.php?foo=1&bar=2", Payload::Form(FORM)),
        (SIGNATURE, URL, Payload::Form("Digits=1234")),
        (SIGNATURE, URL, Payload::Form("Digits=%")),
        (SIGNATURE, URL, Payload::Empty),
        (SIGNATURE, URL, Payload::Raw(b"{}")),
        (SIGNATURE, "", Payload::Form(FORM)),
        (SIGNATURE, "☎://☎:☎", Payload::Empty),
    ] {
        assert_eq!(
            verify(&"12345".into(), signature, url, payload),
            Err(SignatureError { _private: () }),
            "{url}"
        );
    }
    assert!(verify(&"54321".into(), SIGNATURE, URL, Payload::Form(FORM)).is_err());
    let mut mac = <hmac::Hmac<sha1::Sha1> as hmac::KeyInit>::new_from_slice(b"").unwrap();
    hmac::Mac::update(&mut mac, URL.as_bytes());
    let unsigned = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        hmac::Mac::finalize(mac).into_bytes(),
    );
    assert!(
        verify(&"".into(), &unsigned, URL, Payload::Empty).is_err(),
        "anybody can sign with an empty key"
    );
    assert!(verify(&"".into(), SIGNATURE, URL, Payload::Form(FORM)).is_err());
}

#[test]
fn one_changed_byte_is_rejected() {
    let changed = |text: &str, index: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[index] ^= 1;
        String::from_utf8(bytes).unwrap()
    };
    for index in 0..SIGNATURE.len() {
        assert!(!check(&changed(SIGNATURE, index), URL, Payload::Form(FORM)), "signature, {index}");
    }
    for index in 0..URL.len() {
        assert!(!check(SIGNATURE, &changed(URL, index), Payload::Form(FORM)), "URL, {index}");
    }
    for index in 0..FORM.len() {
        assert!(!check(SIGNATURE, URL, Payload::Form(&changed(FORM, index))), "form, {index}");
    }
    let url = format!("{URL}&bodySHA256={HASH}");
    let signature = sign(&url);
    assert!(check(&signature, &url, Payload::Raw(BODY)));
    for index in 0..BODY.len() {
        let mut body = BODY.to_vec();
        body[index] ^= 1;
        assert!(!check(&signature, &url, Payload::Raw(&body)), "body, {index}");
    }
}

#[test]
fn values_of_one_name_are_sorted_and_deduplicated() {
    let signature = sign(&format!("{URL}AbcAdeBx"));
    assert!(check(&signature, URL, Payload::Form("B=x&A=de&A=bc&A=de")));
    assert!(!check(&signature, URL, Payload::Form("B=x&A=de")));
}

#[test]
fn other_bodies_are_signed_by_their_hash() {
    let url = format!("{URL}&bodySHA256={HASH}");
    let signature = sign(&url);
    assert!(check(&signature, &url, Payload::Raw(BODY)));
    assert!(!check(&signature, &url, Payload::Raw(b"{}")), "another body");
    assert!(!check(&sign(URL), URL, Payload::Raw(BODY)), "no hash");
    assert!(!check(SIGNATURE, &url, Payload::Raw(BODY)), "a hash without a valid signature");
}

#[test]
fn the_port_is_added_and_removed() {
    for (without, with) in [
        ("https://h/x?y=z:1", "https://h:443/x?y=z:1"),
        ("http://h", "http://h:80"),
        ("https://[::1]/x", "https://[::1]:443/x"),
    ] {
        assert_eq!((with_port(without), without_port(with)), (with.into(), without.into()));
        assert_eq!((with_port(with), without_port(without)), (with.into(), without.into()));
    }
    assert_eq!(without_port("https://h:8443/x"), "https://h/x");
}

#[derive(Debug, PartialEq)]
enum Shop {
    Other(crate::OtherEvent),
}

crate::impl_event!(Shop, "EventType");

#[test]
fn an_event_is_read_from_the_form_or_from_the_query() {
    let read = |url: &str, payload: Payload<'_>, signed: &str| {
        let request = verify(&"12345".into(), &sign(signed), url, payload).unwrap();
        super::event::<Shop>(&request).map(crate::Decoded::into_value)
    };
    let expected = |field: &str, value: &str| {
        let mut event = crate::OtherEvent::new("a");
        let fields = crate::ResponseObject::extra_mut(&mut event).unwrap();
        fields.insert(field.to_owned(), value.into());
        Ok(Shop::Other(event))
    };
    let form = "EventType=a&Sid=1";
    assert_eq!(read(URL, Payload::Form(form), &format!("{URL}EventTypeaSid1")), expected("Sid", "1"));
    let url = "https://mycompany.com/hook?EventType=a&Desk=2#EventType=b";
    assert_eq!(read(url, Payload::Empty, url), expected("Desk", "2"));
    assert!(read(URL, Payload::Empty, URL).is_err(), "the query has no event");
    let url = format!("{URL}&EventType=a&bodySHA256={HASH}");
    let error = read(&url, Payload::Raw(BODY), &url).unwrap_err();
    assert_eq!(error.to_string(), "cannot read the event: the body is not a form");
}

#[test]
fn a_verified_request_tells_what_was_verified() {
    let request = verify(&"12345".into(), SIGNATURE, URL, Payload::Form(FORM)).unwrap();
    assert_eq!((request.url(), request.payload()), (URL, Payload::Form(FORM)));
    assert_eq!(format!("{request:?}"), "Verified { .. }");
}
