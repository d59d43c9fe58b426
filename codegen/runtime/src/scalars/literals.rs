//! Literals that are checked at compile time.
//!
//! An invalid one ends in a `const` panic, whose message the compiler prints as the error. Such a message has to be a `&str`,
//! and `format!` is not `const`, so it is put together in a buffer.

use crate::scalars::decimal::Decimal;
use crate::scalars::strings::constrained::error::TextFault;

/// Checks a SID at compile time: `sid!(FlexFlowSid, "FO…")` is a constant of that type.
///
/// A string that does not match the pattern is a compile error, with `cargo build` as well as with `cargo check`:
///
/// ```text
/// error[E0080]: evaluation panicked: `FO12` is not a valid `FlexFlowSid`: it does not match `^FO[0-9a-fA-F]{32}$`
/// ```
///
/// ```
/// # #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct UnitSid([u8; 4]);
/// # flex_runtime::impl_sid!(UnitSid, 4, "^UN[0-9]{2}$", b"UN", [[b'0'..=b'9']; 2]);
/// use flex_runtime::sid;
///
/// let unit = sid!(UnitSid, "UN42");
/// assert_eq!(unit.as_str(), "UN42");
/// ```
///
/// ```compile_fail,E0080
/// # #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct UnitSid([u8; 4]);
/// # flex_runtime::impl_sid!(UnitSid, 4, "^UN[0-9]{2}$", b"UN", [[b'0'..=b'9']; 2]);
/// let unit = flex_runtime::sid!(UnitSid, "UN4x");
/// ```
#[macro_export]
macro_rules! sid {
    ($Sid:ty, $text:expr $(,)?) => {{
        // A named constant, because `cargo check` does not evaluate an inline `const` block.
        const __CHECKED_SID: $Sid = <$Sid>::literal($text);
        __CHECKED_SID
    }};
}

/// Checks a literal at compile time: `lit!(RetryCount, 3)` is a constant of that type.
///
/// Works with every type that has a `const fn literal`: bounded integers, numbers, SIDs and constrained strings. An invalid
/// value is a compile error, with `cargo build` as well as with `cargo check`:
///
/// ```text
/// error[E0080]: evaluation panicked: `4` is out of range for `Integration.RetryCount` (0 to 3)
/// ```
///
/// ```
/// # #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct Retries(i64);
/// # flex_runtime::impl_bounded_integer!(Retries, 0, 3, "Retries", "0 to 3");
/// use flex_runtime::lit;
///
/// assert_eq!(lit!(Retries, 3).get(), 3);
/// ```
///
/// ```compile_fail,E0080
/// # #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// # pub struct Retries(i64);
/// # flex_runtime::impl_bounded_integer!(Retries, 0, 3, "Retries", "0 to 3");
/// let retries = flex_runtime::lit!(Retries, 4);
/// ```
#[macro_export]
macro_rules! lit {
    ($Type:ty, $value:expr $(,)?) => {{
        // A named constant, because `cargo check` does not evaluate an inline `const` block.
        const __CHECKED_LITERAL: $Type = <$Type>::literal($value);
        __CHECKED_LITERAL
    }};
}

/// Panics with `` `FO12` is not a valid `FlexFlowSid`: it does not match `^FO…$` ``.
///
/// # Panics
/// Always: the panic is the compile error.
#[track_caller]
#[expect(clippy::panic, reason = "a panic in constant evaluation is a compile error, which is the purpose")]
pub const fn not_a_sid(text: &str, name: &str, pattern: &str) -> ! {
    let message =
        Message::new().text("`").text(truncate(text, MAX_SHOWN)).text("` is not a valid `").text(name);
    let message = message.text("`: it does not match `").text(pattern).text("`");
    panic!("{}", message.as_str())
}

/// Panics with `` `1.x` is not a valid `Version`: it does not match `^…$` ``, or with the length.
///
/// # Panics
/// Always: the panic is the compile error.
#[track_caller]
#[expect(clippy::panic, reason = "a panic in constant evaluation is a compile error, which is the purpose")]
pub const fn not_a_text(text: &str, name: &str, fault: TextFault) -> ! {
    match fault {
        TextFault::Pattern(pattern) => not_a_sid(text, name, pattern),
        TextFault::Length(words) => {
            let message = Message::new()
                .text("`")
                .text(truncate(text, MAX_SHOWN))
                .text("` is not a valid `")
                .text(name);
            panic!("{}", message.text("`: it takes ").text(words).as_str())
        }
    }
}

/// Panics with `` `4` is out of range for `Integration.RetryCount` (0 to 3) ``.
///
/// # Panics
/// Always: the panic is the compile error.
#[track_caller]
#[expect(clippy::panic, reason = "a panic in constant evaluation is a compile error, which is the purpose")]
pub const fn out_of_range(value: i64, name: &str, range: &str) -> ! {
    let digits = Decimal::new(value);
    let message = Message::new().text("`").text(digits.as_str()).text("` is out of range for `").text(name);
    let message = message.text("` (").text(range).text(")");
    panic!("{}", message.as_str())
}

/// Panics with `problem`.
///
/// # Panics
/// Always: the panic is the compile error.
#[track_caller]
#[expect(clippy::panic, reason = "a panic in constant evaluation is a compile error, which is the purpose")]
pub(crate) const fn not_a_base_url(problem: &str) -> ! {
    panic!("{}", problem)
}

/// The maximum length of a message in bytes. It leaves room for the longest pattern that is generated, 1,000 bytes, beside a
/// truncated literal.
const CAPACITY: usize = 1_280;

/// The maximum length of a literal in a message, in bytes.
const MAX_SHOWN: usize = 60;

/// A message that is being put together.
struct Message {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Message {
    const fn new() -> Self {
        Self { bytes: [0; CAPACITY], len: 0 }
    }

    /// Appends `text`, truncated to the room that is left.
    const fn text(mut self, text: &str) -> Self {
        let bytes = truncate(text, CAPACITY - self.len).as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self.bytes[self.len + i] = bytes[i];
            i += 1;
        }
        self.len += bytes.len();
        self
    }

    const fn as_str(&self) -> &str {
        let (used, _) = self.bytes.split_at(self.len);
        match str::from_utf8(used) {
            Ok(text) => text,
            // Only whole characters are ever appended.
            Err(_) => "",
        }
    }
}

/// The longest prefix of `text` that has at most `limit` bytes and ends at a character boundary.
const fn truncate(text: &str, limit: usize) -> &str {
    let mut end = if text.len() < limit { text.len() } else { limit };
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (start, _) = text.split_at(end);
    start
}

#[cfg(test)]
mod tests {
    use super::{CAPACITY, Message, truncate};

    #[test]
    fn truncate_keeps_whole_characters() {
        assert_eq!(truncate("abc", 5), "abc");
        assert_eq!(truncate("abc", 2), "ab");
        assert_eq!(truncate("a☎", 3), "a");
        assert_eq!(truncate("☎", 2), "");
    }

    #[test]
    fn a_message_ends_where_the_buffer_does() {
        let long = "☎".repeat(CAPACITY);
        let message = Message::new().text("x").text(&long).text("end");
        // 1,279 bytes are left after `x`: 426 whole characters of three bytes, and one byte for `e`.
        assert_eq!(message.as_str().len(), CAPACITY);
        assert!(message.as_str().ends_with("☎e"));
    }
}
