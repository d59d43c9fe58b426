//! `cargo xtask compare`: Twilio's OpenAPI 3.0 documents come in, what the spec says differently goes out.
//!
//! Both sides are read into one plain [`model::Model`]. What it has no place for is not compared: descriptions, examples,
//! headers of responses, `x-` extensions, and the rules of the spec, which are what it adds.

mod deliberate_differences;
mod diff;
mod model;
pub(crate) mod options;
mod print;
mod read;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::deliberate_differences::Deliberate;
use self::diff::Comparison;
use self::model::{Model, Side};
use self::options::Options;
use self::read::{document::Description, operation};
use crate::error::Error;
use crate::workspace::{display_path::display_path, layout, read_spec};

/// The root of a spec folder.
const ROOT: &str = "openapi.yaml";

/// The differences that are meant, beside it.
const DELIBERATE: &str = "differences.yaml";

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
    let sources = read_spec::read(&spec)?;
    let mut ours = Model::default();
    operation::read(&Description::folder(&display_path(&spec), ROOT, &sources)?, Side::Ours, &mut ours)?;
    let unseen: BTreeSet<String> = ours.versions().difference(&theirs.versions()).cloned().collect();
    let left_out = ours.leave_out(&unseen);
    let comparison = Comparison::of(&theirs, &ours);
    let shown = display_path(&spec.join(DELIBERATE));
    let deliberate = Deliberate::read(&shown, sources.get(DELIBERATE))?;
    let verdict = deliberate.judge(comparison.differences, &unseen);
    let found = print::Found {
        verdict: &verdict,
        counts: &comparison.counts,
        unreachable: theirs.unreachable,
        components: theirs.components,
        left_out,
        unseen: &unseen,
        file: &shown,
    };
    print::print(&found, options);
    found.complaint().map_or(Ok(()), |complaint| Err(Error::Failed(complaint)))
}

fn only_spec() -> Result<PathBuf, Error> {
    let mut specs = layout::specs()?;
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
