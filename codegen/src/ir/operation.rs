//! Operations: request, path, response and examples.

use super::example::ResponseExample;
use super::name::Name;
use super::request::RequestObject;
use super::resource::Module;
use super::types::field::{Field, Scalar, TypeId};

/// An operation, which becomes a request type.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The `operationId`, such as `UpdateFlexFlow`: the name of the type and, in snake case, of its module.
    pub(crate) name: Name,
    /// The module of its resource.
    pub(crate) module: Module,
    pub(crate) method: Method,
    /// The path template, such as `/v1/FlexFlows/{Sid}`.
    pub(crate) path: String,
    /// The same, in parts.
    pub(crate) parts: Vec<PathPart>,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) docs_url: Option<String>,
    /// The path parameters, in the order of the path.
    pub(crate) path_parameters: Vec<PathParameter>,
    /// Where the fields go, except those with a [location](super::ParameterLocation) of their own.
    pub(crate) encoding: Encoding,
    /// Its fields and their rules.
    pub(crate) object: RequestObject,
    /// The type of a successful response; `None` for an empty body.
    pub(crate) response: Option<TypeId>,
    /// For a paginated list, the member of the response with the items of a page.
    pub(crate) paged: Option<Field>,
    pub(crate) response_examples: Vec<ResponseExample>,
}

/// An HTTP method.
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

/// How the fields of a request are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Query,
    Form,
    Json,
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathPart {
    Text(String),
    /// Index into the path parameters.
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
