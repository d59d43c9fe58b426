//! Setter bounds: what a builder asks of the compiler, as sets of states, and the methods that ask it.

use super::rule::Strength;

/// One field in the type-level state of a builder. Only fields that some bound reads have a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) field: usize,
    /// The number of values that the builder tells apart; `None` where only presence matters.
    pub(crate) values: Option<usize>,
    /// Whether it is that of a field that can be cleared.
    pub(crate) clearable: bool,
    /// Whether the last of the values is any text that is not documented.
    pub(crate) extensible: bool,
}

/// The state of a slot that tells a cleared field from one with a value.
pub(crate) const CLEARED: usize = 2;

impl Slot {
    /// Whether the slot holds the marker of a value, rather than `Given` or `Missing`.
    pub(crate) fn holds_marker(self) -> bool {
        self.values.is_some() && !self.clearable
    }

    /// Whether a cleared field is in a state of its own, `Cleared`.
    pub(crate) fn tells_cleared(self) -> bool {
        self.values.is_some() && self.clearable
    }

    /// The state after the field was cleared.
    pub(crate) fn cleared(self) -> usize {
        if self.tells_cleared() { CLEARED } else { 1 }
    }

    /// The state after a text that is not documented, where that is one of its own.
    pub(crate) fn undocumented(self) -> Option<usize> {
        self.values.filter(|_| self.extensible)
    }

    /// The number of its states. State 0 is "not set".
    pub(crate) fn states(self) -> usize {
        1 + self.values.unwrap_or(1)
    }
}

/// A bound on methods of a builder.
#[derive(Clone, Debug)]
pub(crate) struct SetterBound {
    /// The trait: `IntegrationFlowSidRequired`.
    pub(crate) name: String,
    pub(crate) at: BoundSite,
    /// That of its rules. A bound is never about both what is stated and what is advised.
    pub(crate) strength: Strength,
    /// The fields whose slots it reads.
    pub(crate) fields: Vec<usize>,
    /// The states that satisfy it, as products that do not overlap: for each field a state, or `None` for any state.
    pub(crate) open: Vec<Vec<Option<usize>>>,
    /// The first line of the compile error.
    pub(crate) sentence: String,
    /// The label at the call: how to fix it.
    pub(crate) label: String,
    /// The documented phrase, or the reason for an advice, and other ways to go on.
    pub(crate) notes: Vec<String>,
}

/// The methods that have a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BoundSite {
    /// The setter of this field, about what was set before.
    Before(usize),
    /// The setters of these fields, about the state that they lead to: no further call could make it satisfiable.
    After(Vec<usize>),
    /// The methods that end the chain.
    End,
}

/// Whether a method of a builder has the bounds that come from advice. One that ignores advice is a method beside the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Advice {
    Heeded,
    Ignored,
}

impl BoundSite {
    /// Whether the setter of a field has the bound.
    pub(crate) fn includes_setter(&self, field: usize) -> bool {
        match self {
            Self::Before(of) => *of == field,
            Self::After(fields) => fields.contains(&field),
            Self::End => false,
        }
    }
}

impl SetterBound {
    /// Whether a method has the bound if it treats advice in this way.
    pub(crate) fn applies(&self, advice: Advice) -> bool {
        advice == Advice::Heeded || self.strength == Strength::Stated
    }

    /// Whether there is a state that does not satisfy it, and in which a field is in a given state.
    pub(crate) fn can_fail(&self, slots: &[Slot], (given, state): (usize, usize)) -> bool {
        let size =
            |field: &usize| slots.iter().find(|slot| slot.field == *field).map_or(2, |slot| slot.states());
        let number = self.fields.iter().map(size).product::<usize>();
        (0..number).any(|number| {
            let mut rest = number;
            let states: Vec<usize> = self
                .fields
                .iter()
                .map(|field| {
                    let digit = rest % size(field);
                    rest /= size(field);
                    if *field == given { state } else { digit }
                })
                .collect();
            let of = |field| self.fields.iter().position(|known| *known == field).map_or(0, |at| states[at]);
            !self.is_satisfied(of)
        })
    }

    /// Whether the bound is satisfied; `state` gives the state of a field.
    pub(crate) fn is_satisfied(&self, state: impl Fn(usize) -> usize) -> bool {
        let inside =
            |(at, wanted): (&usize, &Option<usize>)| wanted.is_none_or(|wanted| wanted == state(*at));
        self.open.iter().any(|open| self.fields.iter().zip(open).all(inside))
    }
}

/// Some fields in an order in which their setters can be called: a field comes after those that its bounds read, and fields that
/// other bounds read come first.
pub(crate) fn call_order(mut fields: Vec<usize>, bounds: &[SetterBound]) -> Vec<usize> {
    let gates = |field: usize| bounds.iter().filter(move |bound| bound.at == BoundSite::Before(field));
    let is_read = |field: &usize| {
        bounds.iter().any(|bound| matches!(bound.at, BoundSite::Before(_)) && bound.fields.contains(field))
    };
    fields.sort_by_key(|field| (!is_read(field), *field));
    let mut order: Vec<usize> = Vec::new();
    while !fields.is_empty() {
        let ready =
            |field: &usize| gates(*field).all(|bound| bound.fields.iter().all(|need| !fields.contains(need)));
        let at = fields.iter().position(ready).unwrap_or(0);
        order.push(fields.remove(at));
    }
    order
}
