//! One generated package beside what stands in its place: a spec comes in, an [`Output`] with its plan goes out.
//!
//! Nothing is written here, so that several specs can all be found good before the first file changes.

use std::{
    path::{Component, Path, PathBuf},
    time::{Duration, Instant},
};

use flex_codegen::{FileSet, Folder, Generated, Plan, Summary};

use crate::{
    codegen::{Options, Place},
    error::Error,
    folder,
    format::Format,
    sources, terminal, workspace,
};

/// A package, the folder it belongs in, and what differs.
pub(crate) struct Output {
    pub(crate) package: String,
    pub(crate) contents: Contents,
    pub(crate) files: FileSet,
    pub(crate) out: PathBuf,
    pub(crate) folder: Folder,
    pub(crate) plan: Plan,
    /// The time from the first file read to the plan.
    pub(crate) spent: Duration,
}

/// What a package is.
pub(crate) enum Contents {
    /// The crate of a spec.
    Crate(Summary),
    /// The hand-written tests, benchmarks and examples of a crate.
    HandWritten,
    /// What no spec generates any more.
    Orphan,
}

/// The crate of the spec in `place`. What is written by hand for it stands in this workspace, and stays here.
pub(crate) fn of_place(place: &Place, options: &Options) -> Result<Output, Error> {
    let (spec, out) = (absolute(&place.spec), absolute(&place.out));
    if out.starts_with(&spec) {
        let message = "the output folder lies in the spec folder, and the next run would read it as a spec";
        return Err(Error::Failed(format!("{message}; name another `--out`")));
    }
    let start = Instant::now();
    let Generated { package, files, summary, .. } = generate(&place.spec, options)?;
    compare(package, Contents::Crate(summary), files, place.out.clone(), start)
}

/// The packages of every folder below `spec/`, and those below `generated/` that lost their spec.
pub(crate) fn of_workspace(options: &Options) -> Result<Vec<Output>, Error> {
    let (mut outputs, mut errors) = (Vec::<Output>::new(), Vec::new());
    for spec in workspace::specs()? {
        match of_spec(&spec, options) {
            Ok(found) => {
                for output in found {
                    if outputs.iter().any(|other| other.package == output.package) {
                        errors.push(Error::Failed(format!(
                            "`{}` generates package `{}`, as another spec does; rename it in codegen.yaml",
                            workspace::shown(&spec),
                            output.package
                        )));
                    }
                    outputs.push(output);
                }
            }
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(Error::all(&errors));
    }
    for package in workspace::packages()? {
        if !outputs.iter().any(|output| output.package == package) {
            outputs.push(in_workspace(package, Contents::Orphan, FileSet::new(), Instant::now())?);
        }
    }
    Ok(outputs)
}

/// The crate of a spec, and the package of its hand-written targets.
fn of_spec(spec: &Path, options: &Options) -> Result<Vec<Output>, Error> {
    let start = Instant::now();
    let Generated { package, files, hand_written, summary, .. } = generate(spec, options)?;
    let mut outputs = vec![in_workspace(package, Contents::Crate(summary), files, start)?];
    if let Some((package, files)) = hand_written {
        outputs.push(in_workspace(package, Contents::HandWritten, files, Instant::now())?);
    }
    Ok(outputs)
}

fn in_workspace(
    package: String,
    contents: Contents,
    files: FileSet,
    start: Instant,
) -> Result<Output, Error> {
    stays_inside(&package)?;
    let out = workspace::generated().join(&package);
    compare(package, contents, files, out, start)
}

fn compare(
    package: String,
    contents: Contents,
    files: FileSet,
    out: PathBuf,
    start: Instant,
) -> Result<Output, Error> {
    files.iter().try_for_each(|(path, _)| stays_inside(path))?;
    let folder = folder::read(&out, |path| files.get(path).is_some())?;
    let plan = files.plan(&folder);
    Ok(Output { package, contents, files, out, folder, plan, spent: start.elapsed() })
}

fn generate(spec: &Path, options: &Options) -> Result<Generated, Error> {
    let sources = sources::read(spec)?;
    let (found, generated) = match flex_codegen::generate(&sources) {
        Ok(generated) if generated.warnings.is_empty() => return Ok(generated),
        Ok(generated) => (generated.warnings.clone(), Some(generated)),
        Err(found) => (found, None),
    };
    options.format.tell_diagnostics(&found, &sources);
    let count = format!("{} in `{}`", found.count(), workspace::shown(spec));
    match generated {
        Some(generated) if !options.deny_warnings => {
            if options.format == Format::Human {
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
