//! Operations: what is sent, what comes back, and which rules tie the fields together.

use super::example::ResponseExample;
use super::name::Name;
use super::request::RequestObject;
use super::resource::Module;
use super::types::field::{Field, Scalar, TypeId};

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
