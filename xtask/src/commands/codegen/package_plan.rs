//! One generated package beside what stands in its place: a spec comes in, an [`PackagePlan`] with its plan goes out.
//!
//! Nothing is written here, so that several specs can all be found good before the first file changes.

use std::{
    path::{Component, Path, PathBuf},
    time::{Duration, Instant},
};

use flex_codegen::{FileSet, Folder, Generated, Plan, Summary};

use crate::{
    cli::{output_format::OutputFormat, terminal},
    commands::codegen::{
        options::{Options, SpecAndOutput},
        print_diagnostics::print_diagnostics,
    },
    error::Error,
    workspace::{display_path::display_path, layout, read_generated, read_spec},
};

/// A package, the folder it belongs in, and what differs.
pub(crate) struct PackagePlan {
    pub(crate) package: String,
    /// None for a package that no spec generates any more.
    pub(crate) summary: Option<Summary>,
    pub(crate) files: FileSet,
    pub(crate) out: PathBuf,
    pub(crate) folder: Folder,
    pub(crate) plan: Plan,
    /// The time from the first file read to the plan.
    pub(crate) spent: Duration,
}

/// The package of the spec in `given.spec`.
pub(crate) fn of_spec_and_output(given: &SpecAndOutput, options: &Options) -> Result<PackagePlan, Error> {
    let (spec, out) = (absolute(&given.spec), absolute(&given.out));
    if out.starts_with(&spec) {
        let message = "the output folder lies in the spec folder, and the next run would read it as a spec";
        return Err(Error::Failed(format!("{message}; name another `--out`")));
    }
    of_spec(&given.spec, options, |_| given.out.clone())
}

/// The packages of every folder below `spec/`, and those below `generated/` that lost their spec.
pub(crate) fn of_workspace(options: &Options) -> Result<Vec<PackagePlan>, Error> {
    let (mut outputs, mut errors) = (Vec::<PackagePlan>::new(), Vec::new());
    let generated = layout::generated()?;
    for spec in layout::specs()? {
        match of_spec(&spec, options, |package| generated.join(package)) {
            Ok(output) if outputs.iter().any(|other| other.package == output.package) => {
                errors.push(Error::Failed(format!(
                    "`{}` generates package `{}`, as another spec does; rename it in codegen.yaml",
                    display_path(&spec),
                    output.package
                )));
            }
            Ok(output) => outputs.push(output),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(Error::all(&errors));
    }
    for package in layout::packages()? {
        if !outputs.iter().any(|output| output.package == package) {
            let out = generated.join(&package);
            outputs.push(without_spec(package, out)?);
        }
    }
    Ok(outputs)
}

fn of_spec(spec: &Path, options: &Options, out: impl FnOnce(&str) -> PathBuf) -> Result<PackagePlan, Error> {
    let start = Instant::now();
    let Generated { package, files, summary, .. } = generate(spec, options)?;
    for path in files.iter().map(|(path, _)| path).chain([package.as_str()]) {
        stays_inside(path)?;
    }
    let out = out(&package);
    let folder = read_generated::read(&out, |path| files.get(path).is_some())?;
    let plan = files.plan(&folder);
    Ok(PackagePlan { package, summary: Some(summary), files, out, folder, plan, spent: start.elapsed() })
}

fn without_spec(package: String, out: PathBuf) -> Result<PackagePlan, Error> {
    let start = Instant::now();
    let files = FileSet::new();
    let folder = read_generated::read(&out, |_| false)?;
    let plan = files.plan(&folder);
    Ok(PackagePlan { package, summary: None, files, out, folder, plan, spent: start.elapsed() })
}

fn generate(spec: &Path, options: &Options) -> Result<Generated, Error> {
    let sources = read_spec::read(spec)?;
    let (found, generated) = match flex_codegen::generate(&sources) {
        Ok(generated) if generated.warnings.is_empty() => return Ok(generated),
        Ok(generated) => (generated.warnings.clone(), Some(generated)),
        Err(found) => (found, None),
    };
    print_diagnostics(options.format, &found, &sources);
    let count = format!("{} in `{}`", found.count(), display_path(spec));
    match generated {
        Some(generated) if !options.deny_warnings => {
            if options.format == OutputFormat::Human {
                terminal::err(&count);
            }
            Ok(generated)
        }
        Some(_) => Err(Error::Failed(format!("{count}, and warnings are denied; nothing was written"))),
        None => Err(Error::Failed(format!("{count}; nothing was written"))),
    }
}

/// Names come from the spec in the end, so none is joined to a folder on trust.
fn stays_inside(path: &str) -> Result<(), Error> {
    let plain = |component| matches!(component, Component::Normal(_));
    if !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(plain) {
        return Ok(());
    }
    Err(Error::Failed(format!("the generator named a file `{path}`, which may lead out of its folder")))
}

/// A path that can be compared: without `.`, `..` and links, as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let known = path.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)));
    match known {
        Some((part, whole)) => {
            path.strip_prefix(part).map_or_else(|_| whole.clone(), |rest| whole.join(rest))
        }
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::stays_inside;

    #[test]
    fn a_path_cannot_leave_its_folder() {
        assert!(stays_inside("src/v1/flow.rs").is_ok());
        for path in ["", "/etc/passwd", "../a", "src/../../a", "./a", "src\\a"] {
            assert!(stays_inside(path).is_err(), "{path}");
        }
    }
}
