//! What a spec means: plain data, no tokens and no YAML.
//!
//! `lower` makes an [`Api`] out of a document and proves what is said here; ten emitters read it and check nothing again.

mod example;
mod name;
mod operation;
mod package;
mod request;
mod resource;
mod type_uses;
mod types;

use std::collections::BTreeSet;

pub(crate) use self::{
    example::{Example, ExampleField, ExampleValue, ResponseExample},
    name::{Name, RESERVED_TYPES},
    operation::{Encoding, Method, Operation, PathParameter, PathPart},
    package::{Package, Target},
    request::{
        RequestObject,
        decision_table::{Cell, DecisionTable, Row},
        rule::{Assertion, Effect, Formula, Literal, Rule, Strength, Test},
        setter_bound::{BoundSite, SetterBound, Slot, call_order},
        state_space::{MOST_FREE_TESTS, Space},
    },
    resource::{FEATURES, Feature, Module, Resource},
    type_uses::uses,
    types::{
        BoundedInteger, Enumeration, ResponseObject, TypeDef, TypeKind, Variant,
        field::{Field, FieldType, ParameterLocation, Scalar, TypeId},
        pattern::{ConstrainedString, Dfa, Length, Matcher, Pattern, Segment},
    },
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

    /// What is known about a module; `None` for one that only leads to others.
    pub(crate) fn resource(&self, module: &Module) -> Option<&Resource> {
        let mut of_module = self.resources.iter().filter(|resource| resource.module == *module);
        let first = of_module.clone().next();
        of_module.find(|resource| !resource.title.is_empty()).or(first)
    }

    /// The feature that turns a module on. One that only leads to others goes with them, if they all go together.
    pub(crate) fn feature(&self, module: &Module) -> Option<&str> {
        if let Some(resource) = self.resource(module) {
            return resource.feature.as_deref();
        }
        let inside = self.resources.iter().filter(|resource| resource.module.0.starts_with(&module.0));
        let features: BTreeSet<_> = inside.map(|resource| resource.feature.as_deref()).collect();
        features.first().copied().flatten().filter(|_| features.len() == 1)
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
