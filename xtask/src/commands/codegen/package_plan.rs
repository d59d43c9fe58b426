//! Generates a package in memory and compares it with the files that are there.
//!
//! Nothing is written here, so that no file changes unless every spec is sound.

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
    workspace::{display_path::display_path, layout, read_generated::read_generated, read_spec::read_spec},
};

/// A package, the folder it belongs in, and what differs.
pub(crate) struct PackagePlan {
    pub(crate) name: String,
    pub(crate) contents: Contents,
    pub(crate) files: FileSet,
    pub(crate) folder: PathBuf,
    /// The files that are there now.
    pub(crate) existing: Folder,
    pub(crate) plan: Plan,
    /// How long it took to read, generate and compare.
    pub(crate) spent: Duration,
}

/// What a package holds.
pub(crate) enum Contents {
    /// The crate of a spec.
    Crate(Summary),
    /// The hand-written tests, benchmarks and examples of a crate.
    HandWritten,
    /// Files that no spec generates any more.
    Orphan,
}

/// The crate of a spec outside of `spec/`. Its hand-written targets belong to this workspace and are left out.
pub(crate) fn of_spec_and_output(given: &SpecAndOutput, options: &Options) -> Result<PackagePlan, Error> {
    let (spec, out) = (absolute(&given.spec), absolute(&given.out));
    if out.starts_with(&spec) {
        let message = "the output folder lies in the spec folder, and the next run would read it as a spec";
        return Err(Error::Failed(format!("{message}; name another `--out`")));
    }
    let start = Instant::now();
    let Generated { package, files, summary, .. } = generate(&given.spec, options)?;
    compare(package, Contents::Crate(summary), files, given.out.clone(), start)
}

/// The packages of every folder below `spec/`, and those below `generated/` that lost their spec.
pub(crate) fn of_workspace(options: &Options) -> Result<Vec<PackagePlan>, Error> {
    let (mut packages, mut errors) = (Vec::<PackagePlan>::new(), Vec::new());
    let generated = layout::generated_folder()?;
    for spec in layout::spec_folders()? {
        match of_spec(&spec, options, &generated) {
            Ok(found) => {
                for package in found {
                    if packages.iter().any(|other| other.name == package.name) {
                        errors.push(Error::Failed(format!(
                            "`{}` generates package `{}`, as another spec does; rename it in codegen.yaml",
                            display_path(&spec),
                            package.name
                        )));
                    }
                    packages.push(package);
                }
            }
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(Error::all(&errors));
    }
    for name in layout::package_names()? {
        if !packages.iter().any(|package| package.name == name) {
            packages.push(in_folder(&generated, name, Contents::Orphan, FileSet::new(), Instant::now())?);
        }
    }
    Ok(packages)
}

/// The crate of a spec, and the package of its hand-written targets.
fn of_spec(spec: &Path, options: &Options, generated: &Path) -> Result<Vec<PackagePlan>, Error> {
    let start = Instant::now();
    let Generated { package, files, hand_written, summary, .. } = generate(spec, options)?;
    let mut packages = vec![in_folder(generated, package, Contents::Crate(summary), files, start)?];
    if let Some((name, files)) = hand_written {
        packages.push(in_folder(generated, name, Contents::HandWritten, files, Instant::now())?);
    }
    Ok(packages)
}

/// A package in the folder of its name.
fn in_folder(
    generated: &Path,
    name: String,
    contents: Contents,
    files: FileSet,
    start: Instant,
) -> Result<PackagePlan, Error> {
    stays_inside(&name)?;
    let folder = generated.join(&name);
    compare(name, contents, files, folder, start)
}

fn compare(
    name: String,
    contents: Contents,
    files: FileSet,
    folder: PathBuf,
    start: Instant,
) -> Result<PackagePlan, Error> {
    files.iter().try_for_each(|(path, _)| stays_inside(path))?;
    let existing = read_generated(&folder, |path| files.get(path).is_some())?;
    let plan = files.plan(&existing);
    Ok(PackagePlan { name, contents, files, folder, existing, plan, spent: start.elapsed() })
}

fn generate(spec: &Path, options: &Options) -> Result<Generated, Error> {
    let sources = read_spec(spec)?;
    let (diagnostics, generated) = match flex_codegen::generate(&sources) {
        Ok(generated) if generated.warnings.is_empty() => return Ok(generated),
        Ok(generated) => (generated.warnings.clone(), Some(generated)),
        Err(diagnostics) => (diagnostics, None),
    };
    print_diagnostics(options.format, &diagnostics, &sources);
    let count = format!("{} in `{}`", diagnostics.count(), display_path(spec));
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

/// Names of files come from the spec, so each is checked before it is joined to a folder.
fn stays_inside(path: &str) -> Result<(), Error> {
    let plain = |component| matches!(component, Component::Normal(_));
    if !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(plain) {
        return Ok(());
    }
    Err(Error::Failed(format!("the generator named a file `{path}`, which may be outside of its folder")))
}

/// A path without `.`, `..` and links, as far as it exists, so that two can be compared.
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
