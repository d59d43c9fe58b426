//! Decision tables: what the rules say about fields that depend on the value of one other field.

/// Which fields are required, optional, not allowed or advised against, by the value of one discriminator.
#[derive(Clone, Debug)]
pub(crate) struct DecisionTable {
    pub(crate) discriminator: usize,
    /// Indexes of the fields that depend on it.
    pub(crate) columns: Vec<usize>,
    /// "Absent" first, then the values in the order of the enum.
    pub(crate) rows: Vec<Row>,
    /// The rules that it shows in full, by index.
    pub(crate) rules: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Index into the values; `None` where the discriminator is not set.
    pub(crate) value: Option<usize>,
    /// One per column.
    pub(crate) cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Required,
    Recommended,
    Optional,
    Forbidden,
    Discouraged,
}

impl Cell {
    /// The sign in rules.json.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Required => "R",
            Self::Recommended => "r",
            Self::Optional => "o",
            Self::Forbidden => "–",
            Self::Discouraged => "a",
        }
    }

    /// Whether a builder asks for the field here.
    pub(crate) fn is_needed(self) -> bool {
        matches!(self, Self::Required | Self::Recommended)
    }

    /// Whether a builder lets the field be set here.
    pub(crate) fn is_open(self) -> bool {
        !matches!(self, Self::Forbidden | Self::Discouraged)
    }
}
