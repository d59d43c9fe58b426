//! Tests of `impl_bounded_integer!`.

use crate::scalars::test_fixtures::Retries;
use crate::{BoundedInteger, OutOfRange, ParseBoundedError, lit};

#[test]
fn constants_are_checked_at_compile_time() {
    const THREE: Retries = lit!(Retries, 3);
    const TOO_MANY: bool = Retries::new(4).is_err();
    assert_eq!((THREE.get(), TOO_MANY), (3, true));
    assert_eq!((Retries::MIN, Retries::MAX), (0, 3));
    assert_eq!((Retries::NAME, Retries::RANGE), ("Job.Retries", "0 to 3"));
}

#[test]
fn both_bounds_are_inclusive() {
    for value in 0..=3 {
        assert_eq!(Retries::new(value).map(Retries::get), Ok(value));
    }
    for value in [-1, 4, i64::MIN, i64::MAX] {
        assert_eq!(Retries::new(value), Err(OutOfRange::new(value, "Job.Retries", "0 to 3")));
    }
}

#[test]
fn every_conversion_agrees() {
    let three = Retries::literal(3);
    assert_eq!(Retries::try_from(3), Ok(three), "a bare literal is an `i32`");
    assert_eq!(Retries::try_from(3_i64), Ok(three));
    assert_eq!(Retries::try_from(3_i16), Ok(three));
    assert_eq!(Retries::try_from(3_u32), Ok(three));
    assert_eq!(Retries::try_from(3_u16), Ok(three));
    assert_eq!(Retries::try_from(3_u8), Ok(three));
    assert!(Retries::try_from(u32::MAX).is_err());
    assert_eq!("3".parse(), Ok(three));
    assert_eq!(i64::from(three), 3);
    assert_eq!(format!("{three} {three:03}"), "3 003");
}

#[test]
fn errors_name_field_and_bounds() {
    let error = Retries::new(4).unwrap_err();
    assert_eq!(error.to_string(), "`4` is out of range for `Job.Retries` (0 to 3)");
    assert_eq!((error.value(), error.name(), error.range()), (4, "Job.Retries", "0 to 3"));
    for text in ["4", "-1", "", "secret", "3.0", "99999999999999999999"] {
        let error: ParseBoundedError = text.parse::<Retries>().unwrap_err();
        assert_eq!(error.to_string(), "`Job.Retries` takes an integer (0 to 3)", "{text}");
    }
}

#[test]
fn an_invalid_literal_panics_with_a_sentence() {
    let panic = std::panic::catch_unwind(|| Retries::literal(-4)).unwrap_err();
    let message = panic.downcast_ref::<String>().map(String::as_str);
    assert_eq!(message, Some("`-4` is out of range for `Job.Retries` (0 to 3)"));
}

#[test]
fn serde_takes_integers_in_range() {
    let read = |json: &str| serde_json::from_str::<Retries>(json).map_err(|error| error.to_string());
    assert_eq!(read("3"), Ok(Retries::literal(3)));
    assert_eq!(read("3.0"), Ok(Retries::literal(3)));
    assert_eq!(serde_json::to_string(&Retries::literal(3)).unwrap(), "3");
    assert_eq!(read("4").unwrap_err(), "`4` is out of range for `Job.Retries` (0 to 3)");
    for json in ["3.5", "1e300", "18446744073709551615", "\"3\"", "null", "true"] {
        assert!(read(json).is_err(), "{json}");
    }
}
