//! Turns an `OpenAPI` 3.1 description with conditional requirements into a typestate Rust client.
//!
//! Text in, files in memory out: nothing here reads or writes a disk, and no input makes it panic.

mod diagnostic;
mod document;
mod emit;
mod fileset;
mod ir;
mod lower;
#[cfg(test)]
mod oracle;
mod render;
mod sources;

pub use self::diagnostic::{
    Code, Diagnostic, Diagnostics, Label, Place, Replacement, Report, Severity, Span,
};
pub use self::fileset::{FileSet, Folder, MARKER, Plan};
pub use self::sources::Sources;

/// A generated crate, not yet written anywhere.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The name of the package, which is the name of its folder.
    pub package: String,
    /// Every file of the crate.
    pub files: FileSet,
    /// The package of its hand-written tests, benchmarks and examples, by name and files; none where the spec names none.
    pub hand_written: Option<(String, FileSet)>,
    /// What was generated, in numbers.
    pub summary: Summary,
    /// What is odd about the spec, and no mistake.
    pub warnings: Diagnostics,
}

/// How much a spec describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Operations, each of which is a request type.
    pub operations: usize,
    /// Named types: SIDs, enums, bounded integers, response objects.
    pub types: usize,
    /// Rules and pieces of advice.
    pub rules: usize,
}

/// Generates the crate that `sources` describe.
///
/// # Errors
///
/// Everything that was found in the spec, warnings included, when any of it is a mistake; then nothing was generated.
pub fn generate(sources: &Sources) -> Result<Generated, Diagnostics> {
    let mut sink = diagnostic::Sink::default();
    let api = document::read(sources, &mut sink).and_then(|document| lower::lower(&document, &mut sink));
    let (api, warnings) = sink.finish(api, sources)?;
    let (files, hand_written) = (emit::emit(&api), emit::hand_written(&api));
    let summary =
        Summary { operations: api.operations.len(), types: api.types.len(), rules: api.rule_count() };
    Ok(Generated { package: api.package.name, files, hand_written, summary, warnings })
}
