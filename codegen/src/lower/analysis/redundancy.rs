//! Rules that change nothing: those that never apply, and those that say what others say already.

use super::contradiction::{Tangle, smallest};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Spanned;
use crate::ir::{Effect, Formula, Rule};
use crate::lower::Lower;
use crate::solver::{Search, Wanted};

impl Lower<'_, '_> {
    pub(crate) fn check_effects(&mut self, tangle: &Tangle<'_>, what: &Spanned<String>) {
        let Tangle { rules, spans, .. } = tangle;
        let mut idle: Vec<usize> = Vec::new();
        let mut undecided: Vec<usize> = Vec::new();
        for at in (0..rules.len()).rev().filter(|at| !is_plain(&rules[*at])) {
            let binds = |other: &usize| {
                *other != at && !idle.contains(other) && rules[*other].strength <= rules[at].strength
            };
            let others: Vec<usize> = (0..rules.len()).filter(binds).collect();
            let kinds = [
                ("this rule never applies", Code::Unreachable, Wanted::Applies(at)),
                ("this rule says nothing new", Code::Redundant, Wanted::Breaks(at)),
            ];
            let found = kinds.map(|kind| (tangle.prevents(&others, kind.2), kind));
            if found.iter().any(|(prevented, _)| prevented.is_none()) {
                undecided.push(at);
            }
            let Some((_, (message, code, wanted))) = found.into_iter().find(|(is, _)| *is == Some(true))
            else {
                continue;
            };
            idle.push(at);
            let mut diagnostic = Diagnostic::new(code, spans[at], message)
                .label(rules[at].sentence.clone())
                .help("remove it, or correct its condition");
            for other in smallest(&others, &|among| tangle.prevents(among, wanted) != Some(true)) {
                diagnostic = diagnostic.also(spans[other], rules[other].sentence.clone());
            }
            self.sink.push(diagnostic);
        }
        if let Some(first) = undecided.first() {
            let message =
                format!("the rules of `{what}` hang together in many ways: some were not looked at");
            let more = match undecided.len() - 1 {
                0 => "whether this rule has an effect is not known".to_owned(),
                more => format!("whether this rule and {more} more have an effect is not known"),
            };
            let diagnostic = Diagnostic::new(Code::NotDecided, what.span, message).also(spans[*first], more);
            self.sink.push(diagnostic.help("split the request, or state fewer rules"));
        }
    }
}

impl Tangle<'_> {
    /// Whether these rules leave no state of the wanted kind, if that can be said.
    fn prevents(&self, among: &[usize], wanted: Wanted) -> Option<bool> {
        match self.solver.search(among, &[], wanted, false, &self.effort) {
            Search::None => Some(true),
            Search::Found(_) => Some(false),
            Search::GivenUp => None,
        }
    }
}

/// A field that is always required is no rule that could be without effect.
fn is_plain(rule: &Rule) -> bool {
    matches!(rule.effect, Effect::Required(_)) && rule.when == Formula::always()
}
