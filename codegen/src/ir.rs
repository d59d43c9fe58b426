//! The intermediate representation: what a spec means, as plain data without YAML and without tokens.
//!
//! Lowering makes an [`Api`] and proves everything that is documented here; the emitters rely on it and check nothing again.

mod assertion;
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
    assertion::{
        Assertion, Boundaries, Constant, Expression, Instance, InvalidKeyword, JsonType, Keyword, Literal,
        Predicate, Verb,
    },
    example::{Example, ExampleField, ExampleValue, ResponseExample},
    name::{Name, RESERVED_TYPES, clear_method, despite_advice, null_setter},
    operation::{Encoding, Method, Operation, PathParameter, PathPart},
    package::{Package, Targets},
    request::{
        RequestObject,
        decision_table::{Cell, Column, DecisionTable, Row},
        rule::{Clearing, Effect, Formula, Rule, Strength, Test},
        setter_bound::{Advice, BoundSite, CLEARED, SetterBound, Slot, call_order},
        state_space::{MAX_FREE_TESTS, Space},
    },
    resource::{FEATURES, Feature, Module, Resource},
    type_uses::uses,
    types::{
        Accessor, BoundedInteger, Enumeration, Event, EventVariant, ResponseObject, TypeDef, TypeKind,
        UNKNOWN_EVENT, Variant,
        field::{Field, FieldType, ParameterLocation, Scalar, TypeId},
        pattern::{ConstrainedString, Dfa, Length, Matcher, Pattern, Segment},
    },
};

/// Everything that is generated from one spec.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) package: Package,
    /// The description of the API.
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

    /// The name of the crate in Rust paths.
    pub(crate) fn crate_name(&self) -> String {
        self.package.name.replace('-', "_")
    }

    /// The resource of a module; `None` for a module that only has others in it.
    pub(crate) fn resource(&self, module: &Module) -> Option<&Resource> {
        let mut of_module = self.resources.iter().filter(|resource| resource.module == *module);
        let first = of_module.clone().next();
        of_module.find(|resource| !resource.title.is_empty()).or(first)
    }

    /// The feature that enables a module. A module that only has others in it has their feature, where it is the same for all.
    pub(crate) fn feature(&self, module: &Module) -> Option<&str> {
        if let Some(resource) = self.resource(module) {
            return resource.feature.as_deref();
        }
        let inside = self.resources.iter().filter(|resource| resource.module.0.starts_with(&module.0));
        let features: BTreeSet<_> = inside.map(|resource| resource.feature.as_deref()).collect();
        features.first().copied().flatten().filter(|_| features.len() == 1)
    }

    /// The number of rules, advice included, about operations and nested objects.
    pub(crate) fn rule_count(&self) -> usize {
        let operations = self.operations.iter().map(|operation| &operation.object);
        let inside = self.types.iter().filter_map(|ty| match &ty.kind {
            TypeKind::RequestObject(object) => Some(object.as_ref()),
            _ => None,
        });
        operations.chain(inside).map(|object| object.rules.len()).sum()
    }
}
