//! Rules that cannot hold together, and names that a builder cannot have.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Spanned;
use crate::ir::Space;
use crate::ir::{Field, Rule, Test};
use crate::lower::Lower;
use crate::lower::rules::condition::shown;
use crate::solver::{Effort, Search, Solver, Wanted};
use crate::source::Span;

/// The rules of an object, and all that it takes to look into them.
pub(crate) struct Tangle<'t> {
    pub(crate) rules: &'t [Rule],
    pub(crate) tests: &'t [Test],
    pub(crate) spans: &'t [Span],
    pub(crate) space: &'t Space,
    pub(crate) solver: Solver<'t>,
    /// What is left of the work that all questions about them may take.
    pub(crate) effort: Effort,
}

/// Looks at a rule that all questions about the rules of one object may take together.
const MOST_LOOKS: u32 = 500_000;

/// What some request should be able to hold.
struct Goal {
    message: String,
    /// The field that is not able to, if it is about one, and in which of these states.
    given: Option<(usize, Range<usize>)>,
}

impl<'t> Tangle<'t> {
    pub(crate) fn new(rules: &'t [Rule], tests: &'t [Test], spans: &'t [Span], space: &'t Space) -> Self {
        let solver = Solver::new(space, rules.iter().collect(), tests);
        Self { rules, tests, spans, space, solver, effort: Effort::new(MOST_LOOKS) }
    }

    /// The rules for which `wanted` says so.
    fn which(&self, wanted: impl Fn(&Rule) -> bool) -> Vec<usize> {
        (0..self.rules.len()).filter(|at| wanted(&self.rules[*at])).collect()
    }
}

impl Lower<'_, '_> {
    /// Values that no request can have, and fields that none can set, unless advice alone rules them out.
    pub(crate) fn check_contradictions(
        &mut self,
        tangle: &Tangle<'_>,
        what: &Spanned<String>,
        fields: &[Field],
        wires: &[Spanned<String>],
    ) {
        let stated = tangle.which(Rule::is_stated);
        let built = tangle.which(|rule| rule.is_stated() || rule.is_typed(tangle.tests));
        let mut known: Vec<Vec<usize>> = Vec::new();
        // The states that some request was found to have.
        let mut seen: Vec<Vec<bool>> =
            (0..fields.len()).map(|field| vec![false; tangle.space.size(field)]).collect();
        for goal in self.goals(tangle, fields) {
            let is_seen =
                |(field, states): &(usize, Range<usize>)| seen[*field][states.clone()].contains(&true);
            if goal.given.as_ref().is_some_and(is_seen) {
                continue;
            }
            let search = |among: &[usize]| {
                tangle.solver.search(among, goal.given.as_slice(), Wanted::Nothing, false, &tangle.effort)
            };
            match search(&built) {
                Search::None => {}
                Search::Found(found) => {
                    found.iter().enumerate().for_each(|(field, state)| seen[field][*state] = true);
                    continue;
                }
                Search::GivenUp => {
                    let message =
                        format!("the rules of `{what}` hang together in too many ways to solve them");
                    let help = "split the rules, or move those about sensible requests to `x-advice`";
                    self.error(Code::RuleForm, what.span, message, help);
                    return;
                }
            }
            let among = if search(&stated) == Search::None { &stated } else { &built };
            let conflict = smallest(among, &|among| search(among) != Search::None);
            // What only advice speaks against, nobody should do, and everybody can.
            let stated = conflict.is_empty() || conflict.iter().any(|at| tangle.rules[*at].is_stated());
            // What follows from a conflict that was reported is not told once more.
            let follows = known.iter().any(|known| known.iter().all(|rule| conflict.contains(rule)));
            if (stated || goal.given.is_none()) && !follows {
                self.report_conflict(&goal, &conflict, tangle, wires);
                known.push(conflict);
            }
            if goal.given.is_none() {
                return;
            }
        }
    }

    fn goals(&self, tangle: &Tangle<'_>, fields: &[Field]) -> Vec<Goal> {
        let space = tangle.space;
        let mut goals = vec![Goal { message: "no request can follow these rules".to_owned(), given: None }];
        let reads = |field: &usize| tangle.rules.iter().any(|rule| rule.fields(tangle.tests).contains(field));
        for field in (0..fields.len()).filter(reads) {
            let name = &fields[field].name.wire;
            let known = self.values_of(&fields[field]).filter(|values| values.len() + 1 == space.size(field));
            for (value, state) in known.iter().flatten().zip(1..) {
                let message = format!("no request can have `{name}` `{}`", shown(value));
                goals.push(Goal { message, given: Some((field, state..state + 1)) });
            }
            if known.is_none_or(|values| values.len() < 2) {
                let message = format!("no request can set `{name}`");
                goals.push(Goal { message, given: Some((field, 1..space.size(field))) });
            }
        }
        goals
    }

    fn report_conflict(
        &mut self,
        goal: &Goal,
        conflict: &[usize],
        tangle: &Tangle<'_>,
        wires: &[Spanned<String>],
    ) {
        let Tangle { rules, spans, .. } = tangle;
        let of_field = goal.given.as_ref().map(|(field, _)| wires[*field].span);
        let last = conflict.iter().copied().max_by_key(|at| spans[*at]);
        let Some(span) = last.map(|at| spans[at]).or(of_field) else { return };
        let mut diagnostic = Diagnostic::new(Code::Contradiction, span, goal.message.clone());
        for at in conflict {
            let advice = if rules[*at].is_stated() { "" } else { "advice: " };
            let sentence = format!("{advice}{}", rules[*at].sentence);
            diagnostic = if Some(*at) == last {
                diagnostic.label(sentence)
            } else {
                diagnostic.also(spans[*at], sentence)
            };
        }
        let help = if conflict.len() > 1 {
            "correct one of the conditions"
        } else {
            "correct the rule, or remove the value or field"
        };
        self.sink.push(diagnostic.help(help));
    }
}

/// As few of the rules as it takes for the conflict, of those in the front none that can be left out.
pub(crate) fn smallest(among: &[usize], possible: &dyn Fn(&[usize]) -> bool) -> Vec<usize> {
    let (mut conflict, mut rest) = (Vec::new(), among);
    // With the rest of the rules, those kept so far are a conflict. How many of the rest can go is found by halving.
    while possible(&conflict) && !rest.is_empty() {
        let (mut needless, mut needed) = (0, rest.len());
        while needed - needless > 1 {
            let middle = needless + (needed - needless) / 2;
            if possible(&[conflict.as_slice(), &rest[middle..]].concat()) {
                needed = middle;
            } else {
                needless = middle;
            }
        }
        conflict.push(rest[needless]);
        rest = &rest[needless + 1..];
    }
    conflict
}
