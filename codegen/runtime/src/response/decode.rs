//! Decoding the body of a successful response.

use serde::de::DeserializeOwned;

use crate::error::decode_error::DecodeError;

/// Decodes a JSON body. The error names the path to the value that does not fit.
///
/// # Errors
/// When the body is not JSON, has anything but white space after the JSON, or does not fit `T`.
pub fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    // Tracking the path costs an allocation per member, so it is done only after a failure.
    serde_json::from_slice(body).or_else(|error| decode_with_path(body, &error))
}

/// Decodes the same body again to find the path at which it fails.
fn decode_with_path<T: DeserializeOwned>(body: &[u8], error: &serde_json::Error) -> Result<T, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => Err(DecodeError::new(&error.path().to_string(), error.inner())),
        // The value itself fits, so what follows it is at fault.
        Ok(_) => Err(DecodeError::new(".", error)),
    }
}

/// Accepts any body. For responses without data, such as those to `DELETE`.
///
/// # Errors
/// Never. The signature is that of [`json`].
pub fn empty(_body: &[u8]) -> Result<(), DecodeError> {
    Ok(())
}
