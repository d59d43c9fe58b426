//! One file, one meaning of a name: generated files import types by their last name, so that two types of one name cannot
//! meet in one file, wherever they come from.

use std::collections::BTreeMap;

use super::Lower;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Module, Operation, Scalar, TypeId, TypeKind};

impl Lower<'_, '_> {
    pub(super) fn check_scopes(&mut self, operations: &[Operation]) {
        for operation in operations {
            let arguments = operation.arguments.iter().map(|argument| argument.scalar);
            let fields = operation.object.fields.iter().map(|field| field.ty.scalar);
            let types = arguments.chain(fields).filter_map(id_of).chain(operation.response);
            self.check_scope(types.collect(), Some(operation));
        }
        let mut modules: BTreeMap<Module, Vec<TypeId>> = BTreeMap::new();
        for (index, ty) in self.types.iter().enumerate() {
            let used = modules.entry(ty.module.clone()).or_default();
            used.push(TypeId(index));
            if let TypeKind::Object(object) = &ty.kind {
                used.extend(object.fields.iter().filter_map(|field| id_of(field.ty.scalar)));
            }
        }
        // The generated tests of a module make its requests in one file.
        let mut arguments: BTreeMap<&Module, Vec<TypeId>> = BTreeMap::new();
        for operation in operations {
            let of_path = operation.arguments.iter().filter_map(|argument| id_of(argument.scalar));
            arguments.entry(&operation.module).or_default().extend(of_path);
        }
        for types in modules.into_values().chain(arguments.into_values()) {
            self.check_scope(types, None);
        }
    }

    fn check_scope(&mut self, types: Vec<TypeId>, own: Option<&Operation>) {
        let mut seen: BTreeMap<String, TypeId> = BTreeMap::new();
        for id in types {
            let name = self.types[id.0].name.pascal.clone();
            let wire = self.wires[id.0].clone();
            if let Some(own) = own.filter(|own| own.name.pascal == name) {
                let message = format!("the type `{wire}` is used by an operation of the same name");
                let ids = self.document.operations.iter().filter(|operation| {
                    operation.id.value == own.name.wire && operation.path.value == own.path
                });
                let diagnostic = Diagnostic::new(Code::NameCollision, wire.span, message);
                let diagnostic =
                    ids.fold(diagnostic, |found, operation| found.also(operation.id.span, "the operation"));
                self.sink.push(diagnostic.help("rename the component"));
            }
            let first = *seen.entry(name).or_insert(id);
            if first != id {
                let message = format!("two types called `{wire}` are used side by side");
                let diagnostic = Diagnostic::new(Code::NameCollision, wire.span, message)
                    .also(self.wires[first.0].span, "the other one")
                    .help("rename one of the components");
                self.sink.push(diagnostic);
            }
        }
    }
}

fn id_of(scalar: Scalar) -> Option<TypeId> {
    match scalar {
        Scalar::Named(id) => Some(id),
        _ => None,
    }
}
