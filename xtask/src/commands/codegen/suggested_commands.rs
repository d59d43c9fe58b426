//! The commands that messages ask the user to run.

use crate::{commands::codegen::options::Options, workspace::display_path::display_path};

pub(crate) struct SuggestedCommands {
    pub(crate) codegen: String,
    pub(crate) bless: String,
}

impl SuggestedCommands {
    pub(crate) fn of(options: &Options) -> Self {
        match &options.spec_and_output {
            None => Self { codegen: "cargo xtask codegen".to_owned(), bless: "cargo xtask bless".to_owned() },
            Some(given) => {
                let (spec, out) = (display_path(&given.spec), display_path(&given.out));
                Self {
                    codegen: format!("cargo xtask codegen --spec {spec} --out {out}"),
                    // `bless` runs packages of this workspace only.
                    bless: format!("cd {out} && TRYBUILD=overwrite cargo test --test ui"),
                }
            }
        }
    }
}
