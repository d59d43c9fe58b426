//! What a builder checks: rules as sets of states, and the places in a chain of setters at which they are asked for.

/// A place in the type-level state of a builder: one for each field that a check reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) field: usize,
    /// From how many values the builder tells apart; `None` where only presence matters.
    pub(crate) values: Option<usize>,
}

impl Slot {
    /// Whether the slot holds the marker of a value rather than "given" or "missing".
    pub(crate) fn holds_marker(self) -> bool {
        self.values.is_some()
    }

    /// In how many states it can be: not set is the first of them.
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
    /// The fields whose slots it reads.
    pub(crate) fields: Vec<usize>,
    /// The states in which it is satisfied, as boxes that do not overlap: a state for each field, or `None` for any.
    pub(crate) open: Vec<Vec<Option<usize>>>,
    /// The first line of the compile error.
    pub(crate) sentence: String,
    /// What to do about it, at the call.
    pub(crate) label: String,
    /// The documented phrase, or why the spec advises it.
    pub(crate) note: Option<String>,
}

/// Where a check is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BoundSite {
    /// BoundSite the setter of this field, about what was set before.
    Before(usize),
    /// BoundSite the setters of these fields, about what is set then: they could lead to where no call can mend it.
    After(Vec<usize>),
    /// BoundSite the end of the chain.
    End,
}

impl SetterBound {
    /// Whether the check is satisfied; `state` tells the state of a field.
    pub(crate) fn is_satisfied(&self, state: impl Fn(usize) -> usize) -> bool {
        let inside =
            |(at, wanted): (&usize, &Option<usize>)| wanted.is_none_or(|wanted| wanted == state(*at));
        self.open.iter().any(|open| self.fields.iter().zip(open).all(inside))
    }
}

/// Some fields in an order in which their setters can be called: what a field asks for comes before it, and what others
/// ask for comes first.
pub(crate) fn call_order(mut fields: Vec<usize>, checks: &[SetterBound]) -> Vec<usize> {
    let gates = |field: usize| checks.iter().filter(move |check| check.at == BoundSite::Before(field));
    let asked = |field: &usize| {
        checks.iter().any(|check| matches!(check.at, BoundSite::Before(_)) && check.fields.contains(field))
    };
    fields.sort_by_key(|field| (!asked(field), *field));
    let mut order: Vec<usize> = Vec::new();
    while !fields.is_empty() {
        let ready =
            |field: &usize| gates(*field).all(|check| check.fields.iter().all(|need| !fields.contains(need)));
        let at = fields.iter().position(ready).unwrap_or(0);
        order.push(fields.remove(at));
    }
    order
}
