//! What a spec means: plain data, no tokens and no YAML.
//!
//! `lower` makes an [`Api`] out of a document and proves what is said here; ten emitters read it and check nothing again.

mod check;
mod name;
mod operation;
mod pattern;
mod request;
mod resource;
mod rule;
mod search;
mod space;
mod table;
mod types;

pub(crate) use self::check::{At, Check, Slot, call_order};
pub(crate) use self::name::{Name, RESERVED_TYPES};
pub(crate) use self::operation::{
    Argument, Example, ExampleField, ExampleValue, Method, Operation, PathPart, Place, ResponseExample,
};
pub(crate) use self::pattern::{Automaton, Checked, Length, Matcher, Part, Pattern};
pub(crate) use self::request::RequestObject;
pub(crate) use self::resource::{FEATURES, Feature, Resource, uses};
pub(crate) use self::rule::{Assertion, Effect, Formula, Literal, Rule, Strength, Test};
pub(crate) use self::search::{Effort, Search, Solver, States, Wanted};
pub(crate) use self::space::{MOST_FREE_TESTS, Space};
pub(crate) use self::table::{Cell, DecisionTable, Row};
pub(crate) use self::types::{
    Beside, Bounded, Choice, Field, FieldType, Object, Scalar, TypeDef, TypeId, TypeKind, Variant,
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
            TypeKind::Request(object) => Some(object.as_ref()),
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
    pub(crate) targets: Option<Targets>,
}

/// Hand-written targets, which are a package of their own. Each has a name, and a path from the folder of that package.
#[derive(Debug)]
pub(crate) struct Targets {
    pub(crate) tests: Vec<(String, String)>,
    pub(crate) benches: Vec<(String, String)>,
    pub(crate) examples: Vec<(String, String)>,
    /// Features of the crate that they need, beside those that are on by default.
    pub(crate) features: Vec<String>,
    /// What else they need, by the name that the workspace gives it.
    pub(crate) dev_dependencies: Vec<String>,
}

/// A module of the generated crate, as the names that lead to it: `["v1", "flex_flow"]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Module(pub(crate) Vec<String>);
