//! Paths of requests.
//!
//! In: the fixed parts of a path template, and values for its parameters. Out: a path that has exactly the segments of
//! its template, whatever the values hold.

use std::borrow::Cow;

use crate::encoding::percent_encoding::SEGMENT;

/// A path under construction: `PathWriter::new("/v1/Flows/").segment(sid).text("/Channels").finish()`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct PathWriter {
    path: Cow<'static, str>,
}

impl PathWriter {
    /// Starts with a fixed part, which is written as it is. Allocates nothing.
    pub const fn new(start: &'static str) -> Self {
        Self { path: Cow::Borrowed(start) }
    }

    /// Adds a fixed part, written as it is.
    pub fn text(mut self, text: &'static str) -> Self {
        self.path.to_mut().push_str(text);
        self
    }

    /// Adds the value of a parameter as one segment.
    ///
    /// All but the unreserved characters of RFC 3986 is percent-encoded, so `/`, `?` and `#` stay inside the segment. The
    /// dots of `.` and `..` are encoded as well; because some URL parsers undo even that,
    /// `Request::to_http` refuses a path that holds such a segment, or an empty one.
    pub fn segment(mut self, value: &str) -> Self {
        let path = self.path.to_mut();
        match value {
            "." => path.push_str("%2E"),
            ".." => path.push_str("%2E%2E"),
            _ => SEGMENT.escape(value, path),
        }
        self
    }

    /// The finished path.
    pub fn finish(self) -> Cow<'static, str> {
        self.path
    }
}

/// Whether every parameter of `template` has become a segment that reaches the server as one.
///
/// An empty segment would turn "delete this" into "delete the list"; a dot segment would climb out of the path.
pub(crate) fn is_faithful(path: &str, template: &str) -> bool {
    let is_sound = |segment: &str| !matches!(segment, "" | "." | ".." | "%2E" | "%2E%2E");
    let mut segments = path.split('/');
    let filled = template.split('/').all(|expected| {
        segments
            .next()
            .is_some_and(|segment| segment == expected || (expected.contains('{') && is_sound(segment)))
    });
    filled && segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{PathWriter, is_faithful};

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
    fn dots_are_encoded_and_not_faithful() {
        const TEMPLATE: &str = "/v1/Flows/{Sid}/Channels";
        assert_eq!(flow("."), "/v1/Flows/%2E/Channels");
        assert_eq!(flow(".."), "/v1/Flows/%2E%2E/Channels");
        for value in ["", ".", ".."] {
            assert!(!is_faithful(&flow(value), TEMPLATE), "{value:?}");
        }
        for value in ["FO12", "a/b", "...", ".x", "%2e%2e", "../x"] {
            assert!(is_faithful(&flow(value), TEMPLATE), "{value:?}");
        }
        assert!(!is_faithful("/v1/Flows/FO12", TEMPLATE), "too short");
        assert!(!is_faithful("/v1/Flows/FO12/Channels/x", TEMPLATE), "too long");
        assert!(!is_faithful("/v2/Flows/FO12/Channels", TEMPLATE), "another fixed part");
        assert!(is_faithful("/v1/Flows", "/v1/Flows"));
    }
}
