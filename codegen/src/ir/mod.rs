//! What a spec means: plain data, no tokens and no YAML.
//!
//! `lower` makes an [`Api`] out of a document and proves what is said here; ten emitters read it and check nothing again.

mod assertion;
mod decision_table;
mod name;
mod operation;
mod pattern;
mod request;
mod resource;
mod rule;
mod setter_bound;
mod state_space;
mod types;

pub(crate) use self::assertion::{
    Assertion, Boundaries, Constant, Expression, Instance, InvalidKeyword, JsonType, Keyword, Literal,
    Predicate, Verb,
};
pub(crate) use self::decision_table::{Cell, DecisionTable, Row};
pub(crate) use self::name::{Name, RESERVED_TYPES};
pub(crate) use self::operation::{
    Encoding, Example, ExampleField, ExampleValue, Method, Operation, PathParameter, PathPart,
    ResponseExample,
};
pub(crate) use self::pattern::{ConstrainedString, Dfa, Length, Matcher, Pattern, Segment};
pub(crate) use self::request::RequestObject;
pub(crate) use self::resource::{FEATURES, Feature, Resource, uses};
pub(crate) use self::rule::{Effect, Formula, Rule, Strength, Test};
pub(crate) use self::setter_bound::{BoundSite, SetterBound, Slot, call_order};
pub(crate) use self::state_space::{MOST_FREE_TESTS, Space};
pub(crate) use self::types::{
    BoundedInteger, Enumeration, Field, FieldType, ParameterLocation, ResponseObject, Scalar, TypeDef,
    TypeId, TypeKind, Variant,
};

/// Everything that is generated for one spec.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) package: Package,
    /// What the described API is for.
    pub(crate) description: String,
    /// Scheme and host, such as `https://flex-api.twilio.com`.
    pub(crate) base_url: String,
    /// In the order of files and of the components in them.
    pub(crate) types: Vec<TypeDef>,
    pub(crate) operations: Vec<Operation>,
    /// In the order of files.
    pub(crate) resources: Vec<Resource>,
    /// In the order of `codegen.yaml`.
    pub(crate) features: Vec<Feature>,
}

impl Api {
    pub(crate) fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// What the crate is called in paths.
    pub(crate) fn crate_name(&self) -> String {
        self.package.name.replace('-', "_")
    }

    /// How many rules and pieces of advice there are, about operations and about objects inside of them.
    pub(crate) fn rule_count(&self) -> usize {
        let operations = self.operations.iter().map(|operation| &operation.object);
        let inside = self.types.iter().filter_map(|ty| match &ty.kind {
            TypeKind::RequestObject(object) => Some(object.as_ref()),
            _ => None,
        });
        operations.chain(inside).map(|object| object.rules.len()).sum()
    }
}

/// The head of the generated manifest. Names and versions are checked; the rest is free text.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) keywords: Vec<String>,
    pub(crate) categories: Vec<String>,
    /// Hand-written targets that stand elsewhere.
    pub(crate) tests: Vec<Target>,
    pub(crate) benches: Vec<Target>,
    pub(crate) examples: Vec<Target>,
    /// What those need, by the name that the workspace gives it.
    pub(crate) dev_dependencies: Vec<String>,
}

/// A hand-written target.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    /// From the crate's folder.
    pub(crate) path: String,
    /// Features without which it is not built.
    pub(crate) features: Vec<String>,
}

/// A module of the generated crate, as the names that lead to it: `["v1", "flex_flow"]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Module(pub(crate) Vec<String>);
