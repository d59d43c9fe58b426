//! Chains of setters: from the states of fields to calls in an order that compiles.

use crate::ir::{Advice, BoundSite, CLEARED, RequestObject, Rule, Slot, call_order};
use crate::solver::{self, States};

/// The call of a setter: its field, and the state of the field after the call. For a field that takes a marker, state 0
/// stands for a call with a value instead, which does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) field: usize,
    pub(crate) state: usize,
    /// Whether it is the setter beside the usual one that is called.
    pub(crate) advice: Advice,
}

impl Call {
    /// The usual setter.
    pub(crate) fn new(field: usize, state: usize) -> Self {
        Self { field, state, advice: Advice::Heeded }
    }

    /// The call that leads to a state: of the usual setter, unless only the one that ignores advice takes the value.
    pub(crate) fn to(object: &RequestObject, field: usize, state: usize) -> Self {
        let call = Self::new(field, state);
        let advice = if call.gives_text(object) { Advice::Ignored } else { Advice::Heeded };
        Self { advice, ..call }
    }

    /// Whether it gives a text that is not documented in place of a marker.
    pub(crate) fn gives_text(self, object: &RequestObject) -> bool {
        object.slot(self.field).and_then(Slot::undocumented).is_some_and(|state| state == self.state)
    }

    /// Whether it is the method that clears the field.
    pub(crate) fn clears(self, object: &RequestObject) -> bool {
        object.fields[self.field].ty.clearable && self.state == CLEARED
    }
}

/// The calls that lead to some states.
pub(crate) fn calls(object: &RequestObject, states: &States) -> Vec<Call> {
    let set = (0..states.len()).filter(|field| states[*field] != 0).collect();
    let order = call_order(set, &object.setter_bounds);
    order.into_iter().map(|field| Call::to(object, field, states[field])).collect()
}

/// The calls that lead to some states, with that of one field at the end.
pub(crate) fn calls_ending_in(object: &RequestObject, states: &States, last: usize) -> Vec<Call> {
    let mut calls = calls(object, states);
    if let Some(at) = calls.iter().position(|call| call.field == last) {
        let call = calls.remove(at);
        calls.push(call);
    }
    calls
}

/// States that satisfy every rule that the compiler checks, with some states given; rules for which `except` is true may be
/// broken. With `full`, as many fields as possible are set.
pub(crate) fn complete(
    object: &RequestObject,
    given: &[(usize, usize)],
    full: bool,
    except: impl Fn(&Rule) -> bool,
) -> Option<States> {
    let rules = object.rules.iter().filter(|rule| rule.is_typed(&object.tests) && !except(rule));
    solver::search(&object.space, &rules.collect::<Vec<_>>(), &object.tests, given, full).found()
}

/// The calls that have to come before the setter of a field.
pub(crate) fn calls_before(object: &RequestObject, field: usize) -> Option<Vec<Call>> {
    let mut needed = vec![field];
    let mut at = 0;
    while let Some(next) = needed.get(at).copied() {
        let bounds = object.setter_bounds.iter().filter(|bound| bound.at == BoundSite::Before(next));
        let more: Vec<usize> = bounds.flat_map(|bound| bound.fields.clone()).collect();
        needed.extend(more.into_iter().filter(|field| !needed.contains(field)).collect::<Vec<_>>());
        at += 1;
    }
    let states = complete(object, &[(field, 1)], false, |_| false)?;
    let calls = calls(object, &states).into_iter();
    Some(calls.filter(|call| call.field != field && needed.contains(&call.field)).collect())
}
