//! Stage 2: what a spec says to what it means.
//!
//! In goes a [`Document`], out comes an [`Api`] whose names are identifiers without collisions, whose rules name fields
//! that exist and do not contradict each other, and whose examples are valid. What cannot be lowered is a diagnostic.

mod analysis;
mod examples;
mod names;
mod operations;
mod package;
mod rules;
mod schemas;
mod spans;
mod typestate;

use std::collections::{BTreeMap, BTreeSet};

use self::spans::Places;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{self, Document, Null, Spanned};
use crate::ir::{Api, Module, RequestObject, Scalar, TypeDef, TypeId, TypeKind};
use crate::source::{FileId, Span};

/// Files that a crate has beside its modules, and crates that generated code names.
const RESERVED_MODULES: &[&str] = &[
    "bin",
    "blocking",
    "core",
    "flex_runtime",
    "http",
    "lib",
    "main",
    "serde",
    "serde_json",
    "std",
    "testing",
    "webhook",
];

/// What files that import the module of an enum's markers call by this name themselves.
const MARKED_OTHERWISE: [&str; 12] = [
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

/// The meaning of `document`; `sink` has been told of everything that has none.
pub(crate) fn lower(document: &Document, sink: &mut Sink) -> Option<Api> {
    let mut lower = Lower {
        document,
        sink,
        types: Vec::new(),
        named: BTreeMap::new(),
        used: BTreeSet::new(),
        open: Vec::new(),
        labels: BTreeMap::new(),
        names: BTreeMap::new(),
        wires: Vec::new(),
        unreadable: BTreeSet::new(),
        lost: false,
        unread: BTreeSet::new(),
        sees_body_only: false,
        errors: BTreeSet::new(),
        slips: BTreeSet::new(),
        places: Places::default(),
        sent: BTreeSet::new(),
        received: BTreeSet::new(),
    };
    let package = package::metadata::lower(&mut lower);
    let base_url = lower.base_url();
    lower.check_ids();
    let mut operations = Vec::new();
    for operation in &document.operations {
        operations.extend(lower.operation(operation));
    }
    lower.label_types();
    lower.mark_discriminators(&operations);
    lower.check_names();
    lower.check_scopes(&operations);
    let (resources, features) = lower.resources(&operations);
    lower.report_nullables();
    lower.report_unused();
    let description = document.description.as_ref().map_or_else(String::new, |text| text.value.clone());
    let types = lower.types;
    Some(Api { package: package?, description, base_url: base_url?, types, operations, resources, features })
}

/// What the parts of this stage share.
struct Lower<'d, 's> {
    document: &'d Document,
    sink: &'s mut Sink,
    types: Vec<TypeDef>,
    /// The type made of each component, `None` where that failed and was reported.
    named: BTreeMap<(FileId, String), Option<TypeId>>,
    /// Components that some operation leads to.
    used: BTreeSet<(FileId, String)>,
    /// Components that are being lowered right now, to notice a cycle.
    open: Vec<(FileId, String)>,
    /// The documented names of the fields that use a type.
    labels: BTreeMap<TypeId, BTreeSet<String>>,
    /// What each module of the crate will hold, by Rust name and documented name.
    names: BTreeMap<Module, Vec<(String, Spanned<String>)>>,
    /// The documented name of each type, in the order of `types`.
    wires: Vec<Spanned<String>>,
    /// Fields of the operation at hand that could not be read.
    unreadable: BTreeSet<String>,
    /// Whether it has fields of which not even the names are known.
    lost: bool,
    /// Properties of responses that could not be read.
    unread: BTreeSet<String>,
    /// Whether the rule at hand is one of a body, which knows nothing of the parameters beside it.
    sees_body_only: bool,
    /// Schemas of error responses that were checked.
    errors: BTreeSet<(FileId, String)>,
    /// What examples are judged by.
    places: Places,
    /// Names of rules that were reported where they stand first.
    slips: BTreeSet<Span>,
    /// Where the schemas of fields of requests stand.
    sent: BTreeSet<Span>,
    /// Where the schemas of properties of responses stand.
    received: BTreeSet<Span>,
}

impl Lower<'_, '_> {
    fn error(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.sink.push(Diagnostic::new(code, span, message).help(help));
    }

    /// The module that the contents of a spec file go to.
    fn module(&mut self, file: FileId) -> Module {
        let (module, span) = self.module_of(file);
        if let Some(bad) = module
            .0
            .iter()
            .find(|part| !names::identifier::is_module(part) || RESERVED_MODULES.contains(&part.as_str()))
        {
            let message = format!("`{bad}` cannot be the name of a module");
            let help =
                "use lower-case letters, digits and `_`, or name a module for the file in `codegen.yaml`";
            self.error(Code::NotAnIdentifier, span, message, help);
        }
        module
    }

    /// The module that a file stands for, and where that is said.
    fn module_of(&self, file: FileId) -> (Module, Span) {
        let path = self.document.paths.get(file.0).map_or("", String::as_str);
        let mapped = self.document.config.modules.iter().find(|(from, _)| from.value == path);
        let module = mapped.map_or_else(
            || path.rsplit_once('.').map_or(path, |(stem, _)| stem).replace('/', "::"),
            |(_, to)| to.value.clone(),
        );
        let span = mapped.map_or(Span::start_of(file), |(_, to)| to.span);
        (Module(module.split("::").map(str::to_owned).collect()), span)
    }

    /// A bounded integer is called by its field's documented name, where there is only one.
    fn label_types(&mut self) {
        for (id, labels) in &self.labels {
            let mut labels = labels.iter();
            if let (TypeKind::BoundedInteger(bounded), Some(label), None) =
                (&mut self.types[id.0].kind, labels.next(), labels.next())
            {
                bounded.label.clone_from(label);
            }
        }
    }

    fn mark_discriminators(&mut self, operations: &[crate::ir::Operation]) {
        let of_types = self.types.iter().filter_map(|ty| match &ty.kind {
            TypeKind::RequestObject(object) => Some(object.as_ref()),
            _ => None,
        });
        let objects = operations.iter().map(|operation| &operation.object).chain(of_types);
        let chosen = |object: &RequestObject| {
            let chosen = object.slots.iter().filter(|slot| slot.holds_marker());
            chosen.map(|slot| object.fields[slot.field].ty.scalar).collect::<Vec<_>>()
        };
        for scalar in objects.flat_map(chosen).collect::<Vec<_>>() {
            if let Scalar::Named(id) = scalar
                && let TypeKind::Enumeration(choice) = &mut self.types[id.0].kind
            {
                choice.discriminator = true;
            }
        }
        self.check_markers();
        self.check_single_values();
    }

    /// A rule on an enum with one value asks only whether it is set.
    fn check_single_values(&mut self) {
        for (ty, wire) in self.types.iter().zip(&self.wires) {
            if let TypeKind::Enumeration(choice) = &ty.kind
                && let ([only], true) = (choice.variants.as_slice(), choice.discriminator)
            {
                let message = format!("a rule hangs on `{wire}`, which has one value, `{}`", only.name.wire);
                let help = "list the other values, or make the rule one without a condition";
                self.sink.push(Diagnostic::new(Code::OneValue, wire.span, message).help(help));
            }
        }
    }

    /// The markers of a discriminator stand in one module with its enum and two names of our own; examples import them
    /// and end in `Ok(())`.
    fn check_markers(&mut self) {
        let mut bad = Vec::new();
        for ty in &self.types {
            let TypeKind::Enumeration(choice) = &ty.kind else { continue };
            if !choice.discriminator {
                continue;
            }
            let mut names = self.names.get(&ty.module).into_iter().flatten();
            let wire = names.find(|(rust, _)| *rust == ty.name.pascal).map(|(_, wire)| wire.span);
            let taken = ["Marker", "NotChosen", "Ok", ty.name.pascal.as_str()];
            let clash = choice.variants.iter().find(|variant| taken.contains(&variant.name.pascal.as_str()));
            let of_variant = clash.map(|variant| format!("the name `{}` of a variant", variant.name.pascal));
            let help = "name the variants with `x-enum-varnames`";
            bad.extend(wire.zip(of_variant).map(|(span, what)| (span, what, help)));
            let module = ty.name.snake.as_str();
            let of_module = MARKED_OTHERWISE.contains(&module).then(|| format!("the module `{module}`"));
            bad.extend(wire.zip(of_module).map(|(span, what)| (span, what, "choose a longer name")));
        }
        for (span, what, help) in bad {
            let message = format!("a rule hangs on this enum, and generated code needs {what}");
            self.error(Code::ReservedName, span, message, help);
        }
    }

    /// What to write for `nullable` depends on who uses the schema.
    fn report_nullables(&mut self) {
        for found in &self.document.nullables {
            let null = if self.sent.contains(&found.schema) {
                Null::Sent
            } else if self.received.contains(&found.schema) {
                Null::Received
            } else {
                Null::Elsewhere
            };
            self.sink.push(found.diagnostic(null));
        }
    }

    fn report_unused(&mut self) {
        if self.sink.errors() > 0 {
            // What is wrong elsewhere may be what should lead there.
            return;
        }
        let unused: Vec<_> = self
            .document
            .schemas
            .iter()
            .filter(|(key, _)| !self.used.contains(*key))
            .map(|(_, component)| component.name.clone())
            .collect();
        for name in unused {
            self.sink.push(document::unused(&name));
        }
    }
}
