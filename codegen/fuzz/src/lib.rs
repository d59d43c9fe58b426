//! What must hold for any input: bytes come into the function `run` of a module, which panics where it does not.
//!
//! libFuzzer calls these functions, and so do tests of the workspace around this one, with the same seeds: `tests/fuzz.rs`
//! and `tests/twilio-flex/fuzz.rs`.

pub mod bundle;
pub mod event;
pub mod form;
pub mod json;
mod matcher;
pub mod pattern;
mod requests;
pub mod response;
pub mod spec;
