//! Builders against the validators: a builder can build a request if and only if the rules that it enforces are followed.

use serde_json::{Map, Value};

use crate::emit::{Call, calls, expected_errors};
use crate::ir::{Advice, CLEARED, Effect, RequestObject, Rule};
use crate::oracle::generators::instance::{repair, well_typed};
use crate::oracle::generators::random::Random;
use crate::oracle::spec::Spec;
use crate::oracle::validators::reference::ReferenceValidator;
use crate::oracle::validators::runtime::RuntimeValidator;
use crate::solver;
use crate::solver::Search;

/// A builder, and the validators with which it is compared.
pub(super) struct BuilderComparison<'b> {
    pub(super) spec: &'b Spec,
    pub(super) object: &'b RequestObject,
    pub(super) reference: &'b ReferenceValidator,
    pub(super) runtime: &'b RuntimeValidator,
}

/// A chain of setter calls, and the request that they have built so far.
#[derive(Clone)]
struct Chain {
    calls: Vec<Call>,
    /// How the chain is to end.
    end: Advice,
    members: Map<String, Value>,
}

impl Chain {
    /// Whether no method that ignores advice was called.
    fn heeds_advice(&self) -> bool {
        self.end == Advice::Heeded && self.calls.iter().all(|call| call.advice == Advice::Heeded)
    }
}

fn random_advice(random: &mut Random) -> Advice {
    if random.chance(15) { Advice::Ignored } else { Advice::Heeded }
}

impl BuilderComparison<'_> {
    /// Makes a chain of random calls, and compares what it builds. The result is whether it could be built.
    pub(super) fn compare_chain(&self, random: &mut Random) -> Result<bool, String> {
        let mut chain = Chain { end: random_advice(random), calls: Vec::new(), members: Map::new() };
        // Chains that avoid compile errors get longer.
        let careful = random.chance(80);
        for _ in 0..=random.below(2 * self.spec.fields.len()) {
            let longer = self.longer(random, &chain);
            if !careful || expected_errors(self.object, &longer.calls, None).is_empty() {
                chain = longer;
            }
            if random.chance(40) && expected_errors(self.object, &chain.calls, Some(chain.end)).is_empty() {
                break;
            }
        }
        if expected_errors(self.object, &chain.calls, None).is_empty() {
            self.can_be_completed(&chain)?;
        }
        if !expected_errors(self.object, &chain.calls, Some(chain.end)).is_empty() {
            return Ok(false);
        }
        let instance = Value::Object(chain.members.clone());
        let problem = self.built(&instance, chain.heeds_advice());
        problem.map_or(Ok(true), |problem| {
            let names = chain
                .calls
                .iter()
                .map(|call| format!(".{} ({:?})", self.spec.fields[call.field].name, call.advice));
            Err(format!("{problem}\n  chain: {}", names.collect::<String>()))
        })
    }

    /// Without a compile error so far, each rule can still be followed by setting more fields.
    fn can_be_completed(&self, chain: &Chain) -> Result<(), String> {
        let RequestObject { rules, tests, space, fields, .. } = self.object;
        let given: Vec<(usize, usize)> = chain.calls.iter().map(|call| (call.field, call.state)).collect();
        let always = |rule: &&Rule| matches!(rule.effect, Effect::Required(field) if fields[field].required);
        let always: Vec<&Rule> = rules.iter().filter(always).collect();
        // That a field is forbidden is reported at its setter at the latest.
        let set = |field: usize| given.iter().any(|(of, _)| *of == field);
        let due = |rule: &&Rule| !matches!(rule.effect, Effect::Forbidden(field) if !set(field));
        let asked = |rule: &&Rule| rule.is_typed(tests) && (chain.heeds_advice() || rule.is_stated());
        for rule in rules.iter().filter(asked).filter(due) {
            let all = [always.as_slice(), &[rule]].concat();
            if solver::search(space, &all, tests, &given, false) == Search::None {
                return Err(format!(
                    "nothing is reported for {given:?}, and no call fixes: {}",
                    rule.sentence
                ));
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
        let state = self.state(at, &values[value]);
        // Only the method that ignores advice takes another text.
        let kind = self.spec.fields[at].kind;
        let is_other = kind.is_extensible() && !kind.known().contains(&values[value]);
        let advice = if is_other { Advice::Ignored } else { random_advice(random) };
        chain.calls.push(Call { field: at, state, advice });
        chain
    }

    /// The state of a field with a value, as the builder sees it.
    fn state(&self, field: usize, value: &Value) -> usize {
        if self.object.tells_cleared(field) {
            return if value == "" { CLEARED } else { 1 };
        }
        if !self.object.holds_marker(field) {
            return 1;
        }
        let known = self.spec.fields[field].kind.known();
        // Any other text comes after the documented ones.
        1 + known.iter().position(|known| known == value).unwrap_or(known.len())
    }

    /// The problem of a request that was built without a compile error.
    fn built(&self, instance: &Value, heeds_advice: bool) -> Option<String> {
        let say = |what: &str| Some(format!("a builder builds {instance}, which {what}"));
        if !self.reference.follows_typed_rules(instance) {
            return say("breaks a rule about what it knows");
        }
        if heeds_advice && !self.reference.follows_typed_advice(instance) {
            return say("breaks advice about what it knows, which no call ignored");
        }
        let late = self.object.is_checked_late();
        if !late && !self.reference.is_valid(instance) {
            return say("breaks a rule, and nothing is checked at run time");
        }
        if late && self.runtime.validate(instance).violations.is_empty() != self.reference.is_valid(instance)
        {
            return say("is decided differently at run time");
        }
        None
    }

    /// Makes a random request that follows all rules: some chain has to build it. Only where it follows all advice as well do the
    /// usual methods suffice. The result is whether there was one.
    pub(super) fn compare_request(&self, random: &mut Random) -> Result<bool, String> {
        let mut members = well_typed(random, self.spec);
        repair(random, self.spec, self.reference, &mut members);
        let instance = Value::Object(members);
        if !self.reference.is_valid(&instance) {
            return Ok(false);
        }
        let advice = if self.reference.follows_advice(&instance) { Advice::Heeded } else { Advice::Ignored };
        let state =
            |at: usize| instance.get(self.spec.fields[at].name).map_or(0, |value| self.state(at, value));
        let states: Vec<usize> = (0..self.spec.fields.len()).map(state).collect();
        let calls = calls(self.object, &states).into_iter().map(|call| Call { advice, ..call });
        let said = expected_errors(self.object, &calls.collect::<Vec<_>>(), Some(advice));
        match said.as_slice() {
            [] => Ok(true),
            said => Err(format!("no chain builds {instance}: {}", said.join("; "))),
        }
    }
}
