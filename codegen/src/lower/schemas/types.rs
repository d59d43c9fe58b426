//! The named types that components have become so far.

use crate::document::Spanned;
use crate::ir::{
    Assertion, Enumeration, Field, Instance, Literal, Scalar, TypeDef, TypeId, TypeKind, Variant,
};

/// The values of a boolean that decides about other fields, in the order of its markers.
pub(crate) const BOOLEANS: [bool; 2] = [true, false];

/// What a builder can know of the value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KnownValue {
    Literal(Literal),
    /// Any value that is none of the literals.
    Other,
}

impl KnownValue {
    pub(crate) fn literal(&self) -> Option<&Literal> {
        match self {
            Self::Literal(literal) => Some(literal),
            Self::Other => None,
        }
    }

    /// Whether an assertion holds for it. Only literals that can be known are in the assertion.
    pub(crate) fn passes(&self, assertion: &Assertion) -> bool {
        match (self, assertion) {
            (Self::Literal(literal), _) => assertion.holds_for(Instance::Json(&literal.to_json())),
            (Self::Other, Assertion::Not(inner)) => !self.passes(inner),
            (Self::Other, Assertion::All(all)) => all.iter().all(|each| self.passes(each)),
            (Self::Other, _) => false,
        }
    }
}

/// Types by their [`TypeId`], each with its documented name.
#[derive(Debug, Default)]
pub(crate) struct Types {
    definitions: Vec<TypeDef>,
    wires: Vec<Spanned<String>>,
}

impl Types {
    pub(crate) fn push(&mut self, definition: TypeDef, wire: Spanned<String>) -> TypeId {
        self.definitions.push(definition);
        self.wires.push(wire);
        TypeId(self.definitions.len() - 1)
    }

    pub(crate) fn len(&self) -> usize {
        self.definitions.len()
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.definitions.truncate(len);
        self.wires.truncate(len);
    }

    pub(crate) fn get(&self, id: TypeId) -> &TypeDef {
        &self.definitions[id.0]
    }

    pub(crate) fn kind(&self, id: TypeId) -> &TypeKind {
        &self.get(id).kind
    }

    pub(crate) fn kind_mut(&mut self, id: TypeId) -> &mut TypeKind {
        &mut self.definitions[id.0].kind
    }

    /// The documented name of a type.
    pub(crate) fn wire(&self, id: TypeId) -> &Spanned<String> {
        &self.wires[id.0]
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.definitions.len()).map(TypeId)
    }

    pub(crate) fn definitions(&self) -> &[TypeDef] {
        &self.definitions
    }

    pub(crate) fn into_definitions(self) -> Vec<TypeDef> {
        self.definitions
    }

    pub(crate) fn enumeration(&self, field: &Field) -> Option<&Enumeration> {
        match field.ty.scalar {
            Scalar::Named(id) if !field.ty.list => match self.kind(id) {
                TypeKind::Enumeration(enumeration) => Some(enumeration),
                _ => None,
            },
            _ => None,
        }
    }

    /// The values of a field that a builder can tell apart: those of an enum or a boolean, and whether a field is cleared.
    pub(crate) fn known_values(&self, field: &Field) -> Option<Vec<KnownValue>> {
        match field.ty.scalar {
            _ if field.ty.list => None,
            _ if field.ty.clearable => {
                Some(vec![KnownValue::Other, KnownValue::Literal(Literal::String(String::new()))])
            }
            Scalar::Boolean => Some(BOOLEANS.map(Literal::Boolean).map(KnownValue::Literal).to_vec()),
            _ => self.enumeration(field).map(|enumeration| {
                let value = |v: &Variant| KnownValue::Literal(Literal::String(v.name.wire.clone()));
                let other = enumeration.extensible.then_some(KnownValue::Other);
                enumeration.variants.iter().map(value).chain(other).collect()
            }),
        }
    }

    /// Whether the value of a field is a JSON object.
    pub(crate) fn is_object(&self, field: &Field) -> bool {
        match field.ty.scalar {
            _ if field.ty.list => false,
            Scalar::Object | Scalar::ObjectOrText => true,
            Scalar::Named(id) => matches!(self.kind(id), TypeKind::RequestObject(_)),
            _ => false,
        }
    }

    pub(crate) fn is_integer(&self, scalar: Scalar) -> bool {
        match scalar {
            Scalar::Integer => true,
            Scalar::Named(id) => matches!(self.kind(id), TypeKind::BoundedInteger(_)),
            _ => false,
        }
    }
}
