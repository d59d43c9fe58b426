//! What the tests share: specs to run the program on, and its answer.

#![allow(dead_code, reason = "every test is a crate of its own and uses a part of this")]

pub(crate) mod flex_copy;
pub(crate) mod parcels;

use std::{env, path::PathBuf, process::Command};

/// What the program answered.
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Answer {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The folder of the package in the checkout that is tested, which need not be the one that was compiled.
pub(crate) fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").unwrap().into()
}
