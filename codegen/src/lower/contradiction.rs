//! Rules that cannot hold together, and names that a builder cannot have.

use super::Lower;
use super::formula::shown;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Spanned;
use crate::ir::{Field, Rule, Search, Space, Test};

/// What some request should be able to hold.
struct Goal {
    message: String,
    /// The field that is not able to, if it is about one.
    field: Option<usize>,
    /// In which of these states, whatever the others are: one of them is enough.
    given: Vec<Vec<(usize, usize)>>,
}

impl Lower<'_, '_> {
    /// Values that no request can have, and fields that none can set.
    pub(super) fn check_contradictions(
        &mut self,
        rules: &[Rule],
        tests: &[Test],
        spans: &[Span],
        fields: &[Field],
        wires: &[Spanned<String>],
    ) {
        let space = self.space(tests, fields);
        let stated: Vec<usize> = (0..rules.len()).filter(|at| rules[*at].is_stated()).collect();
        let built: Vec<usize> =
            (0..rules.len()).filter(|at| rules[*at].is_stated() || rules[*at].is_typed(tests)).collect();
        let mut known: Vec<Vec<usize>> = Vec::new();
        for goal in self.goals(rules, tests, &space, fields) {
            for among in [&stated, &built] {
                let possible = |among: &[usize]| {
                    let among: Vec<&Rule> = among.iter().map(|at| &rules[*at]).collect();
                    goal.given.iter().any(|given| space.search(&among, tests, given, false) != Search::None)
                };
                if possible(among) {
                    continue;
                }
                let conflict = smallest(among, &possible);
                if !known.contains(&conflict) {
                    self.report_conflict(&goal, &conflict, rules, spans, wires);
                    known.push(conflict);
                }
                break;
            }
        }
    }

    fn goals(&self, rules: &[Rule], tests: &[Test], space: &Space, fields: &[Field]) -> Vec<Goal> {
        let whole = Goal {
            message: "no request can follow these rules".to_owned(),
            field: None,
            given: vec![Vec::new()],
        };
        let mut goals = vec![whole];
        let reads = |field: &usize| rules.iter().any(|rule| rule.fields(tests).contains(field));
        for field in (0..fields.len()).filter(reads) {
            let name = &fields[field].name.wire;
            let states = 1..space.size(field);
            let known = self.values_of(&fields[field]).filter(|values| values.len() + 1 == space.size(field));
            for (value, state) in known.iter().flatten().zip(states.clone()) {
                let message = format!("no request can have `{name}` `{}`", shown(value));
                goals.push(Goal { message, field: Some(field), given: vec![vec![(field, state)]] });
            }
            if known.is_none_or(|values| values.len() < 2) {
                let message = format!("no request can set `{name}`");
                let given = states.map(|state| vec![(field, state)]).collect();
                goals.push(Goal { message, field: Some(field), given });
            }
        }
        goals
    }

    fn report_conflict(
        &mut self,
        goal: &Goal,
        conflict: &[usize],
        rules: &[Rule],
        spans: &[Span],
        wires: &[Spanned<String>],
    ) {
        let of_field = goal.field.map(|field| wires[field].span);
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

/// As few of the rules as it takes for the conflict.
pub(super) fn smallest(among: &[usize], possible: &dyn Fn(&[usize]) -> bool) -> Vec<usize> {
    let mut conflict = among.to_vec();
    for rule in among {
        let without: Vec<usize> = conflict.iter().copied().filter(|at| at != rule).collect();
        if !possible(&without) {
            conflict = without;
        }
    }
    conflict
}
