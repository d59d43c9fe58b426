//! Timestamps from a server. One in an unexpected format is kept as it is, as Twilio's own libraries do.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::response::object::{ResponseValue, Scalar, View};

/// A date and time as the server sent it, usually [RFC 3339] in UTC, such as `2016-08-01T22:10:40Z`.
///
/// `==` compares the strings, so the same instant in two notations is not equal. To compare instants, use
/// [`to_system_time`](Self::to_system_time).
///
/// [RFC 3339]: https://datatracker.ietf.org/doc/html/rfc3339
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp(Box<str>);

impl Timestamp {
    /// The string that the server sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The instant, in nanosecond precision. `None` if the string is not RFC 3339, or if this system cannot represent the
    /// instant.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let since_epoch = OffsetDateTime::parse(&self.0, &Rfc3339).ok()?.unix_timestamp_nanos();
        let distance = duration_from_nanos(since_epoch.unsigned_abs())?;
        if since_epoch < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        }
    }
}

fn duration_from_nanos(nanos: u128) -> Option<Duration> {
    const NANOS_PER_SECOND: u128 = 1_000_000_000;
    let seconds = u64::try_from(nanos / NANOS_PER_SECOND).ok()?;
    let rest = u32::try_from(nanos % NANOS_PER_SECOND).ok()?;
    Some(Duration::new(seconds, rest))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Timestamp {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Deserialize::deserialize(deserializer).map(Self)
    }
}

impl ResponseValue for Timestamp {
    const EXPECTED: &'static str = "a string";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.as_str().map(|text| Self(text.into()))
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::String(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::Timestamp;

    /// Seconds and nanoseconds since 1970; negative before.
    fn seconds(text: &str) -> Option<(i64, u32)> {
        let time = Timestamp(text.into()).to_system_time()?;
        Some(match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()).unwrap(), after.subsec_nanos()),
            Err(before) => {
                (-i64::try_from(before.duration().as_secs()).unwrap(), before.duration().subsec_nanos())
            }
        })
    }

    #[test]
    fn reads_every_notation_of_an_instant() {
        for text in ["2016-08-01T22:10:40Z", "2016-08-01T22:10:40.000Z", "2016-08-02T00:10:40+02:00"] {
            assert_eq!(seconds(text), Some((1_470_089_440, 0)), "{text}");
        }
        assert_eq!(seconds("2016-08-01T22:10:40.123456789Z"), Some((1_470_089_440, 123_456_789)));
        assert_eq!(seconds("1970-01-01T00:00:00+00:00"), Some((0, 0)));
    }

    #[test]
    fn reads_dates_before_1970() {
        assert_eq!(seconds("1969-12-31T23:59:59Z"), Some((-1, 0)));
        assert_eq!(seconds("1969-12-31T23:59:58.5Z"), Some((-1, 500_000_000)));
        assert_eq!(seconds("0001-01-01T00:00:00Z"), Some((-62_135_596_800, 0)));
        assert_eq!(seconds("9999-12-31T23:59:59Z"), Some((253_402_300_799, 0)));
    }

    #[test]
    fn other_formats_are_kept() {
        for text in
            ["", "yesterday", "2016-08-01", "2016-13-01T00:00:00Z", "Mon, 01 Aug 2016 22:10:40 +0000", "☎"]
        {
            let timestamp: Timestamp = serde_json::from_value(text.into()).unwrap();
            assert_eq!(timestamp.to_system_time(), None, "{text}");
            assert_eq!(timestamp.as_str(), text);
            assert_eq!(timestamp.to_string(), text);
            assert_eq!(timestamp.as_ref(), text);
            assert_eq!(format!("{timestamp:>40}"), format!("{text:>40}"));
            assert_eq!(serde_json::to_value(&timestamp).unwrap(), text);
        }
    }

    #[test]
    fn a_date_is_a_string() {
        assert!(serde_json::from_str::<Timestamp>("1470089440").is_err());
        assert!(serde_json::from_str::<Timestamp>("null").is_err());
    }

    #[test]
    fn durations_that_do_not_fit_are_none() {
        assert_eq!(super::duration_from_nanos(u128::MAX), None);
        assert_eq!(super::duration_from_nanos(1_500_000_000), Some(Duration::new(1, 500_000_000)));
    }
}
