//! Resources, which are spec files with a module, and the groups of them that can be turned off.

use std::collections::BTreeSet;

use super::{Api, Module, Operation, Scalar, TypeDef, TypeId, TypeKind};

/// Features that every crate has, whatever it describes.
pub(crate) const FEATURES: &[&str] =
    &["default", "native-tls", "reqwest", "rustls", "testing", "tracing", "ureq", "webhook"];

/// A spec file that something was made of.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) module: Module,
    /// What it is called, without a full stop; empty where the file does not say.
    pub(crate) title: String,
    pub(crate) description: String,
    /// The feature that turns it on; none for what is always there.
    pub(crate) feature: Option<String>,
}

/// A group of resources that can be turned off.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) name: String,
    /// Other groups, whose types it uses or inside whose modules it stands.
    pub(crate) needs: BTreeSet<String>,
}

impl Api {
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
}

/// The types that each module needs, with a name of their own and wherever they stand.
pub(crate) fn uses<'a>(
    types: &'a [TypeDef],
    operations: &'a [Operation],
) -> impl Iterator<Item = (&'a Module, TypeId)> {
    let named = |scalar: Scalar| match scalar {
        Scalar::Named(id) => Some(id),
        _ => None,
    };
    let of_types = types.iter().flat_map(move |ty| {
        let fields = match &ty.kind {
            TypeKind::ResponseObject(object) => object.fields.as_slice(),
            TypeKind::RequestObject(object) => object.fields.as_slice(),
            TypeKind::Sid(_)
            | TypeKind::ConstrainedString(_)
            | TypeKind::Enumeration(_)
            | TypeKind::BoundedInteger(_)
            | TypeKind::String { .. } => &[],
        };
        fields.iter().filter_map(move |field| Some((&ty.module, named(field.ty.scalar)?)))
    });
    let of_operations = operations.iter().flat_map(move |operation| {
        let arguments = operation.arguments.iter().map(|argument| argument.scalar);
        let fields = operation.object.fields.iter().chain(&operation.paged).map(|field| field.ty.scalar);
        let types = arguments.chain(fields).filter_map(named).chain(operation.response);
        types.map(|id| (&operation.module, id))
    });
    of_types.chain(of_operations)
}
