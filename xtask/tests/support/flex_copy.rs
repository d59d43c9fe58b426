//! A copy of the Flex spec to run the program on.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use tempfile::TempDir;

use super::{Answer, package};

/// A copy of the Flex spec, and a folder for its package.
pub(crate) struct FlexCopy {
    pub(crate) folder: TempDir,
}

impl FlexCopy {
    pub(crate) fn new() -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap() };
        let spec = package().join("../spec/twilio-flex");
        copy_all(&spec, &copy.spec());
        copy
    }

    /// A copy whose package is written and blessed, with empty `.stderr` files.
    pub(crate) fn generated() -> Self {
        let copy = Self::new();
        let answer = copy.run(&[]);
        assert_eq!(answer.code, Some(0), "{}", answer.stderr);
        for path in files(&copy.out()).into_keys() {
            let case = path.strip_prefix(copy.out()).unwrap().starts_with("tests/compile_fail");
            if case && path.extension().is_some_and(|extension| extension == "rs") {
                fs::write(path.with_extension("stderr"), "").unwrap();
            }
        }
        copy
    }

    pub(crate) fn spec(&self) -> PathBuf {
        self.folder.path().join("spec")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("deep/out")
    }

    pub(crate) fn run(&self, flags: &[&str]) -> Answer {
        self.run_to(&self.out(), flags)
    }

    pub(crate) fn run_to(&self, out: &Path, flags: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("codegen").args(flags).arg("--spec").arg(self.spec()).arg("--out").arg(out);
        Answer::of(&mut command)
    }

    /// Runs and expects a failure that leaves the folder as it was.
    pub(crate) fn fail(&self, flags: &[&str]) -> Answer {
        let before = files(&self.out());
        let answer = self.run(flags);
        assert_eq!(answer.code, Some(1), "{}{}", answer.stdout, answer.stderr);
        assert_eq!(files(&self.out()), before);
        answer
    }

    /// Changes the first word of the first description on a single line.
    pub(crate) fn edit_a_description(&self) {
        let path = self.spec().join("v1/flex_flow.yaml");
        let text = fs::read_to_string(&path).unwrap();
        let line = text
            .lines()
            .find(|line| line.trim_start().starts_with("description: ") && !line.ends_with(">-"))
            .unwrap();
        let indent = &line[..line.len() - line.trim_start().len()];
        let (_, rest) = line.trim_start()["description: ".len()..].split_once(' ').unwrap();
        fs::write(&path, text.replacen(line, &format!("{indent}description: Presents {rest}"), 1)).unwrap();
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file with its content and the time it was last changed.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let changed = path.metadata().unwrap().modified().unwrap();
            found.insert(path.clone(), (fs::read(path).unwrap(), changed));
        }
    }
    found
}
