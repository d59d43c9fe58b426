//! Marks the enums whose values decide about other fields, and checks what follows from that.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::ir::{Enumeration, Operation, RequestObject, Scalar, TypeId, TypeKind};
use crate::lower::names::collision::NameTable;
use crate::lower::schemas::types::Types;

/// Names that files which import the module of an enum's markers use for something else.
const USED_WITH_MARKERS: [&str; 12] = [
    "boolean",
    "decode",
    "diagnostic",
    "flex_runtime",
    "lit",
    "rules",
    "sealed",
    "serde_json",
    "sid",
    "std",
    "to_json",
    "types",
];

/// Marks every enum whose value is part of the type of a builder.
pub(crate) fn mark(types: &mut Types, operations: &[Operation]) {
    let of_types = types.definitions().iter().filter_map(|ty| match &ty.kind {
        TypeKind::RequestObject(object) => Some(object.as_ref()),
        _ => None,
    });
    let objects = operations.iter().map(|operation| &operation.object).chain(of_types);
    let marked = |object: &RequestObject| {
        let slots = object.slots.iter().filter(|slot| slot.holds_marker());
        slots.map(|slot| object.fields[slot.field].ty.scalar).collect::<Vec<_>>()
    };
    for scalar in objects.flat_map(marked).collect::<Vec<_>>() {
        if let Scalar::Named(id) = scalar
            && let TypeKind::Enumeration(enumeration) = types.kind_mut(id)
        {
            enumeration.discriminator = true;
        }
    }
}

/// A rule on an enum with one value depends only on whether it is set.
pub(crate) fn check_single_values(types: &Types, sink: &mut Sink) {
    for (id, enumeration) in discriminators(types) {
        if let ([only], false) = (enumeration.variants.as_slice(), enumeration.extensible) {
            let wire = types.wire(id);
            let message =
                format!("a rule depends on `{wire}`, which has only one value, `{}`", only.name.wire);
            let help = "list the other values, or remove the condition of the rule";
            sink.push(Diagnostic::new(Code::OneValue, wire.span, message).help(help));
        }
    }
}

/// The module of the markers contains its enum and two names of our own, and examples that import the markers end in
/// `Ok(())`.
pub(crate) fn check_markers(types: &Types, names: &NameTable, sink: &mut Sink) {
    for (id, enumeration) in discriminators(types) {
        let ty = types.get(id);
        let Some(span) = names.span_of(&ty.module, &ty.name.pascal) else { continue };
        let mut report = |what: String, help: &str| {
            let message =
                format!("a rule depends on this enum, but generated code uses {what} for something else");
            sink.report(Code::ReservedName, span, message, help);
        };
        let mut taken = vec!["Marker", "NotChosen", "Ok", ty.name.pascal.as_str()];
        if enumeration.extensible {
            taken.extend(["MarkerOrText", "Open", "String", "Undocumented"]);
        }
        let clash = enumeration.variants.iter().find(|variant| taken.contains(&variant.name.pascal.as_str()));
        if let Some(variant) = clash {
            let what = format!("the name `{}` of a variant", variant.name.pascal);
            report(what, "name the variants with `x-enum-varnames`");
        }
        let module = ty.name.snake.as_str();
        if USED_WITH_MARKERS.contains(&module) {
            report(format!("the module `{module}`"), "choose a longer name");
        }
    }
}

fn discriminators(types: &Types) -> impl Iterator<Item = (TypeId, &Enumeration)> {
    types.ids().filter_map(|id| match types.kind(id) {
        TypeKind::Enumeration(enumeration) if enumeration.discriminator => Some((id, enumeration)),
        _ => None,
    })
}
