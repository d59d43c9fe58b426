//! The named types, one file for each kind.

pub(crate) mod bounded_integer;
pub(crate) mod constrained_string;
pub(crate) mod dfa;
pub(crate) mod enumeration;
pub(crate) mod event;
pub(crate) mod field_type;
pub(crate) mod marker_types;
pub(crate) mod response_object;
pub(crate) mod sid;
pub(crate) mod string;

use proc_macro2::TokenStream;

use crate::ir::{Api, TypeDef, TypeKind};

/// The items of one type, without imports.
pub(crate) fn items(api: &Api, ty: &TypeDef) -> TokenStream {
    match &ty.kind {
        TypeKind::Sid(pattern) => sid::items(ty, pattern),
        TypeKind::ConstrainedString(string) => constrained_string::items(ty, string),
        TypeKind::Enumeration(enumeration) => enumeration::items(ty, enumeration),
        TypeKind::BoundedInteger(bounded) => bounded_integer::items(ty, bounded),
        TypeKind::String { default } => string::items(ty, default.as_deref()),
        TypeKind::ResponseObject(object) => response_object::items(api, ty, object),
        TypeKind::Event(kinds) => event::items(api, ty, kinds),
        // It has files of its own.
        TypeKind::RequestObject(_) => TokenStream::new(),
    }
}
