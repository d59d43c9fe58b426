//! JSON Pointers in the fragment of a URI (RFC 6901, section 6).

/// A name as a reference token of a pointer.
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1").replace('{', "%7B").replace('}', "%7D")
}

/// The name that a reference token stands for; every `%XX` of ASCII is decoded.
pub(super) fn unescape(token: &str) -> String {
    let mut decoded = String::new();
    let mut rest = token;
    while let Some((text, tail)) = rest.split_once('%') {
        decoded.push_str(text);
        let byte = tail.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(u8::is_ascii);
        if let Some(byte) = byte {
            decoded.push(char::from(byte));
            rest = &tail[2..];
        } else {
            decoded.push('%');
            rest = tail;
        }
    }
    decoded.push_str(rest);
    decoded.replace("~1", "/").replace("~0", "~")
}
