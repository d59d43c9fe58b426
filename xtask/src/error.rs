//! The error of a command: a sentence for stderr, and an exit code.

use std::{fmt, io, path::Path, process::ExitCode};

use crate::workspace::display_path::display_path;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Error {
    /// The command line lacks something.
    Usage(String),
    /// The operating system refused something.
    Io {
        /// Completes the sentence "cannot …".
        doing: &'static str,
        path: String,
        source: io::Error,
    },
    /// Everything else, as a sentence that says what to do about it.
    Failed(String),
}

impl Error {
    /// For `map_err`: "cannot `doing` `path`: …".
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = display_path(path);
        move |source| Self::Io { doing, path, source }
    }

    /// Several errors as one.
    pub(crate) fn all(errors: &[Self]) -> Self {
        let sentences: Vec<_> = errors.iter().map(Self::to_string).collect();
        Self::Failed(sentences.join("\nerror: "))
    }

    /// 2 for a wrong command line, as is usual; 1 for the rest.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Io { .. } | Self::Failed(_) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => write!(f, "cannot {doing} `{path}`: {source}"),
            Self::Usage(message) | Self::Failed(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Usage(_) | Self::Failed(_) => None,
        }
    }
}
