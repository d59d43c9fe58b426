//! What the compiler reports for a chain of setters.

use super::setter_chain::Call;
use crate::emit::builder::rule_traits;
use crate::ir::{Advice, BoundSite, RequestObject, SetterBound};
use crate::solver::States;

/// The sentence of each error, in the order of the calls. `end` says how the chain ends: not at all, with `.build()`, or with its
/// twin that ignores advice.
pub(crate) fn expected_errors(object: &RequestObject, calls: &[Call], end: Option<Advice>) -> Vec<String> {
    let mut states: States = vec![0; object.fields.len()];
    let mut sentences = Vec::new();
    for call in calls {
        let before = states.clone();
        let told_apart = object.holds_marker(call.field) || object.tells_cleared(call.field);
        states[call.field] = if told_apart { call.state } else { 1 };
        for bound in object.setter_bounds.iter().filter(|bound| bound.applies(call.advice)) {
            let states = match &bound.at {
                BoundSite::Before(field) if *field == call.field => &before,
                BoundSite::After(fields) if fields.contains(&call.field) => &states,
                BoundSite::Before(_) | BoundSite::After(_) | BoundSite::End => continue,
            };
            if !bound.is_satisfied(|field| states[field]) {
                sentences.push(bound.sentence.clone());
            }
        }
        if before[call.field] != 0 && object.slot(call.field).is_some() {
            sentences.push(rule_traits::once_sentence(object, call.field));
        }
    }
    let asked = |bound: &&SetterBound| {
        bound.at == BoundSite::End
            && end.is_some_and(|advice| bound.applies(advice))
            && !bound.is_satisfied(|field| states[field])
    };
    sentences.extend(object.setter_bounds.iter().filter(asked).map(|bound| bound.sentence.clone()));
    sentences
}
