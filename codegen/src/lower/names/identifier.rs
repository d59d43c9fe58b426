//! Names: every documented name to a Rust one, and no two to the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Spanned;
use crate::ir::{Module, Name, RESERVED_TYPES};
use crate::lower::Lower;

/// What to do about two fields: another name would be another field of the service.
pub(crate) const SAME_FIELD: &str = "describe one of the two only: a field has the name that is sent, and no keyword gives it another one in Rust";

/// Whether `text` can be written after `mod`.
pub(crate) fn is_module(text: &str) -> bool {
    Name::new(text).is_some_and(|name| name.snake == text)
}

impl Lower<'_, '_> {
    pub(crate) fn field_name(&mut self, wire: &Spanned<String>) -> Option<Name> {
        let name = Name::field(&wire.value);
        self.report_name(wire, name.is_some(), "the name of a field");
        name
    }

    pub(crate) fn type_name(&mut self, wire: &Spanned<String>, what: &str) -> Option<Name> {
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

    /// Reports two names that come out the same, the Rust name of each before the documented one, with what `help` says of
    /// the first of the two.
    pub(crate) fn check_collisions(
        &mut self,
        names: &[(String, Spanned<String>)],
        help: &dyn Fn(&Spanned<String>) -> &'static str,
    ) {
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
                .help(help(first));
            self.sink.push(diagnostic);
        }
    }

    /// Notes a name that a module of the crate will have, and the documented name that it is made of.
    pub(crate) fn take_name(&mut self, module: &Module, rust: &str, wire: &Spanned<String>) {
        let names = self.names.entry(module.clone()).or_default();
        names.push((rust.to_owned(), wire.clone()));
    }

    /// Whether a module has names made of this one.
    pub(crate) fn is_taken(&self, module: &Module, wire: &Spanned<String>) -> bool {
        let names = self.names.get(module).into_iter().flatten();
        names.into_iter().any(|(_, known)| known.span == wire.span)
    }

    /// Notes the names that a request has in its module: its own, that of its builder, and the module of the two.
    pub(crate) fn take_builder(&mut self, module: &Module, name: &Name, wire: &Spanned<String>) {
        if name.snake == "types" {
            let message = "generated code uses the module `types` for something else";
            self.error(Code::ReservedName, wire.span, message, "choose a longer name");
        }
        self.take_name(module, &name.pascal, wire);
        self.take_name(module, &format!("{}Builder", name.pascal), wire);
        self.take_name(module, &name.snake, wire);
    }

    /// Types, operations, builders and modules share the namespace of their module.
    pub(crate) fn check_names(&mut self) {
        let modules = std::mem::take(&mut self.names);
        for (module, names) in &modules {
            self.check_collisions(names, &|_| "rename one of them");
            let Some((_, inside)) = names.first() else { continue };
            // Every module on the way there stands in one, too.
            let clash = (1..=module.0.len()).find_map(|depth| {
                let (last, parent) = module.0[..depth].split_last()?;
                let taken = modules.get(&Module(parent.to_vec()))?;
                taken.iter().find(|(rust, _)| rust == last || last == "types").map(|(_, wire)| (last, wire))
            });
            if let Some((last, wire)) = clash {
                let message = format!("the module `{last}` and `{wire}` stand in one module");
                let diagnostic = Diagnostic::new(Code::NameCollision, inside.span, message)
                    .also(wire.span, "the other one")
                    .help("rename the file, or name a module for it in `codegen.yaml`");
                self.sink.push(diagnostic);
            }
        }
    }
}

/// A name for a message: a spec may hold one of many kilobytes.
pub(crate) fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(60).chain("…".chars()).collect()
}
