//! Operations: what is sent, what comes back, and which rules tie the fields together.

use super::{Check, DecisionTable, Field, Module, Name, Rule, Scalar, Slot, Space, Test, TypeId};

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
    pub(crate) arguments: Vec<Argument>,
    /// Where the fields go.
    pub(crate) place: Place,
    pub(crate) fields: Vec<Field>,
    /// The questions about values that rules ask.
    pub(crate) tests: Vec<Test>,
    /// By the first field that they are about.
    pub(crate) rules: Vec<Rule>,
    /// The states that the rules tell apart.
    pub(crate) space: Space,
    /// What is shown of the rules in tables.
    pub(crate) tables: Vec<DecisionTable>,
    /// What a builder asks for.
    pub(crate) checks: Vec<Check>,
    /// By field.
    pub(crate) slots: Vec<Slot>,
    /// What a success holds; `None` for an empty body.
    pub(crate) response: Option<TypeId>,
    /// The member of the response that holds the items of a page, for a list that comes page by page.
    pub(crate) paged: Option<Field>,
    pub(crate) examples: Vec<Example>,
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
pub(crate) enum Place {
    Query,
    Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathPart {
    Text(String),
    /// Index into the arguments.
    Argument(usize),
}

/// A path parameter: an argument of `builder(…)`.
#[derive(Debug)]
pub(crate) struct Argument {
    pub(crate) name: Name,
    pub(crate) docs: String,
    pub(crate) scalar: Scalar,
    pub(crate) example: Option<String>,
}

/// A valid request, for docs and tests.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) summary: String,
    /// In an order in which the setters can be called.
    pub(crate) fields: Vec<ExampleField>,
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

#[derive(Debug)]
pub(crate) struct ExampleField {
    /// Index into the fields.
    pub(crate) field: usize,
    pub(crate) value: ExampleValue,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExampleValue {
    Text(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    /// A JSON object.
    Object(serde_json::Value),
    /// Index into the variants of the field's type.
    Variant(usize),
}

impl Operation {
    /// Whether any field or argument is of use to a builder: without fields, the request is made by `new`.
    pub(crate) fn has_fields(&self) -> bool {
        !self.fields.is_empty()
    }

    /// Whether some rule is about values that no builder knows, so that the end of the chain checks it at run time.
    pub(crate) fn is_checked_late(&self) -> bool {
        self.rules.iter().any(|rule| rule.is_stated() && !rule.is_typed(&self.tests))
    }

    /// The slot of a field.
    pub(crate) fn slot(&self, field: usize) -> Option<Slot> {
        self.slots.iter().copied().find(|slot| slot.field == field)
    }

    /// Whether the setter of a field takes the marker of a value.
    pub(crate) fn is_choice(&self, field: usize) -> bool {
        self.slot(field).is_some_and(Slot::is_choice)
    }
}
