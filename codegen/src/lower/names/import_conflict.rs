//! Finds types of one name that a generated file would import together.
//!
//! Generated files import types by their last name, so that types can collide even where they are of different modules.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::Document;
use crate::ir::{Module, Operation, RequestObject, Scalar, TypeId, TypeKind};
use crate::lower::schemas::types::Types;
use crate::source::Span;

/// A request that has files of its own.
struct Owner {
    name: String,
    what: &'static str,
    /// The spans of its documented name.
    spans: Vec<Span>,
}

pub(crate) fn check(document: &Document, types: &Types, operations: &[Operation], sink: &mut Sink) {
    for operation in operations {
        let arguments = operation.path_parameters.iter().map(|argument| argument.scalar);
        let mut imports: Vec<TypeId> = arguments.filter_map(id_of).chain(operation.response).collect();
        collect(types, &operation.object, &mut imports);
        let name = operation.name.pascal.clone();
        let same = document.operations.iter().filter(|document| {
            document.id.value == operation.name.wire && document.path.value == operation.path
        });
        let spans = same.map(|document| document.id.span).collect();
        check_file(types, imports, Some(&Owner { name, what: "operation", spans }), sink);
    }
    for id in types.ids() {
        let TypeKind::RequestObject(object) = types.kind(id) else { continue };
        let mut imports = Vec::new();
        collect(types, object, &mut imports);
        let name = types.get(id).name.pascal.clone();
        let owner = Owner { name, what: "object", spans: vec![types.wire(id).span] };
        check_file(types, imports, Some(&owner), sink);
    }
    let mut modules: BTreeMap<&Module, Vec<TypeId>> = BTreeMap::new();
    for id in types.ids() {
        let used = modules.entry(&types.get(id).module).or_default();
        used.push(id);
        match types.kind(id) {
            TypeKind::ResponseObject(object) => {
                used.extend(object.values().filter_map(|field| id_of(field.ty.scalar)));
            }
            TypeKind::Event(event) => used.extend(event.variants.iter().map(|variant| variant.fields)),
            _ => {}
        }
    }
    // The generated tests of a module make its requests in one file.
    let mut arguments: BTreeMap<&Module, Vec<TypeId>> = BTreeMap::new();
    for operation in operations {
        let of_path = operation.path_parameters.iter().filter_map(|argument| id_of(argument.scalar));
        arguments.entry(&operation.module).or_default().extend(of_path);
    }
    for imports in modules.into_values().chain(arguments.into_values()) {
        check_file(types, imports, None, sink);
    }
}

/// Collects the types of an object's fields, and of the objects inside: a chain of setters names them all.
fn collect(types: &Types, object: &RequestObject, imports: &mut Vec<TypeId>) {
    for id in object.fields.iter().filter_map(|field| id_of(field.ty.scalar)) {
        let first = !imports.contains(&id);
        imports.push(id);
        if let (TypeKind::RequestObject(inner), true) = (types.kind(id), first) {
            collect(types, inner, imports);
        }
    }
}

fn check_file(types: &Types, imports: Vec<TypeId>, owner: Option<&Owner>, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, TypeId> = BTreeMap::new();
    for id in imports {
        let name = types.get(id).name.pascal.as_str();
        let wire = types.wire(id);
        if let Some(owner) = owner.filter(|owner| owner.name == name) {
            let message = format!("the type `{wire}` is used by an {} of the same name", owner.what);
            let diagnostic = Diagnostic::new(Code::NameCollision, wire.span, message);
            let what = format!("the {}", owner.what);
            let diagnostic = owner.spans.iter().fold(diagnostic, |found, span| found.also(*span, &what));
            sink.push(diagnostic.help("rename the component"));
        }
        let first = *seen.entry(name).or_insert(id);
        if first != id {
            let message = format!("two types named `{wire}` are used in one file");
            let diagnostic = Diagnostic::new(Code::NameCollision, wire.span, message)
                .also(types.wire(first).span, "the other one")
                .help("rename one of the components");
            sink.push(diagnostic);
        }
    }
}

fn id_of(scalar: Scalar) -> Option<TypeId> {
    match scalar {
        Scalar::Named(id) => Some(id),
        _ => None,
    }
}
