//! Stage 2: lowers a [`Document`], which is what a spec says, to an [`Api`], which is what it means.
//!
//! The names of an [`Api`] are identifiers without collisions, its rules refer to fields that exist and do not contradict
//! each other, and its examples are valid. What cannot be lowered is a diagnostic.

mod analysis;
mod examples;
mod names;
mod operations;
mod package;
mod rules;
mod schemas;
mod spans;
mod typestate;
mod webhooks;

use self::names::{collision, import_conflict};
use self::package::{cargo_features, metadata};
use self::rules::discriminators;
use self::schemas::{Components, unused};
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::ir::Api;

/// Runs all steps, so that every error is reported to `sink`. `None` after an error that leaves no [`Api`].
pub(crate) fn lower(document: &Document, sink: &mut Sink) -> Option<Api> {
    let package = metadata::lower(document, sink);
    let base_url = metadata::base_url(&document.server, sink);
    collision::check_operation_ids(document, sink);

    // Components are lowered when the first operation refers to them.
    let mut components = Components::new(document);
    let operations = operations::lower(document, &mut components, sink);
    webhooks::lower(document, &mut components, sink);
    let (mut types, names, usage) = components.finish();

    discriminators::mark(&mut types, &operations);
    discriminators::check_markers(&types, &names, sink);
    discriminators::check_single_values(&types, sink);
    names.check(sink);
    import_conflict::check(document, &types, &operations, sink);

    let (resources, features) = cargo_features::lower(document, &types, &operations, sink);
    unused::report_nullables(document, &usage, sink);
    unused::report_unused_components(document, &usage, sink);
    let description = document.description.as_ref().map_or_else(String::new, |text| text.value.clone());
    let types = types.into_definitions();
    Some(Api { package: package?, description, base_url: base_url?, types, operations, resources, features })
}
