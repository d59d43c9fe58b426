//! Rules that change nothing: those that never apply, and those that say what others say already.

use super::Lower;
use super::contradiction::smallest;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::ir::{Effect, Field, Formula, Rule, Search, Space, Test};

/// More states than this are not looked through for a warning.
const MOST_STATES: usize = 4_096;

/// What all of them are judged by.
struct Rules<'r> {
    all: &'r [Rule],
    tests: &'r [Test],
    space: Space,
}

impl Lower<'_, '_> {
    pub(super) fn check_effects(&mut self, rules: &[Rule], tests: &[Test], spans: &[Span], fields: &[Field]) {
        let all = Rules { all: rules, tests, space: self.space(tests, fields) };
        let mut idle: Vec<usize> = Vec::new();
        for at in (0..rules.len()).rev().filter(|at| !is_plain(&rules[*at])) {
            let binds = |other: &usize| {
                *other != at && !idle.contains(other) && rules[*other].strength <= rules[at].strength
            };
            let others: Vec<usize> = (0..rules.len()).filter(binds).collect();
            let rule = &rules[at];
            let (message, code, why) = if let Some(why) =
                all.prevented(rule, &others, |space, state| space.holds(&rule.when, state))
            {
                ("this rule never applies", Code::Unreachable, why)
            } else if let Some(why) = all.prevented(rule, &others, |space, state| space.breaks(rule, state)) {
                ("this rule says nothing new", Code::Redundant, why)
            } else {
                continue;
            };
            idle.push(at);
            let mut diagnostic = Diagnostic::new(code, spans[at], message)
                .label(rule.sentence.clone())
                .help("remove it, or correct its condition");
            for other in why {
                diagnostic = diagnostic.also(spans[other], rules[other].sentence.clone());
            }
            self.sink.push(diagnostic);
        }
    }
}

impl Rules<'_> {
    /// The rules among `others` that leave no state of the wanted kind, if there is none.
    fn prevented(
        &self,
        rule: &Rule,
        others: &[usize],
        wanted: impl Fn(&Space, &dyn Fn(usize) -> usize) -> bool,
    ) -> Option<Vec<usize>> {
        let mut given: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
        for field in rule.fields(self.tests) {
            let longer = |states: &Vec<(usize, usize)>| {
                let states = states.clone();
                (0..self.space.size(field)).map(move |state| [states.as_slice(), &[(field, state)]].concat())
            };
            given = given.iter().flat_map(longer).collect();
            if given.len() > MOST_STATES {
                return None;
            }
        }
        let fits = |states: &Vec<(usize, usize)>| {
            let state = |field| states.iter().find(|(of, _)| *of == field).map_or(0, |(_, state)| *state);
            wanted(&self.space, &state)
        };
        let given: Vec<_> = given.into_iter().filter(fits).collect();
        let possible = |among: &[usize]| {
            let among: Vec<&Rule> = among.iter().map(|at| &self.all[*at]).collect();
            given.iter().any(|given| self.space.search(&among, self.tests, given, false) != Search::None)
        };
        (!possible(others)).then(|| smallest(others, &possible))
    }
}

/// A field that is always required is no rule that could be without effect.
fn is_plain(rule: &Rule) -> bool {
    matches!(rule.effect, Effect::Required(_)) && rule.when == Formula::always()
}
