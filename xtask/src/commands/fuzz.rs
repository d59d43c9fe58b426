//! `cargo xtask fuzz`: lets libFuzzer look for inputs that break something.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, slice};

use clap::{Args, ValueEnum, value_parser};
use flex_codegen::Folder;

use crate::cli::{terminal, value_name::value_name};
use crate::error::Error;
use crate::workspace::display_path::display_path;
use crate::workspace::read_dir::{EntryKind, read_dir};
use crate::workspace::read_generated::read_generated;
use crate::workspace::{cargo, layout};

#[allow(unreachable_pub, reason = "public for libFuzzer")]
#[path = "../../../codegen/fuzz/src/bundle.rs"]
mod bundle;

/// The package of the fuzz targets, relative to the root of the workspace.
const PACKAGE: &str = "codegen/fuzz";

#[derive(Args, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// What to fuzz; without it, everything in turn
    target: Option<Target>,
    /// A single input to run once
    file: Option<PathBuf>,
    /// How many seconds to run each target
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = value_parser!(u64).range(1..))]
    seconds: u64,
}

/// What can be fuzzed: the binaries of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Target {
    Event,
    Form,
    Json,
    Pattern,
    Response,
    Spec,
}

/// Runs one target or all of them, even if one before it finds something.
pub(crate) fn run(options: &Options) -> Result<(), Error> {
    check_tools()?;
    // The locked versions of the project. Cargo adds what libFuzzer needs.
    let root = layout::root()?;
    let [lock, copy] = ["", PACKAGE].map(|package| root.join(package).join("Cargo.lock"));
    fs::copy(&lock, &copy).map_err(Error::io("write", &copy))?;
    let folder = FuzzFolder::new(root);
    if let (Some(target), Some(file)) = (options.target, &options.file) {
        let file = absolute(file);
        return folder.run(&value_name(&target), &[display(&file)], &[]);
    }
    let targets = options.target.as_ref().map_or(Target::value_variants(), slice::from_ref);
    let errors: Vec<_> =
        targets.iter().filter_map(|target| search(&folder, *target, options.seconds).err()).collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::all(&errors)) }
}

/// Lets libFuzzer look for an input that breaks something.
fn search(folder: &FuzzFolder, target: Target, seconds: u64) -> Result<(), Error> {
    let name = value_name(&target);
    let (corpus, artifacts) = (folder.0.join("corpus").join(&name), folder.0.join("artifacts").join(&name));
    let mut folders = vec![corpus.clone()];
    for path in [&corpus, &artifacts] {
        fs::create_dir_all(path).map_err(Error::io("create", path))?;
    }
    if target == Target::Spec {
        folders.push(write_specs(&folder.0.join("seeds").join(&name))?);
    }
    // Git keeps no empty folders, so a target that nothing ever broke has none.
    folders.push(layout::root()?.join(PACKAGE).join("seeds").join(&name));
    folders.retain(|folder| folder.is_dir());
    let folders: Vec<_> = folders.iter().map(|path| display(path)).collect();
    let flags = [
        format!("-artifact_prefix={}/", display(&artifacts)),
        format!("-max_total_time={seconds}"),
        "-print_final_stats=1".to_owned(),
        // Seconds after which an input counts as one that hangs.
        "-timeout=60".to_owned(),
    ];
    terminal::out(&format!("fuzz {name}: {seconds} s"));
    let Err(error) = folder.run(&name, &folders, &flags) else { return Ok(()) };
    let found = read_dir(&artifacts)?.into_iter().map(|entry| entry.path).collect::<Vec<_>>();
    Err(if found.is_empty() { error } else { Error::Failed(broken_by(&name, &found)) })
}

/// The inputs that break something, and what to do with them.
fn broken_by(target: &str, found: &[PathBuf]) -> String {
    let inputs = found.iter().map(|path| display_path(path));
    let inputs = inputs.map(|path| format!("  {path}\n    cargo xtask fuzz {target} {path}\n"));
    format!(
        "`{target}` fails on an input; reproduce it with:\n{}when it is fixed, move the input to \
         {PACKAGE}/seeds/{target} under a name that says what it broke: the tests run it from then on",
        inputs.collect::<String>()
    )
}

/// The folder for the build, the corpus and the findings.
struct FuzzFolder(PathBuf);

impl FuzzFolder {
    fn new(root: &Path) -> Self {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
        Self(root.join(target).join("fuzz"))
    }

    /// Runs a target on `inputs`. A sanitizer needs a nightly compiler, and there is no `unsafe` here for it to watch.
    fn run(&self, target: &str, inputs: &[String], flags: &[String]) -> Result<(), Error> {
        let build = display(&self.0.join("build"));
        let mut words = vec!["fuzz", "run", "--fuzz-dir", PACKAGE, "--sanitizer", "none"];
        words.extend(["--target-dir", &build, target]);
        words.extend(inputs.iter().map(String::as_str));
        words.push("--");
        words.extend(flags.iter().map(String::as_str));
        cargo::run(&words, None)
    }
}

/// The specs of the tests, each as one input.
fn write_specs(seeds: &Path) -> Result<PathBuf, Error> {
    fs::create_dir_all(seeds).map_err(Error::io("create", seeds))?;
    let tests = layout::root()?.join("codegen/tests");
    let base = read_generated(&tests.join("diagnostics/base"), |_| true)?;
    for (kind, inner) in [("golden", "spec"), ("diagnostics", "")] {
        for entry in read_dir(&tests.join(kind))? {
            if entry.kind != EntryKind::Folder {
                continue;
            }
            let mut spec = if kind == "golden" { Folder::new() } else { base.clone() };
            for (path, bytes) in read_generated(&entry.path.join(inner), |_| true)?.iter() {
                if !["expected.txt", "without.txt"].contains(&path) {
                    spec.insert(path, bytes);
                }
            }
            let seed = seeds.join(format!("{kind}-{}", entry.name));
            fs::write(&seed, bundle::join(spec.iter())).map_err(Error::io("write", &seed))?;
        }
    }
    Ok(seeds.to_owned())
}

