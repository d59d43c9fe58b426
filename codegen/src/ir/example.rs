//! Examples of requests and responses, for docs and tests.

use super::name::Name;

/// A valid request or nested object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Example {
    pub(crate) summary: String,
    /// In an order in which their setters can be called.
    pub(crate) fields: Vec<ExampleField>,
    /// Members that have no schema.
    pub(crate) members: Vec<(String, serde_json::Value)>,
    /// The same as JSON.
    pub(crate) json: serde_json::Value,
}

/// A response of the service.
#[derive(Debug)]
pub(crate) struct ResponseExample {
    /// Its name among the examples of the operation.
    pub(crate) name: Name,
    pub(crate) json: serde_json::Value,
}

/// A field with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExampleField {
    /// Index into the fields.
    pub(crate) field: usize,
    pub(crate) value: ExampleValue,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExampleValue {
    String(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    /// A JSON object of any shape.
    Object(serde_json::Value),
    /// A nested object, which has a builder.
    Built(Example),
    Null,
    /// Index into the variants of the field's type.
    Variant(usize),
    /// The items of an array.
    List(Vec<ExampleValue>),
    /// The empty text that clears a field.
    Cleared,
}
