//! Building the path of a request from its template. Whatever the values are, the path has the segments of the template.

use std::borrow::Cow;

use crate::encoding::percent_encoding::PATH_SEGMENT;

/// Builds a path: `PathWriter::new("/v1/Flows/").segment(sid).text("/Channels").finish()`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct PathWriter {
    path: Cow<'static, str>,
}

impl PathWriter {
    /// Starts with a fixed part, which is not encoded. Does not allocate.
    pub const fn new(start: &'static str) -> Self {
        Self { path: Cow::Borrowed(start) }
    }

    /// Adds a fixed part, which is not encoded.
    pub fn text(mut self, text: &'static str) -> Self {
        self.path.to_mut().push_str(text);
        self
    }

    /// Adds the value of a parameter as one segment.
    ///
    /// Everything but the unreserved characters of RFC 3986 is percent-encoded, so `/`, `?` and `#` stay within the segment.
    /// The dots of `.` and `..` are encoded as well. Because some URL parsers undo that, `Request::to_http` rejects a path
    /// with such a segment, and one with an empty segment.
    pub fn segment(mut self, value: &str) -> Self {
        let path = self.path.to_mut();
        match value {
            "." => path.push_str("%2E"),
            ".." => path.push_str("%2E%2E"),
            _ => PATH_SEGMENT.encode(value, path),
        }
        self
    }

    /// The path.
    pub fn finish(self) -> Cow<'static, str> {
        self.path
    }
}

/// Whether `path` has the segments of `template`, with a safe segment for each parameter.
///
/// An empty segment would turn "delete this item" into "delete the list", and a dot segment would lead to another path.
pub(crate) fn matches_template(path: &str, template: &str) -> bool {
    let is_safe = |segment: &str| !matches!(segment, "" | "." | ".." | "%2E" | "%2E%2E");
    let mut segments = path.split('/');
    let matches = template.split('/').all(|expected| {
        segments
            .next()
            .is_some_and(|segment| segment == expected || (expected.contains('{') && is_safe(segment)))
    });
    matches && segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{PathWriter, matches_template};

    fn flow(value: &str) -> Cow<'static, str> {
        PathWriter::new("/v1/Flows/").segment(value).text("/Channels").finish()
    }

    #[test]
    fn a_fixed_path_is_borrowed() {
        assert!(matches!(PathWriter::new("/v1/Flows").finish(), Cow::Borrowed("/v1/Flows")));
    }

    #[test]
    fn a_value_stays_one_segment() {
        assert_eq!(flow("FO12"), "/v1/Flows/FO12/Channels");
        assert_eq!(flow("a/b?c#d ☎"), "/v1/Flows/a%2Fb%3Fc%23d%20%E2%98%8E/Channels");
        assert_eq!(flow("../x"), "/v1/Flows/..%2Fx/Channels");
        assert_eq!(flow("%2e"), "/v1/Flows/%252e/Channels");
    }

    #[test]
    fn dot_segments_are_encoded_and_do_not_match() {
        const TEMPLATE: &str = "/v1/Flows/{Sid}/Channels";
        assert_eq!(flow("."), "/v1/Flows/%2E/Channels");
        assert_eq!(flow(".."), "/v1/Flows/%2E%2E/Channels");
        for value in ["", ".", ".."] {
            assert!(!matches_template(&flow(value), TEMPLATE), "{value:?}");
        }
        for value in ["FO12", "a/b", "...", ".x", "%2e%2e", "../x"] {
            assert!(matches_template(&flow(value), TEMPLATE), "{value:?}");
        }
        assert!(!matches_template("/v1/Flows/FO12", TEMPLATE), "too short");
        assert!(!matches_template("/v1/Flows/FO12/Channels/x", TEMPLATE), "too long");
        assert!(!matches_template("/v2/Flows/FO12/Channels", TEMPLATE), "another fixed part");
        assert!(matches_template("/v1/Flows", "/v1/Flows"));
    }
}
