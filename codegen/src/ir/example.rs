//! Examples of requests and responses, for docs and tests.

use super::name::Name;

/// A valid request, for docs and tests.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Example {
    pub(crate) summary: String,
    /// In an order in which the setters can be called.
    pub(crate) fields: Vec<ExampleField>,
    /// The members that are not described.
    pub(crate) members: Vec<(String, serde_json::Value)>,
    /// The same as JSON.
    pub(crate) json: serde_json::Value,
}

/// What the service may answer, for tests.
#[derive(Debug)]
pub(crate) struct ResponseExample {
    /// What it is called among the examples of its operation.
    pub(crate) name: Name,
    pub(crate) json: serde_json::Value,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExampleField {
    /// Index into the fields.
    pub(crate) field: usize,
    pub(crate) value: ExampleValue,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExampleValue {
    String(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    /// A JSON object.
    Object(serde_json::Value),
    /// An object that a builder makes.
    Built(Example),
    /// Index into the variants of the field's type.
    Variant(usize),
    /// The items of a list.
    List(Vec<ExampleValue>),
}
