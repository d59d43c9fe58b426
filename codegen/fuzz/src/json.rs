//! JSON bodies: bytes come in, every request reads them. What one takes, it takes again and with the same result.

use super::requests;

/// Reads a JSON value, and again what becomes of it.
///
/// # Panics
/// When reading panics, or what was taken comes out as something else.
pub fn run(data: &[u8]) {
    if let Ok(fields) = serde_json::from_slice(data) {
        requests::check_json(&fields);
    }
}
