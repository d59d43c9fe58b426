//! `pattern`

use serde_json::{Map, Value};

use super::instance::Instance;
use super::keyword::{AssertionKeyword, Boundaries, Constant, Expression, Predicate, Verb};
use crate::ir::types::pattern::Dfa;

/// A regular expression that a string matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// As the spec writes it.
    pub(crate) source: String,
    /// What decides it.
    pub(super) dfa: Dfa,
}

impl AssertionKeyword for Pattern {
    fn holds_for(&self, instance: Instance<'_>) -> bool {
        match instance {
            Instance::Json(value) => value.as_str().is_none_or(|text| self.dfa.matches(text)),
            Instance::OtherString { matches, .. } => matches(&self.source),
        }
    }

    fn add_boundaries<'k>(&'k self, boundaries: &mut Boundaries<'k>) {
        if !boundaries.patterns.contains(&self.source.as_str()) {
            boundaries.patterns.push(&self.source);
        }
    }

    fn predicate(&self) -> Predicate {
        Predicate { verb: Verb::Match, complement: format!("`{}`", self.source) }
    }

    fn schema(&self) -> Map<String, Value> {
        [("pattern".to_owned(), self.source.as_str().into())].into_iter().collect()
    }

    fn constant(&self) -> Constant<'_> {
        let matches = Expression::Matches(&self.source, &self.dfa);
        Constant {
            variant: "Pattern",
            fields: vec![("source", Expression::String(&self.source)), ("matches", matches)],
        }
    }
}
