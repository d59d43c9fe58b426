//! Decision tables: which fields are required or allowed, by the value of a discriminator.

/// The decision table of one discriminator.
#[derive(Clone, Debug)]
pub(crate) struct DecisionTable {
    pub(crate) discriminator: usize,
    /// What depends on it.
    pub(crate) columns: Vec<Column>,
    /// First the row where the discriminator is not set, then the values in the order of the enum.
    pub(crate) rows: Vec<Row>,
    /// The rules that it represents completely, by index.
    pub(crate) rules: Vec<usize>,
}

/// What the cells below it are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) field: usize,
    /// Whether it is about clearing the field, rather than about setting it.
    pub(crate) clears: bool,
}

/// The row of one value.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The index of the value; `None` where the discriminator is not set.
    pub(crate) value: Option<usize>,
    /// One per column.
    pub(crate) cells: Vec<Cell>,
}

/// What applies to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Required,
    Recommended,
    Optional,
    Forbidden,
    Discouraged,
}

impl Cell {
    /// Its symbol in `rules.json`.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Required => "R",
            Self::Recommended => "r",
            Self::Optional => "o",
            Self::Forbidden => "–",
            Self::Discouraged => "a",
        }
    }

    /// Whether a builder requires the field.
    pub(crate) fn is_needed(self) -> bool {
        matches!(self, Self::Required | Self::Recommended)
    }

    /// Whether a builder allows the field.
    pub(crate) fn is_open(self) -> bool {
        !matches!(self, Self::Forbidden | Self::Discouraged)
    }
}
