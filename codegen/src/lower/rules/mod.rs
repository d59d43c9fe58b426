//! Requirements to rules with names and sentences, and what follows from them: tables for readers, checks for builders.

pub(crate) mod condition;
pub(crate) mod decision_table;
pub(crate) mod nested_property;
pub(crate) mod requirement;
pub(crate) mod resolve_field;
pub(crate) mod simplify;
pub(crate) mod wording;

use std::collections::{BTreeMap, BTreeSet};

use self::requirement::{Draft, Requirement};
use self::simplify::Values;
use self::wording::rule_name::{name_all, order};
use self::wording::sentence::Words;
use super::Lower;
use super::analysis::contradiction::Tangle;
use super::schemas::all_of::Flat;
use super::typestate::setter_bounds::{Checks, Group};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Spanned;
use crate::ir::{DecisionTable, Effect, Field, Formula, Rule, SetterBound, Slot, Strength, Test};
use crate::ir::{MAX_FREE_TESTS, Space};

/// More states than this are not enumerated: a rule that has them is about too much at once.
const MOST_STATES: usize = 4_096;

/// What an operation's rules come to.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    pub(crate) tests: Vec<Test>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) space: Space,
    pub(crate) tables: Vec<DecisionTable>,
    pub(crate) setter_bounds: Vec<SetterBound>,
    pub(crate) slots: Vec<Slot>,
}

impl Lower<'_, '_> {
    pub(crate) fn rules(
        &mut self,
        what: &Spanned<String>,
        flat: &Flat<'_>,
        fields: &[Field],
        wires: &[Spanned<String>],
    ) -> Conditions {
        let mut draft = self.requirements(flat, fields);
        self.always_required(flat, wires, &mut draft);
        self.merge(&mut draft);
        draft.forget_unused_tests();
        let spans = order(&mut draft);
        self.places.note_rules(what.span, spans.clone());
        let rules = name_all(&draft);
        let tests = draft.tests;
        if !self.check_sizes(&rules, &tests, fields, wires) {
            return Conditions::default();
        }
        let space = self.space(&tests, fields);
        let found = self.sink.errors();
        let tangle = Tangle::new(&rules, &tests, &spans, &space);
        self.check_contradictions(&tangle, what, fields, wires);
        if self.sink.errors() > found {
            return Conditions { tests, rules, ..Conditions::default() };
        }
        // What is wrong elsewhere may be what makes a rule idle.
        if self.sink.errors() == 0 {
            self.check_effects(&tangle, what);
        }
        let slots = self.slots(&rules, &tests, fields);
        let setter_bounds = self.setter_bounds(&rules, &tests, &slots, fields, &space);
        let tables = self.tables(&rules, &tests, fields, &space);
        // A slot that no check reads says nothing.
        let read = |slot: &Slot| setter_bounds.iter().any(|bound| bound.fields.contains(&slot.field));
        let slots = slots.into_iter().filter(read).collect();
        Conditions { tests, rules, space, tables, setter_bounds, slots }
    }

    /// Adds a rule for each field that is required whatever the others are.
    fn always_required(&mut self, flat: &Flat<'_>, wires: &[Spanned<String>], draft: &mut Draft<'_>) {
        let fields = draft.fields;
        self.sees_body_only = true;
        let asked: Vec<_> = flat
            .required
            .iter()
            .filter_map(|name| Some((self.field_index(name, fields)?, name.span)))
            .collect();
        self.sees_body_only = false;
        for field in (0..fields.len()).filter(|field| fields[*field].required) {
            let span = asked.iter().find(|(of, _)| *of == field).map_or(wires[field].span, |(_, span)| *span);
            for known in draft.found.iter().filter(|known| known.effect == Effect::Required(field)) {
                let message = format!("`{}` is always required", wires[field]);
                let diagnostic = Diagnostic::new(Code::Redundant, known.span, message).also(span, "here");
                self.sink.push(diagnostic.help("remove it from the condition"));
            }
            draft.found.retain(|known| known.effect != Effect::Required(field));
            draft.found.push(Requirement::always(field, span));
        }
    }

    fn check_sizes(
        &mut self,
        rules: &[Rule],
        tests: &[Test],
        fields: &[Field],
        wires: &[Spanned<String>],
    ) -> bool {
        let mut good = true;
        for (field, wire) in wires.iter().enumerate() {
            let free = tests.iter().filter(|test| test.field == field && test.values.is_none()).count();
            if free > MAX_FREE_TESTS {
                let message = format!("{free} different tests on `{wire}` are more than are handled");
                let help =
                    format!("use the same test in several rules, at most {MAX_FREE_TESTS} different ones");
                self.error(Code::RuleForm, wire.span, message, help);
                good = false;
            }
        }
        for rule in rules.iter().filter(|rule| rule.is_typed(tests)) {
            let states = |field: &usize| 1 + self.values_of(&fields[*field]).map_or(1, |values| values.len());
            let reads = rule.fields(tests);
            if reads
                .iter()
                .map(states)
                .try_fold(1_usize, usize::checked_mul)
                .is_none_or(|all| all > MOST_STATES)
            {
                let span = reads.first().map(|field| wires[*field].span);
                let message = format!("a rule has more than {MOST_STATES} cases: {}", rule.sentence);
                if let Some(span) = span {
                    self.error(Code::RuleForm, span, message, "split it into rules about fewer fields");
                }
                good = false;
            }
        }
        good
    }

