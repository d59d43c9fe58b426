//! The `Retry-After` header, which has seconds or a date.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// How long a response asks to wait. A date is relative to the server's own clock, the `Date` header, or to `now` without
/// that header. A date that has passed means no wait.
pub(crate) fn read(headers: &HeaderMap, now: impl FnOnce() -> SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that does not fit is longer than any deadline.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let server = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    Some(until.duration_since(server.unwrap_or_else(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::{HeaderMap, HeaderValue};

    const NOW: u64 = 784_111_777; // Sun, 06 Nov 1994 08:49:37 GMT

    fn read(retry_after: &'static str, date: Option<&'static str>) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", HeaderValue::from_static(retry_after));
        if let Some(date) = date {
            headers.insert("date", HeaderValue::from_static(date));
        }
        let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
        super::read(&headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_are_read() {
        assert_eq!(read("0", None), Some(0));
        assert_eq!(read(" 120 ", None), Some(120));
        assert_eq!(read("99999999999999999999", None), Some(u64::MAX));
    }

    #[test]
    fn dates_are_relative_to_the_clock_of_the_server() {
        assert_eq!(read("Sun, 06 Nov 1994 08:49:47 GMT", None), Some(10));
        assert_eq!(read("Sunday, 06-Nov-94 08:49:47 GMT", None), Some(10), "the obsolete form");
        assert_eq!(read("Sun, 06 Nov 1994 08:49:07 GMT", None), Some(0), "passed");
        let skewed = Some("Sun, 06 Nov 1994 09:00:00 GMT");
        assert_eq!(read("Sun, 06 Nov 1994 09:00:05 GMT", skewed), Some(5));
    }

    #[test]
    fn anything_else_is_ignored() {
        for text in ["", "-1", "1.5", "soon", "1 s", "Sun, 06 Nov 1994"] {
            assert_eq!(read(text, None), None, "{text:?}");
        }
        assert_eq!(super::read(&HeaderMap::new(), SystemTime::now), None);
    }
}
