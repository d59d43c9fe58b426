//! Turns an `OpenAPI` 3.1 description with conditional requirements into a typestate Rust client.
//!
//! Both are in memory: nothing here reads or writes a disk, and no input makes it panic.

mod diagnostic;
mod document;
mod emit;
mod fileset;
mod ir;
mod lower;
#[cfg(test)]
mod oracle;
mod solver;
mod source;

pub use self::diagnostic::{Code, Diagnostic, Diagnostics, Label, Place, Replacement, Report, Severity};
pub use self::fileset::{FileSet, Folder, MARKER, Plan};
pub use self::source::{Sources, Span};

/// A generated crate, not yet written anywhere.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The name of the package, which is the name of its folder.
    pub package: String,
    /// Every file of the crate.
    pub files: FileSet,
    /// The name and the files of the package of its hand-written tests, benchmarks and examples, if the spec lists any.
    pub hand_written: Option<(String, FileSet)>,
    /// How much was generated.
    pub summary: Summary,
    /// Warnings about the spec.
    pub warnings: Diagnostics,
}

/// How much was generated, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Operations, each of which is a request type.
    pub operations: usize,
    /// Named types: SIDs, enums, bounded integers, objects …
    pub types: usize,
    /// Rules and advice.
    pub rules: usize,
}

/// Generates a client crate from a spec.
///
/// # Errors
///
/// All diagnostics about the spec, warnings included, when one of them is an error. Nothing is generated then.
pub fn generate(sources: &Sources) -> Result<Generated, Diagnostics> {
    let mut sink = diagnostic::Sink::default();
    let api = document::read(sources, &mut sink).and_then(|document| lower::lower(&document, &mut sink));
    let (api, warnings) = sink.finish(api, sources)?;
    let (files, hand_written) = (emit::emit(&api), emit::hand_written(&api));
    let summary =
        Summary { operations: api.operations.len(), types: api.types.len(), rules: api.rule_count() };
    Ok(Generated { package: api.package.name, files, hand_written, summary, warnings })
}
