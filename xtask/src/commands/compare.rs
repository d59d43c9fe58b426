//! `cargo xtask compare`: lists what the spec says differently from Twilio's OpenAPI 3.0 documents.
//!
//! Both sides are read into one plain [`model::Model`]. What it has no place for is not compared: descriptions, examples,
//! headers of responses, `x-` extensions, webhooks, and the rules of the spec, which are what it adds.

mod deliberate_differences;
mod diff;
mod model;
pub(crate) mod options;
mod print;
mod read;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::deliberate_differences::DeliberateDifferences;
use self::diff::Comparison;
use self::model::{Model, Side};
use self::options::Options;
use self::read::{document::Description, operation};
use crate::error::Error;
use crate::workspace::{display_path::display_path, layout, read_spec::read_spec};

/// The root of a spec folder.
const ROOT: &str = "openapi.yaml";

/// The file of deliberate differences, in the same folder.
const DIFFERENCES: &str = "differences.yaml";

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let spec = match &options.spec {
        Some(spec) => spec.clone(),
        None => only_spec()?,
    };
    let mut theirs = Model::default();
    for file in &options.files {
        read_theirs(file, &mut theirs)?;
    }
    let sources = read_spec(&spec)?;
    let mut ours = Model::default();
    operation::read(&Description::folder(&display_path(&spec), ROOT, &sources)?, Side::Ours, &mut ours)?;
    let versions_left_out: BTreeSet<String> =
        ours.versions().difference(&theirs.versions()).cloned().collect();
    let operations_left_out = ours.leave_out(&versions_left_out);
    let comparison = Comparison::of(&theirs, &ours);
    let shown = display_path(&spec.join(DIFFERENCES));
    let deliberate = DeliberateDifferences::read(&shown, sources.get(DIFFERENCES))?;
    let classified = deliberate.classify(comparison.differences, &versions_left_out);
    let report = print::Report {
        classified: &classified,
        counts: &comparison.counts,
        unreachable: theirs.unreachable,
        components: theirs.components,
        operations_left_out,
        versions_left_out: &versions_left_out,
        file: &shown,
    };
    print::print(&report, options);
    report.failure().map_or(Ok(()), |failure| Err(Error::Failed(failure)))
}

fn only_spec() -> Result<PathBuf, Error> {
    let mut specs = layout::spec_folders()?;
    match (specs.pop(), specs.is_empty()) {
        (Some(spec), true) => Ok(spec),
        _ => Err(Error::Usage("there are several specs; name one with `--spec`".to_owned())),
    }
}

fn read_theirs(file: &Path, model: &mut Model) -> Result<(), Error> {
    let description = Description::file(file)?;
    operation::read(&description, Side::Theirs, model)?;
    let (all, unreachable) = description.components();
    model.components += all;
    model.unreachable += unreachable;
    Ok(())
}
