//! Names: every documented name to a Rust one, and no two to the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Spanned;
use crate::ir::{Name, Operation, RESERVED_TYPES, TypeKind};

/// Whether `text` can be written after `mod`.
pub(super) fn is_module(text: &str) -> bool {
    Name::new(text).is_some_and(|name| name.snake == text)
}

impl Lower<'_, '_> {
    pub(super) fn field_name(&mut self, wire: &Spanned<String>) -> Option<Name> {
        let name = Name::field(&wire.value);
        self.report_name(wire, name.is_some(), "the name of a field");
        name
    }

    pub(super) fn type_name(&mut self, wire: &Spanned<String>, what: &str) -> Option<Name> {
        let name = Name::new(&wire.value);
        self.report_name(wire, name.is_some(), what);
        let name = name?;
        if RESERVED_TYPES.contains(&name.pascal.as_str()) {
            let message = format!("generated code uses the name `{}` for something else", name.pascal);
            self.error(Code::ReservedName, wire.span, message, "choose a longer name");
            return None;
        }
        if what == "the name of a component" && name.pascal != wire.value {
            let message = format!("`{wire}` is not a Rust type name");
            self.error(Code::NotAnIdentifier, wire.span, message, format!("write `{}`", name.pascal));
            return None;
        }
        Some(name)
    }

    fn report_name(&mut self, wire: &Spanned<String>, good: bool, what: &str) {
        if !good {
            let message =
                format!("`{}` cannot become a Rust identifier, but is {what}", shorten(&wire.value));
            let help = "a name starts with a letter and is made of ASCII letters, digits and separators";
            self.error(Code::NotAnIdentifier, wire.span, message, help);
        }
    }

    /// Reports two names that come out the same. `rust` is what they come out as.
    pub(super) fn check_collisions(&mut self, names: &[(String, Spanned<String>)]) {
        let mut seen: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
        let mut reported = BTreeSet::new();
        for (rust, wire) in names {
            let Some(first) = seen.insert(rust, wire) else {
                continue;
            };
            // Operations have several names in Rust, which all collide at once.
            if !reported.insert((first.span, wire.span)) {
                continue;
            }
            let message = format!("`{}` and `{}` both become `{rust}` in Rust", first.value, wire.value);
            let diagnostic = Diagnostic::new(Code::NameCollision, wire.span, message)
                .label("second")
                .also(first.span, "first")
                .help("rename one of them");
            self.sink.push(diagnostic);
        }
    }

    /// Types, operations and their builders share the namespace of their module.
    pub(super) fn check_names(&mut self, operations: &[Operation]) {
        let mut types: BTreeMap<_, Vec<(String, Spanned<String>)>> = BTreeMap::new();
        for ty in &self.types {
            let span = self.span_of_type(&ty.name.wire);
            let spanned = Spanned::new(ty.name.wire.clone(), span);
            let names = types.entry(&ty.module).or_default();
            names.push((ty.name.pascal.clone(), spanned.clone()));
            if matches!(&ty.kind, TypeKind::Choice(choice) if choice.discriminator) {
                names.push((ty.name.snake.clone(), spanned));
            }
        }
        let mut ids = BTreeSet::new();
        // The same id a second time was reported already.
        for operation in operations.iter().filter(|operation| ids.insert(&operation.name.wire)) {
            let span = self.span_of_operation(&operation.name.wire);
            let spanned = Spanned::new(operation.name.wire.clone(), span);
            let names = types.entry(&operation.module).or_default();
            names.push((operation.name.pascal.clone(), spanned.clone()));
            names.push((format!("{}Builder", operation.name.pascal), spanned.clone()));
            names.push((operation.name.snake.clone(), spanned));
        }
        let all: Vec<_> = types.into_values().collect();
        for names in all {
            self.check_collisions(&names);
        }
    }

    pub(super) fn span_of_type(&self, name: &str) -> Span {
        let found = self.document.schemas.values().find(|component| component.name.value == name);
        found.map_or(self.document.title.span, |component| component.name.span)
    }

    fn span_of_operation(&self, id: &str) -> Span {
        let found = self.document.operations.iter().find(|operation| operation.id.value == id);
        found.map_or(self.document.title.span, |operation| operation.id.span)
    }
}

/// A name for a message: a spec may hold one of many kilobytes.
pub(super) fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(60).chain("…".chars()).collect()
}
