//! Integers in decimal digits, formatted on the stack and in `const` code, which compile errors need.

/// The length of `i64::MIN`, the longest of all.
const MAX_LENGTH: usize = 20;

/// An integer in decimal digits: `-?[0-9]+`.
pub(crate) struct Decimal {
    bytes: [u8; MAX_LENGTH],
    start: usize,
}

impl Decimal {
    pub(crate) const fn new(value: i64) -> Self {
        let mut bytes = [b'0'; MAX_LENGTH];
        let mut start = MAX_LENGTH;
        let mut rest = value.unsigned_abs();
        loop {
            start -= 1;
            // Below ten, so nothing is truncated.
            let digit = (rest % 10) as u8;
            bytes[start] = b'0' + digit;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            start -= 1;
            bytes[start] = b'-';
        }
        Self { bytes, start }
    }

    pub(crate) const fn as_str(&self) -> &str {
        let (_, digits) = self.bytes.split_at(self.start);
        match str::from_utf8(digits) {
            Ok(text) => text,
            // Digits and a sign are ASCII.
            Err(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn equals_the_standard_library() {
        for value in [0, 1, -1, 9, 10, -10, 99, 100, 86_400, 1_234_567_890, i64::MAX, i64::MIN] {
            assert_eq!(Decimal::new(value).as_str(), value.to_string());
        }
    }
}
