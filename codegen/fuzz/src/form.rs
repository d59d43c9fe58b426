//! Form bodies: bytes come in, every request reads them. What one takes, it takes again and with the same result.

use super::requests;

/// Reads a form, and again what becomes of it.
///
/// # Panics
/// When reading panics, or what was taken comes out as something else.
pub fn run(data: &[u8]) {
    if let Ok(fields) = str::from_utf8(data) {
        requests::check_form(fields);
    }
}