/// Checks that what fuzzing needs is installed. The error names everything that is not.
fn check_tools() -> Result<(), Error> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut missing = Vec::new();
    if !answers(Command::new(cargo).args(["fuzz", "--version"])) {
        missing.push(Error::Failed(
            "fuzzing needs cargo-fuzz, which is not installed: `cargo install cargo-fuzz`".to_owned(),
        ));
    }
    let compiler = env::var_os("CXX").unwrap_or_else(|| "c++".into());
    if !answers(Command::new(&compiler).arg("--version")) {
        missing.push(Error::Failed(format!(
            "fuzzing needs a C++ compiler for libFuzzer, and `{}` does not run: install g++ or clang, or name one \
             in the variable CXX",
            compiler.display()
        )));
    }
    if missing.is_empty() { Ok(()) } else { Err(Error::all(&missing)) }
}

fn answers(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Cargo runs in the root of the workspace, so a path of the user's is made absolute.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::Command, tests::parsed};

    #[test]
    fn a_target_an_input_and_a_time_are_given() {
        let options = |target, file: Option<&str>, seconds| {
            Ok(Command::Fuzz(Options { target, file: file.map(Into::into), seconds }))
        };
        assert_eq!(parsed("fuzz"), options(None, None, 60));
        assert_eq!(parsed("fuzz spec --seconds 300"), options(Some(Target::Spec), None, 300));
        assert_eq!(parsed("fuzz --seconds=5 form"), options(Some(Target::Form), None, 5));
        assert_eq!(parsed("fuzz json a=b/crash"), options(Some(Target::Json), Some("a=b/crash"), 60));
        for (line, error) in [
            ("fuzz forms", "error: invalid value 'forms' for '[TARGET]'"),
            ("fuzz form a b", "error: unexpected argument 'b' found"),
            ("fuzz --second 5", "error: unexpected argument '--second' found"),
        ] {
            assert_eq!(parsed(line), Err(error.to_owned()), "{line}");
        }
        for line in ["fuzz --seconds", "fuzz --seconds 0", "fuzz --seconds=-1", "fuzz --seconds x"] {
            assert!(parsed(line).unwrap_err().contains("'--seconds <N>'"), "{line}");
        }
    }

    #[test]
    fn the_targets_are_the_binaries_of_the_package() {
        let manifest = fs::read_to_string(layout::root().unwrap().join(PACKAGE).join("Cargo.toml")).unwrap();
        let names = manifest.split("[[bin]]\nname = \"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let targets: Vec<_> = Target::value_variants().iter().map(value_name).collect();
        assert_eq!(names.collect::<Vec<_>>(), targets);
        for target in targets.iter().filter(|target| *target != "spec") {
            let seeds = layout::root().unwrap().join(PACKAGE).join("seeds").join(target);
            assert!(read_dir(&seeds).unwrap().len() > 5, "{target}");
        }
    }

    /// The package is a workspace of its own, so it cannot inherit versions.
    #[test]
    fn versions_are_those_of_the_project() {
        let read =
            |path: &str| fs::read_to_string(layout::root().unwrap().join(path).join("Cargo.toml")).unwrap();
        let version = |line: &str| {
            let (name, rest) = line.split_once(" = ")?;
            let version = rest.strip_prefix("{ version = ").unwrap_or(rest).split('"').nth(1)?;
            version.starts_with(|c: char| c.is_ascii_digit()).then(|| (name.to_owned(), version.to_owned()))
        };
        let (root, package) = (read(""), read(PACKAGE));
        let (_, dependencies) = package.split_once("[dependencies]\n").unwrap();
        let (dependencies, _) = dependencies.split_once("\n\n").unwrap();
        let own: Vec<_> = dependencies.lines().filter_map(version).collect();
        assert!(own.len() > 4, "{own:?}");
        let project: Vec<_> = root.lines().filter_map(version).collect();
        for dependency in own.iter().filter(|(name, _)| name != "libfuzzer-sys") {
            assert!(project.contains(dependency), "{dependency:?} is not what the project has");
        }
    }

    #[test]
    fn an_input_that_breaks_something_is_named_with_a_command() {
        let path = layout::root().unwrap().join("target/fuzz/artifacts/form/crash-1");
        let text = broken_by("form", &[path]);
        assert!(text.contains("\n    cargo xtask fuzz form target/fuzz/artifacts/form/crash-1\n"), "{text}");
        assert!(text.contains("codegen/fuzz/seeds/form"), "{text}");
    }

    #[test]
    fn specs_of_the_tests_become_inputs() {
        let folder = tempfile::tempdir().unwrap();
        let seeds = write_specs(&folder.path().join("seeds")).unwrap();
        let minimal = fs::read_to_string(seeds.join("golden-minimal")).unwrap();
        assert!(minimal.starts_with("==> codegen.yaml\npackage:"), "{minimal}");
        let bad = fs::read_to_string(seeds.join("diagnostics-fg0101_syntax")).unwrap();
        assert!(bad.contains("==> openapi.yaml\n") && !bad.contains(".txt\n"), "{bad}");
    }
}
