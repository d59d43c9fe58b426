//! Reading the body of a successful response.
//!
//! In: the bytes of a body. Out: the response type, or a [`DecodeError`] that names the place in the JSON.

use serde::de::DeserializeOwned;

use crate::error::decode_error::DecodeError;

/// Reads a JSON body.
///
/// # Errors
/// When the body is no JSON, is followed by more than white space, or does not fit `T`.
pub fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    // Keeping track of the path costs an allocation for each member, so it is left to the second reading.
    serde_json::from_slice(body).or_else(|error| with_path(body, &error))
}

/// Reads the same body again, only to learn where it breaks.
fn with_path<T: DeserializeOwned>(body: &[u8], error: &serde_json::Error) -> Result<T, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => Err(DecodeError::new(&error.path().to_string(), error.inner())),
        // What follows the value is at fault.
        Ok(_) => Err(DecodeError::new(".", error)),
    }
}

/// Accepts the body of a response that carries no data, as after a deletion, whatever it holds.
///
/// # Errors
/// Never; the type is that of [`json`], which takes its place in other operations.
pub fn empty(_body: &[u8]) -> Result<(), DecodeError> {
    Ok(())
}
