//! Finds rules without effect: those that never apply, and those that follow from others.

use super::{RuleSystem, minimal_conflict};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::ir::{Effect, Formula, Rule};
use crate::solver::{Search, Wanted};

pub(crate) fn check(system: &RuleSystem<'_>, sink: &mut Sink) {
    let RuleSystem { rules, spans, object, .. } = system;
    let mut ineffective: Vec<usize> = Vec::new();
    let mut undecided: Vec<usize> = Vec::new();
    for at in (0..rules.len()).rev().filter(|at| !is_always_required(&rules[*at])) {
        let binds = |other: &usize| {
            *other != at && !ineffective.contains(other) && rules[*other].strength <= rules[at].strength
        };
        let others: Vec<usize> = (0..rules.len()).filter(binds).collect();
        let kinds = [
            ("this rule never applies", Code::Unreachable, Wanted::Applies(at)),
            ("this rule is redundant", Code::Redundant, Wanted::Breaks(at)),
        ];
        let found = kinds.map(|kind| (prevents(system, &others, kind.2), kind));
        if found.iter().any(|(prevented, _)| prevented.is_none()) {
            undecided.push(at);
        }
        let Some((_, (message, code, wanted))) = found.into_iter().find(|(is, _)| *is == Some(true)) else {
            continue;
        };
        ineffective.push(at);
        let mut diagnostic = Diagnostic::new(code, spans[at], message)
            .label(rules[at].sentence.clone())
            .help("remove it, or correct its condition");
        for other in minimal_conflict(&others, &|among| prevents(system, among, wanted) != Some(true)) {
            diagnostic = diagnostic.also(spans[other], rules[other].sentence.clone());
        }
        sink.push(diagnostic);
    }
    if let Some(first) = undecided.first() {
        let message = format!("the rules of `{}` are too complex to check all of them", object.name);
        let more = match undecided.len() - 1 {
            0 => "it is unknown whether this rule has an effect".to_owned(),
            more => format!("it is unknown whether this rule and {more} more have an effect"),
        };
        let diagnostic =
            Diagnostic::new(Code::NotDecided, object.name.span, message).also(spans[*first], more);
        sink.push(diagnostic.help("split the request, or write fewer rules"));
    }
}

/// Whether these rules leave no state of the wanted kind, if that can be decided.
fn prevents(system: &RuleSystem<'_>, among: &[usize], wanted: Wanted) -> Option<bool> {
    match system.solver.search(among, &[], wanted, false, &system.effort) {
        Search::None => Some(true),
        Search::Found(_) => Some(false),
        Search::GivenUp => None,
    }
}

/// Whether a rule only says that a field is always required, which always has an effect.
fn is_always_required(rule: &Rule) -> bool {
    matches!(rule.effect, Effect::Required(_)) && rule.when == Formula::always()
}
