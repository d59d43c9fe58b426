//! Conditional requirements: the decision table of an operation, and the rules read off it.

/// What a rule says about its field where its condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// The field has to be set.
    Required,
    /// The field may not be set, as the documentation states.
    Forbidden,
    /// The field should not be set: sensible, but not stated. Builders follow it, validators report it.
    Discouraged,
}

/// One requirement on one field.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// An identifier like those of types: `IntegrationFlowSidRequired`.
    pub(crate) name: String,
    /// Index into the operation's fields.
    pub(crate) field: usize,
    pub(crate) effect: Effect,
    pub(crate) when: When,
    /// The rule in one sentence; the first line of the compile error.
    pub(crate) sentence: String,
    /// Advice only: why, in the words of the spec.
    pub(crate) reason: Option<String>,
    /// The documented phrase that the rule formalises.
    pub(crate) basis: Option<String>,
}

/// When a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Always,
    /// By the value of an enum field.
    Chosen {
        /// Index into the operation's fields.
        discriminator: usize,
        /// Indexes into the variants of its type, ascending.
        values: Vec<usize>,
        /// Whether it holds where the discriminator is not set, or set to a value outside the enum.
        absent: bool,
    },
}

/// A setter that can be called for some values of the discriminator only.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    /// An identifier like those of types: `IntegrationPriorityAllowed`.
    pub(crate) name: String,
    pub(crate) field: usize,
    pub(crate) discriminator: usize,
    /// Variants for which the field may be set, ascending.
    pub(crate) open: Vec<usize>,
    /// Whether the field may be set while nothing is chosen: then the check waits for the end of the chain.
    pub(crate) late: bool,
    pub(crate) sentence: String,
    /// Where it comes from: the documented phrase, or why the spec advises against it.
    pub(crate) note: Option<String>,
}

/// A place in the type-level state of a builder: one for each field that a rule needs to know about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) field: usize,
    /// Whether the slot holds the marker of a value rather than "given" or "missing".
    pub(crate) choice: bool,
}

/// Which fields are required, optional, not allowed or advised against, by the value of one discriminator.
#[derive(Clone, Debug)]
pub(crate) struct DecisionTable {
    pub(crate) discriminator: usize,
    /// Indexes of the fields that depend on it.
    pub(crate) columns: Vec<usize>,
    /// "Absent" first, then the values in the order of the enum.
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Index into the variants; `None` where the discriminator is not set.
    pub(crate) value: Option<usize>,
    /// One per column.
    pub(crate) cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Required,
    Optional,
    Forbidden,
    Discouraged,
}

impl Cell {
    /// The sign in docs and in rules.json.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Required => "R",
            Self::Optional => "o",
            Self::Forbidden => "–",
            Self::Discouraged => "a",
        }
    }

    /// Whether a builder lets the field be set here.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Required | Self::Optional)
    }
}

impl DecisionTable {
    /// The cells of one field, from the absent row on.
    pub(crate) fn column(&self, field: usize) -> Option<Vec<Cell>> {
        let at = self.columns.iter().position(|column| *column == field)?;
        Some(self.rows.iter().map(|row| row.cells[at]).collect())
    }
}
