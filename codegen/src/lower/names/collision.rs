//! Finds different documented names that become the same Rust name in one scope.

use std::collections::{BTreeMap, BTreeSet};

use super::module_path::module_path;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Document, Spanned};
use crate::ir::{Module, Name};
use crate::source::Span;

/// What to do about two fields: another name would be another field of the service.
pub(crate) const SAME_FIELD: &str =
    "describe only one of the two: a field is named after what is sent, and no keyword renames it in Rust";

/// Every operation of a module has an id of its own.
pub(crate) fn check_operation_ids(document: &Document, sink: &mut Sink) {
    let mut ids = BTreeMap::new();
    for operation in &document.operations {
        let (module, _) = module_path(document, operation.file);
        let key = (module, operation.id.value.as_str());
        let Some(first) = ids.insert(key, &operation.id) else { continue };
        let message = format!("the operationId `{}` is already used in this module", operation.id);
        let diagnostic = Diagnostic::new(Code::NameCollision, operation.id.span, message)
            .also(first.span, "first")
            .help("give each operation of a module its own `operationId`");
        sink.push(diagnostic);
    }
}

/// Reports names of one scope that become the same in Rust. Each Rust name precedes its documented one; `help` gives the
/// help for the first of two.
pub(crate) fn check_collisions(
    names: &[(String, Spanned<String>)],
    help: &dyn Fn(&Spanned<String>) -> &'static str,
    sink: &mut Sink,
) {
    let mut seen: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    let mut reported = BTreeSet::new();
    for (rust, wire) in names {
        let Some(first) = seen.insert(rust, wire) else {
            continue;
        };
        // An operation has several names in Rust, which all collide at once.
        if !reported.insert((first.span, wire.span)) {
            continue;
        }
        let message = format!("`{}` and `{}` both become `{rust}` in Rust", first.value, wire.value);
        let diagnostic = Diagnostic::new(Code::NameCollision, wire.span, message)
            .label("second")
            .also(first.span, "first")
            .help(help(first));
        sink.push(diagnostic);
    }
}

/// The names that each module of the crate defines, with the documented names that they are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameTable {
    modules: BTreeMap<Module, Vec<(String, Spanned<String>)>>,
}

impl NameTable {
    pub(crate) fn insert(&mut self, module: &Module, rust: &str, wire: &Spanned<String>) {
        let names = self.modules.entry(module.clone()).or_default();
        names.push((rust.to_owned(), wire.clone()));
    }

    /// Inserts the names of a request: its type, its builder, and the module of the two.
    pub(crate) fn insert_request(
        &mut self,
        module: &Module,
        name: &Name,
        wire: &Spanned<String>,
        sink: &mut Sink,
    ) {
        if name.snake == "types" {
            let message = "generated code uses the module `types` for something else";
            sink.report(Code::ReservedName, wire.span, message, "choose a longer name");
        }
        self.insert(module, &name.pascal, wire);
        self.insert(module, &format!("{}Builder", name.pascal), wire);
        self.insert(module, &name.snake, wire);
    }

    /// Whether a module has names that are made of this one.
    pub(crate) fn contains(&self, module: &Module, wire: &Spanned<String>) -> bool {
        self.names(module).iter().any(|(_, known)| known.span == wire.span)
    }

    /// The span of the documented name that became `rust`.
    pub(crate) fn span_of(&self, module: &Module, rust: &str) -> Option<Span> {
        self.names(module).iter().find(|(known, _)| known == rust).map(|(_, wire)| wire.span)
    }

    fn names(&self, module: &Module) -> &[(String, Spanned<String>)] {
        self.modules.get(module).map_or(&[], Vec::as_slice)
    }

    /// Types, operations, builders and modules share the namespace of their module.
    pub(crate) fn check(&self, sink: &mut Sink) {
        for (module, names) in &self.modules {
            check_collisions(names, &|_| "rename one of them", sink);
            let Some((_, inside)) = names.first() else { continue };
            // The modules above it are items of a module, too.
            let clash = (1..=module.0.len()).find_map(|depth| {
                let (last, parent) = module.0[..depth].split_last()?;
                let taken = self.modules.get(&Module(parent.to_vec()))?;
                taken.iter().find(|(rust, _)| rust == last || last == "types").map(|(_, wire)| (last, wire))
            });
            if let Some((last, wire)) = clash {
                let message =
                    format!("the module `{last}` has the same name as `{wire}` in the module around it");
                let diagnostic = Diagnostic::new(Code::NameCollision, inside.span, message)
                    .also(wire.span, "the other one")
                    .help("rename the file, or name a module for it in `codegen.yaml`");
                sink.push(diagnostic);
            }
        }
    }
}