    /// The space of states that `rules` tell apart.
    fn space(&self, tests: &[Test], fields: &[Field]) -> Space {
        let tested = |field: usize| tests.iter().any(|test| test.field == field);
        let values = |field: usize| {
            self.values_of(&fields[field]).filter(|_| tested(field)).map(|values| values.len())
        };
        let outcomes = |field: usize, tests: &[&Test]| self.outcomes(&fields[field], tests);
        Space::new(fields.len(), tests, values, outcomes)
    }

    fn slots(&self, rules: &[Rule], tests: &[Test], fields: &[Field]) -> Vec<Slot> {
        let typed = || rules.iter().filter(|rule| rule.is_typed(tests));
        let chosen = |field: usize| {
            typed().any(|rule| {
                let mut tested = matches!(rule.effect, Effect::Narrowed(test) if tests[test].field == field);
                rule.when.visit(tests, &mut |of, test| tested |= of == field && test.is_some());
                tested
            })
        };
        let reads: BTreeSet<usize> = typed().flat_map(|rule| rule.fields(tests)).collect();
        let slot = |field: usize| {
            let values = self.values_of(&fields[field]).filter(|_| chosen(field)).map(|values| values.len());
            Slot { field, values }
        };
        reads.into_iter().map(slot).collect()
    }

    fn setter_bounds(
        &self,
        rules: &[Rule],
        tests: &[Test],
        slots: &[Slot],
        fields: &[Field],
        space: &Space,
    ) -> Vec<SetterBound> {
        let markers = |field: usize| self.marker_names(&fields[field]);
        let mut checks =
            Checks { fields, tests, slots, space, markers: &markers, before: BTreeMap::default() };
        let typed: Vec<&Rule> = rules.iter().filter(|rule| rule.is_typed(tests)).collect();
        let mut made = Vec::new();
        let mut done = Vec::new();
        for rule in &typed {
            let reads = rule.fields(tests);
            let Effect::Forbidden(field) = rule.effect else {
                let note = note(rule);
                let group = Group {
                    name: rule.name.clone(),
                    rules: vec![rule],
                    sentence: rule.sentence.clone(),
                    note,
                };
                made.extend(checks.of(&group, reads));
                continue;
            };
            // What rules a field out beside the same others is one check with one sentence.
            if done.contains(&(field, reads.clone())) {
                continue;
            }
            done.push((field, reads.clone()));
            let same = |other: &&&Rule| {
                matches!(other.effect, Effect::Forbidden(of) if of == field) && other.fields(tests) == reads
            };
            let rules: Vec<&Rule> = typed.iter().filter(same).copied().collect();
            made.extend(checks.of(&self.gate(field, rules, tests, fields), reads));
        }
        made
    }

    /// All that rules a field out beside the same others, in one sentence.
    fn gate<'r>(&self, field: usize, rules: Vec<&'r Rule>, tests: &[Test], fields: &[Field]) -> Group<'r> {
        let mut tests = tests.to_vec();
        let all = || rules.iter().map(|rule| rule.when.clone());
        let mut when = all().next().unwrap_or_else(Formula::always);
        if rules.len() > 1 {
            when = Formula::Any(all().collect());
        }
        if let Some(mut values) = Values::of(&when, &tests) {
            // No builder sends a value that is none of the enum: the sentence that names fewer of them is free to.
            values.outside = if values.chosen.is_empty() { values.outside } else { values.absent };
            if !values.is_empty() {
                let words = self.values_of(&fields[values.field]).unwrap_or_default();
                when = values.formula(&words, &mut tests);
            }
        }
        let words = Words { fields, tests: &tests };
        let advised = when.is_always() && !rules.iter().any(|rule| rule.is_stated());
        let strength = if advised { Strength::Advised } else { Strength::Stated };
        let sentence = words.sentence(&Effect::Forbidden(field), &when, strength);
        let stated = rules.iter().find(|rule| rule.is_stated()).or(rules.first());
        let again = if rules.iter().any(|rule| rule.when.fields(&tests) != rules[0].when.fields(&tests)) {
            "Beside"
        } else {
            ""
        };
        let base = format!("{}Allowed{again}", fields[field].name.pascal);
        let name = match stated.and_then(|rule| rule.name.split_once("When")) {
            Some((_, suffix)) => format!("{base}When{suffix}"),
            None => base,
        };
        Group { name, note: stated.and_then(|rule| note(rule)), rules, sentence }
    }

    /// The names of the markers of a field, in the order of its values.
    fn marker_names(&self, field: &Field) -> Vec<String> {
        match self.choice_of(field) {
            Some(choice) => choice.variants.iter().map(|variant| variant.name.pascal.clone()).collect(),
            None => vec!["True".to_owned(), "False".to_owned()],
        }
    }
}

/// Where a rule comes from, for the compiler to print.
fn note(rule: &Rule) -> Option<String> {
    match rule.strength {
        Strength::Stated => rule.basis.as_ref().map(|basis| format!("the documentation says: {basis}")),
        Strength::Advised => rule.reason.as_ref().map(|reason| format!("advice: {reason}")),
    }
}
