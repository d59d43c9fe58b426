//! The formats of the output: for a person, a program, or GitHub.

/// Who reads the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OutputFormat {
    /// A person at a terminal.
    #[default]
    Human,
    /// A program: one JSON object on each line.
    Json,
    /// The runner of GitHub Actions, which turns commands into annotations of a change.
    Github,
}

impl OutputFormat {
    /// The format of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "human" => Some(Self::Human),
            "json" => Some(Self::Json),
            "github" => Some(Self::Github),
            _ => None,
        }
    }
}
