//! What a builder is made for: the request of an operation, or an object inside of one.

use crate::ir::{Argument, Module, Name, Operation, RequestObject};

/// A type with a builder.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) name: &'a Name,
    pub(super) module: &'a Module,
    /// What `builder(…)` takes.
    pub(super) arguments: &'a [Argument],
    pub(super) object: &'a RequestObject,
}

impl<'a> Subject<'a> {
    pub(super) fn of_operation(operation: &'a Operation) -> Self {
        let Operation { name, module, arguments, object, .. } = operation;
        Self { name, module, arguments, object }
    }
}
