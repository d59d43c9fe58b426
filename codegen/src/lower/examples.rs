//! Lowers the examples of requests and responses, which become doctests and tests.

mod field_state;
pub(crate) mod operation;
mod parameters;
mod request;
pub(crate) mod scalar_value;
pub(crate) mod type_check;
