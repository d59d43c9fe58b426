//! One file, one meaning of a name: generated files import types by their last name, so that two types of one name cannot
//! meet in one file, wherever they come from.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Module, Operation, RequestObject, Scalar, TypeId, TypeKind};
use crate::lower::Lower;
use crate::source::Span;

/// A request for which files of its own are made.
struct Owner {
    name: String,
    what: &'static str,
    /// Where it stands.
    places: Vec<Span>,
}

impl Lower<'_, '_> {
    pub(crate) fn check_scopes(&mut self, operations: &[Operation]) {
        for operation in operations {
            let arguments = operation.path_parameters.iter().map(|argument| argument.scalar);
            let mut types: Vec<TypeId> = arguments.filter_map(id_of).chain(operation.response).collect();
            self.types_inside(&operation.object, &mut types);
            let name = operation.name.pascal.clone();
            let same = self.document.operations.iter().filter(|document| {
                document.id.value == operation.name.wire && document.path.value == operation.path
            });
            let places = same.map(|document| document.id.span).collect();
            self.check_scope(types, Some(&Owner { name, what: "operation", places }));
        }
        for index in 0..self.types.len() {
            let mut types = Vec::new();
            if let TypeKind::RequestObject(object) = &self.types[index].kind {
                self.types_inside(object, &mut types);
                let name = self.types[index].name.pascal.clone();
                let places = vec![self.wires[index].span];
                self.check_scope(types, Some(&Owner { name, what: "object", places }));
            }
        }
        let mut modules: BTreeMap<Module, Vec<TypeId>> = BTreeMap::new();
        for (index, ty) in self.types.iter().enumerate() {
            let used = modules.entry(ty.module.clone()).or_default();
            used.push(TypeId(index));
            if let TypeKind::ResponseObject(object) = &ty.kind {
                used.extend(object.fields.iter().filter_map(|field| id_of(field.ty.scalar)));
            }
        }
        // The generated tests of a module make its requests in one file.
        let mut arguments: BTreeMap<&Module, Vec<TypeId>> = BTreeMap::new();
        for operation in operations {
            let of_path = operation.path_parameters.iter().filter_map(|argument| id_of(argument.scalar));
            arguments.entry(&operation.module).or_default().extend(of_path);
        }
        for types in modules.into_values().chain(arguments.into_values()) {
            self.check_scope(types, None);
        }
    }

    /// The types of an object's fields, and of the objects inside: a chain of setters names them all.
    fn types_inside(&self, object: &RequestObject, found: &mut Vec<TypeId>) {
        for id in object.fields.iter().filter_map(|field| id_of(field.ty.scalar)) {
            let first = !found.contains(&id);
            found.push(id);
            if let (TypeKind::RequestObject(inner), true) = (&self.types[id.0].kind, first) {
                self.types_inside(inner, found);
            }
        }
    }

    fn check_scope(&mut self, types: Vec<TypeId>, owner: Option<&Owner>) {
        let mut seen: BTreeMap<String, TypeId> = BTreeMap::new();
        for id in types {
            let name = self.types[id.0].name.pascal.clone();
            let wire = self.wires[id.0].clone();
            if let Some(owner) = owner.filter(|owner| owner.name == name) {
                let message = format!("the type `{wire}` is used by an {} of the same name", owner.what);
                let diagnostic = Diagnostic::new(Code::NameCollision, wire.span, message);
                let what = format!("the {}", owner.what);
                let diagnostic =
                    owner.places.iter().fold(diagnostic, |found, place| found.also(*place, what.clone()));
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
