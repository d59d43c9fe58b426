//! What a builder lets through: random chains of setters and random instances come in, what is wrong with it goes out.

use serde_json::{Map, Value};

use super::instance::{repair, well_typed};
use super::judge::Judge;
use super::random::Random;
use super::spec::Spec;
use super::validator::Checked;
use crate::emit::{Call, calls, expected_errors as said};
use crate::ir::{Effect, RequestObject, Rule};
use crate::solver;
use crate::solver::Search;

/// A builder and those who judge what it builds.
pub(super) struct Building<'b> {
    pub(super) spec: &'b Spec,
    pub(super) object: &'b RequestObject,
    pub(super) judge: &'b Judge,
    pub(super) checked: &'b Checked,
}

/// A chain in the making: the calls, and the request that they have made so far.
#[derive(Clone, Default)]
struct Chain {
    calls: Vec<Call>,
    members: Map<String, Value>,
}

impl Building<'_> {
    /// A chain of random calls. The error is what the compiler should have said.
    pub(super) fn chain(&self, random: &mut Random) -> Result<bool, String> {
        let mut chain = Chain::default();
        // Someone who listens to the compiler gets further than someone who does not.
        let patient = random.chance(80);
        for _ in 0..=random.below(2 * self.spec.fields.len()) {
            let longer = self.longer(random, &chain);
            if !patient || said(self.object, &longer.calls, false).is_empty() {
                chain = longer;
            }
            if random.chance(40) && said(self.object, &chain.calls, true).is_empty() {
                break;
            }
        }
        if said(self.object, &chain.calls, false).is_empty() {
            self.leads_on(&chain)?;
        }
        if !said(self.object, &chain.calls, true).is_empty() {
            return Ok(false);
        }
        let instance = Value::Object(chain.members.clone());
        let problem = self.built(&instance);
        problem.map_or(Ok(true), |problem| {
            let names = chain.calls.iter().map(|call| format!(".{}", self.spec.fields[call.field].name));
            Err(format!("{problem}\n  chain: {}", names.collect::<String>()))
        })
    }

    /// As long as the compiler says nothing, each rule can still be followed, by setting what is not set yet.
    fn leads_on(&self, chain: &Chain) -> Result<(), String> {
        let RequestObject { rules, tests, space, fields, .. } = self.object;
        let given: Vec<(usize, usize)> = chain.calls.iter().map(|call| (call.field, call.state)).collect();
        let always = |rule: &&Rule| matches!(rule.effect, Effect::Required(field) if fields[field].required);
        let always: Vec<&Rule> = rules.iter().filter(always).collect();
        // What rules a field out is said at its setter at the latest.
        let set = |field: usize| given.iter().any(|(of, _)| *of == field);
        let due = |rule: &&Rule| !matches!(rule.effect, Effect::Forbidden(field) if !set(field));
        for rule in rules.iter().filter(|rule| rule.is_typed(tests)).filter(due) {
            let all = [always.as_slice(), &[rule]].concat();
            if solver::search(space, &all, tests, &given, false) == Search::None {
                return Err(format!("nothing is said to {given:?}, and nothing mends: {}", rule.sentence));
            }
        }
        Ok(())
    }

    fn longer(&self, random: &mut Random, chain: &Chain) -> Chain {
        let mut chain = chain.clone();
        let at = random.below(self.spec.fields.len());
        let values = self.spec.fields[at].kind.values();
        let value = random.below(values.len());
        chain.members.insert(self.spec.fields[at].name.to_owned(), values[value].clone());
        chain.calls.push(Call { field: at, state: self.state(at, &values[value]) });
        chain
    }

    /// The state that a value brings a field into, as the builder sees it.
    fn state(&self, field: usize, value: &Value) -> usize {
        if !self.object.holds_marker(field) {
            return 1;
        }
        1 + self.spec.fields[field].kind.known().iter().position(|known| known == value).unwrap()
    }

    /// What is wrong with a request for which the compiler had nothing to say.
    fn built(&self, instance: &Value) -> Option<String> {
        let say = |what: &str| Some(format!("a builder builds {instance}, which {what}"));
        if !self.judge.approves_types(instance) {
            return say("breaks a rule about what it knows");
        }
        let late = self.object.is_checked_late();
        if !late && !self.judge.allows(instance) {
            return say("breaks a rule, and nothing is checked at run time");
        }
        if late && self.checked.verdict(instance).violations.is_empty() != self.judge.allows(instance) {
            return say("is judged differently at run time");
        }
        None
    }

    /// A random request that nothing speaks against: some chain has to make it. The error is what the compiler says.
    pub(super) fn reaches(&self, random: &mut Random) -> Result<bool, String> {
        let mut members = well_typed(random, self.spec);
        repair(random, self.spec, self.judge, &mut members);
        let instance = Value::Object(members);
        if !self.judge.approves(&instance) {
            return Ok(false);
        }
        let state =
            |at: usize| instance.get(self.spec.fields[at].name).map_or(0, |value| self.state(at, value));
        let states: Vec<usize> = (0..self.spec.fields.len()).map(state).collect();
        let said = said(self.object, &calls(self.object, &states), true);
        match said.as_slice() {
            [] => Ok(true),
            said => Err(format!("no chain builds {instance}: {}", said.join("; "))),
        }
    }
}
