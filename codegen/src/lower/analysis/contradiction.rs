//! Finds rules that cannot hold together, and values that no request can have because of them.

use std::ops::Range;

use super::{RuleSystem, minimal_conflict};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::ir::Rule;
use crate::lower::rules::draft::ObjectDraft;
use crate::lower::schemas::types::{KnownValue, Types};
use crate::solver::{Search, Wanted};

/// Something that should be possible in some request.
struct Goal {
    message: String,
    /// The field that should have one of these states, if it is about one.
    given: Option<(usize, Range<usize>)>,
}

/// Reports values that no request can have, and fields that none can set, unless only advice excludes them.
pub(crate) fn check(system: &RuleSystem<'_>, types: &Types, sink: &mut Sink) {
    let ObjectDraft { name, fields, .. } = system.object;
    let stated = system.which(Rule::is_stated);
    let built = system.which(|rule| rule.is_stated() || rule.is_typed(system.tests));
    let mut known: Vec<Vec<usize>> = Vec::new();
    // The states that some solution was found for.
    let mut seen: Vec<Vec<bool>> =
        (0..fields.len()).map(|field| vec![false; system.space.size(field)]).collect();
    for goal in goals(system, types) {
        let is_seen = |(field, states): &(usize, Range<usize>)| seen[*field][states.clone()].contains(&true);
        if goal.given.as_ref().is_some_and(is_seen) {
            continue;
        }
        let search = |among: &[usize]| {
            system.solver.search(among, goal.given.as_slice(), Wanted::Nothing, false, &system.effort)
        };
        match search(&built) {
            Search::None => {}
            Search::Found(found) => {
                found.iter().enumerate().for_each(|(field, state)| seen[field][*state] = true);
                continue;
            }
            Search::GivenUp => {
                let message = format!("the rules of `{name}` are too complex to solve");
                let help = "split the rules, or move recommendations to `x-advice`";
                sink.report(Code::RuleForm, name.span, message, help);
                return;
            }
        }
        let among = if search(&stated) == Search::None { &stated } else { &built };
        let conflict = minimal_conflict(among, &|among| search(among) != Search::None);
        // What only advice excludes is possible, and not a mistake of the spec.
        let stated = conflict.is_empty() || conflict.iter().any(|at| system.rules[*at].is_stated());
        // A consequence of a conflict that was reported is not reported again.
        let follows = known.iter().any(|known| known.iter().all(|rule| conflict.contains(rule)));
        if (stated || goal.given.is_none()) && !follows {
            report_conflict(&goal, &conflict, system, sink);
            known.push(conflict);
        }
        if goal.given.is_none() {
            return;
        }
    }
}

fn goals(system: &RuleSystem<'_>, types: &Types) -> Vec<Goal> {
    let (space, fields) = (system.space, &system.object.fields);
    let mut goals = vec![Goal { message: "no request can satisfy these rules".to_owned(), given: None }];
    let reads = |field: &usize| system.rules.iter().any(|rule| rule.fields(system.tests).contains(field));
    for field in (0..fields.len()).filter(reads) {
        let name = &fields[field].name.wire;
        let known = types.known_values(&fields[field]).filter(|values| values.len() + 1 == space.size(field));
        let clearable = fields[field].ty.clearable;
        for (value, state) in known.iter().flatten().zip(1..) {
            let message = match value {
                KnownValue::Literal(_) if clearable => format!("no request can clear `{name}`"),
                KnownValue::Literal(value) => format!("no request can set `{name}` to `{value}`"),
                KnownValue::Other if clearable => format!("no request can set `{name}`"),
                KnownValue::Other => {
                    format!("no request can set `{name}` to a value that is not documented")
                }
            };
            goals.push(Goal { message, given: Some((field, state..state + 1)) });
        }
        if known.is_none_or(|values| values.len() < 2) {
            let message = format!("no request can set `{name}`");
            goals.push(Goal { message, given: Some((field, 1..space.size(field))) });
        }
    }
    goals
}

fn report_conflict(goal: &Goal, conflict: &[usize], system: &RuleSystem<'_>, sink: &mut Sink) {
    let RuleSystem { rules, spans, object, .. } = system;
    let of_field = goal.given.as_ref().map(|(field, _)| object.wires[*field].span);
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
    sink.push(diagnostic.help(help));
}
