//! What a run did with a file, or what is wrong with it.

use serde::Serialize;

use crate::commands::codegen::suggested_commands::SuggestedCommands;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FileState {
    Wrote,
    Removed,
    Stale,
    Missing,
    Orphaned,
    Unblessed,
    Foreign,
}

impl FileState {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Wrote => "wrote",
            Self::Removed => "removed",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Orphaned => "orphaned",
            Self::Unblessed => "unblessed",
            Self::Foreign => "foreign",
        }
    }

    /// What to do about it. None if nothing is wrong.
    pub(crate) fn help(self, commands: &SuggestedCommands) -> Option<String> {
        match self {
            Self::Wrote | Self::Removed => None,
            Self::Stale | Self::Missing | Self::Orphaned => Some(format!("run `{}`", commands.codegen)),
            Self::Unblessed => Some(format!("run `{}`, and read what the compiler says", commands.bless)),
            Self::Foreign => Some("move it elsewhere; generated folders hold nothing by hand".to_owned()),
        }
    }
}
