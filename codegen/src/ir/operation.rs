//! Operations: what is sent, what comes back, and which rules tie the fields together.

use super::{Field, Module, Name, RequestObject, Scalar, TypeId};

#[derive(Debug)]
pub(crate) struct Operation {
    /// `UpdateFlexFlow`: the operationId, the name of the type, and (in snake case) of the module.
    pub(crate) name: Name,
    /// The module of its resource.
    pub(crate) module: Module,
    pub(crate) method: Method,
    /// As documented: `/v1/FlexFlows/{Sid}`.
    pub(crate) path: String,
    pub(crate) parts: Vec<PathPart>,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) docs_url: Option<String>,
    /// The path parameters, in the order of the path.
    pub(crate) arguments: Vec<PathParameter>,
    /// Where the fields go that do not go [beside](super::ParameterLocation) the others.
    pub(crate) encoding: Encoding,
    /// Its fields and their rules.
    pub(crate) object: RequestObject,
    /// What a success holds; `None` for an empty body.
    pub(crate) response: Option<TypeId>,
    /// The member of the response that holds the items of a page, for a list that comes page by page.
    pub(crate) paged: Option<Field>,
    pub(crate) response_examples: Vec<ResponseExample>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Query,
    Form,
    Json,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathPart {
    Text(String),
    /// Index into the arguments.
    Parameter(usize),
}

/// A path parameter: an argument of `builder(…)`.
#[derive(Debug)]
pub(crate) struct PathParameter {
    pub(crate) name: Name,
    pub(crate) docs: String,
    pub(crate) scalar: Scalar,
    pub(crate) example: Option<String>,
}

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
