//! The module of the crate that the contents of a spec file go to.

use super::identifier::is_module;
use crate::diagnostic::{Code, Sink};
use crate::document::Document;
use crate::ir::Module;
use crate::source::{FileId, Span};

/// Other files of a crate, and crates that generated code names.
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

/// The module of a file, reported where it has no usable name.
pub(crate) fn checked_module_path(document: &Document, file: FileId, sink: &mut Sink) -> Module {
    let (module, span) = module_path(document, file);
    let unusable = |part: &&String| !is_module(part) || RESERVED_MODULES.contains(&part.as_str());
    if let Some(bad) = module.0.iter().find(unusable) {
        let message = format!("`{bad}` cannot be the name of a module");
        let help = "use lower-case letters, digits and `_`, or name a module for the file in `codegen.yaml`";
        sink.report(Code::NotAnIdentifier, span, message, help);
    }
    module
}

/// The module of a file, and the span that determines it.
pub(crate) fn module_path(document: &Document, file: FileId) -> (Module, Span) {
    let path = document.paths.get(file.0).map_or("", String::as_str);
    let mapped = document.config.modules.iter().find(|(from, _)| from.value == path);
    let module = mapped.map_or_else(
        || path.rsplit_once('.').map_or(path, |(stem, _)| stem).replace('/', "::"),
        |(_, to)| to.value.clone(),
    );
    let span = mapped.map_or(Span::start_of(file), |(_, to)| to.span);
    (Module(module.split("::").map(str::to_owned).collect()), span)
}
